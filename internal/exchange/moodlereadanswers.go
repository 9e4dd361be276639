package exchange

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"handrail/quiz"
)

// answer is an answer with its share of the points, in percent.
type answer struct {
	*xmlNode
	fraction float64
	words    string
}

// answers lists the answers of a question. One whose share cannot be read earns nothing.
func (m *moodleReader) answers(n *xmlNode) []answer {
	var list []answer
	for i := range n.Children {
		child := &n.Children[i]
		if child.Name != "answer" {
			continue
		}
		a := answer{xmlNode: child, words: strings.TrimSpace(child.child("text").text())}
		var err error
		if a.fraction, err = strconv.ParseFloat(child.attr("fraction"), 64); err != nil || math.IsInf(a.fraction, 0) || math.IsNaN(a.fraction) {
			m.Warn(child.Pos, "Look whether the answer is right.", "the fraction %q of an answer is no number, so the answer counts as wrong", child.attr("fraction"))
			a.fraction = 0
		}
		list = append(list, a)
	}
	return list
}

const (
	full     = 100.0
	rounding = 1e-4 // that Moodle's own five decimals lose
)

func (a answer) isFull() bool { return a.fraction >= full-rounding }

func (m *moodleReader) choices(n *xmlNode, q *Question) bool {
	single := strings.TrimSpace(n.child("single").text())
	q.Kind = quiz.One
	if single == "false" || single == "0" {
		q.Kind = quiz.Many
	}
	takes := false
	for _, a := range m.answers(n) {
		c := Choice{Text: m.text(q, a.xmlNode), Feedback: m.text(q, a.child("feedback")), Right: a.isFull()}
		switch {
		case q.Kind == quiz.Many:
			c.Right = a.fraction > 0
		case a.fraction > 0 && !c.Right:
			m.Warn(a.Pos, "Look whether it is right: if so, tick it, and say in the question what makes it better or worse.",
				"the answer %q earns %s%% of the points in Moodle, and counts as wrong here", c.Text.Plain(), trim(a.fraction))
		case a.fraction < 0:
			takes = true
		}
		q.Choices = append(q.Choices, c)
	}
	if takes {
		m.losses.lose(q, "points that a wrong answer takes away", "A wrong answer earns nothing here: nothing has to be done.")
	}
	if right := q.right(); right > 1 && q.Kind == quiz.One {
		q.Kind = quiz.Many
		m.Warn(q.Pos, "Leave one of them, or say in the question that all are to be chosen.", "any one of %d choices was right, and now all of them have to be chosen", right)
	} else if right > 1 {
		m.partly(q)
	}
	return m.hasAnswers(n, len(q.Choices))
}

// hasAnswers reports a question that has no answers.
func (m *moodleReader) hasAnswers(n *xmlNode, answers int) bool {
	if answers == 0 {
		m.leaveOut(n.Pos, "Write it in the quiz.", "the question %q is left out, as it has no answers that can be kept", label(n))
	}
	return answers > 0
}

func (m *moodleReader) partly(q *Question) {
	m.losses.lose(q, "part of the points for part of an answer", "Only the whole answer earns points here: nothing has to be done.")
}

// trueFalse reads a question whose answers are the words true and false. In older files they are words of another language, with true first.
func (m *moodleReader) trueFalse(n *xmlNode, q *Question) bool {
	q.Kind = quiz.TrueFalse
	q.Choices = []Choice{{Text: Words("True")}, {Text: Words("False")}}
	answers := m.answers(n)
	if len(answers) != 2 {
		return m.hasAnswers(n, 0)
	}
	for i, a := range answers {
		place := i
		if strings.EqualFold(answers[0].words, "false") || strings.EqualFold(answers[1].words, "true") {
			place = 1 - i
		}
		q.Choices[place].Right, q.Choices[place].Feedback = a.isFull(), m.text(q, a.child("feedback"))
	}
	return true
}

// matching reads pairs. A right side that comes twice is a heading for several things, and 1st, 2nd, 3rd … on the left are an order.
func (m *moodleReader) matching(n *xmlNode, q *Question) bool {
	for i := range n.Children {
		sub := &n.Children[i]
		if sub.Name != "subquestion" {
			continue
		}
		left, right := m.text(q, sub), strings.TrimSpace(sub.child("answer").child("text").text())
		switch {
		case right == "" && len(left) == 0:
			continue
		case right == "":
			m.Warn(sub.Pos, "Add the pair in the quiz, if it is one.", "%q is left out, as it has no answer", left.Plain())
			continue
		case len(left) == 0:
			m.Warn(sub.Pos, "Leave it out, or write what belongs to it.", "the answer %q is left out, as nothing belongs to it", right)
			continue
		}
		q.Pairs = append(q.Pairs, Pair{left, m.plain(right)})
	}
	q.matched()
	q.ordered()
	m.partly(q)
	return m.hasAnswers(n, len(q.Pairs)+len(q.Items))
}

// ordered makes an order of pairs whose left sides are its places.
func (q *Question) ordered() {
	if isOrder(q.Pairs) {
		q.Kind, q.Headings = quiz.Order, nil // of which two can be alike
		for _, pair := range q.Pairs {
			q.Items = append(q.Items, pair.Right)
		}
		q.Pairs = nil
	}
}

// isOrder says whether the left sides of pairs are places in an order.
func isOrder(pairs []Pair) bool {
	for i, pair := range pairs {
		if left := pair.Left.Plain(); left != ordinal(i+1, true) && left != ordinal(i+1, false) {
			return false
		}
	}
	return len(pairs) > 1
}

// order reads a question of the type ordering. The fraction of an answer is its place.
func (m *moodleReader) order(n *xmlNode, q *Question) bool {
	q.Kind = quiz.Order
	answers := m.answers(n)
	slices.SortStableFunc(answers, func(a, b answer) int { return cmp.Compare(a.fraction, b.fraction) })
	for _, a := range answers {
		if item := m.text(q, a.xmlNode); len(item) > 0 {
			q.Items = append(q.Items, item)
		}
	}
	if grading := strings.TrimSpace(n.child("gradingtype").text()); grading != "" && grading != "ALL_OR_NOTHING" {
		m.partly(q)
	}
	if chosen := strings.TrimSpace(n.child("selecttype").text()); chosen != "" && chosen != "ALL" {
		m.losses.lose(q, "that only some of the items are asked for", "Remove items, if there are too many.")
	}
	return m.hasAnswers(n, len(q.Items))
}
