package book

import (
	"errors"
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Word shows a drawing only with a picture beside it, so a drawing is made a picture here. It knows what drawings of a site can hold
// (site.Drawing): shapes, lines and words, in plain colours. One with more, such as the heads of arrows as markers, is errDrawing, and
// its description is in its place.

// errDrawing is a drawing that cannot be made a picture.
var errDrawing = errors.New("the drawing has what cannot be made a picture")

// A picture of a drawing is drawnWidth wide on the page, in pixels of 1/96 inch (12 cm), or less where it would be too tall. It has drawnScale
// pixels for each of them: 192 to the inch.
const drawnWidth, drawnScale = 453, 2

// sketch is what a picture of a drawing is made from.
type sketch struct {
	size  image.Point // in pixels of the picture
	fills []filled    // from the back to the front
}

// painter gathers what each element of a drawing fills. It keeps what it needs for the next one.
type painter struct {
	clipper
	sketch
	words    lettering
	polygons [][]point // that are filled next
}

// filled is polygons that are filled with a colour, all at once.
type filled struct {
	polygons [][]point
	box      image.Rectangle // around all of them
	colour   color.NRGBA
}

// paint is how an element is painted: what it has from those around it, or says itself.
type paint struct {
	matrix        matrix
	fill, stroke  string
	width         float64
	round         bool // ends and corners of lines
	square        bool // ends of lines
	dashes        []float64
	opacity       float64
	fillOpacity   float64
	strokeOpacity float64
	size          float64 // of letters
	bold          bool
	anchor        string
}

// read reads a drawing, and says how large its picture is in pixels of 1/96 inch. A drawing that it does not know is errDrawing.
func (p *painter) read(svg *html.Node) (s sketch, width, height int, err error) {
	box, _ := attribute(svg, "viewbox")
	if box == "" {
		box, _ = attribute(svg, "viewBox")
	}
	v, err := numbers(box)
	if err != nil || len(v) != 4 || !(v[2] > 0) || !(v[3] > 0) {
		return sketch{}, 0, 0, errDrawing
	}
	zoom := min(drawnWidth/v[2], tallest/emu/v[3])
	if math.IsInf(zoom, 0) {
		return sketch{}, 0, 0, errDrawing
	}
	width, height = int(math.Ceil(v[2]*zoom)), int(math.Ceil(v[3]*zoom))
	scale := zoom * drawnScale
	p.sketch, p.polygons = sketch{size: image.Pt(drawnScale*width, drawnScale*height)}, nil
	start := paint{matrix: matrix{scale, 0, 0, scale, -v[0] * scale, -v[1] * scale}, fill: "#000", stroke: "none", width: 1, opacity: 1, fillOpacity: 1, strokeOpacity: 1, size: 16}
	if start, err = start.of(svg); err != nil {
		return sketch{}, 0, 0, err
	}
	for child := range svg.ChildNodes() {
		if err := p.element(child, start); err != nil {
			return sketch{}, 0, 0, err
		}
	}
	return p.sketch, width, height, nil
}

// element draws an element and what is in it.
func (p *painter) element(n *html.Node, around paint) error {
	if n.Type != html.ElementNode {
		return nil
	}
	at, err := around.of(n)
	if err != nil {
		return err
	}
	var shape []line
	switch n.Data {
	case "title", "desc":
		return nil
	case "g", "svg":
		for child := range n.ChildNodes() {
			if err := p.element(child, at); err != nil {
				return err
			}
		}
		return nil
	case "text":
		return p.text(n, at)
	case "path":
		d, _ := attribute(n, "d")
		shape, err = parsePath(d)
	default:
		shape, err = basicShape(n)
	}
	if err != nil {
		return err
	}
	return p.shape(shape, at)
}

// shape fills a shape, and draws its outline.
func (p *painter) shape(shape []line, at paint) error {
	for i := range shape {
		shape[i].move(at.matrix)
	}
	if at.fill != "none" {
		c, err := parseColour(at.fill, at.opacity*at.fillOpacity)
		if err != nil {
			return err
		}
		for _, l := range shape {
			p.polygon(l.points)
		}
		p.fill(c)
	}
	if at.stroke == "none" || at.width <= 0 {
		return nil
	}
	c, err := parseColour(at.stroke, at.opacity*at.strokeOpacity)
	if err != nil {
		return err
	}
	pen := pen{painter: p, half: at.width * at.matrix.scale() / 2, round: at.round, square: at.square}
	for _, l := range shape {
		for _, part := range l.dashed(at.dashes, at.matrix.scale()) {
			pen.stroke(part)
		}
	}
	p.fill(c)
	return nil
}

// polygon adds a closed shape to those that are filled next. What is far outside the picture is cut off: whole numbers have to hold the rest.
func (p *painter) polygon(points []point) {
	kept, cut := p.clipped(points, image.Rectangle{Max: p.size})
	if cut {
		kept = slices.Clone(kept)
	}
	if len(kept) >= 3 {
		p.polygons = append(p.polygons, kept)
	}
}

// fill has the shapes that were added filled with a colour.
func (p *painter) fill(c color.NRGBA) {
	f := filled{polygons: p.polygons, colour: c}
	for _, points := range f.polygons {
		f.box = f.box.Union(boxOf(points))
	}
	p.fills, p.polygons = append(p.fills, f), nil
}

// extent is how far a shape reaches.
func extent(points []point) (left, top, right, bottom float64) {
	left, top, right, bottom = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, q := range points {
		left, top, right, bottom = min(left, q.x), min(top, q.y), max(right, q.x), max(bottom, q.y)
	}
	return left, top, right, bottom
}

// boxOf is the pixels that a shape touches.
func boxOf(points []point) image.Rectangle {
	left, top, right, bottom := extent(points)
	return image.Rect(int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(right)), int(math.Ceil(bottom)))
}

// of is the paint of an element.
func (p paint) of(n *html.Node) (paint, error) {
	number := func(text string, to *float64) error {
		v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(text), "px"), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return errDrawing
		}
		*to = v
		return nil
	}
	var err error
	for _, a := range n.Attr {
		switch strings.ToLower(a.Key) {
		case "fill":
			p.fill = a.Val
		case "stroke":
			p.stroke = a.Val
		case "stroke-width":
			err = number(a.Val, &p.width)
		case "stroke-linecap":
			p.round, p.square = a.Val == "round", a.Val == "square"
		case "stroke-dasharray":
			if p.dashes = nil; a.Val != "none" {
				p.dashes, err = numbers(a.Val)
			}
		case "opacity":
			o := 1.
			err = number(a.Val, &o)
			p.opacity *= o
		case "fill-opacity":
			err = number(a.Val, &p.fillOpacity)
		case "stroke-opacity":
			err = number(a.Val, &p.strokeOpacity)
		case "font-size":
			err = number(a.Val, &p.size)
		case "font-weight":
			p.bold = a.Val == "bold" || a.Val >= "600" && a.Val <= "900"
		case "text-anchor":
			p.anchor = a.Val
		case "transform":
			var m matrix
			m, err = parseTransform(a.Val)
			p.matrix = p.matrix.times(m)
		case "marker-start", "marker-mid", "marker-end", "letter-spacing", "dominant-baseline":
			err = errDrawing
		case "fill-rule":
			if a.Val != "nonzero" {
				err = errDrawing
			}
		}
		if err != nil {
			return p, errDrawing
		}
	}
	return p, nil
}

// parseColour reads a colour in the ways in which drawings say it.
func parseColour(text string, opacity float64) (color.NRGBA, error) {
	named := map[string]string{"black": "#000", "white": "#fff", "red": "#f00", "green": "#008000", "blue": "#00f", "grey": "#808080", "gray": "#808080", "currentcolor": "#000"}
	text = strings.ToLower(strings.TrimSpace(text))
	if hex := named[text]; hex != "" {
		text = hex
	}
	hex, found := strings.CutPrefix(text, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if !found || len(hex) != 6 || err != nil {
		return color.NRGBA{}, errDrawing
	}
	opacity = min(max(opacity, 0), 1)
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), uint8(math.Round(255 * opacity))}, nil
}
