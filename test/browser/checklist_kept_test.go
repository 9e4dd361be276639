package browser

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// doneIn counts what is ticked off.
func (l lead) doneIn() int {
	l.t.Helper()
	return eval[int](l.tab, "parseInt(document.querySelector('#list_progress').textContent)")
}

// firstThing is the first item to do.
func (l lead) firstThing() string {
	l.t.Helper()
	return eval[string](l.tab, "[...document.querySelectorAll('.take .thing')].find(row => !row.querySelector('input').checked && row.querySelector('button').hidden).querySelector('.say').textContent")
}

// picks gives a file to the page, as the browser's dialogue would.
func (l lead) picks(file string) {
	l.t.Helper()
	l.choose("[type=file]", file)
}

// TestChecklistMoves takes a list to another profile of the browser by link, works on both, and merges them by file, with
// both names.
func TestChecklistMoves(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		address := hostURL(t) + "/" + checklistPage
		sam := newLead(t, newTab, address)
		sam.answers()
		sam.press("Keep or share")
		sam.fills("me", "Sam")
		sam.press("Go to your list")
		one := sam.firstThing()
		sam.ticks(one)
		sam.press("Keep or share")
		sam.press("Copy a link")
		link := eval[string](sam.tab, "document.querySelector('#list_link').value")
		if !strings.HasPrefix(link, address+"#list=") || len(link) > 4000 {
			t.Errorf("the link is %d letters: %.200s", len(link), link)
		}

		alex := newLead(t, newTab, link)
		alex.heading("Your list")
		alex.sees("This is the list that you opened.")
		if at := eval[string](alex.tab, "location.href"); strings.Contains(at, "list=") {
			t.Errorf("the list stays in the address %s", at)
		}
		if alex.doneIn() != 1 {
			t.Errorf("%d are done in the other profile", alex.doneIn())
		}
		alex.press("Keep or share")
		alex.fills("me", "Alex")
		alex.press("Go to your list")
		two := alex.firstThing()
		alex.ticks(two)
		second := eval[int](alex.tab, "Math.floor(Date.now() / 1000)")
		alex.press("Keep or share")
		name := "checklist-" + eval[string](alex.tab, "new Date().toLocaleDateString('sv')") + ".json"
		text := alex.saved(name, func() { alex.press("Save as a file") })
		file := filepath.Join(t.TempDir(), name)
		write(t, file, text)

		sam.press("Go to your list")
		sam.wait(fmt.Sprintf("Date.now() / 1000 >= %d", second+1)) // of two changes in one second, neither is the later
		sam.does("Does not apply", sam.firstThing())
		sam.press("Keep or share")
		sam.press("Open a saved list")
		sam.picks(file)
		sam.heading("Which list do you want?")
		sam.press("Put both together")
		sam.sees("Both lists have been put together.")
		if at := sam.doneIn(); at != 1 {
			// The second thing is done by one and does not apply for the other: the later change counts.
			t.Errorf("%d are done after putting the lists together", at)
		}
		sam.press("Undo this")
		sam.sees("Everything is as it was before.")
		sam.press("Keep or share")
		sam.press("Open a saved list")
		sam.picks(file)
		sam.press("Use the one I opened")
		sam.sees("It has taken the place of yours.")
		if sam.doneIn() != 2 {
			t.Errorf("%d are done in the list that was taken", sam.doneIn())
		}
		sam.act("document.querySelectorAll('.take details').forEach(d => { d.open = true; })")
		sam.sees("by Sam.")
		sam.sees("by Alex.")
		sam.act("document.querySelectorAll('.take details').forEach(d => { d.open = false; })")

		for about, broken := range map[string][2]string{
			"a newer file":      {strings.Replace(text, "checklist 1", "checklist 2", 1), "made for a newer version of this site"},
			"another checklist": {strings.Replace(text, "checklists/whatsapp", "checklists/other", 1), "belongs to another checklist"},
			"half a file":       {text[:len(text)/2], "cannot read that list"},
			"something else":    {`{"handrail":"quiz"}`, "cannot read that list"},
		} {
			file := filepath.Join(t.TempDir(), "broken.json")
			write(t, file, broken[0])
			before := eval[string](sam.tab, "localStorage.getItem(localStorage.key(0))")
			sam.press("Keep or share")
			sam.press("Open a saved list")
			sam.picks(file)
			sam.sees(broken[1])
			if after := eval[string](sam.tab, "localStorage.getItem(localStorage.key(0))"); after != before {
				t.Errorf("%s changes what is kept", about)
			}
		}
		sam.act("void localStorage.setItem('handrail:1:aside:' + location.pathname + ' 9', 'not readable')")
		sam.press("Keep or share")
		sam.press("Remove my list from this device")
		sam.sees("Your list has been removed from this device.")
		if kept := eval[int](sam.tab, "localStorage.length"); kept != 0 {
			t.Errorf("%d things are still kept", kept)
		}
		sam.press("Undo this")
		sam.heading("Your list")
		sam.quiet(6)
	})
}

// TestChecklistStorage: storage that is off, full or holds rubbish never stops a list, and what is newer stays.
func TestChecklistStorage(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		put := func(text string) string {
			return "if (!localStorage.length) localStorage.setItem('handrail:1:checklist:' + location.pathname, " + quote(text) + ")"
		}
		const newer = `{"handrail":"checklist 7","x":1}`
		for name, script := range map[string]string{
			"off":     `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })`,
			"full":    `Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }`,
			"rubbish": put(`{"handrail":"checklist 1","items":[<b>`),
			"odd":     put(`{"handrail":"checklist 1","name":"checklists/whatsapp","answers":{"__proto__":5,"a":[7]},"items":{"x":null}}`),
			"null":    put("null"),
			"newer":   put(newer),
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				l := lead{learner{newTab(t)}}
				l.beforeLoad(script)
				l.open(fileURL(publicDir(t), checklistPage))
				l.answers()
				l.ticks(l.firstThing())
				if l.doneIn() != 1 {
					t.Errorf("%d are done", l.doneIn())
				}
				switch name {
				case "off", "full":
					l.sees("Your browser is not keeping anything for this page.")
				case "newer":
					l.sees("made for a newer version of this site")
					if kept := eval[string](l.tab, "localStorage.getItem(localStorage.key(0))"); kept != newer {
						t.Errorf("what is newer has become %s", kept)
					}
				default:
					l.sees("This browser keeps your list on this device.")
				}
				l.quiet(5)
			})
		}
	})
}

// TestChecklistOneBadEntry: of a list that cannot be read in part, the rest is shown, the page says so, and what was kept before is set aside.
func TestChecklistOneBadEntry(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		kept := `{"handrail":"checklist 1","name":"checklists/whatsapp","answers":{},"items":{"phone-pin":{"at":1,"done":"` + time.Now().Format(time.DateOnly) + `"},"opt-in":{"at":1,"done":"2026-02-30"}}}`
		l := lead{learner{newTab(t)}}
		l.open(hostURL(t) + "/" + checklistPage)
		l.act("localStorage.setItem('handrail:1:checklist:' + location.pathname, " + quote(kept) + ")")
		l.reload()
		l.sees("1 thing in this list could not be read, and is left out.")
		if l.doneIn() != 1 {
			t.Errorf("%d are done", l.doneIn())
		}
		l.ticks(l.firstThing())
		aside := eval[string](l.tab, "localStorage.getItem('handrail:1:aside:' + location.pathname + ' 1')")
		if aside != kept {
			t.Errorf("what was kept before is %q", aside)
		}
		if l.doneIn() != 2 {
			t.Errorf("%d are done", l.doneIn())
		}
		// Not from the folder: there Chromium shows each page in a process of its own, and one that keeps nothing on the disk sometimes begins
		// without what the page before has stored.
		l.open(hostURL(t) + "/kept.html")
		l.sees("Something kept before that could not be read")
	})
}
