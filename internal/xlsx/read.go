package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// The largest workbook that is read. Each cell counts with its text, as many cells may have one shared text.
const (
	MaxRows    = 10000
	MaxColumns = 256
	maxSize    = 32 << 20 // bytes of text in all
)

// Sheet is a sheet of a workbook.
type Sheet struct {
	Name string
	Rows [][]string // by their place in the sheet, so that an empty one has no cells

	// Unsure are the cells whose text may not be what the spreadsheet shows.
	Unsure []Unsure
}

// Unsure is a cell whose text may not be what the spreadsheet shows, and why.
type Unsure struct {
	Row, Column int // from 0
	Why         string
}

// errParts is what is wrong with a package that is no workbook.
var errParts = errors.New("this is not a workbook: it lacks the list of its sheets")

// Read reads the sheets of a workbook, in their order, from the parts of its package by their names: its texts, its numbers as they
// are shown in no particular format, percentages with %, and of formulas the value that was last worked out.
func Read(parts map[string][]byte) ([]Sheet, error) {
	r := reader{parts: parts}
	book := r.related("", "/officeDocument")
	if len(book) == 0 {
		return nil, errParts
	}
	r.book = book[0].Target
	for _, part := range r.related(r.book, "/sharedStrings") {
		if err := r.readTexts(part.Target); err != nil {
			return nil, err
		}
	}
	for _, part := range r.related(r.book, "/styles") {
		if err := r.readStyles(part.Target); err != nil {
			return nil, err
		}
	}
	return r.sheets()
}

// reader reads one workbook.
type reader struct {
	parts map[string][]byte
	book  string   // the name of the part that lists the sheets
	texts []string // shared
	looks []look   // by the number of a cell's style
	size  int      // of the texts of all cells
}

// relation leads from one part to another.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// related lists where a part leads by relations of a kind; "" is the package. The kind is the end of their type, as ECMA-376 has two
// forms of each: transitional and strict.
func (r *reader) related(part, kind string) []relation {
	folder, base := path.Split(part)
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	if xml.Unmarshal(r.parts[folder+"_rels/"+base+".rels"], &list) != nil {
		return nil
	}
	var found []relation
	for _, rel := range list.Relations {
		if !strings.HasSuffix(rel.Type, kind) || rel.Mode == "External" {
			continue
		}
		if !strings.HasPrefix(rel.Target, "/") {
			rel.Target = "/" + folder + rel.Target
		}
		rel.Target = path.Clean(rel.Target)[1:]
		found = append(found, rel)
	}
	return found
}

func (r *reader) sheets() ([]Sheet, error) {
	var book struct {
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(r.parts[r.book], &book); err != nil {
		return nil, fmt.Errorf("this is not a workbook: %w", err)
	}
	related := r.related(r.book, "/worksheet")
	var sheets []Sheet
	for _, listed := range book.Sheets {
		id := slices.IndexFunc(listed.Attrs, func(a xml.Attr) bool { return a.Name.Local == "id" })
		if id < 0 {
			continue
		}
		part := slices.IndexFunc(related, func(rel relation) bool { return rel.ID == listed.Attrs[id].Value })
		if part < 0 {
			continue // a chart
		}
		sheet, err := r.readSheet(listed.Name, related[part].Target)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, sheet)
	}
	if len(sheets) == 0 {
		return nil, errParts
	}
	return sheets, nil
}

// each gives every element of a name in a part, whatever it is in.
func (r *reader) each(part, name string, f func(d *xml.Decoder, start xml.StartElement) error) error {
	data, ok := r.parts[part]
	if !ok {
		return fmt.Errorf("this workbook lacks its part %s", part)
	}
	d := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if start, is := token.(xml.StartElement); err == nil && is && start.Name.Local == name {
			err = f(d, start)
		}
		if err == errLarge {
			return err
		}
		if err != nil {
			return fmt.Errorf("the part %s of this workbook cannot be read: %w", part, err)
		}
	}
}

// rich is a text in runs, or a plain one. How it is pronounced (rPh) is not part of it.
type rich struct {
	Text []string `xml:"t"`
	Runs []struct {
		Text []string `xml:"t"`
	} `xml:"r"`
}

func (t rich) String() string {
	text := strings.Join(t.Text, "")
	for _, run := range t.Runs {
		text += strings.Join(run.Text, "")
	}
	return unescape(text)
}

func (r *reader) readTexts(part string) error {
	return r.each(part, "si", func(d *xml.Decoder, start xml.StartElement) error {
		var t rich
		err := d.DecodeElement(&t, &start)
		r.texts = append(r.texts, t.String())
		return err
	})
}

// cell is a cell as a sheet has it (section 18.3.1.4).
type cell struct {
	Ref     string  `xml:"r,attr"`
	Type    string  `xml:"t,attr"`
	Style   int     `xml:"s,attr"`
	Formula *string `xml:"f"`
	Value   *string `xml:"v"`
	Inline  rich    `xml:"is"`
}

// errLarge is what is wrong with a sheet that no one has typed.
var errLarge = fmt.Errorf("this workbook is too large: it has more than %d rows, %d columns or %d MB of text", MaxRows, MaxColumns, maxSize>>20)

func (r *reader) readSheet(name, part string) (Sheet, error) {
	s := Sheet{Name: name}
	row := -1 // of what comes next, when it does not say where it is
	err := r.each(part, "row", func(d *xml.Decoder, start xml.StartElement) error {
		row++
		for _, a := range start.Attr {
			if n, err := strconv.Atoi(a.Value); a.Name.Local == "r" && err == nil {
				row = n - 1
			}
		}
		return r.readRow(d, &s, row)
	})
	return s, err
}

func (r *reader) readRow(d *xml.Decoder, s *Sheet, row int) error {
	for column := 0; ; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		start, is := token.(xml.StartElement)
		if _, end := token.(xml.EndElement); end { // of the row, as what is in it is read whole
			return nil
		}
		if !is {
			continue
		}
		if start.Name.Local != "c" {
			if err := d.Skip(); err != nil {
				return err
			}
			continue
		}
		var c cell
		if err := d.DecodeElement(&c, &start); err != nil {
			return err
		}
		if n, ok := columnOf(c.Ref); ok {
			column = n
		}
		text, why := r.text(c)
		if r.size += len(text); r.size > maxSize {
			return errLarge
		}
		if err := s.put(row, column, text, why); err != nil {
			return err
		}
		column++
	}
}

// put puts a text into the sheet, with why it may be another.
func (s *Sheet) put(row, column int, text, why string) error {
	if text == "" && why == "" {
		return nil // a cell that only looks like something, such as each in a column of some colour
	}
	if row < 0 || row >= MaxRows || column >= MaxColumns {
		return errLarge
	}
	for len(s.Rows) <= row {
		s.Rows = append(s.Rows, nil)
	}
	for len(s.Rows[row]) <= column {
		s.Rows[row] = append(s.Rows[row], "")
	}
	s.Rows[row][column] = text
	if why != "" {
		s.Unsure = append(s.Unsure, Unsure{row, column, why})
	}
	return nil
}

// columnOf is the number of the column that a reference such as AB12 names, from 0.
func columnOf(ref string) (int, bool) {
	n := 0
	for i, c := range ref {
		switch {
		case c >= 'A' && c <= 'Z' && i < 3: // XFD is the last column
			n = n*26 + int(c-'A') + 1
		case c >= '0' && c <= '9':
			return n - 1, n > 0
		default:
			return 0, false
		}
	}
	return 0, false
}

// text is the text of a cell, with why it may not be what the spreadsheet shows.
func (r *reader) text(c cell) (text, why string) {
	if c.Type == "inlineStr" {
		return c.Inline.String(), ""
	}
	if c.Value == nil {
		if c.Formula != nil {
			return "", "holds a formula whose value is not in the file"
		}
		return "", ""
	}
	value := *c.Value
	switch c.Type {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 && n < len(r.texts) {
			return r.texts[n], ""
		}
		return "", "names a text that is not in the file"
	case "str":
		return unescape(value), ""
	case "b":
		if strings.TrimSpace(value) == "1" {
			return "TRUE", ""
		}
		return "FALSE", ""
	case "e":
		return value, "holds an error"
	case "d":
		return value, "holds a date"
	}
	return r.number(strings.TrimSpace(value), c.Style)
}
