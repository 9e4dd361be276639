package picture

import (
	"bytes"
	"encoding/binary"
)

// readGIF takes a GIF file apart. The only extensions that are kept are those that say how it moves and which colours it has.
func readGIF(data []byte) (content, error) {
	c := content{Info: Info{Format: GIF, Turn: 1}}
	if len(data) < 13 {
		return c, short("GIF")
	}
	c.Width, c.Height = int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	at := 13 + gifColours(data[10])
	if at > len(data) {
		return c, short("GIF")
	}
	c.keep(data[:at])
	pictures := 0
	for at < len(data) && data[at] != 0x3b {
		start, kept := at, true
		switch data[at] {
		case 0x2c: // a picture: where it is, its colours, how its pixels are coded
			if at+10 > len(data) {
				return c, short("GIF")
			}
			if pictures++; pictures == 1 && (c.Width == 0 || c.Height == 0) { // browsers then take the first picture's size
				c.Width, c.Height = int(binary.LittleEndian.Uint16(data[at+5:])), int(binary.LittleEndian.Uint16(data[at+7:]))
			}
			at += 10 + gifColours(data[at+9]) + 1
		case 0x21: // an extension
			kept = gifKept(data[at:])
			at += 2
		default:
			return c, broken("GIF", "there is an unknown block at byte %d", at)
		}
		for { // blocks of up to 255 bytes, and an empty one
			if at >= len(data) {
				return c, short("GIF")
			}
			n := int(data[at])
			if at += n + 1; n == 0 {
				break
			}
		}
		if kept {
			c.keep(data[start:at])
		}
	}
	if pictures == 0 || c.Width == 0 || c.Height == 0 {
		return c, broken("GIF", "there is no picture in it")
	}
	c.Animated = pictures > 1
	c.keep([]byte{0x3b})
	return c, nil
}

// gifColours is how many bytes a table of colours has, by the flags before it.
func gifColours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// gifKept says whether an extension is kept: how long a picture stays, how often all is shown, and the colour profile.
func gifKept(data []byte) bool {
	if len(data) < 2 {
		return false
	}
	if data[1] == 0xf9 {
		return true
	}
	for _, name := range []string{"NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"} {
		if bytes.HasPrefix(data[1:], append([]byte{0xff, byte(len(name))}, name...)) {
			return true
		}
	}
	return false
}
