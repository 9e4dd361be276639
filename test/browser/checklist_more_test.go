package browser

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
)

// unfolds opens a group of the list by its heading.
func (l lead) unfolds(group string) {
	l.t.Helper()
	l.to("at.localName === 'summary' && at.innerText.includes(" + quote(group) + ")")
	l.enter()
}

// lastThing is the last item to do of those that an open group shows.
func (l lead) lastThing() string {
	l.t.Helper()
	return eval[string](l.tab, "[...document.querySelectorAll('.take .group[open] > .things > :not([hidden]) .say')].pop().textContent")
}

// pastes puts a text into the box for a link and sends it off.
func (l lead) pastes(text string) {
	l.t.Helper()
	l.press("Open a saved list")
	l.to("at.name === 'link'")
	l.insert(text)
	l.press("Open the link")
}

// link makes a link of the list, and goes back to the list.
func (l lead) link() string {
	l.t.Helper()
	l.press("Keep or share")
	l.press("Copy a link")
	link := eval[string](l.tab, "document.querySelector('#list_link').value")
	l.press("Go to your list")
	return link
}

// keptList is what the browser keeps of the list.
func (l lead) keptList() string {
	l.t.Helper()
	return eval[string](l.tab, "localStorage.getItem('handrail:1:checklist:' + location.pathname) || ''")
}

// TestChecklistMoreFiles reads back the three files that a list is taken along as.
func TestChecklistMoreFiles(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		address := hostURL(t) + "/" + checklistPage
		l := newLead(t, newTab, address)
		l.answers()
		done := l.firstThing()
		l.ticks(done)
		skipped := l.firstThing()
		l.does("Does not apply", skipped)
		var all int
		if _, err := fmt.Sscanf(eval[string](l.tab, "document.querySelector('#list_progress').textContent"), "1 of %d done. 1 does not apply.", &all); err != nil {
			t.Fatal(err)
		}
		promises := eval[int](l.tab, "document.querySelectorAll('.take .group:last-of-type .thing').length")
		today := eval[string](l.tab, "new Date().toLocaleDateString('sv')")
		l.press("Keep or share")
		file := func(words, ending, end string) string {
			return l.saved("checklist-"+today+"."+ending, func() { l.press(words) })
		}

		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file("Table (CSV)", "csv", "\r\n"), "\ufeff"))).ReadAll()
		if err != nil || len(rows) != all+promises+2 {
			t.Fatalf("the table has %d lines for %d items (%v)", len(rows), all+promises+1, err)
		}
		for _, row := range rows[1:] {
			want := []string{"To do", ""}
			if row[0] == "We keep to this" {
				want[0] = "To agree"
			}
			switch row[2] {
			case done:
				want = []string{"Done", today}
			case skipped:
				want = []string{"Does not apply", ""}
			}
			if !slices.Equal(row[4:6], want) || row[0] == "" || !strings.HasPrefix(row[9], hostURL(t)+"/guidance/") {
				t.Errorf("a line of the table is %q", row)
			}
		}

		text := strings.ReplaceAll(file("Text (markdown)", "md", ")\n"), `\`, "")
		if ticked, open := strings.Count(text, "\n- [x] "), strings.Count(text, "\n- [ ] "); ticked != 1 || open != all+promises {
			t.Errorf("%d are ticked and %d are not in\n%s", ticked, open, text)
		}
		for _, row := range rows[1:] {
			tick := map[bool]string{true: "x", false: " "}[row[2] == done]
			if line := fmt.Sprintf("\n- [%s] %s: %s (", tick, row[1], row[2]); !strings.Contains(text, line) {
				t.Errorf("%q is not in\n%s", line, text)
			}
		}

		events, err := ical.NewDecoder(strings.NewReader(file("Calendar file", "ics", "END:VCALENDAR\r\n"))).Decode()
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for _, event := range events.Events() {
			id, _ := event.Props.Text(ical.PropUID)
			kind, place, _ := strings.Cut(strings.TrimPrefix(id, "list_"), "@")
			if place != "checklists.whatsapp.mss-whatsapp.handrail" {
				t.Errorf("the event %s does not name the list and its site", id)
			}
			found[kind] = true
			about, _ := event.Props.Text(ical.PropDescription)
			start, err := event.DateTimeStart(time.UTC)
			if err != nil {
				t.Error(err)
			}
			rule := ""
			if p := event.Props.Get(ical.PropRecurrenceRule); p != nil {
				rule = p.Value
			}
			day, _ := time.Parse(time.DateOnly, today)
			if kind == "once" {
				day = day.AddDate(0, 0, 7)
			}
			if !start.Equal(day) || (kind == "once") != (rule == "") || !strings.HasPrefix(rule, map[string]string{"monthly": "FREQ=MONTHLY"}[kind]) {
				t.Errorf("%s begins on %s with the rule %q", id, start, rule)
			}
			if strings.Contains(about, done) || strings.Contains(about, skipped) || !strings.Contains(about, "- ") || !strings.HasSuffix(about, address) {
				t.Errorf("%s says %q", id, about)
			}
		}
		if !found["once"] || !found["monthly"] || found["each-person"] {
			t.Errorf("the calendar has %v", found)
		}
	})
}

// TestChecklistMorePeople: for a new person everything is to do again, and the day when it was last done stays.
func TestChecklistMorePeople(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newList(t, newTab)
		day := time.Date(2027, 1, 31, 12, 0, 0, 0, time.UTC)
		l.on(day)
		l.open(fileURL(publicDir(t), checklistPage))
		l.answers()
		l.ticks(l.firstThing())
		l.unfolds("For each new person")
		item := eval[string](l.tab, "[...document.querySelectorAll('.take .group')].find(g => g.innerText.includes('For each new person')).querySelector('.say').textContent")
		l.ticks(item)
		l.sees("2 of ")
		l.on(day.AddDate(0, 0, 3))
		l.open(fileURL(publicDir(t), checklistPage))
		l.sees("2 of ")
		l.unfolds("For each new person")
		l.press("Someone new has joined")
		l.sees("1 of ")
		l.wait("document.activeElement.type === 'checkbox' && document.activeElement.labels[0].textContent === " + quote(item))
		l.sees("Last done on 31 January 2027.")
		l.open(fileURL(publicDir(t), checklistPage))
		l.sees("1 of ")
		l.unfolds("For each new person")
		l.sees("Last done on 31 January 2027.")
		l.ticks(item)
		l.sees("Done on 3 February 2027.")
		l.ticks(item)
		l.sees("1 of ")
		l.sees("Last done on 31 January 2027.")
	})
}

// TestChecklistMoreChanged: what was done before its rule changed comes back, and says so; what was done since does not.
func TestChecklistMoreChanged(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newList(t, newTab)
		l.answers()
		const first = "[...document.querySelectorAll('[data-repeat=once] [data-changed]')].find(i => !i.hidden)"
		item, id, changed := eval[string](l.tab, first+".querySelector('.say').textContent.trim()"), eval[string](l.tab, first+".dataset.item"), eval[string](l.tab, first+".dataset.changed")
		day, err := time.Parse(time.DateOnly, changed)
		if err != nil {
			t.Fatal(err)
		}
		l.ticks(item)
		doneOn := func(day time.Time) {
			l.act(fmt.Sprintf(`(() => {
			const kept = JSON.parse(localStorage.getItem(localStorage.key(0)));
			Object.assign(kept.items[%s], { done: %s, at: %d });
			localStorage.setItem(localStorage.key(0), JSON.stringify(kept));
		})()`, quote(id), quote(day.Format(time.DateOnly)), day.Unix()))
			l.open(fileURL(publicDir(t), checklistPage))
			l.sees("done.")
		}
		doneOn(day)
		if l.doneIn() != 1 {
			t.Error("what was done on the day of the change comes back")
		}
		doneOn(day.AddDate(0, 0, -1))
		l.sees("1 is due again.")
		l.press("One thing today")
		l.sees("Last done on " + day.AddDate(0, 0, -1).Format("2 January 2006") + ". This rule has changed since you did this on " + day.Format("2 January 2006") + ".")
		l.does("Done", item)
		l.press("Go to your list")
		l.sees("1 of ")
		if strings.Contains(l.text(), "due again") {
			t.Errorf("it is still due again:\n%s", l.text())
		}
	})
}

// TestChecklistMoreLinks: a link works in the box as in the address, and what is already there is not lost.
func TestChecklistMoreLinks(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		address := hostURL(t) + "/" + checklistPage
		sam := newLead(t, newTab, address)
		sam.answers()
		sam.ticks(sam.firstThing())
		first := sam.link()
		sam.ticks(sam.lastThing())
		second := sam.link()

		alex := newLead(t, newTab, address)
		for _, broken := range []string{"hello", first[:len(first)-9], address} {
			alex.pastes(broken)
			alex.sees("This page cannot read that list, or a part of it is missing.")
			if kept := alex.keptList(); kept != "" {
				t.Fatalf("%.30q leaves %s", broken, kept)
			}
		}
		alex.pastes(" " + first + "\n")
		alex.heading("Your list")
		alex.sees("This is the list that you opened. This browser keeps it now.")
		alex.sees("1 of ")
		alex.press("Keep or share")
		alex.pastes(first)
		alex.sees("The list that you opened has nothing new in it.")
		alex.does("Does not apply", alex.firstThing())
		alex.sees("1 does not apply.")
		before := alex.keptList()
		for _, choice := range []string{"Keep mine as it is", "Put both together"} {
			alex.open("about:blank")
			alex.open(second)
			alex.heading("Which list do you want?")
			alex.sees("The list here has 1 done,")
			alex.sees("The list that you opened has 2 done,")
			if kept := alex.keptList(); kept != before {
				t.Errorf("before there is an answer, what is kept has become %s", kept)
			}
			alex.press(choice)
			alex.heading("Your list")
			if kept := alex.keptList(); (kept == before) != (choice == "Keep mine as it is") {
				t.Errorf("after %q what is kept is %s, and was %s", choice, kept, before)
			}
		}
		alex.sees("Both lists have been put together.")
		alex.press("Undo this")
		alex.sees("Everything is as it was before.")
		alex.sees("1 does not apply.")
		alex.open(address)
		alex.sees("1 does not apply.")
	})
}

// TestChecklistMorePaper: the printed list has what is for the group, and nothing else.
func TestChecklistMorePaper(t *testing.T) {
	t.Parallel()
	l := newList(t, newTab)
	l.answers()
	skipped := l.firstThing()
	l.does("Does not apply", skipped)
	l.show(1280, map[string]string{"media": "print"})
	// What the answers leave out; of the others "Not sure" was said.
	wrong := eval[[]string](l.tab, `(skipped => {
		const out = ['team-chat', 'one-to-one', 'friendship', 'own-phone', 'android'], wrong = [], many = { true: 0, false: 0 };
		dispatchEvent(new Event('beforeprint')); // as the browser does when it prints
		const paper = document.body.innerText.replace(/\s+/g, ' ');
		for (const item of document.querySelectorAll('[data-item]')) {
			const say = item.querySelector('.say'), words = say.textContent.replace(/\s+/g, ' ').trim();
			const parts = (item.dataset.applies || '').split(/[\s,]+/).filter(Boolean);
			const is = words !== skipped && (!parts.length || parts.some(all => !all.split('+').some(topic => out.includes(topic))));
			many[is]++;
			if (is !== (say.getClientRects().length > 0) || is !== paper.includes(words)) wrong.push((is ? 'missing: ' : 'too much: ') + words);
		}
		for (const words of ['One thing today', 'Keep or share']) if (paper.includes(words)) wrong.push('too much: ' + words);
		return many[true] < 5 || many[false] < 5 ? [JSON.stringify(many)] : wrong;
	})(`+quote(skipped)+`)`)
	if len(wrong) > 0 {
		t.Errorf("on paper:\n%s", strings.Join(wrong, "\n"))
	}
}

// TestChecklistMoreTabs: what one tab ticks another shows, or at least does not overwrite.
func TestChecklistMoreTabs(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		address := hostURL(t) + "/" + checklistPage
		one := newLead(t, newTab, address)
		one.answers()
		two, deaf := lead{learner{one.beside()}}, lead{learner{one.beside()}}
		deaf.beforeLoad(`addEventListener('storage', event => event.stopImmediatePropagation())`) // as a tab that sleeps
		for _, l := range []lead{two, deaf} {
			l.show(1280, looks[0].media)
			l.open(address)
			l.sees("0 of ")
		}
		one.ticks(one.firstThing())
		two.sees("1 of ")
		two.ticks(two.firstThing())
		one.sees("2 of ")
		deaf.ticks(deaf.lastThing())
		deaf.sees("3 of ")
		one.sees("3 of ")
		two.sees("3 of ")
		for _, l := range []lead{one, two, deaf} {
			l.open(address)
			l.sees("3 of ")
		}
	})
}
