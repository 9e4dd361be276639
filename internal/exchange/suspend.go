package exchange

import (
	"math/bits"
	"slices"
	"sort"
	"strconv"

	"handrail/internal/source"
	"handrail/quiz"
)

// How many characters of a state a package keeps: cmi.suspend_data has room for so many in SCORM 1.2 (Run-Time Environment, 3.4). In SCORM 2004 it
// has 64,000 (4.2.23), and cmi5 has no limit, but the state is a code, whose length is a number of 15 bits (internal/code).
const (
	suspend12 = 4096
	stateMost = 32_767
)

// refuseSuspended reports a quiz that a learner could not leave and come back to: its answers are longer than what is kept.
func (s *Set) refuseSuspended(r *source.Reporter, most int) {
	length := suspendLength(s)
	if length <= most {
		return
	}
	fits := sort.Search(len(s.Questions), func(n int) bool {
		drawn := *s
		drawn.Draw = n + 1
		return suspendLength(&drawn) > most
	})
	hint := "Write draw: " + strconv.Itoa(fits) + " or less at the top of the quiz, or make several quizzes of it."
	if most < stateMost {
		hint = "Write draw: " + strconv.Itoa(fits) + " or less at the top of the quiz, make several quizzes of it, or use --format scorm2004."
	}
	r.Add(s.top(), hint, "the answers to this quiz can take %d characters, and a package keeps %d", length, most)
}

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
