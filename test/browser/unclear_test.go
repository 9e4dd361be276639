package browser

import (
	"slices"
	"strings"
	"testing"

	"handrail/quiz/result"
)

// TestUnclear marks the explanation of an answer as not clear: it is kept with the go, is in the code of the result until the mark is taken back,
// and is on the board.
func TestUnclear(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		const mark = "This explanation is not clear to me"
		public := trialSite(t)
		l := learner{newTab(t)}
		l.open(fileURL(public, "quizzes/once.html"))
		l.press("Start")
		for i, s := range wrongSteps() {
			s.answer(l)
			l.press("Check my answer")
			if i == 0 {
				l.press(mark)
				l.wait("document.querySelector('.take .unclear [role=status]').textContent === 'Marked. It goes into the code of your result, and nowhere else.'")
				l.reload()
				if pressed := eval[string](l.tab, "document.querySelector('.take .unclear button').getAttribute('aria-pressed')"); pressed != "true" {
					t.Errorf("after a reload, that the explanation is marked is %q", pressed)
				}
			}
			if i < 5 {
				l.press("Next question")
			}
		}
		l.press("See your result")
		code := l.code()
		found := slices.Collect(result.Find(code))
		if len(found) != 1 || found[0].Fault != "" || !strings.HasPrefix(code, "HR2") || !found[0].Content.Answers[0].Unclear || found[0].Content.Answers[1].Unclear {
			t.Fatalf("%s holds %+v", code, found)
		}
		l.unfold("1. Not right: Which one?")
		l.press(mark)
		if open := eval[bool](l.tab, "document.querySelector('.take .hand').open"); open {
			t.Error("the code from before the change is still shown")
		}
		if plain := l.code(); !strings.HasPrefix(plain, "HR1") {
			t.Errorf("without a mark, the code is %s", plain)
		}

		b := trainer{newTab(t)}
		b.open(fileURL(public, "quizzes/once-results.html"))
		b.put(code)
		b.reads("1 result added.", "1 of 1 marked the explanation as not clear.")
		last := "0"
		if strings.HasSuffix(code, last) {
			last = "1"
		}
		b.put(code[:len(code)-1] + last)
		b.reads("has a character that is wrong or missing")
	})
}
