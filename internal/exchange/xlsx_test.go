package exchange

import (
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/xlsx"
)

// book packs a workbook of one sheet.
func book(t testing.TB, rows [][]xlsx.Cell) []byte {
	t.Helper()
	r := &source.Reporter{File: &source.File{Path: "quiz.md"}}
	data := workbook(&Set{File: r.File}, "Sheet1", rows, r)
	if data == nil {
		t.Fatal(r.Diags)
	}
	return data
}

// cells are rows of texts.
func cells(rows ...[]string) [][]xlsx.Cell {
	var list [][]xlsx.Cell
	for _, row := range rows {
		var line []xlsx.Cell
		for _, words := range row {
			line = append(line, xlsx.Cell{Text: words})
		}
		list = append(list, line)
	}
	return list
}

// TestWorkbook: places in a workbook are rows, and what is reported shows the row as it can be read.
func TestWorkbook(t *testing.T) {
	t.Parallel()
	data := book(t, cells([]string{"Our questions"}, nil, []string{"", "Question", "Kind", "Answer 1", "right 1"}, []string{"", "Why\nso?", "one", "a", "perhaps"}))
	set, diags := xlsxTable().Read("quiz.xlsx", data)
	if got := summary(set.Questions[0]); got != ` one "Why so?" ~"a"` {
		t.Errorf("read %s", got)
	}
	want := []string{"1 warning: what is above the names of the columns is left out", "4 warning: no answer of this question is right",
		`4 warning: "perhaps" does not say whether the answer is right, so the answer counts as wrong`}
	if got := messages(diags); !slices.Equal(got, want) {
		t.Errorf("reported %q", got)
	}
	if last := diags[len(diags)-1]; last.Source != " | Why so? | one | a | perhaps" || last.Col != 24 {
		t.Errorf("the row is shown as %q, with the mistake at %d", last.Source, last.Col)
	}
	for name, broken := range map[string][]byte{"cut": data[:len(data)/2], "empty": writeZip([]File{{"a", nil}})} {
		set, diags := xlsxTable().Read("quiz.xlsx", broken)
		if set != nil || len(diags) != 1 || diags[0].Severity != source.Error || diags[0].Hint == "" || diags[0].Source != "" {
			t.Errorf("%s: %v", name, diags)
		}
	}
}

// TestLongCell: a text that Excel would call damaged is refused, and one that just fits is not.
func TestLongCell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words string
		fits  bool
	}{{strings.Repeat("é", 32767), true}, {strings.Repeat("é", 32768), false}, {strings.Repeat("😀", 16384), false}} {
		set := trialSet(t)
		set.Questions[0].Stem = Words(c.words)
		data, diags := xlsxTable().Write(set, Options{TrainerNotes: true})
		if errors, _ := source.Count(diags); (data != nil) != c.fits || (errors == 0) != c.fits {
			t.Errorf("%d bytes: %v", len(c.words), diags)
		}
		if _, diags := csvTable().Write(set, Options{TrainerNotes: true}); len(diags) > 0 {
			t.Error(diags)
		}
	}
}

// TestTooManyAnswers: a table that could not be read again is not written.
func TestTooManyAnswers(t *testing.T) {
	t.Parallel()
	set := trialSet(t)
	for len(set.Questions[0].Choices) <= maxAnswers {
		set.Questions[0].Choices = append(set.Questions[0].Choices, Choice{Text: Words("x")})
	}
	if data, diags := csvTable().Write(set, Options{TrainerNotes: true}); data != nil || len(diags) != 1 || diags[0].Hint == "" {
		t.Error(diags)
	}
	set.Questions[0].Choices = set.Questions[0].Choices[:maxAnswers]
	data, diags := csvTable().Write(set, Options{TrainerNotes: true})
	if back, more := csvTable().Read("x", data); back == nil || len(back.Questions[0].Choices) != maxAnswers || len(diags)+len(more) > 0 {
		t.Error(diags, more)
	}
}

// FuzzXLSX: whatever a sheet holds, it is a quiz of questions whose kinds fit their answers, or an error.
func FuzzXLSX(f *testing.F) {
	data, _ := xlsxTable().Write(trialSet(f), Options{TrainerNotes: true})
	f.Add(data)
	f.Add(book(f, cells([]string{"kind", "question", "answer 1"}, []string{"short", "Q", "1"})))
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, xlsxTable(), data) })
}
