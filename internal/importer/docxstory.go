package importer

import (
	"slices"
	"strconv"

	"handrail/internal/foreign"
	"handrail/internal/text"
)

// refer gives the name of a note by its key, as a place refers to it.
func (d *docx) refer(key string) string {
	n := d.notes[key]
	if n == nil {
		n = &docxNote{name: strconv.Itoa(len(d.noteOrder) + 1), place: d.headings}
		d.notes[key] = n
		d.noteOrder = append(d.noteOrder, key)
	}
	return n.name
}

// readStory reads a part with texts that are elsewhere on paper: notes, comments, headers and footers.
func (d *docx) readStory(name, kind string) *foreign.Fault {
	p, fault := d.open(name)
	if fault != nil {
		return fault
	}
	p.children(func(e element) {
		switch kind {
		case "footnotes", "endnotes":
			p.children(func(e element) { p.readNote(kind[:1] + e.attr("id")) })
		case "comments":
			p.children(func(e element) {
				p.headings = p.comments[e.attr("id")]
				if words := p.listed(); words != "" {
					p.note("comment", firstWords(e.attr("author"), e.attr("initials"))+": "+words)
				}
			})
		default:
			p.headings = 0
			if words := p.listed(); words != "" && !slices.Contains(d.headers, words) {
				d.headers = append(d.headers, words)
				p.note("header", words)
			}
		}
	})
	return p.end()
}

// listed gives the words in an element that are on no page.
func (p *docxPart) listed() string {
	p.listing++
	items := p.container(false, nil)
	p.listing--
	p.fields = nil
	words := oneLine(p.contents + " " + plainOf(items))
	p.contents = ""
	return words
}

// readNote reads a footnote or an endnote.
func (p *docxPart) readNote(key string) {
	note := p.notes[key]
	p.headings = 0
	if note == nil {
		if words := p.listed(); words != "" {
			p.note("docx-unplaced", words)
		}
		return
	}
	p.headings = note.place
	items := p.container(false, nil)
	p.endFields()
	p.markLists(items, false)
	note.blocks, note.there = assemble(items), true
	for i := range note.blocks {
		if note.blocks[i].Kind == text.Heading {
			note.blocks[i] = text.Block{Inlines: note.blocks[i].Inlines}
		}
	}
}
