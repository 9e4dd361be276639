package exchange

import (
	"bytes"

	"handrail/internal/source"
	"handrail/internal/table"
)

// csvTable is a table of questions as comma-separated values (RFC 4180), in UTF-8 with a byte order mark for Excel: see [tableRows].
func csvTable() Format {
	return Format{Name: "csv", Title: "table (CSV)", Ending: ".csv", write: writeCSV, read: readTable, is: func([]byte) bool { return true }}
}

func writeCSV(s *Set, o Options, r *source.Reporter) []byte {
	var b bytes.Buffer
	b.WriteString(table.Start)
	for _, row := range tableRows(s, o, r) {
		texts := make([]string, len(row))
		for i, cell := range row {
			texts[i] = cell.Text
		}
		_ = table.WriteRow(&b, texts) // into memory
	}
	return b.Bytes()
}
