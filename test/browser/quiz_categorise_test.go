package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"handrail/test/engine"
)

// categoriseSite is a site with a quiz of one question whose things go under headings; it gives the folder of its pages.
func categoriseSite(t *testing.T) string {
	t.Helper()
	return pagesOf(t, sortQuiz())
}

// sortQuiz is the file of a quiz of one question whose things go under headings.
func sortQuiz() map[string]string {
	return map[string]string{"quizzes/sort.md": fmt.Sprintf("---\ntitle: Sort these\nsummary: One question.\nreviewed: %s\n---\n", time.Now().UTC().Format(time.DateOnly)) + `
## Where does each of these go? {#where-each rules="use-broadcast-list"}

- Broadcast list
  - News of the meeting
  - A reminder
- Group chat
  - Who brings the key

> News goes to all members.
`}
}

// TestQuizCategorise puts things under headings with the keyboard alone, hands the result over, shows it to a room and adds it up.
func TestQuizCategorise(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		public := categoriseSite(t)
		l := learner{newTab(t)}
		l.open(fileURL(public, "quizzes/sort.html"))
		if l.chromium() {
			axe, err := axeScript()
			if err != nil {
				t.Fatal(err)
			}
			l.run(axe, auditScript)
		}
		look := func(state string) {
			t.Helper()
			if l.chromium() {
				l.audit(state, "openDetails")
			}
		}
		// Without the script, and on paper, the letter of a heading can be written beside each thing.
		plain := eval[string](l.tab, "document.querySelector('.list .question').textContent.replace(/\\s+/g, ' ')")
		if want := "Put each of these under its heading. To put under a heading A reminder News of the meeting Who brings the key Headings Broadcast list Group chat"; !strings.Contains(plain, want) {
			t.Errorf("the page without its script says %q", plain)
		}
		l.press("Start")
		look("nothing chosen")
		l.take([]step{{"Where does each of these go?", "Choose an answer for each line.", func(l learner) {
			l.pick("A reminder", "Br")
			l.pick("News of the meeting", "Br")
			l.pick("Who brings the key", "Br")
		}, "Partly right", []string{"Group chat", "News goes to all members."}, ""}})
		look("result")
		l.press("Start again")
		l.take([]step{{"Where does each of these go?", "Choose an answer for each line.", func(l learner) {
			l.pick("A reminder", "Br")
			l.pick("News of the meeting", "Br")
			l.pick("Who brings the key", "Gr")
		}, "Right", []string{"Group chat"}, ""}})
		l.reads("You got 1 out of 1 right.")
		l.act("void (document.querySelector('.hand').open = true)")
		l.wait("document.querySelector('.code').textContent !== ''")
		code := eval[string](l.tab, "document.querySelector('.code').textContent")
		l.quiet(6) // with the script that draws the picture of a code

		room := presenter{l}
		room.open(fileURL(public, "quizzes/sort-present.html"))
		room.press("Start")
		room.reads("1", "A reminder", "A", "Broadcast list", "Got it right")
		room.keys(engine.Enter)
		if at := room.heading(); at != "What goes together: 1 A, 2 A, 3 B" {
			t.Errorf("the answer is %q", at)
		}

		b := trainer(l)
		b.open(fileURL(public, "quizzes/sort-results.html"))
		b.put(code)
		b.status("1 result added.")
		b.act("void (document.querySelector('.questions details').open = true)")
		b.wait("document.querySelector('.given')")
		b.reads("A reminder: Broadcast list", "Who brings the key: Group chat", "1 of 1")
	})
}
