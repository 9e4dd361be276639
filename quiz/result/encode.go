package result

import (
	"errors"
	"slices"

	"handrail/internal/code"
	"handrail/quiz"
)

const (
	codeStart  = "HR"
	plainCode  = 1 // the format of a result in which no explanation is marked
	markedCode = 2 // the format of the others

	maxAnswers = 2_000
	maxList    = quiz.MaxPlaces
	maxMask    = 27 // the highest place in a mask: a varint has 28 bits
)

// The forms of an answer.
const (
	formNone = iota
	formOne
	formMask
	formList
	formWords
)

// Encode writes the code of a result. The error says that the result has none: a number is out of its range, a text holds
// what cannot be seen, or all is too much for one code (32,767 characters).
func Encode(r Result) (string, error) {
	text := codeDigits(r).String()
	if back, ok := Decode(text); !ok || !same(back, r) {
		return "", errors.New("this result cannot be written as a code")
	}
	return text, nil
}

// codeDigits are the digits of the code of a result, if it has one.
func codeDigits(r Result) code.Writer {
	unclear := slices.ContainsFunc(r.Answers, func(a Answer) bool { return a.Unclear })
	format := plainCode
	if unclear {
		format = markedCode
	}
	w := code.NewWriter(codeStart, format)
	w.Fixed(r.Quiz, 4)
	w.Fixed(r.Version, 4)
	w.Varint(r.Day)
	w.Fixed(uint32(r.Go), 3)
	w.Text(r.Name)
	w.Varint(len(r.Answers))
	for _, a := range r.Answers {
		w.Fixed(a.Question, 4)
		writeAnswer(&w, a)
	}
	if unclear {
		for five := range slices.Chunk(r.Answers, 5) {
			digit := 0
			for i, a := range five {
				if a.Unclear {
					digit |= 1 << i
				}
			}
			w.Digit(digit)
		}
	}
	return w.Seal()
}

// same says whether two results say the same.
func same(a, b Result) bool {
	return a.Quiz == b.Quiz && a.Version == b.Version && a.Day == b.Day && a.Go == b.Go && a.Name == b.Name &&
		slices.EqualFunc(a.Answers, b.Answers, func(a, b Answer) bool {
			return a.Question == b.Question && a.Sure == b.Sure && a.Unclear == b.Unclear && a.Answer.Words == b.Answer.Words && slices.Equal(a.Answer.Places, b.Answer.Places)
		})
}

func writeAnswer(w *code.Writer, a Answer) {
	sure, places := (a.Sure&3)<<3, a.Answer.Places
	switch {
	case a.Answer.None():
		w.Digit(sure)
	case len(places) == 0:
		w.Digit(sure | formWords)
		w.Text(a.Answer.Words)
	case len(places) == 1:
		w.Digit(sure | formOne)
		w.Varint(places[0])
	case rise(places):
		w.Digit(sure | formMask)
		mask := 0
		for _, place := range places {
			mask |= 1 << place
		}
		w.Varint(mask)
	default:
		w.Digit(sure | formList)
		w.Varint(len(places))
		for _, place := range places {
			w.Varint(place)
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
