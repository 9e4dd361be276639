package quiz

import (
	"testing"

	"handrail/internal/markdown"
)

// TestVersion: an attempt can be gone on with as long as the questions and answers are the same.
func TestVersion(t *testing.T) {
	of := func(change func(q *Question)) string {
		q := &Question{ID: "which", Kind: One, Points: 1, Choices: []Choice{
			{Item: Item{Plain: "First"}, Right: true}, {Item: Item{Plain: "Second"}}}}
		change(q)
		return (&Quiz{Questions: []*Question{q}}).Version()
	}
	same := of(func(*Question) {})
	if len(same) != 8 {
		t.Errorf("the version is %q", same)
	}
	if got := of(func(q *Question) { q.Explanation, q.Title = markdown.HTML("Why."), "Which one?" }); got != same {
		t.Error("an explanation makes another version")
	}
	for name, change := range map[string]func(q *Question){
		"another name":         func(q *Question) { q.ID = "what" },
		"another kind":         func(q *Question) { q.Kind = Many },
		"other points":         func(q *Question) { q.Points = 2 },
		"another right answer": func(q *Question) { q.Choices[0].Right, q.Choices[1].Right = false, true },
		"other words":          func(q *Question) { q.Choices[1].Plain = "Third" },
		"another order":        func(q *Question) { q.Choices[0], q.Choices[1] = q.Choices[1], q.Choices[0] },
		"one choice fewer":     func(q *Question) { q.Choices = q.Choices[:1] },
		"an answer in words":   func(q *Question) { q.Accepted = []Accepted{{Item: Item{Plain: "x"}}} },
	} {
		if of(change) == same {
			t.Errorf("%s does not make another version", name)
		}
	}
}

// TestDigests: a result finds its question again as long as there is the same to choose from.
func TestDigests(t *testing.T) {
	of := func(change func(q *Question)) uint32 {
		q := &Question{ID: "which", Kind: One, Points: 1, Choices: []Choice{{Item: Item{Plain: "First one"}, Right: true}, {Item: Item{Plain: "Second"}}}}
		change(q)
		return (&Quiz{Questions: []*Question{q}}).Digests()[0]
	}
	same := of(func(*Question) {})
	for name, change := range map[string]func(q *Question){
		"another title":        func(q *Question) { q.Title = "Which?" },
		"other points":         func(q *Question) { q.Points = 2 },
		"another right answer": func(q *Question) { q.Choices[0].Right, q.Choices[1].Right = false, true },
		"a capital and a stop": func(q *Question) { q.Choices[0].Plain = "First One." },
	} {
		if of(change) != same {
			t.Errorf("%s makes another question", name)
		}
	}
	for name, change := range map[string]func(q *Question){
		"another identifier": func(q *Question) { q.ID = "what" },
		"another choice":     func(q *Question) { q.Choices[1].Plain = "Third" },
		"another order":      func(q *Question) { q.Choices[0], q.Choices[1] = q.Choices[1], q.Choices[0] },
	} {
		if of(change) == same {
			t.Errorf("%s does not make another question", name)
		}
	}
	twice := &Question{ID: "which", Kind: Short}
	if got := (&Quiz{Questions: []*Question{twice, twice}}).Digests(); got[0] == got[1] || got[0]>>digestBits != 0 {
		t.Errorf("digests that would meet are %d", got)
	}
}
