package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"slices"
)

// MaxPixels is the maximum number of pixels in a picture that a page shows, and that Shrink reads: each takes up to twelve bytes of
// memory then. A small file can say that it has any number of them.
const MaxPixels = 64e6

// quality is that of JPEG files that are written, out of 100: most people cannot distinguish the result from the photo.
const quality = 82

// Fit is how large a picture is shown that may be no wider than a limit, in pixels; 0 for no limit.
func (i Info) Fit(limit int) (width, height int) {
	if limit <= 0 || i.Width <= limit {
		return i.Width, i.Height
	}
	return limit, max(1, (i.Height*limit+i.Width/2)/i.Width)
}

// Shrink copies a JPEG or PNG picture as Clean does, no wider than a limit in pixels, and encodes a JPEG picture again even if its
// width is the same. If that has more bytes than the clean copy, the result is the clean copy. The bytes that it writes are the same
// on every machine: it calculates in integers. The error is a *Fault.
func Shrink(data []byte, limit int) ([]byte, error) {
	c, err := read(data)
	if err != nil {
		return nil, err
	}
	clean := bytes.Join(c.kept, nil)
	if !c.Resizable {
		return clean, nil
	}
	if fault := c.Bounded(); fault != nil {
		return nil, fault
	}
	width, height := c.Fit(limit)
	if c.Turn >= 5 { // the pixels lie on their side
		width, height = height, width
	}
	var b bytes.Buffer
	if c.Format == JPEG {
		err = shrinkJPEG(&b, clean, c, width, height)
	} else {
		err = shrinkPNG(&b, clean, width, height)
	}
	if err != nil {
		return nil, broken(string(c.Format), "%v", err)
	}
	if b.Len() >= len(clean) {
		return clean, nil
	}
	return b.Bytes(), nil
}

// Bounded reports a picture that has more than MaxPixels; nil for any other.
func (i Info) Bounded() *Fault {
	if i.Width*i.Height <= MaxPixels || i.Format == SVG {
		return nil
	}
	return &Fault{fmt.Sprintf("this picture has %d by %d pixels, which is too many", i.Width, i.Height), "Make it smaller in an image editor."}
}

// shrinkJPEG encodes a JPEG file again, with what is before its pixels and is not part of how they were coded.
func shrinkJPEG(b *bytes.Buffer, clean []byte, c content, width, height int) error {
	from, err := jpeg.Decode(bytes.NewReader(clean))
	if err != nil {
		return err
	}
	var coded bytes.Buffer
	if err := jpeg.Encode(&coded, scale(from, width, height), &jpeg.Options{Quality: quality}); err != nil {
		return err
	}
	b.Write(coded.Bytes()[:2])
	if c.Turn != 1 {
		exif := exifOf(c.Turn)
		b.Write([]byte{0xff, markAPP1, 0, byte(8 + len(exif))})
		b.WriteString("Exif\x00\x00")
		b.Write(exif)
	}
	for i, piece := range c.kept {
		if i > 0 && bytes.HasPrefix(piece, []byte{byte(len(piece) >> 8), byte(len(piece))}) && bytes.HasPrefix(piece[2:], []byte("ICC_PROFILE\x00")) {
			b.Write(c.kept[i-1])
			b.Write(piece)
		}
	}
	b.Write(coded.Bytes()[2:])
	return nil
}

// shrinkPNG encodes a PNG file again, with its colour profile and how it is turned.
func shrinkPNG(b *bytes.Buffer, clean []byte, width, height int) error {
	from, err := png.Decode(bytes.NewReader(clean))
	if err != nil {
		return err
	}
	var coded bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&coded, scale(from, width, height)); err != nil {
		return err
	}
	header := len(pngSignature) + 25 // IHDR
	b.Write(coded.Bytes()[:header])
	for rest := clean[len(pngSignature):]; len(rest) > 0; {
		chunk, after, _ := nextPNG(rest)
		if slices.Contains([]string{"eXIf", "cHRM", "gAMA", "iCCP", "sRGB", "cICP"}, chunk.name) {
			b.Write(chunk.whole)
		}
		rest = after
	}
	b.Write(coded.Bytes()[header:])
	return nil
}

// scale makes a picture smaller: each pixel is the mean of those in its place, weighted by how much of each lies there. It calculates
// in integers, so that every machine comes to the same, and holds one row at a time besides the two pictures.
func scale(from image.Image, width, height int) image.Image {
	bounds := from.Bounds()
	w, h := bounds.Dx(), bounds.Dy()
	if w == width && h == height {
		return from
	}
	row, parts := newRow(from, w)
	to, _ := newRow(from, width)
	result, stride := canvas(from, width, height)
	across, sums := make([]uint64, width*parts), make([]uint64, width*parts)
	area := uint64(w) * uint64(h)
	for y, line := 0, 0; y < h; y++ {
		draw.Draw(row.image, row.image.Bounds(), from, image.Pt(bounds.Min.X, bounds.Min.Y+y), draw.Src)
		addUp(across, row.pixels, parts, w, width)
		// This row covers the places y*height to (y+1)*height, and line l of the result those from l*h to (l+1)*h.
		for top, bottom := y*height, (y+1)*height; top < bottom; {
			end := min(bottom, (line+1)*h)
			for i, n := range across {
				sums[i] += n * uint64(end-top)
			}
			if top = end; end == (line+1)*h {
				for i, n := range sums {
					to.pixels[i] = byte((n + area/2) / area)
					sums[i] = 0
				}
				copy(result.pixels[line*stride:], to.pixels)
				line++
			}
		}
	}
	return result.image
}

// addUp adds the pixels of a row up to one of another width, each times how much of it lies there.
func addUp(across []uint64, pixels []byte, parts, w, width int) {
	clear(across)
	for x, column := 0, 0; x < w; x++ {
		for left, right := x*width, (x+1)*width; left < right; {
			end := min(right, (column+1)*w)
			for p := range parts {
				across[column*parts+p] += uint64(pixels[x*parts+p]) * uint64(end-left)
			}
			if left = end; end == (column+1)*w {
				column++
			}
		}
	}
}

// plane is an image whose pixels can be written.
type plane struct {
	image  draw.Image
	pixels []byte
}

// newRow makes an image of one row, of the kind that fits a picture: grey, or colours that are multiplied by their alpha, as a mean
// of others would let the colour of transparent pixels show. parts is how many bytes a pixel has.
func newRow(from image.Image, width int) (row plane, parts int) {
	row, stride := canvas(from, width, 1)
	return row, stride / width
}

// canvas makes an image of that kind.
func canvas(from image.Image, width, height int) (p plane, stride int) {
	bounds := image.Rect(0, 0, width, height)
	switch from.(type) {
	case *image.Gray, *image.Gray16:
		grey := image.NewGray(bounds)
		return plane{grey, grey.Pix}, grey.Stride
	}
	colours := image.NewRGBA(bounds)
	return plane{colours, colours.Pix}, colours.Stride
}

// Decode reads the pixels of a picture that Shrink can read. The error is a *Fault.
func Decode(data []byte) error {
	c, err := read(data)
	if err != nil || !c.Resizable {
		return err
	}
	if fault := c.Bounded(); fault != nil {
		return fault
	}
	decode := png.Decode
	if c.Format == JPEG {
		decode = jpeg.Decode
	}
	if _, err := decode(bytes.NewReader(bytes.Join(c.kept, nil))); err != nil {
		return broken(string(c.Format), "%v", err)
	}
	return nil
}
