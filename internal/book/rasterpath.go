package book

import (
	"math"
	"strconv"
	"strings"
)

// pathReader reads the data of a path (https://www.w3.org/TR/SVG2/paths.html#PathData).
type pathReader struct {
	text  string
	steps int // straight lines that a curve becomes
	lines []line
	at    point // where the pen is
	start point // of the part that is drawn
	bend  point // the last point that bent a curve, for a smooth one
	last  byte  // the command before, in lowercase
}

// parsePath gives the lines of a path.
func parsePath(d string) ([]line, error) {
	r := &pathReader{text: d, steps: steps}
	command := byte(0)
	for {
		r.text = strings.TrimLeft(r.text, " ,\n\t\r")
		if r.text == "" {
			return r.lines, nil
		}
		if c := r.text[0]; c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			command, r.text = c, r.text[1:]
		} else if command == 'M' {
			command = 'L' // more points after the first are lines
		} else if command == 'm' {
			command = 'l'
		}
		if err := r.command(command); err != nil {
			return nil, err
		}
	}
}

// values are how many numbers each command has.
func (r *pathReader) command(c byte) error {
	lower := c | 0x20
	counts := map[byte]int{'m': 2, 'l': 2, 'h': 1, 'v': 1, 'c': 6, 's': 4, 'q': 4, 't': 2, 'a': 7, 'z': 0}
	count, known := counts[lower]
	if !known {
		return errDrawing
	}
	v := make([]float64, count)
	for i := range v {
		var ok bool
		if v[i], ok = r.number(lower == 'a' && (i == 3 || i == 4)); !ok {
			return errDrawing
		}
	}
	from := point{}
	if c == lower {
		from = r.at
	}
	p := func(i int) point { return point{from.x + v[i], from.y + v[i+1]} }
	mirrored := r.at
	if r.last == lower || r.last == 'c' && lower == 's' || r.last == 'q' && lower == 't' {
		mirrored = point{2*r.at.x - r.bend.x, 2*r.at.y - r.bend.y}
	}
	switch lower {
	case 'm':
		r.at = p(0)
		r.start, r.lines = r.at, append(r.lines, line{points: []point{r.at}})
	case 'z':
		if len(r.lines) == 0 {
			return errDrawing
		}
		r.lines[len(r.lines)-1].closed = true
		r.at = r.start
	case 'l':
		r.to(p(0))
	case 'h':
		r.to(point{from.x + v[0], r.at.y})
	case 'v':
		r.to(point{r.at.x, from.y + v[0]})
	case 'c':
		r.curve(p(0), p(2), p(4))
	case 's':
		r.curve(mirrored, p(0), p(2))
	case 'q':
		r.quadratic(p(0), p(2))
	case 't':
		r.quadratic(mirrored, p(0))
	case 'a':
		r.arc(v[0], v[1], v[2], v[3] != 0, v[4] != 0, p(5))
	}
	r.last = lower
	return nil
}

// number reads a number, or one digit that is a flag.
func (r *pathReader) number(flag bool) (float64, bool) {
	r.text = strings.TrimLeft(r.text, " ,\n\t\r")
	n, point, exponent := 0, false, false
scan:
	for ; n < len(r.text); n++ {
		c := r.text[n]
		switch {
		case flag && n == 1:
			break scan
		case c >= '0' && c <= '9':
		case (c == '-' || c == '+') && (n == 0 || r.text[n-1]|0x20 == 'e'):
		case c == '.' && !point && !exponent:
			point = true
		case c|0x20 == 'e' && !exponent && n > 0:
			exponent = true
		default:
			break scan
		}
	}
	v, err := strconv.ParseFloat(r.text[:n], 64)
	r.text = r.text[n:]
	return v, err == nil && math.Abs(v) < 1e6
}

func (r *pathReader) to(p point) {
	if len(r.lines) == 0 || r.last == 'z' {
		r.lines = append(r.lines, line{points: []point{r.at}})
	}
	l := &r.lines[len(r.lines)-1]
	l.points = append(l.points, p)
	r.at = p
}

func (r *pathReader) curve(b, c, d point) {
	a := r.at
	for i := 1; i <= r.steps; i++ {
		t := float64(i) / float64(r.steps)
		u := 1 - t
		r.to(point{u*u*u*a.x + 3*u*u*t*b.x + 3*u*t*t*c.x + t*t*t*d.x, u*u*u*a.y + 3*u*u*t*b.y + 3*u*t*t*c.y + t*t*t*d.y})
		r.last = 'c'
	}
	r.bend = c
}

func (r *pathReader) quadratic(b, c point) {
	a := r.at
	for i := 1; i <= r.steps; i++ {
		t := float64(i) / float64(r.steps)
		u := 1 - t
		r.to(point{u*u*a.x + 2*u*t*b.x + t*t*c.x, u*u*a.y + 2*u*t*b.y + t*t*c.y})
		r.last = 'q'
	}
	r.bend = b
}

// arc is a part of an ellipse, from where the pen is (https://www.w3.org/TR/SVG2/implnote.html#ArcImplementationNotes).
func (r *pathReader) arc(rx, ry, turn float64, large, sweep bool, to point) {
	from := r.at
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || from == to {
		r.to(to)
		return
	}
	sin, cos := math.Sincos(turn * math.Pi / 180)
	dx, dy := (from.x-to.x)/2, (from.y-to.y)/2
	x, y := cos*dx+sin*dy, -sin*dx+cos*dy
	if over := x*x/(rx*rx) + y*y/(ry*ry); over > 1 {
		rx, ry = rx*math.Sqrt(over), ry*math.Sqrt(over)
	}
	k := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	start, end := math.Atan2((y-cy)/ry, (x-cx)/rx), math.Atan2((-y-cy)/ry, (-x-cx)/rx)
	if sweep && end < start {
		end += 2 * math.Pi
	} else if !sweep && end > start {
		end -= 2 * math.Pi
	}
	mx, my := (from.x+to.x)/2, (from.y+to.y)/2
	n := int(math.Ceil(math.Abs(end-start) / (math.Pi / 2) * steps))
	for i := 1; i < n; i++ {
		s, c := math.Sincos(start + (end-start)*float64(i)/float64(n))
		px, py := cx+rx*c, cy+ry*s
		r.to(point{cos*px - sin*py + mx, sin*px + cos*py + my})
		r.last = 'a'
	}
	r.to(to)
}
