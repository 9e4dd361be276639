package statement

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// WordPart is one file of a Word document. Its text is a template: the fields in it are filled in with [EscapeXML].
type WordPart struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Word gives the parts of a Word document (ECMA-376, Office Open XML), in the order in which they are packed: the
// subject as its title, true headings, lists and links, and its language, so that it reads well aloud. It says nothing of times, which the text
// has where they matter.
func (d Document) Word() []WordPart {
	w := wordWriter{format: format{d, EscapeXML, `</w:t><w:br/><w:t xml:space="preserve">`}}
	body := w.blocks(d.file(), place{})
	subject, author := format{d, EscapeXML, " "}.template(d.subject()), EscapeXML(d.Author)
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
		{"docProps/core.xml", xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
			`<dc:title>` + subject + `</dc:title><dc:creator>` + author + `</dc:creator><dc:language>` + EscapeXML(d.Lang) + `</dc:language></cp:coreProperties>`},
		{"word/document.xml", xmlHead + `<w:document ` + wordSpace + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>` +
			body +
			`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`},
		{"word/_rels/document.xml.rels", relations(relation("rId1", officeRel+"styles", "styles.xml", false) +
			relation("rId2", officeRel+"numbering", "numbering.xml", false) + w.links.String())},
		{"word/styles.xml", wordStyles(d.Lang, body)},
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

// wordWriter writes the body of a document, and gathers its links and the numbered lists in it.
type wordWriter struct {
	format
	links    strings.Builder
	linked   int       // links so far
	numbered []numbers // lists so far
	deepest  int       // how many lists are in one another, at the most
}

// numbers are those of a list: how deep it is in others, and its first number.
type numbers struct{ level, start int }

// place is where a paragraph is: how deep in lists and quotes, and as what.
type place struct {
	list   int    // lists around it
	quoted int    // quotes around it
	number string // that of its list, in numbering.xml; "" for a paragraph without a number or dot of its own
}

// indent is how far a paragraph is set in for each list or quote around it, in twentieths of a point.
const indent = 567

func (w *wordWriter) blocks(blocks []Block, at place) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(when(block.When, w.block(block, at)))
		at.number = "" // that of the first paragraph of an item
	}
	return b.String()
}

func (w *wordWriter) block(b Block, at place) string {
	switch b.Kind {
	case Heading:
		style := "Title"
		if b.Level > 1 {
			style = fmt.Sprintf("Heading%d", min(b.Level-1, 5))
		}
		return w.paragraph(`<w:pStyle w:val="`+style+`"/>`, at, w.runs(b.Runs))
	case List:
		number := "1" // dots
		if b.Ordered {
			w.numbered = append(w.numbered, numbers{at.list, b.Start})
			number = strconv.Itoa(1 + len(w.numbered))
		}
		var text strings.Builder
		for _, item := range b.Blocks {
			text.WriteString(when(item.When, w.blocks(item.Blocks, place{at.list + 1, at.quoted, number})))
		}
		return text.String()
	case Quote:
		at.quoted++
		return w.blocks(b.Blocks, at)
	case Code:
		lines := strings.Split(b.Text, "\n")
		for i, line := range lines {
			lines[i] = EscapeXML(line)
		}
		return w.paragraph(`<w:pStyle w:val="Code"/>`, at, wordText(strings.Join(lines, w.lines), ""))
	case Table:
		return w.table(b, at)
	case Rule:
		return `<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="auto"/></w:pBdr></w:pPr></w:p>`
	}
	style := ""
	if at.list > 0 {
		style = `<w:pStyle w:val="ListParagraph"/>`
	} else if at.quoted > 0 {
		style = `<w:pStyle w:val="Quote"/>`
	}
	return w.paragraph(style, at, w.runs(b.Runs))
}

// paragraph writes a paragraph in its place. The elements of its properties have to be in this order (ECMA-376, 17.3.1.26).
func (w *wordWriter) paragraph(style string, at place, text string) string {
	w.deepest = max(w.deepest, at.list)
	if at.number != "" {
		style += fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr>`, at.list-1, at.number)
	}
	if at.list+at.quoted > 0 && (at.number == "" || at.quoted > 0) {
		hanging := ""
		if at.number != "" {
			hanging = fmt.Sprintf(` w:hanging="%d"`, indent)
		}
		style += fmt.Sprintf(`<w:ind w:left="%d"%s/>`, indent*(at.list+at.quoted), hanging)
	}
	if style != "" {
		style = "<w:pPr>" + style + "</w:pPr>"
	}
	return "<w:p>" + style + text + "</w:p>"
}

// table writes a table whose first row is repeated on each page, and read aloud as the names of its columns.
func (w *wordWriter) table(b Block, at place) string {
	columns := 1
	for _, row := range b.Rows {
		columns = max(columns, len(row.Cells))
	}
	left := indent * (at.list + at.quoted)
	width := (textWidth - left) / columns
	var text strings.Builder
	border := func(side string) string {
		return `<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`
	}
	fmt.Fprintf(&text, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblInd w:w="%d" w:type="dxa"/><w:tblBorders>`, width*columns, left)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		text.WriteString(border(side))
	}
	text.WriteString(`</w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="115" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar>`)
	text.WriteString(`<w:tblLook w:firstRow="` + map[bool]string{true: "1", false: "0"}[b.Head] + `"/></w:tblPr><w:tblGrid>`)
	text.WriteString(strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, width), columns) + `</w:tblGrid>`)
	for i, row := range b.Rows {
		head := i == 0 && b.Head
		cells := `<w:trPr><w:cantSplit/></w:trPr>`
		if head {
			cells = `<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`
		}
		for n := range columns {
			var cell Cell
			if n < len(row.Cells) {
				cell = row.Cells[n]
			}
			cells += fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, width) + w.cell(cell, head) + `</w:tc>`
		}
		text.WriteString(when(row.When, "<w:tr>"+cells+"</w:tr>"))
	}
	// Two tables in a row would be one.
	return text.String() + `</w:tbl><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:p>`
}

func (w *wordWriter) cell(cell Cell, head bool) string {
	style := `<w:spacing w:after="0"/>`
	if cell.Align != "" {
		style += `<w:jc w:val="` + cell.Align + `"/>`
	}
	list := slices.Clone(cell.Runs)
	for i := range list {
		list[i].Strong = list[i].Strong || head
	}
	return `<w:p><w:pPr>` + style + `</w:pPr>` + w.runs(list) + `</w:p>`
}

// textWidth is how wide the text is: the page without its margins, in twentieths of a point.
const textWidth = 11906 - 2*1304

func (w *wordWriter) runs(list []Run) string { return runs(list, w.run) }

func (w *wordWriter) run(run Run) string {
	if run.Text == "\n" {
		return "<w:r><w:br/></w:r>"
	}
	look := ""
	switch {
	case run.Href != "":
		look += `<w:rStyle w:val="Hyperlink"/>`
	case run.Code:
		look += `<w:rStyle w:val="CodeWords"/>`
	}
	if run.Strong {
		look += "<w:b/>"
	}
	if run.Em {
		look += "<w:i/>"
	}
	text := wordText(w.template(run.Text), look)
	if run.Href == "" {
		return text
	}
	w.linked++
	id := fmt.Sprintf("rId%d", 2+w.linked)
	w.links.WriteString(relation(id, officeRel+"hyperlink", run.Href, true))
	return `<w:hyperlink r:id="` + id + `">` + text + `</w:hyperlink>`
}

// wordText is a run of text that is escaped already.
func wordText(text, look string) string {
	if look != "" {
		look = "<w:rPr>" + look + "</w:rPr>"
	}
	return `<w:r>` + look + `<w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// numbering describes the lists with dots, and each numbered list, which starts at its own first number.
func (w *wordWriter) numbering() string {
	levels := func(id int, format string, text func(level int) string) string {
		s := fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">`, id)
		for level := range max(usualLevels, w.deepest) {
			s += fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr></w:lvl>`,
				level, format, text(level), indent*(level+1), indent)
		}
		return s + `</w:abstractNum>`
	}
	text := xmlHead + `<w:numbering ` + wordSpace + `>` + levels(0, "bullet", func(level int) string { return []string{"•", "◦", "▪"}[level%3] }) +
		levels(1, "decimal", func(level int) string { return fmt.Sprintf("%%%d.", level+1) }) + `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	for i, n := range w.numbered {
		text += fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, i+2, n.level, n.start)
	}
	return text + `</w:numbering>`
}

// usualLevels is how many levels of lists a document describes that has no deeper ones: enough for whoever adds to it. The page of a
// statement carries its Word document, so what no text needs is left out.
const usualLevels = 3

// MaxLevels is how deep lists can be in one another in a Word document (ECMA-376, 17.9.6).
const MaxLevels = 9

// mono are letters that are all as wide as one another.
const mono = `<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>`

// wordStyles are large letters with space between them, for tired eyes: the usual styles, and the others that a body uses.
func wordStyles(lang, body string) string {
	usual := []string{"Title", "Heading1", "ListParagraph"}
	style := func(kind, id, name, rest string) string {
		if !slices.Contains(usual, id) && !strings.Contains(body, `w:val="`+id+`"`) {
			return ""
		}
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
		heading(1, 36) + heading(2, 32) + heading(3, 28) + heading(4, 28) + heading(5, 28) +
		style("paragraph", "ListParagraph", "List Paragraph", `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:contextualSpacing/></w:pPr>`) +
		style("paragraph", "Quote", "Quote", `<w:basedOn w:val="Normal"/><w:qFormat/>`) +
		style("paragraph", "Code", "Code", `<w:basedOn w:val="Normal"/><w:rPr>`+mono+`</w:rPr>`) +
		style("character", "CodeWords", "Code Words", `<w:rPr>`+mono+`</w:rPr>`) +
		style("character", "Hyperlink", "Hyperlink", `<w:rPr><w:color w:val="0B4A8F"/><w:u w:val="single"/></w:rPr>`) + `</w:styles>`
}

// EscapeXML makes a text fit for XML 1.0, within and outside of attributes. Characters that have no place in it, nor in any
// text, are left out (https://www.w3.org/TR/xml/#charsets).
func EscapeXML(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(printable(text))
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
