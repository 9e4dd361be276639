package exchange

import (
	"math/rand/v2"
	"testing"

	"handrail/quiz"
)

// readBack writes a quiz as markdown, and reads it as a site does.
func readBack(t testing.TB, s *Set) (back *Set, written string) {
	t.Helper()
	data := Markdown(s)
	return fromMarkdown(t, data, s.Images), string(data)
}

// TestMarkdown: what is written is read as the same quiz, whatever is in it.
func TestMarkdown(t *testing.T) {
	sets := []*Set{trialSet(t)}
	for seed := range uint64(60) {
		sets = append(sets, randomSet(rand.New(rand.NewPCG(seed, 1))))
	}
	for n, s := range sets {
		for _, q := range s.Questions {
			if q.Kind == quiz.Short {
				q.separate()
			}
		}
		back, written := readBack(t, s)
		if diff := equalSets(s, back); diff != "" {
			t.Fatalf("%d: %s\n\n%s", n, diff, written)
		}
	}
}

// separate makes an accepted answer of each way in which one may be written, as the markdown has them.
func (q *Question) separate() {
	var list []Accepted
	for _, a := range q.Accepted {
		if a.IsNumber {
			list = append(list, a)
			continue
		}
		for _, form := range a.Forms {
			list = append(list, Accepted{Forms: []string{form}})
		}
	}
	q.Accepted = list
}
