package book

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"maps"
	"math"
	"slices"

	"golang.org/x/image/vector"

	"handrail/internal/picture"
)

// canvas makes pictures of drawings: it fills a band of the picture at a time, as a whole picture in true colour has ten megabytes. It keeps what it
// needs for the next one.
type canvas struct {
	clipper
	raster vector.Rasterizer
	pixels []uint8 // of a band
	mask   []uint8 // how much of each of them a shape covers
	rows   []row   // of the picture
	runs   []run   // of all rows
	writer picture.FlatWriter
}

// bandHeight is how many rows of the picture are drawn at a time.
const bandHeight = 64

// fewShades is how many colours a picture has: those of the drawing, and some between them at the edges of shapes. Half a byte is enough to say which.
// A drawing of more than a third as many has manyShades.
const fewShades, manyShades = 16, 64

// run is how many pixels, one after the other, have a colour: red, green and blue, in one number.
type run struct{ colour, length uint32 }

// row is a row of pixels, and how many of them are alike. Its runs reach as far as those of the next one begin.
type row struct{ runs, alike int }

// picture makes a PNG picture of a drawing, on white, in the colours that it has most of, and for others the nearest: a quarter of the bytes.
func (c *canvas) picture(s sketch) ([]byte, error) {
	c.rows, c.runs = c.rows[:0], c.runs[:0]
	pixels := s.size.X * min(bandHeight, s.size.Y)
	c.pixels, c.mask = slices.Grow(c.pixels[:0], 4*pixels)[:4*pixels], slices.Grow(c.mask[:0], pixels)[:pixels]
	c.raster.Reset(s.size.X, min(bandHeight, s.size.Y)) // so that it has room for every shape from the start
	band := &image.RGBA{Pix: c.pixels, Stride: 4 * s.size.X, Rect: image.Rectangle{Max: s.size}}
	for top := 0; top < s.size.Y; top += bandHeight {
		band.Rect.Min.Y, band.Rect.Max.Y = top, min(top+bandHeight, s.size.Y)
		draw.Draw(band, band.Rect, image.White, image.Point{}, draw.Src)
		for _, f := range s.fills {
			c.fillBand(band, f)
		}
		for y := range band.Rect.Dy() {
			pixels := band.Pix[y*band.Stride:][:4*s.size.X]
			if y > 0 && bytes.Equal(pixels, band.Pix[(y-1)*band.Stride:][:4*s.size.X]) {
				c.rows[len(c.rows)-1].alike++ // as most rows of a drawing are
				continue
			}
			c.rows = append(c.rows, row{len(c.runs), 1})
			c.runs = appendRuns(c.runs, pixels)
		}
	}
	filled := map[color.NRGBA]bool{}
	for _, f := range s.fills {
		filled[f.colour] = true
	}
	shades := fewShades
	if len(filled) > fewShades/3 {
		shades = manyShades
	}
	list, index := c.palette(shades)
	next, end := 0, 0 // the row that comes next, and where those like the last one end
	var b bytes.Buffer
	err := c.writer.Write(&b, s.size, list, func(y int, row []uint8) {
		if y < end {
			return // it is as the row above
		}
		runs := c.runsOf(next)
		next, end = next+1, y+c.rows[next].alike
		for _, r := range runs {
			shade := index[r.colour]
			for i := range row[:r.length] {
				row[i] = shade
			}
			row = row[r.length:]
		}
	})
	if err != nil {
		return nil, fmt.Errorf("writing a drawing as a picture: %w", err)
	}
	return b.Bytes(), nil
}

// runsOf is the runs of a row.
func (c *canvas) runsOf(row int) []run {
	end := len(c.runs)
	if row+1 < len(c.rows) {
		end = c.rows[row+1].runs
	}
	return c.runs[c.rows[row].runs:end]
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
func (c *canvas) palette(shades int) ([]color.NRGBA, map[uint32]uint8) {
	counts := map[uint32]uint32{}
	for i, row := range c.rows {
		for _, r := range c.runsOf(i) {
			counts[r.colour] += r.length * uint32(row.alike)
		}
	}
	most := slices.SortedFunc(maps.Keys(counts), func(a, b uint32) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	var list []color.NRGBA
	at := map[uint32]uint8{}
	for i, colour := range most {
		if i < shades {
			list = append(list, colourOf(colour))
			at[colour] = uint8(i)
		} else {
			at[colour] = nearest(list, colourOf(colour))
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

// fillBand fills what of some polygons is in a band. The rasterizer goes through the part of the band that they are in, and no more.
func (c *canvas) fillBand(band *image.RGBA, f filled) {
	box := f.box.Intersect(band.Rect)
	if box.Empty() {
		return
	}
	c.raster.Reset(box.Dx(), box.Dy())
	for _, points := range f.polygons {
		if !boxOf(points).Overlaps(box) {
			continue
		}
		points, _ = c.clipped(points, box)
		for i, q := range points {
			x, y := float32(q.x-float64(box.Min.X)), float32(q.y-float64(box.Min.Y))
			if i == 0 {
				c.raster.MoveTo(x, y)
			} else {
				c.raster.LineTo(x, y)
			}
		}
		c.raster.ClosePath()
	}
	width := box.Dx()
	mask := &image.Alpha{Pix: c.mask[:width*box.Dy()], Stride: width, Rect: image.Rect(0, 0, width, box.Dy())}
	c.raster.DrawOp = draw.Src
	c.raster.Draw(mask, mask.Rect, image.Opaque, image.Point{})
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
