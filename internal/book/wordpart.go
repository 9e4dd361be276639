package book

import (
	"fmt"
	"strings"

	"handrail/internal/docx"
)

func contentTypes() string {
	list := ""
	for _, t := range []struct{ ending, kind string }{{"png", "image/png"}, {"jpg", "image/jpeg"}, {"gif", "image/gif"}} {
		list += `<Default Extension="` + t.ending + `" ContentType="` + t.kind + `"/>`
	}
	list += docx.Override("/word/document.xml", docx.Main+"document.main+xml")
	for _, part := range []string{"styles", "numbering", "settings", "footnotes"} {
		list += docx.Override("/word/"+part+".xml", docx.Main+part+"+xml")
	}
	return docx.ContentTypes(list + docx.Override("/word/footer1.xml", docx.Main+"footer+xml") + docx.Override("/docProps/core.xml", docx.CoreType))
}

// settings say that the document is laid out as Word does since 2013, and where the line is that sets footnotes off.
const settings = docx.Head + `<w:settings ` + docx.Space + `><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

// footer has the number of the page.
func footer() string {
	return docx.Head + `<w:ftr ` + docx.Space + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + fieldStart(" PAGE ") + docx.Run("1", "") + fieldEnd + `</w:p></w:ftr>`
}

func (d *wordWriter) footnotes() string {
	line := func(id int, kind, text string) string {
		return fmt.Sprintf(`<w:footnote w:type="%s" w:id="%d"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r>%s</w:r></w:p></w:footnote>`, kind, id, text)
	}
	return docx.Head + `<w:footnotes ` + docx.Space + ` xmlns:r="` + docx.Office + `">` + line(-1, "separator", "<w:separator/>") + line(0, "continuationSeparator", "<w:continuationSeparator/>") +
		d.notes.String() + `</w:footnotes>`
}

const (
	bodySize = 40 // in half points
	mono     = `<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>`
)

// wordStyles are large letters with space between the lines. Nothing has a colour but links, which are underlined as well. A rule has its
// kind in words, and in the line beside it.
func wordStyles(lang string) string {
	var b strings.Builder
	b.WriteString(docx.Head + `<w:styles ` + docx.Space + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>`)
	fmt.Fprintf(&b, `<w:sz w:val="%d"/><w:szCs w:val="%[1]d"/><w:lang w:val="%s"/></w:rPr></w:rPrDefault>`, bodySize, escape(lang))
	b.WriteString(`<w:pPrDefault><w:pPr><w:spacing w:after="280" w:line="324" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`)
	style := func(kind, id, name, rest string) {
		b.WriteString(`<w:style w:type="` + kind + `" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + rest + `</w:style>`)
	}
	based := `<w:basedOn w:val="Normal"/>`
	paragraph := func(id, name, properties, look string) {
		if look != "" {
			look = "<w:rPr>" + look + "</w:rPr>"
		}
		style("paragraph", id, name, based+`<w:qFormat/><w:pPr>`+properties+`</w:pPr>`+look)
	}
	size := func(n int) string { return fmt.Sprintf(`<w:b/><w:sz w:val="%d"/><w:szCs w:val="%[1]d"/>`, n) }
	paragraph("Title", "Title", `<w:keepNext/>`, size(80))
	paragraph("Subtitle", "Subtitle", `<w:spacing w:before="2400"/>`, size(48))
	for level, n := range []int{60, 52, 46, 42, bodySize, bodySize} {
		style("paragraph", fmt.Sprintf("Heading%d", level+1), fmt.Sprintf("heading %d", level+1), based+`<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>`+
			fmt.Sprintf(`<w:spacing w:before="480" w:after="200"/><w:outlineLvl w:val="%d"/></w:pPr><w:rPr>%s</w:rPr>`, level, size(n)))
	}
	paragraph("ContentsHeading", "Contents Heading", `<w:keepNext/><w:pageBreakBefore/>`, size(60))
	style("paragraph", "TOC1", "toc 1", based+`<w:pPr><w:spacing w:before="120" w:after="160"/></w:pPr>`)
	style("paragraph", "TOC2", "toc 2", based+`<w:pPr><w:spacing w:after="160"/><w:ind w:left="567"/></w:pPr>`)
	paragraph("ListParagraph", "List Paragraph", `<w:spacing w:after="160"/>`, "")
	for _, bar := range bars() {
		paragraph(bar.style, bar.name, bar.border()+fmt.Sprintf(`<w:ind w:left="%d"/>`, barIndent), "")
	}
	box := ""
	for _, side := range []string{"top", "left", "bottom", "right"} {
		box += `<w:` + side + ` w:val="single" w:sz="8" w:space="8" w:color="auto"/>`
	}
	paragraph("Description", "Description", `<w:pBdr>`+box+`</w:pBdr><w:ind w:left="200" w:right="200"/>`, "")
	paragraph("Code", "Code", "", mono)
	style("paragraph", "Footer", "footer", based+`<w:pPr><w:spacing w:after="0"/><w:jc w:val="center"/></w:pPr>`)
	style("paragraph", "FootnoteText", "footnote text", based+`<w:pPr><w:spacing w:after="120"/></w:pPr>`)
	style("character", "FootnoteReference", "footnote reference", `<w:rPr><w:b/><w:vertAlign w:val="superscript"/></w:rPr>`)
	style("character", "CodeWords", "Code Words", `<w:rPr>`+mono+`</w:rPr>`)
	style("character", "Hyperlink", "Hyperlink", `<w:rPr><w:color w:val="0B4A8F"/><w:u w:val="single"/></w:rPr>`)
	return b.String() + `</w:styles>`
}

// bar is a line beside what belongs together, and the style of the paragraphs there.
type bar struct {
	class, style, name string // class is that of the element; "" for none
	line               string // how it is drawn (ECMA-376, 17.18.2)
	width              int    // in eighths of a point
	second             bool   // it is beside every second part
}

// barIndent is how far the text beside a line is set in, in twentieths of a point.
const barIndent = 340

// bars are the lines beside rules and notes. Like the words that a part begins with, each says its kind.
func bars() []bar {
	return []bar{
		{class: "must", style: "RuleMust", name: "Rule Must", line: "single", width: 48},
		{class: "must-not", style: "RuleMustNot", name: "Rule Must Not", line: "double", width: 36},
		{class: "should", style: "RuleShould", name: "Rule Should", line: "dashed", width: 36},
		{class: "should-not", style: "RuleShouldNot", name: "Rule Should Not", line: "dotted", width: 36},
		{class: "note", style: "Note", name: "Note", line: "single", width: 12},
		{class: "update", style: "Update", name: "Update", line: "single", width: 12},
		{class: "urgent", style: "Urgent", name: "Urgent", line: "triple", width: 24},
		{class: "do", style: "Do", name: "Do", line: "single", width: 24},
		{class: "dont", style: "DoNot", name: "Do Not", line: "double", width: 18},
	}
}

func (b bar) border() string {
	return fmt.Sprintf(`<w:pBdr><w:left w:val="%s" w:sz="%d" w:space="10" w:color="auto"/></w:pBdr>`, b.line, b.width)
}
