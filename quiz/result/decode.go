package result

import (
	"strings"
	"unicode/utf8"
)

// Decode reads a code that is complete, without anything between its characters. It is false when a character is wrong: the code
// is then none that Encode writes.
func Decode(code string) (Result, bool) {
	digits := make([]byte, len(code))
	for i := range len(code) {
		digit, ok := digitOf(code[i])
		if !ok {
			return Result{}, false
		}
		digits[i] = digit
	}
	if len(digits) < startSize+checkSize {
		return Result{}, false
	}
	body := len(digits) - checkSize
	sum := reader{digits: digits[body:]}
	if sum.fixed(checkSize) != check(digits[:body]) {
		return Result{}, false
	}
	d := reader{digits: digits[:body]}
	d.hold(d.fixed(2) == 17<<5|24 && d.fixed(1) == format && int(d.fixed(3)) == len(digits))
	r := d.result()
	if d.wrong || len(d.digits) > 0 {
		return Result{}, false
	}
	return r, true
}

// digitOf is what a letter of a code stands for, however it is written.
func digitOf(letter byte) (byte, bool) {
	if letter >= 'a' && letter <= 'z' {
		letter -= 'a' - 'A'
	}
	switch letter {
	case 'O':
		letter = '0'
	case 'I', 'L':
		letter = '1'
	}
	digit := strings.IndexByte(letters, letter)
	return byte(max(digit, 0)), digit >= 0
}

// reader reads digits one after another. After the first that is wrong it gives nothing but zeros.
type reader struct {
	digits []byte
	wrong  bool
}

// hold says what has to be so: that the code is as Encode writes it.
func (d *reader) hold(fine bool) {
	if !fine {
		d.wrong, d.digits = true, nil
	}
}

func (d *reader) fixed(digits int) uint32 {
	if d.hold(len(d.digits) >= digits); d.wrong {
		return 0
	}
	n := uint32(0)
	for _, digit := range d.digits[:digits] {
		n = n<<5 | uint32(digit)
	}
	d.digits = d.digits[digits:]
	return n
}

func (d *reader) varint() int {
	n := 0
	for i := range varintSize {
		digit := int(d.fixed(1))
		n |= digit & 15 << (4 * i)
		if digit < 16 {
			d.hold(digit > 0 || i == 0)
			return n
		}
	}
	d.hold(false)
	return 0
}

func (d *reader) text() string {
	var text []rune
	for !d.wrong {
		digit := d.fixed(1)
		if digit == textEnd {
			break
		}
		d.hold(len(text) < maxText)
		text = append(text, d.letter(digit))
	}
	return string(text)
}

func (d *reader) letter(digit uint32) rune {
	switch {
	case digit < 26:
		return 'a' + rune(digit)
	case digit == textCapital:
		at := d.fixed(1)
		d.hold(at < 26)
		return 'A' + rune(at)
	case digit == textOther:
		r := rune(d.varint() ^ textFlip)
		_, plain := plainDigit(r)
		d.hold(utf8.ValidRune(r) && !unseen(r) && !plain && (r < 'A' || r > 'Z'))
		return r
	}
	return []rune{' ', 0, '.', '-'}[digit-26]
}

func (d *reader) result() Result {
	r := Result{Quiz: d.fixed(4), Version: d.fixed(4), Day: d.varint(), Go: int(d.fixed(3)), Name: d.text()}
	count := d.varint()
	d.hold(r.Day <= maxDay && count <= maxAnswers)
	asked := map[uint32]bool{}
	r.Answers = []Answer{}
	for i := 0; i < count && !d.wrong; i++ {
		question, head := d.fixed(4), d.fixed(1)
		d.hold(!asked[question])
		asked[question] = true
		a := Answer{Question: question, Sure: int(head >> 3)}
		d.answer(&a, head&7)
		r.Answers = append(r.Answers, a)
	}
	return r
}

func (d *reader) answer(a *Answer, form uint32) {
	switch form {
	case formNone:
	case formOne:
		a.Answer.Places = []int{d.varint()}
	case formMask:
		mask := d.varint()
		for place := range maxMask + 1 {
			if mask>>place&1 == 1 {
				a.Answer.Places = append(a.Answer.Places, place)
			}
		}
		d.hold(len(a.Answer.Places) > 1)
	case formList:
		count := d.varint()
		d.hold(count > 1 && count <= maxList)
		for i := 0; i < count && !d.wrong; i++ {
			a.Answer.Places = append(a.Answer.Places, d.varint())
		}
		d.hold(!rise(a.Answer.Places))
	case formWords:
		a.Answer.Words = d.text()
		d.hold(a.Answer.Words != "")
	default:
		d.hold(false)
	}
}
