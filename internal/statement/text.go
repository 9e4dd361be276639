package statement

import "strings"

// textWriter writes a document as plain text.
type textWriter struct {
	doc   Document
	lists int // so far
}

// Text is the document as plain text. A link has its address after it. A table is a list with an item for each row, in which
// each cell has the name of its column before it: columns would not stay beneath one another in a mail, and are hard to follow
// for those who have the text read to them.
func (d Document) Text() string {
	w := textWriter{doc: d}
	return w.blocks(d.Blocks, "", false) + "\n"
}

// blocks writes blocks whose lines begin with indent, but for the first.
func (w *textWriter) blocks(blocks []Block, indent string, close bool) string {
	pieces := make([]piece, len(blocks))
	for i, block := range blocks {
		pieces[i] = piece{w.block(block, indent), block.When}
	}
	if close {
		return join(pieces, "\n"+indent)
	}
	return join(pieces, "\n\n"+indent)
}

func (w *textWriter) block(block Block, indent string) string {
	switch block.Kind {
	case List:
		w.lists++
		list := w.lists
		pieces := make([]piece, len(block.Blocks))
		for i, item := range block.Blocks {
			number, width := block.number(i, list)
			pieces[i] = piece{number + w.blocks(item.Blocks, indent+strings.Repeat(" ", width), !block.apart()), item.When}
		}
		if block.apart() {
			return join(pieces, "\n\n"+indent)
		}
		return join(pieces, "\n"+indent)
	case Quote:
		return "    " + w.blocks(block.Blocks, indent+"    ", false)
	case Code:
		return "    " + strings.ReplaceAll(block.Text, "\n", "\n"+indent+"    ")
	case Table:
		return w.table(block, indent)
	case Rule:
		return "----------"
	}
	return w.line(block.Runs, indent)
}

func (w *textWriter) line(list []Run, indent string) string {
	f := format{w.doc, func(text string) string { return text }, "\n" + indent}
	return runs(list, func(run Run) string {
		if run.Text == "\n" {
			return "\n" + indent
		}
		text := f.template(run.Text)
		if run.Href != "" && address(run.Href) != run.Text && run.Href != run.Text {
			text += " (" + run.Href + ")"
		}
		return text
	})
}

func (w *textWriter) table(block Block, indent string) string {
	rows := block.Rows
	var names []string
	if block.Head {
		for _, cell := range rows[0].Cells {
			names = append(names, w.line(cell.Runs, " "))
		}
		rows = rows[1:]
	}
	var items []piece
	for _, row := range rows {
		var lines []piece
		for i, cell := range row.Cells {
			if len(cell.Runs) == 0 {
				continue
			}
			name := ""
			if i < len(names) && names[i] != "" {
				name = names[i] + ": "
			}
			lines = append(lines, piece{name + w.line(cell.Runs, indent+"  "), whenOf(cell.Runs)})
		}
		if len(lines) > 0 {
			items = append(items, piece{"- " + join(lines, "\n"+indent+"  "), row.When})
		}
	}
	return join(items, "\n"+indent)
}

// address is how people write where a link leads.
func address(href string) string {
	for _, scheme := range []string{"https://www.", "http://www.", "https://", "http://", "mailto:", "tel:"} {
		if rest, ok := strings.CutPrefix(href, scheme); ok {
			return strings.TrimSuffix(rest, "/")
		}
	}
	return href
}
