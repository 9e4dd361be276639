package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"

	"handrail/test/engine"
)

// roomSite is a site with one quiz that has a question of every form of answers and notes for the trainer; it returns the folder of its pages.
func roomSite(t *testing.T) string {
	t.Helper()
	return pagesOf(t, map[string]string{"quizzes/room.md": fmt.Sprintf("---\ntitle: In the room\nsummary: All kinds.\nreviewed: %s\n---\n",
		time.Now().UTC().Format(time.DateOnly)) + trialQuestions})
}

const roomPage = "quizzes/room-present.html"

// presenter shows a quiz to a room, with the keyboard and a mouse.
type presenter struct{ learner }

// newPresenter opens a tab in which keeping anything on the device is a fault.
func newPresenter(t *testing.T, newTab opener) presenter {
	r := presenter{learner{newTab(t)}}
	// The copy of how pages look, which the tab has, is empty where nothing was chosen.
	r.beforeLoad("Storage.prototype.setItem = function (key, text) { if (this === localStorage || text) console.error('keeps ' + key); }")
	return r
}

// click presses a button with the mouse, by its words.
func (r presenter) click(words string) {
	r.t.Helper()
	r.clickOn("Array.from(document.querySelectorAll('.take button')).find(b => b.checkVisibility() && (b.getAttribute('aria-label') || b.innerText) === " + quote(words) + ")")
}

// hands returns the numbers in the fields, by the choices of the screen.
func (r presenter) hands(want ...string) {
	r.t.Helper()
	if got := eval[[]string](r.tab, "Array.from(document.querySelectorAll('.counter input'), i => i.value)"); !slices.Equal(got, want) {
		r.t.Errorf("the hands are %q, not %q", got, want)
	}
}

// roomStep is one screen of the room: its heading, where it is in the run, and what it says with the answer.
type roomStep struct {
	heading, progress string
	answer            string   // the heading of the answer; empty where there is none
	says              []string // with the answer
}

func roomSteps() []roomStep {
	return []roomStep{
		{"Which one?", "Question 1 of 6", "The right answer: B", []string{"Not right.", "The first is not it.", "One is right.", "Guidance:", "(on the page “Broadcast lists”)"}},
		{"Which ones?", "Question 2 of 6", "The right answers: A, C", []string{"Not right.", "Red is not one of them.", "Two are right."}},
		{"Sam's week", "A story, before question 3 of 6", "", nil},
		{"It is so.", "Question 3 of 6", "The right answer: B", []string{"Not right.", "It is not.", "It is not so."}},
		{"In which order?", "Question 4 of 6", "The right order: ", []string{"Ask before you add."}},
		{"Which belongs to which?", "Question 5 of 6", "What goes together: 1 ", []string{"Members are not in a chat."}},
		{"How many?", "Question 6 of 6", "Any of these is right.", []string{"256 ± 6", "not many", "A few more than 250."}},
	}
}

// shows fails unless the focus is on the heading of a screen, and its progress is shown.
func (r presenter) shows(s roomStep) {
	r.t.Helper()
	r.wants(s.heading)
	if at := eval[string](r.tab, "document.activeElement.localName"); at != "h1" {
		r.t.Errorf("the focus is on a %s", at)
	}
	r.reads(s.progress)
	r.withoutNotes()
}

// withoutNotes fails if the room sees what only the trainer may.
func (r presenter) withoutNotes() {
	r.t.Helper()
	text := eval[string](r.tab, "document.querySelector('.take').textContent")
	if strings.Contains(text, "Ask for a show") || strings.Contains(text, "Draw the line") {
		r.t.Errorf("the room has the trainer's notes:\n%s", text)
	}
}

// TestPresentKeys goes through a whole run with keys alone, from a folder: each screen, each answer, forwards and back,
// with a reload in the middle.
func TestPresentKeys(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		r := newPresenter(t, newTab)
		r.open(fileURL(roomSite(t), roomPage))
		r.reads("There are 6 questions.", "Open the notes in a second window", "Keys", "not saved")
		r.press("Start")
		for i, s := range roomSteps() {
			r.shows(s)
			if s.answer != "" {
				if text := r.text(); strings.Contains(text, s.says[len(s.says)-1]) || strings.Contains(text, "Not right") {
					t.Errorf("%s: the answer is shown beforehand:\n%s", s.heading, text)
				}
				r.keys([]string{engine.Enter, "r", "."}[i%3])
				if at := r.heading(); !strings.HasPrefix(at, s.answer) {
					t.Errorf("%s: the focus is on %q, not on %q", s.heading, at, s.answer)
				}
				r.reads(s.says...)
				r.withoutNotes()
				r.keys(engine.Enter)
				r.shows(s)
				r.keys("R")
				r.reads(s.says...)
			}
			r.open("about:blank")
			r.act("void setTimeout(() => history.back())")
			r.wait("document.querySelector('.take h1')?.textContent.trim() === " + quote(s.heading))
			if s.answer != "" {
				r.reads(s.says...)
			}
			r.keys([]string{engine.ArrowRight, "n", engine.PageDown, "N", " "}[i%5])
			for range 3 { // Space and the page keys first show what is below
				if i%5 == 2 || i%5 == 4 {
					if eval[string](r.tab, "document.querySelector('.take h1').innerText") == s.heading {
						r.keys([]string{"", "", engine.PageDown, "", " "}[i%5])
					}
				}
			}
		}
		r.wants("What the hands show")
		r.reads("No hands were counted.", "Answers to print", "See what a group has understood")
		r.keys(engine.ArrowRight)
		r.wants("What the hands show")
		r.keys(engine.ArrowLeft)
		r.reads("Question 6 of 6")
		r.keys(engine.Home)
		r.reads("Question 1 of 6")
		r.keys(engine.PageUp)
		r.reads("Go on")
		r.keys(engine.ArrowRight)
		r.reads("Question 1 of 6")
		r.keys(engine.End)
		r.wants("What the hands show")
		r.keys("?")
		r.wants("Keys and settings")
		r.keys(engine.Escape)
		r.wants("What the hands show")
		r.keys(engine.Escape)
		r.reads("Start from the beginning")
		r.keys(engine.Enter) // the button that goes on has the focus
		r.wants("What the hands show")
		if eval[bool](r.tab, "Object.keys(localStorage).some(key => key.includes(location.pathname)) || Object.values(sessionStorage).join('').length + document.cookie.length > 0") {
			t.Error("something is kept on the device")
		}
		if _, faults := r.activity(); len(faults) > 0 {
			t.Errorf("faults: %s", faults)
		}
	})
}

// TestPresentHands counts hands by keys, by buttons and in the field, and checks the bars, the last screen and the way back.
func TestPresentHands(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		r := newPresenter(t, newTab)
		r.open(fileURL(roomSite(t), roomPage))
		r.activity()
		r.to("at.id === 'room_people'")
		r.keys("12")
		r.click("Start")
		r.keys("a", "b", "b", "2", "B", "!", "z", "9")
		r.hands("0", "2")
		if said := eval[string](r.tab, "document.querySelector('[role=status]').innerText"); said != "A: 0 hands" {
			t.Errorf("the status is %q", said)
		}
		r.keys("A")
		r.hands("0", "2")
		if eval[bool](r.tab, "document.querySelector('.bar').checkVisibility()") {
			t.Error("the bars are shown before the answer")
		}
		r.click("One more hand: A")
		r.click("One more hand: B")
		r.click("One more hand: B")
		r.click("One fewer hand: B")
		r.hands("1", "3")
		r.clickOn("document.querySelector('.counter input')")
		r.wait("(at => at.selectionEnd - at.selectionStart === at.value.length)(document.querySelector('.counter input'))") // as it is a moment after the click
		r.keys("7", "x", "a", engine.ArrowRight)
		r.hands("7", "3")
		r.reads("Question 1 of 6")
		r.wait("document.fullscreenElement !== null")
		r.keys(engine.Escape)
		r.wait("document.fullscreenElement === null")
		r.reads("Question 1 of 6")
		r.keys(engine.Escape)
		r.press("Go on")
		r.hands("7", "3")

		r.click("Show the answer")
		r.reads("7 of 10 hands", "3 of 10 hands")
		wide := eval[[]float64](r.tab, "Array.from(document.querySelectorAll('.track'), t => t.firstChild.getBoundingClientRect().width / t.clientWidth)")
		if len(wide) != 2 || wide[0] < .69 || wide[0] > .71 || wide[1] < .29 || wide[1] > .31 {
			t.Errorf("the bars are %v wide", wide)
		}
		r.click("Next")
		r.keys("a", "c", "c", "c")
		r.click("Next")
		r.click("Next")
		r.wants("It is so.")
		r.click("Next")
		r.keys("1", "1", "1", "a", "b")
		r.hands("3")
		r.keys("r")
		r.reads("Got it right", "3 of 12 people")
		r.keys(engine.Home)
		r.hands("7", "3")

		r.keys(engine.End)
		rows := eval[[]string](r.tab, "Array.from(document.querySelectorAll('table.hands tbody tr'), row => row.innerText.trim().replace(/\\s+/g, ' '))")
		want := []string{"1. Which one? 3 of 10 hands", "2. Which ones? 4 of 4 hands", "3. It is so. Not counted", "4. In which order? 3 of 12 hands", "5. Which belongs to which? Not counted", "6. How many? Not counted"}
		if !slices.Equal(rows, want) {
			t.Errorf("at the end:\n%s", strings.Join(rows, "\n"))
		}
		weak := eval[[]string](r.tab, "Array.from(document.querySelectorAll('.weak > li'), li => li.innerText)")
		if len(weak) != 2 || !strings.Contains(weak[0], "3 of 12 hands") || !strings.Contains(weak[1], "3 of 10 hands") {
			t.Errorf("the rules to go over are %q", weak)
		}
		r.click("Clear all the hands")
		r.reads("No hands were counted.")
		r.click("Bring the hands back")
		r.reads("3 of 10 hands")
		r.click("Clear all the hands")
		r.keys(engine.Home)
		r.keys(engine.ArrowRight)
		r.hands("0", "0", "0")
		r.quiet(0)
	})
}

// TestPresentShortcuts presses keys that are for something else, which the page leaves alone, and turns off those of one character.
func TestPresentShortcuts(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		r := newPresenter(t, newTab)
		r.open(fileURL(roomSite(t), roomPage))
		r.click("Start")
		r.shows(roomSteps()[0])
		for _, modifier := range []string{"ctrlKey", "altKey", "metaKey"} {
			stopped := eval[bool](r.tab, "['a', 'n', 'r', 'ArrowRight', 'PageDown', 'Enter', ' '].some(key => "+
				"!document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, "+modifier+": true, bubbles: true, cancelable: true})))")
			if stopped {
				t.Errorf("takes a key with %s", modifier)
			}
		}
		r.hands("0", "0")
		r.to("at.getAttribute('aria-label') === 'One more hand: B'")
		r.keys(" ")
		r.enter()
		r.hands("0", "2")
		r.reads("Question 1 of 6", "Show the answer")
		r.keys("h")
		if !eval[bool](r.tab, "document.querySelector('.take .hint').open") {
			t.Error("H does not open the hint")
		}
		r.keys("h")
		r.to("at.localName === 'summary'")
		r.keys(" ")
		if !eval[bool](r.tab, "document.querySelector('.take .hint').open") {
			t.Error("Space on the hint does not open it")
		}

		before := eval[float64](r.tab, "parseFloat(getComputedStyle(document.querySelector('.take h1')).fontSize)")
		r.keys("-", "-")
		if after := eval[float64](r.tab, "parseFloat(getComputedStyle(document.querySelector('.take h1')).fontSize)"); after >= before {
			t.Errorf("text of %v px becomes %v px with the key for smaller text", before, after)
		}

		r.click("Keys and settings")
		r.wants("Keys and settings")
		r.to("at.type === 'checkbox' && at.labels[0].innerText.includes('Use single letters, numbers and symbols')")
		r.keys(" ")
		r.press("Back to the room")
		r.shows(roomSteps()[0])
		r.keys("a", "1", "r", "n", "h", "?", "+", ".")
		r.hands("0", "2")
		r.shows(roomSteps()[0])
		r.keys(engine.ArrowRight)
		r.shows(roomSteps()[1])
		r.keys(engine.Enter)
		r.wants("The right answers: A, C")

		r.click("Keys and settings")
		r.to("at.type === 'checkbox' && at.labels[0].innerText.includes('Next')")
		r.keys(" ")
		r.to("at.type === 'checkbox' && at.labels[0].innerText.includes('bars')")
		r.keys(" ")
		r.press("Back to the room")
		r.keys(engine.ArrowLeft)
		r.reads("2 of 2 hands", "Show the answer")
		r.keys(engine.ArrowRight)
		r.wants("The right answer: B")
		r.keys(engine.ArrowRight)
		r.reads("Which ones?")
		if _, faults := r.activity(); len(faults) > 0 {
			t.Errorf("faults: %s", faults)
		}
	})
}

// TestPresentStory reads the story on a screen of its own, and again with its questions, and fills the screen and leaves it again.
func TestPresentStory(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		r := newPresenter(t, newTab)
		r.open(fileURL(roomSite(t), roomPage) + "#room_3")
		r.wants("Sam's week")
		r.reads("Sam has just come.")
		for range 2 {
			r.click("Next")
			r.to("at.localName === 'summary' && at.innerText === \"Read the story again: Sam's week\"")
			if strings.Contains(r.text(), "Sam has just come.") {
				t.Error("the story is open beside a question")
			}
			r.enter()
			r.reads("Sam has just come.")
		}
		r.click("Next")
		if strings.Contains(r.text(), "Read the story") {
			t.Error("a question that is not of the story offers it")
		}
		r.click("Full screen")
		r.wait("document.fullscreenElement !== null && document.querySelector('.full').innerText === 'Leave full screen'")
		r.keys("f")
		r.wait("document.fullscreenElement === null && document.querySelector('.full').innerText === 'Full screen'")
		if dup := eval[[]string](r.tab, "Array.from(document.querySelectorAll('[id]'), e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"); len(dup) > 0 {
			t.Errorf("identifiers occur twice: %s", dup)
		}
	})
}

// TestPresentPlain reads the page without scripts, and prints it with them from the middle of a run.
func TestPresentPlain(t *testing.T) {
	t.Parallel()
	public := roomSite(t)
	plain := newTab(t)
	call(plain, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	plain.open(fileURL(public, roomPage))
	plain.act("document.querySelectorAll('details').forEach(d => d.open = true)")
	text := eval[string](plain, "document.querySelector('main').innerText")
	for _, words := range []string{"Without JavaScript", "Which one?", "Sam has just come.", "Second", "One is right.", "Ask for a show of hands first."} {
		if !strings.Contains(text, words) {
			t.Errorf("without scripts the page does not say %q", words)
		}
	}
	r := newPresenter(t, newTab)
	r.open(fileURL(public, roomPage) + "#room_1_answer")
	r.reads("The right answer: B")
	r.show(800, map[string]string{"media": "print"})
	paper := eval[string](r.tab, "document.querySelector('main').innerText")
	for words, there := range map[string]bool{"In the room": true, "Which one?": true, "How many?": true, "Sam has just come.": true,
		"The right answer": false, "Next": false, "Ask for a show": false, "One is right.": false, "Without JavaScript": false} {
		if strings.Contains(paper, words) != there {
			t.Errorf("the page on paper has %q: %t\n%s", words, !there, paper)
		}
	}
	r.run(auditScript)
	r.audit("print", "paper")
}
