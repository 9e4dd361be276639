package exchange

import (
	"math/bits"
	"slices"

	"handrail/quiz"
)

// suspendLength is the length of the longest state, in characters of ASCII, that the page of a quiz keeps in a learning system
// (cmi.suspend_data). templates/features/lms/state.ts writes it, and leaves out the words of short answers where there is too little room for
// them: so they are not counted.
func suspendLength(s *Set) int {
	lengths := make([]int, len(s.Questions))
	for i, q := range s.Questions {
		lengths[i] = answerLength(q)
	}
	slices.Sort(lengths)
	asked := len(lengths)
	if s.Draw > 0 && s.Draw < asked {
		asked = s.Draw
	}
	// What the state is and its length, 6; its check, 3; the version, 8; what all is mixed by, 7; the day, 5; the score, 4; the answers before, 7.
	length := 6 + 3 + 8 + 7 + 5 + 4 + 7 + numberLength(asked)
	for _, n := range lengths[len(lengths)-asked:] { // the questions with the longest answers may be drawn
		length += n
	}
	return length + (asked+4)/5 // which explanations are marked as not clear
}

// answerLength is the length of the longest answer to a question: its form, and what was chosen.
func answerLength(q *Question) int {
	pairs := func(n, options int) int { return 1 + numberLength(n) + n*numberLength(max(options-1, 0)) }
	each := func(n int) int { // of the places of a list, once
		length := 1 + numberLength(n)
		for place := range n {
			length += numberLength(place)
		}
		return length
	}
	switch q.Kind {
	case quiz.Many:
		if n := len(q.Choices); n > 28 {
			return each(n)
		}
		return 1 + max(numberLength(1<<len(q.Choices)-1), numberLength(len(q.Choices)-1))
	case quiz.Order:
		return each(len(q.Items))
	case quiz.Match:
		return pairs(len(q.Pairs), len(q.Pairs))
	case quiz.Categorise:
		return pairs(len(q.Pairs), len(q.Headings))
	case quiz.Short:
		return 1
	}
	return 1 + numberLength(max(len(q.Choices)-1, 0))
}

// numberLength is how many characters a number of a code takes: four bits in each (internal/code).
func numberLength(n int) int { return max(1, (bits.Len(uint(n))+3)/4) }
