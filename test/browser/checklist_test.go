package browser

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"

	"handrail/test/engine"
)

// checklistPage is the page that the tests work with.
const checklistPage = "checklists/whatsapp.html"

// newList opens the checklist as a lead who has the keyboard alone.
func newList(t *testing.T, newTab opener) lead {
	t.Helper()
	return newLead(t, newTab, fileURL(publicDir(t), checklistPage))
}

// sees waits until the screen of the checklist shows some words.
func (l lead) sees(words string) {
	l.t.Helper()
	l.wait("document.querySelector('.take').innerText.includes(" + quote(words) + ")")
}

// heading waits until the focus is on the heading of a screen.
func (l lead) heading(words string) {
	l.t.Helper()
	l.wait("document.activeElement.localName === 'h2' && document.activeElement.innerText === " + quote(words))
}

// answers goes through the questions: a group with a broadcast list, on an iPhone that the group owns.
func (l lead) answers() {
	l.t.Helper()
	l.press("Start")
	l.rest("We send announcements with a broadcast list", "Our group has its own phone", "We use an iPhone")
}

// rest answers the questions from here to the list: with the given answers where they are offered, otherwise with "Not sure".
func (l lead) rest(given ...string) {
	l.t.Helper()
	for eval[bool](l.tab, "!!document.querySelector('.take form')") {
		offered := eval[[]string](l.tab, "[...document.querySelectorAll('.take .option')].map(o => o.innerText.trim())")
		say := "Not sure"
		for _, words := range given {
			if slices.Contains(offered, words) {
				say = words
			}
		}
		if !eval[bool](l.tab, "[...document.querySelectorAll('.take input')].some(i => i.checked)") {
			l.tick(say)
		}
		l.press("Continue")
	}
	l.heading("Your list")
}

// does presses a button of the item whose words begin as given: in the list, it opens what is behind "Why" first.
func (l lead) does(what, item string) {
	l.t.Helper()
	l.act(`document.querySelectorAll('.take .thing').forEach(row => {
		if (row.querySelector('.say').textContent === ` + quote(item) + `) row.querySelector('details').open = true;
	})`)
	is := "at.localName === 'button' && at.textContent.startsWith(" + quote(what+": "+item) + ") && at.closest('.take')"
	l.wait("[...document.querySelectorAll('button')].some(at => " + is + ")")
	l.to(is)
	l.enter()
}

// ticks presses the box of an item of the list; a second time, that is undone.
func (l lead) ticks(item string) {
	l.t.Helper()
	l.to("at.type === 'checkbox' && at.labels[0].textContent === " + quote(item))
	l.keys(" ")
}

// on makes every page that the tab opens from now on believe that it is another day, at noon.
func (l lead) on(day time.Time) {
	l.t.Helper()
	l.beforeLoad(fmt.Sprintf(`{
		const Real = globalThis.RealDate || Date, now = %d;
		globalThis.RealDate = Real;
		Date = class extends Real {
			constructor(...parts) { parts.length ? super(...parts) : super(now); }
			static now() { return now; }
		};
	}`, day.UnixMilli()))
}

// TestChecklist builds a list, ticks, reloads, undoes, and changes an answer, with the keyboard alone.
func TestChecklist(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newList(t, newTab)
		_, _ = l.activity()
		l.press("Start")
		l.heading("How does your group use WhatsApp?")
		l.press("Continue")
		l.wait("document.activeElement.className === 'problem'")
		l.keys(engine.Tab)
		l.enter()
		l.wait("document.activeElement.type === 'checkbox'")
		l.tick("Not sure")
		l.tick("We send announcements with a broadcast list")
		if eval[bool](l.tab, "[...document.querySelectorAll('.take input')].pop().checked") {
			t.Error("“Not sure” stays ticked beside an answer")
		}
		l.press("Continue")
		l.heading("Whose phone do you use?")
		l.press("Back")
		l.heading("How does your group use WhatsApp?")
		if !eval[bool](l.tab, "document.querySelector('.take input').checked") {
			t.Error("the answer is forgotten on the way back")
		}
		l.press("Continue")
		l.rest("We use an iPhone")
		all := eval[int](l.tab, "document.querySelectorAll('.take .thing').length - document.querySelectorAll('.take .group:last-of-type .thing').length")
		first := l.firstThing()
		l.ticks(first)
		l.wait("document.activeElement.checked && document.activeElement.closest('.thing').innerText.includes('Done on')")
		l.sees(fmt.Sprintf("1 of %d done.", all))
		second := l.firstThing()
		l.does("Does not apply", second)
		l.sees(fmt.Sprintf("1 of %d done. 1 does not apply.", all-1))
		l.open(fileURL(publicDir(t), checklistPage))
		l.sees(fmt.Sprintf("1 of %d done. 1 does not apply.", all-1))
		l.to("at.localName === 'summary' && at.innerText === '1 done'")
		l.enter()
		l.ticks(first)
		l.sees(fmt.Sprintf("0 of %d done. 1 does not apply.", all-1))
		l.wait("document.activeElement.type === 'checkbox' && !document.activeElement.closest('.fold') && document.activeElement.labels[0].textContent === " + quote(first))

		l.to("at.localName === 'button' && at.textContent === 'Change: How does your group use WhatsApp?'")
		l.enter()
		l.heading("How does your group use WhatsApp?")
		l.tick("Our Coordinating Team has a group chat")
		l.press("Save my answer")
		l.heading("Your list")
		l.sees("items longer.")
		l.quiet(5)
	})
}

// TestChecklistToday does one thing, takes it back, and asks for others until the first comes round.
func TestChecklistToday(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newList(t, newTab)
		l.answers()
		l.press("One thing today")
		l.heading("One thing today")
		thing := func() string { return eval[string](l.tab, "document.querySelector('.take .say').innerText") }
		first := thing()
		l.does("Done", first)
		l.heading("One more, if you like")
		if second := thing(); second == first {
			t.Error("what is done is asked for again")
		}
		l.press("Undo")
		l.heading("One thing today")
		if again := thing(); again != first {
			t.Errorf("after taking it back, %q is asked for", again)
		}
		seen := map[string]bool{}
		for !seen[thing()] {
			seen[thing()] = true
			l.press("Show me another")
		}
		if len(seen) < 10 || thing() != first {
			t.Errorf("%d things are shown, then %q", len(seen), thing())
		}
		for range len(seen) {
			l.does("Done", thing())
			l.heading(map[bool]string{true: "One more, if you like", false: "There is nothing to do today"}[eval[bool](l.tab, "!!document.querySelector('.take .say')")])
		}
		l.press("Go to your list")
		l.sees(fmt.Sprintf("%d of %d done.", len(seen), len(seen)))
	})
}

// TestChecklistComesBack: a month later the monthly items are due, and say when they were done last.
func TestChecklistComesBack(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newList(t, newTab)
		day := time.Date(2027, 1, 31, 12, 0, 0, 0, time.UTC)
		l.on(day)
		l.open(fileURL(publicDir(t), checklistPage))
		l.answers()
		l.to("at.localName === 'summary' && at.innerText.includes('Each month')")
		l.enter()
		item := eval[string](l.tab, "[...document.querySelectorAll('.group')].find(g => g.innerText.includes('Each month')).querySelector('.say').textContent")
		l.ticks(item)
		l.sees("Done on 31 January 2027. Next on 28 February 2027.")
		for _, at := range []struct {
			days int
			due  bool
		}{{27, false}, {28, true}, {31, true}} {
			l.on(day.AddDate(0, 0, at.days))
			l.open(fileURL(publicDir(t), checklistPage))
			l.sees("done")
			due := eval[bool](l.tab, "document.querySelector('.take').innerText.includes('is due again.')")
			if due != at.due {
				t.Errorf("after %d days it is due: %t", at.days, due)
			}
		}
		_, _ = l.activity()
		l.press("One thing today")
		l.sees("Last done on 31 January 2027. It was due again on 28 February 2027.")
		if first := eval[string](l.tab, "document.querySelector('.take .say').innerText"); first != item {
			t.Errorf("first asked for is %q", first)
		}
		l.does("Done", item)
		l.press("Undo")
		l.sees("Last done on 31 January 2027.")
		l.quiet(0)
	})
}

// TestChecklistPaper prints the list and the sheet for whoever comes next.
func TestChecklistPaper(t *testing.T) {
	t.Parallel()
	l := newList(t, newTab)
	l.answers()
	l.ticks(l.firstThing())
	pdf := func(name string) string {
		printed := call(l.tab, page.PrintToPDF, page.PrintToPDFParams{})
		return pdfText(t, name, printed.Data)
	}
	text := pdf("list")
	day := eval[string](l.tab, "new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })")
	if !strings.Contains(text, "Date: "+eval[string](l.tab, "new Date().toLocaleDateString('en-GB')")) || strings.Contains(text, "One thing today") || strings.Contains(text, "How does your group use WhatsApp?") {
		t.Errorf("the list on paper is\n%s", text)
	}
	if strings.Contains(text, "Only if you can say “We use an Android phone”") && !strings.Contains(text, "iPhone") {
		t.Errorf("on paper is what is not for the group\n%s", text)
	}
	l.press("Keep or share")
	l.press("Handover sheet")
	text = pdf("handover")
	for _, words := range []string{"Handover sheet", "Our group has its own phone", "Handed over by:", "Done on " + day} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is not on the sheet\n%s", words, text)
		}
	}
	if strings.Contains(text, "Print this sheet") || strings.Contains(text, "Initials") {
		t.Errorf("the sheet has more than it should\n%s", text)
	}
}

// pdfText returns the words of a PDF.
func pdfText(t testing.TB, name string, data []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(readPDF(t, name, data)), " ")
}

// readPDF returns the text of a PDF, with a form feed at the end of each page, and letters in place of ligatures.
func readPDF(t testing.TB, name string, data []byte) string {
	t.Helper()
	dir := t.TempDir()
	if shots := os.Getenv("SHOTS"); shots != "" {
		dir = shots
	}
	file := filepath.Join(dir, name+".pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext is missing: run scripts/setup, or on Debian: sudo apt-get install poppler-utils (%v)", err)
	}
	return strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl").Replace(string(text))
}
