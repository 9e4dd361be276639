package importer

import (
	"cmp"
	"slices"
	"strings"

	"handrail/internal/text"
)

// odtCell is a cell of a table: the blocks in it, and whether it is merged with others.
type odtCell struct {
	blocks []text.Block
	merged bool
}

// odtTable is a table while it is read.
type odtTable struct {
	rows  [][]odtCell
	heads int // how many rows at the start name the columns
}

// odtMostCopies is how many cells of a document are written because it says that cells or rows are repeated. Texts have few, as spreadsheets do; a file can say that it
// has a billion.
const odtMostCopies = 2_000

// times is how often something of a number of cells is written that says it is repeated.
func (o *odt) times(e odtElement, name string, cells int) int {
	n := e.number(name, 1, 1+(odtMostCopies-o.copies)/max(cells, 1), 1)
	o.copies += (n - 1) * cells
	return n
}

// table reads a table (part 3, section 9). One with a single cell is a box around its text.
func (o *odt) table() []text.Block {
	var t odtTable
	var before []text.Block
	o.rows(&t, &before, false)
	var all []odtCell
	for _, row := range t.rows {
		all = append(all, row...)
	}
	if len(all) == 1 {
		return append(before, all[0].blocks...)
	}
	table := text.Block{Kind: text.Table, Head: t.heads > 0 || len(t.rows) > 1 && odtIsBold(t.rows[0])}
	merged, isMerged := "", false
	for i, row := range t.rows {
		made := text.Block{Kind: text.Row}
		for _, cell := range row {
			line := o.cellLine(cell.blocks)
			if i == 0 && table.Head {
				line = odtWithoutStrong(line)
			}
			made.Blocks = append(made.Blocks, text.Block{Kind: text.Cell, Inlines: line})
			if cell.merged {
				merged, isMerged = cmp.Or(merged, plainLine([]text.Block{{Inlines: line}})), true
			}
		}
		table.Blocks = append(table.Blocks, made)
	}
	if isMerged {
		o.note("merged-cells", merged)
	}
	if len(all) == 0 {
		return before
	}
	return append(before, table)
}

// rows reads the rows in a table, or in a group of its rows.
func (o *odt) rows(t *odtTable, before *[]text.Block, head bool) {
	o.each(func(e odtElement) {
		switch e.name {
		case "table:table-header-rows":
			o.rows(t, before, len(t.rows) == 0)
		case "table:table-rows", "table:table-row-group":
			o.rows(t, before, head)
		case "table:table-row":
			row := o.row()
			times := 1
			for _, cell := range row {
				if len(cell.blocks) > 0 {
					times = o.times(e, "table:number-rows-repeated", len(row))
					break
				}
			}
			for range min(times, times*len(row)) {
				t.rows = append(t.rows, row)
			}
			if head {
				t.heads++
			}
		case "table:table-columns", "table:table-column", "table:table-column-group", "table:table-header-columns":
			o.skip()
		default: // its name, or something that belongs elsewhere
			*before = append(*before, gather(func(add func(text.Block)) { o.block(e, add) })...)
		}
	}, func(words string) {
		if words = strings.TrimSpace(words); words != "" {
			*before = append(*before, text.Block{Inlines: []text.Inline{{Kind: text.Words, Text: words}}})
		}
	})
}

// row reads the cells of a row, without the empty ones at its end that it says are repeated.
func (o *odt) row() []odtCell {
	var row []odtCell
	filled := 0
	o.each(func(e odtElement) {
		merged := e.number("table:number-columns-spanned", 1, 2, 1) > 1 || e.number("table:number-rows-spanned", 1, 2, 1) > 1
		cell := odtCell{gather(o.blocks), merged}
		for range o.times(e, "table:number-columns-repeated", 1) {
			row = append(row, cell)
		}
		if len(cell.blocks) > 0 || e.get("table:number-columns-repeated") == "" {
			filled = len(row)
		}
	}, func(words string) {
		if words = strings.TrimSpace(words); words != "" {
			row = append(row, odtCell{blocks: []text.Block{{Inlines: []text.Inline{{Kind: text.Words, Text: words}}}}})
			filled = len(row)
		}
	})
	return row[:filled]
}

// cellLine is what is in a cell as a line, in which each paragraph begins after a line break.
func (o *odt) cellLine(blocks []text.Block) []text.Inline {
	lines := linesOf(blocks)
	if len(lines) > 1 {
		o.note("cell-lines", plainLine(blocks))
	}
	return withBreaks(lines)
}

// odtIsBold says whether each cell of a row has words, and all of these are bold.
func odtIsBold(row []odtCell) bool {
	return !slices.ContainsFunc(row, func(cell odtCell) bool {
		lines := linesOf(cell.blocks)
		return len(lines) == 0 || slices.ContainsFunc(slices.Concat(lines...), func(in text.Inline) bool {
			return in.Kind != text.Strong && (in.Kind != text.Words || strings.TrimSpace(in.Text) != "")
		})
	})
}

// odtWithoutStrong is a line whose words need not stand out, as all of it does.
func odtWithoutStrong(line []text.Inline) []text.Inline {
	var plain []text.Inline
	for _, in := range line {
		if in.Kind == text.Strong {
			plain = append(plain, odtWithoutStrong(in.Inlines)...)
		} else {
			plain = append(plain, in)
		}
	}
	return plain
}
