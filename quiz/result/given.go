package result

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"handrail/quiz"
)

// given is the answers to a question, added up as they come.
type given struct {
	question *quiz.Question
	sums     QuestionReport // of what can be added up
	answers  []Given        // each choice in the order of the file; of other answers each that was given
	at       map[string]int // of an answer without choices in answers, by its key
}

// mostGiven is how many answers are shown for a question without choices.
const mostGiven = 12

func newGiven(q *quiz.Question) given {
	g := given{question: q, sums: QuestionReport{ID: q.ID}, answers: []Given{}, at: map[string]int{}}
	for i := range q.Choices() {
		g.answers = append(g.answers, Given{Choice: &i})
	}
	return g
}

// add counts an answer that fits the question.
func (g *given) add(a Answer, mark quiz.Mark) {
	r := &g.sums
	r.Asked++
	if a.Unclear {
		r.Unclear++
	}
	switch mark {
	case quiz.Right:
		r.Right++
	case quiz.Partly:
		r.Partly++
	case quiz.Nearly:
		r.Nearly++
	}
	if mark != quiz.Right && mark != quiz.Nearly && a.Sure == Sure {
		r.SureWrong++
	}
	switch {
	case a.Answer.None():
		r.None++
	case len(g.question.Choices()) > 0:
		for _, place := range a.Answer.Places {
			g.answers[place].N++
		}
	default:
		one := Given{Places: a.Answer.Places}
		if len(a.Answer.Places) == 0 {
			words := shown(a.Answer.Words)
			one = Given{Words: &words}
		}
		key := one.key()
		if _, known := g.at[key]; !known {
			g.at[key] = len(g.answers)
			g.answers = append(g.answers, one)
		}
		g.answers[g.at[key]].N++
	}
}

// report is what was answered. rests is how each taker did in the question and in the rest of the quiz.
func (g *given) report(rests iter.Seq[rest]) QuestionReport {
	r := g.sums
	r.Given, r.Discrimination = slices.Clone(g.answers), correlation(rests)
	if len(g.question.Choices()) == 0 {
		slices.SortFunc(r.Given, func(a, b Given) int {
			return cmp.Or(b.N-a.N, strings.Compare(a.key(), b.key()))
		})
		r.Given = r.Given[:min(len(r.Given), mostGiven)]
	}
	return r
}

// shown is how a short answer is shown: folded, so that those which are marked alike are counted together. Folding would take
// the point out of a number, and make 0.3 and "0 3" the same: an answer with a digit (0 to 9) stays as it is.
func shown(words string) string {
	if strings.ContainsAny(words, "0123456789") {
		return words
	}
	return quiz.Fold(words)
}

// key is the same for two answers that are counted together. It sorts by places, and by the code points of words.
func (g Given) key() string {
	if g.Words != nil {
		return *g.Words
	}
	key := make([]rune, len(g.Places))
	for i, place := range g.Places {
		key[i] = rune(place)
	}
	return string(key)
}
