package picture

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngKept lists the chunks of PNG that are kept: what the pixels, their colours and their movement are made of.
func pngKept() []string {
	return []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs", "sPLT",
		"acTL", "fcTL", "fdAT"}
}

// pngChunk is a chunk of a PNG file: its name, what it holds, and all of its bytes.
type pngChunk struct {
	name        string
	body, whole []byte
}

// nextPNG takes the first chunk off the rest of a PNG file; ok is false when that is cut short.
func nextPNG(rest []byte) (chunk pngChunk, after []byte, ok bool) {
	if len(rest) < 12 {
		return chunk, nil, false
	}
	n := uint64(binary.BigEndian.Uint32(rest)) + 12
	if n > uint64(len(rest)) {
		return chunk, nil, false
	}
	return pngChunk{string(rest[4:8]), rest[8 : n-4], rest[:n]}, rest[n:], true
}

// validCRC says whether the chunk's CRC is that of its bytes.
func (c pngChunk) validCRC() bool {
	return crc32.ChecksumIEEE(c.whole[4:len(c.whole)-4]) == binary.BigEndian.Uint32(c.whole[len(c.whole)-4:])
}

func makePNGChunk(name string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(make([]byte, 0, len(body)+12), uint32(len(body)))
	b = append(append(b, name...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// readPNG takes a PNG file apart.
func readPNG(data []byte) (content, error) {
	c := content{Info: Info{Format: PNG, Turn: 1}, kept: [][]byte{data[:len(pngSignature)]}}
	turn, seen := 1, map[string]bool{}
	var colours byte
	for rest := data[len(pngSignature):]; !seen["IEND"]; {
		chunk, after, ok := nextPNG(rest)
		if !ok {
			return c, short("PNG")
		}
		rest = after
		kept := slices.Contains(pngKept(), chunk.name)
		switch {
		case (kept || chunk.name == "eXIf") && !chunk.validCRC():
			return c, broken("PNG", "its part %q is damaged", chunk.name)
		case len(c.kept) == 1 && (chunk.name != "IHDR" || len(chunk.body) != 13):
			return c, broken("PNG", "it does not start by saying how large it is")
		case len(c.kept) > 1 && chunk.name == "IHDR":
			return c, broken("PNG", "it says twice how large it is")
		case chunk.name == "IHDR":
			w, h := binary.BigEndian.Uint32(chunk.body), binary.BigEndian.Uint32(chunk.body[4:])
			if w == 0 || h == 0 || w > 1<<24 || h > 1<<24 {
				return c, broken("PNG", "it cannot be %d by %d pixels", w, h)
			}
			c.Width, c.Height, colours = int(w), int(h), chunk.body[9]
		case chunk.name == "IDAT" && colours == 3 && !seen["PLTE"]:
			return c, broken("PNG", "it has no colours")
		case chunk.name == "acTL" && !seen["IDAT"]:
			c.Animated = true
		case chunk.name == "eXIf":
			turn = orientation(chunk.body)
		case !kept && chunk.name[0]&0x20 == 0: // a capital says that a program that does not know the chunk cannot show the picture
			return c, broken("PNG", "it has a part %q that browsers do not know", chunk.name)
		}
		seen[chunk.name] = true
		if kept {
			c.keep(chunk.whole)
		}
	}
	if !seen["IDAT"] {
		return c, broken("PNG", "there is no picture in it")
	}
	c.Resizable = !c.Animated && (colours != 4 || !seen["iCCP"]) // grey with transparency would be written as colours, and the profile is of grey
	if c.turned(turn); turn != 1 {
		c.kept = slices.Insert(c.kept, 2, makePNGChunk("eXIf", exifOf(turn)))
	}
	return c, nil
}
