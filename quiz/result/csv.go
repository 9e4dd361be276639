package result

import (
	"io"
	"regexp"
	"strconv"
	"strings"

	"handrail/quiz"
)

// WriteCSV writes the results of a group as a table for a spreadsheet, a row for each taker, in the order in which they
// came. Find reads the results again from it.
//
// It is as RFC 4180 says: rows end with CR and LF, and a cell has quotes around it if it holds a comma, a semicolon, a tab, a
// quote, CR or LF. It is UTF-8, with a byte order mark (U+FEFF) in front: without one, Excel takes it for another encoding. The first row is
//
//	name,date,version,points,of,passed,QUESTION…,code
//
// with the identifier of each question, in the order of the file. In the rows below,
//
//	name      is what was typed, or empty
//	date      is such as 2026-11-22
//	version   is now, or older for another version of the quiz
//	points,of are whole numbers
//	passed    is yes or no, or empty when the quiz has no pass mark
//	QUESTION  is right, partly, nearly or wrong, or empty when the question was not asked or its answer is left out
//	code      is the code of the result, with the name
//
// No cell is one that a spreadsheet takes for a formula: see [safeCell].
func WriteCSV(w io.Writer, g *Group) error {
	row := []string{"\uFEFF" + "name", "date", "version", "points", "of", "passed"}
	for _, q := range g.Quiz.Questions {
		row = append(row, q.ID)
	}
	if err := writeRow(w, append(row, "code")); err != nil {
		return err
	}
	for _, t := range g.Taken {
		row := []string{t.Name, Date(t.Day), age(t), strconv.Itoa(t.Got), strconv.Itoa(t.All), passed(g.Quiz, t)}
		for at := range g.Quiz.Questions {
			row = append(row, string(t.mark(at)))
		}
		if err := writeRow(w, append(row, t.Code)); err != nil {
			return err
		}
	}
	return nil
}

func age(t Taken) string {
	if t.Older {
		return "older"
	}
	return "now"
}

func passed(q *quiz.Quiz, t Taken) string {
	switch {
	case q.Pass == 0:
		return ""
	case t.Passed:
		return "yes"
	}
	return "no"
}

func writeRow(w io.Writer, cells []string) error {
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = safeCell(cell)
	}
	_, err := io.WriteString(w, strings.Join(safe, ",")+"\r\n")
	return err
}

// separators are what spreadsheets take for the end of a cell, besides the comma of this table: which of them depends on the country.
const separators = ";\t\r\n"

// formula matches what a spreadsheet may take for the beginning of a formula: = + - or @, in any of their widths, also after what it
// passes over. That is at the beginning of a cell, and where a separator would begin another.
var formula = regexp.MustCompile(`(^|[;\t\r\n])([\s\p{Z}\p{Cc}\p{Cf}"]*)([=+\-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−])`)

// safeCell is a cell of the table. A formula gets an apostrophe in front, and so does a cell that begins with a tab, CR or LF: it is text
// then (OWASP, "CSV Injection"). cell in templates/browser/csv.ts does the same: quiz/testdata/cells.json.
func safeCell(text string) string {
	if text == "" || isPlain(text[0]) && !strings.ContainsAny(text, separators+`",`) {
		return text
	}
	cell := formula.ReplaceAllString(text, "${1}${2}'${3}")
	if strings.Contains("\t\r\n", text[:1]) {
		cell = "'" + cell
	}
	if strings.ContainsAny(cell, separators+`",`) {
		cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return cell
}

// isPlain says whether no formula begins with a character.
func isPlain(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
