package result

import (
	"fmt"

	"handrail/quiz"
)

// Group is the results of one quiz, scored against the quiz as it is now.
type Group struct {
	Quiz      *quiz.Quiz
	Taken     []Taken // those that count, in the order in which they came
	Again     int     // results that came more than once, counted each time after the first
	Unmatched []int   // which results are not counted: none of their questions is in the quiz as it is now
}

// Taken is a result with its score.
type Taken struct {
	Result
	Older    bool // it is of another version of the quiz
	Got, All int  // points, of the questions that it was asked
	Passed   bool // false when the quiz has no pass mark
	LeftOut  int  // answers to questions that are gone or have changed
	Marked   []Marked
}

// Marked is an answer with its mark.
type Marked struct {
	Answer
	At   int // of its question in the quiz
	Mark quiz.Mark
}

// Collect scores results of one quiz. A result that comes again, with the same answers in the same go on the same day,
// counts once: it gets the first name that one of them has.
func Collect(q *quiz.Quiz, results []Result) *Group {
	g := &Group{Quiz: q}
	version, places := q.VersionDigest(), map[uint32]int{}
	for i, digest := range q.Digests() {
		places[digest] = i
	}
	seen := map[string]int{} // which of Taken
	for i, r := range results {
		taken := score(q, r, places)
		taken.Older = r.Version != version
		if len(taken.Marked) == 0 {
			g.Unmatched = append(g.Unmatched, i)
			continue
		}
		nameless := r
		nameless.Name = ""
		key := fmt.Sprintf("%#v", nameless)
		if at, again := seen[key]; again {
			g.Again++
			if g.Taken[at].Name == "" {
				g.Taken[at].Name = r.Name
			}
			continue
		}
		seen[key] = len(g.Taken)
		g.Taken = append(g.Taken, taken)
	}
	return g
}

// score marks the answers of a result. places says where the question of each digest is in the quiz.
func score(q *quiz.Quiz, r Result, places map[uint32]int) Taken {
	t := Taken{Result: r}
	for _, a := range r.Answers {
		at, known := places[a.Question]
		if !known || !a.Answer.None() && !q.Questions[at].Fits(a.Answer) {
			t.LeftOut++
			continue
		}
		mark := q.Questions[at].Mark(a.Answer)
		t.All += q.Questions[at].Points
		if mark == quiz.Right {
			t.Got += q.Questions[at].Points
		}
		t.Marked = append(t.Marked, Marked{a, at, mark})
	}
	t.Passed = q.Pass > 0 && t.All > 0 && t.Got*100 >= int(q.Pass)*t.All
	return t
}
