package browser

import (
	"net/http/httptest"
	"strings"
	"testing"

	"handrail/test/engine"
)

// notes calls press, which opens the trainer's notes from the room's window, and returns their window.
func (r presenter) notes(press func()) presenter {
	r.t.Helper()
	b := r.opened(press)
	b.wait("document.querySelector('.notes') !== null")
	return presenter{learner{b}}
}

// says waits for words in the window with the notes.
func (r presenter) says(words string) {
	r.t.Helper()
	r.wait("document.querySelector('.take')?.innerText.includes(" + quote(words) + ")")
}

// TestPresentNotes runs the room and the notes together, from a folder and from a host: the notes follow, control the
// room, and find it again after either window has been reloaded.
func TestPresentNotes(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		public := roomSite(t)
		server := httptest.NewServer(staticHost(public))
		t.Cleanup(server.Close)
		for name, address := range map[string]string{"file": fileURL(public, roomPage), "http": server.URL + "/" + roomPage} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				testNotes(t, newTab, address)
			})
		}
	})
}

func testNotes(t *testing.T, newTab opener, address string) {
	r := newPresenter(t, newTab)
	r.open(address)
	n := r.notes(func() { r.click("Open the notes in a second window") })
	n.says("The room sees: the start")
	r.click("Start")
	n.says("The room sees: question 1 of 6, without the answer")
	for _, words := range []string{"Ask for a show of hands first.", "The right answer: B", "One is right.", "Coming next:", "2. Which ones?"} {
		n.says(words)
	}
	r.keys("a", "b", "b")
	n.says("2 of 3 hands")
	n.hands("1", "2")

	n.click("Show the answer")
	r.wait("document.activeElement.innerText === 'The right answer: B'")
	n.says("question 1 of 6, with the answer")
	n.click("One more hand: A")
	r.wait("document.querySelector('.counter input').value === '2'")
	n.clickOn("document.querySelector('li:nth-child(2) .counter input')")
	n.wait("document.activeElement === document.querySelector('li:nth-child(2) .counter input')") // a window that is behind takes a moment
	n.keys("9")
	r.wait("document.querySelectorAll('.counter input')[1].value === '9'")
	n.click("Hide the answer")
	n.says("without the answer")
	n.act("document.activeElement.blur()")
	n.keys(engine.ArrowRight)
	n.says("question 2 of 6, without")
	n.says("There are no notes for this question.")
	n.says("A story: Sam's week")
	n.keys("a", engine.PageDown)
	n.says("The room sees: the story before question 3 of 6")
	n.click("Next")
	n.says("The room sees: question 3 of 6") // the story's line ends so too
	n.click("Next")
	n.says("Draw the line of three on the board.")
	r.wait("document.querySelector('.take h1').innerText === 'In which order?'")
	r.withoutNotes()
	n.keys(engine.ArrowLeft)
	n.says("The room sees: question 3 of 6")

	// Either window is loaded again; the notes bring the hands back.
	r.reload()
	r.wait("document.querySelector('.take h1')?.innerText === 'It is so.'")
	n.keys(engine.Home)
	r.wait("document.querySelector('.take h1').innerText === 'Which one?'")
	r.hands("2", "9")
	n.reload()
	n.says("The room sees: question 1 of 6")
	n.hands("2", "9")
	r.keys(engine.ArrowRight)
	n.says("question 2 of 6")
	r.keys(engine.End)
	n.says("The room sees: the last screen")
	n.says("Nothing more")

	// A message that is not ours does nothing, and one from another window is ignored.
	n.act(`[0, "next", null, {}, {handrail: "notes"}, {handrail: "notes", version: 7, asked: {}}, {handrail: "notes", version: "x", asked: {press: {do: "first"}}}].forEach(m => opener.postMessage(m, "*"))`)
	r.act(`void postMessage({handrail: "notes", version: document.querySelector(".list").dataset.version, asked: {press: {do: "first"}}}, "*")`)
	for _, asked := range []string{`{press: 5}`, `{press: {do: "no"}}`, `{press: {do: "hand", place: "x"}}`, `{set: {question: "which-one", place: 99, n: 4}}`,
		`{set: {question: "which-one", place: 0, n: -4}}`, `{set: 8}`, `{set: {question: "which-one", place: "length", n: 4}}`, `{last: {hands: 7}}`} {
		n.act(`opener.postMessage({handrail: "notes", version: document.querySelector(".list").dataset.version, asked: ` + asked + `}, "*")`)
	}
	n.keys("?") // left to the room's own window
	n.click("Back")
	n.says("question 6 of 6")
	r.reads("Question 6 of 6")
	n.keys(engine.Home)
	n.says("question 1 of 6")
	n.hands("2", "9")
	r.hands("2", "9")
	n.keys(engine.End)
	n.says("the last screen")
	n.click("Back")
	n.says("question 6 of 6")
	for _, b := range []*tab{r.tab, n.tab} {
		if _, faults := b.activity(); len(faults) > 0 {
			t.Errorf("faults: %s", faults)
		}
		if kept := eval[string](b, "Object.keys(localStorage).filter(k => /room/.test(k)).join() + Object.values(sessionStorage).join('')"); kept != "" {
			t.Errorf("kept on the device: %s", kept)
		}
	}
	r.open("about:blank")
	n.says("is not responding")
	r.act("void setTimeout(() => history.back())")
	n.says("The room sees: question 6 of 6")
}

// TestPresentClosed closes the room's window while the notes are open, and opens the notes where no room is.
func TestPresentClosed(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		address := fileURL(roomSite(t), roomPage)
		alone := newPresenter(t, newTab)
		alone.open(address + "#room_notes")
		alone.says("Open it from there")
		if strings.Contains(alone.text(), "Ask for a show") {
			t.Errorf("notes without a room show\n%s", alone.text())
		}
		r := newPresenter(t, newTab)
		r.open(address)
		n := r.notes(func() { r.click("Open the notes in a second window") })
		n.says("The room sees: the start")
		r.close()
		n.says("The window that the room sees is closed.")
	})
}

// TestPresentBlocked opens the notes where the browser lets no page open a window: the page says so, with a link that opens them.
func TestPresentBlocked(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		r := newPresenter(t, newTab)
		r.beforeLoad("window.open = () => null")
		r.open(fileURL(roomSite(t), roomPage))
		r.click("Open the notes in a second window")
		r.reads("Allow pop-ups for this page", "Open the notes in a new tab")
		n := r.notes(func() { r.clickOn("document.querySelector('.notes-open a')") })
		n.says("The room sees: the start")
		n.click("Next")
		n.says("The room sees: question 1 of 6")
		r.reads("Question 1 of 6")
	})
}
