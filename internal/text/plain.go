package text

import (
	"strconv"
	"strings"
)

// Plain writes blocks as plain text, for a search index or a mail. A link has its address after its words: what address returns for it,
// which writes none for ""; nil leaves it as it is. A table is a list with an item for each row, in which each cell has the name of
// its column before it: columns are hard to follow for those who have the text read to them. It ends with a line break, unless there
// is nothing to write.
func Plain(blocks []Block, address func(href string) string) string {
	w := plainWriter{address: address}
	if lines := w.join(blocks, true); len(lines) > 0 {
		return strings.Join(lines, "\n") + "\n"
	}
	return ""
}

type plainWriter struct {
	address func(href string) string
}

func (w *plainWriter) join(blocks []Block, apart bool) []string {
	var lines []string
	for i, b := range blocks {
		written := w.lines(b)
		if apart && len(lines) > 0 && len(written) > 0 && !(b.Kind == Meaning && blocks[i-1].Kind == Term) {
			lines = append(lines, "")
		}
		lines = append(lines, written...)
	}
	return lines
}

func (w *plainWriter) lines(b Block) []string {
	switch b.Kind {
	case List:
		var lines []string
		for i, item := range b.Blocks {
			marker := "- "
			if b.Ordered {
				marker = strconv.Itoa(b.First+i) + ". "
			}
			if b.Loose && i > 0 {
				lines = append(lines, "")
			}
			lines = append(lines, indent(orEmpty(w.join(item.Blocks, b.Loose)), marker, strings.Repeat(" ", len(marker)))...)
		}
		return lines
	case Quote, Meaning:
		return indent(w.join(b.Blocks, true), "    ", "    ")
	case Note:
		return indent(orEmpty(w.join(b.Blocks, true)), "["+b.Name+"] ", "    ")
	case Code:
		return indent(strings.Split(strings.TrimSuffix(b.Text, "\n"), "\n"), "    ", "    ")
	case Table:
		return w.table(b)
	case Rule:
		return []string{"----------"}
	case Verbatim:
		return nil
	case Definitions, Container, Part, Notes, Element:
		return w.join(b.Blocks, true)
	}
	if line := w.line(b.Inlines); line != "" {
		return strings.Split(line, "\n")
	}
	return nil
}

func (w *plainWriter) table(b Block) []string {
	rows, names := b.Blocks, []string(nil)
	if b.Head {
		for _, cell := range rows[0].Blocks {
			names = append(names, w.line(cell.Inlines))
		}
		rows = rows[1:]
	}
	var lines []string
	for _, row := range rows {
		var cells []string
		for i, cell := range row.Blocks {
			line := w.line(cell.Inlines)
			if line == "" {
				continue
			}
			if i < len(names) && names[i] != "" {
				line = names[i] + ": " + line
			}
			cells = append(cells, strings.Split(line, "\n")...)
		}
		if len(cells) > 0 {
			lines = append(lines, indent(cells, "- ", "  ")...)
		}
	}
	return lines
}

// line writes what is in a line. Only the line breaks that readers see are kept.
func (w *plainWriter) line(list []Inline) string {
	var b strings.Builder
	for _, in := range list {
		switch in.Kind {
		case Words:
			b.WriteString(strings.ReplaceAll(in.Text, "\n", " "))
		case CodeSpan, Image:
			b.WriteString(in.Text)
		case Break:
			b.WriteByte('\n')
		case Field:
			b.WriteString("{{" + in.Name + "}}")
		case NoteRef:
			b.WriteString("[" + in.Name + "]")
		case Task:
			b.WriteString(map[bool]string{true: "☑ ", false: "☐ "}[in.Ticked])
		case Link:
			inner := w.line(in.Inlines)
			b.WriteString(inner)
			href := in.Href
			if w.address != nil {
				href = w.address(href)
			}
			if href != "" && !in.Address && href != inner {
				b.WriteString(" (" + href + ")")
			}
		default:
			if in.Name == "br" {
				b.WriteByte('\n')
			}
			b.WriteString(w.line(in.Inlines))
		}
	}
	return b.String()
}
