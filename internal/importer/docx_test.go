package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handrail/internal/text"
)

// packParts makes a zip file of parts, in the order of their names.
func packParts(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// docxSpaces declares the namespaces of the parts of a Word document.
const docxSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"` +
	` xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"` +
	` xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"`

// docxParts are the parts of a Word document with a body, and with others in it or in place of its usual ones. A name that begins with "rel:" is a relation
// of the body: its kind, a space, and its target.
func docxParts(body string, more map[string]string) map[string]string {
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + types + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + docxSpaces + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
	}
	relations := ""
	relate := func(id, kind, target string) {
		mode := ""
		if strings.Contains(target, ":") {
			mode = ` TargetMode="External"`
		}
		relations += fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"%s/>`, id, types, kind, html.EscapeString(target), mode)
	}
	for name, data := range more {
		if id, ok := strings.CutPrefix(name, "rel:"); ok {
			kind, target, _ := strings.Cut(data, " ")
			relate(id, kind, target)
			continue
		}
		for _, kind := range []string{"styles", "numbering", "footnotes", "endnotes", "comments", "header1", "footer1"} {
			if name == "word/"+kind+".xml" {
				relate(kind, strings.TrimRight(kind, "1"), kind+".xml")
				data = `<w:` + kind + ` ` + docxSpaces + `>` + data + `</w:` + kind + `>`
			}
		}
		parts[name] = data
	}
	parts["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relations + `</Relationships>`
	return parts
}

// docxStyles are styles as Word writes them in German: the identifiers are German, the names are not.
const docxStyles = `<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Warning"><w:name w:val="Warning"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="Bullets"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="HTMLCode"><w:name w:val="HTML Code"/><w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Looks"><w:name w:val="Looks"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>`

// docxLists has bullets as list 1, numbers as 2, letters as 3, boxes as 5, "Step 1:" as 6, and 4, which starts the numbers again.
const docxLists = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/><w:pPr><w:ind w:left="1440" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2."/><w:pPr><w:ind w:left="1440" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0A8;"/><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Step %1:"/></w:lvl></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>` +
	`<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>` +
	`<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num>`

// p writes a paragraph of a style, whose runs are given as XML or as words.
func docxP(style string, runs ...string) string {
	out := "<w:p>"
	if strings.HasPrefix(style, "<") {
		out += "<w:pPr>" + style + "</w:pPr>"
	} else if style != "" {
		out += `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	for _, run := range runs {
		if !strings.HasPrefix(run, "<") {
			run = docxR("", run)
		}
		out += run
	}
	return out + "</w:p>"
}

// docxR writes a run with properties.
func docxR(properties, words string) string {
	if properties != "" {
		properties = "<w:rPr>" + properties + "</w:rPr>"
	}
	return `<w:r>` + properties + `<w:t xml:space="preserve">` + html.EscapeString(words) + `</w:t></w:r>`
}

// docxL writes a paragraph in a list.
func docxL(list, level int, words string) string {
	return docxP(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list), words)
}

var (
	docxFallback = regexp.MustCompile(`(?s)<mc:Fallback>.*?</mc:Fallback>`)
	docxTag      = regexp.MustCompile(`<[^>]*>`)
	docxText     = regexp.MustCompile(`(?s)<(w:t|w:delText|a:t|m:t)(?: [^>]*)?>(.*?)</(?:w:t|w:delText|a:t|m:t)>|<(w:p|w:tab|w:br|w:tc|w:cr|a:p|w:rt|w:rubyBase)(?:[ />])| (?:descr|w:displayText)="([^"]*)"`)
)

// docxWords extracts the words of the parts of a document, without reading them as the importer does.
func docxWords(parts map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if !strings.HasSuffix(name, ".xml") {
			continue
		}
		for _, m := range docxText.FindAllStringSubmatch(docxFallback.ReplaceAllString(parts[name], " "), -1) {
			if m[3] != "" {
				b.WriteString(" ")
			}
			if m[1] == "m:t" {
				b.WriteString(" ")
			}
			b.WriteString(html.UnescapeString(docxTag.ReplaceAllString(m[2], " ")))
			if m[4] != "" {
				b.WriteString(" " + html.UnescapeString(m[4]) + " ")
			}
		}
		b.WriteString(" ")
	}
	return b.String()
}

// entriesOf lists the entries of a document, one a line.
func entriesOf(d *Document) string {
	var b strings.Builder
	for _, e := range d.Entries {
		fmt.Fprintf(&b, "%d %s: %s\n", e.Heading, e.What, e.Words)
	}
	return b.String()
}

// TestDOCX reads documents as Word, Google Docs and Pages write them.
func TestDOCX(t *testing.T) {
	t.Parallel()
	for _, c := range docxCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			parts := docxParts(c.body, c.parts)
			d := readDocument(t, "guide.docx", packParts(t, parts))
			got := text.Markdown(d.Blocks)
			if d.Front.Title != "" {
				got = "title: " + d.Front.Title + "\n" + got
			}
			if got != c.want {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", c.name, got, c.want)
			}
			if got := entriesOf(d); got != c.entries {
				t.Errorf("%s: entries\ngot:\n%s\nwant:\n%s", c.name, got, c.entries)
			}
			if lost := missing(docxWords(parts), d.Blocks, d.Front, d.Entries); len(lost) > 0 {
				t.Errorf("%s: these words are nowhere: %q", c.name, lost)
			}
		})
	}
}

type docxCase struct {
	name, body    string
	parts         map[string]string
	want, entries string
}
