package code

import "unicode/utf8"

// Decode reads a code that is complete, without anything between its characters. It is false when a character is wrong: the code
// is then none that a [Writer] writes for the kind.
func (k Kind[T]) Decode(code string) (T, bool) {
	digits := make([]byte, len(code))
	for i := range len(code) {
		digit, ok := digitOf(code[i])
		if !ok {
			var nothing T
			return nothing, false
		}
		digits[i] = digit
	}
	return k.decode(digits)
}

// decode reads the digits of a code that is complete.
func (k Kind[T]) decode(digits []byte) (T, bool) {
	var nothing T
	if len(digits) < startSize+checkSize {
		return nothing, false
	}
	body := len(digits) - checkSize
	sum := Reader{digits: digits[body:]}
	if sum.Fixed(checkSize) != check(digits[:body]) {
		return nothing, false
	}
	d := Reader{digits: digits[:body]}
	for i := range len(k.Start) {
		digit, _ := digitOf(k.Start[i])
		d.Hold(d.Digit() == int(digit))
	}
	format := d.Digit()
	d.Hold(format >= 1 && format <= k.Newest && int(d.Fixed(3)) == len(digits))
	read := k.Read(&d, format)
	if d.wrong || len(d.digits) > 0 {
		return nothing, false
	}
	return read, true
}

// digitOf is what a letter of a code stands for, however it is written.
func digitOf(letter byte) (digit byte, ok bool) {
	if letter >= '0' && letter <= '9' {
		return letter - '0', true
	}
	if letter |= 'a' - 'A'; letter < 'a' || letter > 'z' {
		return 0, false
	}
	digit = digitsOfLetters[letter-'a']
	return digit & 31, digit < 32
}

// digitsOfLetters are the digits that a to z stand for: i and l stand for 1, and o for 0. There is no u.
var digitsOfLetters = [26]byte{10, 11, 12, 13, 14, 15, 16, 17, 1, 18, 19, 1, 20, 21, 0, 22, 23, 24, 25, 26, 32, 27, 28, 29, 30, 31}

// Reader reads digits one after another. After the first that is wrong it gives nothing but zeros.
type Reader struct {
	digits []byte
	wrong  bool
}

// Wrong says whether something was wrong.
func (d *Reader) Wrong() bool { return d.wrong }

// Hold says what has to be so: that the code is as it would be written.
func (d *Reader) Hold(fine bool) {
	if !fine {
		d.wrong, d.digits = true, nil
	}
}

// Digit reads one digit.
func (d *Reader) Digit() int { return int(d.Fixed(1)) }

// Fixed reads a number of so many digits.
func (d *Reader) Fixed(digits int) uint32 {
	if d.Hold(len(d.digits) >= digits); d.wrong {
		return 0
	}
	n := uint32(0)
	for _, digit := range d.digits[:digits] {
		n = n<<5 | uint32(digit)
	}
	d.digits = d.digits[digits:]
	return n
}

// Varint reads a number of as many digits as it needs.
func (d *Reader) Varint() int {
	n := 0
	for i := range varintSize {
		digit := int(d.Fixed(1))
		n |= digit & 15 << (4 * i)
		if digit < 16 {
			d.Hold(digit > 0 || i == 0)
			return n
		}
	}
	d.Hold(false)
	return 0
}

// Text reads a text to its end.
func (d *Reader) Text() string {
	var text []rune
	for !d.wrong {
		digit := d.Fixed(1)
		if digit == textEnd {
			break
		}
		d.Hold(len(text) < maxText)
		text = append(text, d.letter(digit))
	}
	return string(text)
}

func (d *Reader) letter(digit uint32) rune {
	switch {
	case digit < 26:
		return 'a' + rune(digit)
	case digit == textCapital:
		at := d.Fixed(1)
		d.Hold(at < 26)
		return 'A' + rune(at)
	case digit == textOther:
		r := rune(d.Varint() ^ textFlip)
		_, plain := plainDigit(r)
		d.Hold(utf8.ValidRune(r) && !unseen(r) && !plain && (r < 'A' || r > 'Z'))
		return r
	}
	return []rune{' ', 0, '.', '-'}[digit-26]
}

// Number reads letters as a number of fixed length. It is false when a character is none of the alphabet, or there are more than six.
func Number(letters string) (uint32, bool) {
	n := uint32(0)
	for i := range len(letters) {
		digit, ok := digitOf(letters[i])
		if !ok || i == 6 {
			return 0, false
		}
		n = n<<5 | uint32(digit)
	}
	return n, true
}

// Letters writes a number as letters of a code, as many as it is given digits.
func Letters(n uint32, digits int) string {
	var w Writer
	w.Fixed(n, digits)
	return w.String()
}
