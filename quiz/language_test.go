package quiz

import (
	"slices"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

// madeUp is a small language: its words are English ones backwards.
func madeUp() *language.Language {
	return &language.Language{
		Tag: "x-backwards",
		Questions: language.Questions{True: "eurt", False: "eslaf",
			DoubleNegative: func(title string) bool { return strings.Count(title, "ton") > 1 },
			Positions: func(choices []string) []bool {
				at := make([]bool, len(choices))
				for i, c := range choices {
					at[i] = c == "B dna A"
				}
				return at
			}},
		Answers: language.Answers{Numbers: map[string]string{"net": "10"}, Names: []string{"yadirf"}, Before: "z", Last: "qx"},
	}
}

const inBackwards = `---
title: A
shuffle: choices
---
## Si ton ton {#one rules="a"}

- [x] Eurt
- [ ] Eslaf
  > On.

> Yhw.

## Owt {#two rules="a"}

- [x] A
- [ ] B dna A
  > On.

> Yhw.

## Eerht {#three rules="a"}

- [=] net
- [=] yadirf
- [=] lettaq

> Yhw.
`

// TestLanguage: whatever a quiz knows of words is that of its language. In one that is not known, the same quiz has no mistakes.
func TestLanguage(t *testing.T) {
	read := func(lang *language.Language) (*Quiz, string) {
		f, diags := source.Parse("a.md", []byte(inBackwards))
		doc, more := markdown.NewParser(lang).Parse(f)
		q, last := Parse(doc, Front{Shuffle: "choices"})
		var messages []string
		for _, d := range slices.Concat(diags, more, last) {
			messages = append(messages, d.Message)
		}
		return q, strings.Join(messages, "|")
	}
	q, messages := read(madeUp())
	if want := `this question has a double negative|this choice refers to others by their position, and the choices are shuffled: "B dna A"`; messages != want {
		t.Errorf("got  %s\nwant %s", messages, want)
	}
	if q.Questions[0].Kind() != TrueFalse {
		t.Errorf("the first question is of the kind %s", q.Questions[0].Kind())
	}
	marks := func(q *Quiz) (got string) {
		for _, typed := range []string{"10", "ten", "yadirg", "lettax", "zlettaq", "lettap"} {
			got += typed + " " + string(q.Questions[2].Mark(Answer{Words: typed})) + ", "
		}
		return got
	}
	if got, want := marks(q), "10 right, ten wrong, yadirg wrong, lettax wrong, zlettaq wrong, lettap nearly, "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	q, messages = read(&language.Language{})
	if messages != "" || q.Questions[0].Kind() != One {
		t.Errorf("of an unknown language is said: %s; its first question is of the kind %s", messages, q.Questions[0].Kind())
	}
	if got, want := marks(q), "10 wrong, ten wrong, yadirg nearly, lettax nearly, zlettaq nearly, lettap nearly, "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
