package statement

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"handrail/internal/language"
	"handrail/internal/source"
)

// Field is something that a group fills in.
type Field struct {
	Name     string     `yaml:"-" json:"name"`
	Pos      source.Pos `yaml:"-" json:"-"`
	Label    string     `yaml:"label" json:"label"`
	Hint     string     `yaml:"hint" json:"hint,omitempty"`
	Kind     Kind       `yaml:"kind" json:"kind,omitempty"` // KindLine when it is left out
	Optional bool       `yaml:"optional" json:"optional,omitempty"`
	Default  Lines      `yaml:"default" json:"default,omitempty"`
	Options  []string   `yaml:"options" json:"options,omitempty"` // of a choice
	Min      string     `yaml:"min" json:"min,omitempty"`         // the least number, or the first day
	Max      string     `yaml:"max" json:"max,omitempty"`         // the greatest number, the last day, or how many characters a text can have

	Labels []string `yaml:"-" json:"-"` // what other statements call it, after [Field.Both]

	forms language.Forms // how forms ask in the language of the statement
}

// In is the field as a statement in a language has it.
func (f Field) In(lang *language.Language) Field {
	f.forms = lang.Forms
	return f
}

// Lines is a value that can have several lines.
type Lines string

// Kind is what a field can hold.
type Kind string

// The kinds of fields. The browser has the same, by the same names.
const (
	KindLine   Kind = "line"   // text on one line
	KindText   Kind = "text"   // text that can have several lines
	KindDate   Kind = "date"   // a day, kept as 2026-11-20 and shown in words
	KindChoice Kind = "choice" // one of its options
	KindEmail  Kind = "email"
	KindPhone  Kind = "phone"
	KindNumber Kind = "number"
)

// Kinds lists the kinds of fields, the default first.
func Kinds() []string {
	return []string{string(KindLine), string(KindText), string(KindDate), string(KindChoice), string(KindEmail), string(KindPhone), string(KindNumber)}
}

// bounds says whether min and max are values of a kind, and not numbers of characters.
func (k Kind) bounds() bool { return k == KindNumber || k == KindDate }

// Most is how many characters a value of the field can have; 0 for no limit.
func (f Field) Most() int {
	if f.Kind.bounds() {
		return 0
	}
	n, _ := strconv.Atoi(f.Max) // checked when it was declared
	return n
}

// named says whether a value is a name, which can repeat the organisation's own.
func (f Field) named() bool { return f.Kind == "" || f.Kind == KindLine }

// declare checks what the front matter says of a field.
func (p *parser) declare(f Field) {
	at := func(key string) source.Pos { return p.File.KeyPos("fields", f.Name, key) }
	before := len(p.Diags)
	defer func() {
		if slices.ContainsFunc(p.Diags[before:], func(d source.Diagnostic) bool { return d.Pos == f.Pos }) {
			p.used[f.Name] = true // its name or label is wrong: more would be too much to say of it
		}
	}()
	switch {
	case f.Name == slugColumn:
		p.Add(p.File.KeyPos("fields", f.Name), "Give it another name: in groups.csv, slug is what a group's files are called.", "a field cannot be called %q", f.Name)
	case slices.Contains(p.given, f.Name):
		p.Add(p.File.KeyPos("fields", f.Name), "Give it another name.", "the site itself fills in {{%s}}", f.Name)
	case fieldMark().FindString("{{"+f.Name+"}}") != "{{"+f.Name+"}}":
		p.Add(p.File.KeyPos("fields", f.Name), "Use lowercase letters, digits, dashes and underscores.", "a field cannot be called %q", f.Name)
	}
	if f.Label == "" {
		p.Add(p.File.KeyPos("fields", f.Name), "Add label: the words beside the box, for example \"Your group's name\".", "the field %q has no label", f.Name)
	}
	if f.Kind != "" && !slices.Contains(Kinds(), string(f.Kind)) {
		hint := "It can be: " + strings.Join(Kinds(), ", ") + "."
		if near := source.Nearest(string(f.Kind), Kinds()); near != "" {
			hint = fmt.Sprintf("Did you mean %q?", near)
		}
		p.Add(at("kind"), hint, "there is no kind of field %q", f.Kind)
		return
	}
	p.options(f, at)
	p.limits(f, at)
	if f.Default == "" || len(p.Diags) > before {
		return
	}
	value, fault := f.Clean(string(f.Default))
	if fault == "" && value != string(f.Default) {
		p.Add(at("default"), fmt.Sprintf("Write %q.", value), "the default of %q has spaces or characters that nobody can see", f.Name)
	} else if fault != "" {
		message, hint := f.Explain(fault)
		p.Add(at("default"), hint, "the default of %q: %s", f.Name, message)
	}
}

func (p *parser) options(f Field, at func(string) source.Pos) {
	switch {
	case f.Kind != KindChoice && len(f.Options) > 0:
		p.Add(at("options"), "Add kind: choice, or remove options.", "only a choice has options")
	case f.Kind == KindChoice && len(f.Options) < 2:
		p.Add(at("options"), "Add options, a list of two or more: [Monday, Tuesday].", "the choice %q has fewer than two options", f.Name)
	}
	if f.Kind != KindChoice {
		return
	}
	for i, option := range f.Options {
		pos := p.File.KeyPos("fields", f.Name, "options", strconv.Itoa(i))
		switch value, fault := Clean(option, 0); {
		case fault != "":
			message, hint := fault.Explain(0)
			p.Add(pos, hint, "an option of %q: %s", f.Name, message)
		case value != option:
			p.Add(pos, fmt.Sprintf("Write %q.", value), "an option of %q has spaces or characters that nobody can see", f.Name)
		case slices.Contains(f.Options[:i], option):
			p.Add(pos, "Keep one of the two.", "the choice %q has the option %q twice", f.Name, option)
		}
	}
}

func (p *parser) limits(f Field, at func(string) source.Pos) {
	switch {
	case f.Kind == KindChoice && f.Min+f.Max != "":
		p.Add(at("max"), "Remove min and max.", "a choice has no limits other than its options")
		return
	case !f.Kind.bounds() && f.Min != "":
		p.Add(at("min"), "Remove it, or use kind: number or kind: date.", "only a number or a date has a minimum")
		return
	case !f.Kind.bounds():
		if n, err := strconv.Atoi(f.Max); f.Max != "" && (err != nil || n < 1) {
			p.Add(at("max"), "Write how many characters the text can have, for example 80.", "%q is not a length for a text", f.Max)
		}
		return
	}
	for key, bound := range map[string]string{"min": f.Min, "max": f.Max} {
		if _, fault := (Field{Kind: f.Kind}).Clean(bound); bound != "" && fault != "" {
			_, hint := (Field{Kind: f.Kind}).Explain(fault)
			p.Add(at(key), hint, "%q is no %s", bound, f.Kind)
			return
		}
	}
	if f.Min != "" && f.Max != "" && f.less(f.Max, f.Min) {
		p.Add(at("max"), "Swap the two.", "the minimum %s is above the maximum, %s", f.Min, f.Max)
	}
}

// Both is a field that holds what this one and another of the same name and kind can both hold.
func (f Field) Both(g Field) Field {
	f.Optional = f.Optional && g.Optional
	f.Labels = append(slices.Clone(f.Labels), g.Label)
	if f.Default == "" {
		f.Default = g.Default
	}
	least := Field{Kind: f.Kind}
	if !f.Kind.bounds() {
		least.Kind = KindNumber // of characters
	}
	if f.Max == "" || g.Max != "" && least.less(g.Max, f.Max) {
		f.Max = g.Max
	}
	if f.Min == "" || g.Min != "" && least.less(f.Min, g.Min) {
		f.Min = g.Min
	}
	return f
}

// Alike says whether one value can fill this field and another of the same name.
func (f Field) Alike(g Field) bool {
	kind := func(k Kind) Kind {
		if k == "" {
			return KindLine
		}
		return k
	}
	return kind(f.Kind) == kind(g.Kind) && slices.Equal(f.Options, g.Options)
}

// less compares two values of a number or a date, which are sound.
func (f Field) less(a, b string) bool {
	if f.Kind == KindDate {
		return a < b
	}
	x, _ := strconv.ParseFloat(a, 64)
	y, _ := strconv.ParseFloat(b, 64)
	return x < y
}

// DateWords is a day such as 2026-11-20 as people write it. What is no day stays as it is.
func DateWords(value string, dates language.Dates) string {
	day, err := time.Parse(time.DateOnly, value)
	if err != nil || len(dates.Months) != 12 {
		return value
	}
	return dates.OfDay(day)
}

// Explain says in words what is wrong with a value, and how to fix it.
func (f Field) Explain(fault Fault) (message, hint string) {
	switch fault {
	case NoDate:
		return "this is not a date", "Write the year first, as in 2026-11-20. In a spreadsheet, give the column the format yyyy-mm-dd."
	case NoOption:
		return "this is not one of the options", "It can be: " + strings.Join(f.Options, ", ") + "."
	case NoEmail:
		return "this is not an email address", "Write one address, such as leeds@example.org."
	case NoPhone:
		return "this is not a phone number", "Write digits and spaces, such as 0113 496 0000 or +44 113 496 0000. For other words, use a field of kind: line."
	case NoNumber:
		return "this is not a number", "Write digits alone, such as 12 or 12.50, without commas."
	case Early:
		return "this date is too early: the earliest is " + f.Min, "Write a later date."
	case Late:
		return "this date is too late: the latest is " + f.Max, "Write an earlier date."
	case Low:
		return "this number is too low: the lowest is " + f.Min, "Write a higher number."
	case High:
		return "this number is too high: the highest is " + f.Max, "Write a lower number."
	}
	return fault.Explain(f.Most())
}
