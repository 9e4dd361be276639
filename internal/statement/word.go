package statement

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"
)

// WordPart is one file of a Word document. Its text is a template: the fields in it are filled in with [EscapeXML].
type WordPart struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Word gives the parts of a Word document (ECMA-376, Office Open XML), in the order in which they are packed: the
// subject as its title, true headings, lists and links, and its language, so that it reads well aloud. day is when the
// statement was last changed.
func (d Document) Word(day time.Time) []WordPart {
	w := wordWriter{}
	for _, block := range d.Blocks {
		w.block(block)
	}
	subject, author := escapeTemplate(d.Subject, EscapeXML), EscapeXML(d.Author)
	stamp := day.UTC().Format(time.RFC3339)
	return []WordPart{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			override("/word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml") +
			override("/word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml") +
			override("/word/numbering.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml") +
			override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + `</Types>`},
		{"_rels/.rels", relations(relation("rId1", officeRel+"officeDocument", "word/document.xml", false) +
			relation("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false))},
		{"docProps/core.xml", xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
			`<dc:title>` + subject + `</dc:title><dc:creator>` + author + `</dc:creator><dc:language>` + EscapeXML(d.Lang) + `</dc:language>` +
			`<dcterms:created xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:modified></cp:coreProperties>`},
		{"word/document.xml", xmlHead + `<w:document ` + wordSpace + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>` +
			`<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>` + wordText(subject, "") + `</w:p>` + w.body.String() +
			`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`},
		{"word/_rels/document.xml.rels", relations(relation("rId1", officeRel+"styles", "styles.xml", false) +
			relation("rId2", officeRel+"numbering", "numbering.xml", false) + w.links.String())},
		{"word/styles.xml", wordStyles(d.Lang)},
		{"word/numbering.xml", w.numbering()},
	}
}

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

func override(part, kind string) string {
	return `<Override PartName="` + part + `" ContentType="` + kind + `"/>`
}

func relations(list string) string {
	return xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
}

func relation(id, kind, target string, outside bool) string {
	mode := ""
	if outside {
		mode = ` TargetMode="External"`
	}
	return `<Relationship Id="` + id + `" Type="` + kind + `" Target="` + EscapeXML(target) + `"` + mode + `/>`
}

// wordWriter gathers the body of a document, its links, and the numbered lists in it.
type wordWriter struct {
	body, links strings.Builder
	linked      int // links so far
	numbered    int // numbered lists so far
}

func (w *wordWriter) block(b Block) {
	w.body.WriteString("<w:p>")
	switch {
	case b.Heading > 0:
		fmt.Fprintf(&w.body, `<w:pPr><w:pStyle w:val="Heading%d"/></w:pPr>`, min(max(b.Heading-1, 1), 3))
	case b.Item != "":
		number := 1 // the list with dots
		if b.Item != "-" {
			if b.Item == "1." {
				w.numbered++
			}
			number = 1 + w.numbered
		}
		fmt.Fprintf(&w.body, `<w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, number)
	}
	for _, run := range b.Runs {
		w.run(run)
	}
	w.body.WriteString("</w:p>")
}

func (w *wordWriter) run(run Run) {
	if run.Text == "\n" {
		w.body.WriteString("<w:r><w:br/></w:r>")
		return
	}
	look := ""
	if run.Href != "" {
		look += `<w:rStyle w:val="Hyperlink"/>`
	}
	if run.Strong {
		look += "<w:b/>"
	}
	if run.Em {
		look += "<w:i/>"
	}
	text := wordText(escapeTemplate(run.Text, EscapeXML), look)
	if run.Href == "" {
		w.body.WriteString(text)
		return
	}
	w.linked++
	id := fmt.Sprintf("rId%d", 2+w.linked)
	w.links.WriteString(relation(id, officeRel+"hyperlink", run.Href, true))
	w.body.WriteString(`<w:hyperlink r:id="` + id + `">` + text + `</w:hyperlink>`)
}

// wordText is a run of text that is escaped already.
func wordText(text, look string) string {
	if look != "" {
		look = "<w:rPr>" + look + "</w:rPr>"
	}
	return `<w:r>` + look + `<w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// numbering describes the list with dots, and each numbered list, which starts at 1 anew.
func (w *wordWriter) numbering() string {
	level := func(id int, format, text string) string {
		return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/>`+
			`<w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>`, id, format, text)
	}
	text := xmlHead + `<w:numbering ` + wordSpace + `>` + level(0, "bullet", "•") + level(1, "decimal", "%1.") + `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	for n := range w.numbered {
		text += fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, n+2)
	}
	return text + `</w:numbering>`
}

// wordStyles are large letters with space between them, for tired eyes.
func wordStyles(lang string) string {
	style := func(kind, id, name, rest string) string {
		return `<w:style w:type="` + kind + `" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + rest + `</w:style>`
	}
	heading := func(level, size int) string {
		return style("paragraph", fmt.Sprintf("Heading%d", level), fmt.Sprintf("heading %d", level), fmt.Sprintf(
			`<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="360"/><w:outlineLvl w:val="%d"/></w:pPr><w:rPr><w:b/><w:sz w:val="%d"/></w:rPr>`, level-1, size))
	}
	return xmlHead + `<w:styles ` + wordSpace + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="` + EscapeXML(lang) + `"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="336" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		style("paragraph", "Title", "Title", `<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/></w:rPr>`) +
		heading(1, 36) + heading(2, 32) + heading(3, 28) +
		style("paragraph", "ListParagraph", "List Paragraph", `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:contextualSpacing/></w:pPr>`) +
		style("character", "Hyperlink", "Hyperlink", `<w:rPr><w:color w:val="0B4A8F"/><w:u w:val="single"/></w:rPr>`) + `</w:styles>`
}

// EscapeXML makes a text fit for XML, within and outside of attributes.
func EscapeXML(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}

// PackWord fills in the parts of a Word document and packs them. The same parts and values give the same bytes.
func PackWord(parts []WordPart, values Values) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
		if err == nil {
			_, err = f.Write([]byte(values.Fill(part.Text, EscapeXML)))
		}
		if err != nil {
			return nil, fmt.Errorf("packing %s: %w", part.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("packing the Word document: %w", err)
	}
	return b.Bytes(), nil
}
