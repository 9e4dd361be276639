package markdown

import (
	"bytes"
	"strconv"
)

// HTML is rendered markdown with holes. A hole is a zero byte, a letter that says what belongs there, a number, and a
// zero byte: sources hold no zero bytes, so nothing else in the text can be taken for one.
type HTML []byte

// Hole is the kind of a hole: what belongs there.
type Hole byte

// The kinds of holes, with what their number means.
const (
	HoleLevel     Hole = 'H' // the level of a heading, as the page has it
	HoleID        Hole = 'I' // the identifier of Doc.Headings
	HoleLinkOpen  Hole = 'L' // what goes before the text of Doc.Links
	HoleLinkClose Hole = 'E' // what goes after it
	HoleImage     Hole = 'P' // Doc.Images
	HoleBlock     Hole = 'B' // Doc.Blocks
	HoleGap       Hole = 'G' // Doc.Gaps
	HoleNoteRef   Hole = 'F' // Text.Refs: the reference itself
	HoleNoteBack  Hole = 'K' // Text.Refs: the link in the footnote that leads back to it
	HoleNote      Hole = 'N' // the identifier of the footnote of a number
	HoleNotes     Hole = 'S' // what goes before the list of footnotes: how many there are
	HoleTask      Hole = 'T' // the box of a task: 1 if it is ticked, otherwise 0
)

func appendHole(b []byte, kind Hole, n int) []byte {
	b = append(b, 0, byte(kind))
	b = strconv.AppendInt(b, int64(n), 10)
	return append(b, 0)
}

// Fill writes the HTML to b, and calls fill for each hole on the way.
func (h HTML) Fill(b *bytes.Buffer, fill func(kind Hole, n int)) {
	for {
		at := bytes.IndexByte(h, 0)
		if at < 0 {
			b.Write(h)
			return
		}
		b.Write(h[:at])
		end := at + 2 + bytes.IndexByte(h[at+2:], 0)
		n, err := strconv.Atoi(string(h[at+2 : end]))
		if err != nil {
			panic("markdown: a hole without a number") // only appendHole writes zero bytes
		}
		fill(Hole(h[at+1]), n)
		h = h[end+1:]
	}
}
