// Package statement reads the templates of statements: text in which fields such as {{group}} stand for what a group
// fills in.
//
// [Statement] is what a template's front matter declares, [Field] what a group fills in, [Document] the text in the form that
// every format is written from. The language is substitution, and {{#when NAME}} … {{/when}} around what goes with a field that
// may be left empty.
package statement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"handrail/internal/markdown"
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

// Statement is a template that has been read.
type Statement struct {
	Version int
	Fields  []Field  // in the order of the front matter
	Subject string   // a template
	Titled  bool     // the text begins with a heading that says what the subject says: its title is part of it, in every format
	File    string   // a template: what its files are called, without the ending; the subject when it is left out
	Rules   []string // the rules that it fulfils
	Changes []Change // the newest first; the first is that of this version
}

// Parse reads a statement's front matter and its text. title is that of its page, given are the fields that every site fills in,
// such as "org.name". Reported are fields that are not declared, not used, or cannot be what they are declared as, braces that
// are no field, and parts that depend on a field that always has a value.
func Parse(doc *markdown.Doc, title string, front Front, given []string) (*Statement, []source.Diagnostic) {
	s := &Statement{Version: front.Version, Rules: front.Rules}
	p := &parser{Reporter: source.Reporter{File: doc.File, Check: "statement"}, given: given, used: map[string]bool{}}
	for name, field := range front.Fields {
		field = field.In(doc.Language)
		field.Name, field.Pos = name, doc.File.KeyPos("fields", name)
		p.declare(field)
		s.Fields = append(s.Fields, field)
	}
	slices.SortFunc(s.Fields, func(a, b Field) int {
		p, q := doc.File.KeyPos("fields", a.Name), doc.File.KeyPos("fields", b.Name)
		return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
	})
	p.fields = s.Fields
	if front.Version < 1 {
		p.Add(doc.File.KeyPos("version"), "Add version: 1, and raise it whenever the text changes.", "this statement has no version")
	} else {
		s.changes(front, p.Add, doc.File)
	}
	s.Subject = cmp.Or(p.line("subject", front.Subject), title)
	s.File = cmp.Or(p.line("file", front.File), s.Subject)
	if strings.Contains(title, "{{") {
		p.Add(doc.File.KeyPos("title"), "Write it without them. The subject of an email has the key subject.", "a title cannot have fields")
	}
	s.Titled = beginsWith(doc, s.Subject)
	p.text(doc)
	for _, field := range s.Fields {
		if !p.used[field.Name] {
			p.Add(doc.File.KeyPos("fields", field.Name), fmt.Sprintf("Write {{%s}} where it belongs in the text, or remove it here.", field.Name), "the field %q is not used", field.Name)
		}
	}
	return s, p.Diags
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
			add(pos, fmt.Sprintf("The versions are 1 to %d.", front.Version), "changes describes version %d, which does not exist", c.Version)
		case c.What == "" || c.Date.IsZero():
			add(pos, "Add date: and what: to it, in words that a group lead understands.", "changes does not say when or what is new in version %d", c.Version)
		case i > 0 && c.Version == s.Changes[i-1].Version:
			add(pos, "Join the two, or raise the version.", "changes describes version %d twice", c.Version)
		}
	}
	if len(s.Changes) == 0 || s.Changes[0].Version < front.Version {
		add(pos, fmt.Sprintf("Add it: - {version: %d, date: 2026-11-20, what: \"What is new.\"}", front.Version), "changes does not describe version %d", front.Version)
	}
}

// Date is the day of this version; the zero Date when it is not known.
func (s *Statement) Date() source.Date {
	if len(s.Changes) == 0 {
		return source.Date{}
	}
	return s.Changes[0].Date
}
