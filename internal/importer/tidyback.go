package importer

import (
	"slices"
	"strings"

	"handrail/internal/foreign"
	"handrail/internal/source"
	"handrail/internal/text"
)

// readsBack gives blocks that are read as they are after they have been written as markdown. Those that are not lose their marks, and otherwise their layout.
func (t *tidying) readsBack(blocks []text.Block) []text.Block {
	if t.same(blocks) {
		return blocks
	}
	tidier := foreign.Tidier{Unseen: t.unseen, CellBreak: func() {}}
	notes := text.Block{}
	if last := len(blocks) - 1; last >= 0 && blocks[last].Kind == text.Notes {
		notes, blocks = blocks[last], blocks[:last]
		for i := range notes.Blocks {
			notes.Blocks[i].Blocks = t.simpler(notes.Blocks[i].Blocks, &tidier, t.sameInNote)
		}
	}
	blocks = t.simpler(blocks, &tidier, t.same)
	if notes.Kind == text.Notes {
		blocks = append(blocks, notes)
	}
	return blocks
}

// sameInNote is same for blocks of a footnote.
func (t *tidying) sameInNote(blocks []text.Block) bool {
	blocks = mapBlocks(blocks, nil, func(in text.Inline) []text.Inline {
		if in.Kind == text.NoteRef {
			return nil
		}
		return []text.Inline{in}
	})
	note := text.Block{Kind: text.Note, Name: "1", Blocks: blocks}
	return t.same([]text.Block{{Inlines: []text.Inline{{Kind: text.NoteRef, Name: "1"}}}, {Kind: text.Notes, Blocks: []text.Block{note}}})
}

// simpler makes each block that is not read back simpler.
func (t *tidying) simpler(blocks []text.Block, tidier *foreign.Tidier, same func([]text.Block) bool) []text.Block {
	var out []text.Block
	t.headings = 0
	for _, b := range blocks {
		if b.Kind == text.Heading {
			t.headings++
		}
		one := []text.Block{b}
		if same(one) {
			out = append(out, b)
			continue
		}
		plain := tidier.Blocks(withoutMarks(one))
		if same(plain) {
			t.note("marks", "")
			out = append(out, plain...)
			continue
		}
		t.note("layout", "")
		for _, part := range tidier.Blocks(flat(b)) {
			if !same([]text.Block{part}) {
				out = append(out, tidier.Blocks(apart(append(part.Inlines, asWords(part.Text)...)))...)
				continue
			}
			out = append(out, part)
		}
	}
	return out
}

// same says whether blocks are read as they are, apart from the places that links lead to, after they have been written as markdown. The footnotes that they refer to
// need not be among them.
func (t *tidying) same(blocks []text.Block) bool {
	blocks = withoutPlaces(blocks)
	if last := len(blocks) - 1; last < 0 || blocks[last].Kind != text.Notes {
		blocks = withNotes(blocks)
	}
	const front = "---\ntitle: \"-\"\n---\n" // no heading is taken for the title of the page
	f, _ := source.Parse("page.md", []byte(front+"\n"+text.Markdown(blocks)))
	if f == nil {
		return false
	}
	doc, _ := t.parser.Parse(f)
	back, err := doc.ReadBlocks(doc.Text, doc.Text.Body)
	return err == nil && text.Equal(blocks, back)
}

// withNotes adds a footnote for each that blocks refer to.
func withNotes(blocks []text.Block) []text.Block {
	notes := text.Block{Kind: text.Notes}
	mapBlocks(blocks, nil, func(in text.Inline) []text.Inline {
		if in.Kind == text.NoteRef && !slices.ContainsFunc(notes.Blocks, func(b text.Block) bool { return b.Name == in.Name }) {
			notes.Blocks = append(notes.Blocks, text.Block{Kind: text.Note, Name: in.Name, Blocks: paragraph(asWords("a"))})
		}
		return nil
	})
	return append(blocks[:len(blocks):len(blocks)], some(notes, len(notes.Blocks) > 0)...)
}

// withoutPlaces gives blocks without the places that links lead to: they are as they are written then.
func withoutPlaces(blocks []text.Block) []text.Block {
	blocks = mapBlocks(blocks, func(b text.Block) text.Block {
		if b.Kind == text.Heading {
			b.Attrs = slices.DeleteFunc(slices.Clone(b.Attrs), func(a text.Attr) bool { return a.Name == "id" })
			if len(b.Attrs) == 0 {
				b.Attrs = nil
			}
		}
		return b
	}, func(in text.Inline) []text.Inline {
		if _, is := placeID(in); is {
			return nil
		}
		return []text.Inline{in}
	})
	return slices.DeleteFunc(blocks, func(b text.Block) bool { return b.Kind == text.Paragraph && len(b.Inlines) == 0 })
}

// withoutMarks gives blocks whose words have no marks.
func withoutMarks(blocks []text.Block) []text.Block {
	return mapBlocks(blocks, nil, func(in text.Inline) []text.Inline { return withoutMark(in) })
}

func withoutMarksIn(line []text.Inline) []text.Inline { return mapInlines(line, withoutMark) }

func withoutMark(in text.Inline) []text.Inline {
	switch in.Kind {
	case text.Emphasis, text.Strong, text.Struck:
		return in.Inlines
	case text.Link:
		in.Address = false
	case text.Task:
		return asWords(map[bool]string{true: "☑ ", false: "☐ "}[in.Ticked])
	}
	return []text.Inline{in}
}

// flat gives what is in a block as paragraphs and code, one after another.
func flat(b text.Block) []text.Block {
	out := paragraph(withoutMarksIn(b.Inlines))
	if b.Kind == text.Code {
		out = append(out, b)
	}
	for _, inner := range b.Blocks {
		out = append(out, flat(inner)...)
	}
	return out
}

// apart gives each part of a line as a paragraph of words, of a picture or of a footnote alone.
func apart(line []text.Inline) []text.Block {
	var out []text.Block
	for _, in := range withoutMarksIn(line) {
		switch in.Kind {
		case text.Words, text.CodeSpan:
			for part := range strings.SplitSeq(in.Text, "\n") {
				out = append(out, paragraph(asWords(part))...)
			}
		case text.Link:
			out = append(out, apart(in.Inlines)...)
			out = append(out, paragraph(asWords(in.Href))...)
		default:
			out = append(out, text.Block{Inlines: []text.Inline{in}})
		}
	}
	return out
}
