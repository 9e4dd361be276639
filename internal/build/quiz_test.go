package build

import (
	"testing"

	"handrail/internal/markdown"
	"handrail/quiz"
)

// TestQuizVersion: an attempt can be gone on with as long as the questions and answers are the same.
func TestQuizVersion(t *testing.T) {
	of := func(change func(q *quiz.Question)) string {
		q := &quiz.Question{ID: "which", Kind: quiz.One, Points: 1, Choices: []quiz.Choice{
			{Item: quiz.Item{Plain: "First"}, Right: true}, {Item: quiz.Item{Plain: "Second"}}}}
		change(q)
		return version(&quiz.Quiz{Questions: []*quiz.Question{q}})
	}
	same := of(func(*quiz.Question) {})
	if len(same) != 8 {
		t.Errorf("the version is %q", same)
	}
	if got := of(func(q *quiz.Question) { q.Explanation, q.Title = markdown.HTML("Why."), "Which one?" }); got != same {
		t.Error("an explanation makes another version")
	}
	for name, change := range map[string]func(q *quiz.Question){
		"another name":         func(q *quiz.Question) { q.ID = "what" },
		"another kind":         func(q *quiz.Question) { q.Kind = quiz.Many },
		"other points":         func(q *quiz.Question) { q.Points = 2 },
		"another right answer": func(q *quiz.Question) { q.Choices[0].Right, q.Choices[1].Right = false, true },
		"other words":          func(q *quiz.Question) { q.Choices[1].Plain = "Third" },
		"another order":        func(q *quiz.Question) { q.Choices[0], q.Choices[1] = q.Choices[1], q.Choices[0] },
		"one choice fewer":     func(q *quiz.Question) { q.Choices = q.Choices[:1] },
		"an answer in words":   func(q *quiz.Question) { q.Accepted = []quiz.Accepted{{Item: quiz.Item{Plain: "x"}}} },
	} {
		if of(change) == same {
			t.Errorf("%s does not make another version", name)
		}
	}
}
