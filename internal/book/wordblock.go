package book

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/docx"
	"handrail/internal/text"
)

// textWidth is how wide the text of a page is, in twentieths of a point: A4 with margins of 2 cm.
const textWidth = 11906 - 2*1134

// place is where a paragraph is.
type place struct {
	level  int    // of the heading of the chapter
	list   int    // lists around it
	inset  int    // quotes and meanings of terms around it
	number string // that of its list, in numbering.xml; "" for a paragraph without a number or dot of its own
	style  string // of the paragraphs that have none of their own
	page   bool   // it begins a page
	bar    bar    // the line beside it, of a rule or a note
}

func (d *wordWriter) blocks(blocks []text.Block, at place) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(d.block(block, at))
		at.number = "" // that of the first paragraph of an item
	}
	return b.String()
}

func (d *wordWriter) block(b text.Block, at place) string {
	if b.Kind == text.Element && b.Name == "figcaption" {
		at.style = at.bar.style
	}
	switch b.Kind {
	case text.Heading:
		for _, a := range b.Attrs {
			if a.Name == "id" {
				d.pending = append(d.pending, a.Value)
			}
		}
		at.number = ""
		return d.paragraph(at, "Heading"+strconv.Itoa(min(at.level+b.Level-1, 6)), d.line(b.Inlines, look{}))
	case text.List:
		return d.list(b, at)
	case text.Quote, text.Meaning:
		at.inset++
		return d.blocks(b.Blocks, at)
	case text.Code:
		lines := strings.Split(strings.TrimSuffix(b.Text, "\n"), "\n")
		for i, line := range lines {
			lines[i] = escape(line)
		}
		return d.paragraph(at, "Code", docx.Run(strings.Join(lines, `</w:t><w:br/><w:t xml:space="preserve">`), ""))
	case text.Table:
		return d.table(b, at)
	case text.Rule:
		return `<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="auto"/></w:pBdr></w:pPr></w:p>`
	case text.Term:
		return d.kept(at, "", d.line(b.Inlines, look{strong: true}), true)
	case text.Element:
		return d.element(b, at)
	case text.Paragraph:
		return d.paragraph(at, "", d.line(b.Inlines, look{}))
	}
	return d.blocks(b.Blocks, at)
}

func (d *wordWriter) list(b text.Block, at place) string {
	number := "1" // dots
	level := min(at.list, docx.MaxLevels-1)
	if b.Ordered {
		d.lists = append(d.lists, docx.Numbers{Level: level, Start: b.First})
		number = strconv.Itoa(1 + len(d.lists))
	}
	d.depth = max(d.depth, level+1)
	inner := at
	inner.list, inner.number, inner.style = level+1, number, "ListParagraph"
	var text strings.Builder
	for _, item := range b.Blocks {
		text.WriteString(d.blocks(item.Blocks, inner))
	}
	return text.String()
}

// element writes what HTML has and markdown does not: a rule, a note and their like, whose kind is a line of bold words, and figures.
func (d *wordWriter) element(b text.Block, at place) string {
	if id := attr(b.Attrs, "id"); id != "" && !strings.HasSuffix(id, "_kind") && !strings.HasSuffix(id, "_say") { // nothing leads to these two
		d.pending = append(d.pending, id)
	}
	classes := strings.Fields(attr(b.Attrs, "class"))
	is := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(classes, name) })
	}
	for _, bar := range bars() {
		if is(bar.class) && at.bar.class == "" {
			d.barred++
			at.style, at.bar = bar.style, bar
			at.bar.second = d.barred%2 == 0
		}
	}
	if is("diagram") { // what is described in its place is a paragraph of its own look
		for _, line := range b.Blocks {
			if line.Kind == text.Paragraph && !slices.ContainsFunc(line.Inlines, func(in text.Inline) bool { return in.Kind == text.Image }) {
				at.style = "Description"
			}
		}
	}
	if is("kind", "tag", "label", "say") {
		var text strings.Builder
		for _, line := range b.Blocks {
			text.WriteString(d.kept(at, "", d.line(line.Inlines, look{strong: true}), !is("say")))
		}
		return text.String()
	}
	return d.blocks(b.Blocks, at)
}

func attr(attrs []text.Attr, name string) string {
	for _, a := range attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

func (d *wordWriter) paragraph(at place, style, runs string) string {
	return d.kept(at, style, runs, false)
}

// kept writes a paragraph in its place, on one page with the one after it if it is a label. The elements of its properties have to be in
// this order (ECMA-376, 17.3.1.26).
func (d *wordWriter) kept(at place, style, runs string, label bool) string {
	if runs == "" {
		return ""
	}
	if style == "" {
		style = at.style
	}
	var p strings.Builder
	if style != "" {
		p.WriteString(`<w:pStyle w:val="` + style + `"/>`)
	}
	if label {
		p.WriteString("<w:keepNext/>")
	}
	if at.page {
		p.WriteString("<w:pageBreakBefore/>")
	}
	if at.number != "" {
		fmt.Fprintf(&p, `<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr>`, at.list-1, at.number)
	}
	if at.bar.class != "" && style != at.bar.style {
		p.WriteString(at.bar.border())
	}
	p.WriteString(at.indent(style))
	properties := p.String()
	if properties != "" {
		properties = "<w:pPr>" + properties + "</w:pPr>"
	}
	start, end := d.marks()
	return "<w:p>" + properties + start + runs + end + "</w:p>"
}

// indent is how far a paragraph is set in. It differs a little at its end in every second part with a line beside it: where all is the
// same, a program draws one line beside both.
func (at place) indent(style string) string {
	left, other := docx.Indent*(at.list+at.inset), ""
	if at.bar.class != "" {
		left += barIndent
	}
	if at.number != "" {
		other = fmt.Sprintf(` w:hanging="%d"`, docx.Indent)
	}
	if at.bar.second {
		other += ` w:right="20"`
	}
	if left == 0 || other == "" && style == at.bar.style && at.list+at.inset == 0 {
		return ""
	}
	return fmt.Sprintf(`<w:ind w:left="%d"%s/>`, left, other)
}

// marks are the bookmarks of a paragraph, for what leads to it.
func (d *wordWriter) marks() (start, end string) {
	for _, id := range d.pending {
		d.bookmarks++
		start += fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="%s"/>`, d.bookmarks, bookmark(id))
		end += fmt.Sprintf(`<w:bookmarkEnd w:id="%d"/>`, d.bookmarks)
	}
	d.pending = nil
	return start, end
}

func (d *wordWriter) table(b text.Block, at place) string {
	table := docx.Table{Left: docx.Indent * (at.list + at.inset), Width: textWidth, Head: b.Head}
	for i, row := range b.Blocks {
		var r docx.Row
		for _, cell := range row.Blocks {
			start, end := d.marks()
			r.Cells = append(r.Cells, docx.Cell(start+d.line(cell.Inlines, look{strong: i == 0 && b.Head})+end, cell.Align))
		}
		table.Rows = append(table.Rows, r)
	}
	return table.XML()
}
