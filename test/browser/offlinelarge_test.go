package browser

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// picture is a PNG of a width.
func picture(t *testing.T, width int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 9))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// newLargeSpot serves a site that is too large to be kept whole, and names its folder.
func newLargeSpot(t *testing.T, files map[string]string) (s *spot, dir string) {
	t.Helper()
	dir = newSite(t, files)
	edited(t, dir, "site.yaml", "language:", "offline_limit: 200 KB\nlanguage:")
	return newSpot(t, filepath.Join(dir, "public"), "/"), dir
}

// visited waits until the browser keeps these pages, by their keys in the store, as pages that were visited.
func (b *tab) visited(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		b.wait(fmt.Sprintf(`caches.keys().then(names => Promise.all(names.map(name => name.endsWith(' visited ' + location.origin + '/%[1]s') && caches.match(location.origin + '/%[1]s', {cacheName: name})))).then(all => all.some(Boolean))`, key))
	}
}

// TestOfflineLarge visits pages of a site that is too large to be kept whole: those are kept, and the essential ones,
// with what they load. Another page says that it is not.
func TestOfflineLarge(t *testing.T) {
	t.Parallel()
	inKeepers(t, func(t *testing.T, newTab opener) {
		s, _ := newLargeSpot(t, map[string]string{
			"guidance/photo.md":  "---\ntitle: A photo\n---\n\n![A dot](dot.png)\n",
			"guidance/dot.png":   picture(t, 9),
			"guidance/vital.md":  "---\ntitle: Vital\nessential: true\n---\n\nRead this. ![A dot](vital.png)\n",
			"guidance/vital.png": picture(t, 9),
		})
		b := newTab(t)
		b.open(s.url("guidance/broadcast-lists.html"))
		b.kept()
		b.open(s.url("guidance/photo.html"))
		b.open(s.url("quizzes/the-basics.html"))
		b.visited("guidance/broadcast-lists", "guidance/photo", "quizzes/the-basics")
		s.down()
		for _, page := range []struct{ file, heading string }{
			{"index.html", "WhatsApp in your local group"}, {"guidance/vital.html", "Vital"}, {"guidance/broadcast-lists.html", "Broadcast lists"},
			{"guidance/photo.html", "A photo"}, {"quizzes/the-basics.html", "The basics"},
		} {
			b.open(s.url(page.file))
			b.heads(page.heading)
			b.styled()
			b.activity()
			if eval[bool](b, "[...document.images].some(at => at.naturalWidth === 0)") {
				t.Errorf("%s lacks an image", page.file)
			}
		}
		// The last of them is open.
		l := learner{b}
		l.press("Start")
		b.open(s.url("guidance/group-chats.html"))
		b.heads("This page is not on your device")
		if got := eval[[]string](b, "[...document.querySelectorAll('#kept_pages a')].map(at => at.innerText)"); strings.Join(got, ", ") != "WhatsApp in your local group, Broadcast lists, A photo, Vital, The basics" {
			t.Errorf("lists %q as kept", got)
		}
	})
}

// TestOfflineLargeUpdate goes through an update of such a site with a quiz half done, on hosts that lead from page.html to page
// and on others. Pages that were visited before it, and while it waits, are kept after it, and each has the image of
// its own version throughout, though an essential page has that image too.
func TestOfflineLargeUpdate(t *testing.T) {
	t.Parallel()
	for name, odd := range map[string]func(w http.ResponseWriter, r *http.Request) bool{"with endings": nil, "without endings": pretty} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, dir := newLargeSpot(t, map[string]string{
				"guidance/photo.md": "---\ntitle: Version 1\n---\n\n![A dot](dot.png)\n",
				"guidance/vital.md": "---\ntitle: Vital\nessential: true\n---\n\nRead this. ![A dot](dot.png)\n",
				"guidance/dot.png":  picture(t, 10),
			})
			s.acts(odd)
			quiz := learner{newKeeper(t)}
			quiz.open(s.url("quizzes/the-basics.html"))
			quiz.kept()
			b := quiz.beside()
			version := func(want, when string) {
				t.Helper()
				b.open(s.url("guidance/photo.html"))
				if got := eval[string](b, `document.images[0].decode().catch(() => undefined).then(() => document.querySelector('h1').innerText + ' ' + document.images[0].naturalWidth)`); got != want {
					t.Errorf("%s, the page is %s, not %s", when, got, want)
				}
			}
			version("Version 1 10", "at first")
			b.open(s.url("guidance/"))
			b.open(s.url("guidance/broadcast-lists.html"))
			b.visited("guidance/photo", "guidance/", "guidance/broadcast-lists")
			quiz.press("Start")
			write(t, filepath.Join(dir, "content/guidance/dot.png"), picture(t, 20))
			edited(t, dir, "guidance/photo.md", "Version 1", "Version 2")
			quiz.renew()
			quiz.wait("document.querySelector('.news button')")
			before := b.stores()
			version("Version 2 20", "when the new version waits")
			b.open(s.url("guidance/group-chats.html"))
			b.visited("guidance/group-chats")
			s.down()
			version("Version 2 20", "when it waits, without a network")
			s.up()
			quiz.to("at.localName === 'button' && at.innerText === 'Use it now'")
			quiz.enter()
			quiz.wait("!document.querySelector('.news button')")
			quiz.kept()
			s.down()
			version("Version 2 20", "when it is used, without a network")
			for page, heading := range map[string]string{"guidance/": "Guidance", "guidance/broadcast-lists.html": "Broadcast lists", "guidance/group-chats.html": "Group chats", "quizzes/the-basics.html": "The basics"} {
				b.open(s.url(page))
				b.heads(heading)
				b.styled()
			}
			old, _, _ := strings.Cut(strings.TrimPrefix(before[0], "handrail / "), " ")
			for _, store := range b.stores() {
				if strings.Contains(store, old) {
					t.Errorf("of the version before, there is still %s", store)
				}
			}
		})
	}
}

// TestOfflineLargeLate visits a page for which the host takes longer than the worker waits before it shows one that is kept.
// There is none yet: the page is shown when it comes, and kept.
func TestOfflineLargeLate(t *testing.T) {
	t.Parallel()
	s, _ := newLargeSpot(t, nil)
	b := newKeeper(t)
	b.open(s.url("index.html"))
	b.kept()
	s.acts(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/guidance/broadcast-lists.html" {
			time.Sleep(4500 * time.Millisecond)
		}
		return false
	})
	b.open(s.url("guidance/broadcast-lists.html"))
	b.heads("Broadcast lists")
	b.visited("guidance/broadcast-lists")
	s.down()
	b.open(s.url("guidance/broadcast-lists.html"))
	b.heads("Broadcast lists")
	b.styled()
}

// TestOfflineLargeMost visits more pages than are kept, with images, and the first of them a second time: those that were
// not visited for longest make room, and each of the others has its images. Most of the pages between are kept by the test itself, as
// the worker keeps them: a visit to each would take a minute.
func TestOfflineLargeMost(t *testing.T) {
	t.Parallel()
	const most, more = 100, 3
	files := map[string]string{}
	for i := range most + more {
		files[fmt.Sprintf("guidance/page%d.md", i)] = fmt.Sprintf("---\ntitle: Page %[1]d\n---\n\n![A dot](dot%[1]d.png) ![A line](line.png)\n", i)
		files[fmt.Sprintf("guidance/dot%d.png", i)] = picture(t, i+1)
	}
	files["guidance/line.png"] = picture(t, 500)
	s, _ := newLargeSpot(t, files)
	b := newKeeper(t)
	b.open(s.url("rules.html"))
	b.kept()
	visit := func(i int) {
		t.Helper()
		b.open(s.url(fmt.Sprintf("guidance/page%d.html", i)))
		b.visited(fmt.Sprintf("guidance/page%d", i))
	}
	const visits = 5 // at the beginning, and at the end
	for i := range visits {
		visit(i)
	}
	b.act(fmt.Sprintf(`(async () => {
		const first = (await caches.keys()).find(name => name.endsWith('/page0'));
		const page = await caches.match(location.origin + '/guidance/page0', {cacheName: first});
		for (let i = %d; i < %d; i++) {
			await (await caches.open(first.replace(/0$/, i))).put(location.origin + '/guidance/page' + i, page.clone());
		}
	})()`, visits, most-visits))
	for i := most - visits; i < most; i++ {
		visit(i)
	}
	visit(0)
	for i := range more {
		visit(most + i)
	}
	s.down()
	for i, there := range map[int]bool{0: true, 1: false, 2: false, 3: false, 4: true, most + more - 1: true} {
		b.open(s.url(fmt.Sprintf("guidance/page%d.html", i)))
		if !there {
			b.heads("This page is not on your device")
			continue
		}
		want := fmt.Sprintf("Page %d %d,500", i, i+1)
		if got := eval[string](b, `Promise.all([...document.images].map(at => at.decode())).catch(() => undefined).then(() => document.querySelector('h1').innerText + ' ' + [...document.images].map(at => at.naturalWidth))`); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
