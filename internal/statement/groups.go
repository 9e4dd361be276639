package statement

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/source"
)

// Group is one line of a table of groups: what fills the fields of a statement for it.
type Group struct {
	Slug   string // what its files are called, for example "ynys-mon-llyn"
	Values Values
	Pos    source.Pos
}

// maxColumns is how many columns a table can have: far more than a statement has fields.
const maxColumns = 200

// slugColumn is the column that says what a group's files are called. It may be left out.
const slugColumn = "slug"

// ReadGroups reads a table of groups (CSV, RFC 4180; as spreadsheets also write it, with semicolons). Its first line
// names the columns: the fields, and slug. own are the organisation's names. What is wrong with a line is told at its
// line and column, and the line is left out; all other lines are read.
func ReadGroups(f *source.File, fields []Field, own []string) ([]Group, []source.Diagnostic) {
	r := groupReader{file: f, fields: fields, own: own, slugs: map[string]source.Pos{}, values: map[string]source.Pos{}}
	text := bytes.TrimPrefix(f.Data, []byte("\ufeff"))
	r.csv = csv.NewReader(bytes.NewReader(text))
	r.csv.FieldsPerRecord = -1
	if line, _, _ := bytes.Cut(text, []byte("\n")); bytes.Contains(line, []byte(";")) && !bytes.Contains(line, []byte(",")) {
		r.csv.Comma = ';'
	}
	r.header()
	for r.columns != nil {
		record, err := r.csv.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.damaged(err)
			break
		}
		r.group(record)
	}
	return r.groups, r.diags
}

type groupReader struct {
	file    *source.File
	fields  []Field
	own     []string
	csv     *csv.Reader
	columns []string
	slugs   map[string]source.Pos // taken, in lower case
	values  map[string]source.Pos // of whole groups
	groups  []Group
	diags   []source.Diagnostic
}

func (r *groupReader) add(pos source.Pos, hint, format string, args ...any) {
	d := r.file.At(pos, "groups", format, args...)
	d.Hint = hint
	r.diags = append(r.diags, d)
}

// pos is the place of a column in the line that was read last.
func (r *groupReader) pos(column int) source.Pos {
	line, col := r.csv.FieldPos(column)
	before := r.file.Line(line)
	return source.Pos{File: r.file.Path, Line: line, Col: len([]rune(before[:min(col-1, len(before))])) + 1}
}

// damaged tells of a line that is not CSV. What follows it cannot be trusted.
func (r *groupReader) damaged(err error) {
	pos := source.Pos{File: r.file.Path, Line: 1, Col: 1}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		pos.Line, pos.Col, err = parse.StartLine, 1, parse.Err
	}
	r.add(pos, `Write a quote within quotes twice, as in "The ""Leeds"" group", and close each one. The lines after this one were not read.`,
		"the quotes of this line do not fit together (%v)", err)
}

func (r *groupReader) header() {
	record, err := r.csv.Read()
	if errors.Is(err, io.EOF) {
		r.add(source.Pos{File: r.file.Path, Line: 1, Col: 1}, "Name the columns in the first line, for example: group,slug", "this table is empty")
		return
	}
	if err != nil {
		r.damaged(err)
		return
	}
	if len(record) > maxColumns {
		r.add(source.Pos{File: r.file.Path, Line: 1, Col: 1}, "Keep the columns that are fields of a statement.", "this table has %d columns, and the most is %d", len(record), maxColumns)
		return
	}
	known := []string{slugColumn}
	for _, field := range r.fields {
		known = append(known, field.Name)
	}
	wrong := false
	for i, name := range record {
		name = strings.ToLower(strings.TrimSpace(name))
		switch {
		case !slices.Contains(known, name):
			hint := "It can be: " + strings.Join(known, ", ") + "."
			if near := source.Nearest(name, known); near != "" {
				hint = fmt.Sprintf("Did you mean %q?", near)
			}
			r.add(r.pos(i), hint, "no statement has a field %q", name)
			wrong = true
		case slices.Contains(record[:i], name):
			r.add(r.pos(i), "Keep one of the two.", "there are two columns %q", name)
			wrong = true
		}
		record[i] = name
	}
	if !wrong {
		r.columns = record
	}
}

// group reads one line.
func (r *groupReader) group(record []string) {
	if len(record) == 1 && strings.TrimSpace(record[0]) == "" {
		return // a spreadsheet leaves empty lines at its end
	}
	before := len(r.diags)
	if len(record) != len(r.columns) {
		r.add(r.pos(0), "Put quotes around a value that holds the sign between the columns.", "this line has %d columns, and the first line names %d", len(record), len(r.columns))
		return
	}
	g := Group{Values: Values{}, Pos: r.pos(0)}
	for _, field := range r.fields {
		if field.Default != "" && !slices.Contains(r.columns, field.Name) {
			g.Values[field.Name] = field.Default
		}
	}
	for i, column := range r.columns {
		if column == slugColumn {
			g.Slug = strings.TrimSpace(record[i])
			continue
		}
		if value, ok := r.value(i, column, record[i]); ok {
			g.Values[column] = value
		}
	}
	if len(r.diags) > before && slices.ContainsFunc(r.diags[before:], func(d source.Diagnostic) bool { return d.Severity == source.Error }) {
		return
	}
	if r.claim(&g) {
		r.groups = append(r.groups, g)
	}
}

// value cleans what stands in a column.
func (r *groupReader) value(i int, column, text string) (string, bool) {
	at := slices.IndexFunc(r.fields, func(f Field) bool { return f.Name == column })
	field := r.fields[at]
	value, fault := field.Clean(text)
	if fault == Empty && field.Default != "" {
		return field.Default, true
	}
	if fault != "" {
		message, hint := field.Told(fault)
		r.add(r.pos(i), hint, "%s: %s", column, message)
		return "", false
	}
	if shorter := Shorter(value, r.own); shorter != "" && field.named() {
		r.add(r.pos(i), fmt.Sprintf("Write %q: the statement names the organisation itself.", shorter), "%s: %q says the same twice", column, value)
		r.diags[len(r.diags)-1].Severity = source.Warning
	}
	return value, true
}

// claim finds a group's slug, and tells of a group or a slug that is there already.
func (r *groupReader) claim(g *Group) bool {
	whole := ""
	for _, field := range r.fields {
		whole += strings.ToLower(g.Values[field.Name]) + "\x00"
	}
	if first, twice := r.values[whole]; twice {
		r.add(g.Pos, "Remove one of the two.", "this group is on line %d already", first.Line)
		return false
	}
	made := g.Slug == ""
	if made {
		for _, field := range r.fields {
			if value := g.Values[field.Name]; value != "" && g.Slug == "" {
				g.Slug = slug(value)
			}
		}
	} else if slug(g.Slug) != g.Slug {
		r.add(g.Pos, fmt.Sprintf("Write %s: small letters, digits, and dashes between them.", slug(g.Slug)), "files cannot be called %q", g.Slug)
		return false
	}
	if first, twice := r.slugs[g.Slug]; twice || g.Slug == "" || g.Slug == "index" {
		hint := "Add a column slug, and give this group a short name of its own there, with letters and dashes."
		if twice {
			r.add(g.Pos, hint, "the files of this group would have the name of those of line %d: %s", first.Line, g.Slug)
		} else {
			r.add(g.Pos, hint, "no name for the files of this group can be made of its own")
		}
		return false
	}
	r.slugs[g.Slug], r.values[whole] = g.Pos, g.Pos
	return true
}

// slug makes the name of a group's files: small letters and digits, accents taken off, with dashes between the words.
func slug(text string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(norm.NFKD.String(text)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case (unicode.IsLetter(r) || unicode.IsDigit(r)) && b.Len() < maxSlug:
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
	}
	return norm.NFC.String(b.String())
}

// maxSlug bounds the name of a file in bytes, well below what file systems allow.
const maxSlug = 120

// Told says in words what is wrong with a value, and how to mend it. max is the most characters that it may have.
func (f Fault) Told(max int) (message, hint string) {
	switch f {
	case Empty:
		return "there is nothing here", "Write a name."
	case Long:
		return fmt.Sprintf("this is too long: the most is %d characters", max), "Write it shorter."
	case Line:
		return "this goes over more than one line", "Put it on one line."
	case Control:
		return "there is a control character in this, which nobody can see", "Type it afresh. Copying can bring such characters along."
	case Turned:
		return "there is a character in this that turns the direction of the text", "Type it afresh without such characters."
	case Braces:
		return "there are double braces in this, which stand for fields", "Take out {{ and }}."
	default:
		return "this is not UTF-8 text", "Save the file with the encoding UTF-8."
	}
}
