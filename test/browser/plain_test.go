package browser

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"handrail/test/engine"
)

// TestWithoutScripts reads a page of each kind, and with -every all pages in Chromium, with JavaScript off: it has all the words
// that it has with the script of every page, no control is dead, and (in Chromium) a link leads on. A widget, which replaces words, is
// left out of the comparison. Without -sweep it reads the pages with most kinds of elements.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	host := staticHost(publicDir(t))
	noWidgets := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") {
			http.NotFound(w, r)
			return
		}
		host.ServeHTTP(w, r)
	}))
	t.Cleanup(noWidgets.Close)
	kinds := onePerKind(t)
	if sampling(t) {
		kinds = sample(t, cover(t, publicDir(t), kinds), 6)
	}
	full := kinds
	if *every {
		full, _ = pages(t)
	}
	with, words := newTab(t), map[string]string{}
	for _, page := range full {
		with.open(noWidgets.URL + "/" + page)
		with.act("document.querySelectorAll('main [data-tool]').forEach(tool => { tool.hidden = true; })") // these need a script
		words[page] = with.words()
	}
	inSettings(t, engine.Settings{NoScripts: true}, []string{"chromium", "firefox", "webkit"}, func(t *testing.T, newTab opener) {
		b := newTab(t)
		read := kinds
		if b.chromium() {
			read = full
		}
		for _, page := range read {
			b.open(hostURL(t) + "/" + page)
			said := b.words()
			if len(said) < 40 {
				t.Errorf("%s: says only %q without scripts", page, said)
			}
			if said != words[page] {
				t.Errorf("%s: says other words without scripts:\nwith    %q\nwithout %q", page, words[page], said)
			}
			for _, finding := range eval[[]string](b, "audit.dead()") {
				t.Errorf("%s: %s", page, finding)
			}
			_, faults := b.activity()
			for _, fault := range faults {
				t.Errorf("%s: %s", page, fault)
			}
		}
		if !b.chromium() {
			return // to wait for something needs scripts there
		}
		b.open(hostURL(t) + "/index.html")
		to := eval[string](b, `document.querySelector('main a[href$=".html"]').href`)
		b.act("void document.querySelector('main a[href$=\".html\"]').click()")
		b.wait("location.href === " + quote(to))
	})
}

// words are all the words of a page, with everything opened, and without what can be said of a page that was read, and the search that only phones have there. Engines do not agree about the spaces between them.
func (b *tab) words() string {
	b.t.Helper()
	b.run(auditScript)
	eval[[]string](b, "audit.openDetails()")
	return eval[string](b, `(document.querySelectorAll('.reading, main [role=search]').forEach(at => at.remove()), document.querySelector('main').innerText.replace(/\s+/g, ''))`)
}

// TestNotFound requests an address deep in the site that does not exist: the page that answers has its style and words at
// any depth.
func TestNotFound(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostURL(t) + "/guidance/no/such/page.html")
	requests, faults := b.activity()
	if len(requests) != 1 {
		t.Errorf("needs more than itself: %s", requests)
	}
	for _, fault := range faults {
		if !strings.Contains(fault, "404") {
			t.Error(fault)
		}
	}
	if !eval[bool](b, `document.styleSheets.length > 0 && document.querySelector('main h1').innerText !== ''`) {
		t.Error("has no style or no heading")
	}
}

// TestScreenshot keeps the picture that the README shows. It is written only when the page looks different.
func TestScreenshot(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.show(1280, looks[0].media)
	b.open(hostURL(t) + "/guidance/broadcast-lists.html")
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(top, "docs", "screenshot.png")
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, picture) {
		return
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		t.Fatal(err)
	}
}
