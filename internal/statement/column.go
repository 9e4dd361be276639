package statement

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/pattern"
	"handrail/internal/source"
)

// column is what a column of a table holds.
type column struct {
	kind  columnKind
	field int // index of its field, of a fieldColumn
}

type columnKind int

const (
	namelessColumn columnKind = iota // it may hold nothing
	unknownColumn
	slugsColumn
	fieldColumn
)

// separatorLine is the first line that gives Excel the separator of the cells. Saved again, it is a row like any other, with
// quotes or empty cells.
var separatorLine = pattern.New(`^(?i:"?sep=([,;\t|])"?)[,;\t| ]*(?:\n|$)`)

// separators are what can be between cells; in a draw the first is taken.
func separators() []rune { return []rune{',', ';', '\t'} }

func separatorName(r rune) string {
	switch r {
	case ',':
		return "comma"
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	}
	return fmt.Sprintf("%q", r)
}

// header finds what is between the cells of a table, and reads the row that names its columns.
func (r *groupReader) header(text []byte) {
	var names []string
	var err error
	candidates := separators()
	if m := separatorLine().FindSubmatch(text); m != nil {
		candidates = []rune{rune(m[1][0])}
		text = text[len(bytes.TrimSuffix(m[0], []byte("\n"))):] // what is left of the line counts, and is skipped
	}
	most := -1
	for _, separator := range candidates {
		reader := csv.NewReader(bytes.NewReader(text))
		reader.FieldsPerRecord, reader.Comma = -1, separator
		record, wrong := reader.Read()
		for wrong == nil && isBlank(record) {
			record, wrong = reader.Read()
		}
		known := 0
		for _, name := range record[:min(len(record), maxColumns)] { // more are reported below
			if kind := r.column(name).kind; wrong == nil && kind != namelessColumn && kind != unknownColumn {
				known++
			}
		}
		if known > most || known == 0 && most == 0 && len(record) > len(names) {
			most, names, err, r.csv = known, record, wrong, reader
		}
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		r.damaged(err)
	case err != nil:
		r.Add(source.Pos{File: r.File.Path, Line: 1, Col: 1}, "Name the columns in the first row, for example: group,slug", "this table is empty")
	default:
		r.name(names)
	}
}

// name takes the names of the columns, and reports those that nothing can be made of.
func (r *groupReader) name(names []string) {
	if named := len(names) - count(names, blankCell); named > maxColumns {
		r.Add(r.pos(0), "Keep the columns that are fields of a statement.", "this table has %d columns, and the maximum is %d", named, maxColumns)
		return
	}
	r.names, r.columns = names, make([]column, len(names))
	for i, name := range names {
		c := r.column(name)
		r.columns[i] = c
		switch first := slices.Index(r.columns[:i], c); {
		case c.kind == namelessColumn:
		case c.kind == unknownColumn:
			r.Add(r.pos(i), r.near(name), "no statement has a field %q", strings.TrimSpace(name))
			r.unnamed = true
		case first >= 0 && strings.TrimSpace(names[first]) == strings.TrimSpace(name):
			r.Add(r.pos(i), "Keep one of the two.", "there are two columns %q", strings.TrimSpace(name))
			r.unnamed = true
		case first >= 0:
			r.Add(r.pos(i), "Keep one of the two.", "the columns %q and %q are the same: %s", strings.TrimSpace(names[first]), strings.TrimSpace(name), r.meaning(c))
			r.unnamed = true
		}
	}
}

func count(cells []string, is func(string) bool) (n int) {
	for _, cell := range cells {
		if is(cell) {
			n++
		}
	}
	return n
}

// meaning is the name of what a column holds.
func (r *groupReader) meaning(c column) string {
	if c.kind == slugsColumn {
		return slugColumn
	}
	return r.fields[c.field].Name
}

// column finds what a column is by its name in the first row: that of a field, or else what only one field can be meant by.
func (r *groupReader) column(name string) column {
	if blankCell(name) {
		return column{}
	}
	name = strings.TrimSpace(strings.Map(dropInvisible, name))
	for i, field := range r.fields {
		if strings.EqualFold(name, field.Name) {
			return column{fieldColumn, i}
		}
	}
	key := columnKey(name)
	switch key {
	case slugColumn:
		return column{kind: slugsColumn}
	case "": // no more than a dash or a full stop
		return column{kind: unknownColumn}
	}
	var named, labelled []int
	for i, field := range r.fields {
		if columnKey(field.Name) == key {
			named = append(named, i)
		}
		if columnKey(field.Label) == key || slices.ContainsFunc(field.Labels, func(label string) bool { return columnKey(label) == key }) {
			labelled = append(labelled, i)
		}
	}
	switch {
	case len(named) == 1:
		return column{fieldColumn, named[0]}
	case len(named) == 0 && len(labelled) == 1:
		return column{fieldColumn, labelled[0]}
	}
	return column{kind: unknownColumn}
}

// columnKey is the same for names of columns that differ only in capitals, in what parts their words, in the shape of apostrophes, and
// in a colon, an asterisk or a full stop at their end.
func columnKey(name string) string {
	name = strings.ToLower(norm.NFKC.String(strings.Map(dropInvisible, name)))
	name = strings.TrimRight(name, " \u00a0\t\n:*.?")
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" \t\n_-‐‑‒–—\u00a0", r):
			return -1
		case r == '’' || r == '‘' || r == 'ʼ':
			return '\''
		}
		return r
	}, name)
}

// near is a hint at the column that may be meant.
func (r *groupReader) near(name string) string {
	known := []string{slugColumn}
	for _, field := range r.fields {
		known = append(known, field.Name)
	}
	if near := source.Nearest(strings.ToLower(strings.TrimSpace(name)), known); near != "" {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" \u00a0_-", r) })
	for _, field := range known[1:] {
		if slices.Contains(words, field) {
			return fmt.Sprintf("Did you mean %q?", field)
		}
	}
	return "It can be: " + strings.Join(known, ", ") + ". Remove a column that no statement needs."
}

// repeats says whether a row has the names of the columns again.
func (r *groupReader) repeats(record []string) bool {
	for i, cell := range record {
		if i >= len(r.names) || !strings.EqualFold(strings.TrimSpace(cell), strings.TrimSpace(r.names[i])) {
			return false
		}
	}
	return true
}
