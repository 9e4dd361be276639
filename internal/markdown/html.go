package markdown

import (
	"bytes"
	"strconv"
)

// HTML is rendered markdown with holes. A hole is a zero byte, a letter that says what belongs there, a number, and a
// zero byte: sources hold no zero bytes, so nothing else in the text can be taken for one.
type HTML []byte

// hole is the kind of a hole: what belongs there.
type hole byte

// The kinds of holes, with what their number means.
const (
	holeLevel     hole = 'H' // the level of a heading, as the page has it
	holeID        hole = 'I' // the identifier of Doc.Headings
	holeLinkOpen  hole = 'L' // what goes before the text of Doc.Links
	holeLinkClose hole = 'E' // what goes after it
	holeImage     hole = 'P' // Doc.Images
	holeBlock     hole = 'B' // Doc.Blocks
	holeField     hole = 'G' // Doc.Fields
	holeNoteRef   hole = 'F' // Text.Refs: the reference itself
	holeNoteBack  hole = 'K' // Text.Refs: the link in the footnote that leads back to it
	holeNote      hole = 'N' // the identifier of the footnote of a number
	holeNotes     hole = 'S' // what goes before the list of footnotes: how many there are
	holeTask      hole = 'T' // the box of a task: 1 if it is ticked, otherwise 0
	holeTermOpen  hole = 'W' // what goes before a word of Terms.Mentions
	holeTermClose hole = 'X' // what goes after it
	holeMeaning   hole = 'M' // where it can say what that word means
)

func appendHole(b []byte, kind hole, n int) []byte {
	b = append(b, 0, byte(kind))
	b = strconv.AppendInt(b, int64(n), 10)
	return append(b, 0)
}

// CutUrgent splits the Body into the :::urgent block that it begins with, nil when it begins with anything else, and what follows.
func (t *Text) CutUrgent() (urgent, rest HTML) {
	for i, block := range t.Blocks {
		if hole := appendHole(nil, holeBlock, i); block.Kind == "urgent" && bytes.HasPrefix(t.Body, hole) {
			return t.Body[:len(hole)], t.Body[len(hole):]
		}
	}
	return nil, t.Body
}

// fill writes the HTML to b, and calls fill for each hole on the way.
func (h HTML) fill(b *bytes.Buffer, fill func(kind hole, n int)) {
	for {
		at := bytes.IndexByte(h, 0)
		if at < 0 {
			b.Write(h)
			return
		}
		b.Write(h[:at])
		end := at + 2 + bytes.IndexByte(h[at+2:], 0)
		fill(hole(h[at+1]), number(h[at+2:end]))
		h = h[end+1:]
	}
}

// number is the number of a hole.
func number(digits []byte) int {
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		panic("markdown: a hole without a number") // only appendHole writes zero bytes
	}
	return n
}
