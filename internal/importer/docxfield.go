package importer

import (
	"strings"
)

// docxField is a field whose end has not been read yet (ECMA-376 part 1, section 17.16.18): its instruction, and then its result.
type docxField struct {
	instruction string
	result      bool
	kind        string // "HYPERLINK"
	href        string
	listing     bool // it makes a table of contents or an index
}

// field reads what fields are made of.
func (p *docxPart) field(e element) {
	last := len(p.fields) - 1
	switch {
	case e.name == "w:fldSimple":
		f := &docxField{instruction: e.attr("instr"), result: true}
		f.parse()
		p.fields = append(p.fields, f)
		p.children(p.inline)
		p.endField(f)
	case e.name == "w:instrText" || e.name == "w:delInstrText":
		if words := p.characters(); last >= 0 && !p.fields[last].result {
			p.fields[last].instruction += words
		}
	case e.attr("fldCharType") == "begin":
		p.fields = append(p.fields, &docxField{})
		p.formField()
	case e.attr("fldCharType") == "separate" && last >= 0:
		p.fields[last].result = true
		p.fields[last].parse()
	case e.attr("fldCharType") == "end" && last >= 0:
		p.endField(p.fields[last])
	}
}

// endField ends a field, and those within it that have no end.
func (p *docxPart) endField(f *docxField) {
	for i := len(p.fields) - 1; i >= 0; i-- {
		if p.fields[i] == f {
			p.fields = p.fields[:i]
			break
		}
	}
	if f.listing {
		p.endContents()
	}
	if !f.result && f.kind == "" {
		f.parse()
		start := len(p.line.pieces)
		switch f.kind {
		case "FORMCHECKBOX":
			p.say("☐")
		case "MACROBUTTON": // its words are in the instruction, as a place to click at
			if parts := strings.Fields(f.instruction); len(parts) > 2 {
				p.say(strings.Join(parts[2:], " "))
				p.bracket(start)
			}
		}
	}
}

// endFields ends the fields that have no end where the text has one.
func (p *docxPart) endFields() {
	p.fields = nil
	p.endContents()
}

// formField notes what the list of a form field offers (section 17.16.9).
func (p *docxPart) formField() {
	var choices []string
	p.walk(func(e element) bool {
		if e.name == "w:listEntry" {
			choices = append(choices, e.attr("val"))
		}
		return false
	})
	if words := oneLine(strings.Join(choices, " · ")); words != "" {
		p.note("docx-choices", words)
	}
}

// parse reads the instruction of a field: which it is, and where it leads (section 17.16.5).
func (f *docxField) parse() {
	parts := fieldArguments(f.instruction)
	if len(parts) == 0 {
		return
	}
	f.kind = strings.ToUpper(parts[0])
	first := ""
	if len(parts) > 1 && !strings.HasPrefix(parts[1], `\`) {
		first = parts[1]
	}
	switch f.kind {
	case "HYPERLINK":
		f.href = first
		for i, part := range parts {
			if part == `\l` && i+1 < len(parts) && !strings.Contains(f.href, "#") {
				f.href += "#" + parts[i+1]
			}
		}
	case "REF", "PAGEREF", "NOTEREF":
		if first != "" {
			f.href = "#" + first
		}
	case "TOC", "INDEX", "TOA":
		f.listing = true
	}
}

// fieldArguments cuts an instruction into its parts. What is between quotation marks is one, in which a backslash is before a character that is meant as it is.
func fieldArguments(instruction string) []string {
	var parts []string
	var b strings.Builder
	quoted, begun := false, false
	end := func() {
		if begun {
			parts = append(parts, b.String())
		}
		b.Reset()
		begun = false
	}
	runes := []rune(instruction)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case r == '"':
			if quoted = !quoted; quoted {
				begun = true
			} else {
				end()
			}
		case quoted && r == '\\' && i+1 < len(runes) && (runes[i+1] == '\\' || runes[i+1] == '"'):
			i++
			b.WriteRune(runes[i])
		case !quoted && (r == ' ' || r == '\t' || r == '\n' || r == '\u00a0'):
			end()
		default:
			b.WriteRune(r)
			begun = true
		}
	}
	end()
	return parts
}

// isListing says whether a table of contents or an index is being read.
func (p *docxPart) isListing() bool {
	if p.listing > 0 {
		return true
	}
	for _, f := range p.fields {
		if f.listing && f.result {
			return true
		}
	}
	return false
}

// list keeps words of a table of contents.
func (p *docxPart) list(words string) {
	if p.contents == "" {
		p.place = p.headings
	}
	p.contents += words
}

// endListing ends a field for a table of contents that has none of its own end, at a heading, which such a table cannot have.
func (p *docxPart) endListing() {
	for i, f := range p.fields {
		if f.listing && f.result && p.listing == 0 {
			p.fields = p.fields[:i]
			p.endContents()
			return
		}
	}
}

// endContents notes a table of contents that has been read.
func (p *docxPart) endContents() {
	if p.isListing() {
		return
	}
	if words := oneLine(p.contents); words != "" {
		here := p.headings
		p.headings = p.place
		p.note("contents", words)
		p.headings = here
	}
	p.contents = ""
}
