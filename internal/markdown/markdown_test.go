package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
)

func parse(t *testing.T, text string) (*Doc, []source.Diagnostic) {
	t.Helper()
	f, diags := source.Parse("p.md", []byte(text))
	if f == nil {
		t.Fatal(diags)
	}
	return NewParser(language.English()).Parse(f)
}

// flat shows HTML with its holes as {kind number}.
func flat(h HTML) string {
	var b bytes.Buffer
	h.fill(&b, func(kind hole, n int) { fmt.Fprintf(&b, "{%c%d}", kind, n) })
	return b.String()
}

func TestParse(t *testing.T) {
	d, diags := parse(t, `---
title: A
---
## Before you *start* {#start}

See [lists](lists.md#x) and <https://example.org>.
Not <b>bold</b>.

### Before you start

![A phone](a.svg "Caption")

- [x] done
`)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	want := `<h{H2} id="{I0}">Before you <em>start</em></h{H2}>
<p>See {L0}lists{E0} and {L1}https://example.org{E1}.
Not bold.</p>
<h{H3} id="{I1}">Before you start</h{H3}>
{P0}<ul>
<li>{T1}done</li>
</ul>`
	if got := flat(d.Body); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, test := range []struct{ got, want any }{
		{d.Headings[0].ID, "start"}, {d.Headings[0].Title, "Before you start"}, {d.Headings[0].Own, true},
		{d.Headings[1].ID, "before-you-start"}, {d.Headings[1].Pos.String(), "p.md:9:1"},
		{d.Links[0].Dest, "lists.md#x"}, {d.Links[0].Pos.String(), "p.md:6:5"}, {d.Links[1].Pos.Line, 6},
		{d.Images[0].Alt, "A phone"}, {d.Images[0].Title, "Caption"}, {d.Images[0].Alone, true},
		{len(d.Dropped), 1}, {d.Dropped[0].String(), "p.md:7:5"},
	} {
		if test.got != test.want {
			t.Errorf("got %v, want %v", test.got, test.want)
		}
	}
}

func TestRule(t *testing.T) {
	d, diags := parse(t, `Before.

:::must {#monthly-check applies="broadcast+computer team-chat" repeat="monthly" changed="2026-11-20" was="Check your list every year."}
Check your **list** every [month](x.md).

Because of [this](y.md).

- one
:::

After.
`)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if got := flat(d.Body); got != "<p>Before.</p>\n{B0}<p>After.</p>" {
		t.Errorf("body is %s", got)
	}
	r := d.Rules[0]
	for _, test := range []struct{ got, want any }{
		{r.ID, "monthly-check"}, {r.Kind, Must}, {r.Repeat, "monthly"}, {r.Changed.String(), "2026-11-20"}, {r.Was, "Check your list every year."},
		{r.Applies.String(), "broadcast+computer team-chat"}, {r.Plain, "Check your list every month."},
		{flat(r.Text), "Check your <strong>list</strong> every {L0}month{E0}."},
		{flat(r.Why), "<p>Because of {L1}this{E1}.</p>\n<ul>\n<li>one</li>\n</ul>"},
		{r.Pos.String(), "p.md:3:1"}, {d.Rules[d.Blocks[0].Rule-1] == r, true},
	} {
		if test.got != test.want {
			t.Errorf("got %v, want %v", test.got, test.want)
		}
	}
}

func TestPairAndUpdate(t *testing.T) {
	d, diags := parse(t, ":::do\nAsk.\n:::\n\n:::dont\nAssume.\n:::\n\n:::update {checked=\"2026-11\"}\nNew [x](y.md).\n:::\n\n:::note\n```\n:::\n```\n:::\n")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if got := flat(d.Body); got != "{B0}{B1}{B2}" {
		t.Errorf("body is %s", got)
	}
	pair, update := d.Blocks[0], d.Blocks[1]
	if pair.Kind != "pair" || flat(pair.Body) != "<p>Ask.</p>" || flat(pair.Other) != "<p>Assume.</p>" {
		t.Errorf("pair is %+v", pair)
	}
	if got := d.Updates[update.Update-1].Checked.Format("2006-01"); got != "2026-11" || flat(update.Body) != "<p>New {L0}x{E0}.</p>" {
		t.Errorf("update is %+v", update)
	}
	if got := flat(d.Blocks[2].Body); !strings.Contains(got, ":::") {
		t.Errorf("colons in code closed the block: %s", got)
	}
}

// TestUrgent: what to do in danger is known like an update, and a text that begins with it can be split behind it.
func TestUrgent(t *testing.T) {
	const block = ":::urgent {#danger source=\"ours\" checked=\"2026-11\"}\nCall [999](tel:999).\n:::\n"
	d, diags := parse(t, block+"\nMore.\n")
	if len(diags) > 0 || len(d.Updates) != 1 {
		t.Fatal(diags, d.Updates)
	}
	if u := d.Updates[0]; !u.Urgent || u.ID != "danger" || u.Plain != "Call 999." || u.Sources[0] != "ours" || u.Checked.Format("2006-01") != "2026-11" {
		t.Errorf("read as %+v", u)
	}
	if urgent, rest := d.CutUrgent(); flat(urgent) != "{B0}" || flat(rest) != "<p>More.</p>" {
		t.Errorf("split into %q and %q", flat(urgent), flat(rest))
	}
	for _, text := range []string{"First.\n\n" + block, ":::note\nFirst.\n:::\n\n" + block} {
		d, _ := parse(t, text)
		if urgent, rest := d.CutUrgent(); urgent != nil || string(rest) != string(d.Body) {
			t.Errorf("%q begins with %q", text, flat(urgent))
		}
	}
}

// TestBlockMistakes holds each mistake in a block against the place and the words that report it.
func TestBlockMistakes(t *testing.T) {
	tests := []struct{ text, want string }{
		{":::must {#a}\nText.\n", "p.md:1:1 this :::must block never closes"},
		{"\n:::\n", "p.md:2:1 this line closes a block, but none is open"},
		{":::mst {#a}\nText.\n:::\n", `p.md:1:1 there is no block called "mst"`},
		{":::must {#a applies=\"x}\nText.\n:::\n", "p.md:1:1 what is between the braces cannot be read"},
		{":::must {#a onclick=\"x\"}\nText.\n:::\n", `p.md:1:1 a :::must block has no attribute "onclick"`},
		{":::must-not {#a repeat=\"monthly\"}\nText.\n:::\n", `p.md:1:1 a :::must-not block cannot repeat "monthly"`},
		{":::must {#a repeat=\"daily\"}\nText.\n:::\n", `p.md:1:1 a rule cannot repeat "daily"`},
		{":::must {#a changed=\"soon\"}\nText.\n:::\n", `p.md:1:1 "soon" is not a date: write year-month-day, for example 2026-11-20`},
		{":::must {#a was=\"Old.\"}\nText.\n:::\n", "p.md:1:1 this rule has was, and does not say when it changed"},
		{":::must {#a changed=\"2026-11-20\" was=\"a  TEXT.\"}\nA *text*.\n:::\n", "p.md:1:1 the old wording is what the rule says now"},
		{":::must {#a changed=\"2026-11-20\" was=\"" + strings.Repeat("é", 501) + "\"}\nText.\n:::\n", "p.md:1:1 the old wording has 501 characters; the maximum is 500"},
		{":::must {#a changed=\"soon\" was=\"Old.\"}\nText.\n:::\n", `p.md:1:1 "soon" is not a date: write year-month-day, for example 2026-11-20`},
		{":::must {#a applies=\"x+\"}\nText.\n:::\n", `p.md:1:1 a topic is missing beside a plus in applies="x+"`},
		{":::must {#A_b}\nText.\n:::\n", `p.md:1:1 the identifier "A_b" holds "A", which is not allowed there`},
		{"## Main\n\n## Part {#main}\n", `p.md:3:1 every page uses the identifier "main" itself`},
		{":::must {#a}\n- list\n:::\n", "p.md:1:1 this rule has no text of its own"},
		{":::must {#a}\n:::\n", "p.md:1:1 this rule has no text of its own"},
		{":::note\nA\n\n:::must {#a}\nB\n:::\n", "p.md:1:1 this :::note block never closes"},
		{":::update\nA\n:::\n", "p.md:1:1 this update does not say when it was last checked"},
		{":::urgent\nA\n:::\n", "p.md:1:1 this urgent block does not say when it was last checked"},
		{"## A {onclick=x}\n", `p.md:1:1 a heading has no attribute "onclick"`},
		{strings.Repeat("> ", 60) + "deep\n", "p.md:1:1 lists or quotes are nested more than 40 deep here"},
	}
	for _, test := range tests {
		_, diags := parse(t, test.text)
		var got []string
		for _, d := range source.Sort(diags) {
			got = append(got, d.Pos.String()+" "+d.Message)
			if d.Hint == "" || d.Source == "" {
				t.Errorf("%q: no hint or no source line", test.text)
			}
		}
		if g := strings.Join(got, "\n"); g != test.want {
			t.Errorf("%q: got\n%s\nwant\n%s", test.text, g, test.want)
		}
	}
}

func TestCondition(t *testing.T) {
	has := func(topics string) func(string) bool {
		return func(topic string) bool { return strings.Contains(topics, topic) }
	}
	c := ParseCondition("a+b, c")
	for topics, want := range map[string]string{"": "false", "a": "false", "b": "false", "ab": "true a b", "c": "true c", "abc": "true a b"} {
		holds, why := c.Holds(has(topics))
		if got := strings.TrimSpace(fmt.Sprint(holds, " ", strings.Join(why, " "))); got != want {
			t.Errorf("with %q: %s, not %s", topics, got, want)
		}
	}
	if holds, why := ParseCondition("").Holds(has("")); !holds || why != nil {
		t.Error("no condition does not always hold")
	}
}

func TestSentences(t *testing.T) {
	text := "---\ntitle: A\n---\n## Not a sentence\n\nOne two *three*. Is it e.g. four?\nSo it\nends\n\n- An item `code here`\n- Write to [the team](x.md) now!\n"
	d, _ := parse(t, text)
	var got []string
	for _, s := range d.Sentences {
		got = append(got, fmt.Sprintf("%d %s", s.Words, text[s.Start:s.End]))
	}
	want := "3 One two *three*.|4 Is it e.g. four?|3 So it\nends|2 An item|5 Write to [the team](x.md) now!"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

// TestReserved: a heading that is made of a word that every page uses gets another identifier.
func TestReserved(t *testing.T) {
	d, _ := parse(t, "## Main\n\n## Sections\n\n## Main\n")
	if got := d.Headings[0].ID + " " + d.Headings[1].ID + " " + d.Headings[2].ID; got != "main-2 sections-2 main-3" {
		t.Errorf("got %s", got)
	}
}

func TestSlug(t *testing.T) {
	for words, want := range map[string]string{"Who's on the list?": "whos-on-the-list", "  A – B ": "a-b", "Ynys Môn": "ynys-môn", "?!": "part"} {
		if got := Slug(words); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

// FuzzParse: no text may make the parser panic, leave a hole that cannot be filled, or report a mistake without a place.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "# A\n## B {#b}\n", ":::must {#a applies=\"x+y\"}\nT [l](m)\n\nWhy.\n:::\n", ":::do\na\n:::\n:::dont\nb\n:::\n", ":::do\n:::dont\n:::\n:::\n",
		":::note\n- a\n  :::must {#x}\n  y\n  :::\n:::\n", "> :::must\n> a\n", "{{a}} {{b", "[a]: b\n[a][a] ![c][a] <http://d>\n", "| a | b |\n|---|:-:|\n| [x](y) | z |\n",
		"<!-- c --><b>x</b>\n<div>\n", "- [ ] a\n  > b\n- [x] c\n", "```\n:::\n```", ":::must {#a #b id=3 c=[1,2] d}\nx\n:::", "\t:::note\n    :::\n", "a\n===\nb {#c}\n---\n",
		"a[^1] b[^1] ~~c~~ ~d~\n\n[^1]: x\n\n    y[^2]\n[^2]: z\n[^2]: z\n", "[^0]:[^2]\n[^2]:", "a\n: b\n\n: c\n", "see www.a.org/(x), https://b.org/?q&amp; <c@d.org> or e@f.org.\n"} {
		f.Add([]byte(seed))
	}
	parser := NewParser(language.English())
	f.Fuzz(func(t *testing.T, data []byte) {
		file, _ := source.Parse("p.md", data)
		if file == nil {
			return
		}
		d, diags := parser.Parse(file)
		check := func(h HTML) {
			var b bytes.Buffer
			h.fill(&b, func(kind hole, n int) {
				size := map[hole]int{holeLevel: 7, holeID: len(d.Headings), holeLinkOpen: len(d.Links), holeLinkClose: len(d.Links),
					holeImage: len(d.Images), holeBlock: len(d.Blocks), holeField: len(d.Fields), holeNoteRef: len(d.Refs), holeNoteBack: len(d.Refs),
					holeNote: len(data), holeNotes: len(data), holeTask: 2} // a footnote may be referred to only from one that is not shown
				if n < 0 || n >= size[kind] {
					t.Fatalf("hole %c%d with %d of its kind", kind, n, size[kind])
				}
			})
			if bytes.IndexByte(b.Bytes(), 0) >= 0 || bytes.Contains(b.Bytes(), []byte("<script")) {
				t.Fatalf("not clean: %q", b.Bytes())
			}
		}
		check(d.Body)
		for _, block := range d.Blocks {
			check(block.Body)
			check(block.Other)
		}
		for _, rule := range d.Rules {
			check(rule.Text)
			check(rule.Why)
		}
		for _, diag := range diags {
			if diag.Line < 1 || diag.Message == "" || diag.Hint == "" {
				t.Fatalf("incomplete: %+v", diag)
			}
		}
		for _, s := range d.Sentences {
			if s.Start < 0 || s.End > len(data) || s.Start > s.End {
				t.Fatalf("a sentence outside the file: %+v", s)
			}
		}
	})
}
