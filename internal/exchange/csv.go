package exchange

import (
	"bytes"
	"strconv"
	"strings"

	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/internal/table"
)

// csvTable is a table of questions as comma-separated values (RFC 4180), in UTF-8 with a byte order mark for Excel: see [tableRows].
func csvTable() Format {
	return Format{Name: "csv", Title: "table (CSV)", Ending: ".csv", write: writeCSV, read: readTable, is: func([]byte) bool { return true }}
}

// changed matches what a spreadsheet takes for a number or a date that it shows in another way.
var changed = pattern.New(`^(?:0[0-9]+|[0-9]+(?:\.[0-9]+)?[eE][0-9]+|[0-9]{16,}|[0-9.]+%|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}|[0-9]{1,2}[-/][0-9]{1,4})$`)

func writeCSV(s *Set, o Options, r *source.Reporter) []byte {
	var b bytes.Buffer
	b.WriteString(table.Start)
	var odd []string
	for _, row := range tableRows(s, o, r) {
		texts := make([]string, len(row))
		for i, cell := range row {
			texts[i] = cell.Text
			if !cell.Number && changed().MatchString(cell.Text) {
				odd = append(odd, strconv.Quote(cell.Text))
			}
		}
		_ = table.WriteRow(&b, texts) // into memory
	}
	if len(odd) > 0 {
		r.Warn(source.Pos{File: s.File.Path, Line: 1, Col: 1}, "Export the quiz as xlsx if the table is to be opened in one: these are text there.",
			"a spreadsheet changes what it takes for a number or a date, such as %s", strings.Join(odd[:min(len(odd), 3)], ", "))
	}
	return b.Bytes()
}
