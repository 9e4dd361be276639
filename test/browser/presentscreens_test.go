package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"handrail/test/engine"
)

// TestPresentFits shows every question of the site that ships at the sizes of projectors and on a phone: what is asked
// can be seen at once and is large, and nothing is cut.
func TestPresentFits(t *testing.T) {
	t.Parallel()
	full, _ := pages(t)
	full = slices.DeleteFunc(full, func(page string) bool { return !strings.HasSuffix(page, "-present.html") })
	r := newPresenter(t, newTab)
	for _, page := range sample(t, full, 1) {
		r.open("about:blank")
		r.open(fileURL(publicDir(t), page) + "#room_1")
		r.run(auditScript)
		for range 60 {
			for _, size := range [][2]int{{1280, 720}, {1920, 1080}, {1024, 768}, {360, 640}} {
				r.size(size[0], size[1])
				r.audit(fmt.Sprint(page, size), "reflow") // it would find a word that does not fit
				state := fmt.Sprintf("%s at %v: %s", page, size, r.heading())
				if size[0] > 800 && eval[bool](r.tab, "!!document.querySelector('.asked:not(.revealed)')") {
					testLarge(r, state)
				}
				if cut := eval[[]string](r.tab, `Array.from(document.querySelectorAll('.stage *')).filter(e => e.checkVisibility() && getComputedStyle(e).overflow !== 'visible' && !e.matches('.track, .hidden, input, svg *')).map(e => e.className)`); len(cut) > 0 {
					t.Errorf("%s: may cut %s", state, cut)
				}
			}
			if eval[bool](r.tab, "document.querySelector('.take').dataset.screen === 'end'") {
				break
			}
			r.keys(engine.ArrowRight)
		}
		if !eval[bool](r.tab, "document.querySelector('.take').dataset.screen === 'end'") {
			t.Errorf("%s: has no end", page)
		}
	}
}

// TestPresentLong shows a question that no screen can hold: it is scrolled to by the clicker, to its very end.
func TestPresentLong(t *testing.T) {
	t.Parallel()
	r := newPresenter(t, newTab)
	r.size(1280, 720)
	r.open(fileURL(roomSite(t), roomPage))
	const long = "a sentence that somebody has made longer than anyone would read out, "
	r.act("document.querySelectorAll('.list .question > .choices > li').forEach(li => { li.textContent = " + quote(strings.Repeat(long, 6)) + " })")
	r.click("Start")
	const below = `document.querySelector('.take .pick:last-child').getBoundingClientRect().bottom - document.querySelector('.moves').getBoundingClientRect().top`
	if eval[float64](r.tab, below) <= 0 {
		t.Fatal("the question is not longer than the window")
	}
	for range 6 {
		if eval[float64](r.tab, below) <= 0 {
			break
		}
		r.keys(engine.PageDown)
		r.wants("Which one?")
	}
	r.act("dispatchEvent(new Event('resize'))") // the size is chosen again, as it is when a browser has filled the screen
	if hidden := eval[float64](r.tab, below); hidden > 0 {
		t.Errorf("%v px of the last choice stay behind the buttons", hidden)
	}
	r.keys(engine.PageDown)
	r.keys(engine.PageDown)
	r.wants("Which ones?")
}

// testLarge checks that a question before its answer fits the window, and can be read from afar: 30 lines to the height
// of a screen are the minimum size for a slide.
func testLarge(r presenter, state string) {
	r.t.Helper()
	page := eval[struct{ Over, Choice, Heading, Line float64 }](r.tab, `(() => {
		const size = s => innerHeight / parseFloat(getComputedStyle(document.querySelector(s)).fontSize);
		const d = document.documentElement;
		return {over: d.scrollHeight - d.clientHeight, choice: size('.take .text'), heading: size('.take h1'),
			line: parseFloat(getComputedStyle(document.querySelector('.take .text')).lineHeight) / parseFloat(getComputedStyle(document.querySelector('.take .text')).fontSize)};
	})()`)
	if page.Over > 0 {
		r.t.Errorf("%s: %v px are out of sight", state, page.Over)
	}
	if page.Line < 1.499 {
		r.t.Errorf("%s: the lines of a choice are %.2f of its size", state, page.Line)
	}
	if page.Choice > 36 || page.Heading > 28 {
		r.t.Errorf("%s: a choice is 1/%.0f and the heading 1/%.0f of the height", state, page.Choice, page.Heading)
	}
}
