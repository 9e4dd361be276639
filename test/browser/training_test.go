package browser

import (
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestHandOut prints what people take home: it is one side of A4, in the large type of every printed page.
func TestHandOut(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostURL(t) + "/training/hand-out.html")
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if sheets := len(regexp.MustCompile(`/Type /Page\b`).FindAll(pdf, -1)); sheets != 1 {
		t.Errorf("the hand-out is on %d sheets, not on one", sheets)
	}
	b.show(800, map[string]string{"media": "print"})
	if size := eval[string](b, "getComputedStyle(document.querySelector('main li')).fontSize"); size != "18.6667px" { // 14 pt
		t.Errorf("it is printed at %s", size)
	}
}
