package browser

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"handrail/test/engine"
)

//go:embed audit.js
var auditScript string

// axeScript is axe-core, from npm.
var axeScript = sync.OnceValues(func() (string, error) {
	text, err := os.ReadFile(filepath.Join(top, "node_modules", "axe-core", "axe.min.js"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("axe-core is missing: run scripts/setup, or npm ci (%w)", err)
	}
	return string(text), err
})

// looks are what a reader may prefer; each is tried at each width.
var looks = []struct {
	name  string
	media map[string]string
}{
	{"light", map[string]string{"prefers-color-scheme": "light"}},
	{"dark", map[string]string{"prefers-color-scheme": "dark"}},
	{"more contrast", map[string]string{"prefers-color-scheme": "light", "prefers-contrast": "more"}},
	{"forced colours", map[string]string{"prefers-color-scheme": "dark", "forced-colors": "active"}},
}

// TestPages loads every page from a host and from a folder, and tries it in every state that a reader may see. How it
// looks does not depend on where it comes from: from a folder, it is tried as it is loaded.
func TestPages(t *testing.T) {
	full, _ := pages(t)
	for _, page := range full {
		t.Run("http/"+page, func(t *testing.T) {
			t.Parallel()
			testPage(t, hostURL(t)+"/", page, true)
		})
		t.Run("file/"+page, func(t *testing.T) {
			t.Parallel()
			testPage(t, fileURL(publicDir(t), "")+"/", page, false)
		})
	}
}

// testPage tries one page of a site whose addresses begin with base: as it is loaded, and in each look if asked to.
func testPage(t *testing.T, base, page string, inLooks bool) {
	axe, err := axeScript()
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.show(1280, looks[0].media)
	b.open(base + page)
	requests, faults := b.told()
	for _, fault := range faults {
		t.Errorf("when loaded: %s", fault)
	}
	most := 2
	if eval[bool](b, "document.querySelectorAll('link[rel=stylesheet]').length > 1") {
		most = 4 // with the script of its widget, and its style
	}
	if len(requests) > most {
		t.Errorf("makes %d requests, and may make %d: %s", len(requests), most, requests)
	}

	b.run(axe, auditScript)
	testKeyboard(b)
	b.audit("as loaded", "axe")
	b.audit("as loaded", "openDetails")
	if inLooks {
		testLooks(b)
	}

	more, faults := b.told()
	for _, fault := range faults {
		t.Errorf("when used: %s", fault)
	}
	for _, request := range append(requests, more...) {
		if !strings.HasPrefix(request, base) {
			t.Errorf("asks another place for %s", request)
		}
	}
}

// testLooks tries a page at both widths in each look, and on paper.
func testLooks(b *tab) {
	b.t.Helper()
	for _, width := range []int{320, 1280} {
		for _, look := range looks {
			b.show(width, look.media)
			testState(b, fmt.Sprintf("%d px, %s", width, look.name), look.name == "light")
		}
	}
	b.show(800, map[string]string{"media": "print"})
	b.audit("print", "paper")
}

// testState tries the page as it stands, and once more with a menu opened, where it has one that opens.
// A shape, and all that is said of a page and not seen, is the same whatever the colours: it is tried in one of the looks.
func testState(b *tab, state string, shape bool) {
	b.t.Helper()
	for {
		b.audit(state, "focus")
		if shape {
			b.audit(state, "axe")
			b.audit(state, "reflow")
			b.audit(state, "targets")
		} else {
			b.audit(state, "colours")
		}
		if !eval[bool](b, "audit.openMenu()") {
			return
		}
		state += ", menu open"
	}
}

// audit runs one function of audit.js and reports what it finds.
func (b *tab) audit(state, function string) {
	b.t.Helper()
	findings := eval[[]string](b, "audit."+function+"()")
	for i, finding := range findings {
		if i == 5 {
			b.t.Errorf("%s: %s: and %d more", state, function, len(findings)-i)
			break
		}
		b.t.Errorf("%s: %s", state, finding)
	}
}

// testKeyboard goes through the page with the Tab key alone: the skip link comes first, every stop is reached once and
// can be seen, and nothing holds the reader. Then the skip link leads to the text.
func testKeyboard(b *tab) {
	b.t.Helper()
	for stop := range eval[int](b, "audit.stops()") {
		b.keys(engine.Tab)
		for eval[bool](b, "audit.within()") { // a part of a date
			b.keys(engine.Tab)
		}
		if stop == 0 && !eval[bool](b, `audit.at('a[href="#main"]')`) {
			b.t.Errorf("keyboard: the first stop is not a link to #main")
		}
		b.audit(fmt.Sprintf("keyboard, stop %d", stop+1), "visit")
	}
	b.keys(engine.Tab)
	b.audit("keyboard, past the last stop", "leave")
	if !eval[bool](b, `(document.querySelector('a[href="#main"]') || document.body).focus(), audit.at('a[href="#main"]')`) {
		b.t.Errorf("keyboard: the page has no link to #main")
		return
	}
	b.enter()
	if at := eval[string](b, "location.hash"); at != "#main" {
		b.t.Errorf("keyboard: the skip link leads to %q, not #main", at)
	}
	b.keys(engine.Tab)
	b.audit("keyboard, after the skip link", "inMain")
}
