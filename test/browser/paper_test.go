package browser

import (
	"context"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestOnPaper prints pages on A4: no heading is at the foot of a sheet without what follows it, and what people take home is one sheet
// with two sides. So is the page for a first session. The letter cards are not split, two on each sheet after the first. All are in the
// large type of every printed page.
func TestOnPaper(t *testing.T) {
	t.Parallel()
	dir := newSite(t, map[string]string{"guidance/paper.md": sectionsPage()})
	command(t, "build", dir)
	server := httptest.NewServer(staticHost(filepath.Join(dir, "public")))
	t.Cleanup(server.Close)
	sides := map[string]int{"training/hand-out": 2, "training/start-here": 2, "training/letter-cards": 4, "guidance/paper": 0, "volunteer": 0}
	inEngines(t, func(t *testing.T, newTab opener) {
		b := newTab(t)
		for page, want := range sides {
			b.open(server.URL + "/" + page + ".html")
			sheets := b.sheets(strings.ReplaceAll(page, "/", "-"))
			if want > 0 && len(sheets) != want {
				t.Errorf("%s is on %d sides, not on %d", page, len(sheets), want)
			}
			if want > 0 && !strings.Contains(sheets[0], "Reviewed") { // a sheet has no space for it beside the text
				t.Errorf("%s does not say when it was reviewed:\n%s", page, sheets[0])
			}
			if wrong := alone(sheets, b.headings()); len(wrong) > 0 {
				t.Errorf("%s: %s", page, strings.Join(wrong, "\n"))
			}
			if !b.chromium() {
				continue
			}
			b.show(800, map[string]string{"media": "print"})
			if size := eval[string](b, "getComputedStyle(document.querySelector('main li')).fontSize"); size != "18.6667px" { // 14 pt
				t.Errorf("%s is printed at %s", page, size)
			}
			if without := eval[int](b, "Array.from(document.querySelectorAll('.way > li')).filter((step) => step.querySelector('.box').getClientRects().length === 0).length"); without > 0 {
				t.Errorf("%s: %d steps have no box to tick", page, without)
			}
			b.show(1280, looks[0].media)
		}
	})
}

// sectionsPage has sections of each kind that a heading can be followed by, each at many heights of a sheet.
func sectionsPage() string {
	long := strings.Repeat("It is said here in a few more words. ", 8)
	kinds := []string{
		long,
		"- " + long + "\n- " + long,
		":::steps\n1. " + long + "\n2. " + long + "\n:::",
		":::note\n" + long + "\n\n" + long + "\n:::",
		":::update {#update-N source=\"press\" checked=\"2026-11\"}\n" + long + "\n\nThe end.\n:::",
		":::must {#rule-N source=\"guide\" words=\"must\" changed=\"2026-11-20\"}\nThe rule of section N.\n\n" + long + "\n:::",
		":::do\n" + long + "\n:::\n:::dont\n" + long + "\n:::",
		"### Under section N\n\n" + long,
		"### Below section N\n\n:::note\n" + long + "\n:::",
		"| One | Two |\n|---|---|\n| " + long + " | " + long + " |",
	}
	var b strings.Builder
	b.WriteString("---\ntitle: Sections\nsummary: Many sections.\norder: 900\naudience: [lead]\ntopics: [broadcast]\nreviewed: 2026-11-28\nreview_every: 6 months\n---\n\nMany.\n\n")
	for n := range 8 * len(kinds) {
		b.WriteString(strings.ReplaceAll("## The heading of section N\n\n"+kinds[n%len(kinds)]+"\n\n", "N", strconv.Itoa(100+n)))
		b.WriteString(strings.Repeat("A line.\n\n", n*7%11))
	}
	return b.String()
}

// sheets prints the page, and returns the words of each side.
func (b *tab) sheets(name string) []string {
	b.t.Helper()
	var data []byte
	b.do("print", func(ctx context.Context) (err error) { data, err = b.page.Print(ctx); return err })
	sheets := strings.Split(strings.TrimSuffix(readPDF(b.t, name, data), "\f"), "\f")
	for i, sheet := range sheets {
		lines := strings.Split(strings.TrimSpace(sheet), "\n")
		number := strconv.Itoa(i + 1)
		// docs/browsers.md says so.
		if numbered := lines[len(lines)-1] == number; numbered != b.chromium() {
			b.t.Errorf("%s: side %s has its number: %t", name, number, numbered)
		} else if numbered {
			lines = lines[:len(lines)-1]
		}
		sheets[i] = strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
	}
	return sheets
}

// headings returns the words of the page's headings, apart from those that are for the screen alone.
func (b *tab) headings() []string {
	b.t.Helper()
	return eval[[]string](b, `Array.from(document.querySelectorAll('.top h1, .body :is(h2, h3):not(.screen *)'), at => at.textContent.trim().replace(/\s+/g, ' '))`)
}

// alone lists the headings that nothing follows on their sheet, or that are on none.
func alone(sheets, headings []string) []string {
	var wrong []string
	all := strings.Join(sheets, " ")
	for _, heading := range headings {
		if !strings.Contains(all, heading) {
			wrong = append(wrong, fmt.Sprintf("%q is not printed", heading))
		}
		for i, sheet := range sheets {
			if strings.HasSuffix(sheet, heading) {
				wrong = append(wrong, fmt.Sprintf("%q is alone at the foot of side %d", heading, i+1))
			}
		}
	}
	return wrong
}
