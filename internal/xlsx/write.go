// Package xlsx writes and reads workbooks of spreadsheets: SpreadsheetML as in ECMA-376, part 1, section 18, in a package as in part 2.
// It knows tables of texts and numbers and nothing of how they look. [Write] makes the six parts that a workbook needs, and [Read]
// reads what other programs have written; packing and unpacking them is left to the caller.
package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"handrail/internal/docx"
)

// Cell is a cell to write.
type Cell struct {
	Text   string
	Number bool // Text is a number, in digits with a point
}

// MaxText is how many UTF-16 units a cell can hold: Excel calls a workbook with more damaged
// (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3).
const MaxText = 32767

const (
	main      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// Write makes the parts of a workbook with one sheet, by their names in the package. A cell without text is not written, and no text is
// a formula.
func Write(sheet string, rows [][]Cell) map[string]string {
	texts := shared{places: map[string]int{}}
	var data strings.Builder
	for i, row := range rows {
		texts.row(&data, i+1, row)
	}
	return map[string]string{
		"[Content_Types].xml": docx.ContentTypes(docx.Override("/xl/workbook.xml", mediaType+"sheet.main+xml") +
			docx.Override("/xl/worksheets/sheet1.xml", mediaType+"worksheet+xml") +
			docx.Override("/xl/sharedStrings.xml", mediaType+"sharedStrings+xml")),
		"_rels/.rels": docx.Relations(docx.Relation("rId1", docx.Office+"/officeDocument", "xl/workbook.xml", false)),
		"xl/workbook.xml": docx.Head + `<workbook xmlns="` + main + `" xmlns:r="` + docx.Office + `"><sheets><sheet name="` +
			docx.Escape(sheet) + `" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": docx.Relations(docx.Relation("rId1", docx.Office+"/worksheet", "worksheets/sheet1.xml", false) +
			docx.Relation("rId2", docx.Office+"/sharedStrings", "sharedStrings.xml", false)),
		"xl/worksheets/sheet1.xml": docx.Head + `<worksheet xmlns="` + main + `"><sheetData>` + data.String() + `</sheetData></worksheet>`,
		"xl/sharedStrings.xml":     docx.Head + `<sst xmlns="` + main + `">` + texts.list.String() + `</sst>`,
	}
}

// shared is the part of shared strings: each text once.
type shared struct {
	places map[string]int
	list   strings.Builder
}

func (s *shared) row(b *strings.Builder, number int, row []Cell) {
	var cells strings.Builder
	for i, cell := range row {
		switch {
		case cell.Text == "":
		case cell.Number:
			fmt.Fprintf(&cells, `<c r="%s%d"><v>%s</v></c>`, Column(i), number, docx.Escape(cell.Text))
		default:
			fmt.Fprintf(&cells, `<c r="%s%d" t="s"><v>%d</v></c>`, Column(i), number, s.place(cell.Text))
		}
	}
	if cells.Len() > 0 {
		fmt.Fprintf(b, `<row r="%d">%s</row>`, number, cells.String())
	}
}

func (s *shared) place(text string) int {
	place, ok := s.places[text]
	if !ok {
		place = len(s.places)
		s.places[text] = place
		s.list.WriteString(`<si><t xml:space="preserve">` + escape(text) + `</t></si>`)
	}
	return place
}

// escape writes a text as ST_Xstring (ECMA-376, part 1, section 22.9.2.19), in which _x000D_ is a character that XML has no place for.
// What only looks like one has its underscore written so.
func escape(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '_' && isEscape(text[i:]):
			b.WriteString("_x005F_")
		case r < ' ' && r != '\t' && r != '\n', r == '\uFFFE', r == '\uFFFF':
			fmt.Fprintf(&b, "_x%04X_", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unescape reads an ST_Xstring.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if isEscape(text[i:]) {
			code, _ := strconv.ParseUint(text[i+2:i+6], 16, 16) // isEscape has looked at the digits
			b.WriteRune(rune(code))
			i += 6
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// isEscape says whether a text begins with a character in the form _x000D_.
func isEscape(text string) bool {
	if len(text) < 7 || text[:2] != "_x" || text[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(text[2:6], 16, 16)
	return err == nil
}

// Column is the name of a column, from 0: A to Z, then AA.
func Column(n int) string {
	name := ""
	for n++; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
