// Package docx has what every Word document is made of (ECMA-376, Office Open XML): the parts of its package, paragraphs, lists
// and tables. It knows nothing of what a document says: texts that it is given are XML already, made so by [Escape].
package docx

import (
	"strings"
	"unicode/utf8"

	"handrail/internal/source"
)

const (
	// Head begins each part.
	Head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	// Space declares the prefix w, which all elements have that this package writes.
	Space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	// Office is what the names of relations begin with, and with it the namespace of r:id.
	Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	// Main is what the types of the parts of a Word document begin with.
	Main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// Escape makes a text fit for XML 1.0, within and outside of attributes. Characters that have no place in it, nor in any
// text, are left out (https://www.w3.org/TR/xml/#charsets).
func Escape(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool {
		return r == '&' || r == '<' || r == '>' || r == '"' || r == utf8.RuneError || source.Unseen(r)
	}) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case !source.Unseen(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// ContentTypes is the part [Content_Types].xml: the types of the parts that are no relations, in a list made by [Override].
func ContentTypes(list string) string {
	return Head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` + list + `</Types>`
}

// Override says of which type a part is.
func Override(part, kind string) string {
	return `<Override PartName="` + part + `" ContentType="` + kind + `"/>`
}

// Core is the part docProps/core.xml, with its type and the relation that leads to it.
func Core(title, author, language string) string {
	return Head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + title + `</dc:title><dc:creator>` + author + `</dc:creator><dc:language>` + language + `</dc:language></cp:coreProperties>`
}

// CoreType is the type of the part that [Core] makes.
const CoreType = "application/vnd.openxmlformats-package.core-properties+xml"

// PackageRelations is the part _rels/.rels: where the document and its properties are.
func PackageRelations() string {
	return Relations(Relation("rId1", Office+"/officeDocument", "word/document.xml", false) +
		Relation("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false))
}

// Relations is a part with relations, in a list made by [Relation].
func Relations(list string) string {
	return Head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
}

// Relation is where something leads: to a part, or outside of the document. target is a plain text.
func Relation(id, kind, target string, outside bool) string {
	mode := ""
	if outside {
		mode = ` TargetMode="External"`
	}
	return `<Relationship Id="` + id + `" Type="` + kind + `" Target="` + Escape(target) + `"` + mode + `/>`
}

// Run is a stretch of text. look is its properties; "" for none.
func Run(text, look string) string {
	return `<w:r>` + properties(look) + `<w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func properties(look string) string {
	if look == "" {
		return ""
	}
	return "<w:rPr>" + look + "</w:rPr>"
}
