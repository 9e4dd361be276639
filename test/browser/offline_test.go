package browser

import (
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// kept waits until the browser keeps the site, and the page is the worker's. It takes a page over when it has done everything else. Its
// state says less: in WebKit a page that is loading at that moment does not hear that a worker has been activated.
func (b *tab) kept() {
	b.t.Helper()
	b.wait(`navigator.serviceWorker.controller !== null`)
}

// replaced waits until a version is no longer kept, as a newer one has taken its place.
func (b *tab) replaced(version string) {
	b.t.Helper()
	b.wait("caches.keys().then(names => !names.includes(" + quote(version) + "))")
}

// stores are the names of the stores.
func (b *tab) stores() []string {
	b.t.Helper()
	return eval[[]string](b, `caches.keys()`)
}

func (b *tab) heads(want string) {
	b.t.Helper()
	if got := eval[string](b, `document.querySelector('h1').innerText`); got != want {
		b.t.Errorf("%s is headed %q, not %q", eval[string](b, "location.href"), got, want)
	}
}

// styled fails if the style sheet of a page was not loaded.
func (b *tab) styled() {
	b.t.Helper()
	if !eval[bool](b, `[...document.styleSheets].length > 0 && getComputedStyle(document.querySelector('header')).display === 'flex'`) {
		b.t.Errorf("%s has no style", eval[string](b, "location.href"))
	}
}

// edited builds a site again after a change of one of its sources.
func edited(t *testing.T, dir, name, old, new string) {
	t.Helper()
	file := filepath.Join(dir, "content", name)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s has no %q", name, old)
	}
	write(t, file, strings.Replace(string(text), old, new, 1))
	command(t, "build", dir)
}

// TestOffline visits one page, and then the host goes away: every other page can be read, with its style; a quiz can be taken, a
// statement made, and an answer found. In Chromium with -sweep also on a host without endings, as TestOfflineLargeUpdate is, and below a path, as
// TestPlaces is.
func TestOffline(t *testing.T) {
	t.Parallel()
	axe, err := axeScript()
	if err != nil {
		t.Fatal(err)
	}
	for name, host := range map[string]struct {
		below string
		odd   func(w http.ResponseWriter, r *http.Request) bool
	}{
		"at the top":      {"/", nil},
		"below a path":    {"/some/whére/", nil},
		"without endings": {"/", pretty},
	} {
		test := func(t *testing.T, newTab opener) {
			s := newSpot(t, publicDir(t), host.below)
			s.acts(host.odd)
			l := lead{learner{newTab(t)}}
			l.show(narrow, looks[0].media)
			l.open(s.url("guidance/index.html"))
			l.kept()
			l.activity()
			s.down()

			for address, heading := range map[string]string{
				"guidance/broadcast-lists.html?from=a-mail#monthly-check": "Broadcast lists",
				"guidance/broadcast-lists":                                "Broadcast lists",
				"guidance/":                                               "Guidance",
				"guidance":                                                "Guidance",
				"":                                                        "WhatsApp in your local group",
				"rules.html":                                              "All the rules",
			} {
				l.open(s.url(address))
				l.heads(heading)
				l.styled()
			}
			l.open(s.url("quizzes/the-basics.html"))
			l.press("Start")
			l.reads("Question 1 of")
			l.open(s.url(statementPage))
			l.fills("group", "Leeds")
			if !strings.Contains(l.sheet(), "Leeds") {
				t.Errorf("the statement is %s", l.sheet())
			}
			l.open(s.url("search.html#q=lost+phone"))
			l.wait("document.querySelector('.hits a')?.textContent.includes('A lost phone')")

			l.open(s.url("guidance/no-such-page.html"))
			l.heads("This page is not on your device")
			l.styled()
			if l.chromium() && name == "at the top" {
				l.run(axe, auditScript)
				v := newValidator(t)
				v.hold(l.tab, "not on the device")
			}
			for _, link := range []string{"guidance/broadcast-lists.html", "index.html"} {
				if !eval[bool](l.tab, fmt.Sprintf("[...document.querySelectorAll('#kept_pages a')].some(at => at.href === %s)", quote(s.url(link)))) {
					t.Errorf("the page that says so has no link to %s: %s", link, eval[string](l.tab, "document.querySelector('#kept_pages').innerHTML.slice(0, 500)"))
				}
			}
			l.act("void document.querySelector('header .site').click()")
			l.wait("document.querySelector('h1').innerText === 'WhatsApp in your local group'")
		}
		if name != "at the top" && sampling(t) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "at the top" {
				inKeepers(t, test)
			} else {
				test(t, newWholeKeeper)
			}
		})
	}
}

// TestOfflineUpdate puts a new version on the host while a quiz is half done: it waits, and the page says so; its button
// uses it, and the quiz goes on.
func TestOfflineUpdate(t *testing.T) {
	t.Parallel()
	axe, err := axeScript()
	if err != nil {
		t.Fatal(err)
	}
	inKeepers(t, func(t *testing.T, newTab opener) {
		s, dir := newSiteSpot(t, nil)
		l := learner{newTab(t)}
		l.show(narrow, looks[0].media)
		l.open(s.url("quizzes/the-basics.html"))
		l.kept()
		l.press("Start")
		before := l.stores()
		preload := "navigator.serviceWorker.getRegistration().then(at => at.navigationPreload?.%s)"
		l.act(fmt.Sprintf(preload, "enable()")) // as earlier versions did
		edited(t, dir, "site.yaml", "accent: \"#0b4f5c\"", "accent: \"#5c0b4f\"")
		l.renew()
		l.wait("document.querySelector('.news button')")
		if got := eval[string](l.tab, "document.querySelector('.news').innerText"); !strings.Contains(got, "There is a new version of this site. You can finish what you are doing first.") {
			t.Errorf("the page says %q", got)
		}
		l.reads("Question 1 of")

		// Another page that is opened now does not take it from the quiz, and says that it waits.
		other := learner{l.beside()}
		other.open(s.url("guidance/group-chats.html"))
		other.wait("document.querySelector('.news button')")
		if other.chromium() {
			other.run(axe, auditScript)
			v := newValidator(t)
			v.hold(other.tab, "a new version")
		}
		if names := l.stores(); len(names) != 2 {
			t.Errorf("the stores are %q; before, %q", names, before)
		}
		if !eval[bool](l.tab, "navigator.serviceWorker.getRegistration().then(at => !!at.waiting)") {
			t.Error("the new version does not wait")
		}

		l.to("at.localName === 'button' && at.innerText === 'Use it now'")
		l.enter()
		l.wait("!document.querySelector('.news button') && document.querySelector('.take')?.innerText.includes('Question 1 of')" +
			" && getComputedStyle(document.documentElement).getPropertyValue('--accent') === '#5c0b4f'") // the page was loaded again
		other.wait("!document.querySelector('.news button')")
		l.kept()
		if names := l.stores(); len(names) != 1 || names[0] == before[0] {
			t.Errorf("the stores are %q; before, %q", names, before)
		}
		if eval[bool](l.tab, fmt.Sprintf(preload, "getState().then(preload => preload.enabled)")) {
			t.Error("pages are still preloaded, with which Firefox shows nothing without a network")
		}
		if !l.stored("handrail:1:quiz:/quizzes/the-basics.html") {
			t.Error("the answers are lost")
		}
		s.down()
		l.open(s.url("guidance/group-chats.html"))
		l.styled()

		// When nobody is in the middle of something, the next page that is opened silently has the new version.
		s.up()
		other.open(s.url("guidance/group-chats.html"))
		edited(t, dir, "site.yaml", "accent: \"#5c0b4f\"", "accent: \"#0b4f5c\"")
		other.renew()
		other.wait("document.querySelector('.news button')")
		l.open(s.url("index.html"))
		l.wait("navigator.serviceWorker.getRegistration().then(at => !at.waiting)")
		other.wait("!document.querySelector('.news button')")
	})
}

// TestOfflineNeverMixes goes through an update page by page, with a network and without: the text of a page, its style
// and its image are of the same version each time.
func TestOfflineNeverMixes(t *testing.T) {
	t.Parallel()
	inKeepers(t, func(t *testing.T, newTab opener) {
		s, dir := newSiteSpot(t, map[string]string{"guidance/photo.md": "---\ntitle: Version 1\n---\n\n![A dot](dot.png)\n", "guidance/dot.png": picture(t, 10)})
		quiz := learner{newTab(t)}
		quiz.open(s.url("quizzes/the-basics.html"))
		quiz.kept()
		b := quiz.beside()
		version := func(want, when string) {
			t.Helper()
			b.open(s.url("guidance/photo.html"))
			got := eval[string](b, `document.images[0].decode().catch(() => undefined).then(() => document.querySelector('h1').innerText + ' ' + getComputedStyle(document.documentElement).getPropertyValue('--accent') + ' ' + document.images[0].naturalWidth)`)
			if got != want {
				t.Errorf("%s, the page is %s, not %s", when, got, want)
			}
		}
		const first, second = "Version 1 #0b4f5c 10", "Version 2 #5c0b4f 20"
		version(first, "at first")
		s.down()
		version(first, "without a network")
		s.up()
		quiz.press("Start")
		write(t, filepath.Join(dir, "content/guidance/dot.png"), picture(t, 20))
		write(t, filepath.Join(dir, "content/guidance/photo.md"), "---\ntitle: Version 2\n---\n\n![A dot](dot.png)\n")
		edited(t, dir, "site.yaml", "accent: \"#0b4f5c\"", "accent: \"#5c0b4f\"")
		quiz.renew()
		quiz.wait("document.querySelector('.news button')")
		version(second, "when the new version waits")
		s.down()
		version(first, "when it waits, without a network")
		quiz.to("at.localName === 'button' && at.innerText === 'Use it now'")
		quiz.enter()
		quiz.wait("!document.querySelector('.news button')")
		version(second, "when it is used, without a network")
		s.up()
		version(second, "when it is used")
	})
}

// renew lets the browser look for a new version, as it does when a page comes to the front.
func (b *tab) renew() {
	b.t.Helper()
	b.act("void document.dispatchEvent(new Event('visibilitychange'))")
}

// TestOfflineFailing puts versions on the host that cannot be kept: a file is missing, or is not the one that was built.
// The old version stays, whole.
func TestOfflineFailing(t *testing.T) {
	t.Parallel()
	inKeepers(t, func(t *testing.T, newTab opener) {
		s, dir := newSiteSpot(t, map[string]string{"guidance/photo.md": "---\ntitle: Photo\n---\n\n![A dot](dot.png)\n", "guidance/dot.png": picture(t, 10)})
		b := newTab(t)
		b.open(s.url("index.html"))
		b.kept()
		// All of these are fetched again for the new version, whose pages and style are other ones.
		script := theOne(t, dir, "assets/present-*.js")
		b.act(fmt.Sprintf("caches.keys().then(names => caches.open(names[0])).then(store => Promise.all([%s, '/guidance/dot.png', '/checklists/whatsapp/monthly-check.ics'].map(key => store.delete(key)))).then(all => { if (!all.every(Boolean)) throw 'not kept' })", quote(script)))
		before := b.stores()
		edited(t, dir, "site.yaml", "accent: \"#0b4f5c\"", "accent: \"#5c0b4f\"")
		edited(t, dir, "guidance/group-chats.md", "title: ", "title: New ")
		missing := http.NotFound
		for name, fault := range map[string]struct {
			path   string
			answer func(w http.ResponseWriter, r *http.Request)
		}{
			"a page is missing":   {"/rules.html", missing},
			"a style is missing":  {theOne(t, dir, "assets/style-*.css"), missing},
			"a script is missing": {script, missing},
			"a page is another one": {"/rules.html", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprint(w, "<h1>Other</h1>")
			}},
			"a picture is another one":            {"/guidance/dot.png", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, picture(t, 20)) }},
			"the host is too busy for a download": {"/checklists/whatsapp/monthly-check.ics", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) }},
			"the host fails for a download":       {"/checklists/whatsapp/monthly-check.ics", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }},
		} {
			asked := false
			s.acts(func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != fault.path {
					return false
				}
				asked = true
				fault.answer(w, r)
				return true
			})
			if got := eval[string](b, `navigator.serviceWorker.getRegistration().then(at => at.update()).then(at => new Promise(resolve => {
				const next = at.installing;
				if (!next) return resolve('none');
				next.addEventListener('statechange', () => resolve(next.state));
			}))`); got != "redundant" || !asked {
				t.Errorf("%s: the new worker is %s; asked for the file: %t", name, got, asked)
			}
			if names := b.stores(); strings.Join(names, " ") != strings.Join(before, " ") {
				t.Errorf("%s: the stores are %q; before, %q", name, names, before)
			}
		}
		s.down()
		b.open(s.url("guidance/group-chats.html"))
		if got := eval[string](b, "document.querySelector('h1').innerText"); strings.HasPrefix(got, "New ") {
			t.Errorf("a page of the version that failed is shown")
		}
		b.open(s.url("rules.html"))
		b.heads("All the rules")
		b.styled()
	})
}

// theOne is the path on the host of the one file of a site that has such a name.
func theOne(t *testing.T, dir, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "public", pattern))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %q, %v", pattern, found, err)
	}
	rel, err := filepath.Rel(filepath.Join(dir, "public"), found[0])
	if err != nil {
		t.Fatal(err)
	}
	return "/" + filepath.ToSlash(rel)
}

// TestOfflineRefused visits a host that does not serve some kinds of files, each in its own way: all others are kept, and the page of
// what is kept names those that are missing. None of them is taken from another version. Once the host serves them, they are kept too.
func TestOfflineRefused(t *testing.T) {
	t.Parallel()
	inKeepers(t, func(t *testing.T, newTab opener) {
		s, dir := newSiteSpot(t, map[string]string{"guidance/photo.md": "---\ntitle: Photo\n---\n\n![A dot](dot.png)\n", "guidance/dot.png": picture(t, 10)})
		s.acts(func(w http.ResponseWriter, r *http.Request) bool {
			switch path.Ext(r.URL.Path) {
			case ".ics":
				http.NotFound(w, r)
			case ".docx":
				w.WriteHeader(http.StatusForbidden)
			case ".png":
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprint(w, "<h1>There is no such page</h1>")
			default:
				return false
			}
			return true
		})
		l := learner{newTab(t)}
		l.open(s.url("kept.html"))
		l.kept()
		l.wait("document.body.innerText.includes('files of this site')")
		l.shows("4 files are missing from the copy", "checklists/whatsapp/monthly-check.ics", "statements/broadcast-privacy.docx", "guidance/dot.png")
		before := l.stores()[0]
		if _, faults := l.activity(); len(faults) > 0 {
			t.Error(faults)
		}
		s.acts(func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/guidance/dot.png" {
				fmt.Fprint(w, picture(t, 20))
				return true
			}
			w.WriteHeader(http.StatusBadGateway)
			return true
		})
		l.open(s.url("guidance/photo.html"))
		l.heads("Photo")
		l.styled()
		if eval[int](l.tab, "document.images[0].decode().catch(() => undefined).then(() => document.images[0].naturalWidth)") != 0 {
			t.Error("a page that is kept shows a picture of another version")
		}
		s.down()
		l.open(s.url("quizzes/the-basics.html"))
		l.press("Start")
		l.press("Stop")

		s.up()
		s.acts(nil)
		edited(t, dir, "guidance/photo.md", "title: Photo", "title: Photos")
		l.open(s.url("kept.html"))
		// A host that has just come back may fail again: what could not be fetched is requested again. A new version is used at once if it is
		// there before the page asks for it.
		l.wait(`navigator.serviceWorker.getRegistration().then(async at => {
			if (!at.waiting && !at.installing) await at.update().catch(() => undefined);
			return at.waiting || !(await caches.keys()).includes(` + quote(before) + `);
		})`)
		l.open(s.url("kept.html"))
		l.replaced(before)
		l.reload()
		l.wait("document.body.innerText.includes('files of this site')")
		if strings.Contains(l.text(), "missing from the copy") {
			t.Errorf("files are still missing:\n%s", l.text())
		}
		s.down()
		l.open(s.url("guidance/photo.html"))
		l.wait("document.images[0].complete && document.images[0].naturalWidth === 10")
	})
}

// TestOfflineSaves changes the text of one page: of the new version, a browser fetches that page and what quotes it, and
// nothing that it has already.
func TestOfflineSaves(t *testing.T) {
	t.Parallel()
	s, dir := newSiteSpot(t, map[string]string{"guidance/note.md": "---\ntitle: A note\n---\n\nOld words.\n"})
	b := newKeeper(t)
	b.open(s.url("index.html"))
	b.kept()
	edited(t, dir, "guidance/note.md", "Old words", "New words")
	s.mu.Lock()
	s.asked = nil
	s.mu.Unlock()
	b.renew()
	b.wait("document.querySelector('.news button')")
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.asked)
	for i, asked := range s.asked {
		s.asked[i] = regexp.MustCompile(`-[0-9a-f]{10}\.js$`).ReplaceAllString(asked, ".js")
	}
	// What is searched has the words of the page, and the page that searches names its file.
	if want := []string{"/assets/search-pages.js", "/guidance/note.html", "/handbook.html", "/search.html", "/sw.js"}; !slices.Equal(s.asked, want) {
		t.Errorf("asks for %q, not %q", s.asked, want)
	}
}

// TestOfflineSlow opens a page for which the host does not answer, and one for which it answers with an error: the kept
// ones are shown. What the host sends is shown when it comes.
func TestOfflineSlow(t *testing.T) {
	t.Parallel()
	s := newSpot(t, publicDir(t), "/")
	b := newKeeper(t)
	b.open(s.url("index.html"))
	b.kept()
	hold := make(chan struct{})
	defer close(hold)
	s.acts(func(w http.ResponseWriter, r *http.Request) bool {
		select {
		case <-hold:
		case <-r.Context().Done():
		}
		return true
	})
	start := time.Now()
	b.open(s.url("guidance/group-chats.html"))
	b.styled()
	if took := time.Since(start); took < 3*time.Second {
		t.Errorf("the network was given %s", took)
	}
	s.acts(func(w http.ResponseWriter, r *http.Request) bool {
		http.Error(w, "no", http.StatusBadGateway)
		return true
	})
	b.open(s.url("rules.html"))
	b.heads("All the rules")
	s.acts(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/rules.html" {
			return false
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<h1>Newer</h1>")
		return true
	})
	b.open(s.url("rules.html"))
	b.heads("Newer")
}

// TestOfflineOff turns keeping off for a site: what was kept is removed, with the worker, and the page that is open goes on.
func TestOfflineOff(t *testing.T) {
	t.Parallel()
	inKeepers(t, func(t *testing.T, newTab opener) {
		s, dir := newSiteSpot(t, nil)
		l := learner{newTab(t)}
		l.open(s.url("quizzes/the-basics.html"))
		l.kept()
		l.press("Start")
		l.act("void caches.open('handrail /elsewhere/ 1')")
		edited(t, dir, "site.yaml", "language:", "offline: false\nlanguage:")
		l.renew()
		l.wait("navigator.serviceWorker.getRegistration().then(at => !at)")
		l.wait("caches.keys().then(names => names.join() === 'handrail /elsewhere/ 1')")
		l.reads("Question 1 of")
		if strings.Contains(l.text(), "new version") {
			t.Error("the page speaks of a new version")
		}
		l.press("Stop")
		l.open(s.url("guidance/group-chats.html"))
		l.wait("document.readyState === 'complete'")
		if eval[bool](l.tab, "navigator.serviceWorker.getRegistration().then(at => !!at)") {
			t.Error("the site registers a worker again")
		}
		if _, faults := l.activity(); len(faults) > 0 {
			t.Error(faults)
		}
	})
}

// TestOfflineRemoved removes the copy on the page of what is kept: it does not come back until the reader asks for it.
func TestOfflineRemoved(t *testing.T) {
	t.Parallel()
	inKeepers(t, func(t *testing.T, newTab opener) {
		s := newSpot(t, publicDir(t), "/some/where/")
		l := learner{newTab(t)}
		l.open(s.url("kept.html"))
		l.kept()
		l.wait("document.body.innerText.includes('files of this site')")
		l.shows("They take about ", "They are the same for every reader")
		l.lists("")
		l.to("at.innerText === 'Remove the copy of this site'")
		l.enter()
		l.wait("document.body.innerText.includes('It stays removed until you ask for it again here.')")
		l.wants("A copy of this site")
		if names := l.stores(); len(names) != 0 {
			t.Errorf("the stores are %q", names)
		}
		for _, page := range []string{"index.html", "kept.html"} {
			l.open(s.url(page))
			if eval[bool](l.tab, "navigator.serviceWorker.getRegistration().then(at => !!at)") {
				t.Errorf("%s brings it back", page)
			}
		}
		l.lists("")
		l.shows("You have removed the copy of this site.")
		l.to("at.innerText === 'Keep a copy again'")
		l.enter()
		l.wait("document.body.innerText.includes('A copy will be kept from the next page that you open.')")
		l.open(s.url("index.html"))
		l.kept()
		if _, faults := l.activity(); len(faults) > 0 {
			t.Error(faults)
		}
	})
}

// shows fails unless the page has these words.
func (b *tab) shows(words ...string) {
	b.t.Helper()
	text := eval[string](b, "document.body.innerText")
	for _, want := range words {
		if !strings.Contains(text, want) {
			b.t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
}

// TestOfflineImages opens a long page without a network: an image at its end is there before it is scrolled to. Later on the
// worker may have been stopped, and would not know where the page is from.
func TestOfflineImages(t *testing.T) {
	t.Parallel()
	s, _ := newSiteSpot(t, map[string]string{
		"guidance/long.md": "---\ntitle: Long\n---\n\n![The first](first.png)\n\n" + strings.Repeat("A line of text.\n\n", 400) + "![A dot](dot.png)\n",
		"guidance/dot.png": picture(t, 10), "guidance/first.png": picture(t, 4),
	})
	b := newKeeper(t)
	b.open(s.url("guidance/index.html"))
	b.kept()
	b.open(s.url("guidance/long.html"))
	if eval[bool](b, "document.images[1].complete") {
		t.Error("with a network, the image is loaded before it is needed")
	}
	s.down()
	b.open(s.url("guidance/long.html"))
	b.heads("Long")
	b.wait("document.images[1].complete && document.images[1].naturalWidth === 10")
}

// TestOfflineNews begins a quiz while a new version is being fetched: when it is there, the page says so.
func TestOfflineNews(t *testing.T) {
	t.Parallel()
	inKeepers(t, func(t *testing.T, newTab opener) {
		s, dir := newSiteSpot(t, nil)
		l := learner{newTab(t)}
		l.open(s.url("guidance/index.html"))
		l.kept()
		edited(t, dir, "guidance/group-chats.md", "title: ", "title: New ")
		hold := make(chan struct{})
		s.acts(func(_ http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/guidance/group-chats.html" {
				select {
				case <-hold:
				case <-r.Context().Done():
				}
			}
			return false
		})
		l.renew()
		l.wait("navigator.serviceWorker.getRegistration().then(at => !!at.installing)")
		l.open(s.url("quizzes/the-basics.html"))
		l.press("Start")
		close(hold)
		l.wait("document.querySelector('.news button')")
	})
}

// TestOfflinePoison writes into what is kept, as any script of the same origin can: only what is byte for byte a file of the site is
// shown, and a new version takes over nothing else.
func TestOfflinePoison(t *testing.T) {
	t.Parallel()
	inKeepers(t, func(t *testing.T, newTab opener) {
		s, dir := newSiteSpot(t, nil)
		l := learner{newTab(t)}
		l.open(s.url("guidance/index.html"))
		l.kept()
		poison := `caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(store => store.keys().then(keys => Promise.all(keys.filter(key => !key.url.endsWith('/offline') && !key.url.includes('/assets/')).map(key =>
		store.match(key).then(kept => store.put(key, new Response('<h1>Poison</h1>', { headers: new Headers([...kept.headers].concat([['handrail-digest', 'any']])) }))))))))))`
		l.act(poison + ".then(() => undefined)")
		s.down()
		for _, address := range []string{"guidance/broadcast-lists.html", "guidance/index.html", "quizzes/the-basics.html"} {
			l.open(s.url(address))
			l.heads("This page is not on your device")
		}
		s.up()
		before := l.stores()[0]
		l.open(s.url("guidance/index.html"))
		edited(t, dir, "guidance/group-chats.md", "## Not for members", "## Not at all for members")
		l.renew()
		l.wait("navigator.serviceWorker.getRegistration().then(at => !!at.waiting)")
		l.open(s.url("guidance/index.html"))
		l.replaced(before)
		s.down()
		l.open(s.url("guidance/broadcast-lists.html"))
		l.heads("Broadcast lists")
		l.styled()
	})
}
