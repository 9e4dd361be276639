package statement

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"handrail/internal/output"
	"handrail/internal/source"
)

// Group is one row of a table of groups: what fills the fields of a statement for it.
type Group struct {
	Slug   string // what its files are called, for example "ynys-mon-llyn"
	Values Values
	Pos    source.Pos
}

// maxColumns is how many named columns a table can have: far more than a statement has fields.
const maxColumns = 200

// slugColumn is the column that says what a group's files are called. It may be left out.
const slugColumn = "slug"

// ReadGroups reads a table of groups that [ReadTable] has read: CSV (RFC 4180), with commas, semicolons or tabs between the cells. Its
// first row names the columns: the fields, by their names or labels, and slug. own are the organisation's names. Each row that is
// not empty becomes a group, or what is wrong with it is reported at its line and column.
func ReadGroups(f *source.File, fields []Field, own []string) ([]Group, []source.Diagnostic) {
	r := groupReader{Reporter: source.Reporter{File: f, Check: "groups"}, fields: fields, own: own, fold: cases.Fold(), slugs: map[string]source.Pos{}, values: map[string]source.Pos{}}
	r.header(f.Data)
	for r.columns != nil {
		record, err := r.csv.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.damaged(err)
		} else if !isBlank(record) {
			r.group(record)
		}
	}
	return r.groups, r.Diags
}

type groupReader struct {
	source.Reporter

	fields  []Field
	own     []string
	fold    cases.Caser
	csv     *csv.Reader
	names   []string // of the columns, as the first row has them
	columns []column
	unnamed bool                  // a column is not known, so that no group is whole
	slugs   map[string]source.Pos // taken, as by folders that ignore case
	values  map[string]source.Pos // of whole groups
	groups  []Group
}

// pos is the place of a column in the row that was read last.
func (r *groupReader) pos(column int) source.Pos {
	line, col := r.csv.FieldPos(column)
	if col == 1 {
		return source.Pos{File: r.File.Path, Line: line, Col: 1}
	}
	before := r.File.Line(line)
	return source.Pos{File: r.File.Path, Line: line, Col: utf8.RuneCountInString(before[:min(col-1, len(before))]) + 1}
}

// damaged reports a row that is not CSV. The next one is read again: its quotes may be sound.
func (r *groupReader) damaged(err error) {
	pos, last := source.Pos{File: r.File.Path, Line: 1, Col: 1}, 1
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		pos.Line, last, err = parse.StartLine, parse.Line, parse.Err
	}
	lost := "This row was not read."
	if last > pos.Line {
		lost = fmt.Sprintf("Lines %d to %d were not read.", pos.Line, last)
	}
	message := "a quote opens a cell here and does not close it, or text follows it"
	if errors.Is(err, csv.ErrBareQuote) {
		message = "there is a quote within a cell that has none around it"
	}
	r.Add(pos, `Put quotes around the whole cell, and write each quote within it twice: "The ""Leeds"" group". `+lost, "%s", message)
}

func isBlank(record []string) bool {
	return !slices.ContainsFunc(record, func(cell string) bool { return !blankCell(cell) })
}

// group reads one row.
func (r *groupReader) group(record []string) {
	before := len(r.Diags)
	if !r.fits(record) {
		return
	}
	g := Group{Values: Values{}, Pos: r.pos(0)}
	for _, field := range r.fields {
		if field.Default != "" {
			g.Values[field.Name] = string(field.Default)
		}
	}
	slugAt := 0
	for i, column := range r.columns {
		switch column.kind {
		case slugsColumn:
			g.Slug, slugAt = strings.TrimSpace(strings.Map(dropInvisible, record[i])), i
		case fieldColumn:
			if value, ok := r.value(i, r.fields[column.field], record[i]); ok {
				g.Values[r.fields[column.field].Name] = value
			}
		}
	}
	if slices.ContainsFunc(r.Diags[before:], func(d source.Diagnostic) bool { return d.Severity == source.Error }) || r.unnamed {
		return
	}
	if r.claim(&g, slugAt) {
		r.groups = append(r.groups, g)
	}
}

// fits says whether a row has a cell for each column and no other, and reports it if not.
func (r *groupReader) fits(record []string) bool {
	if at := slices.IndexFunc(record, curly); at >= 0 {
		r.Add(r.pos(at), `Use the straight quotes of a keyboard: "Leeds, North". Other quotes are part of the words.`, "the quotes around this cell are not the straight ones that a table needs, or not in pairs")
		return false
	}
	if r.repeats(record) {
		r.Add(r.pos(0), "Remove this row. Two tables seem to have been put into one file.", "this row names the columns again")
		return false
	}
	for i, cell := range record {
		if (i >= len(r.columns) || r.columns[i].kind == namelessColumn) && !blankCell(cell) {
			r.Add(r.pos(i), fmt.Sprintf("Put quotes around a value that has a %s in it, or name the column in the first row.", separatorName(r.csv.Comma)), "the first row has no name for the column of this cell")
			return false
		}
	}
	named := len(r.columns)
	for named > 0 && r.columns[named-1].kind == namelessColumn {
		named--
	}
	if len(record) < named {
		r.Add(r.pos(0), fmt.Sprintf("Add a %s for each cell, also for one that is empty.", separatorName(r.csv.Comma)), "this row has too few cells: %d, and the first row names %d", len(record), named)
		return false
	}
	return true
}

// claim finds a group's slug, and reports a group or a slug that an earlier line has. slugAt is the column of slugs.
func (r *groupReader) claim(g *Group, slugAt int) bool {
	var all strings.Builder
	for _, field := range r.fields {
		all.WriteString(strings.ToLower(g.Values[field.Name]))
		all.WriteByte(0)
	}
	whole := all.String()
	if first, twice := r.values[whole]; twice {
		r.Add(g.Pos, "Remove one of the two.", "this group is already on line %d", first.Line)
		return false
	}
	if g.Slug == "" {
		for _, field := range r.fields {
			if value := g.Values[field.Name]; value != "" && g.Slug == "" {
				g.Slug = slug(value)
			}
		}
	} else if fit := slug(g.Slug); fit != g.Slug {
		hint := "Write a short name with lowercase letters, digits, and dashes between them."
		switch {
		case output.Device(g.Slug):
			hint = fmt.Sprintf("Windows reserves this name for a device. Write %s.", fit)
		case fit != "":
			hint = fmt.Sprintf("Write %s: lowercase letters, digits, and dashes between them.", fit)
		}
		r.Add(r.pos(slugAt), hint, "files cannot be called %q", g.Slug)
		return false
	}
	hint := "In the column slug, give this group a short name of its own, with letters and dashes."
	if g.Slug == "" {
		r.Add(g.Pos, hint, "no name for the files of this group can be made from its own name")
		return false
	}
	folded := norm.NFC.String(r.fold.String(norm.NFKD.String(g.Slug)))
	if first, twice := r.slugs[folded]; twice {
		r.Add(g.Pos, hint, "the files of this group would have the same name as those of line %d: %s", first.Line, g.Slug)
		return false
	}
	r.slugs[folded], r.values[whole] = g.Pos, g.Pos
	return true
}

// slug makes the name of a group's files: lowercase letters and digits, accents taken off, with dashes between the words. It is never
// one that Windows keeps for a device, whatever the ending, or that of the list of groups.
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
	name := norm.NFC.String(b.String())
	if output.Device(name) || name == "index" {
		return name + "-x"
	}
	return name
}

// maxSlug bounds the name of a file in bytes, well below what file systems allow.
const maxSlug = 120

// Explain says in words what is wrong with a value, and how to fix it. max is the most characters that it may have.
func (f Fault) Explain(max int) (message, hint string) {
	switch f {
	case Empty:
		return "there is nothing here", "Write a name."
	case Long:
		return fmt.Sprintf("this is too long: the maximum is %d characters", max), "Write it shorter."
	case Line:
		return "this goes over more than one line", "Put it on one line."
	case Control:
		return "there is a control character in this, which nobody can see", "Type it again. Such characters can come with copied text."
	case Turned:
		return "there is a character in this that turns the direction of the text", "Type it again without such characters."
	case Form:
		return "these words are left over from a form", "Write what they ask for, such as the name of your group, without brackets."
	case Braces:
		return "there are double braces in this, which stand for fields", "Take out {{ and }}."
	default:
		return "this is not UTF-8 text", "Save the file with the encoding UTF-8."
	}
}
