package exchange

import (
	"bytes"

	"handrail/internal/source"
	"handrail/internal/table"
)

func csvTable() Format {
	return Format{Name: "csv", Title: "table (CSV)", Ending: ".csv", write: writeCSV}
}

func writeCSV(s *Set, _ Options, _ *source.Reporter) []byte {
	var b bytes.Buffer
	b.WriteString(table.Start)
	for _, q := range s.Questions {
		_ = table.WriteRow(&b, []string{q.ID, string(q.Kind), q.Title, q.Stem.Markdown()}) // into memory
	}
	return b.Bytes()
}
