package statement

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/docx"
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
	subject := format{d, EscapeXML, " "}.template(d.subject())
	return []WordPart{
		{"[Content_Types].xml", docx.ContentTypes(docx.Override("/word/document.xml", docx.Main+"document.main+xml") + docx.Override("/word/styles.xml", docx.Main+"styles+xml") +
			docx.Override("/word/numbering.xml", docx.Main+"numbering+xml") + docx.Override("/docProps/core.xml", docx.CoreType))},
		{"_rels/.rels", docx.PackageRelations()},
		{"docProps/core.xml", docx.Core(subject, EscapeXML(d.Author), EscapeXML(d.Lang))},
		{"word/document.xml", docx.Head + `<w:document ` + docx.Space + ` xmlns:r="` + docx.Office + `"><w:body>` +
			body +
			`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`},
		{"word/_rels/document.xml.rels", docx.Relations(docx.Relation("rId1", docx.Office+"/styles", "styles.xml", false) +
			docx.Relation("rId2", docx.Office+"/numbering", "numbering.xml", false) + w.links.String())},
		{"word/styles.xml", wordStyles(d.Lang, body)},
		{"word/numbering.xml", docx.Numbering(w.numbered, max(usualLevels, w.deepest))},
	}
}

// wordWriter writes the body of a document, and gathers its links and the numbered lists in it.
type wordWriter struct {
	format
	links    strings.Builder
	linked   int            // links so far
	numbered []docx.Numbers // lists so far
	deepest  int            // how many lists are in one another, at the most
}

// place is where a paragraph is: how deep in lists and quotes, and as what.
type place struct {
	list   int    // lists around it
	quoted int    // quotes around it
	number string // that of its list, in numbering.xml; "" for a paragraph without a number or dot of its own
}

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
			w.numbered = append(w.numbered, docx.Numbers{Level: at.list, Start: b.Start})
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
		return w.paragraph(`<w:pStyle w:val="Code"/>`, at, docx.Run(strings.Join(lines, w.lines), ""))
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
			hanging = fmt.Sprintf(` w:hanging="%d"`, docx.Indent)
		}
		style += fmt.Sprintf(`<w:ind w:left="%d"%s/>`, docx.Indent*(at.list+at.quoted), hanging)
	}
	if style != "" {
		style = "<w:pPr>" + style + "</w:pPr>"
	}
	return "<w:p>" + style + text + "</w:p>"
}

func (w *wordWriter) table(b Block, at place) string {
	table := docx.Table{Left: docx.Indent * (at.list + at.quoted), Width: textWidth, Head: b.Head}
	for i, row := range b.Rows {
		r := docx.Row{Wrap: func(text string) string { return when(row.When, text) }}
		for _, cell := range row.Cells {
			r.Cells = append(r.Cells, w.cell(cell, i == 0 && b.Head))
		}
		table.Rows = append(table.Rows, r)
	}
	return table.XML()
}

func (w *wordWriter) cell(cell Cell, head bool) string {
	list := slices.Clone(cell.Runs)
	for i := range list {
		list[i].Strong = list[i].Strong || head
	}
	return docx.Cell(w.runs(list), cell.Align)
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
	text := docx.Run(w.template(run.Text), look)
	if run.Href == "" {
		return text
	}
	w.linked++
	id := fmt.Sprintf("rId%d", 2+w.linked)
	w.links.WriteString(docx.Relation(id, docx.Office+"/hyperlink", run.Href, true))
	return `<w:hyperlink r:id="` + id + `">` + text + `</w:hyperlink>`
}

// usualLevels is how many levels of lists a document describes that has no deeper ones: enough for whoever adds to it. The page of a
// statement carries its Word document, so what no text needs is left out.
const usualLevels = 3

// MaxLevels is how deep lists can be in one another in a Word document.
const MaxLevels = docx.MaxLevels

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
	return docx.Head + `<w:styles ` + docx.Space + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="` + EscapeXML(lang) + `"/></w:rPr></w:rPrDefault>` +
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

// EscapeXML makes a text fit for XML, as docx.Escape does.
func EscapeXML(text string) string { return docx.Escape(text) }

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
