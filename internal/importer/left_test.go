package importer

import (
	"slices"
	"testing"

	"handrail/internal/language"
	"handrail/internal/text"
)

// TestForPerson finds what is left for a person on a page, and leaves alone what only looks like it.
func TestForPerson(t *testing.T) {
	const long = `<p>One two three four five six seven eight nine ten.</p>`
	markup := `<h2>Who opens the hall?</h2><p>Ask [insert your group's name here] or [Name]. Press [Enter], then [Add people].</p>
		<h2>When?</h2><ul><li>For times <a href="https://example.org/">click here</a>, and <a href="b.md">the times of the hall</a>.</li></ul>
		<h2>Why is that?</h2><p>Last updated: 3 May 2021</p><p>The rota was last updated by Ann.</p><p>Reviewed 12 lists.</p>
		<table><tr><td>NEVER LEAVE THE GATE OPEN, says Ann</td><td>THE BBC AND THE NHS</td></tr></table>`
	for range maxPageWords / 10 {
		markup += long
	}
	blocks, err := text.Read(markup)
	if err != nil {
		t.Fatal(err)
	}
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	p := &page{doc: &Document{File: "a.docx"}, path: "a.md", first: 2, blocks: blocks}
	for _, e := range p.forPerson(english) {
		got = append(got, e.What+" "+e.Words)
		if e.File != "a.docx" || e.Page != "a.md" {
			t.Errorf("an entry is of %s and %s", e.File, e.Page)
		}
		if e.What == "vague-link" && e.Heading != 4 {
			t.Errorf("the link is below heading %d", e.Heading)
		}
	}
	want := []string{
		`bracket [insert your group's name here] → groups-name: {label: "Your group's name"}`,
		`bracket [Name] → name: {label: "Name"}`,
		"vague-link click here → https://example.org/",
		"dated Last updated: 3 May 2021",
		"capitals NEVER LEAVE THE GATE OPEN",
		"capitals THE BBC AND THE NHS",
		"questions Who opens the hall? When? Why is that?",
		"long-page 1558 words",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	welsh, err := language.Of("cy")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.forPerson(welsh); len(got) != 4 {
		t.Errorf("in a language of which little is known there are %d entries, and 4 are found by no words: %v", len(got), got)
	}
}
