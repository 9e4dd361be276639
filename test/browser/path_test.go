package browser

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// pathSite is a site whose path for volunteers is short, with a step of each kind but a statement.
func pathSite() map[string]string {
	return map[string]string{"quizzes/once.md": trialQuiz("Trial once", trialQuizzes["once"]), "guidance/renewed.md": renewed, "paths/volunteer.md": `---
title: For volunteers
summary: What you need when you write to people for your group.
audience: [volunteer]
reviewed: 2026-11-28
steps:
  - read: ../guidance/about.md
  - read: ../guidance/renewed.md
  - agree: I will be kind in what I write.
    id: kind
  - read: ../guidance/writing-messages.md
  - quiz: ../quizzes/once.md
later:
  - checklist: ../checklists/whatsapp.md
---
`}
}

// newcomer follows a path with the keyboard.
type newcomer struct{ learner }

// does presses a button or a link of the text whose words begin as given.
func (n newcomer) does(words string) {
	n.t.Helper()
	n.to("at.matches('main a, main button') && at.innerText.replace(/\\s+/g, ' ').replace(' :', ':').startsWith(" + quote(words) + ")")
	n.enter()
}

// goes presses what leads to another page, and waits for that.
func (n newcomer) goes(words, page string) {
	n.t.Helper()
	n.does(words)
	n.wait("location.pathname.endsWith(" + quote("/"+page) + ") && document.readyState === 'complete'")
}

// finds fails unless the page says all of some words, and none of those that begin with "!".
func (n newcomer) finds(words ...string) {
	n.t.Helper()
	text := strings.Join(strings.Fields(eval[string](n.tab, "document.querySelector('main').innerText")), " ")
	for _, w := range words {
		if not, found := strings.CutPrefix(w, "!"); found == strings.Contains(text, not) {
			n.t.Errorf("%s: %q is wrong of\n%s", eval[string](n.tab, "location.pathname"), w, text)
		}
	}
}

// TestPath follows a path from the home page over three pages, an agreement and a quiz, and takes some of it back, with the keyboard alone.
func TestPath(t *testing.T) {
	t.Parallel()
	public := pagesOf(t, pathSite())
	inEngines(t, func(t *testing.T, newTab opener) {
		n := newcomer{learner{newTab(t)}}
		base := fileURL(public, "") + "/"
		n.open(base + "index.html")
		n.finds("!Your path")
		n.goes("I am a volunteer", "volunteer.html")
		n.finds("!Not done yet", "Your browser can remember which steps you have done.")
		n.does("Begin")
		n.wants("Your next step")
		n.finds("Start with these: 5 steps left, about", "This is your next step", "Not done yet")
		n.goes("Carry on: What WhatsApp is", "guidance/about.html")
		n.goes("I have read this: next step", "guidance/renewed.html")
		n.finds("!You read this on")
		n.goes("I have read this: next step", "volunteer.html")

		n.finds("3 steps left", "Done on", "I will be kind in what I write.")
		if eval[bool](n.tab, "document.querySelector('main [type=checkbox]').checked") {
			t.Error("the box is ticked beforehand")
		}
		n.does("I agree")
		if !eval[bool](n.tab, "document.activeElement.matches('[type=checkbox]')") {
			t.Error("the focus is not on the box that is not ticked")
		}
		n.finds("If you agree, tick the box first.", "!Agreed on")
		n.keys(" ")
		n.does("I agree")
		n.wants("Your next step")
		n.finds("You have agreed: Agreement", "Agreed on", "2 steps left")
		n.goes("Carry on: Writing messages", "guidance/writing-messages.html")
		n.goes("I have read this: next step", "quizzes/once.html")
		n.wait("document.querySelector('.take') !== null")
		n.press("Start")
		n.take(rightSteps())
		n.goes("Carry on with your path", "volunteer.html")
		n.finds("You have done the part “Start with these”.", "When you have time: 1 step left", "Carry on: Your WhatsApp checklist")

		n.does("I have done this")
		n.wants("You have finished this path")
		n.finds("Answer five questions, to remember the rules")
		n.does("Undo")
		n.wants("Your next step")
		n.does("Undo: Trial once")
		n.finds("Not done any more: Trial once", "Carry on: Trial once")
		n.goes("What WhatsApp is", "guidance/about.html")
		n.finds("You read this on")
		n.does("Undo")
		n.wants("I have read this: next step")

		n.open(base + "index.html")
		n.finds("Your path: I am a volunteer", "2 steps left for now", "Carry on: What WhatsApp is")
		n.goes("See all the steps", "volunteer.html")
		n.does("Not for me")
		n.finds("Left out: What WhatsApp is", "Left out on", "1 step left")
		n.does("Start this path again")
		n.finds("5 steps left", "!Agreed on", "!Left out on")
		n.does("Undo")
		n.finds("1 step left", "Agreed on", "Left out on")
		if _, faults := n.activity(); len(faults) > 0 {
			t.Error(faults)
		}
	})
}

// TestRulesThatChanged reads a page, and after its rules have changed hears of it on the page, the path and the home page, until the changes are read.
func TestRulesThatChanged(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		dir := newSite(t, pathSite())
		command(t, "build", dir)
		n := newcomer{learner{newTab(t)}}
		page := func(name string) string { return fileURL(dir, "public/"+name) }
		n.open(page("guidance/renewed.html"))
		n.does("I have read this")
		n.wait("document.querySelector('.reading.note') !== null") // what shows it is loaded first
		n.finds("You read this on", "!changed since you read")
		n.open(page("volunteer.html"))
		n.does("Begin")

		text := strings.NewReplacer(`changed="2026-11-28" was="Set messages in the chat to delete themselves after 90 days."`, `changed="2026-11-29" was="Set messages in the chat to delete themselves after seven days."`,
			"after seven days.\n", "after one day.\n", ":::must-not {#renewed-pictures", ":::must {#renewed-more source=\"guide\" words=\"must\" applies=\"team-chat\"}\nAsk before you share a picture.\n:::\n\n:::must-not {#renewed-photos").Replace(renewed)
		if err := writeFile(filepath.Join(dir, "content", "guidance", "renewed.md"), text); err != nil {
			t.Fatal(err)
		}
		command(t, "build", dir)
		n.open(page("volunteer.html"))
		n.finds("4 rules have changed since you read about them", "Its rules have changed since.")
		n.open(page("index.html"))
		n.finds("4 rules have changed since you read about them", "Rules that have changed")
		n.goes("Rules that have changed", "guidance/renewed.html")
		n.finds("4 rules have changed since you read this on", "Set messages in the chat to delete themselves after one day. Before: Set messages in the chat to delete themselves after seven days.",
			"New: Ask before you share a picture.", "1 rule is no longer on this page.")
		n.does("I have read the changes")
		n.wants("You have read the changes.")
		n.finds("!rules have changed since", "You read this on")
		for _, name := range []string{"guidance/renewed.html", "index.html", "volunteer.html"} {
			n.open(page(name))
			n.finds("!changed since")
		}
		if _, faults := n.activity(); len(faults) > 0 {
			t.Error(faults)
		}
	})
}

// TestPathStorage: storage that is off leaves a path and a page as they are without a script, and one that is full is said to be.
func TestPathStorage(t *testing.T) {
	t.Parallel()
	public := pagesOf(t, pathSite())
	for how, script := range map[string]string{
		"off":  "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }});",
		"full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };",
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			n := newcomer{learner{newTab(t)}}
			n.beforeLoad(script)
			for page, button := range map[string]string{"volunteer.html": "Begin", "guidance/renewed.html": "I have read this"} {
				n.open(fileURL(public, page))
				if how == "off" {
					n.finds("!" + button)
					if eval[bool](n.tab, "[...document.querySelectorAll('.notice, .card')].some(at => at.checkVisibility() && at.offsetHeight > 0)") {
						t.Errorf("%s has a notice of nothing", page)
					}
					continue
				}
				n.does(button)
				n.wait("document.querySelector('main').innerText.includes('not keeping anything')")
				n.finds("Your browser is not keeping anything for this site")
			}
			if _, faults := n.activity(); len(faults) > 0 {
				t.Error(faults)
			}
		})
	}
}

// TestReadingLost says that it has read a page whose script is missing: the page says so, and another press works once it is back.
func TestReadingLost(t *testing.T) {
	t.Parallel()
	site := staticHost(publicDir(t))
	inEngines(t, func(t *testing.T, newTab opener) {
		var back atomic.Bool
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.Path, "/reading-") && !back.Load() {
				http.NotFound(w, r)
				return
			}
			site.ServeHTTP(w, r)
		}))
		t.Cleanup(server.Close)
		n := newcomer{learner{newTab(t)}}
		n.open(server.URL + "/guidance/about.html")
		requests, _ := n.activity()
		if loads := strings.Join(requests, " "); strings.Contains(loads, "/reading-") {
			t.Errorf("a first visit loads %s", loads)
		}
		n.finds("!could not be loaded")
		n.does("I have read this")
		n.wait("!document.querySelector('.reading [role=alert]').hidden")
		n.finds("This could not be loaded.", "!You read this on")
		back.Store(true)
		n.does("I have read this")
		n.wait("document.querySelector('.reading').innerText.includes('You read this on')")
		n.finds("!could not be loaded")
	})
}
