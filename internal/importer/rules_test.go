package importer

import (
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/text"
)

// rulesOf finds the rules of some HTML, and places all of them. It returns the candidates, and the page as it is then.
func rulesOf(t *testing.T, html string) ([]*Candidate, string, *Plan) {
	t.Helper()
	p := NewPlan([]*Document{documentOf(t, "guide.docx", "<h1>Guide</h1>"+html)}, siteWith(t, true))
	candidates := p.FindRules()
	for _, c := range candidates {
		c.Rule = true
	}
	p.PlaceRules(candidates)
	return candidates, text.Markdown(p.pages[0].blocks), p
}

// TestRulesPlaced holds the form of rules on a page: the sentence first, what follows it as its reason, and lists around the items that are none.
func TestRulesPlaced(t *testing.T) {
	for _, test := range []struct{ name, html, want string }{
		{"a sentence alone", "<p>You must wear your badge.</p>",
			":::must {#wear-badge source=\"guide\"}\nYou must wear your badge.\n:::\n"},
		{"in a paragraph", "<p>Badges are new. You <strong>must</strong> wear one. People then know you, e.g. at the door. Never lend it. It is yours.</p>",
			"Badges are new.\n\n:::must {#you-must-wear-one source=\"guide\"}\nYou **must** wear one.\n\nPeople then know you, e.g. at the door.\n:::\n\n" +
				":::must-not {#never-lend source=\"guide\"}\nNever lend it.\n\nIt is yours.\n:::\n"},
		{"in a list", "<p>At home:</p><ul><li>Keep your phone locked. It holds numbers.<ul><li>Also at night</li></ul></li><li>Gloves and plasters</li><li>Tell the lead.</li></ul>",
			"At home:\n\n:::must {#phone-locked source=\"guide\"}\nKeep your phone locked.\n\nIt holds numbers.\n\n- Also at night\n:::\n\n- Gloves and plasters\n\n" +
				":::must {#tell-lead source=\"guide\"}\nTell the lead.\n:::\n"},
		{"steps", "<ol start=\"4\"><li>Lock the door.</li><li>You must sign the book.</li><li>Go home.</li></ol>",
			"4. Lock the door.\n\n:::must {#sign-book source=\"guide\"}\nYou must sign the book.\n:::\n\n6. Go home.\n"},
		{"twice", "<p>Never lend it.</p><p>never  lend it.</p>",
			":::must-not {#never-lend source=\"guide\"}\nNever lend it.\n:::\n\nnever  lend it.\n"},
		{"how often", "<p>You must check the list every month.</p>",
			":::must {#check-list-every-month source=\"guide\" repeat=\"monthly\"}\nYou must check the list every month.\n:::\n"},
		{"after a line that forbids", "<p>Do not:</p><ul><li>share your PIN</li><li>lend your phone</li></ul>", "Do not:\n\n- share your PIN\n- lend your phone\n"},
	} {
		if _, got, _ := rulesOf(t, test.html); got != test.want {
			t.Errorf("%s:\n%s\nwant:\n%s", test.name, got, test.want)
		}
	}
}

// TestRulesNowhere: what obliges where no rule can be, or cannot be shown alone, is in the report, and the page is as it was.
func TestRulesNowhere(t *testing.T) {
	for what, html := range map[string]string{
		"rule-place": "<table><tr><td>You must wear your badge.</td></tr></table><blockquote><p>You must not run.</p></blockquote><ul><li>One<ul><li>You must stay.</li></ul></li></ul>",
		"rule-alone": "<p>Everybody who helps at one of the events of the group in the open air must not smoke.</p>",
	} {
		candidates, got, p := rulesOf(t, html)
		blocks, err := text.Read(html)
		if err != nil {
			t.Fatal(err)
		}
		if want := text.Markdown(blocks); len(candidates) > 0 || got != want {
			t.Errorf("%s: %d candidates, and the page is:\n%s", what, len(candidates), got)
		}
		if n := strings.Count(text.Markdown(blocks), " must "); n != len(slices.DeleteFunc(slices.Clone(p.entries), func(e Entry) bool { return e.What != what })) {
			t.Errorf("%s: want %d entries: %v", what, n, p.entries)
		}
	}
}

// TestRulesKeepWords: to place the rules loses no word of the page, and adds none but those of the blocks.
func TestRulesKeepWords(t *testing.T) {
	html := "<p>You must go.<br>Always ask the lead! (Never run.) See <a href=\"#x\">Never stop here.</a> Then you should rest… OK? Dr. Who must sit.</p>" +
		"<ul><li><p>Ask the team</p><p>You must wait.</p></li><li><strong>Lock it.</strong> Do so.</li></ul><dl><dt>Must</dt><dd>You must.</dd></dl>"
	candidates, got, p := rulesOf(t, html)
	if len(candidates) != 4 {
		t.Errorf("found %d candidates:\n%s", len(candidates), got)
	}
	blocks, err := text.Read(html)
	if err != nil {
		t.Fatal(err)
	}
	if lost := missing(text.Plain(blocks, noAddress), p.pages[0].blocks, Front{}, nil); len(lost) > 0 {
		t.Errorf("these words are lost: %q, from\n%s", lost, got)
	}
}

// TestIdentifiers: identifiers are short, each is given once, and none that was retired or that a heading has.
func TestIdentifiers(t *testing.T) {
	site := siteWith(t, true)
	site.Taken = func(id string) bool { return id == "wear-badge" }
	p := NewPlan([]*Document{documentOf(t, "a.docx", "<h1>A</h1><h2>Lock door</h2><p>You must wear your badge. You must lock the door. Volunteers must lock a door. You must do it. 3 people must count the money and the tins in the hall at night.</p>")}, site)
	var ids []string
	for _, c := range p.FindRules() {
		ids = append(ids, c.ID)
	}
	if got, want := strings.Join(ids, " "), "wear-badge-2 lock-door-2 volunteers-lock-door you-must-do-it count-money-tins-hall"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestDecide: identifiers stay, and so does each yes and no. What has changed says since when.
func TestDecide(t *testing.T) {
	read := func(html string) (*Plan, []*Candidate) {
		p := NewPlan([]*Document{documentOf(t, "a.docx", "<h1>A</h1><h2>Badges</h2>"+html)}, siteWith(t, true))
		return p, p.FindRules()
	}
	_, before := read("<p>You must wear your badge at the door. Never lend it. You should bring a pen. You must return it to the office at the end.</p>")
	for i, c := range before {
		c.Decided, c.Rule, c.ID = i < 3, i != 1, "old-"+c.ID
	}
	data := DecisionsOf(before, nil).YAML()
	decisions, diags := ReadDecisions("import-decisions.yaml", data)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	day, err := source.ParseDate("2026-11-29")
	if err != nil {
		t.Fatal(err)
	}
	p, now := read("<p>Never lend it! You must always wear your badge at each door. You must phone us. You must return it to the office at the end.</p>")
	gone := p.Decide(now, decisions.Rules, day)
	p.PlaceRules(now)
	var got []string
	for _, c := range now {
		got = append(got, strings.Join([]string{c.ID, string(c.Kind), map[bool]string{true: "yes", false: "no"}[c.Rule], map[bool]string{true: "decided", false: "open"}[c.Decided], c.Was}, " "))
	}
	want := []string{
		"old-never-lend must-not no decided ",
		"old-wear-badge-door must yes decided You must wear your badge at the door.",
		"you-must-phone-us must no open ",
		"old-return-office-end must no open ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(gone) != 1 || gone[0].ID != "old-bring-pen" {
		t.Errorf("gone: %v", gone)
	}
	for _, what := range []string{"rule-new", "rule-changed", "rule-gone"} {
		if n := len(slices.DeleteFunc(slices.Clone(p.entries), func(e Entry) bool { return e.What != what })); n != 1 {
			t.Errorf("%d entries %s, want 1: %v", n, what, p.entries)
		}
	}
	if page := text.Markdown(p.pages[0].blocks); !strings.Contains(page, `changed="2026-11-29" was="You must wear your badge at the door."`) {
		t.Errorf("the page does not say what has changed:\n%s", page)
	}
}

// TestReadDecisions: mistakes in the file of decisions are reported at their lines.
func TestReadDecisions(t *testing.T) {
	_, diags := ReadDecisions("d.yaml", []byte("rules:\n  - says: Go.\n    rule: maybe\n    kind: shall\n    id: Go\n    colour: red\n  - rule: no\n    kind: must\n    id: a\n"+
		"  - {says: A., rule: yes, kind: must, id: b}\n  - {says: B., rule: yes, kind: must, id: b}\n"))
	var lines []int
	for _, d := range source.Sort(diags) {
		lines = append(lines, d.Pos.Line)
	}
	if want := []int{3, 4, 5, 6, 7, 11}; !slices.Equal(lines, want) {
		t.Errorf("reported at lines %v, want %v: %v", lines, want, diags)
	}
}

// TestRulesWithoutSource: a source that the site does not have is in the report once, as the line to add.
func TestRulesWithoutSource(t *testing.T) {
	site := siteWith(t, false)
	site.Sources = map[string]string{"Our guide": "guide"}
	p := NewPlan([]*Document{documentOf(t, "a.docx", "<h1>Lone working</h1><p>You must stay. You must call.</p>"), documentOf(t, "b.docx", "<h1>Our guide</h1><p>You must go.</p>")}, site)
	candidates := p.FindRules()
	for _, c := range candidates {
		c.Rule = true
	}
	p.PlaceRules(candidates)
	var added []string
	for _, e := range p.entries {
		if e.What == "source-missing" {
			added = append(added, e.File+" "+e.Words)
		}
	}
	if want := []string{`a.docx lone-working: {from: charity, title: "Lone working"}`}; len(candidates) != 3 || !slices.Equal(added, want) {
		t.Errorf("%d sentences, and lines to add: %q", len(candidates), added)
	}
}
