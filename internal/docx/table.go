package docx

import (
	"fmt"
	"strings"
)

// Table is a table whose columns are equally wide.
type Table struct {
	Left  int  // how far it is set in, in twentieths of a point
	Width int  // of the text, from which Left is taken off
	Head  bool // the first row names the columns: it is repeated on each page, and read aloud as the names
	Rows  []Row
}

// Row is a row of a table.
type Row struct {
	Cells []string                // the paragraphs of each
	Wrap  func(row string) string // writes what depends on something; nil for a row that is always there
}

// XML writes the table, and an empty paragraph: two tables in a row would be one.
func (t Table) XML() string {
	columns := 1
	for _, row := range t.Rows {
		columns = max(columns, len(row.Cells))
	}
	width := (t.Width - t.Left) / columns
	var b strings.Builder
	fmt.Fprintf(&b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblInd w:w="%d" w:type="dxa"/><w:tblBorders>`, width*columns, t.Left)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	}
	b.WriteString(`</w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="115" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar>`)
	b.WriteString(`<w:tblLook w:firstRow="` + map[bool]string{true: "1", false: "0"}[t.Head] + `"/></w:tblPr><w:tblGrid>`)
	b.WriteString(strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, width), columns) + `</w:tblGrid>`)
	for i, row := range t.Rows {
		text := `<w:trPr><w:cantSplit/></w:trPr>`
		if i == 0 && t.Head {
			text = `<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`
		}
		for n := range columns {
			cell := `<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>`
			if n < len(row.Cells) {
				cell = row.Cells[n]
			}
			text += fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, width) + cell + `</w:tc>`
		}
		text = "<w:tr>" + text + "</w:tr>"
		if row.Wrap != nil {
			text = row.Wrap(text)
		}
		b.WriteString(text)
	}
	return b.String() + `</w:tbl><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:p>`
}

// Cell is the one paragraph of a cell. align is "", "center" or "right".
func Cell(runs, align string) string {
	style := `<w:spacing w:after="0"/>`
	if align != "" {
		style += `<w:jc w:val="` + align + `"/>`
	}
	return `<w:p><w:pPr>` + style + `</w:pPr>` + runs + `</w:p>`
}
