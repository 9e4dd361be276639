package browser

import (
	"strings"
	"testing"
)

// title is that of the page, without the site's.
func (l learner) title() string {
	l.t.Helper()
	title, _, _ := strings.Cut(eval[string](l.tab, "document.title"), " - WhatsApp")
	return title
}

func (l learner) titled(title string) {
	l.t.Helper()
	if at := l.title(); at != title {
		l.t.Errorf("the title is %q, not %q", at, title)
	}
}

// TestQuizHistory goes back and forward through a quiz with the browser's own buttons, and loads the page again in the middle: each screen has an entry and a title.
func TestQuizHistory(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		address := fileURL(trialSite(t), "quizzes/once.html")
		l.open(address)
		l.titled("Trial once")
		l.press("Start")
		l.titled("Question 1 of 6 - Trial once")
		l.press("Check my answer")
		l.titled("Error: Question 1 of 6 - Trial once")
		steps := rightSteps()
		steps[0].answer(l)
		l.press("Check my answer")
		l.titled("Question 1 of 6 - Trial once")
		l.press("Next question")
		l.titled("Question 2 of 6 - Trial once")
		l.act("void history.back()")
		l.comes("Right")
		l.reads("Question 1 of 6")
		l.act("void history.back()")
		l.comes("Take the quiz here")
		l.act("void history.go(2)")
		l.comes("Which ones?")
		l.titled("Question 2 of 6 - Trial once")
		l.reload()
		l.reads("Question 2 of 6")
		l.titled("Question 2 of 6 - Trial once")
		for i, s := range steps {
			if i > 0 {
				s.answer(l)
				l.press("Check my answer")
				l.act("document.querySelector('.take .go').click()")
			}
		}
		l.titled("Your result - Trial once")
		l.press("Make a certificate to print")
		l.titled("Certificate - Trial once")
		l.reload()
		l.wait("document.querySelector('.take [type=text]') !== null")
		l.reads("Make a certificate to print", "Your name")
		l.act("void history.back()")
		l.comes("Your result")
		l.act("void history.back()")
		l.comes("Right")
		l.reads("Question 6 of 6")
		l.press("See your result")

		// A link that leads to a question of the list still does.
		l.act("void (location.hash = '#which-order')")
		l.wait("document.querySelector('#which-order').checkVisibility()")
		l.act("void history.go(-2)")
		l.comes("Your result")

		// After a new start, the result of before is not there to go back to.
		l.press("Start again")
		l.wants("Which one?")
		entries := eval[int](l.tab, "history.length")
		l.act("new Promise(gone => { addEventListener('popstate', gone, {once: true}); history.back(); }).then(() => undefined)")
		l.wants("Which one?")
		if now := eval[int](l.tab, "history.length"); now != entries {
			t.Errorf("to go back has made %d entries of %d", now, entries)
		}
		if _, faults := l.activity(); len(faults) > 0 {
			t.Errorf("faults: %s", faults)
		}
	})
}

// TestQuizUndo starts a quiz again and removes its answers by mistake, and has them back both times.
func TestQuizUndo(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(fileURL(trialSite(t), "quizzes/end.html"))
		l.finish()
		kept := "localStorage['handrail:1:quiz:' + location.pathname]"
		before := eval[string](l.tab, kept)
		l.press("Start again")
		l.wants("Which one?")
		l.reads("You have started again.")
		l.press("Put my answers back")
		l.wants("Your result")
		l.unfold("What this page keeps on your device")
		l.press("Remove my answers from this device")
		l.wants("Take the quiz here")
		l.reads("Your answers have been removed from this device.")
		if eval[bool](l.tab, kept+" !== undefined") {
			t.Error("the answers are kept")
		}
		l.logged("")
		l.press("Put my answers back")
		l.wants("Your result")
		if after := eval[string](l.tab, kept); after != before {
			t.Errorf("kept is %s, and was %s", after, before)
		}
		l.logged("which-one 2, which-ones 2, it-is-so 2, which-order 2, which-pair 2, how-many 2")
		if strings.Contains(l.text(), "Put my answers back") {
			t.Error("what was undone can be undone again")
		}
		l.quiet(6)
	})
}
