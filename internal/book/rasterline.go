package book

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

type point struct{ x, y float64 }

// line is a part of a shape: points with straight lines between them.
type line struct {
	points []point
	closed bool
}

// matrix is a transformation, as SVG writes it: matrix(a b c d e f).
type matrix [6]float64

func (m matrix) of(p point) point {
	return point{m[0]*p.x + m[2]*p.y + m[4], m[1]*p.x + m[3]*p.y + m[5]}
}

func (m matrix) times(n matrix) matrix {
	return matrix{m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1], m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3], m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5]}
}

// scale is how much larger lines become.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

func (l line) move(m matrix) {
	for i, p := range l.points {
		l.points[i] = m.of(p)
	}
}

// numbers reads numbers with spaces or commas between them.
func numbers(text string) ([]float64, error) {
	var list []float64
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }) {
		v, err := strconv.ParseFloat(word, 64)
		if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || math.Abs(v) > 1e6 {
			return nil, errDrawing
		}
		list = append(list, v)
	}
	return list, nil
}

// parseTransform reads the attribute transform.
func parseTransform(text string) (matrix, error) {
	m := matrix{1, 0, 0, 1, 0, 0}
	for strings.TrimSpace(text) != "" {
		name, rest, found := strings.Cut(text, "(")
		inner, after, ended := strings.Cut(rest, ")")
		v, err := numbers(inner)
		if !found || !ended || err != nil || len(v) == 0 {
			return m, errDrawing
		}
		second := func(otherwise float64) float64 {
			if len(v) > 1 {
				return v[1]
			}
			return otherwise
		}
		switch strings.Trim(name, " ,\n\t") {
		case "translate":
			m = m.times(matrix{1, 0, 0, 1, v[0], second(0)})
		case "scale":
			m = m.times(matrix{v[0], 0, 0, second(v[0]), 0, 0})
		case "rotate":
			sin, cos := math.Sincos(v[0] * math.Pi / 180)
			turn := matrix{cos, sin, -sin, cos, 0, 0}
			if len(v) == 3 {
				turn = matrix{1, 0, 0, 1, v[1], v[2]}.times(turn).times(matrix{1, 0, 0, 1, -v[1], -v[2]})
			}
			m = m.times(turn)
		case "matrix":
			if len(v) != 6 {
				return m, errDrawing
			}
			m = m.times(matrix(v))
		default:
			return m, errDrawing
		}
		text = after
	}
	return m, nil
}

// basicShape is the outline of a rectangle, a circle, and their like.
func basicShape(n *html.Node) ([]line, error) {
	var bad error
	number := func(name string) float64 {
		text, found := attribute(n, name)
		if !found {
			return 0
		}
		v, err := numbers(text)
		if err != nil || len(v) != 1 {
			bad = errDrawing
			return 0
		}
		return v[0]
	}
	var shape []line
	switch n.Data {
	case "circle":
		shape = []line{ellipse(point{number("cx"), number("cy")}, number("r"), number("r"), steps)}
	case "ellipse":
		shape = []line{ellipse(point{number("cx"), number("cy")}, number("rx"), number("ry"), steps)}
	case "line":
		shape = []line{{points: []point{{number("x1"), number("y1")}, {number("x2"), number("y2")}}}}
	case "rect":
		rx, ry := number("rx"), number("ry")
		if rx == 0 {
			rx = ry
		} else if ry == 0 {
			ry = rx
		}
		shape = []line{rectangle(number("x"), number("y"), number("width"), number("height"), rx, ry)}
	case "polyline", "polygon":
		text, _ := attribute(n, "points")
		v, err := numbers(text)
		if err != nil || len(v)%2 != 0 {
			return nil, errDrawing
		}
		l := line{closed: n.Data == "polygon"}
		for i := 0; i < len(v); i += 2 {
			l.points = append(l.points, point{v[i], v[i+1]})
		}
		shape = []line{l}
	default:
		return nil, errDrawing
	}
	return shape, bad
}

// steps is how many straight lines a quarter of a circle has.
const steps = 24

// ellipse is a closed line, of so many straight ones in each quarter.
func ellipse(c point, rx, ry float64, quarter int) line {
	l := line{make([]point, 0, 4*quarter), true}
	for i := range 4 * quarter {
		sin, cos := math.Sincos(float64(i) * math.Pi / float64(2*quarter))
		l.points = append(l.points, point{c.x + rx*cos, c.y + ry*sin})
	}
	return l
}

func rectangle(x, y, w, h, rx, ry float64) line {
	rx, ry = min(rx, w/2), min(ry, h/2)
	if rx <= 0 || ry <= 0 {
		return line{[]point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, true}
	}
	l := line{closed: true}
	for corner, c := range []point{{x + w - rx, y + h - ry}, {x + rx, y + h - ry}, {x + rx, y + ry}, {x + w - rx, y + ry}} {
		for i := range steps + 1 {
			sin, cos := math.Sincos(float64(corner)*math.Pi/2 + float64(i)*math.Pi/(2*steps))
			l.points = append(l.points, point{c.x + rx*cos, c.y + ry*sin})
		}
	}
	return l
}

// length is how long a line is.
func (l line) length() float64 {
	sum := 0.
	for i := 1; i < len(l.points); i++ {
		sum += math.Hypot(l.points[i].x-l.points[i-1].x, l.points[i].y-l.points[i-1].y)
	}
	return sum
}

// dashed cuts a line into its dashes; all of it, where there are none.
func (l line) dashed(dashes []float64, scale float64) []line {
	total := 0.
	for _, d := range dashes {
		if d < 0 {
			return []line{l}
		}
		total += d * scale
	}
	if total < 1 || len(l.points) == 0 || l.length() > 5000*total { // less than a pixel, or more than a drawing has
		return []line{l}
	}
	if len(dashes)%2 == 1 {
		dashes = append(dashes[:len(dashes):len(dashes)], dashes...)
	}
	points := l.points
	if l.closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	var parts []line
	at, left, on := 0, dashes[0]*scale, true
	current := line{points: []point{points[0]}}
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		length := math.Hypot(to.x-from.x, to.y-from.y)
		for done := 0.; done < length; {
			step := min(left, length-done)
			done, left = done+step, left-step
			p := point{from.x + (to.x-from.x)*done/length, from.y + (to.y-from.y)*done/length}
			if on {
				current.points = append(current.points, p)
			}
			if left > 0 {
				continue
			}
			if on {
				parts = append(parts, current)
			}
			on, at = !on, (at+1)%len(dashes)
			left, current = dashes[at]*scale, line{points: []point{p}}
		}
	}
	if on && len(current.points) > 1 {
		parts = append(parts, current)
	}
	return parts
}

// pen draws lines of a width, as shapes that all turn the same way: where they overlap, they are one.
type pen struct {
	*painter
	half          float64
	round, square bool
}

func (p pen) stroke(l line) {
	points := l.points
	if l.closed && len(points) > 2 {
		points = append(points[:len(points):len(points)], points[0])
	}
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		length := math.Hypot(to.x-from.x, to.y-from.y)
		if length == 0 {
			continue
		}
		dx, dy := (to.x-from.x)/length*p.half, (to.y-from.y)/length*p.half
		if p.square && !l.closed {
			if i == 1 {
				from = point{from.x - dx, from.y - dy}
			}
			if i == len(points)-1 {
				to = point{to.x + dx, to.y + dy}
			}
		}
		p.polygon([]point{{from.x - dy, from.y + dx}, {from.x + dy, from.y - dx}, {to.x + dy, to.y - dx}, {to.x - dy, to.y + dx}})
	}
	quarter := int(math.Ceil(2.2 * math.Sqrt(p.half))) // straight lines: a fifteenth of a pixel from the circle
	ends := 0
	if !p.round && !l.closed {
		ends = 1 // a corner is round; an end is not
	}
	for i := ends; i < len(points)-ends; i++ {
		p.polygon(ellipse(points[i], p.half, p.half, quarter).points)
	}
}
