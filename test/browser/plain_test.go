package browser

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestWithoutScripts reads every page with JavaScript switched off: its words are there, no control is dead, and a
// link leads on. It says the same as with the script that every page has: a widget, which takes the place of words, is
// kept out.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	full, _ := pages(t)
	with, without := newTab(t), newTab(t)
	call(without, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	host := staticHost(publicDir(t))
	noWidgets := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") {
			http.NotFound(w, r)
			return
		}
		host.ServeHTTP(w, r)
	}))
	t.Cleanup(noWidgets.Close)
	for _, page := range full {
		with.open(noWidgets.URL + "/" + page)
		without.open(hostURL(t) + "/" + page)
		words := make([]string, 2)
		for i, b := range []*tab{with, without} {
			b.act(auditScript)
			eval[[]string](b, "audit.openDetails()")
			words[i] = eval[string](b, `document.querySelector('main').innerText.replace(/\s+/g, ' ').trim()`)
		}
		if len(words[1]) < 40 {
			t.Errorf("%s: says only %q without scripts", page, words[1])
		}
		if words[1] != words[0] {
			t.Errorf("%s: says other words without scripts:\nwith    %q\nwithout %q", page, words[0], words[1])
		}
		for _, finding := range eval[[]string](without, "audit.dead()") {
			t.Errorf("%s: %s", page, finding)
		}
		_, faults := without.told()
		for _, fault := range faults {
			t.Errorf("%s: %s", page, fault)
		}
	}
	testFollow(without)
}

// testFollow goes from the home page to another by a click.
func testFollow(b *tab) {
	b.t.Helper()
	b.open(hostURL(b.t) + "/index.html")
	to := eval[string](b, `document.querySelector('main a[href$=".html"]').href`)
	if _, err := chromedp.Run(b.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS(`main a[href$=".html"]`)))); err != nil {
		b.t.Fatal(err)
	}
	if at := eval[string](b, "location.href"); at != to {
		b.t.Errorf("a click on the home page's first link leads to %s, not to %s", at, to)
	}
}

// TestNotFound asks for an address deep in the site that is not there: the page that answers has its style and words
// at any depth.
func TestNotFound(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostURL(t) + "/guidance/no/such/page.html")
	requests, faults := b.told()
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

// TestPaper prints the handbook: a tagged PDF of several pages that holds every chapter.
func TestPaper(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostURL(t) + "/handbook.html")
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4),
		chromedp.PDFOutlineAndTagged(), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("is not a PDF: %q", pdf[:min(len(pdf), 20)])
	}
	for _, mark := range []string{"/StructTreeRoot", "/Outlines"} {
		if !bytes.Contains(pdf, []byte(mark)) {
			t.Errorf("the PDF has no %s", mark)
		}
	}
	sheets := len(regexp.MustCompile(`/Type /Page\b`).FindAll(pdf, -1))
	chapters := eval[int](b, `document.querySelectorAll('main :is(h2, h3)').length`)
	t.Logf("%d chapters on %d sheets", chapters, sheets)
	if sheets < 5 || chapters < 5 {
		t.Errorf("the handbook has %d chapters on %d sheets", chapters, sheets)
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
