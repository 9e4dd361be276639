package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"handrail/internal/source"
	"handrail/internal/table"
	"handrail/internal/xlsx"
)

// gridCell is a cell of a table that is read, and where it is.
type gridCell struct {
	Text string
	Pos  source.Pos
}

// maxCell is how many bytes a cell can have: about what Excel's 32,767 characters take.
const maxCell = 100_000

// maxCells is how many cells of a table can hold something: a text of markdown in each is read in some seconds.
const maxCells = 100_000

// grid reads the rows of a table, from the one that names its columns: the first for which isHeader holds. Without one there is an error,
// which is reported. The file may be a workbook, or values between commas, semicolons or tabs.
func (i *importing) grid(isHeader func(names []string) bool, hint string) [][]gridCell {
	rows, ok := i.anyGrid(isHeader)
	if !ok {
		return nil
	}
	full := 0
	for _, row := range rows {
		for _, cell := range row {
			if cell.Text != "" {
				full++
			}
		}
	}
	if full > maxCells {
		i.Add(i.line(1), "Make several tables of it.", "this table is too large: %d of its cells hold something, and the most that are read are %d", full, maxCells)
		return nil
	}
	for n, row := range rows {
		if isHeader(namesIn(row)) {
			i.above(rows[:n])
			return rows[n:]
		}
	}
	i.Add(i.line(1), hint, "no row of this table names its columns")
	return nil
}

// hasHeader says whether a file is a table in which a row names its columns.
func hasHeader(data []byte, isHeader func(names []string) bool) bool {
	i := newImport(&source.Reporter{File: &source.File{Data: data}})
	rows, _ := i.anyGrid(isHeader)
	return hasRow(rows, isHeader)
}

func hasRow(rows [][]gridCell, isHeader func(names []string) bool) bool {
	return slices.ContainsFunc(rows, func(row []gridCell) bool { return isHeader(namesIn(row)) })
}

// above reports rows above the names of the columns, which are for people to read.
func (i *importing) above(rows [][]gridCell) {
	for _, row := range rows {
		for _, cell := range row {
			if strings.TrimSpace(cell.Text) != "" && !strings.HasPrefix(cell.Text, "sep=") { // which Excel reads
				i.Warn(cell.Pos, "Put it into the table if the quiz needs it.", "what is above the names of the columns is left out")
				return
			}
		}
	}
}

// namesIn are the names of columns as they are compared.
func namesIn(row []gridCell) []string {
	names := make([]string, len(row))
	for n, cell := range row {
		names[n] = strings.ToLower(strings.Join(strings.Fields(cell.Text), " "))
	}
	return names
}

func (i *importing) anyGrid(isHeader func(names []string) bool) ([][]gridCell, bool) {
	if bytes.HasPrefix(i.File.Data, []byte("PK")) {
		return i.workbook()
	}
	return i.separated(isHeader)
}

// workbook reads the first sheet of a workbook. Places in it are rows, so what diagnostics show of the file is a line for each.
func (i *importing) workbook() ([][]gridCell, bool) {
	parts, ok := i.zip(i.File.Data)
	if !ok {
		return nil, false
	}
	sheets, err := xlsx.Read(parts)
	if err != nil {
		i.Add(source.Pos{File: i.File.Path}, "Open it in a spreadsheet program, and save it again as xlsx.", "%s", err)
		return nil, false
	}
	sheet := sheets[0]
	lines := make([]string, len(sheet.Rows))
	rows := make([][]gridCell, len(sheet.Rows))
	for n, row := range sheet.Rows {
		col := 1
		for _, words := range row {
			rows[n] = append(rows[n], gridCell{strings.ReplaceAll(words, "\r\n", "\n"), source.Pos{File: i.File.Path, Line: n + 1, Col: col}})
			col += len([]rune(words)) + len(" | ")
		}
		lines[n] = strings.NewReplacer("\n", " ", "\r", " ").Replace(strings.Join(row, " | "))
	}
	i.shows([]byte(strings.Join(lines, "\n")))
	for _, unsure := range sheet.Unsure {
		i.Warn(rows[unsure.Row][unsure.Column].Pos, "Look at it in the quiz. To have a cell read as it is shown, format it as text and type it again.",
			"the cell %s%d %s", xlsx.Column(unsure.Column), unsure.Row+1, unsure.Why)
	}
	for _, other := range sheets[1:] {
		if len(other.Rows) > 0 {
			i.Warn(i.line(1), "Move it to the front and save the workbook under another name, to read it as well.", "the sheet %q is not read: only the first is", other.Name)
		}
	}
	return rows, true
}

// shows says what text the places in a file are of, where it is not that of the file itself.
func (i *importing) shows(data []byte) {
	i.Reporter.File = &source.File{Path: i.File.Path, Data: data}
	i.set.File = i.Reporter.File
}

// separated reads comma-separated values (RFC 4180), or such with semicolons or tabs, as spreadsheets of other countries and what is copied from
// one have.
func (i *importing) separated(isHeader func(names []string) bool) ([][]gridCell, bool) {
	data := i.decode(i.File.Data)
	if !bytes.ContainsRune(data, '\n') {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n")) // as Excel for the Mac once wrote it
	}
	i.shows(data)
	rows, err := i.split(data, ',')
	for _, other := range ";\t" {
		if hasRow(rows, isHeader) {
			break
		}
		if others, otherErr := i.split(data, other); hasRow(others, isHeader) {
			rows, err = others, otherErr
		}
	}
	var wrong *csv.ParseError
	switch {
	case errors.As(err, &wrong) && wrong.Err == errCell:
		i.Add(i.line(wrong.StartLine), "Write less into it. If it holds more than you see, a quote is missing at its end, or one too many at its beginning.", "%s", errCell)
		return nil, false
	case errors.As(err, &wrong):
		i.Add(i.line(wrong.StartLine), `Put quotes around the whole cell, and write each quote within it twice: "the ""Leeds"" group".`,
			"the quotes of a cell that begins or ends here do not match")
		return nil, false
	case err != nil:
		i.Add(i.line(max(len(rows), 1)), "Make several tables of it.", "%s", err)
		return nil, false
	}
	return rows, true
}

var errLarge = errors.New("this table has too many rows or columns: the most that are read are 10000 and 256")

var errCell = fmt.Errorf("this cell has more than %d bytes", maxCell)

// split reads rows of cells up to the first error.
func (i *importing) split(data []byte, separator rune) ([][]gridCell, error) {
	for line := range bytes.Lines(data) {
		if bytes.Count(line, []byte(string(separator))) > maxCells { // a row is read whole
			return nil, errLarge
		}
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord = separator, -1
	var rows [][]gridCell
	for {
		fields, err := r.Read()
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return rows, err
		}
		if len(rows) == xlsx.MaxRows || len(fields) > xlsx.MaxColumns {
			return rows, errLarge
		}
		row := make([]gridCell, len(fields))
		for n, field := range fields {
			line, col := r.FieldPos(n)
			if len(field) > maxCell {
				return rows, &csv.ParseError{StartLine: line, Err: errCell}
			}
			row[n] = gridCell{table.Text(field), source.Pos{File: i.File.Path, Line: line, Col: col}}
		}
		rows = append(rows, row)
	}
}
