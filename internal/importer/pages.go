package importer

import (
	"path"
	"slices"
	"strings"

	"handrail/internal/text"
)

// When a document becomes several pages. A page of guidance is read in one sitting, on a phone: longWords are five or six minutes. What is split once
// is a section, and each folder within a folder is one more to find one's way in, so a part has to be twice as long. Parts of fewer than
// shortWords, such as questions with an answer each, are found more easily on one page.
const (
	longWords  = 1200
	shortWords = 100
	fewParts   = 3
)

// part is a part of a document that becomes a page.
type part struct {
	title  string
	ids    []string // by which links reach its title
	first  int      // the number of the heading that is its title; 0 when none is
	blocks []counted
	parts  []*part // what follows the blocks, on pages of their own
}

// counted is a block of a document, with how many headings have been read up to it, as Entry.Heading counts them.
type counted struct {
	text.Block
	headings int
}

// takeApart makes the parts of a document, and gives its footnotes. A heading at the top that is the title is not repeated.
func takeApart(d *Document) (whole *part, notes []text.Block) {
	whole = &part{title: strings.TrimSpace(d.Front.Title)}
	headings := 0
	for _, b := range d.Blocks {
		if b.Kind == text.Heading {
			headings++
		}
		if b.Kind == text.Notes {
			notes = append(notes, b.Blocks...)
		} else {
			whole.blocks = append(whole.blocks, counted{b, headings})
		}
	}
	if at := whole.titleAt(d.Whole); at >= 0 {
		whole.take(at)
	}
	if !d.Whole {
		whole.split(longWords)
	}
	return whole, notes
}

// titleAt is where the heading is that is the title of a document; -1 when there is none. It says what the front matter says, or is above all others.
// In a file of a folder it only has to be at the top.
func (p *part) titleAt(whole bool) int {
	at := slices.IndexFunc(p.blocks, counted.isHeading)
	if at < 0 {
		return -1
	}
	first := p.blocks[at]
	if p.title != "" {
		if sameWords(p.title, wordsOf(first.Inlines)) {
			return at
		}
		return -1
	}
	rival := slices.ContainsFunc(p.blocks[at+1:], func(b counted) bool { return b.isHeading() && b.Level <= first.Level })
	if rival && !(whole && at == 0) {
		return -1
	}
	return at
}

// take takes a heading out of the text, as it is the title of the page. A picture in it stays.
func (p *part) take(at int) {
	heading := p.blocks[at]
	if p.title == "" {
		p.title = wordsOf(heading.Inlines)
	}
	p.first = heading.headings
	p.ids = append(p.ids, idsOf(heading.Block)...)
	p.blocks = slices.Concat(p.blocks[:at:at], leftOf(heading), p.blocks[at+1:])
}

// split gives the parts of a text pages of their own, if it has more words than most: those that begin with headings of the highest level
// that occurs more than once.
func (p *part) split(most int) {
	words := len(strings.Fields(text.Plain(p.text(), noAddress)))
	starts := p.starts()
	if words <= most || len(starts) == 0 || len(starts) < fewParts && words <= 2*most || words/len(starts) < shortWords {
		return
	}
	for i, start := range starts {
		end := len(p.blocks)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		inner := &part{blocks: p.blocks[start:end:end]}
		inner.take(0)
		inner.split(2 * longWords)
		p.parts = append(p.parts, inner)
	}
	p.blocks = p.blocks[:starts[0]:starts[0]]
}

// starts are the places of the headings at which a text can be split.
func (p *part) starts() []int {
	var counts [7]int
	for _, b := range p.blocks {
		if b.isHeading() {
			counts[b.Level]++
		}
	}
	level := slices.IndexFunc(counts[:], func(n int) bool { return n > 1 })
	var starts []int
	for i, b := range p.blocks {
		if b.isHeading() && b.Level <= level {
			starts = append(starts, i)
		}
	}
	return starts
}

// text are the blocks alone.
func (p *part) text() []text.Block {
	blocks := make([]text.Block, len(p.blocks))
	for i, b := range p.blocks {
		blocks[i] = b.Block
	}
	return blocks
}

// isHeading says whether a block is a heading with words.
func (b counted) isHeading() bool { return b.Kind == text.Heading && wordsOf(b.Inlines) != "" }

func noAddress(string) string { return "" }

// wordsOf are the words of a line without its markup and its footnotes.
func wordsOf(line []text.Inline) string {
	line = mapInlines(line, func(in text.Inline) []text.Inline {
		if in.Kind == text.NoteRef || in.Kind == text.Image {
			return nil
		}
		return []text.Inline{in}
	})
	return strings.Join(strings.Fields(text.Plain([]text.Block{{Inlines: line}}, noAddress)), " ")
}

// leftOf is what a heading has that is not words: pictures and footnotes, as a paragraph.
func leftOf(heading counted) []counted {
	var others []text.Inline
	mapInlines(heading.Inlines, func(in text.Inline) []text.Inline {
		if in.Kind == text.Image || in.Kind == text.NoteRef {
			others = append(others, in)
		}
		return nil
	})
	if len(others) == 0 {
		return nil
	}
	return []counted{{text.Block{Inlines: others}, heading.headings}}
}

func idsOf(b text.Block) []string {
	var ids []string
	for _, a := range b.Attrs {
		if a.Name == "id" {
			ids = append(ids, a.Value)
		}
	}
	return ids
}

func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// titleOf makes a title of the name of a file or folder: "02_video-calls.docx" becomes "Video calls".
func titleOf(name string) string {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	words := strings.Join(strings.FieldsFunc(base, func(r rune) bool { return r == '-' || r == '_' || r == ' ' || r == '+' }), " ")
	if words == "" {
		return "Page"
	}
	first := []rune(words)[0]
	return strings.ToUpper(string(first)) + words[len(string(first)):]
}
