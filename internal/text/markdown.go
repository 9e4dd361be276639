package text

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Markdown writes blocks as the markdown that Handrail reads: CommonMark, with what GitHub and Handrail add to it. It ends with a line
// break, unless there is nothing to write.
func Markdown(blocks []Block) string {
	if lines := join(blocks, true); len(lines) > 0 {
		return strings.Join(lines, "\n") + "\n"
	}
	return ""
}

// join writes blocks as lines. apart puts an empty line between them.
func join(blocks []Block, apart bool) []string {
	var lines []string
	other := false // the list that was written last has the second kind of marker
	for i, b := range blocks {
		var written []string
		if b.Kind == List {
			other = i > 0 && !other && blocks[i-1].Kind == List && blocks[i-1].Ordered == b.Ordered
			written = b.list(other)
		} else {
			other = false
			written = b.lines(i == 0)
		}
		if apart && i > 0 && !b.follows(blocks[i-1]) {
			lines = append(lines, "")
		}
		lines = append(lines, written...)
	}
	return lines
}

// follows says whether a block goes right below the one before it.
func (b Block) follows(before Block) bool {
	return b.Kind == Meaning && !b.Loose || b.Kind == Term && before.Kind == Term
}

// lines writes any block but a list. first says that it is the first in what holds it.
func (b Block) lines(first bool) []string {
	switch b.Kind {
	case Heading:
		return b.heading()
	case Quote:
		return indent(orEmpty(join(b.Blocks, true)), "> ", "> ")
	case Code:
		return b.code()
	case Table:
		return b.table()
	case Rule:
		if first {
			return []string{"___"} // beside the marker of an item, dashes and asterisks would be one line with it
		}
		return []string{"***"}
	case Definitions, Notes:
		return join(b.Blocks, true)
	case Term:
		return line(b.Inlines, inTerm)
	case Meaning:
		lines := join(b.Blocks, b.Loose || b.paragraphs() > 1)
		if len(lines) == 0 {
			lines = []string{Nothing}
		}
		return indent(lines, ":   ", "    ")
	case Note:
		return indent(orEmpty(join(b.Blocks, true)), "[^"+b.Name+"]: ", "    ")
	case Container:
		return b.container()
	case Part:
		lines := append([]string{"{{#when " + b.Name + "}}"}, between(join(b.Blocks, true))...)
		return append(lines, "{{/when}}")
	case Element:
		return b.element()
	case Verbatim:
		return strings.Split(b.Text, "\n")
	}
	return line(b.Inlines, inParagraph)
}

func orEmpty(lines []string) []string {
	if len(lines) == 0 {
		return []string{""}
	}
	return lines
}

// paragraphs counts the paragraphs that a block holds.
func (b Block) paragraphs() int {
	count := 0
	for _, inner := range b.Blocks {
		if inner.Kind == Paragraph {
			count++
		}
	}
	return count
}

// between puts empty lines around what a pair of lines holds, unless there is nothing.
func between(lines []string) []string {
	if len(lines) == 0 {
		return nil
	}
	return append(append([]string{""}, lines...), "")
}

// indent puts first before the first line and rest before the others. An empty line stays without spaces at its end.
func indent(lines []string, first, rest string) []string {
	for i, line := range lines {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		if line == "" {
			prefix = strings.TrimRight(prefix, " ")
		}
		lines[i] = prefix + line
	}
	return lines
}

// list writes a list. other chooses the second kind of marker, for a list that follows another.
func (b Block) list(other bool) []string {
	bullet, point := "- ", ". "
	if other {
		bullet, point = "* ", ") "
	}
	lines := b.items(bullet, point)
	if slices.ContainsFunc(lines, isRule) { // its empty items look like one
		lines = b.items("+ ", point)
	}
	return lines
}

// isRule says whether a line would be read as a thematic break.
func isRule(line string) bool {
	marks := strings.ReplaceAll(line, " ", "")
	return len(marks) >= 3 && strings.Trim(marks, marks[:1]) == "" && strings.ContainsAny(marks[:1], "-*_")
}

func (b Block) items(bullet, point string) []string {
	b.Loose = b.Loose || slices.ContainsFunc(b.Blocks, Block.runsOn)
	var lines []string
	gap := false // an empty line has been written that shows that the list is loose
	for i, item := range b.Blocks {
		marker := bullet
		if b.Ordered {
			marker = strconv.Itoa(min(b.First+i, 999_999_999)) + point
		}
		if b.Loose && i > 0 {
			lines = append(lines, "")
		}
		gap = gap || b.Loose && (i > 0 || len(item.Blocks) > 1)
		written := orEmpty(join(item.Blocks, b.Loose))
		if b.Loose && !gap && i == len(b.Blocks)-1 {
			written = append(written, "", Nothing) // an empty line has to be between two things
		}
		lines = append(lines, indent(written, marker, strings.Repeat(" ", len(marker)))...)
	}
	return lines
}

// runsOn says whether a block of an item would be read as more of the paragraph before it, unless there is an empty line between them. Only a
// list that begins with 1 can interrupt a paragraph (CommonMark, section 5.3).
func (b Block) runsOn() bool {
	for i := 1; i < len(b.Blocks); i++ {
		if inner := b.Blocks[i]; b.Blocks[i-1].Kind == Paragraph && (inner.Kind == Table || inner.Kind == List && inner.Ordered && inner.First != 1) {
			return true
		}
	}
	return false
}

func (b Block) heading() []string {
	lines := line(b.Inlines, inHeading)
	attrs := ""
	if len(b.Attrs) > 0 {
		attrs = " " + attributes(b.Attrs)
	}
	if len(lines) > 1 { // only a line of - or = characters below makes a heading of several
		lines[len(lines)-1] += attrs
		return append(lines, map[bool]string{true: "===", false: "---"}[b.Level == 1])
	}
	return []string{strings.TrimRight(strings.Repeat("#", b.Level)+" "+strings.Join(lines, "")+attrs, " ")}
}

// attributes writes attributes between braces.
func attributes(list []Attr) string {
	var parts []string
	for _, a := range list {
		if a.Name == "id" {
			parts = append(parts, "#"+a.Value)
		} else {
			parts = append(parts, a.Name+`="`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(a.Value)+`"`)
		}
	}
	return "{" + strings.Join(parts, " ") + "}"
}

// container writes a ::: block.
func (b Block) container() []string {
	open := ":::" + b.Name
	if len(b.Attrs) > 0 {
		open += " " + attributes(b.Attrs)
	}
	return append(append([]string{open}, join(b.Blocks, true)...), ":::")
}

func (b Block) code() []string {
	fence := "```"
	if strings.Contains(b.Name, "`") {
		fence = "~~~"
	}
	for strings.Contains(b.Text, fence) {
		fence += fence[:1]
	}
	lines := []string{fence + escapeAddress(b.Name)}
	if b.Text != "" {
		lines = append(lines, strings.Split(strings.TrimSuffix(b.Text, "\n"), "\n")...)
	}
	return append(lines, fence)
}

func (b Block) table() []string {
	rows := b.Blocks
	columns := 1
	for _, row := range rows {
		columns = max(columns, len(row.Blocks))
	}
	if !b.Head { // markdown has no table without a first row that names its columns
		rows = append([]Block{{Kind: Row, Blocks: make([]Block, columns)}}, rows...)
	}
	aligns := b.aligns(columns)
	var lines []string
	for i, row := range rows {
		text := "|"
		for _, cell := range row.cells(aligns) {
			text += " " + strings.Join(line(cell.Inlines, inCell), " ") + " |"
		}
		lines = append(lines, text)
		if i == 0 {
			lines = append(lines, "|"+strings.Join(aligns, "|")+"|")
		}
	}
	return lines
}

// aligns writes for each column of a table how it is aligned.
func (b Block) aligns(columns int) []string {
	aligns := slices.Repeat([]string{" --- "}, columns)
	for i := range aligns {
		for _, row := range b.Blocks {
			if i < len(row.Blocks) && row.Blocks[i].Align != "" {
				aligns[i] = map[string]string{"center": " :---: ", "right": " ---: "}[row.Blocks[i].Align]
			}
		}
	}
	return aligns
}

// cells are the cells of a row without those at its end that were not written: they are not aligned as their column is.
func (b Block) cells(aligns []string) []Block {
	cells := b.Blocks
	for n := len(cells); n > 1 && len(cells[n-1].Inlines) == 0 && cells[n-1].Align == "" && aligns[n-1] != " --- "; n-- {
		cells = cells[:n-1]
	}
	return cells
}

// element writes an HTML element that markdown has no form for: its tags, with markdown between them. It is read as an element where
// HTML is allowed.
func (b Block) element() []string {
	open := tag(b.Name, b.Attrs)
	if isVoid(b.Name) {
		return []string{open}
	}
	return append(append([]string{open}, between(join(b.Blocks, true))...), "</"+b.Name+">")
}

func isVoid(name string) bool {
	return slices.Contains([]string{"col", "wbr", "hr", "br", "img"}, name)
}

func tag(name string, attrs []Attr) string {
	text := "<" + name
	for _, a := range attrs {
		text += fmt.Sprintf(` %s="%s"`, a.Name, strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;", "\n", "&#10;").Replace(a.Value))
	}
	return text + ">"
}
