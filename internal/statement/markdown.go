package statement

import "strings"

// markdownWriter writes a document as markdown.
type markdownWriter struct {
	doc   Document
	lists int // so far
}

// Markdown is the document as markdown (CommonMark, and GitHub's tables). It begins with a title.
func (d Document) Markdown() string {
	w := markdownWriter{doc: d}
	return w.blocks(d.file(), "", false) + "\n"
}

func (w *markdownWriter) blocks(blocks []Block, indent string, close bool) string {
	pieces := make([]piece, len(blocks))
	for i, block := range blocks {
		other := i > 0 && block.Kind == List && blocks[i-1].Kind == List && blocks[i-1].Ordered == block.Ordered
		pieces[i] = piece{w.block(block, indent, other), block.When}
	}
	if close {
		return join(pieces, "\n"+indent)
	}
	return join(pieces, "\n"+strings.TrimRight(indent, " ")+"\n"+indent)
}

// block writes a block. other says that it is a list after a list: the two need marks that differ.
func (w *markdownWriter) block(block Block, indent string, other bool) string {
	switch block.Kind {
	case Heading:
		return strings.Repeat("#", block.Level) + " " + w.line(block.Runs, " ")
	case List:
		w.lists++
		list := w.lists
		pieces := make([]piece, len(block.Blocks))
		for i, item := range block.Blocks {
			number, width := block.number(i, list)
			if other {
				number = strings.Replace(strings.Replace(number, "- ", "* ", 1), ". ", ") ", 1)
			}
			pieces[i] = piece{number + w.blocks(item.Blocks, indent+strings.Repeat(" ", width), !block.apart()), item.When}
		}
		if block.apart() {
			return join(pieces, "\n"+strings.TrimRight(indent, " ")+"\n"+indent)
		}
		return join(pieces, "\n"+indent)
	case Quote:
		return "> " + w.blocks(block.Blocks, indent+"> ", false)
	case Code:
		fence := "```"
		for strings.Contains(block.Text, fence) {
			fence += "`"
		}
		return fence + "\n" + indent + strings.ReplaceAll(block.Text, "\n", "\n"+indent) + "\n" + indent + fence
	case Table:
		return w.table(block, indent)
	case Rule:
		return "***"
	}
	return w.line(block.Runs, "\\\n"+indent)
}

// line writes the runs of a line. lineBreak is what a line break is written as.
func (w *markdownWriter) line(list []Run, lineBreak string) string {
	f := format{w.doc, EscapeMarkdown, lineBreak}
	return runs(list, func(run Run) string {
		if run.Text == "\n" {
			return lineBreak
		}
		text := f.template(run.Text)
		if run.Code {
			text = codeSpan(run.Text)
		}
		if run.Href != "" {
			to := run.Href
			if strings.ContainsAny(to, " ()<>") {
				to = "<" + strings.NewReplacer("<", "%3C", ">", "%3E").Replace(to) + ">"
			}
			text = "[" + text + "](" + to + ")"
		}
		// Outside of the words: with a space at their end they would stay as they are.
		words := strings.Trim(text, " ")
		if words == "" {
			return text
		}
		before, after, _ := strings.Cut(text, words)
		return before + around(words, run, "**", "**", "*", "*") + after
	})
}

func codeSpan(text string) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

func (w *markdownWriter) table(block Block, indent string) string {
	columns := 0
	for _, row := range block.Rows {
		columns = max(columns, len(row.Cells))
	}
	rows := block.Rows
	if !block.Head { // markdown has no table without a first row that names its columns
		rows = append([]Row{{Cells: make([]Cell, columns)}}, rows...)
	}
	var pieces []piece
	for i, row := range rows {
		text, line := "|", "|"
		for _, cell := range row.Cells {
			text += " " + w.line(cell.Runs, "<br>") + " |"
			line += map[string]string{"": " --- |", "center": " :---: |", "right": " ---: |"}[cell.Align]
		}
		if i == 0 {
			text += "\n" + indent + line
		}
		pieces = append(pieces, piece{text, row.When})
	}
	return join(pieces, "\n"+indent)
}

// EscapeMarkdown makes a text mean nothing but itself in markdown, also at the start of a line.
func EscapeMarkdown(text string) string {
	var b strings.Builder
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	for i, r := range text {
		if strings.ContainsRune("\\`*_[]<>#&|~", r) || i == 0 && strings.ContainsRune("-+=", r) || i == digits && digits > 0 && (r == '.' || r == ')') {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
