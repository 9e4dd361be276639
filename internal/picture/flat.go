package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"io"
)

// FlatWriter writes pictures of few colours, one after the other. It keeps what compresses them.
type FlatWriter struct{ packer *zlib.Writer }

// Write writes a PNG picture of at most 256 colours (https://www.w3.org/TR/png-3/). It asks draw for each row, from the top: for each pixel, the
// place of its colour. The row that draw is given holds the one above.
//
// image/png takes longer for such a picture: it holds a byte for each pixel, and looks at each by itself. Here a row that is the same as the one
// above it, as most rows of a drawing are, is not packed again, and compresses well even when little is tried.
func (f *FlatWriter) Write(w io.Writer, size image.Point, colours []color.NRGBA, draw func(y int, row []uint8)) error {
	if size.X <= 0 || size.Y <= 0 || len(colours) == 0 || len(colours) > 256 {
		return errors.New("a flat picture has pixels, and at most 256 colours")
	}
	depth := 8 // bits of a pixel
	for depth > 1 && len(colours) <= 1<<(depth/2) {
		depth /= 2
	}
	header := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	header = binary.BigEndian.AppendUint32(header, uint32(size.Y))
	header = append(header, byte(depth), 3, 0, 0, 0)
	var solid, clear []byte
	for _, c := range colours {
		solid, clear = append(solid, c.R, c.G, c.B), append(clear, c.A)
	}
	var pixels bytes.Buffer
	if f.packer == nil {
		var err error
		if f.packer, err = zlib.NewWriterLevel(&pixels, zlib.BestSpeed); err != nil {
			return err
		}
	}
	f.packer.Reset(&pixels)
	row, above := make([]uint8, size.X), make([]uint8, size.X)
	packed := make([]byte, 1+(size.X*depth+7)/8)
	same := make([]byte, len(packed))
	same[0] = 2 // differences from the row above, which are none
	for y := range size.Y {
		draw(y, row)
		next := same
		if y == 0 || !bytes.Equal(row, above) {
			packRow(packed[1:], row, depth)
			next = packed
			copy(above, row)
		}
		if _, err := f.packer.Write(next); err != nil {
			return err
		}
	}
	if err := f.packer.Close(); err != nil {
		return err
	}
	file := append([]byte(pngSignature), makePNGChunk("IHDR", header)...)
	file = append(file, makePNGChunk("PLTE", solid)...)
	if bytes.Trim(clear, "\xff") != nil {
		file = append(file, makePNGChunk("tRNS", clear)...)
	}
	file = append(file, makePNGChunk("IDAT", pixels.Bytes())...)
	_, err := w.Write(append(file, makePNGChunk("IEND", nil)...))
	return err
}

// packRow puts pixels of so many bits into bytes, the first into the highest bits.
func packRow(to []byte, row []uint8, depth int) {
	if depth == 8 {
		copy(to, row)
		return
	}
	each := 8 / depth
	for i := range to {
		b, part := byte(0), row[each*i:min(each*(i+1), len(row))]
		for j, c := range part {
			b |= c << (8 - depth*(j+1))
		}
		to[i] = b
	}
}
