package book

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/image/vector"
	"golang.org/x/net/html"

	"handrail/internal/picture"
)

// Word shows a drawing only with a picture beside it, so a drawing is made a picture here. It knows what drawings of a site can hold
// (site.Drawing): shapes, lines and words, in plain colours. One with more, such as the heads of arrows as markers, is errDrawing, and
// its description is in its place.

// errDrawing is a drawing that cannot be made a picture.
var errDrawing = errors.New("the drawing has what cannot be made a picture")

// A picture of a drawing is drawnWidth wide on the page, in pixels of 1/96 inch (12 cm), or less where it would be too tall. It has drawnScale
// pixels for each of them: 192 to the inch.
const drawnWidth, drawnScale = 453, 2

// fewShades is how many colours a picture has: those of the drawing, and some between them at the edges of shapes. Half a byte is enough to say which.
// A drawing of more than a third as many has manyShades.
const fewShades, manyShades = 16, 64

// painter draws the elements of a drawing: first it gathers what each fills, and then it fills a band of the picture at a time, as a whole
// picture in true colour has ten megabytes. It keeps what it needs for the next one.
type painter struct {
	size     image.Point
	raster   vector.Rasterizer
	words    lettering
	polygons [][]point // that are filled next
	fills    []filled
	scratch  [2][]point // of a shape that is clipped
	pixels   []uint8    // of a band
	mask     []uint8    // how much of each of them a shape covers
	runs     []run      // of the picture
	writer   picture.FlatWriter
}

// filled is polygons that are filled with a colour, all at once.
type filled struct {
	polygons [][]point
	box      image.Rectangle // around all of them
	colour   color.NRGBA
}

// bandHeight is how many rows of the picture are drawn at a time.
const bandHeight = 64

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

// draw makes a picture of a drawing, on white, and says how large it is in pixels of 1/96 inch. A drawing that it does not know is errDrawing.
func (p *painter) draw(svg *html.Node) (data []byte, width, height int, err error) {
	box, _ := attribute(svg, "viewbox")
	if box == "" {
		box, _ = attribute(svg, "viewBox")
	}
	v, err := numbers(box)
	if err != nil || len(v) != 4 || !(v[2] > 0) || !(v[3] > 0) {
		return nil, 0, 0, errDrawing
	}
	zoom := min(drawnWidth/v[2], tallest/emu/v[3])
	if math.IsInf(zoom, 0) {
		return nil, 0, 0, errDrawing
	}
	width, height = int(math.Ceil(v[2]*zoom)), int(math.Ceil(v[3]*zoom))
	scale := zoom * drawnScale
	p.size, p.fills, p.polygons = image.Pt(drawnScale*width, drawnScale*height), p.fills[:0], nil
	start := paint{matrix: matrix{scale, 0, 0, scale, -v[0] * scale, -v[1] * scale}, fill: "#000", stroke: "none", width: 1, opacity: 1, fillOpacity: 1, strokeOpacity: 1, size: 16}
	if start, err = start.of(svg); err != nil {
		return nil, 0, 0, err
	}
	for child := range svg.ChildNodes() {
		if err := p.element(child, start); err != nil {
			return nil, 0, 0, err
		}
	}
	var b bytes.Buffer
	if err := p.picture(&b); err != nil {
		return nil, 0, 0, fmt.Errorf("writing a drawing as a picture: %w", err)
	}
	return b.Bytes(), width, height, nil
}

// run is how many pixels, one after the other, have a colour: red, green and blue, in one number.
type run struct{ colour, length uint32 }

// picture draws the picture and writes it, in the colours that it has most of, and for others the nearest: a quarter of the bytes.
func (p *painter) picture(w io.Writer) error {
	p.runs = p.runs[:0]
	pixels := p.size.X * min(bandHeight, p.size.Y)
	p.pixels, p.mask = slices.Grow(p.pixels[:0], 4*pixels)[:4*pixels], slices.Grow(p.mask[:0], pixels)[:pixels]
	band := &image.RGBA{Pix: p.pixels, Stride: 4 * p.size.X, Rect: image.Rectangle{Max: p.size}}
	for top := 0; top < p.size.Y; top += bandHeight {
		band.Rect.Min.Y, band.Rect.Max.Y = top, min(top+bandHeight, p.size.Y)
		draw.Draw(band, band.Rect, image.White, image.Point{}, draw.Src)
		for _, f := range p.fills {
			p.fillBand(band, f)
		}
		for y := range band.Rect.Dy() {
			p.runs = appendRuns(p.runs, band.Pix[y*band.Stride:][:4*p.size.X])
		}
	}
	filled := map[color.NRGBA]bool{}
	for _, f := range p.fills {
		filled[f.colour] = true
	}
	shades := fewShades
	if len(filled) > fewShades/3 {
		shades = manyShades
	}
	list, index := palette(p.runs, shades)
	rest := p.runs
	return p.writer.Write(w, p.size, list, func(_ int, row []uint8) {
		for len(row) > 0 {
			n, shade := rest[0].length, index[rest[0].colour]
			for i := range row[:n] {
				row[i] = shade
			}
			row, rest = row[n:], rest[1:]
		}
	})
}

// appendRuns adds a row of pixels of four bytes, of which the last is 255.
func appendRuns(runs []run, pixels []byte) []run {
	start, last := 0, binary.BigEndian.Uint32(pixels)
	for i := 4; i < len(pixels); i += 4 {
		if c := binary.BigEndian.Uint32(pixels[i:]); c != last {
			runs = append(runs, run{last, uint32(i-start) / 4})
			start, last = i, c
		}
	}
	return append(runs, run{last, uint32(len(pixels)-start) / 4})
}

// palette is the colours of which there are most, and the place in it of each colour or of the nearest to it.
func palette(runs []run, shades int) ([]color.NRGBA, map[uint32]uint8) {
	counts := map[uint32]uint32{}
	for _, r := range runs {
		counts[r.colour] += r.length
	}
	most := slices.SortedFunc(maps.Keys(counts), func(a, b uint32) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	var list []color.NRGBA
	at := map[uint32]uint8{}
	for i, c := range most {
		if i < shades {
			list = append(list, colourOf(c))
			at[c] = uint8(i)
		} else {
			at[c] = nearest(list, colourOf(c))
		}
	}
	return list, at
}

func colourOf(c uint32) color.NRGBA {
	return color.NRGBA{uint8(c >> 24), uint8(c >> 16), uint8(c >> 8), 255}
}

// nearest is the place of the colour that differs least.
func nearest(list []color.NRGBA, c color.NRGBA) uint8 {
	square := func(a, b uint8) int { return (int(a) - int(b)) * (int(a) - int(b)) }
	best, least := 0, math.MaxInt
	for i, o := range list {
		if d := square(o.R, c.R) + square(o.G, c.G) + square(o.B, c.B); d < least {
			best, least = i, d
		}
	}
	return uint8(best)
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

// fillBand fills what of some polygons is in a band. The rasterizer goes through the part of the band that they are in, and no more.
func (p *painter) fillBand(band *image.RGBA, f filled) {
	box := f.box.Intersect(band.Rect)
	if box.Empty() {
		return
	}
	p.raster.Reset(box.Dx(), box.Dy())
	for _, points := range f.polygons {
		if !boxOf(points).Overlaps(box) {
			continue
		}
		points, _ = p.clipped(points, box)
		for i, q := range points {
			x, y := float32(q.x-float64(box.Min.X)), float32(q.y-float64(box.Min.Y))
			if i == 0 {
				p.raster.MoveTo(x, y)
			} else {
				p.raster.LineTo(x, y)
			}
		}
		p.raster.ClosePath()
	}
	width := box.Dx()
	mask := &image.Alpha{Pix: p.mask[:width*box.Dy()], Stride: width, Rect: image.Rect(0, 0, width, box.Dy())}
	p.raster.DrawOp = draw.Src
	p.raster.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	for y := range box.Dy() {
		at := band.PixOffset(box.Min.X, box.Min.Y+y)
		cover(band.Pix[at:at+4*width], mask.Pix[y*width:(y+1)*width], f.colour)
	}
}

// cover puts a colour over a row of pixels, as far as a mask says. Most of a row is all covered or not at all, which draw.DrawMask does not make
// use of: it takes three times as long.
func cover(pixels, mask []uint8, c color.NRGBA) {
	pixels = pixels[:4*len(mask)]
	for i, covered := range mask {
		if covered == 0 {
			continue
		}
		to := pixels[4*i : 4*i+3 : 4*i+4]
		a := uint32(covered) * uint32(c.A)
		if a == 255*255 {
			to[0], to[1], to[2] = c.R, c.G, c.B
			continue
		}
		mix := func(below, above uint8) uint8 {
			return uint8((uint32(below)*(255*255-a) + uint32(above)*a + 255*255/2) / (255 * 255))
		}
		to[0], to[1], to[2] = mix(to[0], c.R), mix(to[1], c.G), mix(to[2], c.B)
	}
}

// clipped is a shape without what is more than a pixel outside of a box (Sutherland and Hodgman 1974): the rasterizer goes through all of it. It is
// there until the next one is clipped, if anything was cut off.
func (p *painter) clipped(points []point, box image.Rectangle) (kept []point, cut bool) {
	left, top, right, bottom := float64(box.Min.X-1), float64(box.Min.Y-1), float64(box.Max.X+1), float64(box.Max.Y+1)
	if l, t, r, b := extent(points); l >= left && t >= top && r <= right && b <= bottom {
		return points, false
	}
	for i, side := range []struct {
		inside func(point) bool
		cut    func(a, b point) point
	}{
		{func(q point) bool { return q.x >= left }, func(a, b point) point { return cutAtX(a, b, left) }},
		{func(q point) bool { return q.x <= right }, func(a, b point) point { return cutAtX(a, b, right) }},
		{func(q point) bool { return q.y >= top }, func(a, b point) point { return cutAtY(a, b, top) }},
		{func(q point) bool { return q.y <= bottom }, func(a, b point) point { return cutAtY(a, b, bottom) }},
	} {
		kept := p.scratch[i%2][:0]
		for i, q := range points {
			before := points[(i+len(points)-1)%len(points)]
			if side.inside(q) != side.inside(before) {
				kept = append(kept, side.cut(before, q))
			}
			if side.inside(q) {
				kept = append(kept, q)
			}
		}
		points, p.scratch[i%2] = kept, kept
	}
	return points, true
}

func cutAtX(a, b point, x float64) point { return point{x, a.y + (b.y-a.y)*(x-a.x)/(b.x-a.x)} }

func cutAtY(a, b point, y float64) point { return point{a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y), y} }

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
