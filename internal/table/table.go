// Package table writes tables for spreadsheets: [WriteRow].
package table

import (
	"io"
	"regexp"
	"strings"
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
// passes over. That is at the beginning of a cell, and where a separator would begin another.
var formula = regexp.MustCompile(`(^|[;\t\r\n])([\s\p{Z}\p{Cc}\p{Cf}"]*)([=+\-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−])`)

// safeCell is a cell of the table. A formula gets an apostrophe in front, and so does a cell that begins with a tab, CR or LF: it is text
// then (OWASP, "CSV Injection"). cell in templates/browser/csv.ts does the same: internal/table/testdata/cells.json.
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
