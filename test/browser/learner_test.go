package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"handrail/test/engine"
)

// settings of the quizzes of the tests, by the name of the quiz. Each has a question of every form of answers.
var trialQuizzes = map[string]string{
	"once": "pass: 80%\ncertificate: true\n",
	"end":  "pass: 80%\nfeedback: at-end\n",
	"draw": "draw: 3\nshuffle: both\n",
}

const trialQuestions = `
Read this first.

## Which one? {#which-one rules="use-broadcast-list"}

Look at the list.

:::hint
Not the first.
:::

- [ ] First
  > The first is not it.
- [x] Second
  > Second it is.

> One is right.

:::trainer
Ask for a show of hands first.
:::

## Which ones? {#which-ones rules="opt-in"}

- [x] Green
- [ ] Red
  > Red is not one of them.
- [x] Blue

> Two are right.

## Sam's week {#sams-week}

Sam has just come.

### It is so. {#it-is-so rules="opt-in"}

- [ ] True
  > It is not.
- [x] False

> It is not so.

### In which order? {#which-order rules="asked-first"}

1. Ask
2. Write
3. Add

> Ask before you add.

:::trainer
Draw the line of three on the board.
:::

## Which belongs to which? {#which-pair rules="send-statement"}

| Who | How |
|---|---|
| Members | By broadcast |
| The team | In a chat |
| All | By letter |

> Members are not in a chat.

## How many? {#how-many rules="monthly-check" points="2"}

- [=] 256 ± 6
- [=] not many

> A few more than 250.
`

// trialSite is a site with the quizzes of the tests; it returns the folder of its pages.
func trialSite(t *testing.T) string {
	t.Helper()
	files := map[string]string{"quizzes/long.md": trialQuiz(longTitle, trialQuizzes["once"])}
	for name, settings := range trialQuizzes {
		files["quizzes/"+name+".md"] = trialQuiz("Trial "+name, settings)
	}
	return pagesOf(t, files)
}

// longTitle has what a calendar file escapes and folds.
const longTitle = `Lists; chats, and ünïcödé: how to keep every number at its place in a group 🙂 \ as long as it lasts`

func trialQuiz(title, settings string) string {
	return fmt.Sprintf("---\ntitle: '%s'\nsummary: All kinds.\n%sreviewed: %s\n---\n", title, settings, time.Now().UTC().Format(time.DateOnly)) + trialQuestions
}

// learner takes a quiz with the keyboard alone.
type learner struct{ *tab }

// stops selects what the Tab key may lead to.
const stops = "a, button, input, select, summary, textarea, [tabindex]"

// to presses Tab, or Shift and Tab where it is nearer to go back, until the focus is on what an expression says of the element "at".
// Past the last stop of a page the browser's own windows have the focus, which is not the page's to test. Only Chromium goes all the
// way: in the others a press takes a frame of a screen that the processor draws, so they begin at the stop before.
func (l learner) to(what string) {
	l.t.Helper()
	is := "at => { try { return !!(" + what + "); } catch { return false; } }"
	if !l.chromium() {
		l.act(`(is => {
			const stops = [...document.querySelectorAll('` + stops + `')];
			const to = stops.findIndex(is);
			const stop = at => at.tabIndex >= 0 && !at.disabled && at.checkVisibility() && (at.type !== 'radio' || at.name !== stops[to].name);
			if (to > 0 && !is(document.activeElement)) stops.slice(0, to).findLast(stop)?.focus();
		})(` + is + `)`)
	}
	for range 60 {
		switch eval[int](l.tab, `(is => {
			const from = document.activeElement;
			if (is(from)) return 0;
			const to = [...document.querySelectorAll('`+stops+`')].find(is);
			return to && from !== document.body && from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
		})(`+is+`)`) {
		case 0:
			return
		case 1:
			l.keys(engine.Tab)
		default:
			l.keys(engine.BackTab)
		}
	}
	l.t.Fatalf("the Tab key does not lead to %s in\n%s", what, l.text())
}

func (l learner) press(words string) {
	l.t.Helper()
	l.to("at.localName === 'button' && at.innerText === " + quote(words) + " && at.closest('.take')")
	l.enter()
}

// tick chooses among radio buttons or boxes, by the words beside them.
func (l learner) tick(words string) {
	l.t.Helper()
	is := "at.labels && at.labels[0] && at.labels[0].innerText.trim() === " + quote(words)
	if eval[string](l.tab, "[...document.querySelectorAll('.take input')].find(at => "+is+").type") == "checkbox" {
		l.to(is)
		l.keys(" ")
		return
	}
	name := eval[string](l.tab, "[...document.querySelectorAll('.take input')].find(at => "+is+").name")
	l.to("at.name === " + quote(name))
	l.keys(" ")
	for range 4 {
		if eval[bool](l.tab, "(at => !!("+is+"))(document.activeElement)") {
			return
		}
		l.keys(engine.ArrowDown)
	}
	l.t.Fatalf("the arrow keys do not lead to %q", words)
}

// pick chooses in the select of a row the option that begins as given, with the arrow keys.
func (l learner) pick(row, option string) {
	l.t.Helper()
	l.to("at.localName === 'select' && at.getAttribute('aria-label').includes(" + quote("“"+row+"”") + ")")
	l.keys(engine.Home)
	for range eval[int](l.tab, "document.activeElement.length") {
		if eval[bool](l.tab, "document.activeElement.selectedOptions[0].label.startsWith("+quote(option)+")") {
			return
		}
		l.keys(engine.ArrowDown)
	}
	l.t.Errorf("the arrow keys do not lead to %q in the select of %q", option, row)
}

func (l learner) write(words string) {
	l.t.Helper()
	l.to("at.type === 'text'")
	l.keys(words)
}

// heading is that of the screen that is shown, where the focus has to be. Engines do not agree how far apart its lines are.
func (l learner) heading() string {
	l.t.Helper()
	return strings.Join(strings.Fields(eval[string](l.tab, "document.activeElement.innerText")), " ")
}

func (l learner) wants(heading string) {
	l.t.Helper()
	if at := l.heading(); at != heading {
		l.t.Errorf("the focus is on %q, not on the heading %q, in\n%s", at, heading, l.text())
	}
}

// visit opens a page as for the first time: to open the address of the page that is shown would load it again, at the screen where it was left.
func (l learner) visit(address string) {
	l.t.Helper()
	l.open("about:blank")
	l.open(address)
}

// comes waits for a screen that the browser's history leads to, and for the focus on its heading.
func (l learner) comes(heading string) {
	l.t.Helper()
	l.wait("document.activeElement.innerText.replace(/\\s+/g, ' ') === " + quote(heading))
}

func (l learner) text() string {
	l.t.Helper()
	return eval[string](l.tab, "document.querySelector('.take').innerText")
}

func (l learner) reads(words ...string) {
	l.t.Helper()
	text := l.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			l.t.Errorf("the screen does not say %q:\n%s", w, text)
		}
	}
}

// quiet fails for each fault since the last call, and each request except those of the page itself.
func (l learner) quiet(requests int) {
	l.t.Helper()
	asked, faults := l.activity()
	if len(faults) > 0 {
		l.t.Errorf("faults: %s", faults)
	}
	asked = slices.DeleteFunc(asked, func(address string) bool { return strings.HasPrefix(address, "blob:") })
	if l.chromium() && len(asked) != requests { // it counts them
		l.t.Errorf("makes %d requests, not %d: %s", len(asked), requests, asked)
	}
}

// step is one question: how it is answered, and what is said then.
type step struct {
	heading string
	missing string // what is said when nothing is chosen
	answer  func(l learner)
	verdict string
	says    []string
	rating  string // how sure the learner says they were, once the answer is found not to be right
}

func rightSteps() []step {
	return []step{
		{"Which one?", "Choose an answer.", func(l learner) { l.tick("Second") }, "Right", []string{"Second it is.", "One is right."}, ""},
		{"Which ones?", "Choose one answer or more.", func(l learner) { l.tick("Green"); l.tick("Blue") }, "Right", []string{"Two are right."}, ""},
		{"Sam's week", "Choose an answer.", func(l learner) { l.tick("False") }, "Right", []string{"It is not so."}, ""},
		{"In which order?", "Choose a place for each line.", func(l learner) { l.pick("Ask", "1"); l.pick("Add", "3"); l.pick("Write", "2") }, "Right", []string{"Ask before you add."}, ""},
		{"Which belongs to which?", "Choose an answer for each line.", func(l learner) { l.pick("Members", "By b"); l.pick("The team", "In"); l.pick("All", "By l") }, "Right", []string{"Members are not in a chat."}, ""},
		{"How many?", "Write an answer.", func(l learner) { l.write("262") }, "Right", []string{"A few more than 250."}, ""},
	}
}

func wrongSteps() []step {
	steps := rightSteps()
	steps[0].answer, steps[0].verdict, steps[0].says = func(l learner) { l.tick("First") }, "Not right", []string{"The first is not it.", "The right answer:", "Second"}
	steps[0].rating = "Sure"
	steps[1].answer, steps[1].verdict, steps[1].says = func(l learner) { l.tick("Green"); l.tick("Red") }, "Partly right", []string{"Red is not one of them.", "Blue"}
	steps[2].answer, steps[2].verdict = func(l learner) { l.tick("True") }, "Not right"
	steps[3].answer, steps[3].verdict = func(l learner) { l.pick("Add", "2"); l.pick("Write", "3"); l.pick("Ask", "1") }, "Partly right"
	steps[4].answer, steps[4].verdict = func(l learner) { l.pick("Members", "In"); l.pick("The team", "By"); l.pick("All", "In") }, "Not right"
	steps[5].answer, steps[5].verdict, steps[5].says = func(l learner) { l.write("lots") }, "Not right", []string{"256 ± 6", "not many"}
	return steps
}

// take goes through a quiz that explains each answer at once.
func (l learner) take(steps []step) {
	l.t.Helper()
	for i, s := range steps {
		l.wants(s.heading)
		l.reads(fmt.Sprintf("Question %d of %d", i+1, len(steps)))
		if n := eval[int](l.tab, "document.querySelectorAll('.take :checked:not(option)').length"); n > 0 {
			l.t.Errorf("%s: %d answers are chosen beforehand", s.heading, n)
		}
		l.press("Check my answer")
		if at := l.heading(); at != "There is a problem "+s.missing {
			l.t.Errorf("%s: with nothing chosen, the focus is on %q", s.heading, at)
		}
		l.keys(engine.Tab)
		l.enter()
		if !eval[bool](l.tab, "document.activeElement.matches('fieldset input, fieldset select')") {
			l.t.Errorf("%s: the summary does not lead to the field", s.heading)
		}
		s.answer(l)
		l.press("Check my answer")
		l.wants(s.verdict)
		l.reads(append(s.says, "Where this comes from")...)
		if asks := strings.Contains(l.text(), "How sure were you?"); asks != (s.verdict != "Right") {
			l.t.Errorf("%s: that it asks how sure the learner was is %t", s.heading, asks)
		}
		if s.rating != "" {
			l.tick(s.rating)
		}
		if i == len(steps)-1 {
			l.press("See your result")
		} else {
			l.press("Next question")
		}
	}
	l.wants("Your result")
}

// keep puts a text where the quiz keeps its own.
func (l learner) keep(text string) {
	l.t.Helper()
	l.act("void (localStorage['handrail:1:quiz:' + location.pathname] = " + quote(text) + ")")
}
