package browser

import (
	"regexp"
	"strings"
	"testing"
)

// TestQuizResume closes the page in the middle of a quiz and at its end, and opens it again.
func TestQuizResume(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		address := fileURL(trialSite(t), "quizzes/once.html")
		l.visit(address)
		l.press("Start")
		steps := rightSteps()
		steps[0].answer(l)
		l.press("Check my answer")
		l.visit(address)
		l.reads("You have answered 1 question of 6.")
		l.press("Go on")
		l.wants("Right")
		l.press("Next question")
		steps[1].answer(l)
		l.press("Check my answer")
		l.press("Back")
		l.comes("Right")
		l.reads("Question 1 of 6")
		l.press("Stop")
		l.wants("Take the quiz here")
		l.press("Start again")
		l.wants("Which one?")
		l.take(steps)
		l.visit(address)
		l.press("See your result")
		l.wants("Your result")
		l.reads("You got 7 out of 7 points.")

		l.act("void localStorage.setItem('handrail:1:aside:' + location.pathname + ' 1', 'not readable')")
		l.to("at.localName === 'summary' && at.innerText === 'What this page keeps on your device'")
		l.enter()
		l.reads("This page keeps your answers", "A name on a certificate is never kept.")
		l.press("Remove my answers from this device")
		l.reads("Your answers have been removed from this device.", "Start")
		// Every page of a folder has the same storage: the quizzes of other tests keep theirs.
		if eval[bool](l.tab, "Object.keys(localStorage).some(key => key.includes(location.pathname))") {
			t.Error("the answers are kept after they were removed")
		}
		l.quiet(17)
	})
}

// TestQuizStorage takes a quiz where the device keeps nothing, or keeps what the quiz did not write.
func TestQuizStorage(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		address := fileURL(trialSite(t), "quizzes/once.html")
		off := "for (const name of ['getItem', 'setItem', 'removeItem']) Storage.prototype[name] = () => { throw new DOMException('off') };"
		full := "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };"
		gone := "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }});"
		for name, script := range map[string]string{"off": off, "full": full, "gone": gone} {
			l := learner{newTab(t)}
			l.beforeLoad(script)
			l.visit(address)
			l.press("Start")
			l.take(rightSteps())
			l.reads("You got 7 out of 7 points.")
			if !strings.Contains(eval[string](l.tab, "document.querySelector('.kept').textContent"), "Your browser is not keeping anything") {
				t.Errorf("%s: the page does not say that nothing is kept", name)
			}
			l.quiet(6)
		}

		l := learner{newTab(t)}
		l.visit(address)
		l.press("Start")
		kept := eval[string](l.tab, "localStorage['handrail:1:quiz:' + location.pathname]")
		for _, rubbish := range []string{"", "{", "null", "7", "[]", `"x"`, "{}", strings.Repeat("[", 10000),
			strings.Replace(kept, `"asked":[`, `"asked":["no-such-question",`, 1),
			strings.Replace(kept, `"asked":[`, `"asked":[{},`, 1),
			strings.Replace(kept, `"answers":{}`, `"answers":null`, 1),
			strings.Replace(kept, `"at":0`, `"at":"0"`, 1),
		} {
			l.keep(rubbish)
			l.visit(address)
			l.press("Start")
			l.wants("Which one?")
		}
		// A fault in one answer costs that answer alone.
		l.keep(strings.NewReplacer(`"at":0`, `"at":99`, `"answers":{}`, `"answers":{"which-one":[1],"which-ones":[0,0],"it-is-so":[7],"which-order":[0,1],"which-pair":"x","how-many":[]}`).Replace(kept))
		l.visit(address)
		l.reads("You have answered 1 question of 6.")
		l.press("Go on")
		l.wants("Right")

		l.keep(regexp.MustCompile(`"version":"[^"]*"`).ReplaceAllString(kept, `"version":"other"`))
		l.visit(address)
		l.reads("The quiz has changed since you began it.")
		l.press("Start")
		if _, faults := l.activity(); len(faults) > 0 {
			t.Errorf("faults: %s", faults)
		}
	})
}
