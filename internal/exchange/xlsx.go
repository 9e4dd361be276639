package exchange

import (
	"maps"
	"slices"
	"unicode/utf16"

	"handrail/internal/source"
	"handrail/internal/xlsx"
)

// xlsxTable is a table of questions as a workbook: see [tableRows].
func xlsxTable() Format {
	return Format{Name: "xlsx", Title: "table (Excel)", Ending: ".xlsx", write: writeXLSX, read: readTable,
		is: func(data []byte) bool { return hasHeader(data, isTableHeader) }}
}

func writeXLSX(s *Set, o Options, r *source.Reporter) []byte {
	return workbook(s, "Quiz", tableRows(s, o, r), r)
}

// workbook packs a workbook of one sheet. A text that no cell can hold is an error.
func workbook(s *Set, sheet string, rows [][]xlsx.Cell, r *source.Reporter) []byte {
	for _, row := range rows {
		for _, cell := range row {
			if len(cell.Text) > xlsx.MaxText && len(utf16.Encode([]rune(cell.Text))) > xlsx.MaxText {
				r.Add(source.Pos{File: s.File.Path, Line: 1}, "Make the text shorter, or export the quiz in another format, such as csv.",
					"a text is too long for a cell, which has room for %d characters: it begins %q", xlsx.MaxText, string([]rune(cell.Text)[:60]))
				return nil
			}
		}
	}
	var files []File
	parts := xlsx.Write(sheet, rows)
	for _, name := range slices.Sorted(maps.Keys(parts)) { // "[Content_Types].xml" is the first
		files = append(files, File{name, []byte(parts[name])})
	}
	return writeZip(files)
}
