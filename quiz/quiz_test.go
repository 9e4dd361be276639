package quiz

import (
	"strings"
	"testing"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

func parse(t *testing.T, text string) (*Quiz, []source.Diagnostic) {
	t.Helper()
	f, diags := source.Parse("q.md", []byte(text))
	if f == nil {
		t.Fatal(diags)
	}
	doc, _ := markdown.NewParser().Parse(f)
	return Parse(doc, Front{Pass: 80})
}

func TestParse(t *testing.T) {
	q, diags := parse(t, `Read each one.

## Who can see it? {#who rules="a b"}

Think of the *list*.

- [ ] Everyone
  > No: only you.
- [x] Only **you**

> It works like bcc.

## And then? {#then rules="c"}

- [x] One
- [x] Two
- [ ] Three
`)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	first := q.Questions[0]
	for _, test := range []struct{ got, want any }{
		{string(q.Intro), "<p>Read each one.</p>"}, {len(q.Questions), 2},
		{first.ID, "who"}, {first.Title, "Who can see it?"}, {strings.Join(first.Rules, ","), "a,b"},
		{string(first.Stem), "<p>Think of the <em>list</em>.</p>"}, {string(first.Explanation), "<p>It works like bcc.</p>"},
		{len(first.Choices), 2}, {string(first.Choices[0].Text), "Everyone"}, {string(first.Choices[0].Feedback), "<p>No: only you.</p>"},
		{first.Choices[0].Right, false}, {string(first.Choices[1].Text), "Only <strong>you</strong>"}, {first.Choices[1].Right, true},
		{first.Many(), false}, {q.Questions[1].Many(), true}, {q.Pass, 80},
	} {
		if test.got != test.want {
			t.Errorf("got %v, want %v", test.got, test.want)
		}
	}
}

func TestParseMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"## A\n- [x] a\n- [ ] b\n":                      "1:1 this question has no identifier\n1:1 this question tests no rule",
		"## A {#a rules=\"r\"}\nText\n":                 "1:1 this question has fewer than two choices",
		"## A {#a rules=\"r\"}\n- [ ] a\n- [ ] b\n":     "1:1 no choice of this question is right",
		"\n## A {#a rules=\"r\"}\n- [x] a\n- [x] b\n":   "2:1 every choice of this question is right",
		"## A {#a rules=\"r\"}\n- [x] a\n- [ ] b\n## B": "4:1 this question has no identifier\n4:1 this question has fewer than two choices\n4:1 this question tests no rule",
	} {
		_, diags := parse(t, text)
		var got []string
		for _, d := range diags {
			got = append(got, strings.TrimPrefix(d.Pos.String(), "q.md:")+" "+d.Message)
		}
		if g := strings.Join(got, "\n"); g != want {
			t.Errorf("%q: got\n%s\nwant\n%s", text, g, want)
		}
	}
}
