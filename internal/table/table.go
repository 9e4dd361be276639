// Package table writes tables for spreadsheets, in which no cell is a formula: [WriteRow].
package table

import (
	"io"
	"strings"

	"handrail/internal/pattern"
)

// Start comes before the first row: a byte order mark, without which Excel takes UTF-8 for another encoding.
const Start = "\uFEFF"

// WriteRow writes a row as RFC 4180 says: it ends with CR and LF, and a cell has quotes around it if it holds a comma, a semicolon, a
// tab, a quote, CR or LF. No cell is one that a spreadsheet takes for a formula: see [safeCell].
func WriteRow(w io.Writer, cells []string) error {
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
// passes over. That is at the beginning of a cell, and where a separator would begin another. With the apostrophes that are in front
// of it already, as [Text] has to know them from the one that safeCell adds.
var formula = pattern.New(`(^|[;\t\r\n])([\s\p{Z}\p{Cc}\p{Cf}"]*)('*[=+\-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−])`)

// blank matches what a cell begins with that a spreadsheet may pass over, or take for a separator.
var blank = pattern.New(`^'*[\t\r\n]`)

// safeCell is a cell of the table. A formula gets an apostrophe in front, and so does a cell that begins with a tab, CR or LF: it is text
// then (OWASP, "CSV Injection"). cell in templates/browser/csv.ts does the same: internal/table/testdata/cells.json.
func safeCell(text string) string {
	if text == "" || isPlain(text[0]) && !strings.ContainsAny(text, separators+`",`) {
		return text
	}
	cell := formula().ReplaceAllString(text, "${1}${2}'${3}")
	if blank().MatchString(text) {
		cell = "'" + cell
	}
	if strings.ContainsAny(cell, separators+`",`) {
		cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return cell
}

// guarded matches what safeCell makes of a formula.
var guarded = pattern.New(`(^|[;\t\r\n])([\s\p{Z}\p{Cc}\p{Cf}"]*)'('*[=+\-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−])`)

// Text is what WriteRow was given, for the cell that a reader of RFC 4180 reads: it takes off the apostrophes that keep cells from
// being formulas. Any text is the same after WriteRow and Text.
func Text(cell string) string {
	if !strings.Contains(cell, "'") {
		return cell
	}
	if cell[0] == '\'' && blank().MatchString(cell) {
		cell = cell[1:]
	}
	return guarded().ReplaceAllString(cell, "${1}${2}${3}")
}

// isPlain says whether no formula begins with a character.
func isPlain(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
