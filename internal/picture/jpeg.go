package picture

import (
	"bytes"
	"encoding/binary"
)

// The markers of JPEG that are used here (ITU-T T.81, table B.1).
const (
	markSOF0 = 0xc0 // the kinds of frames are C0 to CF, but for the three below
	markDHT  = 0xc4
	markJPG  = 0xc8
	markDAC  = 0xcc
	markRST0 = 0xd0
	markRST7 = 0xd7
	markEOI  = 0xd9
	markSOS  = 0xda
	markDQT  = 0xdb
	markDNL  = 0xdc
	markDRI  = 0xdd
	markAPP0 = 0xe0
	markAPP1 = 0xe1
	markAPP2 = 0xe2
	markAPPE = 0xee
)

// readJPEG takes a JPEG file apart. What is kept is what the pixels are made of, the colour profile (APP2), what says how
// colours are written (JFIF and Adobe), and how the picture is turned. A second picture follows the end of the first.
func readJPEG(data []byte) (content, error) {
	c := content{Info: Info{Format: JPEG, Turn: 1}}
	head := [][]byte{data[:2]} // SOI and, if there is one, JFIF: nothing may come before that
	turn, scans, colours := 1, 0, 0
	for at := 2; ; {
		for at < len(data) && data[at] == 0xff { // a marker starts with one of these bytes or more
			at++
		}
		if at >= len(data) {
			return c, short("JPEG")
		}
		if data[at-1] != 0xff {
			return c, broken("JPEG", "there is no marker at byte %d", at)
		}
		mark := data[at]
		at++
		if mark == markEOI {
			break
		}
		if at+2 > len(data) {
			return c, short("JPEG")
		}
		end := at + int(binary.BigEndian.Uint16(data[at:]))
		if end < at+2 || mark < markSOF0 || mark >= markRST0 && mark <= markRST7 || mark == 0xd8 {
			return c, broken("JPEG", "there is no marker %02X at byte %d", mark, at)
		}
		if end > len(data) {
			return c, short("JPEG")
		}
		body := data[at+2 : end]
		whole := [][]byte{{0xff, mark}, data[at:end]}
		switch {
		case mark == markSOS:
			if c.Width == 0 {
				return c, broken("JPEG", "it does not say how large it is")
			}
			scans++
			from := end
			end = endOfScan(data, end)
			c.keep(whole...)
			c.keep(data[from:end])
		case mark == markDHT, mark == markDQT, mark == markDRI, mark == markDNL:
			c.keep(whole...)
		case mark >= markSOF0 && mark <= 0xcf && mark != markJPG && mark != markDAC:
			if mark > markSOF0+2 || len(body) < 6 || body[0] != 8 {
				return c, &Fault{"this is a kind of JPEG picture that browsers do not show", again}
			}
			if c.Width != 0 {
				return c, broken("JPEG", "it says twice how large it is")
			}
			c.Height, c.Width, colours = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:])), int(body[5])
			if c.Width == 0 || c.Height == 0 {
				return c, broken("JPEG", "it does not say how large it is")
			}
			c.keep(whole...)
		case mark == markAPP0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 14 && len(head) == 1:
			jfif := bytes.Clone(body[:14]) // a small picture may follow, as the photo was before it was cut to size
			jfif[12], jfif[13] = 0, 0
			head = append(head, []byte{0xff, markAPP0, 0, 16}, jfif)
		case mark == markAPP1 && bytes.HasPrefix(body, []byte("Exif\x00")) && len(body) > 6:
			if turn == 1 {
				turn = orientation(body[6:])
			}
		case mark == markAPP2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")):
			c.keep(whole...)
		case mark == markAPPE && bytes.HasPrefix(body, []byte("Adobe")) && len(body) >= 12:
			c.keep([]byte{0xff, markAPPE, 0, 14}, body[:12])
		}
		at = end
	}
	if scans == 0 {
		return c, broken("JPEG", "there is no picture in it")
	}
	c.Resizable = colours == 1 || colours == 3 // the profile of other colours would not fit what they become
	c.turned(turn)
	if turn != 1 {
		exif := exifOf(turn)
		head = append(head, []byte{0xff, markAPP1, 0, byte(8 + len(exif))}, []byte("Exif\x00\x00"), exif)
	}
	c.kept = append(head, append(c.kept, []byte{0xff, markEOI})...)
	return c, nil
}

// endOfScan is where the data of pixels that starts at an offset ends: at a marker that is no part of it.
func endOfScan(data []byte, at int) int {
	for {
		n := bytes.IndexByte(data[at:], 0xff)
		if n < 0 {
			return len(data)
		}
		at += n
		next := at + 1
		for next < len(data) && data[next] == 0xff {
			next++
		}
		if next >= len(data) {
			return len(data)
		}
		if mark := data[next]; mark != 0 && (mark < markRST0 || mark > markRST7) {
			return at
		}
		at = next + 1
	}
}
