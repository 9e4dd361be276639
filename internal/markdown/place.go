package markdown

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"strconv"
)

// Place says how a text is written at the place where it is shown. A function that is nil leaves what it would write in its
// simplest form: links lead where they were written to, images are there under the names that the source has for them, and blocks
// have an element with their kind as its class. Numbers are those of the text's own lists: of Text.Links, Doc.Images and so on.
type Place struct {
	Shift int                                  // how much deeper headings are than in the source
	ID    func(id string) string               // what an identifier of the text is there
	Href  func(link int) string                // where a link leads from there; "" when it leads nowhere, and only its words are left
	Link  func(b *bytes.Buffer, n int, e Edge) // writes what goes before or after a link's words, in place of Href
	Image func(b *bytes.Buffer, n int)
	Block func(b *bytes.Buffer, n int)
	Field func(b *bytes.Buffer, n int)

	NoteRef  func(b *bytes.Buffer, n int) // a place that refers to a footnote: of Text.Refs
	NoteBack func(b *bytes.Buffer, n int) // the link that leads back to it
	NoteID   func(note int) string        // the identifier of a footnote
	Notes    func(b *bytes.Buffer)        // starts the section with the footnotes, whose list follows
	Task     func(b *bytes.Buffer, ticked bool)

	Term    func(b *bytes.Buffer, n int, e Edge) // writes what goes before or after a word of Terms.Mentions
	Meaning func(b *bytes.Buffer, n int)         // writes what that word means
}

// Edge is one of the two sides of a link's words.
type Edge int

// The edges.
const (
	Before Edge = iota
	After
)

// WriteHTML writes a part of a page's text, such as Text.Body, as the HTML of a place. t is the text of d, which d itself may have
// let go.
func (d *Doc) WriteHTML(b *bytes.Buffer, t *Text, h HTML, at *Place) {
	h.fill(b, func(kind hole, n int) {
		switch kind {
		case holeLevel:
			b.WriteByte(byte('0' + min(n+at.Shift, 6)))
		case holeID:
			b.WriteString(html.EscapeString(at.id(t.Headings[n].ID)))
		case holeLinkOpen:
			at.link(b, t, n, Before)
		case holeLinkClose:
			at.link(b, t, n, After)
		case holeImage:
			at.image(b, d, n)
		case holeBlock:
			if at.Block != nil {
				at.Block(b, n)
			} else {
				d.writeBlock(b, t, &t.Blocks[n], at)
			}
		case holeField:
			if at.Field != nil {
				at.Field(b, n)
			} else {
				b.WriteString("{{" + t.Fields[n].Name + "}}")
			}
		case holeNoteRef, holeNoteBack, holeNote, holeNotes:
			at.note(b, t, kind, n)
		case holeTask:
			at.task(b, n == 1)
		case holeTermOpen, holeTermClose, holeMeaning:
			at.term(b, kind, n)
		}
	})
}

func (at *Place) id(id string) string {
	if at.ID == nil {
		return id
	}
	return at.ID(id)
}

func (at *Place) link(b *bytes.Buffer, t *Text, n int, e Edge) {
	if at.Link != nil {
		at.Link(b, n, e)
		return
	}
	href := t.Links[n].Dest
	if at.Href != nil {
		href = at.Href(n)
	}
	switch {
	case href == "":
	case e == Before:
		b.WriteString(`<a href="` + html.EscapeString(href) + `">`)
	default:
		b.WriteString("</a>")
	}
}

func (at *Place) image(b *bytes.Buffer, d *Doc, n int) {
	if at.Image != nil {
		at.Image(b, n)
		return
	}
	img := d.Images[n]
	fmt.Fprintf(b, `<img src="%s" alt="%s">`, html.EscapeString(img.Src), html.EscapeString(img.Alt))
	if img.Alone {
		b.WriteByte('\n')
	}
}

// writeBlock writes a ::: block in its simplest form.
func (d *Doc) writeBlock(b *bytes.Buffer, t *Text, block *Block, at *Place) {
	b.WriteString(`<div class="` + html.EscapeString(block.Kind) + "\">\n")
	if block.Rule > 0 {
		rule := d.Rules[block.Rule-1]
		b.WriteString("<p>")
		d.WriteHTML(b, t, rule.Text, at)
		b.WriteString("</p>\n")
		d.WriteHTML(b, t, rule.Why, at)
	}
	d.WriteHTML(b, t, block.Body, at)
	d.WriteHTML(b, t, block.Other, at)
	b.WriteString("\n</div>\n")
}

func (at *Place) note(b *bytes.Buffer, t *Text, kind hole, n int) {
	id := func(note int) string {
		if at.NoteID != nil {
			return at.NoteID(note)
		}
		return at.id("fn_" + strconv.Itoa(note))
	}
	switch {
	case kind == holeNote:
		b.WriteString(html.EscapeString(id(n)))
	case kind == holeNotes && at.Notes != nil:
		at.Notes(b)
	case kind == holeNotes:
		b.WriteString("<section>\n")
	case kind == holeNoteRef && at.NoteRef != nil:
		at.NoteRef(b, n)
	case kind == holeNoteRef:
		note := t.Refs[n].Note
		fmt.Fprintf(b, `<sup><a href="#%s">%d</a></sup>`, html.EscapeString((&url.URL{Fragment: id(note)}).EscapedFragment()), note)
	case at.NoteBack != nil:
		at.NoteBack(b, n)
	}
}

func (at *Place) task(b *bytes.Buffer, ticked bool) {
	switch {
	case at.Task != nil:
		at.Task(b, ticked)
	case ticked:
		b.WriteString("☑ ")
	default:
		b.WriteString("☐ ")
	}
}

func (at *Place) term(b *bytes.Buffer, kind hole, n int) {
	switch {
	case at.Term == nil:
	case kind == holeTermOpen:
		at.Term(b, n, Before)
	case kind == holeTermClose:
		at.Term(b, n, After)
	default:
		at.Meaning(b, n)
	}
}
