package browser

import (
	"path/filepath"
	"strings"
	"testing"

	"handrail/internal/record"
)

// recordCode opens the part of a path's page that shows what was done, and gives its code.
func (n newcomer) recordCode() string {
	n.t.Helper()
	n.act("void (document.querySelector('.show details').open = true)")
	n.wait("document.querySelector('.show .code')?.textContent.startsWith('HT1') === true")
	return eval[string](n.tab, "document.querySelector('.show .code').textContent")
}

// TestRecord shows what was done on a path as a code, and adds it to the board of records, where a rule has changed since, in each browser.
func TestRecord(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		dir := newSite(t, pathSite())
		command(t, "build", dir)
		n := newcomer{learner{newTab(t)}}
		page := func(name string) string { return fileURL(dir, "public/"+name) }
		n.open(page("volunteer.html"))
		n.finds("!Show that you have done it")
		n.does("Begin")
		n.goes("Carry on: What WhatsApp is", "guidance/about.html")
		n.goes("I have read this: next step", "guidance/renewed.html")
		n.goes("I have read this: next step", "volunteer.html")
		n.to("at.matches('main [type=checkbox]')")
		n.keys(" ")
		n.does("I agree")
		first := n.recordCode()
		n.finds("It does not prove who did it, and anybody can copy it.")
		n.does("Not for me") // the next step, which is a page to read
		second := n.recordCode()
		r, ok := record.Codes().Decode(second)
		if !ok || len(r.Steps) != 4 || r.Steps[3].State != record.Left || !r.Steps[2].Agreed || len(r.Rules) != 2 || !r.Rules[0].Read {
			t.Errorf("%s is read as %+v", second, r)
		}
		if one, _ := record.Codes().Decode(first); one.Device != r.Device || r.Device == 0 || len(one.Steps) != 3 {
			t.Errorf("the first record is %+v, and the second %+v", one, r)
		}
		n.to("at.matches('.show [autocomplete=name]')")
		n.keys("Zoë")
		named := n.recordCode()
		if one, _ := record.Codes().Decode(named); one.Name != "Zoë" {
			t.Errorf("%s has the name %q", named, one.Name)
		}
		n.board(dir, page("record.html"), first, named)
	})
}

// board adds two records of one person to the board, after a rule that they read has changed.
func (n newcomer) board(dir, page, first, named string) {
	n.t.Helper()
	text := strings.NewReplacer("after seven days.\n", "after one day.\n", `changed="2026-11-28"`, `changed="2026-11-29"`).Replace(renewed)
	if err := writeFile(filepath.Join(dir, "content", "guidance", "renewed.md"), text); err != nil {
		n.t.Fatal(err)
	}
	command(n.t.(*testing.T), "build", dir)
	n.open(page)
	b := trainer{n.tab}
	put := func(text, says string) {
		n.t.Helper()
		b.act("void (document.querySelector('.board textarea').value = " + quote(text) + ")")
		b.press("Add these records")
		b.settled()
		b.status(says)
	}
	n.finds("There are no records yet.")
	put("From: Zoë <zoe@example.org>\nSubject: What I have done\nContent-Type: text/plain; charset=utf-8\n\n"+named[:40]+"\n"+named[40:]+"\n", "1 record added.")
	n.finds("1 person.", "For volunteers", "Zoë", "3 of 6 steps", "1 rule to read again", "Set messages in the chat to delete themselves after one day.", "1 of 1: Zoë")
	put(first+"\n"+named[:50]+"\n\nHello HT1\n", "1 was here already. 2 could not be counted.")
	n.finds("1 person. 1 more record is an earlier one of the same person", "is cut short: 50 of its")
	b.act("void (document.querySelector('.people details').open = true)")
	n.finds("I will be kind in what I write. Done on", "Writing messages Left out", "Trial once Not yet")
	b.press("Remove")
	n.finds("1 person has been removed.", "There are no records yet.", "!How far people have come")
	b.press("Put back")
	n.finds("Zoë", "3 of 6 steps")
	n.reload()
	n.wait("document.querySelector('.board [role=status]').textContent.includes('kept from before')")
	n.finds("Zoë", "1 person.")
	b.press("Remove all records")
	n.reload()
	n.finds("There are no records yet.")
	if _, faults := n.activity(); len(faults) > 0 {
		n.t.Error(faults)
	}
}
