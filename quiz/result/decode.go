package result

import (
	"iter"
	"slices"

	"handrail/internal/code"
)

// Codes is the kind of code that results have.
func Codes() code.Kind[Result] {
	return code.Kind[Result]{Start: codeStart, Newest: markedCode, Read: readResult}
}

// Found is one code of a result in a text, or what is wrong with it.
type Found = code.Found[Result]

// Decode reads a code that is complete, without anything between its characters. It is false when a character is wrong: the code
// is then none that Encode writes.
func Decode(text string) (Result, bool) { return Codes().Decode(text) }

// Find finds the code of every result in a text.
func Find(text string) iter.Seq[Found] { return Codes().Find(text) }

func readResult(d *code.Reader, format int) Result {
	r := Result{Quiz: d.Fixed(4), Version: d.Fixed(4), Day: d.Varint(), Go: int(d.Fixed(3)), Name: d.Text()}
	count := d.Varint()
	d.Hold(r.Day <= code.MaxDay && count <= maxAnswers)
	asked := map[uint32]bool{}
	r.Answers = []Answer{}
	for i := 0; i < count && !d.Wrong(); i++ {
		question, head := d.Fixed(4), d.Digit()
		d.Hold(!asked[question])
		asked[question] = true
		a := Answer{Question: question, Sure: head >> 3}
		readAnswer(d, &a, head&7)
		r.Answers = append(r.Answers, a)
	}
	if format == markedCode {
		readUnclear(d, r.Answers)
	}
	return r
}

// readUnclear reads which explanations are marked: at least one, as the code would be of the other format otherwise.
func readUnclear(d *code.Reader, answers []Answer) {
	any := 0
	for five := range slices.Chunk(answers, 5) {
		digit := d.Digit()
		any |= digit
		d.Hold(digit>>len(five) == 0)
		for i := range five {
			five[i].Unclear = digit>>i&1 == 1
		}
	}
	d.Hold(any > 0)
}

func readAnswer(d *code.Reader, a *Answer, form int) {
	switch form {
	case formNone:
	case formOne:
		a.Answer.Places = []int{d.Varint()}
	case formMask:
		mask := d.Varint()
		for place := range maxMask + 1 {
			if mask>>place&1 == 1 {
				a.Answer.Places = append(a.Answer.Places, place)
			}
		}
		d.Hold(len(a.Answer.Places) > 1)
	case formList:
		count := d.Varint()
		d.Hold(count > 1 && count <= maxList)
		for i := 0; i < count && !d.Wrong(); i++ {
			a.Answer.Places = append(a.Answer.Places, d.Varint())
		}
		d.Hold(!rise(a.Answer.Places))
	case formWords:
		a.Answer.Words = d.Text()
		d.Hold(a.Answer.Words != "")
	default:
		d.Hold(false)
	}
}
