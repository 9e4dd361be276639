package book

import (
	"strconv"
	"strings"

	"handrail/internal/docx"
	"handrail/internal/text"
)

// look is how a stretch of text looks. What is emphasised is bold: words in italics are hard to read for tired eyes.
type look struct {
	strong, struck, code, link bool
	raised                     string // "superscript", "subscript" or ""
}

func (l look) properties() string {
	p := ""
	switch {
	case l.link:
		p += `<w:rStyle w:val="Hyperlink"/>`
	case l.code:
		p += `<w:rStyle w:val="CodeWords"/>`
	}
	if l.strong {
		p += "<w:b/>"
	}
	if l.struck {
		p += "<w:strike/>"
	}
	if l.raised != "" {
		p += `<w:vertAlign w:val="` + l.raised + `"/>`
	}
	return p
}

// liner writes a line, in which white space is one space.
type liner struct {
	*wordWriter
	b     strings.Builder
	space bool // what is written ends with a space, or is nothing yet
}

// line writes the runs of a paragraph.
func (d *wordWriter) line(list []text.Inline, l look) string {
	w := &liner{wordWriter: d, space: true}
	w.inlines(list, l)
	return w.b.String()
}

// oneSpaced is a text with one space for what HTML takes for one, which a non-breaking space is not.
func oneSpaced(text string) string {
	var b strings.Builder
	space := false
	for _, r := range text {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

func (w *liner) words(words string, l look) {
	words = oneSpaced(words)
	if w.space {
		words = strings.TrimPrefix(words, " ")
	}
	if words == "" {
		return
	}
	w.space = strings.HasSuffix(words, " ")
	w.b.WriteString(docx.Run(escape(words), l.properties()))
}

func (w *liner) inlines(list []text.Inline, l look) {
	for _, in := range list {
		w.inline(in, l)
	}
}

func (w *liner) inline(in text.Inline, l look) {
	switch in.Kind {
	case text.Words:
		w.words(in.Text, l)
		return
	case text.Break:
		w.b.WriteString("<w:r><w:br/></w:r>")
		w.space = true
		return
	case text.Emphasis, text.Strong:
		l.strong = true
	case text.Struck:
		l.struck = true
	case text.CodeSpan:
		l.code = true
		w.words(in.Text, l)
		return
	case text.Image:
		w.picture(in, l)
		return
	case text.Link:
		w.link(in, l)
		return
	case text.Inside:
		if w.inside(in, &l) {
			return
		}
	}
	w.inlines(in.Inlines, l)
}

// inside writes an element that markdown does not have, and says whether that was all of it.
func (w *liner) inside(in text.Inline, l *look) bool {
	switch in.Name {
	case "br":
		w.b.WriteString("<w:r><w:br/></w:r>")
		w.space = true
		return true
	case "svg":
		if description := attr(in.Attrs, "aria-label"); description != "" {
			w.describe(description)
		}
		return true
	case "b", "i", "cite", "dfn", "var", "mark":
		l.strong = true
	case "s":
		l.struck = true
	case "kbd", "samp":
		l.code = true
	case "sup":
		l.raised = "superscript"
	case "sub":
		l.raised = "subscript"
	}
	return false
}

// link writes a link: to a footnote, to a part of the book, or out of it.
func (w *liner) link(in text.Inline, l look) {
	id, within := fragment(in.Href)
	if note, isNote := w.endnotes[id]; within && isNote {
		w.footnote(id, note)
		return
	}
	if within && strings.Contains(id, "fnref_") { // a footnote of Word leads back by itself
		return
	}
	if !leads(in.Href) {
		w.inlines(in.Inlines, l)
		return
	}
	l.link = true
	if within {
		w.b.WriteString(`<w:hyperlink w:anchor="` + bookmark(id) + `" w:history="1">`)
	} else {
		w.b.WriteString(`<w:hyperlink r:id="` + w.relate("hyperlink", in.Href, true) + `" w:history="1">`)
	}
	w.inlines(in.Inlines, l)
	w.b.WriteString("</w:hyperlink>")
}

// footnote refers to a footnote, which is at the foot of the page. One that is referred to twice is there twice.
func (w *liner) footnote(id string, note []text.Block) {
	w.noted++
	n := strconv.Itoa(w.noted)
	inner := w.endnotes
	w.endnotes, w.inNote = nil, true // a footnote has none of its own
	mark := `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>` + docx.Run(" ", "")
	body := w.blocks(note, place{level: 2, style: "FootnoteText"})
	w.endnotes, w.inNote = inner, false
	if at := strings.Index(body, "<w:r>"); at >= 0 {
		body = body[:at] + mark + body[at:]
	} else {
		body = styled("FootnoteText", mark)
	}
	w.notes.WriteString(`<w:footnote w:id="` + n + `">` + body + `</w:footnote>`)
	w.b.WriteString(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="` + n + `"/></w:r>`)
	w.space = false
}

// describe is the description of a drawing in place of it.
func (w *liner) describe(description string) {
	w.words(w.Words.Picture(description), look{})
}
