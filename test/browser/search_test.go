package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"handrail/test/engine"
)

// searched waits until the results of a query are shown, and returns their heading.
func (b *tab) searched(query string) string {
	b.t.Helper()
	b.wait(`document.querySelector('.results h2')?.textContent.includes(` + quote("“"+query+"”") + `)`)
	return eval[string](b, `document.querySelector('.results h2').textContent`)
}

// TestSearch finds by the search form of a page on a phone, as it is typed and by Enter, with mistakes of spelling and with nothing found; Back, a
// reload and a result lead where they should, and nothing is requested but the site's files.
func TestSearch(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		b := newTab(t)
		b.resize(360)
		b.open(hostURL(t) + "/guidance/about.html")
		if eval[bool](b, "CSS.supports('selector(:popover-open)')") {
			b.click("[popovertarget=find]")
		}
		b.wait("document.activeElement.id === 'find_words' || (document.querySelector('#find_words').focus(), false)")
		b.keys("lost phone", engine.Enter)
		b.wait("location.pathname.endsWith('/search.html')")
		b.searched("lost phone")
		b.wait("document.activeElement === document.querySelector('.results h2')")
		const first = "document.querySelector('.hits a').getAttribute('href')"
		const lost = "guidance/when-something-goes-wrong.html#a-lost-phone"
		if got := eval[string](b, first); got != lost {
			t.Errorf("the first result for a lost phone is %s", got)
		}
		if !eval[bool](b, "/lost|phone/i.test(document.querySelector('.hits mark').textContent)") {
			t.Error("the words that were found are not marked")
		}
		if said := eval[string](b, "document.querySelector('[data-widget=search] [role=status]').textContent"); said != "" {
			t.Errorf("says %q as well as moving the focus to the heading", said)
		}

		// As it is typed the focus stays, and what is found is said once the keys are quiet.
		b.act("(at => { at.focus(); at.select(); })(document.querySelector('#search_words'))")
		b.keys("brodcast")
		heading := b.searched("brodcast")
		b.wait("document.querySelector('[data-widget=search] [role=status]').textContent === " + quote(heading))
		if at := eval[string](b, "document.activeElement.id"); at != "search_words" {
			t.Errorf("the focus has gone from the field to %q", at)
		}
		if text := eval[string](b, "document.querySelector('.taken')?.textContent ?? ''"); !strings.Contains(text, "“broadcast”") || !strings.Contains(text, "“brodcast”") {
			t.Errorf("says %q of the spelling", text)
		}
		b.enter()
		b.wait("document.activeElement === document.querySelector('.results h2')")

		// More of them: the reader goes on at the first that is new.
		b.clickOn("document.querySelector('.results > button')")
		b.wait("document.querySelectorAll('.hits > li').length > 10 && document.activeElement === document.querySelectorAll('.hits a')[10]")

		// A result, and back.
		b.click(".hits a")
		b.wait("!location.pathname.endsWith('/search.html') && document.readyState === 'complete'")
		b.act("void setTimeout(() => history.back())")
		b.wait("location.pathname.endsWith('/search.html')")
		b.searched("brodcast")
		b.reload()
		b.searched("brodcast")
		if got := eval[string](b, "document.querySelector('#search_words').value + location.search + location.hash"); got != "brodcast#q=brodcast" {
			t.Errorf("after a reload the field and the address have %q", got)
		}

		// Nothing found: whom to ask, and the list below.
		b.act("location.hash = '#q=lemon+drizzle+recipe'")
		b.searched("lemon drizzle recipe")
		if eval[bool](b, "!!document.querySelector('.hits')") || !eval[bool](b, "!!document.querySelector('.results a.alone') && !!document.querySelector('#atoz_list')") {
			t.Error("for what is not found there are results, or nobody to ask")
		}
		b.act("void setTimeout(() => history.back())")
		b.searched("brodcast")

		requests, faults := b.activity()
		for _, request := range requests {
			if strings.Contains(request, "brodcast") || strings.Contains(request, "lost") && !strings.Contains(request, "#") {
				t.Errorf("what was typed is in a request: %s", request)
			}
		}
		for _, fault := range faults {
			t.Error(fault)
		}
	})
}

// TestSearchFolder finds on a page that is opened from a folder, and in a frame.
func TestSearchFolder(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		b := newTab(t)
		b.open(fileURL(publicDir(t), "search.html") + "?q=groupchat")
		b.searched("groupchat")
		b.click(".hits a")
		b.wait("location.pathname.includes('/guidance/')")
		if _, faults := b.activity(); len(faults) > 0 {
			t.Error(faults)
		}
		site := staticHost(publicDir(t))
		course := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/course" {
				site.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<!doctype html><title>A course</title><iframe src="search.html#q=pin" width="400" height="800"></iframe>`)
		}))
		t.Cleanup(course.Close)
		b.open(course.URL + "/course")
		b.wait("document.querySelector('iframe').contentDocument.querySelector('.hits a') !== null")
	})
}

// TestSearchFails: where what is searched cannot be loaded, the page says so, and the next press tries again.
func TestSearchFails(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(publicDir(t), "search.html"))
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`<script src="?(assets/search-[^"> ]+)`).FindSubmatch(page)
	if named == nil {
		t.Fatal("search.html names no file of what is searched")
	}
	var gone atomic.Bool
	gone.Store(true)
	site := staticHost(publicDir(t))
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if gone.Load() && r.URL.Path == "/"+string(named[1]) {
			http.NotFound(w, r)
			return
		}
		site.ServeHTTP(w, r)
	}))
	t.Cleanup(host.Close)
	b := newTab(t)
	b.open(host.URL + "/search.html#q=pin")
	b.wait("document.activeElement === document.querySelector('.results .problem')")
	gone.Store(false)
	b.click("[data-widget=search] .go")
	b.searched("pin")
	b.wait("document.querySelector('.hits a') !== null && document.activeElement === document.querySelector('.results h2')")
}

// TestMasthead: each kind of page has the search, on a phone behind a button that needs no script, on wide screens in the band, and not on paper.
// Without -sweep it looks at the page that searches, and at pages with most kinds of elements.
func TestMasthead(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	kinds := onePerKind(t)
	if !slices.ContainsFunc(kinds, isSearch) {
		t.Error("the page of the search is not among the kinds")
	}
	if sampling(t) {
		kinds = append(sample(t, cover(t, publicDir(t), slices.DeleteFunc(kinds, isSearch)), 4), "search.html")
	}
	for _, page := range kinds {
		b.open(hostURL(t) + "/" + page)
		shown := func(selector string) bool {
			return eval[bool](b, "(at => !!at && at.getClientRects().length > 0)(document.querySelector("+quote(selector)+"))")
		}
		b.show(1280, nil)
		own := isSearch(page) // has a field of its own
		if !own && (!shown("#find_words") || shown("[popovertarget=find]")) {
			t.Errorf("%s: the search is not in the band of a wide screen", page)
		}
		b.show(360, nil)
		if own {
			if shown("#find_words") || shown("[popovertarget=find]") || !shown("#search_words") {
				t.Errorf("%s has not one field", page)
			}
			continue
		}
		if shown("#find_words") {
			t.Errorf("%s: the search is open on a phone", page)
		}
		b.click("[popovertarget=find]")
		b.wait("document.activeElement.id === 'find_words'")
		if to := eval[string](b, "document.querySelector('#find').action"); to != hostURL(t)+"/search.html" {
			t.Errorf("%s: the search leads to %s", page, to)
		}
		b.show(1280, map[string]string{"media": "print"})
		if shown("#find_words") || shown("[role=search]") {
			t.Errorf("%s: the search is on paper", page)
		}
		b.prefers(map[string]string{"media": ""})
	}
}

func isSearch(page string) bool { return page == "search.html" }

// TestMastheadWithoutScripts: without JavaScript the button opens the form, and the form leads to the list from A to Z and sends nothing.
func TestMastheadWithoutScripts(t *testing.T) {
	t.Parallel()
	inSettings(t, engine.Settings{NoScripts: true}, []string{"chromium"}, func(t *testing.T, newTab opener) { // to wait for something needs scripts in the others
		b := newTab(t)
		b.resize(360)
		b.open(hostURL(t) + "/guidance/about.html")
		press := func(element string) { b.act("void " + element + ".click()") }
		press("document.querySelector('[popovertarget=find]')")
		b.wait("document.querySelector('#find').matches(':popover-open')")
		b.act("void document.querySelector('#find_words').focus()")
		b.keys("lost phone", engine.Enter)
		b.wait("location.pathname.endsWith('/search.html') && document.readyState === 'complete'")
		if address := eval[string](b, "location.search + location.hash"); strings.Contains(address, "lost") {
			t.Errorf("what was typed is sent: %s", address)
		}
		press("document.querySelector('.letters a[href=\"#letter_l\"]')")
		b.wait("location.hash === '#letter_l'")
		press("[...document.querySelectorAll('#letter_l + ul a')].find(at => at.textContent === 'A lost phone')")
		b.wait("location.href.endsWith('guidance/when-something-goes-wrong.html#a-lost-phone')")
	})
}
