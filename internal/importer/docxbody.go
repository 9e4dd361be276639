package importer

import (
	"slices"
	"strings"

	"handrail/internal/text"
)

// docxItem is a paragraph or a table in the body, a cell or a box. assemble makes blocks of items.
type docxItem struct {
	block text.Block // a paragraph, a heading, a table, a box or a line
	role  role
	list  *docxListItem // nil when it is not in a list
	left  int           // its indent, in twentieths of a point
	bold  bool          // all its words are bold
}

// docxLine is a paragraph while it is read.
type docxLine struct {
	par                parLook
	role               role
	level              int
	pieces             []piece
	gone, come, hidden string     // words that were deleted, inserted, and that are hidden
	after              []docxItem // what was in its text boxes
	ruled              bool       // it has a line drawn across the page
}

// container reads the paragraphs and tables in the element that has just begun. top says that it is the document itself. own reads what is only in such an
// element, and says whether it did.
func (p *docxPart) container(top bool, own func(e element) bool) []docxItem {
	line, pending, anchors := p.line, p.pending, p.anchors
	p.line, p.pending, p.anchors = nil, nil, nil
	var items []docxItem
	read := p.inBody(&items, top)
	p.children(func(e element) {
		if own == nil || !own(e) {
			read(e)
		}
	})
	if len(p.pending) > 0 || len(p.anchors) > 0 { // the end of the last paragraph was deleted, and there is no other to add it to
		items = append(items, p.endLine(p.newLine())...)
	}
	p.line, p.pending, p.anchors = line, pending, anchors
	return items
}

// inBody gives what reads an element beside paragraphs, for a list of items.
func (p *docxPart) inBody(items *[]docxItem, top bool) func(e element) {
	var read func(e element)
	read = func(e element) {
		switch e.name {
		case "w:p":
			*items = append(*items, p.paragraph()...)
		case "w:tbl":
			*items = append(*items, p.table()...)
		case "w:sdt":
			p.control(read)
		case "w:bookmarkStart":
			p.anchor(e)
		case "w:altChunk":
			p.chunk(e)
		case "mc:AlternateContent":
			p.alternatives(read)
		case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
			p.tracked(e, read)
		case "w:sectPr", "w:tcPr", "w:tblPr", "w:tblPrEx", "w:tblGrid", "w:trPr", "w:pPr", "w:rPr":
			// what these say is not read here
		case "w:r", "w:hyperlink", "w:fldSimple", "m:oMath", "m:oMathPara", "w:commentReference", "w:t", "w:delText", "a:t", "m:t", "w:drawing", "w:pict":
			line := p.newLine()
			p.line = line
			p.inline(e)
			p.line = nil
			*items = append(*items, p.endLine(line)...)
		default:
			p.children(read)
		}
		if p.noteStray(); top {
			p.headings = len(*items)
		}
	}
	return read
}

// noteStray notes words that were in elements that are not read.
func (p *docxPart) noteStray() {
	if words := oneLine(p.stray); words != "" {
		p.note("docx-instruction", words)
	}
	p.stray = ""
}

// tracked reads what was inserted or deleted while changes were tracked (ECMA-376 part 1, section 17.13.5).
func (p *docxPart) tracked(e element, read func(e element)) {
	count := &p.inserted
	if e.name == "w:del" || e.name == "w:moveFrom" {
		count = &p.deleted
	}
	*count++
	p.children(read)
	*count--
}

func (p *docxPart) newLine() *docxLine {
	line := &docxLine{pieces: p.pending}
	for _, name := range p.anchors {
		line.pieces = append(line.pieces, anchorPiece(name))
	}
	p.pending, p.anchors = nil, nil
	return line
}

func anchorPiece(name string) piece {
	return piece{in: text.Inline{Kind: text.Inside, Name: "a", Attrs: []text.Attr{{Name: "id", Value: name}}}}
}

// paragraph reads w:p.
func (p *docxPart) paragraph() []docxItem {
	outer, look, font := p.line, p.look, p.font
	line := p.newLine()
	p.line = line
	start := len(line.pieces)
	p.look, p.font = p.docx.look("", runLook{})
	p.children(func(e element) {
		if e.name != "w:pPr" {
			p.inline(e)
			return
		}
		line.par = p.paragraphProperties()
		line.role, line.level = p.role(line.par)
		p.look, p.font = p.docx.look(line.par.style, runLook{})
		if line.role == headingRole {
			p.endListing() // a field that does not end would take all of the document
		}
	})
	if p.gaps > 0 {
		p.bracket(start)
	}
	p.line, p.look, p.font = outer, look, font
	if !slices.ContainsFunc(line.pieces, func(piece piece) bool { return !isAnchor(piece) }) && outer == nil { // links to it lead to the next paragraph
		for _, piece := range line.pieces {
			p.anchors = append(p.anchors, piece.in.Attrs[0].Value)
		}
		line.pieces = nil
	}
	return p.endLine(line)
}

// endLine gives what a paragraph is, and what was in its text boxes.
func (p *docxPart) endLine(line *docxLine) []docxItem {
	for _, part := range []struct{ what, words string }{{"deleted", line.gone}, {"inserted", line.come}, {"hidden", line.hidden}} {
		if words := oneLine(part.words); words != "" {
			p.note(part.what, words)
		}
	}
	switch {
	case line.role == contentsRole:
		for _, piece := range line.pieces {
			p.list(piece.in.Text)
		}
		p.list(" ")
		p.endContents()
		return append([]docxItem{{}}, line.after...)
	case p.isListing():
		p.list(" ")
		for _, piece := range line.pieces { // those before the table of contents
			if strings.TrimSpace(piece.in.Text) != "" || piece.in.Kind != text.Words {
				return append([]docxItem{p.item(line)}, line.after...)
			}
		}
		return append([]docxItem{{}}, line.after...)
	case line.par.markGone:
		p.pending = line.pieces
		return line.after
	}
	items := []docxItem{p.item(line)}
	if line.ruled || line.par.bottom && len(items[0].block.Inlines) == 0 {
		items = append(items, docxItem{block: text.Block{Kind: text.Rule}})
	}
	return append(items, line.after...)
}

// item makes the block of a paragraph.
func (p *docxPart) item(line *docxLine) docxItem {
	item := docxItem{role: line.role, left: line.par.left}
	if !line.par.hasLeft {
		for _, s := range p.chain(line.par.style) {
			if s.par.hasLeft {
				item.left = s.par.left
				break
			}
		}
	}
	if line.role == codeRole {
		line.indent()
	}
	pieces := smooth(line.pieces)
	style := p.styleLook(line.par.style).on
	item.bold = isAll(pieces, lookBold)
	mono := isAll(pieces, lookMono)
	for i := range pieces {
		look := &pieces[i].look
		if line.role != plainRole {
			*look &^= style
		}
		if line.role == headingRole || line.role == titleRole {
			*look &^= lookBold | lookMarked
		}
		if mono {
			*look &^= lookMono
		}
		if pieces[i].href != "" {
			*look &^= lookMarked
		}
	}
	p.noteMarked(pieces)
	list := p.listItem(line.par)
	if line.role == headingRole {
		item.block = text.Block{Kind: text.Heading, Level: line.level}
		if list != nil && list.kind != "bullet" {
			p.aside("docx-heading-numbers", list.words)
		}
		var rest []piece
		for _, piece := range pieces {
			switch {
			case isAnchor(piece):
				item.block.Attrs = append(item.block.Attrs, piece.in.Attrs[0])
			case piece.in.Kind == text.Break:
				piece.in = text.Inline{Kind: text.Words, Text: " "}
				fallthrough
			default:
				rest = append(rest, piece)
			}
		}
		if item.block.Inlines = lineOf(rest); len(item.block.Inlines) > 0 {
			return item
		}
		item.role, item.block = plainRole, text.Block{} // a heading without words is a gap between paragraphs
	}
	item.list = list
	item.block.Inlines = lineOf(pieces)
	return item
}

// indent keeps the spaces at the start of a line of program text.
func (line *docxLine) indent() {
	for i := range line.pieces {
		if p := &line.pieces[i]; p.in.Kind == text.Words {
			words := strings.TrimLeft(p.in.Text, " \t")
			spaces := strings.ReplaceAll(p.in.Text[:len(p.in.Text)-len(words)], "\t", "    ")
			if p.in.Text = strings.Repeat("\u00a0", len(spaces)) + words; words != "" {
				return
			}
		}
	}
}

// noteMarked notes the words that were underlined, coloured or highlighted.
func (p *docxPart) noteMarked(pieces []piece) {
	words := ""
	for _, piece := range append(pieces, piece{}) {
		if piece.look&lookMarked != 0 {
			words += piece.in.Text
		} else if words = oneLine(words); words != "" {
			p.aside("underline", words)
			words = ""
		}
	}
}
