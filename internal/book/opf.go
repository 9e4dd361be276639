package book

import (
	"fmt"
	"strings"
)

// packageDocument says what the e-book is, which files it has, and in what order they are read (EPUB 3.3, 5).
func (e *epubWriter) packageDocument() string {
	var b strings.Builder
	lang := escapeValue(e.Language)
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="` + lang + `">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">` + escape(e.ID) + `</dc:identifier>
<dc:title>` + escape(e.Title) + `</dc:title>
<dc:language>` + escape(e.Language) + "</dc:language>\n")
	element := func(name, text string) {
		if text != "" {
			b.WriteString("<" + name + ">" + escape(text) + "</" + name + ">\n")
		}
	}
	element("dc:creator", e.Publisher)
	element("dc:publisher", e.Publisher)
	element("dc:description", e.Summary)
	if !e.Modified.IsZero() {
		element("dc:date", e.Modified.Format("2006-01-02"))
	}
	modified := e.Modified
	if modified.IsZero() {
		modified = epoch()
	}
	meta := func(property, text string) {
		fmt.Fprintf(&b, "<meta property=\"%s\">%s</meta>\n", property, escape(text))
	}
	meta("dcterms:modified", modified.UTC().Format("2006-01-02T15:04:05Z"))
	meta("pageBreakSource", "none")
	e.accessibility(&b, meta)
	b.WriteString("</metadata>\n<manifest>\n")
	for _, i := range e.items {
		fmt.Fprintf(&b, `<item id="%s" href="%s" media-type="%s"`, i.id, i.name, i.kind)
		if i.properties != "" {
			fmt.Fprintf(&b, ` properties="%s"`, i.properties)
		}
		b.WriteString("/>\n")
	}
	b.WriteString("</manifest>\n<spine>\n")
	for _, i := range e.items {
		if i.inSpine {
			fmt.Fprintf(&b, "<itemref idref=\"%s\"/>\n", i.id)
		}
	}
	b.WriteString("</spine>\n</package>\n")
	return b.String()
}

// accessibility says how the e-book can be read (EPUB Accessibility 1.1, 2 and 3; the terms are those of
// https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/). All of it can be read as text, and what is shown has
// a description. Whether a description is a good one is for its editor to say, so the certifier is what it is: the tests of a program.
func (e *epubWriter) accessibility(b *strings.Builder, meta func(property, text string)) {
	meta("schema:accessMode", "textual")
	features := []string{"tableOfContents", "readingOrder", "structuralNavigation", "pageNavigation", "pageBreakMarkers", "displayTransformability"}
	if e.visual {
		meta("schema:accessMode", "visual")
		features = append(features, "alternativeText")
	}
	meta("schema:accessModeSufficient", "textual")
	for _, f := range features {
		meta("schema:accessibilityFeature", f)
	}
	hazard := "none"
	if e.moving {
		hazard = "unknown"
	}
	meta("schema:accessibilityHazard", hazard)
	meta("schema:accessibilitySummary", e.Words.Summary)
	b.WriteString(`<meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>` + "\n")
	fmt.Fprintf(b, "<meta property=\"a11y:certifiedBy\" refines=\"#conformance\">%s</meta>\n", escape(e.Words.Evaluate))
}
