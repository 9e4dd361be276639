package browser

import (
	"slices"
	"strings"
	"testing"
)

// TestQuizRight answers every question right, with the keyboard alone: each is explained, and the quiz is passed.
func TestQuizRight(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(fileURL(trialSite(t), "quizzes/once.html"))
		l.reads("There are 6 questions.", "To pass, get 80% right.", "Nobody sees your answers.")
		if eval[bool](l.tab, "document.querySelector('.list').checkVisibility()") {
			t.Error("the list of questions is shown beside the quiz")
		}
		l.press("Start")
		l.take(rightSteps())
		l.reads("You got 7 out of 7 points.", "You have passed.", "What you know")
		l.logged("which-one 2, which-ones 2, it-is-so 2, which-order 2, which-pair 2, how-many 2")
		l.quiet(6)
	})
}

// TestQuizWrong answers every question wrong, some of them as sure: the result says what to read again.
func TestQuizWrong(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(fileURL(trialSite(t), "quizzes/once.html"))
		l.press("Start")
		l.take(wrongSteps())
		l.reads("You got 0 out of 7 points.", "You have not passed yet", "Read these first. You were sure, but it was not right.", "What to read again")
		l.quiet(6)
	})
}

// TestQuizAtEnd changes an answer in a quiz that explains its answers at the end, and takes the missed questions again.
func TestQuizAtEnd(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(fileURL(trialSite(t), "quizzes/end.html"))
		l.press("Start")
		steps := rightSteps()
		l.tick("First")
		l.press("Save my answer")
		l.wants("Which ones?")
		l.logged("") // it can be changed still
		l.press("Back")
		l.comes("Which one?")
		if !eval[bool](l.tab, "document.querySelector('.take :checked').labels[0].innerText.trim() === 'First'") {
			t.Error("the answer that was given is not shown as chosen")
		}
		l.tick("Second")
		for i, s := range steps {
			switch {
			case i == 2:
				l.tick("True")
				l.tick("Sure")
			case i == 5:
				l.write("  Not  MANY!")
			case i > 0:
				s.answer(l)
			}
			l.press("Save my answer")
		}
		l.wants("Your result")
		l.reads("You got 6 out of 7 points.", "You have passed.", "Read these first. You were sure")
		l.logged("which-one 2, which-ones 2, it-is-so 0, which-order 2, which-pair 2, how-many 2")
		l.to("at.localName === 'summary' && at.innerText.includes('3. Not right: It is so.')")
		l.enter()
		l.wait("document.activeElement.parentElement.innerText.includes('It is not so.')") // what is behind a line is made as it opens
		l.reads("It is not.", "It is not so.")
		if eval[bool](l.tab, "document.querySelector('.take').innerText.includes('certificate to print')") {
			t.Error("a quiz that gives no certificate offers one")
		}

		l.press("Have another go at the 1 you missed")
		l.reads("Question 1 of 1")
		l.tick("False")
		l.press("Save my answer")
		l.wants("Your result")
		l.reads("You got 1 out of 1 right.", "This was a second go")
		l.logged("which-one 2, which-ones 2, it-is-so 02, which-order 2, which-pair 2, how-many 2")
		l.press("Back to your first result")
		l.reads("You got 6 out of 7 points.")
		l.quiet(6)
	})
}

// logged fails unless the log of answers has these, each question with its grades.
func (l learner) logged(want string) {
	l.t.Helper()
	got := eval[string](l.tab, `Object.entries(JSON.parse(localStorage['handrail:1:answers:' + location.pathname.replace(/quizzes.*/, '')] || '{}'))
		.map(([name, one]) => name.split('#')[1] + ' ' + one.log.map(([, grade]) => grade).join('')).join(', ')`)
	if got != want {
		l.t.Errorf("the log of answers is %q, not %q", got, want)
	}
}

// TestQuizDraw draws three of six questions many times: each time three, in any order, and not always the same.
func TestQuizDraw(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(fileURL(trialSite(t), "quizzes/draw.html"))
		l.reads("There are 3 questions.", "They are picked at random from 6.")
		draws := map[string]bool{}
		for range 12 {
			l.keep("")
			l.reload()
			l.press("Start")
			asked := eval[[]string](l.tab, "JSON.parse(localStorage['handrail:1:quiz:' + location.pathname]).asked")
			draws[strings.Join(asked, " ")] = true
			slices.Sort(asked)
			if len(slices.Compact(asked)) != 3 {
				t.Errorf("asks %s", asked)
			}
			if slices.Contains(asked, "which-ones") && slices.Contains(asked, "it-is-so") {
				t.Errorf("asks twice about one rule and leaves another out: %s", asked)
			}
		}
		if len(draws) < 3 {
			t.Errorf("twelve draws are all among %v", draws)
		}
		_, faults := l.activity()
		if len(faults) > 0 {
			t.Errorf("faults: %s", faults)
		}
	})
}

// TestQuizPlace opens a quiz at one of its questions, as the map of rules leads there: the list is shown.
func TestQuizPlace(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(fileURL(trialSite(t), "quizzes/once.html") + "#which-order")
		if !eval[bool](l.tab, "document.querySelector('#which-order').checkVisibility()") {
			t.Error("the question that the address names is not shown")
		}
		l.press("Start")
		if eval[bool](l.tab, "document.querySelector('#which-order').checkVisibility()") {
			t.Error("the list is shown beside a question")
		}
		l.press("Stop")
		l.press("Show all the questions on one page")
		if !eval[bool](l.tab, "document.querySelector('#which-order').checkVisibility()") {
			t.Error("the button does not show the list")
		}
		l.quiet(5)
	})
}
