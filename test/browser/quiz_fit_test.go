package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"handrail/test/engine"
)

// fitScript takes the quiz of a page to its end, and returns each screen: its name, its question, how many pixels its controls reach
// below what can be seen of them, and whether its main button can be seen, all without scrolling.
const fitScript = `(() => {
	const take = document.querySelector('.take'), screens = [];
	const main = () => take.querySelector('.go');
	const look = () => {
		const bar = take.querySelector('.actions').getBoundingClientRect(), box = main().getBoundingClientRect();
		const low = [...take.querySelectorAll('fieldset:not(.sure) :is(label, select)')].map(at => at.getBoundingClientRect().bottom);
		screens.push({Name: take.dataset.screen, Question: take.querySelector('legend, h2, h3').innerText.replace(/\s+/g, ' '),
			Over: Math.round(Math.max(0, ...low.map(at => at - Math.min(bar.top, innerHeight)))), Main: box.top >= 0 && box.bottom <= innerHeight});
	};
	look();
	main().click();
	while (take.dataset.screen === 'question') {
		look();
		take.querySelector('fieldset input:not([type=text])')?.click();
		take.querySelectorAll('fieldset input[type=text]').forEach(at => { at.value = 'x'; });
		take.querySelectorAll('fieldset select').forEach((at, i) => { at.selectedIndex = 1 + i % (at.length - 1); });
		main().click();
		look();
		main().click();
	}
	look();
	return screens;
})()`

// TestQuizFits takes each quiz that ships on a phone of 360 by 640: most questions fit with their choices and the button, and the main
// button is in sight. Fonts differ: with those of phones, such as Roboto, more questions fit than with DejaVu, which is a tenth wider.
func TestQuizFits(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.do("resize", func(ctx context.Context) error { return b.page.Resize(ctx, 360, 640) })
	questions, fitting := 0, 0
	full, _ := pages(t)
	for _, page := range full {
		if !strings.Contains(readPage(t, page), `data-widget="quiz"`) {
			continue
		}
		b.open(fileURL(publicDir(t), page))
		hidden := 0
		for _, screen := range eval[[]struct {
			Name, Question string
			Over           int
			Main           bool
		}](b, fitScript) {
			if !screen.Main {
				hidden++
				t.Logf("%s: no main button in sight: %s: %s", page, screen.Name, screen.Question)
			}
			if screen.Name != "question" {
				continue
			}
			questions++
			if screen.Over == 0 {
				fitting++
			} else {
				t.Logf("%s: %d px too high: %s", page, screen.Over, screen.Question)
			}
		}
		if hidden > 0 {
			t.Errorf("%s: on %d screens the main button is out of sight", page, hidden)
		}
	}
	t.Logf("%d of %d questions fit", fitting, questions)
	if questions < 51 || fitting < 40 {
		t.Errorf("only %d of %d questions fit", fitting, questions)
	}
}

// TestQuizPlaceBeside opens questions on a site and in a package, in windows at whose widths the place of a question goes beside it: nothing is cut off.
func TestQuizPlaceBeside(t *testing.T) {
	t.Parallel()
	l := newLearningSystem(t, packagePages(t, "scorm12", map[string]string{"trial": fixture(t, "trial.md")}))
	for in, address := range map[string]string{"on a site": fileURL(trialSite(t), "quizzes/once.html"), "in a package": l.url + "/package/trial/index.html"} {
		b := newTab(t)
		b.open(address)
		b.run(auditScript, lmsScript)
		b.wait("page().querySelector('.take') !== null")
		b.act("press('Start')")
		beside := map[int]bool{}
		for _, width := range []int{940, 960, 1000, 1045, 1060, 1280} {
			b.resize(width)
			b.audit(fmt.Sprintf("%s, %d px", in, width), "reflow")
			beside[width] = eval[bool](b, "(at => at('.place').right > at('.take form').right)(what => document.querySelector(what).getBoundingClientRect())")
		}
		if beside[1000] || !beside[1280] {
			t.Errorf("%s: that the place is beside the question is, by the width of the window, %v", in, beside)
		}
	}
}

// TestQuizFocusSeen leads the focus to each control of each kind of question, on a phone and on one held sideways: the bar with the main
// button never covers it, and there is no such bar where it would leave little room.
func TestQuizFocusSeen(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		for _, height := range []int{640, 320} {
			l := learner{newTab(t)}
			l.do("resize", func(ctx context.Context) error { return l.page.Resize(ctx, 360+height/320%2*280, height) })
			l.open(fileURL(trialSite(t), "quizzes/once.html"))
			l.press("Start")
			for i, s := range wrongSteps() {
				l.seesFocus(height, s.heading)
				s.answer(l)
				l.press("Check my answer")
				l.seesFocus(height, "answer to "+s.heading)
				if i < 5 {
					l.press("Next question")
				}
			}
		}
	})
}

// seesFocus presses Tab from the focus to the end of the screen.
func (l learner) seesFocus(height int, screen string) {
	l.t.Helper()
	const covered = `(() => {
		const at = document.activeElement, bar = document.querySelector('.take .actions');
		if (!at.closest('.take')) return 'away';
		const box = at.getBoundingClientRect(), edge = bar.getBoundingClientRect().top;
		return box.bottom > edge && !bar.contains(at) ? at.outerHTML.slice(0, 100) + ' ends at ' + box.bottom + ', and the bar begins at ' + edge : '';
	})()`
	if sticky := eval[string](l.tab, "getComputedStyle(document.querySelector('.take .actions')).position") == "sticky"; sticky != (height > 400) {
		l.t.Errorf("%s: at a height of %d px, that the buttons stay in sight is %t", screen, height, sticky)
	}
	for range 30 {
		said := eval[string](l.tab, covered)
		if said == "away" {
			break
		}
		if said != "" {
			l.t.Errorf("%s: what has the focus is covered: %s", screen, said)
		}
		l.keys(engine.Tab)
	}
	l.act("void document.querySelector('.take [tabindex=\"-1\"]').focus()")
}

// TestQuizSaid reads what a screen reader says with a question: the page, the place, the story, and what to do.
func TestQuizSaid(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(fileURL(trialSite(t), "quizzes/once.html"))
		l.press("Start")
		kinds := []string{"Choose one.", "Choose all the right answers.", "Sam's week True or false?", "Read the story again: Sam's week Put these in order.",
			"Find what goes together.", "Write a short answer. It is worth 2 points."}
		for i, s := range rightSteps() {
			want := fmt.Sprintf("Question %d of 6 %s", i+1, kinds[i])
			for _, element := range []string{"fieldset", "fieldset :is(h2, h3)"} {
				said := eval[string](l.tab, `document.querySelector('.take `+element+`').getAttribute('aria-describedby').split(' ')
					.map(id => document.getElementById(id).textContent.trim().replace(/\s+/g, ' ')).join(' ')`)
				if said != want {
					t.Errorf("with the %s is said %q, not %q", element, said, want)
				}
			}
			if heads := eval[[]string](l.tab, "[...document.querySelectorAll('h1')].filter(at => at.checkVisibility() && at.getClientRects().length).map(at => at.textContent)"); fmt.Sprint(heads) != "[Trial once]" {
				t.Errorf("%s: the headings of the page are %q", s.heading, heads)
			}
			s.answer(l)
			l.press("Check my answer")
			if i < 5 {
				l.press("Next question")
			}
		}
		// The second press of two in quick succession would skip what the page says about the answer.
		l.act("void document.querySelector('.take .go').dispatchEvent(new MouseEvent('click', {detail: 2, bubbles: true}))")
		l.wants("Right")
		l.quiet(5)
	})
}
