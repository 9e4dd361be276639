package importer

import (
	"slices"
	"strconv"
	"strings"

	"handrail/internal/text"
)

// docxTable is a table while it is read (ECMA-376 part 1, section 17.4).
type docxTable struct {
	style   string
	first   bool // the look of the first row of its style is on
	heading bool // its first row is repeated on each page
	rows    [][]docxCell
	merged  bool
}

type docxCell struct {
	items []docxItem
	span  int
}

func (p *docxPart) table() []docxItem {
	t := &docxTable{}
	var read func(e element)
	read = func(e element) {
		switch e.name {
		case "w:tblPr":
			p.tableProperties(t)
		case "w:tr":
			p.row(t)
		case "w:sdt":
			p.control(read)
		case "w:ins", "w:del", "w:moveTo", "w:moveFrom":
			p.tracked(e, read)
		case "w:tblGrid", "w:tblPrEx":
		case "w:tc":
			t.rows = append(t.rows, []docxCell{p.cell(t)})
		case "w:p", "w:tbl", "w:r", "w:t", "w:delText", "a:t", "m:t":
			items := p.looseItems(e)
			t.rows = append(t.rows, []docxCell{{items: items, span: 1}})
		default:
			p.children(read)
		}
	}
	line := p.line
	p.line = nil
	p.children(read)
	p.line = line
	return p.tableItems(t)
}

// looseItems reads an element that should be in a cell.
func (p *docxPart) looseItems(e element) []docxItem {
	var items []docxItem
	p.inBody(&items, false)(e)
	return items
}

func (p *docxPart) tableProperties(t *docxTable) {
	p.children(func(e element) {
		switch e.name {
		case "w:tblStyle":
			t.style = e.attr("val")
		case "w:tblLook":
			bits, _ := strconv.ParseUint(e.attr("val"), 16, 32)
			t.first = bits&0x20 != 0
			if first := e.attr("firstRow"); first != "" {
				t.first = first == "1" || first == "true"
			}
		case "w:tblCaption", "w:tblDescription":
			if words := oneLine(e.attr("val")); words != "" {
				p.note("docx-table-words", words)
			}
		}
	})
}

func (p *docxPart) row(t *docxTable) {
	var cells []docxCell
	gone := false
	var read func(e element)
	read = func(e element) {
		switch e.name {
		case "w:trPr":
			p.children(func(e element) {
				switch n, _ := strconv.Atoi(e.attr("val")); e.name {
				case "w:tblHeader":
					t.heading = t.heading || len(t.rows) == 0 && e.isOn()
				case "w:gridBefore":
					cells = append(cells, slices.Repeat([]docxCell{{span: 1}}, min(max(n, 0), 63))...)
				case "w:del":
					gone = true
					p.deleted++
				}
			})
		case "w:tc":
			cells = append(cells, p.cell(t))
		case "w:sdt":
			p.control(read)
		case "w:p", "w:tbl", "w:r", "w:t", "w:delText", "a:t", "m:t":
			cells = append(cells, docxCell{p.looseItems(e), 1})
		default:
			p.children(read)
		}
	}
	p.children(read)
	if gone {
		p.deleted--
		if !slices.ContainsFunc(cells, func(c docxCell) bool { return len(assemble(c.items)) > 0 }) {
			return
		}
	}
	if len(cells) > 0 {
		t.rows = append(t.rows, cells)
	}
}

func (p *docxPart) cell(t *docxTable) docxCell {
	c := docxCell{span: 1}
	c.items = p.container(false, func(e element) bool {
		if e.name != "w:tcPr" {
			return false
		}
		p.children(func(e element) {
			switch val := e.attr("val"); e.name {
			case "w:gridSpan":
				n, _ := strconv.Atoi(val)
				c.span = min(max(n, 1), 63) // as many columns as a table of Word can have
				t.merged = t.merged || c.span > 1
			case "w:vMerge", "w:hMerge":
				t.merged = t.merged || val != "restart"
			}
		})
		return true
	})
	return c
}

// tableItems makes of a table what it is for: a table, a box, or cells that only say where things go.
func (p *docxPart) tableItems(t *docxTable) []docxItem {
	var all []docxItem
	layout := false
	cells := 0
	for _, row := range t.rows {
		for _, c := range row {
			cells++
			all = append(all, c.items...)
			layout = layout || slices.ContainsFunc(c.items, func(item docxItem) bool {
				return item.block.Kind != text.Paragraph && item.block.Kind != text.Rule
			})
		}
	}
	words := plainOf(all)
	hasHeading := slices.ContainsFunc(all, func(item docxItem) bool { return item.block.Kind == text.Heading })
	switch {
	case len(all) == 0:
		return nil
	case cells == 1 && words != "" && !hasHeading:
		p.markLists(all, false)
		if blocks := assemble(all); len(blocks) > 0 {
			p.note("docx-box", words)
			return []docxItem{{block: text.Block{Kind: text.Container, Name: "note", Blocks: blocks}}}
		}
		return nil
	case cells == 1 && words == "":
		return all
	case layout:
		p.note("docx-layout", words)
		return all
	}
	return []docxItem{{block: p.tableBlock(t)}}
}

func (p *docxPart) tableBlock(t *docxTable) text.Block {
	b := text.Block{Kind: text.Table}
	b.Head = t.heading || t.first && slices.ContainsFunc(p.chain(t.style), func(s *docxStyle) bool { return s.heads }) || len(t.rows) > 1 && isBoldRow(t.rows[0])
	for i, cells := range t.rows {
		row := text.Block{Kind: text.Row}
		for _, c := range cells {
			cell := text.Block{Kind: text.Cell, Inlines: p.cellLine(c.items)}
			if line := cell.Inlines; i == 0 && b.Head && len(line) == 1 && line[0].Kind == text.Strong {
				cell.Inlines = line[0].Inlines
			}
			row.Blocks = append(row.Blocks, cell)
			row.Blocks = append(row.Blocks, slices.Repeat([]text.Block{{Kind: text.Cell}}, c.span-1)...)
		}
		b.Blocks = append(b.Blocks, row)
	}
	if t.merged {
		words := ""
		for _, c := range t.rows[0] {
			words += " " + plainOf(c.items)
		}
		p.note("merged-cells", oneLine(words))
	}
	return b
}

// isBoldRow says whether each cell of a row has words, and all of these are bold.
func isBoldRow(cells []docxCell) bool {
	return !slices.ContainsFunc(cells, func(c docxCell) bool {
		bold := false
		for _, item := range c.items {
			if len(item.block.Inlines) > 0 {
				if bold = item.bold; !bold {
					break
				}
			}
		}
		return !bold
	})
}

// cellLine makes one line of what is in a cell.
func (p *docxPart) cellLine(items []docxItem) []text.Inline {
	p.markLists(items, false)
	lines := linesOf(assemble(items))
	if len(lines) > 1 {
		p.note("cell-lines", plainOf(items))
	}
	return withBreaks(lines)
}

// withBreaks is lines as one, with a line break between them.
func withBreaks(lines [][]text.Inline) []text.Inline {
	var line []text.Inline
	for i, more := range lines {
		if i > 0 {
			line = append(line, text.Inline{Kind: text.Break})
		}
		line = append(line, more...)
	}
	return line
}

// linesOf gives the lines of blocks, with a bullet or the number before those of a list.
func linesOf(blocks []text.Block) [][]text.Inline {
	var lines [][]text.Inline
	for _, b := range blocks {
		switch b.Kind {
		case text.List:
			for i, item := range b.Blocks {
				marker := "• "
				if b.Ordered {
					marker = strconv.Itoa(b.First+i) + ". "
				}
				inner := linesOf(item.Blocks)
				if len(inner) > 0 {
					inner[0] = append([]text.Inline{{Kind: text.Words, Text: marker}}, inner[0]...)
				}
				lines = append(lines, inner...)
			}
		case text.Code:
			for code := range strings.Lines(b.Text) {
				lines = append(lines, []text.Inline{{Kind: text.CodeSpan, Text: strings.TrimSpace(code)}})
			}
		default:
			if len(b.Inlines) > 0 {
				lines = append(lines, b.Inlines)
			}
			lines = append(lines, linesOf(b.Blocks)...)
		}
	}
	return lines
}
