package book

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"handrail/internal/docx"
)

// writeXHTML writes an element and all that is in it in the XML syntax of HTML (https://html.spec.whatwg.org/#xhtml).
func writeXHTML(b *bytes.Buffer, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(escape(n.Data))
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	b.WriteByte('<')
	b.WriteString(n.Data)
	if n.Data == "svg" && n.Namespace == "svg" && (n.Parent == nil || n.Parent.Namespace != "svg") {
		b.WriteString(` xmlns="http://www.w3.org/2000/svg"`)
	}
	for _, a := range n.Attr {
		if !isName(a.Key) {
			continue
		}
		b.WriteByte(' ')
		b.WriteString(a.Key)
		b.WriteString(`="`)
		b.WriteString(escapeValue(a.Val))
		b.WriteByte('"')
		if a.Key == "lang" && n.Namespace == "" {
			b.WriteString(` xml:lang="` + escapeValue(a.Val) + `"`)
		}
	}
	if n.FirstChild == nil && (n.Namespace != "" || slices.Contains([]string{"br", "hr", "img", "col", "wbr"}, n.Data)) {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	for child := range n.ChildNodes() {
		writeXHTML(b, child)
	}
	b.WriteString("</" + n.Data + ">")
}

// isName says whether an attribute can have a name in XML. HTML takes almost anything for one.
func isName(name string) bool {
	for i, r := range name {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || i > 0 && (r >= '0' && r <= '9' || r == '-' || r == ':')) {
			return false
		}
	}
	return name != ""
}

// escape makes a text fit for XML.
func escape(text string) string { return docx.Escape(text) }

// escapeValue makes a text fit for an attribute, in which XML takes a line break for a space.
func escapeValue(text string) string {
	text = docx.Escape(text)
	if !strings.ContainsAny(text, "\n\t\r") {
		return text
	}
	return strings.NewReplacer("\n", "&#10;", "\t", "&#9;", "\r", "&#13;").Replace(text)
}
