package code

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"handrail/internal/pattern"
)

// Found is one code in a text, or what is wrong with it.
type Found[T any] struct {
	Fault   Fault  // "" when Content has been read
	Have    int    // letters that are there, of a code that is read or cut or wrong
	Want    int    // letters that it should have; 0 when that is not known
	Code    string // its letters, as a Writer writes them
	Offset  int    // where in the text it begins, in bytes
	End     int    // where what belongs to it ends
	Content T
}

// Find finds every code of the kind in a text: pasted, from a mail, a file or a table. A text in which nothing begins like a code is
// one Foreign. The time it takes grows with the length of the text and no faster.
func (k Kind[T]) Find(text string) iter.Seq[Found[T]] {
	return func(yield func(Found[T]) bool) {
		any := false
		for at := 0; at < len(text); at++ {
			format, ok := k.begins(text[at:])
			if !ok || inWord(text, at) || postcode().MatchString(text[at:min(len(text), at+postcodeSize)]) {
				continue
			}
			f, size := Found[T]{Fault: Newer}, 1
			if format <= k.Newest {
				f, size = k.collect(text[at:])
			}
			f.Offset, f.End = at, at+size
			if !yield(f) {
				return
			}
			any = true
			at += size - 1
		}
		if !any && strings.TrimFunc(text, isSpace) != "" {
			yield(Found[T]{Fault: Foreign})
		}
	}
}

// begins reads the start of a code, its two letters and the number of its format, with what cannot be seen between them. I or L for
// the 1 count only before the length of a code below 1,024 characters: there are names such as Hrithik.
func (k Kind[T]) begins(text string) (format int, ok bool) {
	if text == "" || !sameLetter(text[0], k.Start[0]) {
		return 0, false
	}
	var letters [5]byte
	n := 0
	for _, r := range text {
		if invisible(r) {
			continue
		}
		if r >= utf8.RuneSelf {
			break
		}
		letters[n] = byte(r)
		if n++; n == len(letters) {
			break
		}
	}
	switch mark := letters[2]; {
	case !sameLetter(letters[1], k.Start[1]):
		return 0, false
	case mark >= '1' && mark <= '9':
		return int(mark - '0'), true
	case mark|0x20 == 'i' || mark|0x20 == 'l':
		_, ok = digitOf(letters[4])
		return 1, ok && (letters[3] == '0' || letters[3]|0x20 == 'o')
	}
	return 0, false
}

// sameLetter says whether a character is a letter of the start of a code, in either case.
func sameLetter(c, letter byte) bool { return c|0x20 == letter|0x20 }

// invisible says whether nobody sees a character that programs put into a text: between letters it means nothing.
func invisible(r rune) bool {
	return r == 0xAD || r == 0x34F || r == 0x61C || r == 0x180E || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E ||
		r >= 0x2060 && r <= 0x206F || r >= 0xFE00 && r <= 0xFE0F || r == 0xFEFF
}

// inWord says whether a place of a text is in the middle of a word.
func inWord(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return at > 0 && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// postcode matches the postcodes of Hereford, which many mails end with.
var postcode = pattern.New(`^[Hh][Rr][1-9][ \x{a0}]?[0-9][A-Za-z][A-Za-z](?:[^0-9A-Za-z]|$)`)

// postcodeSize is how many bytes decide whether there is a postcode.
const postcodeSize = 9

// collect reads the code at the beginning of a text. It returns how many bytes it has taken.
func (k Kind[T]) collect(text string) (Found[T], int) {
	code := make(Writer, 0, 128)
	want, at := startSize, 0
	breaks := 0     // lines ended since the last letter
	parted := false // white space since the last letter
scan:
	for at < len(text) && len(code) < want {
		digit, isLetter := digitOf(text[at])
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		switch {
		case isLetter && parted && k.beginsHere(text[at:]):
			break scan
		case isLetter:
			code = append(code, digit)
			if len(code) == startSize {
				want = lengthOf(code)
			}
			breaks, parted = 0, false
		case invisible(r):
		case isSpace(r):
			parted = true
			if r == '\n' {
				breaks++
			}
			if breaks > 1 || r == '\n' && message().MatchString(text[at+1:min(len(text), at+1+messageSize)]) {
				break scan
			}
		case r != '-' && r != '>' && r != '=':
			break scan
		}
		at += size
	}
	f := Found[T]{Have: len(code), Want: want, Code: code.String()}
	switch {
	case len(code) < startSize:
		f.Fault, f.Want = Cut, 0
	case len(code) < want:
		f.Fault = Cut
	default:
		var ok bool
		if f.Content, ok = k.decode(code); !ok {
			f.Fault = Wrong
		}
	}
	return f, at
}

func (k Kind[T]) beginsHere(text string) bool {
	_, ok := k.begins(text)
	return ok
}

// message matches how a message begins in an exported chat: with a date and a time. A code does not go on there.
var message = pattern.New(`^[^0-9A-Za-z\n]{0,3}\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}[.,]* [^\n]{0,10}?\d{1,2}[:.]\d\d`)

// messageSize is how many bytes decide whether a message begins.
const messageSize = 60

// lengthOf reads the length that a code says it has, from its first digits.
func lengthOf(code []byte) int {
	d := Reader{digits: code[3:startSize]}
	return int(d.Fixed(3))
}

// isSpace says whether a browser takes a character for white space.
func isSpace(r rune) bool { return r == '\uFEFF' || r != '\u0085' && unicode.IsSpace(r) }
