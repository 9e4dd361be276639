package main

import (
	"bytes"
	"encoding/binary"

	"handrail/internal/builder"
	"handrail/internal/site"
)

// drawn is the program's icon: as a site has it that begins with the letter and has the colour of the documentation.
func drawn(size int) ([]byte, error) {
	var out bytes.Buffer
	err := builder.DrawIcon(&out, size, 'H', site.Colour{R: 0x4a, G: 0x2d, B: 0x6b})
	return out.Bytes(), err
}

// ico is the icon for Windows, in each size that it shows. A picture may be a PNG file since Windows Vista.
func ico() ([]byte, error) {
	sizes := []int{16, 24, 32, 48, 64, 256}
	const headerSize, entrySize = 6, 16
	header := []byte{0, 0, 1, 0, byte(len(sizes)), 0}
	var body []byte
	for _, size := range sizes {
		picture, err := drawn(size)
		if err != nil {
			return nil, err
		}
		side := byte(size) // 0 for 256
		header = append(header, side, side, 0, 0, 1, 0, 32, 0)
		header = binary.LittleEndian.AppendUint32(header, uint32(len(picture)))
		header = binary.LittleEndian.AppendUint32(header, uint32(headerSize+entrySize*len(sizes)+len(body)))
		body = append(body, picture...)
	}
	return append(header, body...), nil
}

// icns is the icon for macOS: PNG files of 128, 256 and 512 pixels, each after its type and length.
func icns() ([]byte, error) {
	var body []byte
	for _, part := range []struct {
		kind string
		size int
	}{{"ic07", 128}, {"ic08", 256}, {"ic09", 512}} {
		picture, err := drawn(part.size)
		if err != nil {
			return nil, err
		}
		body = append(body, part.kind...)
		body = binary.BigEndian.AppendUint32(body, uint32(8+len(picture)))
		body = append(body, picture...)
	}
	return append(binary.BigEndian.AppendUint32([]byte("icns"), uint32(8+len(body))), body...), nil
}
