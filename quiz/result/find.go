package result

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Found is one code in a text, or what is wrong with it.
type Found struct {
	Fault  Fault  // "" when Result has been read
	Have   int    // letters that are there, of a code that is read or cut or wrong
	Want   int    // letters that it should have; 0 when that is not known
	Code   string // its letters, as Encode writes them
	Offset int    // where in the text it begins, in bytes
	Result Result
}

// Find finds every code in a text: pasted, from a mail, a file or a table. A text in which nothing begins like a code is
// one Foreign. The time it takes grows with the length of the text and no faster.
func Find(text string) []Found {
	var found []Found
	for at := 0; at < len(text); at++ {
		if !begins(text, at) || inWord(text, at) || postcode.MatchString(text[at:min(len(text), at+postcodeSize)]) {
			continue
		}
		if text[at+2] != '0'+format {
			found = append(found, Found{Fault: Newer, Offset: at})
			continue
		}
		f, size := collect(text[at:])
		f.Offset = at
		found = append(found, f)
		at += size - 1
	}
	if len(found) == 0 && strings.TrimFunc(text, isSpace) != "" {
		return []Found{{Fault: Foreign}}
	}
	return found
}

// begins says whether a code begins at a place of a text.
func begins(text string, at int) bool {
	return at+2 < len(text) && text[at]|0x20 == 'h' && text[at+1]|0x20 == 'r' && text[at+2] >= '1' && text[at+2] <= '9'
}

// inWord says whether a place of a text is in the middle of a word.
func inWord(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return at > 0 && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// postcode matches the postcodes of Hereford, which stand below many a mail.
var postcode = regexp.MustCompile(`^[Hh][Rr][1-9][ \x{a0}]?[0-9][A-Za-z][A-Za-z](?:[^0-9A-Za-z]|$)`)

// postcodeSize is how many bytes decide whether there is a postcode.
const postcodeSize = 9

// collect reads the code at the beginning of a text. It returns how many bytes it has taken.
func collect(text string) (Found, int) {
	code := make([]byte, 0, 128)
	want, at := startSize, 0
	breaks := 0     // lines ended since the last letter
	parted := false // white space since the last letter
scan:
	for at < len(text) && len(code) < want {
		r, size := utf8.DecodeRuneInString(text[at:])
		digit, isLetter := byte(0), false
		if r < utf8.RuneSelf {
			digit, isLetter = digitOf(byte(r))
		}
		switch {
		case isLetter && parted && begins(text, at):
			break scan
		case isLetter:
			code = append(code, letters[digit])
			if len(code) == startSize {
				want = lengthOf(code)
			}
			breaks, parted = 0, false
		case isSpace(r):
			parted = true
			if r == '\n' {
				breaks++
			}
			if breaks > 1 {
				break scan
			}
		case r != '-' && r != '>' && r != '=':
			break scan
		}
		at += size
	}
	f := Found{Have: len(code), Want: want, Code: string(code)}
	switch {
	case len(code) < startSize:
		f.Fault, f.Want = Cut, 0
	case len(code) < want:
		f.Fault = Cut
	default:
		var ok bool
		if f.Result, ok = Decode(f.Code); !ok {
			f.Fault = Wrong
		}
	}
	return f, at
}

// lengthOf reads the length that a code says it has.
func lengthOf(code []byte) int {
	digits := make([]byte, 0, 3)
	for _, letter := range code[3:startSize] {
		digit, _ := digitOf(letter)
		digits = append(digits, digit)
	}
	d := reader{digits: digits}
	return int(d.fixed(3))
}

// isSpace says whether a browser takes a character for white space.
func isSpace(r rune) bool { return r == '\uFEFF' || r != '\u0085' && unicode.IsSpace(r) }
