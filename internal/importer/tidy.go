package importer

import (
	"slices"
	"strings"

	"handrail/internal/foreign"
	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/text"
)

func tidyWhats() []what {
	return []what{
		{"small", Changed, "Words above or below the line are ordinary words.", "Say in words what is meant, such as “to the power of n”."},
		{"no-note", Changed, "Footnotes that the document refers to and does not have are left as their names.", "Find the footnote, or remove what refers to it."},
		{"unused-note", Changed, "Footnotes that nothing refers to are paragraphs at the end.", "Look whether they are needed."},
		{"nested-heading", Changed, "Headings within a list, a quote or a box are bold words.", "Look whether they should be headings of the page."},
		{"heading-level", Changed, "Headings that were more than one level below the one before them are one level below it.", ""},
		{"box", Changed, "Boxes within a box, a list or a quote are ordinary paragraphs.", ""},
		{"marks", Changed, "Bold and slanted words directly beside or within one another are ordinary words.", "Put ** around the words that matter."},
		{"layout", Changed, "Parts with a layout that markdown cannot say are ordinary paragraphs.", "Look at each, and write it as paragraphs and lists."},
	}
}

// tidy makes of the blocks of the document exactly what Handrail's markdown can say. What it cannot say is kept as words, and is an entry of the report.
func (r *reading) tidy() {
	t := tidying{reading: r, parser: markdown.NewParser(r.language), notes: map[string]*text.Block{}}
	t.hasLines = slices.ContainsFunc(r.doc.Entries, func(e Entry) bool { return e.What == "cell-lines" })
	t.gatherNotes(r.doc.Blocks)
	entries, before := len(r.doc.Entries), 0
	renumbered := map[int]int{} // the numbers of headings, as some go
	blocks := r.doc.Blocks
	r.doc.Blocks, r.headings = nil, 0
	for _, b := range blocks {
		if b.Kind == text.Heading {
			before++
		}
		r.add(t.block(b, inPage)...)
		renumbered[before] = r.headings
	}
	r.doc.Blocks = append(r.doc.Blocks, t.allNotes()...)
	if len(t.places) > 0 { // links to what was after the last words lead to these
		r.doc.Blocks = append([]text.Block{{Inlines: t.places}}, r.doc.Blocks...)
	}
	for i := range r.doc.Entries[:entries] {
		if e := &r.doc.Entries[i]; e.Heading <= before {
			e.Heading = renumbered[e.Heading]
		}
	}
	tidier := foreign.Tidier{Unseen: t.unseen, CellBreak: func() {}} // inline has written line breaks as spaces
	r.doc.Blocks = t.readsBack(tidier.Blocks(r.doc.Blocks))
}

// holder is what a block is in.
type holder int

const (
	inPage   holder = iota
	inBox           // a ::: block
	inBlocks        // anything else: a quote, a footnote
	inItem          // the start of an item of a list
)

// tidying is a document while it is made what markdown can say.
type tidying struct {
	*reading
	parser   *markdown.Parser
	notes    map[string]*text.Block // the footnotes by their names
	noted    []string               // those that have been referred to, in that order: each has its place as its name
	places   []text.Inline          // where links lead, before the words that come next
	levels   []headingLevel         // of the headings above
	hasSpace bool                   // an entry says that unseen characters are left out
	hasLines bool                   // an entry says that cells of tables have several lines
}

// headingLevel is the level of a heading in the document, and on the page.
type headingLevel struct{ was, is int }

func (t *tidying) blocks(list []text.Block, in holder) []text.Block {
	var out []text.Block
	for _, b := range list {
		out = append(out, t.block(b, in)...)
	}
	return out
}

// block gives what markdown has for a block.
func (t *tidying) block(b text.Block, in holder) []text.Block {
	switch b.Kind {
	case text.Paragraph:
		return paragraph(t.line(b.Inlines, lineKind{tasks: in == inItem}))
	case text.Heading:
		return t.headingBlock(b, in)
	case text.List:
		return t.list(b)
	case text.Quote:
		blocks := t.blocks(b.Blocks, inBlocks)
		return some(text.Block{Kind: text.Quote, Blocks: blocks}, len(blocks) > 0)
	case text.Code:
		return []text.Block{{Kind: text.Code, Name: languageName().FindString(strings.Trim(b.Name, "{}.")), Text: spaceLines().ReplaceAllString(t.seen(b.Text), "")}}
	case text.Table:
		return t.table(b)
	case text.Rule:
		return []text.Block{{Kind: text.Rule}}
	case text.Definitions:
		return t.definitions(b)
	case text.Container:
		if in == inPage && markdown.IsBlock(b.Name) {
			blocks := t.blocks(b.Blocks, inBox)
			return some(text.Block{Kind: text.Container, Name: b.Name, Attrs: b.Attrs, Blocks: blocks}, len(blocks) > 0)
		}
		t.note("box", "")
	case text.Notes, text.Note:
		return nil // they come at the end
	case text.Verbatim:
		return t.block(text.Block{Inlines: asWords(b.Text)}, in)
	case text.Part:
		return slices.Concat(t.block(text.Block{Inlines: asWords("{{#when " + b.Name + "}}")}, in), t.blocks(b.Blocks, in), t.block(text.Block{Inlines: asWords("{{/when}}")}, in))
	case text.Term:
		return t.block(text.Block{Inlines: []text.Inline{{Kind: text.Strong, Inlines: b.Inlines}}}, in)
	case text.Element:
		return t.element(b, in)
	}
	return t.blocks(slices.Concat(paragraph(b.Inlines), b.Blocks), in)
}

// spaceLines are the spaces of lines that have nothing else.
var spaceLines = pattern.New(`(?m)^[ \t\r]+$`)

// languageName is what the language of code can be called.
var languageName = pattern.New(`^[A-Za-z0-9+#.-]*$`)

func asWords(words string) []text.Inline { return []text.Inline{{Kind: text.Words, Text: words}} }

func some(b text.Block, is bool) []text.Block {
	if is {
		return []text.Block{b}
	}
	return nil
}

// paragraph is a paragraph, unless it is empty.
func paragraph(line []text.Inline) []text.Block {
	return some(text.Block{Inlines: line}, len(line) > 0)
}

// headingBlock gives a heading: one of the page, or bold words. A picture in it comes after it.
func (t *tidying) headingBlock(b text.Block, in holder) []text.Block {
	if in != inPage {
		for _, a := range b.Attrs {
			if a.Name == "id" {
				t.places = append(t.places, place(a.Value))
			}
		}
		line := t.line(b.Inlines, lineKind{single: true})
		if len(line) > 0 {
			t.note("nested-heading", wordsOf(line))
		}
		return t.bold(line)
	}
	line := t.line(b.Inlines, lineKind{single: true})
	b.Attrs = slices.DeleteFunc(slices.Clone(b.Attrs), func(a text.Attr) bool { return a.Name != "id" })
	var pictures []text.Inline
	line = mapInlines(line, func(in text.Inline) []text.Inline {
		if id, is := placeID(in); is {
			b.Attrs = append(b.Attrs, text.Attr{Name: "id", Value: id})
			return nil
		}
		if in.Kind == text.Image {
			pictures = append(pictures, in)
			return nil
		}
		return []text.Inline{in}
	})
	if len(line) == 1 && line[0].Kind == text.Strong { // headings are bold by themselves
		line = line[0].Inlines
	}
	if wordsOf(line) == "" {
		for _, a := range b.Attrs {
			t.places = append(t.places, place(a.Value))
		}
		return slices.Concat(paragraph(line), paragraph(pictures))
	}
	heading := text.Block{Kind: text.Heading, Level: t.level(min(max(b.Level, 1), 6)), Attrs: b.Attrs, Inlines: line}
	return append([]text.Block{heading}, paragraph(pictures)...)
}

// level is the level of a heading on the page: at most one below that of the heading above it.
func (t *tidying) level(was int) int {
	for len(t.levels) > 0 && t.levels[len(t.levels)-1].was >= was {
		t.levels = t.levels[:len(t.levels)-1]
	}
	is := was
	if len(t.levels) > 0 {
		is = t.levels[len(t.levels)-1].is + 1
	}
	if t.levels = append(t.levels, headingLevel{was, is}); is != was {
		t.note("heading-level", "")
	}
	return is
}

func (t *tidying) bold(line []text.Inline) []text.Block {
	if len(line) == 0 {
		return nil
	}
	return paragraph([]text.Inline{{Kind: text.Strong, Inlines: withoutMarksIn(line)}})
}

func (t *tidying) list(b text.Block) []text.Block {
	list := text.Block{Kind: text.List, Ordered: b.Ordered, First: b.First}
	for _, item := range b.Blocks {
		var blocks []text.Block
		for i, inner := range slices.Concat(paragraph(item.Inlines), item.Blocks) {
			in := inBlocks
			if i == 0 {
				in = inItem
			}
			blocks = append(blocks, t.block(inner, in)...)
		}
		if len(blocks) > 0 {
			list.Blocks = append(list.Blocks, text.Block{Kind: text.Item, Blocks: blocks})
		}
	}
	return some(list, len(list.Blocks) > 0)
}

// table gives a table of cells that are a line each. A column is aligned as all its cells are.
func (t *tidying) table(b text.Block) []text.Block {
	table := text.Block{Kind: text.Table, Head: b.Head}
	for _, row := range b.Blocks {
		out := text.Block{Kind: text.Row}
		for _, cell := range row.Blocks {
			line := t.line(cell.Inlines, lineKind{cell: true})
			for _, inner := range cell.Blocks {
				line = append(append(line, asWords(" ")...), t.line(inner.Inlines, lineKind{cell: true})...)
			}
			out.Blocks = append(out.Blocks, text.Block{Kind: text.Cell, Align: cell.Align, Inlines: line})
		}
		if len(out.Blocks) > 0 {
			table.Blocks = append(table.Blocks, out)
		}
	}
	aligns := map[int]string{}
	for n, row := range table.Blocks {
		for i, cell := range row.Blocks {
			if n > 0 && len(cell.Inlines) > 0 {
				if old, known := aligns[i]; known && old != cell.Align {
					aligns[i] = ""
				} else {
					aligns[i] = cell.Align
				}
			}
		}
	}
	columns, filled := 0, false
	for _, row := range table.Blocks {
		columns = max(columns, len(row.Blocks))
	}
	for n := range table.Blocks {
		row := &table.Blocks[n]
		for len(row.Blocks) < columns {
			row.Blocks = append(row.Blocks, text.Block{Kind: text.Cell})
		}
		for i := range row.Blocks {
			row.Blocks[i].Align = map[string]string{"center": "center", "right": "right"}[aligns[i]]
			filled = filled || len(row.Blocks[i].Inlines) > 0
		}
	}
	return some(table, filled)
}

// definitions gives terms with what they mean. A term without a meaning is bold words, and a meaning without a term is paragraphs.
func (t *tidying) definitions(b text.Block) []text.Block {
	var out []text.Block
	var terms, list []text.Block
	end := func() {
		out = append(out, some(text.Block{Kind: text.Definitions, Blocks: list}, len(list) > 0)...)
		for _, term := range terms {
			out = append(out, t.bold(term.Inlines)...)
		}
		terms, list = nil, nil
	}
	for _, part := range b.Blocks {
		switch part.Kind {
		case text.Term:
			if line := t.line(part.Inlines, lineKind{single: true}); len(line) > 0 {
				terms = append(terms, text.Block{Kind: text.Term, Inlines: line})
			}
		default:
			blocks := t.blocks(slices.Concat(paragraph(part.Inlines), part.Blocks), inBlocks)
			switch {
			case len(blocks) == 0:
			case len(terms) == 0 && len(list) == 0:
				end()
				out = append(out, blocks...)
			default:
				list = append(append(list, terms...), text.Block{Kind: text.Meaning, Blocks: blocks})
				terms = nil
			}
		}
	}
	end()
	return out
}

// element gives what is in an element of HTML. The words of a summary are bold, and those below a single picture are its title.
func (t *tidying) element(b text.Block, in holder) []text.Block {
	for _, a := range b.Attrs {
		if a.Name == "id" && a.Value != "" {
			t.places = append(t.places, place(a.Value))
		}
	}
	blocks := b.Blocks
	switch b.Name {
	case "summary":
		if len(blocks) == 1 && blocks[0].Kind == text.Paragraph {
			return t.bold(t.line(blocks[0].Inlines, lineKind{single: true}))
		}
	case "figure":
		blocks = captioned(blocks)
	}
	if in == inItem {
		in = inBlocks
	}
	return t.blocks(blocks, in)
}

// captioned gives the picture of a figure the words below it as its title, when it has one picture and a caption in ordinary words.
func captioned(blocks []text.Block) []text.Block {
	if len(blocks) != 2 {
		return blocks
	}
	picture, caption := blocks[0], blocks[1]
	if picture.Kind == text.Element {
		picture, caption = caption, picture
	}
	if picture.Kind != text.Paragraph || len(picture.Inlines) != 1 || picture.Inlines[0].Kind != text.Image || picture.Inlines[0].Title != "" ||
		caption.Name != "figcaption" || len(caption.Blocks) != 1 || caption.Blocks[0].Kind != text.Paragraph || slices.ContainsFunc(caption.Blocks[0].Inlines, func(in text.Inline) bool { return in.Kind != text.Words }) {
		return blocks
	}
	picture.Inlines = slices.Clone(picture.Inlines)
	picture.Inlines[0].Title = wordsOf(caption.Blocks[0].Inlines)
	return []text.Block{picture}
}
