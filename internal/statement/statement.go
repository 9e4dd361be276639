// Package statement reads the templates of statements: text in which fields such as {{group}} stand for what a group
// fills in.
//
// [Statement] is what a template's front matter declares, [Template] a text with its fields found. The language is
// substitution alone.
package statement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"handrail/internal/source"
)

// Front is what a statement's front matter holds beyond that of any page.
type Front struct {
	Version int              `yaml:"version" json:"version,omitempty"`
	Fields  map[string]Field `yaml:"fields" json:"fields,omitempty"`
	Subject string           `yaml:"subject" json:"subject,omitempty"`
	File    string           `yaml:"file" json:"file,omitempty"` // what its files are called, without the ending
	Rules   []string         `yaml:"rules" json:"rules,omitempty"`
	Changes []Change         `yaml:"changes" json:"changes,omitempty"`
}

// Change says what is new in a version.
type Change struct {
	Version int         `yaml:"version" json:"version"`
	Date    source.Date `yaml:"date" json:"date"`
	What    string      `yaml:"what" json:"what"`
}

// Field is something that a group fills in.
type Field struct {
	Name  string `yaml:"-" json:"name"`
	Label string `yaml:"label" json:"label"`
	Hint  string `yaml:"hint" json:"hint,omitempty"`
	Max   int    `yaml:"max" json:"max,omitempty"` // most characters; 0 for no limit
}

// Statement is a template that has been read.
type Statement struct {
	Version int
	Fields  []Field  // in the order of the front matter
	Subject string   // a template
	File    string   // a template: what its files are called, without the ending; the subject when it is left out
	Rules   []string // the rules that it fulfils
	Changes []Change // the newest first; the first is that of this version
}

// Template is a text with its fields found: stretches of plain text, with a field after each but the last.
type Template []Part

// Part is a stretch of text and the field that follows it; the last part has no field.
type Part struct {
	Text   string
	Field  string
	Offset int // of the field's braces in the text that was parsed, in bytes
}

// Parse reads a statement's front matter and its body. title is that of its page, given are the fields that every site fills in, such as
// "org.name". A field that is not declared, and braces that never close, are errors at their place.
func Parse(f *source.File, title string, front Front, given []string) (*Statement, []source.Diagnostic) {
	s := &Statement{Version: front.Version, Rules: front.Rules}
	var diags []source.Diagnostic
	add := func(pos source.Pos, hint, format string, args ...any) {
		d := f.At(pos, "statement", format, args...)
		d.Hint = hint
		diags = append(diags, d)
	}
	for name, field := range front.Fields {
		field.Name = name
		if field.Label == "" {
			add(f.KeyPos("fields", name), "Add label: the words that stand beside the box, for example \"Your group's name\".", "the field %q has no label", name)
		}
		s.Fields = append(s.Fields, field)
	}
	slices.SortFunc(s.Fields, func(a, b Field) int {
		p, q := f.KeyPos("fields", a.Name), f.KeyPos("fields", b.Name)
		return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
	})
	if front.Version < 1 {
		add(f.KeyPos("version"), "Add version: 1, and raise it whenever the text changes.", "this statement has no version")
	} else {
		s.changes(front, add, f)
	}
	known := slices.Clone(given)
	for _, field := range s.Fields {
		known = append(known, field.Name)
	}
	check := func(t Template, err *OpenBraces, place func(offset int) source.Pos) {
		if err != nil {
			add(place(err.Offset), "Close the field with two braces, as in {{group}}.", "a field opens here and never closes")
		}
		for _, part := range t {
			if part.Field != "" && !slices.Contains(known, part.Field) {
				hint := "Declare it under fields, or use one of: " + strings.Join(known, ", ") + "."
				if near := source.Nearest(part.Field, known); near != "" {
					hint = fmt.Sprintf("Did you mean {{%s}}?", near)
				}
				add(place(part.Offset), hint, "there is no field %q", part.Field)
			}
		}
	}
	s.Subject, s.File = cmp.Or(front.Subject, title), cmp.Or(front.File, front.Subject, title)
	subject, err := ParseTemplate(front.Subject)
	check(subject, err, func(int) source.Pos { return f.KeyPos("subject") })
	file, err := ParseTemplate(front.File)
	check(file, err, func(int) source.Pos { return f.KeyPos("file") })
	body, err := ParseTemplate(string(f.Data[f.Body:]))
	check(body, err, func(offset int) source.Pos { return f.Pos(f.Body + offset) })
	return s, diags
}

// changes keeps the list of what changed, and holds it against the version.
func (s *Statement) changes(front Front, add func(pos source.Pos, hint, format string, args ...any), f *source.File) {
	s.Changes = slices.Clone(front.Changes)
	slices.SortStableFunc(s.Changes, func(a, b Change) int { return cmp.Compare(b.Version, a.Version) })
	pos := f.KeyPos("version")
	if len(front.Changes) > 0 {
		pos = f.KeyPos("changes")
	}
	for i, c := range s.Changes {
		switch {
		case c.Version < 1 || c.Version > front.Version:
			add(pos, fmt.Sprintf("The versions are 1 to %d.", front.Version), "changes tells of version %d, which there is not", c.Version)
		case c.What == "" || c.Date.IsZero():
			add(pos, "Add date: and what: to it, in words that a group lead understands.", "changes does not say when or what is new in version %d", c.Version)
		case i > 0 && c.Version == s.Changes[i-1].Version:
			add(pos, "Join the two, or raise the version.", "changes tells of version %d twice", c.Version)
		}
	}
	if len(s.Changes) == 0 || s.Changes[0].Version < front.Version {
		add(pos, fmt.Sprintf("Add it: - {version: %d, date: 2026-11-20, what: \"What is new.\"}", front.Version), "changes does not tell of version %d", front.Version)
	}
}

// Date is the day of this version; the zero Date when it is not known.
func (s *Statement) Date() source.Date {
	if len(s.Changes) == 0 {
		return source.Date{}
	}
	return s.Changes[0].Date
}

// OpenBraces says where a field opens that never closes.
type OpenBraces struct{ Offset int }

// ParseTemplate finds the fields of a text. What follows braces that never close is plain text.
func ParseTemplate(text string) (Template, *OpenBraces) {
	var t Template
	offset := 0
	for {
		at := strings.Index(text[offset:], "{{")
		if at < 0 {
			return append(t, Part{Text: text[offset:]}), nil
		}
		at += offset
		length := strings.Index(text[at:], "}}")
		if line := strings.IndexByte(text[at:], '\n'); length < 0 || line >= 0 && line < length {
			return append(t, Part{Text: text[offset:]}), &OpenBraces{at}
		}
		t = append(t, Part{Text: text[offset:at], Field: strings.TrimSpace(text[at+2 : at+length]), Offset: at})
		offset = at + length + 2
	}
}

// Fill writes the text with each field replaced by what value gives for it.
func (t Template) Fill(value func(field string) string) string {
	var b strings.Builder
	for i, part := range t {
		b.WriteString(part.Text)
		if i < len(t)-1 {
			b.WriteString(value(part.Field))
		}
	}
	return b.String()
}
