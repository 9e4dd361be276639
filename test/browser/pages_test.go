package browser

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

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

// look is what a reader prefers.
type look struct {
	name  string
	media map[string]string
}

// looks are what a reader may prefer; each is tried at each width.
var looks = []look{
	{"light", map[string]string{"prefers-color-scheme": "light"}},
	{"dark", map[string]string{"prefers-color-scheme": "dark"}},
	{"more contrast", map[string]string{"prefers-color-scheme": "light", "prefers-contrast": "more"}},
	{"forced colours", map[string]string{"prefers-color-scheme": "dark", "forced-colors": "active"}},
}

// TestHomeColumns looks at the home page on a wide screen: its text has two columns, and each heading is in that of what follows it.
func TestHomeColumns(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		b := newTab(t)
		b.resize(1280)
		b.open(hostURL(t) + "/index.html")
		if lefts := eval[int](b, "new Set([...document.querySelectorAll('.body > *')].map(at => at.getBoundingClientRect().left)).size"); lefts != 2 {
			t.Errorf("the text has %d columns", lefts)
		}
		if alone := eval[[]string](b, `[...document.querySelectorAll('.body > h2')].filter(at =>
			at.nextElementSibling.getBoundingClientRect().left !== at.getBoundingClientRect().left).map(at => at.innerText)`); len(alone) > 0 {
			t.Errorf("these headings are alone at the foot of a column: %q", alone)
		}
	})
}

// TestPages loads every page from a host and from a folder. What it is does not depend on where it comes from: it is tried from a host;
// pages that have most kinds of elements, or with -sweep all kinds, by keyboard and in each look; the others with -every alone, in their shape.
func TestPages(t *testing.T) {
	t.Parallel()
	full, _ := pages(t)
	covering := cover(t, publicDir(t), full)
	tried := full
	if !*every {
		tried = sample(t, covering, 4)
	}
	sideBySide(t, len(tried), func(t *testing.T, share iter.Seq[int]) {
		b := newTab(t)
		for i := range share {
			if base, page := hostURL(t)+"/", tried[i]; slices.Contains(covering, page) {
				testPage(b, base, page)
				if *every || i == 0 { // the menus are the same on all pages
					testMenus(b)
				}
			} else {
				skimPage(b, base, page)
			}
		}
	})
	t.Run("file", func(t *testing.T) {
		t.Parallel()
		base := fileURL(publicDir(t), "") + "/"
		b := newTab(t)
		read := full
		if sampling(t) {
			read = sample(t, covering, 12)
		}
		for _, page := range read {
			b.open(base + page)
			b.asksFor(base, page)
		}
	})
}

// asksFor checks that a page that has been opened requests itself, its style, its script, its widget and its pictures, and that nothing went wrong.
func (b *tab) asksFor(base, page string) {
	b.t.Helper()
	requests, faults := b.activity()
	for _, fault := range faults {
		b.t.Errorf("%s, when loaded: %s", page, fault)
	}
	most := 3
	if eval[bool](b, "document.querySelectorAll('link[rel=stylesheet]').length > 1") {
		most = 5 // with the script of its widget, and its style
	}
	if most += eval[int](b, "document.images.length"); len(requests) > most {
		b.t.Errorf("%s makes %d requests, and may make %d: %s", page, len(requests), most, requests)
	}
	for _, request := range requests {
		if !strings.HasPrefix(request, base) {
			b.t.Errorf("%s asks another place for %s", page, request)
		}
	}
}

// cover returns pages of the site in a folder that have, between them, each kind of element in each kind of parent that the pages have: how such an element looks
// does not depend on the page, and to try each again in each look takes minutes.
func cover(t *testing.T, dir string, pages []string) []string {
	t.Helper()
	has, left := map[string]map[string]bool{}, map[string]bool{}
	for _, page := range pages {
		text, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			t.Fatal(err)
		}
		has[page] = kindsIn(t, string(text))
		maps.Copy(left, has[page])
	}
	var chosen []string
	for len(left) > 0 {
		best, most := "", 0
		for _, page := range pages {
			new := 0
			for kind := range has[page] {
				if left[kind] {
					new++
				}
			}
			if new > most {
				best, most = page, new
			}
		}
		chosen = append(chosen, best)
		for kind := range has[best] {
			delete(left, kind)
		}
	}
	return chosen
}

// kindsIn returns the kinds of elements in a document, each in its kind of parent.
func kindsIn(t testing.TB, document string) map[string]bool {
	t.Helper()
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for node := range root.Descendants() {
		if node.Type == html.ElementNode {
			kinds[kindOf(node.Parent)+" > "+kindOf(node)] = true
		}
	}
	return kinds
}

// kindOf is the name of an element, with its classes and the states that style sheets select.
func kindOf(node *html.Node) string {
	kind := node.Data
	for _, attribute := range node.Attr {
		switch attribute.Key {
		case "class":
			kind += "." + attribute.Val
		case "aria-current", "aria-expanded", "aria-invalid", "aria-pressed", "data-widget", "disabled", "hidden", "open", "type":
			kind += "[" + attribute.Key + "=" + attribute.Val + "]"
		}
	}
	return kind
}

// testPage tries one page of a site whose addresses begin with base: by keyboard, on paper and in each look.
func testPage(b *tab, base, page string) {
	b.t.Helper()
	b.audited(base, page)
	testKeyboard(b, page)
	if eval[bool](b, "document.querySelector('details') !== null") {
		b.audit(page+", with all that opens closed", "axe")
		b.audit(page, "openDetails")
	}
	b.show(800, map[string]string{"media": "print"})
	b.audit(page+", print", "paper")
	testLooks(b, page)
	b.asksNowhereElse(base, page)
}

// skimPage tries what may differ in a page whose elements testPage has tried in others: on a phone, on a desktop and on paper.
func skimPage(b *tab, base, page string) {
	b.t.Helper()
	b.audited(base, page)
	b.audit(page, "openDetails")
	testShape(b, page)
	b.show(800, map[string]string{"media": "print"})
	b.audit(page+", print", "paper")
	b.asksNowhereElse(base, page)
}

// audited opens a page on a desktop, with what audits it.
func (b *tab) audited(base, page string) {
	b.t.Helper()
	axe, err := axeScript()
	if err != nil {
		b.t.Fatal(err)
	}
	b.show(1280, looks[0].media)
	b.open(base + page)
	b.asksFor(base, page)
	b.run(axe, auditScript)
}

// asksNowhereElse checks that nothing went wrong since the page was opened, and that it requested nothing from elsewhere.
func (b *tab) asksNowhereElse(base, page string) {
	b.t.Helper()
	requests, faults := b.activity()
	for _, fault := range faults {
		b.t.Errorf("%s, when used: %s", page, fault)
	}
	for _, request := range requests {
		if !strings.HasPrefix(request, base) {
			b.t.Errorf("%s asks another place for %s", page, request)
		}
	}
}

// testShape tries the page as it is, except for its colours.
func testShape(b *tab, state string) {
	b.t.Helper()
	for _, width := range []int{320, 1280} {
		b.show(width, looks[0].media)
		b.audit(fmt.Sprintf("%s %d px", state, width), "reflow")
		b.audit(fmt.Sprintf("%s %d px", state, width), "targets")
	}
	b.audit(state, "axeWithoutColours")
}

// testLooks tries the page as it is: its shape, and what only a screen reader says, at both widths; what depends on colours
// in each look. What a narrow window shows and a wide one does not is in the menus, which testMenus opens.
func testLooks(b *tab, state string) {
	b.t.Helper()
	for _, width := range []int{320, 1280} {
		b.show(width, looks[0].media)
		for _, function := range []string{"focus", "axe", "reflow", "targets"} {
			b.audit(fmt.Sprintf("%s %d px", state, width), function)
		}
	}
	testColours(b, state, looks[1:]) // axe has tried them in the first
}

// testColours tries what depends on colours in some looks.
func testColours(b *tab, state string, in []look) {
	b.t.Helper()
	for _, look := range in {
		b.show(1280, look.media)
		b.audit(state+" "+look.name, "focus")
		b.audit(state+" "+look.name, "colours")
	}
	b.show(1280, looks[0].media)
}

// testMenus opens each menu of the page, at both widths and in each look.
func testMenus(b *tab) {
	b.t.Helper()
	for _, width := range []int{320, 1280} {
		for i, look := range looks {
			b.show(width, look.media)
			for eval[bool](b, "audit.openMenu()") {
				state := fmt.Sprintf("%d px, %s, menu open", width, look.name)
				b.audit(state, "menuFocus")
				b.audit(state, "menuAxe")
				if i == 0 {
					b.audit(state, "reflow")
					b.audit(state, "targets")
				}
			}
		}
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
// can be seen, and nothing traps the focus. Then the skip link leads to the text.
func testKeyboard(b *tab, page string) {
	b.t.Helper()
	dates := eval[bool](b, "document.querySelector('[type=date]') !== null")
	for stop := range eval[int](b, "audit.stops()") {
		b.keys(engine.Tab)
		for dates && eval[bool](b, "audit.within()") { // a part of it
			b.keys(engine.Tab)
		}
		if stop == 0 && !eval[bool](b, `audit.at('a[href="#main"]')`) {
			b.t.Errorf("%s, keyboard: the first stop is not a link to #main", page)
		}
		b.audit(fmt.Sprintf("%s, keyboard, stop %d", page, stop+1), "visit")
	}
	b.keys(engine.Tab)
	b.audit(page+", keyboard, past the last stop", "leave")
	if !eval[bool](b, `(document.querySelector('a[href="#main"]') || document.body).focus(), audit.at('a[href="#main"]')`) {
		b.t.Errorf("%s, keyboard: there is no link to #main", page)
		return
	}
	b.enter()
	if at := eval[string](b, "location.hash"); at != "#main" {
		b.t.Errorf("%s, keyboard: the skip link leads to %q, not #main", page, at)
	}
	b.keys(engine.Tab)
	b.audit(page+", keyboard, after the skip link", "inMain")
}
