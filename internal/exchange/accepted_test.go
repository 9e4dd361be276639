package exchange

import (
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/quiz"
)

// TestWritten: accepted answers go to programs that compare letter by letter in each of their forms, and as a keyboard has them.
func TestWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		accepted     []Accepted
		words, typed []string
	}{
		{[]Accepted{{Forms: []string{"the Portal’s list", "the list"}}}, []string{"the Portal’s list", "the list"}, []string{"the Portal's list"}},
		{[]Accepted{{Forms: []string{"“yes” – ‘no’…"}}}, []string{"“yes” – ‘no’…"}, []string{`"yes" - 'no'...`}},
		{[]Accepted{{Forms: []string{"10\u00a0°C", "opt‑in — «a»"}}}, []string{"10\u00a0°C", "opt‑in — «a»"}, []string{"10 °C", `opt-in - "a"`}},
		{[]Accepted{{Forms: []string{"don’t"}}, {Forms: []string{"don't"}}}, []string{"don’t", "don't"}, nil},
		{[]Accepted{{Forms: []string{"−5"}, Number: -5, IsNumber: true}}, []string{"-5", "−5"}, nil},
		{[]Accepted{{Forms: []string{"twelve"}, Number: 12, IsNumber: true}, {Forms: []string{"256 ± 6"}, Number: 256, Tolerance: 6, IsNumber: true}}, []string{"12", "twelve", "256"}, nil},
	} {
		words, typed := (&Question{Accepted: c.accepted}).written()
		if !slices.Equal(words, c.words) || !slices.Equal(typed, c.typed) {
			t.Errorf("%v: %q and %q", c.accepted, words, typed)
		}
	}
}

// TestTypedMarks: every format whose programs compare letter by letter accepts an answer with plain marks too, and the table, which is read here, has it once.
func TestTypedMarks(t *testing.T) {
	t.Parallel()
	set := &Set{Title: "Q", Language: "en-GB", File: &source.File{Path: "quiz.md"}, Questions: []*Question{{ID: "q", Kind: quiz.Short, Title: "Which?",
		Points: 1, Accepted: []Accepted{{Forms: []string{"the Portal’s list"}}}, Pos: source.Pos{File: "quiz.md", Line: 3}}}}
	for name, want := range map[string]int{"moodle": 2, "gift": 2, "qti21": 2, "qti22": 2, "wayground": 2, "csv": 1, "xlsx": 1} {
		f, _ := Named(name)
		data, _ := f.Write(set, Options{})
		back, diags := f.Read("quiz"+f.Ending, data)
		if back == nil {
			t.Fatal(name, diags)
		}
		forms := []string{}
		for _, a := range back.Questions[0].Accepted {
			forms = append(forms, a.Forms...)
		}
		if all := []string{"the Portal’s list", "the Portal's list"}; !slices.Equal(forms, all[:want]) {
			t.Errorf("%s accepts %q", name, forms)
		}
	}
}

// TestWaygroundTyped: where there is no room for an answer with plain marks, the question is written, and that is reported.
func TestWaygroundTyped(t *testing.T) {
	t.Parallel()
	q := &Question{ID: "q", Kind: quiz.Short, Title: "Which?", Points: 1, Pos: source.Pos{File: "quiz.md", Line: 3}}
	for _, form := range []string{"a’b", "c", "d", "e", "f"} {
		q.Accepted = append(q.Accepted, Accepted{Forms: []string{form}})
	}
	data, diags := wayground().Write(&Set{Title: "Q", Language: "en-GB", File: &source.File{Path: "quiz.md"}, Questions: []*Question{q}}, Options{})
	got := messages(diags)
	want := "3 warning: this question loses accepted answers as they are typed on a keyboard, which has ' for ’"
	if row := sheetOf(t, data).Rows[1]; !slices.Contains(got, want) || strings.Join(row[2:7], "|") != "a’b|c|d|e|f" {
		t.Errorf("%q %q", row, got)
	}
	q.Accepted = q.Accepted[:4]
	data, diags = wayground().Write(&Set{Title: "Q", Language: "en-GB", File: &source.File{Path: "quiz.md"}, Questions: []*Question{q}}, Options{})
	if row := sheetOf(t, data).Rows[1]; slices.Contains(messages(diags), want) || strings.Join(row[2:7], "|") != "a’b|c|d|e|a'b" {
		t.Errorf("%q %q", row, diags)
	}
}

// withTyped are accepted answers and, after them, those in words as a keyboard has them.
func withTyped(list []Accepted) []Accepted {
	all := slices.Clone(list)
	for _, a := range list {
		if a.IsNumber {
			continue
		}
		typed := Accepted{Forms: []string{asTyped(a.Forms[0])}}
		if !slices.ContainsFunc(all, func(other Accepted) bool { return !other.IsNumber && other.Forms[0] == typed.Forms[0] }) {
			all = append(all, typed)
		}
	}
	return all
}
