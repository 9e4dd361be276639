package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// The flags of a WebP file's first part that say that it has metadata (RFC 9649, section 2.7.1).
const (
	webpXMP  = 0x04
	webpEXIF = 0x08
	webpMove = 0x02
)

// readWebP takes a WebP file apart.
func readWebP(data []byte) (content, error) {
	c := content{Info: Info{Format: WebP, Turn: 1}}
	size := uint64(binary.LittleEndian.Uint32(data[4:])) + 8
	if size > uint64(len(data)) {
		return c, short("WebP")
	}
	pictures, turn, extended := 0, 1, -1
	for rest := data[12:size]; len(rest) > 0; {
		name, body, whole, ok := nextRIFF(rest)
		if !ok {
			return c, short("WebP")
		}
		rest = rest[len(whole):]
		if len(whole)%2 == 1 { // the file ends without the byte that makes lengths even
			whole = append(bytes.Clone(whole), 0)
		}
		first := len(c.kept) == 0
		switch name {
		case "VP8X":
			if !first || len(body) < 10 {
				return c, broken("WebP", "its parts are in the wrong order")
			}
			c.Width, c.Height = 1+int24(body[4:]), 1+int24(body[7:])
			c.Animated = body[0]&webpMove != 0
			whole = bytes.Clone(whole)
			whole[8] &^= webpXMP | webpEXIF
			extended = len(c.kept)
			c.keep(whole)
		case "VP8 ", "VP8L":
			w, h, ok := webpSize(name, body)
			if !ok {
				return c, broken("WebP", "it does not say how large it is")
			}
			if pictures++; first {
				c.Width, c.Height = w, h
			}
			c.keep(whole)
		case "ANMF":
			frame, ok := webpFrame(body)
			if !ok {
				return c, broken("WebP", "one of its pictures is damaged")
			}
			pictures++
			c.keep(frame)
		case "ICCP", "ANIM", "ALPH":
			c.keep(whole)
		case "EXIF":
			turn = orientation(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))
		}
	}
	if pictures == 0 || c.Width == 0 || c.Height == 0 {
		return c, broken("WebP", "there is no picture in it")
	}
	if turn != 1 && extended >= 0 {
		c.turned(turn)
		c.kept[extended][8] |= webpEXIF
		c.keep(makeRIFF("EXIF", exifOf(turn)))
	}
	length := 4
	for _, piece := range c.kept {
		length += len(piece)
	}
	c.kept = slices.Insert(c.kept, 0, binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(length)), []byte("WEBP"))
	return c, nil
}

// nextRIFF takes the first part off the rest of a file; ok is false when that is cut short. The byte that makes its length even
// may be missing at the end.
func nextRIFF(rest []byte) (name string, body, whole []byte, ok bool) {
	if len(rest) < 8 {
		return "", nil, nil, false
	}
	n := uint64(binary.LittleEndian.Uint32(rest[4:])) + 8
	if n > uint64(len(rest)) {
		return "", nil, nil, false
	}
	return string(rest[:4]), rest[8:n], rest[:min(n+n%2, uint64(len(rest)))], true
}

func makeRIFF(name string, body []byte) []byte {
	b := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
	if len(b)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

// webpFrame copies one frame of an animation without parts that no browser shows.
func webpFrame(body []byte) (frame []byte, ok bool) {
	if len(body) < 16 {
		return nil, false
	}
	kept, found := bytes.Clone(body[:16]), false
	for rest := body[16:]; len(rest) > 0; {
		name, part, whole, ok := nextRIFF(rest)
		if !ok {
			return nil, false
		}
		rest = rest[len(whole):]
		switch name {
		case "VP8 ", "VP8L":
			found = true
			kept = append(kept, makeRIFF(name, part)...)
		case "ALPH":
			kept = append(kept, makeRIFF(name, part)...)
		}
	}
	return makeRIFF("ANMF", kept), found
}

// webpSize reads how large a picture is from its first bytes (RFC 6386, section 9.1, and RFC 9649, section 3.4).
func webpSize(name string, body []byte) (width, height int, ok bool) {
	switch {
	case name == "VP8 " && len(body) >= 10 && string(body[3:6]) == "\x9d\x01\x2a":
		width, height = int(binary.LittleEndian.Uint16(body[6:])&0x3fff), int(binary.LittleEndian.Uint16(body[8:])&0x3fff)
	case name == "VP8L" && len(body) >= 5 && body[0] == 0x2f:
		bits := binary.LittleEndian.Uint32(body[1:])
		width, height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
	}
	return width, height, width > 0 && height > 0
}

func int24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
