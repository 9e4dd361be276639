package exchange

import (
	"strconv"
	"strings"

	"handrail/quiz"
)

// choices reads what is chosen from. With = before one of them, one is right; with weights alone, each of more than nothing is.
func (g *giftReader) choices(b *giftBlock) bool {
	single := strings.Contains(b.answers, "=")
	right := 0
	for _, part := range giftParts(strings.ReplaceAll(b.answers, "=", "~="), "~") {
		answer, isRight := strings.CutPrefix(part, "=")
		weight := 100.0
		if !isRight {
			weight, answer = weighed(part, 0)
		}
		words, comment, _ := strings.Cut(answer, "#")
		choice := Choice{Text: g.text(b, words), Feedback: g.text(b, comment), Right: weight >= 100 || weight > 0 && !single}
		if single && weight > 0 && weight < 100 {
			g.Warn(b.pos, "Look at this choice: tick it if it is right.", "the choice %q, which is right in part, counts as wrong", choice.Text.Plain())
		} else if single && weight < 0 {
			g.Warn(b.pos, "A wrong answer gets no points.", "the choice %q takes points away, which is left out", choice.Text.Plain())
		}
		if choice.Right {
			right++
		}
		b.q.Choices = append(b.q.Choices, choice)
	}
	b.q.Kind = quiz.One
	if !single || right > 1 {
		b.q.Kind = quiz.Many
	}
	if single && right > 1 {
		g.Warn(b.pos, "Leave one of them, or say in the question that all are to be chosen.",
			"any one of %d choices was right, and now all of them have to be chosen", right)
	}
	return true
}

// pairs reads what belongs together.
func (g *giftReader) pairs(b *giftBlock) bool {
	for _, part := range giftParts(b.answers, "=") {
		left, right, ok := strings.Cut(part, "->")
		if !ok {
			g.leaveOut(b.pos, "Write -> between the two sides of each pair.", "this question is left out, as a pair of it has no ->")
			return false
		}
		pair := Pair{g.text(b, left), g.plain(giftPlain(right))}
		if len(pair.Left) == 0 {
			g.Warn(b.pos, "Leave it out, or add what belongs to it.", "%q is left out, as nothing belongs to it", pair.Right.Plain())
			continue
		}
		b.q.Pairs = append(b.q.Pairs, pair)
	}
	if len(b.q.Pairs) == 0 {
		g.leaveOut(b.pos, "Write what belongs together on both sides of ->.", "this question is left out, as it has no pair")
		return false
	}
	b.q.matched()
	b.q.ordered()
	return true
}

// matched makes of pairs that share right sides a question of things under headings.
func (q *Question) matched() {
	var headings []Text
	seen := map[string]bool{}
	for _, pair := range q.Pairs {
		if right := pair.Right.HTML(nil); !seen[right] {
			seen[right] = true
			headings = append(headings, pair.Right)
		}
	}
	q.Kind = quiz.Match
	if len(headings) < len(q.Pairs) {
		q.Kind, q.Headings = quiz.Categorise, headings
	}
}

// order reads the answers of Moodle's ordering plug-in: what is shown on the first line, and then a line for each item.
func (g *giftReader) order(b *giftBlock) bool {
	_, items, _ := strings.Cut(b.answers, "\n")
	b.q.Kind = quiz.Order
	for item := range strings.SplitSeq(items, "\n") {
		b.q.Items = append(b.q.Items, g.text(b, item))
	}
	if len(b.q.Items) < 2 {
		g.leaveOut(b.pos, "Write each item on a line of its own.", "this question is left out, as it has nothing to put in order")
		return false
	}
	return true
}

// numbers reads accepted numbers: 256:6 with a tolerance, and 250..262 from one to another.
func (g *giftReader) numbers(b *giftBlock) bool {
	b.q.Kind = quiz.Short
	answers, wrong, _ := strings.Cut(b.answers[1:], "~")
	for _, part := range giftParts(answers, "=") {
		weight, answer := weighed(part, 100)
		number, comment, _ := strings.Cut(answer, "#")
		a, ok := giftNumber(giftPlain(number))
		if !ok || !g.wholly(b, weight, giftPlain(number)) {
			if !ok {
				g.Warn(b.pos, "Write a number, a number with its tolerance, as 256:6, or the lowest and the highest, as 250..262.",
					"%q is left out, as it is no number", giftPlain(number))
			}
			continue
		}
		g.noFeedback(b, comment)
		b.q.Accepted = append(b.q.Accepted, a)
	}
	_, comment, _ := strings.Cut(wrong, "#")
	g.noFeedback(b, comment)
	return g.accepts(b)
}

func giftNumber(words string) (Accepted, bool) {
	var n, tolerance float64
	var err, second error
	if low, high, ok := strings.Cut(words, ".."); ok {
		var to float64
		n, err = strconv.ParseFloat(strings.TrimSpace(low), 64)
		to, second = strconv.ParseFloat(strings.TrimSpace(high), 64)
		n, tolerance = (n+to)/2, (to-n)/2
	} else {
		number, around, ok := strings.Cut(words, ":")
		n, err = strconv.ParseFloat(strings.TrimSpace(number), 64)
		if ok {
			tolerance, second = strconv.ParseFloat(strings.TrimSpace(around), 64)
		}
	}
	// The difference is a number of its own when one of them is none.
	if err != nil || second != nil || !(n-n == 0) || !(tolerance >= 0) || tolerance-tolerance != 0 {
		return Accepted{}, false
	}
	return acceptedNumber(n, tolerance), true
}

// acceptedNumber accepts a number, as the markdown of a quiz has it.
func acceptedNumber(n, tolerance float64) Accepted {
	form := trim(n)
	if tolerance > 0 {
		form += " ± " + trim(tolerance)
	}
	return Accepted{Forms: []string{form}, Number: n, Tolerance: tolerance, IsNumber: true}
}

// short reads accepted answers, which are plain text. A star in one stands for any characters unless it is escaped.
func (g *giftReader) short(b *giftBlock) bool {
	b.q.Kind = quiz.Short
	for _, part := range giftParts(b.answers, "=") {
		weight, answer := weighed(part, 100)
		words, comment, _ := strings.Cut(answer, "#")
		_, words = giftFormat(words, "")
		words = strings.Join(strings.Fields(giftPlain(words)), " ")
		form, wild := unescapeStar(words)
		switch {
		case form == "" || !g.wholly(b, weight, words):
		case wild:
			g.Warn(b.pos, "List what learners are likely to write.", "the accepted answer %q is left out, as its star stands for any characters", words)
		default:
			b.q.Accepted = append(b.q.Accepted, acceptedWords(form))
		}
		g.noFeedback(b, comment)
	}
	return g.accepts(b)
}

// wholly says whether an accepted answer counts in full.
func (g *giftReader) wholly(b *giftBlock, weight float64, words string) bool {
	if weight < 100 {
		g.Warn(b.pos, "Add it to the accepted answers if it is right.", "the answer %q is left out, as it counts for %s%% alone", words, trim(weight))
	}
	return weight >= 100
}

// noFeedback reports what is said to a short answer.
func (g *giftReader) noFeedback(b *giftBlock, comment string) {
	if plain := g.text(b, comment).Plain(); plain != "" {
		g.Warn(b.pos, "Write it into the explanation.", "the feedback %q is left out: a short answer has none of its own", plain)
	}
}

// accepts leaves out a question that would accept nothing.
func (g *giftReader) accepts(b *giftBlock) bool {
	if len(b.q.Accepted) == 0 {
		g.leaveOut(b.pos, "Write = before each accepted answer.", "this question is left out, as it accepts no answer that can be kept")
	}
	return len(b.q.Accepted) > 0
}
