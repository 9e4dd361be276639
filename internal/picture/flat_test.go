package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// TestFlatWriter: image/png reads each pixel as it was drawn, whatever the number of colours, and whether rows are the same or not.
func TestFlatWriter(t *testing.T) {
	var w FlatWriter
	for _, c := range []struct {
		colours, width int
		clear          bool
	}{{1, 1, false}, {2, 17, false}, {3, 5, true}, {4, 4, false}, {5, 1, false}, {16, 33, true}, {17, 3, false}, {256, 300, true}} {
		var colours []color.NRGBA
		for i := range c.colours {
			colours = append(colours, color.NRGBA{uint8(i), uint8(255 - i), uint8(7 * i), 255})
		}
		if c.clear {
			colours[1].A = 0x40
		}
		place := func(x, y int) uint8 { return uint8((x + y/3*5) % c.colours) } // three rows are the same
		size := image.Pt(c.width, 11)
		var b bytes.Buffer
		err := w.Write(&b, size, colours, func(y int, row []uint8) {
			for x := range row {
				row[x] = place(x, y)
			}
		})
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		decoded, err := png.Decode(&b)
		if err != nil || decoded.Bounds().Size() != size {
			t.Fatalf("%+v: %v, %v", c, decoded, err)
		}
		for y := range size.Y {
			for x := range size.X {
				if got, want := color.NRGBAModel.Convert(decoded.At(x, y)), colours[place(x, y)]; got != want {
					t.Fatalf("%+v: at %d, %d is %v, not %v", c, x, y, got, want)
				}
			}
		}
	}
	for _, size := range []image.Point{{0, 1}, {1, 0}} {
		if w.Write(&bytes.Buffer{}, size, []color.NRGBA{{}}, func(int, []uint8) {}) == nil {
			t.Errorf("a picture of %v is written", size)
		}
	}
}
