package browser

import (
	"fmt"
	"testing"
)

// TestLegendRoom starts a quiz and a checklist: the heading of a question, which is in a legend, has space above and below it.
func TestLegendRoom(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		for _, page := range []string{"quizzes/the-basics.html", checklistPage} {
			l.open(hostURL(t) + "/" + page)
			l.press("Start")
			room := eval[[]float64](l.tab, `(() => {
				const heading = document.querySelector('.take legend h2'), legend = heading.parentElement, style = getComputedStyle(heading);
				const [inner, outer, next] = [heading, legend, legend.nextElementSibling].map(at => at.getBoundingClientRect());
				return [inner.top - outer.top - parseFloat(style.marginTop), next.top - inner.bottom - parseFloat(style.marginBottom)].map(Math.round);
			})()`)
			if fmt.Sprint(room) != "[0 0]" {
				t.Errorf("%s: the heading has %v px more than its margins above and below it", page, room)
			}
		}
	})
}
