package exchange

import (
	"fmt"
	"slices"
	"strings"

	"handrail/internal/text"
	"handrail/quiz"
)

// answersOf reads the answers of a question of a known kind, and says whether it has any.
func (x tableRow) answersOf(q *Question) bool {
	for n := range x.t.answers {
		columns := answerColumns(n + 1)
		answer := x.cell(columns[0])
		if answer.Text == "" {
			continue // what is beside it is left over, and reported
		}
		switch q.Kind {
		case quiz.One, quiz.Many, quiz.TrueFalse:
			right := x.cell(columns[1])
			is, ok := isYes(right.Text)
			if !ok {
				x.t.Warn(right.Pos, "Write x beside an answer that is right, and nothing beside one that is wrong.", "%q does not say whether the answer is right, so the answer counts as wrong", right.Text)
			}
			q.Choices = append(q.Choices, Choice{x.text(columns[0]), is, x.text(columns[2])})
		case quiz.Order:
			q.Items = append(q.Items, x.text(columns[0]))
		case quiz.Match, quiz.Categorise:
			if right := x.text(columns[1]); right != nil {
				q.Pairs = append(q.Pairs, Pair{x.text(columns[0]), right})
			} else {
				x.t.Warn(answer.Pos, fmt.Sprintf("Write it under %s.", columns[1]), "nothing belongs to this answer, which is left out")
			}
		case quiz.Short:
			q.Accepted = append(q.Accepted, readAccepted(answer.Text))
		}
	}
	if q.Kind == quiz.Match {
		q.Heads = [2]Text{x.text("left heading"), x.text("right heading")}
	}
	x.t.settle(q)
	return len(q.Choices)+len(q.Items)+len(q.Pairs)+len(q.Accepted) > 0
}

// settle gives a question the kind that its answers have, and reports what cannot be meant.
func (i *importing) settle(q *Question) {
	right := q.right()
	switch q.Kind {
	case quiz.TrueFalse:
		if len(q.Choices) != 2 || right > 1 {
			i.Warn(q.Pos, "Write true and false as its two answers, and x beside the one that is right.", "a question that is true or false has two answers, one of them right: this one is read as a question with choices")
			q.Kind = quiz.One
			if right > 1 {
				q.Kind = quiz.Many
			}
		}
	case quiz.One:
		if right > 1 {
			i.Warn(q.Pos, "Change its kind to many, or keep one x.", "this question of kind one has %d right answers, and is read as one of kind many", right)
			q.Kind = quiz.Many
		}
	case quiz.Match:
		if hasTwice(q.Pairs) {
			i.Warn(q.Pos, "Change its kind to categorise if that is meant.", "several answers of this question belong to the same thing, so it is read as one of kind categorise")
			if len(q.Heads[0])+len(q.Heads[1]) > 0 {
				i.Warn(q.Pos, "Say in the text of the question what they say.", "the left heading and the right heading of this question are left out")
			}
			q.Kind, q.Heads = quiz.Categorise, [2]Text{}
		}
	}
	if q.Kind == quiz.Categorise {
		for _, pair := range q.Pairs {
			if !slices.ContainsFunc(q.Headings, func(h Text) bool { return text.Equal(h, pair.Right) }) {
				q.Headings = append(q.Headings, pair.Right)
			}
		}
	}
	if len(q.Choices) > 0 && right == 0 {
		i.Warn(q.Pos, "Say which of its answers are right.", "no answer of this question is right")
	}
}

// hasTwice says whether a right side belongs to several left ones.
func hasTwice(pairs []Pair) bool {
	for n, pair := range pairs {
		if slices.ContainsFunc(pairs[:n], func(other Pair) bool {
			return strings.EqualFold(other.Right.Plain(), pair.Right.Plain()) && text.Equal(other.Right, pair.Right)
		}) {
			return true
		}
	}
	return false
}
