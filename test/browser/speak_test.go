package browser

import (
	_ "embed"
	"slices"
	"strings"
	"testing"

	"handrail/test/engine"
)

//go:embed speech.js
var speechScript string

// listener is a tab whose speech a test leads: a sentence ends when the test says so.
type listener struct{ *tab }

// newListener opens a page of a site in a browser that has voices.
func newListener(b *tab, address string, before ...string) listener {
	b.t.Helper()
	b.beforeLoad(speechScript + strings.Join(before, ";"))
	b.open(address)
	return listener{b}
}

// start presses the button of the page, and waits until the bar shows how it went.
func (l listener) start() {
	l.t.Helper()
	l.click("[data-tool=speak]")
	l.wait("document.querySelector('.speak .go:not([hidden])') !== null")
}

// hears reports a sentence that is being said and is not the one expected.
func (l listener) hears(want string) {
	l.t.Helper()
	l.wait("speech.now() === " + quote(want) + " || speech.now().length > 0")
	if got := eval[string](l.tab, "speech.now()"); got != want {
		l.t.Errorf("hears %q, not %q", got, want)
	}
}

// ends ends what is being said, some times.
func (l listener) ends(times int) {
	l.t.Helper()
	for range times {
		l.act("void speech.end()")
	}
}

// presses presses the button of the bar that shows a word.
func (l listener) presses(word string) {
	l.t.Helper()
	l.clickOn("[...document.querySelectorAll('.speak button')].find(at => [...at.childNodes].some(node => node.data === " + quote(word) + "))")
}

// main is what the main button of the bar says.
func (l listener) main() string {
	l.t.Helper()
	return eval[string](l.tab, "document.querySelector('.speak .go')?.innerText ?? ''")
}

// focused is what has the focus says.
func (l listener) focused() string {
	l.t.Helper()
	return eval[string](l.tab, "document.activeElement.innerText")
}

// marked is the text that is marked, where the browser can highlight it.
const marked = `[...(CSS.highlights?.get('speak') ?? [])].map(String).join(' ').replace(/\s+/g, ' ')`

// TestReadAloud listens to a page: from its button to its end, back and on, slower, with another voice, and from a heading further down. The
// sentence is marked and in sight, the choice is kept, and a voice that would send the text away is never used.
func TestReadAloud(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newListener(newTab(t), hostURL(t)+"/guidance/broadcast-lists.html")
		if chromium := l.chromium(); chromium {
			l.show(360, looks[0].media)
		}
		before, _ := l.activity()
		l.start()
		l.hears("Broadcast lists")
		if got := l.main(); got != "Pause" || l.focused() != "Pause" {
			t.Errorf("the main button says %q, and the focus is on %q", got, l.focused())
		}
		if after, _ := l.activity(); l.chromium() && (len(before) == 0 || len(after) != 2) {
			t.Errorf("to read aloud, it requests %q", after)
		}
		l.ends(4)
		l.hears("Who sees whose number")
		if eval[bool](l.tab, "'highlights' in CSS") && eval[string](l.tab, marked) != "Who sees whose number" {
			t.Errorf("marks %q", eval[string](l.tab, marked))
		}

		l.presses("Pause")
		if now := eval[string](l.tab, "speech.now()"); now != "" || l.main() != "Go on" {
			t.Errorf("after Pause it says %q, and the main button says %q", now, l.main())
		}
		l.presses("Go on")
		l.hears("Who sees whose number")
		l.presses("Back")
		l.hears("It can hold up to 256 contacts.")
		l.presses("On")
		l.presses("On")
		l.hears("To each person, a broadcast looks like a message to them alone.")

		l.presses("Voice")
		l.act("(([speed, voice]) => { speed.value = '0'; speed.dispatchEvent(new Event('change')); voice.value = 'urn:test:Samantha'; voice.dispatchEvent(new Event('change')); })(document.querySelectorAll('.speak select'))")
		l.wait("speech.how() === 'Samantha 0.6'") // after a moment of quiet
		if got := eval[string](l.tab, "[...document.querySelectorAll('.speak select')[1].options].map(at => at.text).join()"); got != "Daniel,Kate,Samantha" {
			t.Errorf("there are the voices %s", got)
		}

		l.keys(engine.Escape)
		if eval[bool](l.tab, "document.querySelector('.speak, .spoken') !== null || speech.now() !== '' || document.documentElement.matches('.speaking') || !!CSS.highlights?.size") {
			t.Error("after Escape it still reads, or the page is not as it was")
		}
		if got := l.focused(); !strings.HasPrefix(got, "To each person") {
			t.Errorf("after Escape the focus is on %q", got)
		}

		l.reload()
		l.act("document.querySelector('#use-broadcast-list').scrollIntoView()")
		l.act("document.querySelector('[data-tool=speak]').click()") // which is out of sight
		l.wait("speech.now() !== ''")
		l.hears("You must: Use a broadcast list whenever you write to all your group's volunteers and members.")
		if got := eval[string](l.tab, "speech.how()"); got != "Samantha 0.6" {
			t.Errorf("after a reload it is said by %s", got)
		}
		for range 60 {
			l.ends(1)
			if !eval[bool](l.tab, "speech.now() === '' || document.querySelector('.speak').getBoundingClientRect().top > Math.max(...[...(CSS.highlights?.get('speak') ?? [])].map(at => at.getBoundingClientRect().bottom))") {
				t.Fatalf("the bar is over %q", eval[string](l.tab, "speech.now()"))
			}
		}
		if got := l.main(); got != "Read again" || !eval[bool](l.tab, "document.querySelector('.speak [role=status]').innerText === 'That is the end of this page.'") {
			t.Errorf("at the end the main button says %q", got)
		}
		l.presses("Read again")
		l.wait("speech.now() !== ''")
		l.presses("Stop")
		if _, faults := l.activity(); len(faults) > 0 {
			t.Error(faults)
		}
	})
}

// TestReadAloudStart begins at what is selected, and goes on with what is in sight when somebody has gone elsewhere during a pause.
func TestReadAloudStart(t *testing.T) {
	t.Parallel()
	l := newListener(newTab(t), fileURL(publicDir(t), "guidance/broadcast-lists.html"))
	l.act("getSelection().selectAllChildren(document.querySelector('#what-to-know-about-sending'))")
	l.act("document.querySelector('[data-tool=speak]').click()")
	l.wait("speech.now() !== ''")
	l.hears("What to know about sending")
	l.presses("Pause")
	l.act("document.querySelector('#who-sees-whose-number').scrollIntoView()")
	l.presses("Go on")
	l.hears("Who sees whose number")
	l.act("document.querySelector('#silence').scrollIntoView()")
	l.ends(1)
	if top := eval[int](l.tab, "document.querySelector('#silence').getBoundingClientRect().top | 0"); top < 0 || top > 100 {
		t.Error("whoever has gone elsewhere on the page is led away from there")
	}
}

// spoken is a page with what does not sound as it is written.
const spoken = `---
title: How it sounds
summary: The MSS in the UK.
---
Call 0303 123 4567, e.g. in the evening. Or write to help@example.org 🎉. In an email, use bcc.

:::must-not {#spoken-rule source="guide" words="must" applies="team-chat"}
Do not send pictures & films.

They stay on SIM cards.
:::

:::steps
1. Open **Settings > Chats**.
2. Press Back. Then wait.
:::

- One
- Two

| Who | How |
|---|---|
| Members | By broadcast. No reply |
| The team | |

:::do
- Ask first
:::
:::dont
- Guess
:::

![Three people, each with a phone.](drawing.svg)
`

// TestReadAloudSays hears a page with rules, steps, lists, a table and a drawing: labels go with what they are of, and what nobody would say is said
// as people say it, or not at all. What is closed is not read.
func TestReadAloudSays(t *testing.T) {
	t.Parallel()
	dir := pagesOf(t, map[string]string{"guidance/spoken.md": spoken,
		"guidance/drawing.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>`})
	l := newListener(newTab(t), fileURL(dir, "guidance/spoken.html"))
	l.start()
	for range 60 {
		l.ends(1)
	}
	want := []string{
		"How it sounds", "The M S S in the U K.",
		"Call 0 3 0 3, 1 2 3, 4 5 6 7, for example, in the evening.", "Or write to help at example dot org.", "In an email, use B C C.",
		"You must keep to this: Do not send pictures and films.", "They stay on SIM cards.",
		"1: Open Settings, then Chats.", "2: Press Back.", "Then wait.",
		"One", "Two",
		"Who: Members", "How: By broadcast.", "No reply", "Who: The team",
		"Do: Ask first", "Do not: Guess",
		"Three people, each with a phone.",
	}
	got := eval[[]string](l.tab, "speech.said")
	got = slices.DeleteFunc(got, func(said string) bool { return strings.HasPrefix(said, "Source:") || strings.HasPrefix(said, "Only") })
	if !slices.Equal(got, want) {
		t.Errorf("it says\n%s\nand not\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestReadAloudQuiz hears a question with its choices, and what is said of the answer. When the screen changes it is quiet until it is asked.
func TestReadAloudQuiz(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newListener(newTab(t), fileURL(pagesOf(t, map[string]string{"quizzes/trial.md": trialQuiz("A quiz", "")}), "quizzes/trial.html"))
		l.click(".take .go")
		l.start()
		heard := func(times int) string {
			l.wait("speech.now() !== ''")
			l.act("void (speech.said = [speech.now()])")
			l.ends(times)
			return strings.Join(eval[[]string](l.tab, "speech.said"), "\n")
		}
		if got, want := heard(5), "Question 1 of 6\nWhich one?\nLook at the list.\n1: First\n2: Second"; got != want {
			t.Errorf("of a question it says\n%s\nand not\n%s", got, want)
		}
		l.presses("Read again")
		l.click(".take [name=answer]")
		l.click(".take .go")
		if now := eval[string](l.tab, "speech.now()"); now != "" || l.main() != "Read this" {
			t.Errorf("after an answer it says %q, and the main button says %q", now, l.main())
		}
		l.presses("Read this")
		if got, want := heard(3), "Not right\nThe first is not it.\nThe right answer: Second\nOne is right."; got != want {
			t.Errorf("of an answer it says\n%s\nand not\n%s", got, want)
		}
	})
}

// TestReadAloudVoices tries browsers without a voice of the device's own, with one that comes late, with one that asks for a press, and with one that
// fails; another tab that stops it; and one that cannot speak.
func TestReadAloudVoices(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newListener(newTab(t), hostURL(t)+"/guidance/broadcast-lists.html", "speech.voices = 'Far Nia'")
		l.start()
		if got := eval[string](l.tab, "document.querySelector('.speak').innerText"); !strings.HasPrefix(got, "This device has no voice for this page") || strings.Contains(got, "Start") {
			t.Errorf("without a voice it shows %q", got)
		}
		if got := l.focused(); got != "This device has no voice for this page" {
			t.Errorf("without a voice the focus is on %q", got)
		}
		l.act("void (speech.voices = 'Kate')") // it has just been put on the device
		l.hears("Broadcast lists")
		l.presses("Stop")

		l.reload() // which leaves what was put in
		l.act("void (speech.voices = '')")
		l.click("[data-tool=speak]")
		l.wait("document.querySelector('.speak [role=status]')?.innerText === 'Looking for a voice on this device.'")
		l.act("void (speech.voices = 'Daniel')")
		l.hears("Broadcast lists")
		l.act("speech.interrupt()")
		if got := l.main(); got != "Go on" {
			t.Errorf("when another tab stops it, the main button says %q", got)
		}
		l.presses("Go on")
		other := newListener(l.beside(), hostURL(t)+"/guidance/group-chats.html")
		other.start()
		l.wait("document.querySelector('.speak .go').innerText === 'Go on' && speech.now() === ''")
		other.close()
		l.presses("Go on")
		l.hears("Broadcast lists")
		l.act("speech.fail()")
		if got := l.main(); got != "Try again" {
			t.Errorf("when the voice fails, the main button says %q", got)
		}
		l.presses("Try again")
		l.hears("Broadcast lists")
		l.presses("Stop")

		l.act("void (speech.voices = 'Daniel', speech.deaf = true)")
		l.start()
		if got := l.main(); got != "Start" {
			t.Errorf("when the browser asks for a press, the main button says %q", got)
		}
		l.act("void (speech.deaf = false)")
		l.presses("Start")
		l.hears("Broadcast lists")

		l.beforeLoad("delete window.speechSynthesis; delete Window.prototype.speechSynthesis")
		l.reload()
		if !eval[bool](l.tab, "document.querySelector('[data-tool=speak]').hidden") {
			t.Error("a browser that cannot speak has the button")
		}
	})
}
