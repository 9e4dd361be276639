package browser

import (
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestOnPaper prints what trainers print, on A4 and in the large type of every printed page: what people take home is one sheet
// with two sides, and so is the page for a first session. The letter cards are whole, two on each sheet after the first.
func TestOnPaper(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for page, sides := range map[string]int{"hand-out": 2, "start-here": 2, "letter-cards": 4} {
		b.open(hostURL(t) + "/training/" + page + ".html")
		pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(regexp.MustCompile(`/Type /Page\b`).FindAll(pdf, -1)); n != sides {
			t.Errorf("%s is on %d sides, not on %d", page, n, sides)
		}
		b.show(800, map[string]string{"media": "print"})
		if size := eval[string](b, "getComputedStyle(document.querySelector('main li')).fontSize"); size != "18.6667px" { // 14 pt
			t.Errorf("%s is printed at %s", page, size)
		}
	}
}
