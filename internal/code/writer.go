package code

import (
	"strings"
	"unicode"
)

const (
	letters   = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	startSize = 6 // letters before the body: two that say what it is, the format and the length
	checkSize = 3

	// MaxDay is the last day that a code may name: 9999-12-31, in days since 1970-01-01.
	MaxDay     = 2_932_896
	maxText    = 200 // characters
	varintSize = 7   // digits
)

// Digits of a text.
const (
	textCapital = 27
	textOther   = 30
	textEnd     = 31
	textFlip    = 0x30 // makes varints of 0 to 9 one digit long
)

// Writer collects the digits of a code.
type Writer []byte

// NewWriter begins a code of a format, from 1 to 9, whose first two letters are start. Seal completes it.
func NewWriter(start string, format int) Writer {
	w := make(Writer, 0, 128)
	for i := range len(start) {
		digit, _ := digitOf(start[i])
		w = append(w, digit)
	}
	return append(w, byte(format), 0, 0, 0)
}

// Seal writes the length and the check. Of more than 32,767 characters it makes what Decode does not read.
func (w Writer) Seal() Writer {
	var length Writer
	length.Fixed(uint32(len(w)+checkSize), 3)
	copy(w[3:], length)
	w.Fixed(check(w), checkSize)
	return w
}

// String is the code in letters.
func (w Writer) String() string {
	var b strings.Builder
	b.Grow(len(w))
	for _, digit := range w {
		b.WriteByte(letters[digit])
	}
	return b.String()
}

// Digit writes one digit, from 0 to 31.
func (w *Writer) Digit(digit int) { *w = append(*w, byte(digit)&31) }

// Fixed writes a number in so many digits.
func (w *Writer) Fixed(n uint32, digits int) {
	for i := digits - 1; i >= 0; i-- {
		*w = append(*w, byte(n>>(5*i))&31)
	}
}

// Varint writes a number in as many digits as it needs.
func (w *Writer) Varint(n int) {
	for ; n > 15; n >>= 4 {
		*w = append(*w, byte(n&15)|16)
	}
	*w = append(*w, byte(n)&15)
}

// Text writes a text, and where it ends.
func (w *Writer) Text(s string) {
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			*w = append(*w, textCapital, byte(r-'A'))
		} else if digit, ok := plainDigit(r); ok {
			*w = append(*w, digit)
		} else {
			*w = append(*w, textOther)
			w.Varint(int(r ^ textFlip))
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

// check is the CRC-15/CAN of digits, of 5 bits each.
func check(digits []byte) uint32 {
	sum := uint32(0)
	for _, digit := range digits {
		sum = sum<<5&0x7fff ^ remainders[(sum>>10^uint32(digit))&31]
	}
	return sum
}

// remainders are the checks of each digit alone: what the 5 bits that leave the sum change in it.
var remainders = func() (of [32]uint32) {
	for digit := range of {
		sum := uint32(digit) << 10
		for range 5 {
			sum <<= 1
			if sum&0x8000 != 0 {
				sum ^= 0x4599 | 0x8000
			}
		}
		of[digit] = sum
	}
	return of
}()

// unseen says whether a text of a code never has a character: it cannot be seen, or turns the text beside it round.
func unseen(r rune) bool {
	switch {
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return unicode.IsControl(r) || unicode.IsSpace(r) && r != ' '
}
