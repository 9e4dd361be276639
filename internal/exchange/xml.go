package exchange

import (
	"strings"
)

// xmlWriter writes XML in UTF-8 without a document type. Characters that XML 1.0 does not allow are left out
// (https://www.w3.org/TR/xml/#charsets): source.Unseen keeps them out of the site's own texts.
type xmlWriter struct {
	b    strings.Builder
	open []string
}

func newXML() *xmlWriter {
	w := &xmlWriter{}
	w.b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	return w
}

// start begins an element on a line of its own. attrs are names and values in turn.
func (w *xmlWriter) start(name string, attrs ...string) {
	w.tag(name, attrs)
	w.b.WriteString(">\n")
	w.open = append(w.open, name)
}

// end ends the element that was begun last.
func (w *xmlWriter) end() {
	last := len(w.open) - 1
	name := w.open[last]
	w.open = w.open[:last]
	w.b.WriteString(strings.Repeat(" ", last) + "</" + name + ">\n")
}

// leaf writes an element that holds a text, or nothing.
func (w *xmlWriter) leaf(name, text string, attrs ...string) {
	w.raw(name, escapeXML(text), attrs...)
}

// raw writes an element that holds markup.
func (w *xmlWriter) raw(name, markup string, attrs ...string) {
	w.tag(name, attrs)
	if markup == "" {
		w.b.WriteString("/>\n")
		return
	}
	w.b.WriteString(">" + markup + "</" + name + ">\n")
}

func (w *xmlWriter) tag(name string, attrs []string) {
	w.b.WriteString(strings.Repeat(" ", len(w.open)) + "<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		w.b.WriteString(" " + attrs[i] + `="` + escapeAttribute(attrs[i+1]) + `"`)
	}
}

func (w *xmlWriter) bytes() []byte { return []byte(w.b.String()) }

// escapeXML writes a text so that XML and HTML read it as it is, in an element and in an attribute.
func escapeXML(text string) string { return xmlEscapes.Replace(xmlAllowed(text)) }

// escapeAttribute writes the value of an attribute. A tab or a line break in it is a reference, as XML reads any other as a space
// (https://www.w3.org/TR/xml/#AVNormalize).
func escapeAttribute(value string) string {
	return strings.NewReplacer("\t", "&#9;", "\n", "&#10;").Replace(escapeXML(value))
}

// xmlAllowed is a text without the characters that XML 1.0 does not allow.
func xmlAllowed(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, text)
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;")
