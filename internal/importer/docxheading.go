package importer

import (
	"strings"
	"unicode/utf8"

	"handrail/internal/text"
)

// takeTitle takes the first title among the items out of the text, with those that follow it at once. Any other is a heading.
func (d *docx) takeTitle(items []docxItem) {
	taking := true
	for i := range items {
		item := &items[i]
		switch {
		case item.isEmpty():
		case item.role == titleRole && item.list == nil && item.block.Kind == text.Paragraph && taking && onlyWords(item.block.Inlines):
			d.doc.Front.Title = strings.TrimSpace(d.doc.Front.Title + " " + plainOf([]docxItem{*item}))
			item.block = text.Block{}
		case item.role == titleRole && item.list == nil && item.block.Kind == text.Paragraph:
			item.block.Kind, item.block.Level = text.Heading, 1
			taking = false
		default:
			taking = taking && d.doc.Front.Title == "" && item.block.Kind != text.Heading
		}
	}
}

// longestHeading is how many characters a line in bold can have to be a heading.
const longestHeading = 80

// boldHeadings makes headings of paragraphs that are one line in bold, before ordinary text, in parts of the document that have no headings within them.
func (d *docx) boldHeadings(items []docxItem) {
	next := make([]int, len(items)) // the level of the heading that comes next, by item; 0 for none
	level := 0
	for i := len(items) - 1; i >= 0; i-- {
		if next[i] = level; items[i].block.Kind == text.Heading {
			level = items[i].block.Level
		}
	}
	last := 0
	for i := range items {
		item := &items[i]
		if item.block.Kind == text.Heading {
			last = item.block.Level
			continue
		}
		if next[i] > last || !item.isBoldLine() || !isBeforeText(items[i+1:]) {
			continue
		}
		line := item.block.Inlines
		if len(line) == 1 && line[0].Kind == text.Strong {
			line = line[0].Inlines
		}
		item.block = text.Block{Kind: text.Heading, Level: min(last+1, 6), Inlines: line}
		for n := 0; n < len(item.block.Inlines); n++ {
			if in := item.block.Inlines[n]; in.Kind == text.Inside && in.Name == "a" {
				item.block.Attrs = append(item.block.Attrs, in.Attrs...)
				item.block.Inlines = append(item.block.Inlines[:n:n], item.block.Inlines[n+1:]...)
				n--
			}
		}
		d.headings = i
		d.note("bold-heading", plainOf([]docxItem{*item}))
	}
}

func (item docxItem) isBoldLine() bool {
	if !item.bold || item.role != plainRole || item.list != nil || item.block.Kind != text.Paragraph || !onlyWords(item.block.Inlines) {
		return false
	}
	words := plainOf([]docxItem{item})
	return words != "" && utf8.RuneCountInString(words) <= longestHeading && !strings.ContainsRune(".!;,…。！", lastRune(words))
}

func lastRune(words string) rune {
	r, _ := utf8.DecodeLastRuneInString(words)
	return r
}

// isBeforeText says whether the first of some items is neither a heading nor in bold.
func isBeforeText(items []docxItem) bool {
	for _, item := range items {
		if !item.isEmpty() {
			return item.block.Kind != text.Heading && (!item.bold || item.list != nil)
		}
	}
	return false
}
