package statement

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/source"
)

// parser reads one statement, and collects what is wrong with it.
type parser struct {
	source.Reporter

	fields []Field
	given  []string
	used   map[string]bool
}

// field finds a declared field by its name.
func (p *parser) field(name string) (Field, bool) {
	i := slices.IndexFunc(p.fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return p.fields[i], true
}

// known lists the fields that a text can have: those that the site fills in, and those that are declared.
func (p *parser) known() []string {
	known := slices.Clone(p.given)
	for _, field := range p.fields {
		known = append(known, field.Name)
	}
	return known
}

// meant is the field that a mistyped name most likely stands for; "" for none.
func (p *parser) meant(name string) string {
	plain := func(name string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, name)
	}
	known := p.known()
	for _, k := range known {
		if plain(name) != "" && plain(k) == plain(name) {
			return k
		}
	}
	return source.Nearest(strings.ToLower(strings.TrimSpace(name)), known)
}

// use checks a field where it is in the text or in a key. when is the field that the part around it depends on.
func (p *parser) use(name, when string, pos source.Pos) {
	p.used[name] = true
	field, declared := p.field(name)
	switch {
	case !declared && !slices.Contains(p.given, name):
		hint := "Declare it under fields, or use one of: " + strings.Join(p.known(), ", ") + "."
		if near := p.meant(name); near != "" {
			hint = fmt.Sprintf("Did you mean {{%s}}?", near)
			p.used[near] = true
		}
		p.Add(pos, hint, "there is no field %q", name)
	case field.Optional && when != name:
		p.Add(pos, fmt.Sprintf("Put {{#when %s}} before everything that is left out when it is empty, and {{/when}} after it.", name),
			"the field %q can be left empty, and would leave a gap here", name)
	}
}

// condition checks the field that a part depends on.
func (p *parser) condition(name string, pos source.Pos) {
	p.used[name] = true
	field, declared := p.field(name)
	switch {
	case !declared && !slices.Contains(p.given, name):
		p.use(name, name, pos)
	case !field.Optional:
		p.Add(pos, "Remove {{#when "+name+"}} and its {{/when}}, or add optional: true to the field.", "the field %q always has a value, so this part is never left out", name)
	}
}

// maxStray is how many braces that are not a field are reported in a text. Whoever sees as many knows what to look for.
const maxStray = 20

// text checks the fields of the text, and looks for braces that are none.
func (p *parser) text(doc *markdown.Doc) {
	for _, when := range doc.Whens {
		p.condition(when.Name, when.Pos)
	}
	for _, field := range doc.Fields {
		p.use(field.Name, field.When, field.Pos)
	}
	found := strayBraces(doc)
	for i, stray := range found {
		p.stray(stray, doc.File.Pos(stray.start))
		if more := len(found) - maxStray; i == maxStray-1 && more > 0 {
			p.Diags[len(p.Diags)-1].Message += fmt.Sprintf(" (and %d more on this page)", more)
			break
		}
	}
}

// lineMark is a {{#when NAME}} or a {{/when}} in a key.
var lineMark = pattern.New(`\{\{\s*(?:#when\s+([A-Za-z0-9._-]+)|(/when))\s*\}\}`)

// fieldMark is a field in a key.
var fieldMark = pattern.New(`\{\{\s*([A-Za-z0-9._-]+)\s*\}\}`)

// line checks a template that is in a key and is one line. It returns it with its spaces so that none is left over when a
// part is left out.
func (p *parser) line(key, text string) string {
	pos := p.File.KeyPos(key)
	when := ""
	for _, m := range regexp.MustCompile(lineMark().String()+"|"+fieldMark().String()).FindAllStringSubmatch(text, -1) {
		switch {
		case m[1] != "" && when != "":
			p.Add(pos, "End the first part with {{/when}} before this one begins.", "a part that can be left out is within another one: %s", key)
		case m[1] != "":
			when = m[1]
			p.condition(when, pos)
		case m[2] != "" && when == "":
			p.Add(pos, "Write {{#when NAME}} where the part begins, or remove this.", "a part that can be left out ends in %s, and does not begin", key)
		case m[2] != "":
			when = ""
		default:
			p.use(m[3], when, pos)
			if field, _ := p.field(m[3]); field.Kind == KindText {
				p.Add(pos, "Use a field of one line.", "the field %q can have several lines, and %s is one line", m[3], key)
			}
		}
	}
	if when != "" {
		p.Add(pos, "Write {{/when}} where the part ends.", "a part that can be left out begins in %s and never ends", key)
	}
	rest := lineMark().ReplaceAllString(fieldMark().ReplaceAllString(text, "\x00"), "\x00")
	for _, s := range findStray(rest, nil) {
		p.stray(s, pos)
	}
	for _, m := range partRun().FindAllStringSubmatchIndex(text, -1) {
		before, after := strings.TrimSpace(text[:m[0]]), strings.TrimSpace(text[m[1]:])
		open, _ := utf8.DecodeLastRuneInString(before)
		shut, _ := utf8.DecodeRuneInString(after)
		if message, hint := markdown.LeftWithout(text[m[2]:m[3]], open, shut, before == "", after == ""); message != "" {
			p.Add(pos, hint, "%s, in %s", message, key)
		}
	}
	return tidyLine(text)
}

// partRun is one part of a line or several, with nothing but space between; the first group is the field of the first.
var partRun = pattern.New(`\{\{\s*#when\s+([^{}\s]+)\s*\}\}.*?\{\{\s*/when\s*\}\}(?:\s*\{\{\s*#when[^{}]*\}\}.*?\{\{\s*/when\s*\}\})*`)

// wholePart is a part of a line, with the space around it, outside of it and within.
var wholePart = pattern.New(`(\s*)(\{\{\s*#when[^{}]*\}\})(\s*)(.*?)(\s*)(\{\{\s*/when\s*\}\})(\s*)`)

// tidyLine puts the space beside each part into it, as markdown does in the text.
func tidyLine(text string) string {
	var b strings.Builder
	atStart := true // nothing but parts so far
	for {
		m := wholePart().FindStringSubmatchIndex(text)
		if m == nil {
			return strings.TrimSpace(b.String() + text)
		}
		b.WriteString(text[:m[0]])
		before, open, inner, shut, after := text[m[2]:m[3]], text[m[4]:m[5]], text[m[8]:m[9]], text[m[12]:m[13]], text[m[14]:m[15]]
		rest := text[m[1]:]
		atStart = atStart && m[0] == 0
		if before == "" && !atStart {
			open += text[m[6]:m[7]]
		}
		if after == "" && rest != "" {
			shut = text[m[10]:m[11]] + shut
		}
		switch {
		case atStart:
			before, shut, after = "", after+shut, ""
		case before != "" && (after != "" || rest == "" || strings.ContainsAny(rest[:1], ".,;:!?)")):
			before, open = "", open+before
		}
		b.WriteString(before + open + inner + shut)
		text = after + rest
	}
}
