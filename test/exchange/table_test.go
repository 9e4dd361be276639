package exchange

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"handrail/internal/exchange"
	"handrail/internal/table"
	"handrail/quiz"
	"handrail/test/office"
)

// tableWords are what spreadsheets read as something else than words.
func tableWords() []string {
	return []string{"=1+1", "=cmd|' /C calc'!A0", "+44 113 496 0000", "-1", "@SUM(A1:A9)", "'=1+1", "''", "3-4", "1/2", "0012", "1e5", "75%", "TRUE", "1,5", `say "so"; or, not`,
		"a\tb", "<b>&amp;</b>", "_x0041_", "=HYPERLINK(\"https://example.org\")", "مرحبا =1", "😀", "\u200b=1"}
}

// tableSet is the quiz with which Handrail is tried, and a question for each of tableWords.
func tableSet(t *testing.T) *exchange.Set {
	t.Helper()
	data, err := os.ReadFile("../../quiz/testdata/trial.md")
	if err != nil {
		t.Fatal(err)
	}
	_, set := qtiSet(t, data)
	for i, words := range tableWords() {
		set.Questions = append(set.Questions, &exchange.Question{ID: words, Kind: quiz.Short, Title: words, Points: i + 1, Accepted: []exchange.Accepted{{Forms: []string{words}}, {Number: 2.5, IsNumber: true}}})
	}
	return set
}

// rowsOf reads a table by RFC 4180, without the empty cells at the end of a row.
func rowsOf(t *testing.T, data string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(data, table.Start)))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		for n := len(rows[i]); n > 0 && rows[i][n-1] == ""; n-- {
			rows[i] = rows[i][:n-1]
		}
	}
	return rows
}

// TestCalc: LibreOffice Calc reads each cell of a table as it is meant, of a file of values and of a workbook, and takes none for a formula,
// but for what is reported of a file of values. A workbook that was cut, and a formula, are found.
func TestCalc(t *testing.T) {
	values, books := map[string][]byte{"formula.csv": []byte("a,=1+1\r\n")}, map[string][]byte{}
	for _, name := range []string{"csv", "xlsx", "kahoot", "wayground"} {
		format, _ := exchange.Named(name)
		data, diags := format.Write(tableSet(t), exchange.Options{TrainerNotes: true})
		if data == nil {
			t.Fatal(diags)
		}
		if name == "csv" {
			values["values.csv"] = data
		} else {
			books[name+".xlsx"] = data
		}
	}
	books["cut.xlsx"] = books["xlsx.xlsx"][:len(books["xlsx.xlsx"])/2]
	profile := t.TempDir()
	const kind = "Text - txt - csv (StarCalc):44,34,76,1,,0,true" // commas, UTF-8, and texts quoted as numbers are not
	want := rowsOf(t, string(values["values.csv"]))
	for i := range want {
		for n := range want[i] {
			want[i][n] = table.Text(want[i][n])
		}
	}
	rows := office.Convert(t, profile, "", books, "csv", kind)
	sameRows(t, "the workbook", rowsOf(t, rows["xlsx.xlsx"]), want)
	if n := strings.Count(rows["xlsx.xlsx"], ",2.5,"); n != len(tableWords()) {
		t.Errorf("the workbook has %d numbers", n)
	}
	if text := rows["cut.xlsx"]; strings.Contains(text, "broadcast") {
		t.Errorf("of a workbook that was cut this is read: %q", text)
	}
	if got := rowsOf(t, rows["kahoot.xlsx"]); len(got) < 11 || len(got[6]) > 0 || !slices.Equal(got[8], []string{"1", "How do you write to all members at once?", "In a group chat", "With a broadcast list",
		"By email, with all their addresses in one line", "", "60", "2"}) {
		t.Errorf("Kahoot's rows are %q", got)
	}
	if got := rowsOf(t, rows["wayground.xlsx"]); got[0][1] != "Question Type" || got[1][1] != "Multiple Choice" || got[1][7] != "2" {
		t.Errorf("Wayground's rows are %q", got[:2])
	}
	rows = office.Convert(t, profile, "CSV:44,34,76", values, "csv", kind)
	got := rowsOf(t, rows["values.csv"])
	for i := range got {
		for n := range got[i] {
			got[i][n] = strings.Replace(table.Text(got[i][n]), "TRUE", "True", 1)
			got[i][n] = strings.Replace(got[i][n], "FALSE", "False", 1)
		}
	}
	isChanged := func(row []string) bool { // by its points: from 1/2 to TRUE, which are reported
		return len(row) > 6 && slices.Contains([]string{"9", "10", "11", "12", "13"}, row[6])
	}
	got, want = slices.DeleteFunc(got, isChanged), slices.DeleteFunc(want, isChanged)
	sameRows(t, "the file of values", got, want)
	if got := rowsOf(t, rows["formula.csv"]); len(got) != 1 || !slices.Equal(got[0], []string{"a", "2"}) {
		t.Errorf("a formula is read as %q, so none would be found", got)
	}
}

func sameRows(t *testing.T, what string, got, want [][]string) {
	t.Helper()
	if len(got) != len(want) || len(got) < 25 {
		t.Errorf("%s has %d rows, and not %d", what, len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%s: row %d is\n%q\nand not\n%q", what, i+1, got[i], want[i])
		}
	}
}
