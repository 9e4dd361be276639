package book

import (
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/net/html"
)

// lettering draws words as shapes, in letters that are in the program: a picture needs no font where it is shown.
type lettering struct {
	plain, bold *sfnt.Font
	buffer      sfnt.Buffer
}

// em is the size in which letters are read.
var em = fixed.I(1000)

func (w *lettering) font(bold bool) (*sfnt.Font, error) {
	face, data := &w.plain, goregular.TTF
	if bold {
		face, data = &w.bold, gobold.TTF
	}
	if *face == nil {
		var err error
		if *face, err = sfnt.Parse(data); err != nil {
			return nil, err
		}
	}
	return *face, nil
}

// text draws the words of an element, and those of the elements in it at their own places.
func (p *painter) text(n *html.Node, at paint) error {
	x, y := 0., 0.
	var read func(n *html.Node, at paint) error
	read = func(n *html.Node, at paint) error {
		for _, a := range n.Attr {
			v, err := numbers(a.Val)
			switch a.Key {
			case "x", "y", "dx", "dy":
				if err != nil || len(v) != 1 {
					return errDrawing
				}
			}
			switch a.Key {
			case "x":
				x = v[0]
			case "y":
				y = v[0]
			case "dx":
				x += v[0]
			case "dy":
				y += v[0]
			}
		}
		for child := range n.ChildNodes() {
			switch {
			case child.Type == html.TextNode:
				if words := oneSpaced(child.Data); strings.TrimSpace(words) != "" {
					width, err := p.wordsAt(words, x, y, at)
					if err != nil {
						return err
					}
					x += width
				}
			case child.Data == "tspan":
				inner, err := at.of(child)
				if err == nil {
					err = read(child, inner)
				}
				if err != nil {
					return err
				}
			default:
				return errDrawing
			}
		}
		return nil
	}
	return read(n, at)
}

// wordsAt draws words on a line, and returns how wide they are. A letter that the font does not have is errDrawing.
func (p *painter) wordsAt(words string, x, y float64, at paint) (float64, error) {
	face, err := p.words.font(at.bold)
	if err != nil {
		return 0, err
	}
	var shape []line
	scale, width := at.size/1000, 0.
	for _, r := range words {
		index, err := face.GlyphIndex(&p.words.buffer, r)
		if err != nil || index == 0 {
			return 0, errDrawing
		}
		segments, err := face.LoadGlyph(&p.words.buffer, index, em, nil)
		if err != nil {
			return 0, err
		}
		for _, l := range outlineOf(segments) {
			l.move(matrix{scale, 0, 0, scale, width, 0})
			shape = append(shape, l)
		}
		advance, err := face.GlyphAdvance(&p.words.buffer, index, em, font.HintingNone)
		if err != nil {
			return 0, err
		}
		width += float64(advance) / 64 * scale
	}
	left := x
	switch at.anchor {
	case "middle":
		left -= width / 2
	case "end":
		left -= width
	}
	for i := range shape {
		shape[i].move(matrix{1, 0, 0, 1, left, y})
	}
	return width, p.shape(shape, at)
}

// letterSteps is how many straight lines a curve of a letter becomes: one is short, and has a quarter of a circle or less.
const letterSteps = 6

// outlineOf is the outline of a letter.
func outlineOf(segments sfnt.Segments) []line {
	r := &pathReader{steps: letterSteps}
	at := func(i int, s sfnt.Segment) point { return point{float64(s.Args[i].X) / 64, float64(s.Args[i].Y) / 64} }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			r.at = at(0, s)
			r.lines = append(r.lines, line{points: []point{r.at}, closed: true})
		case sfnt.SegmentOpLineTo:
			r.to(at(0, s))
		case sfnt.SegmentOpQuadTo:
			r.quadratic(at(0, s), at(1, s))
		case sfnt.SegmentOpCubeTo:
			r.curve(at(0, s), at(1, s), at(2, s))
		}
	}
	return r.lines
}
