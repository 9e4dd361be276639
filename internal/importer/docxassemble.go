package importer

import (
	"slices"
	"strings"

	"handrail/internal/text"
)

// assemble makes blocks of items: lists of paragraphs that are in one, quotes and program text of those that follow one another, and captions become
// the titles of their pictures.
func assemble(items []docxItem) []text.Block {
	items = slices.DeleteFunc(slices.Clone(items), docxItem.isEmpty)
	items = withCaptions(items)
	var blocks []text.Block
	for i := 0; i < len(items); {
		item := items[i]
		var block text.Block
		switch {
		case item.list != nil:
			block, i = listOf(items, i, 1)
		case item.role == quoteRole && item.block.Kind == text.Paragraph:
			block = text.Block{Kind: text.Quote}
			for ; i < len(items) && items[i].role == quoteRole && items[i].list == nil; i++ {
				block.Blocks = append(block.Blocks, items[i].block)
			}
		case item.isCode():
			block = text.Block{Kind: text.Code}
			for ; i < len(items) && items[i].isCode(); i++ {
				block.Text += codeOf(items[i].block.Inlines) + "\n"
			}
		default:
			block = item.block
			i++
		}
		blocks = append(blocks, block)
	}
	return blocks
}

func (item docxItem) isEmpty() bool {
	return item.block.Kind == text.Paragraph && len(item.block.Inlines) == 0
}

// isCode says whether a paragraph is a line of program text, with nothing in it but words.
func (item docxItem) isCode() bool {
	return item.role == codeRole && item.list == nil && !slices.ContainsFunc(item.block.Inlines, func(in text.Inline) bool {
		return in.Kind != text.Words && in.Kind != text.Break && in.Kind != text.CodeSpan
	})
}

func codeOf(line []text.Inline) string {
	var b strings.Builder
	for _, in := range line {
		if in.Kind == text.Break {
			b.WriteString("\n")
		}
		b.WriteString(strings.ReplaceAll(in.Text, "\u00a0", " "))
	}
	return b.String()
}

// listOf makes a list of the items from one on, and gives where the first is that is not in it. depth is how many lists it is in, with itself.
func listOf(items []docxItem, at, depth int) (text.Block, int) {
	first := items[at].list
	b := text.Block{Kind: text.List, Ordered: first.ordered, First: 1}
	if first.ordered {
		b.First = first.number
	}
	for at < len(items) {
		item := items[at]
		last := len(b.Blocks) - 1
		if item.list == nil {
			if !item.continues(first) || last < 0 {
				break
			}
			b.Blocks[last].Blocks = append(b.Blocks[last].Blocks, item.block)
			at++
			continue
		}
		side := item.list.below(first)
		if depth == 9 {
			side = min(side, 0)
		}
		if side > 0 && last >= 0 {
			var inner text.Block
			inner, at = listOf(items, at, depth+1)
			b.Blocks[last].Blocks = append(b.Blocks[last].Blocks, inner)
			continue
		}
		if side != 0 && last >= 0 || item.list.ordered != b.Ordered || b.Ordered && item.list.number != b.First+last+1 {
			break
		}
		block := item.block
		if item.list.kind == "box" {
			block.Inlines = append([]text.Inline{{Kind: text.Task}}, block.Inlines...)
		}
		b.Blocks = append(b.Blocks, text.Block{Kind: text.Item, Blocks: []text.Block{block}})
		at++
	}
	for _, item := range b.Blocks {
		paragraphs := 0
		for _, block := range item.Blocks {
			if block.Kind != text.List {
				paragraphs++
			}
		}
		b.Loose = b.Loose || paragraphs > 1
	}
	return b, at
}

// continues says whether a paragraph without a number goes on with the item of a list before it: it begins where the words of that begin.
func (item docxItem) continues(list *docxListItem) bool {
	return item.left > 0 && item.left >= list.left-60 && item.role != headingRole && item.role != quoteRole && item.block.Kind == text.Paragraph
}

// below says on which side of another item this one is: 1 for deeper, -1 for the other way. Lists of different definitions are compared by where
// they begin.
func (l *docxListItem) below(other *docxListItem) int {
	if l.key == other.key {
		return min(max(l.level-other.level, -1), 1)
	}
	switch {
	case l.left > other.left+150:
		return 1
	case l.left < other.left-150:
		return -1
	}
	return 0
}

// withCaptions makes the captions of pictures their titles. One that has more in it than words stays a paragraph.
func withCaptions(items []docxItem) []docxItem {
	var out []docxItem
	for i := 0; i < len(items); i++ {
		item := items[i]
		if in := item.picture(); in != nil {
			if i+1 < len(items) && items[i+1].isCaption() {
				item.caption(items[i+1])
				i++
			} else if last := len(out) - 1; last >= 0 && out[last].isCaption() {
				item.caption(out[last])
				out = out[:last]
			}
		}
		out = append(out, item)
	}
	return out
}

// picture is the picture of a paragraph that has nothing but one in it.
func (item docxItem) picture() *text.Inline {
	var found *text.Inline
	for i := range item.block.Inlines {
		switch in := &item.block.Inlines[i]; {
		case in.Kind == text.Image && found == nil:
			found = in
		case in.Kind != text.Inside:
			return nil
		}
	}
	return found
}

func (item docxItem) isCaption() bool {
	return item.role == captionRole && item.list == nil && onlyWords(item.block.Inlines)
}

func onlyWords(line []text.Inline) bool {
	return !slices.ContainsFunc(line, func(in text.Inline) bool {
		return in.Kind != text.Words && in.Kind != text.Emphasis && in.Kind != text.Strong && in.Kind != text.Break && !(in.Kind == text.Inside && in.Name == "a") || !onlyWords(in.Inlines)
	})
}

// caption gives a picture its title. Names that links lead to stay.
func (item *docxItem) caption(from docxItem) {
	line := slices.Clone(item.block.Inlines)
	item.block.Inlines = line
	item.picture().Title = plainOf([]docxItem{from})
	for _, in := range from.block.Inlines {
		if in.Kind == text.Inside {
			item.block.Inlines = append([]text.Inline{in}, item.block.Inlines...)
		}
	}
}
