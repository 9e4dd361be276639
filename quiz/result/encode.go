package result

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"handrail/quiz"
)

const (
	letters   = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	startSize = 6 // letters before the body: HR, the format and the length
	checkSize = 3
	format    = 1

	maxDay     = 2_932_896 // 9999-12-31
	maxAnswers = 2_000
	maxText    = 200 // characters
	maxList    = quiz.MaxPlaces
	maxMask    = 27 // the highest place in a mask: a varint has 28 bits
	varintSize = 7  // digits
)

// The forms of an answer.
const (
	formNone = iota
	formOne
	formMask
	formList
	formWords
)

// Digits of a text.
const (
	textCapital = 27
	textOther   = 30
	textEnd     = 31
	textFlip    = 0x30 // makes varints of 0 to 9 one digit long
)

// Encode writes the code of a result. The error says that the result has none: a number is out of its range, a text holds
// what cannot be seen, or all is too much for one code (32,767 characters).
func Encode(r Result) (string, error) {
	code := codeDigits(r).String()
	if back, ok := Decode(code); !ok || !same(back, r) {
		return "", errors.New("this result cannot be written as a code")
	}
	return code, nil
}

// codeDigits are the digits of the code of a result, if it has one.
func codeDigits(r Result) writer {
	w := make(writer, 0, 128)
	w = append(w, 'H'-'A'+10, 24, format, 0, 0, 0)
	w.fixed(r.Quiz, 4)
	w.fixed(r.Version, 4)
	w.varint(r.Day)
	w.fixed(uint32(r.Go), 3)
	w.text(r.Name)
	w.varint(len(r.Answers))
	for _, a := range r.Answers {
		w.fixed(a.Question, 4)
		w.answer(a)
	}
	var length writer
	length.fixed(uint32(len(w)+checkSize), 3)
	copy(w[3:], length)
	w.fixed(check(w), checkSize)
	return w
}

// same says whether two results say the same.
func same(a, b Result) bool {
	return a.Quiz == b.Quiz && a.Version == b.Version && a.Day == b.Day && a.Go == b.Go && a.Name == b.Name &&
		slices.EqualFunc(a.Answers, b.Answers, func(a, b Answer) bool {
			return a.Question == b.Question && a.Sure == b.Sure && a.Answer.Words == b.Answer.Words && slices.Equal(a.Answer.Places, b.Answer.Places)
		})
}

// writer collects digits.
type writer []byte

func (w writer) String() string {
	var b strings.Builder
	for _, digit := range w {
		b.WriteByte(letters[digit])
	}
	return b.String()
}

func (w *writer) fixed(n uint32, digits int) {
	for i := digits - 1; i >= 0; i-- {
		*w = append(*w, byte(n>>(5*i))&31)
	}
}

func (w *writer) varint(n int) {
	for ; n > 15; n >>= 4 {
		*w = append(*w, byte(n&15)|16)
	}
	*w = append(*w, byte(n)&15)
}

func (w *writer) text(s string) {
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			*w = append(*w, textCapital, byte(r-'A'))
		} else if digit, ok := plainDigit(r); ok {
			*w = append(*w, digit)
		} else {
			*w = append(*w, textOther)
			w.varint(int(r ^ textFlip))
		}
	}
	*w = append(*w, textEnd)
}

// plainDigit is the digit of a character that takes only one.
func plainDigit(r rune) (byte, bool) {
	switch {
	case r >= 'a' && r <= 'z':
		return byte(r - 'a'), true
	case r == ' ':
		return 26, true
	case r == '.':
		return 28, true
	case r == '-':
		return 29, true
	}
	return 0, false
}

func (w *writer) answer(a Answer) {
	head, places := byte(a.Sure&3)<<3, a.Answer.Places
	switch {
	case a.Answer.None():
		*w = append(*w, head)
	case len(places) == 0:
		*w = append(*w, head|formWords)
		w.text(a.Answer.Words)
	case len(places) == 1:
		*w = append(*w, head|formOne)
		w.varint(places[0])
	case rise(places):
		*w = append(*w, head|formMask)
		mask := 0
		for _, place := range places {
			mask |= 1 << place
		}
		w.varint(mask)
	default:
		*w = append(*w, head|formList)
		w.varint(len(places))
		for _, place := range places {
			w.varint(place)
		}
	}
}

// rise says whether places can be written as a mask.
func rise(places []int) bool {
	before := -1
	for _, place := range places {
		if place <= before || place > maxMask {
			return false
		}
		before = place
	}
	return true
}

// check is the CRC-15/CAN of digits, of 5 bits each.
func check(digits []byte) uint32 {
	sum := uint32(0)
	for _, digit := range digits {
		sum ^= uint32(digit) << 10
		for range 5 {
			sum <<= 1
			if sum&0x8000 != 0 {
				sum ^= 0x4599 | 0x8000
			}
		}
	}
	return sum
}

// unseen says whether a text of a code never has a character: it cannot be seen, or turns the text beside it round.
func unseen(r rune) bool {
	switch {
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return unicode.IsControl(r) || unicode.IsSpace(r) && r != ' '
}
