package search

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

const guidance = `---
title: Phones
---

Lock it. Ask Dr. Lee, e.g. by phone! “Why?” Because.

## Who's who & what {#who}

Some *words* with [a link](other.md), ` + "`code`" + ` and
a line break.[^1] See 1 < 2.

- One
- Two

:::must {#lock}
Lock the **phone**.

Thieves like phones. So do children.
:::

After the rule.

| Name | Use |
| --- | --- |
| Pin | Lock |

:::update {#own source="x"}
New: an update.
:::

:::note
### Within

A note.
:::

[^1]: A footnote.
`

func read(t *testing.T, text string) Page {
	t.Helper()
	f, diags := source.Read(fstest.MapFS{"page.md": {Data: []byte(text)}}, "page.md", "page.md")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	d, _ := markdown.NewParser(language.English()).Parse(f)
	return NewReader(language.English()).Page("page.html", "Phones", "A summary. Of two.", d, d.Text, nil)
}

func TestPage(t *testing.T) {
	want := Page{Address: "page.html", Title: "Phones", Text: "A summary.\nOf two.\nLock it.\nAsk Dr. Lee, e.g. by phone!\n“Why?”\nBecause.", Parts: []Part{
		{Kind: Heading, ID: "who", Title: "Who's who & what", Text: "Some words with a link, code and a line break.\nSee 1 < 2.\nOne\nTwo\nAfter the rule.\nName, Use\nPin, Lock"},
		{Kind: Rule, ID: "lock", Title: "Lock the phone.", Text: "Thieves like phones.\nSo do children."},
		{Kind: Update, ID: "own", Text: "New: an update."},
		{Kind: Heading, ID: "within", Title: "Within", Text: "A note.\nA footnote."},
	}}
	if diff := cmp.Diff(want, read(t, guidance)); diff != "" {
		t.Error(diff)
	}
}

func TestOutline(t *testing.T) {
	p := Page{Text: "1\n2\n3\n4\n5", Parts: []Part{{Text: "1\n2\n3"}, {Text: "1"}, {Text: "a\nb\nc\nd"}}}
	got := p.Outline()
	if got.Text != "1\n2\n3" || got.Parts[0].Text != "1\n2\n3" || got.Parts[1].Text != "1" || got.Parts[2].Text != "a\nb\nc" {
		t.Errorf("the outline is %+v", got)
	}
	if p.Parts[2].Text != "a\nb\nc\nd" {
		t.Error("the page itself has changed")
	}
}

// TestWhole: a file hands over what scripts read, and leaves out what they make themselves.
func TestWhole(t *testing.T) {
	pages := []Page{{Address: "a.html", Title: "A \"b\"", Text: "One.\nTwo\\.", Parts: []Part{
		{Kind: Heading, ID: "whos-who-what", Title: "Who's who & what?"}, {Kind: Heading, ID: "own", Title: "Who"},
		{Kind: Question, ID: "q", Title: "Who?", Text: "Ann.", Rules: []string{"x", "y"}},
	}}}
	got := string(Whole(pages, nil, Synonyms{Same: [][]string{{"Take off", "delete"}}, Means: []Meaning{{[]string{"boss"}, []string{"the lead", "chair"}}}}))
	want := `dispatchEvent(new CustomEvent("search",{detail:[["take off|delete","boss>the lead|chair"],[["a.html","A \"b\"","One.\nTwo\\.",` +
		`"h","Who's who & what?","","hown","Who","","qq x y","Who?","Ann."]],[]]}))` + "\n"
	if got != want {
		t.Errorf("the file is\n%s\nwant\n%s", got, want)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Group-chat, e-mail & Wi-Fi":     "group chat e mail wi fi",
		"Ann's don’t O'Neill's 'quoted'": "ann dont oneill quoted",
		"Café naïve ﬁne Ⅷ":               "cafe naive fine viii",
		"ΣΊΣΥΦΟΣ İstanbul":               "σισυφοσ istanbul",
		"256 people in 2026 🙂 👩🏽‍💻":      "256 people in 2026",
		"… — ' ’ '' \u0301":              "",
	} {
		if got := Words(text); got != want {
			t.Errorf("the words of %q are %q, want %q", text, got, want)
		}
	}
}

// FuzzWords: any text becomes words that are the same when they are read again, with nothing between them but spaces.
func FuzzWords(f *testing.F) {
	for _, text := range []string{guidance, "a'’b", "İ ẞ ﬃ ½", "\xff\x00'", strings.Repeat("a", 10_000)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := Words(text)
		if again := Words(words); again != words && utf8.ValidString(text) {
			t.Errorf("%q becomes %q, and that %q", text, words, again)
		}
		if strings.ContainsAny(words, "\"\\\n'’") {
			t.Errorf("%q becomes %q", text, words)
		}
	})
}
