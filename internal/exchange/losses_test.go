package exchange

import (
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/quiz"
)

func TestLosses(t *testing.T) {
	t.Parallel()
	r := &source.Reporter{File: &source.File{Path: "quiz.md", Data: []byte("one\ntwo\nthree\n")}, Check: Check}
	l := losses{r: r}
	at := func(line int) *Question { return &Question{Pos: source.Pos{File: "quiz.md", Line: line, Col: 1}} }
	l.lose(at(1), "the hint", "There is no place for it.")
	l.lose(at(2), "its points", "Each counts for one.")
	l.lose(at(3), "the hint", "There is no place for it.")
	l.report()
	var got []string
	for _, d := range r.Diags {
		got = append(got, d.Pos.String()+" "+string(d.Severity)+" "+d.Message)
	}
	want := []string{"quiz.md:1:1 warning 2 questions lose the hint, this one first", "quiz.md:2:1 warning this question loses its points"}
	if !slices.Equal(got, want) {
		t.Errorf("reported %q", got)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	if got := settings(&Set{Shuffle: "none", Feedback: "at-once"}); len(got) != 0 {
		t.Errorf("a quiz without settings has %q", got)
	}
	all := &Set{Intro: Words("Read first."), Pass: 60, Draw: 5, Shuffle: "both", Feedback: "at-end", Minutes: 10, Certificate: true}
	want := []string{"the introduction", "the pass mark of 60%", "that 5 questions are drawn", "the shuffling", "that feedback comes at the end",
		"the time of 10 minutes", "the certificate"}
	if got := settings(all); !slices.Equal(got, want) {
		t.Errorf("the settings are %q", got)
	}
}

// TestNamesNoFormat: no message names its format, as Combine puts the names of formats before what they lose.
func TestNamesNoFormat(t *testing.T) {
	t.Parallel()
	several := hostileSet()
	several.Questions = slices.DeleteFunc(several.Questions, func(q *Question) bool { return q.Kind == quiz.Match || q.Kind == quiz.Categorise })
	for _, f := range Formats() {
		if !f.Writes() {
			continue
		}
		name, _, _ := strings.Cut(f.Title, " (")
		name = strings.TrimSuffix(strings.TrimSuffix(name, " spreadsheet"), " text")
		tried := 0
		for _, s := range []*Set{trialSet(t), hostileSet(), several, {Title: "Empty", File: &source.File{Path: "quiz.md"}}} {
			_, diags := f.Write(s, packagedPage)
			tried += len(diags)
			for _, d := range diags {
				if strings.Contains(d.Message, name) {
					t.Errorf("%s reports %q", f.Name, d.Message)
				}
			}
		}
		if tried == 0 && f.Name != "csv" && f.Name != "xlsx" {
			t.Errorf("%s reports nothing", f.Name)
		}
	}
}
