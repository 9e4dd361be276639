package browser

import (
	"strings"
	"testing"
	"time"
)

// titled waits until the title of the page begins with some words.
func (l lead) titled(words string) {
	l.t.Helper()
	l.wait("document.title.startsWith(" + quote(words) + ")")
}

// alone says whether a question is all that a phone shows: the masthead is on the screens before and after it.
func (l lead) alone() bool {
	l.t.Helper()
	return eval[bool](l.tab, "document.querySelector('header').getClientRects().length === 0")
}

// TestChecklistHistory goes back and forward through the screens of a checklist, and loads the page again on the way, from a folder.
func TestChecklistHistory(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newList(t, newTab)
		l.resize(360)
		title := eval[string](l.tab, "document.title")
		const how, whose = "How does your group use WhatsApp?", "Whose phone do you use?"
		l.press("Start")
		l.heading(how)
		if !l.alone() {
			t.Error("the masthead is above a question")
		}
		l.titled("Question 1 of 5 - " + title)
		l.press("Continue")
		l.titled("Error: Question 1 of 5 - ")
		l.tick("Not sure")
		l.titled("Question 1 of 5 - ")
		if eval[bool](l.tab, "!!document.querySelector('.problem')") {
			t.Error("the summary of errors stays when there is an answer")
		}
		l.press("Continue")
		l.heading(whose)
		l.act("history.back()")
		l.heading(how)
		if !eval[bool](l.tab, "[...document.querySelectorAll('.take input')].pop().checked") {
			t.Error("the answer is gone on the way back")
		}
		l.act("history.forward()")
		l.heading(whose)
		l.act("void (location.hash = 'main')") // as the skip link does
		l.reload()
		l.titled("Question 2 of 5 - ")
		l.press("Back")
		l.heading(how)
		l.press("Continue")
		l.rest()
		l.titled("Your list - ")
		if l.alone() {
			t.Error("the list has no masthead")
		}
		l.press("Keep or share")
		l.titled("Keep or share - ")
		l.reload()
		l.titled("Keep or share - ")
		l.act("history.back()")
		l.heading("Your list")
		l.press("One thing today")
		l.heading("One thing today")
		l.press("Go to your list")
		l.heading("Your list")
		l.act("history.back()")
		l.titled("Question 5 of 5 - ")
		l.quiet(17) // loads the page three times, and on two of these what keeps a list
	})
}

// TestChecklistUndo removes a list, and brings it back from another screen; and where another list was begun meanwhile, asks which it is to be.
func TestChecklistUndo(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newList(t, newTab)
		l.answers()
		l.ticks(l.firstThing())
		l.press("Keep or share")
		l.fills("me", "Sam")
		l.press("Go to your list")
		l.press("Keep or share")
		kept := l.keptList()
		for range 2 {
			l.press("Remove my list from this device")
			l.heading("Make your own list")
			l.sees("Your list has been removed from this device.")
			if now := l.keptList(); now != "" {
				t.Errorf("%s is still kept", now)
			}
			l.press("Open a saved list")
			l.press("Undo this")
			l.heading("Your list")
			if now := l.keptList(); now != kept {
				t.Errorf("what is kept is %s, and was %s", now, kept)
			}
			l.sees("1 of ")
			l.press("Keep or share")
		}
		l.press("Remove my list from this device")
		l.press("Start")
		l.tick("Not sure")
		l.press("Continue")
		l.press("Undo this")
		l.heading("Which list do you want?")
		l.press("Use the one I opened")
		l.sees("1 of ")
	})
}

// TestChecklistRows holds the list to a phone: what is to do comes first and is short, each item is there once, and what a rule forbids is a
// promise in a part of its own.
func TestChecklistRows(t *testing.T) {
	t.Parallel()
	for name, given := range map[string][]string{
		"usual": {"We send announcements with a broadcast list", "Our group has its own phone", "We use an iPhone", "We use phones only", "I look after the list or the chat"},
		"all":   nil, // "Not sure" leaves nothing out
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newList(t, newTab)
			l.show(360, looks[0].media)
			l.press("Start")
			l.rest(given...)
			wrong := eval[[]string](l.tab, `(() => {
				const wrong = [], groups = [...document.querySelectorAll('.take .group')], seen = new Set();
				for (const group of groups) {
					group.open = true;
					const more = group.querySelector(':scope > button');
					if (!more.hidden) more.click();
					const promises = group.querySelector('h3').innerText === 'We keep to this';
					if (promises !== (group === groups[groups.length - 1])) wrong.push('not at the end: ' + group.innerText.slice(0, 40));
					for (const row of group.querySelectorAll('.thing')) {
						const say = row.querySelector('.say'), text = say.innerText;
						const lines = Math.round(say.getBoundingClientRect().height / parseFloat(getComputedStyle(say).lineHeight));
						if (lines > 3) wrong.push(lines + ' lines: ' + text);
						if (seen.has(text)) wrong.push('twice: ' + text);
						seen.add(text);
						if (/^Do not/.test(text) && !promises) wrong.push('to be done: ' + text);
					}
				}
				const first = groups[0].getBoundingClientRect().height;
				if (first > 6 * 640) wrong.push('what is to be done first is ' + first / 640 + ' screens');
				return wrong;
			})()`)
			for _, what := range wrong {
				t.Error(what)
			}
			t.Logf("what is to be done first: %.1f screens", eval[float64](l.tab, "document.querySelector('.take .group').getBoundingClientRect().height / 640"))
		})
	}
}

// TestChecklistPromises: what an earlier version of the site kept as done is a promise that is kept, also in files and on the sheet.
func TestChecklistPromises(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newLead(t, newTab, hostURL(t)+"/"+checklistPage)
		l.act("localStorage.setItem('handrail:1:checklist:' + location.pathname, " + quote(`{"handrail":"checklist 1","name":"checklists/whatsapp","answers":{},"asked":{},`+
			`"items":{"no-health-information":{"at":1796000000,"done":"2026-11-25"}}}`) + ")")
		l.on(time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC))
		l.reload()
		l.sees("0 of ")
		l.unfolds("We keep to this")
		l.unfolds("1 agreed")
		l.sees("Agreed on 25 November 2026.")
		agreed := eval[string](l.tab, "document.querySelector('.fold .say').textContent")
		l.ticks(agreed)
		l.wait("!document.activeElement.closest('.fold')")
		if strings.Contains(l.keptList(), `"done"`) {
			t.Errorf("a promise that is not kept any more is kept as %s", l.keptList())
		}
		l.ticks(agreed)
		l.sees("Agreed on 29 November 2026.")
		l.press("Keep or share")
		text := strings.ReplaceAll(l.saved("checklist-2026-11-29.md", func() { l.press("Text (markdown)") }), `\`, "")
		_, promises, _ := strings.Cut(text, "\n## We keep to this\n")
		if strings.Count(text, "(Agreed on 29 November 2026.)") != 1 || !strings.Contains(promises, "(Agreed on ") || !strings.Contains(promises, "(To agree.)") || strings.Contains(promises, "\n## ") {
			t.Errorf("the promises in the file are\n%s", promises)
		}
		l.press("Handover sheet")
		l.heading("Handover sheet")
		sheet := eval[string](l.tab, "[...document.querySelectorAll('.handover section')].find(part => part.innerText.startsWith('We keep to this')).innerText")
		if !strings.Contains(sheet, "Agreed on 29 November 2026.") {
			t.Errorf("on the sheet the promises are\n%s", sheet)
		}
	})
}

// TestStatementForm: the form has a button that leads to the text, Enter does the same, and what is put right is out of the summary of errors.
func TestStatementForm(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newLead(t, newTab, fileURL(publicDir(t), statementPage))
		title := eval[string](l.tab, "document.title")
		text := func() {
			t.Helper()
			l.wait("document.activeElement.localName === 'h2' && document.activeElement.innerText === 'The text'")
		}
		l.presses("Go to the text")
		l.wait("document.activeElement.className === 'problem'")
		l.titled("Error: " + title)
		l.to("at.name === 'group'")
		l.keys("L")
		l.wait("!document.querySelector('.problem') && document.activeElement.name === 'group'")
		l.titled(title)
		l.keys("eeds")
		l.enter()
		text()
		l.presses("Go to the text")
		text()
		if form := eval[string](l.tab, "document.querySelector('form').querySelectorAll('button:not([type])').length + ' ' + document.querySelector('form button').type"); form != "1 submit" {
			t.Errorf("the form's buttons: %s", form)
		}
		l.presses("Forget what I typed")
		l.says("What you typed has been removed from this device.")
		l.presses("Put it back")
		l.wait("document.querySelector('[name=group]').value === 'Leeds'")
		if sheet := l.sheet(); !strings.Contains(sheet, "MSS Leeds uses WhatsApp") {
			t.Errorf("the statement says\n%s", sheet)
		}
		l.to("at.name === 'remember'")
		l.keys(" ")
		l.says("This browser remembers what you typed.")
		kept := eval[string](l.tab, "JSON.stringify({ ...localStorage })")
		l.presses("Forget what I typed")
		l.presses("Put it back")
		l.says("This browser remembers what you typed.")
		if now := eval[string](l.tab, "JSON.stringify({ ...localStorage })"); now != kept || !eval[bool](l.tab, "document.querySelector('[name=remember]').checked") {
			t.Errorf("what is kept is %s, and was %s", now, kept)
		}
	})
}

// TestStatementBeside: where there is room, the form is beside the text.
func TestStatementBeside(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(fileURL(publicDir(t), statementPage))
	for width, beside := range map[int]bool{360: false, 1280: true} {
		b.show(width, looks[0].media)
		is := eval[bool](b, `(() => {
			const form = document.querySelector('main form').getBoundingClientRect(), sheet = document.querySelector('.sheet').getBoundingClientRect();
			return form.right < sheet.left && form.top < sheet.bottom && sheet.top < form.bottom;
		})()`)
		if is != beside {
			t.Errorf("at %d px the form is beside the text: %t", width, is)
		}
	}
}
