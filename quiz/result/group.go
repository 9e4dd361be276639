package result

import (
	"crypto/sha256"
	"iter"
	"slices"

	"handrail/quiz"
)

// Group is the results of one quiz, scored against the quiz as it is now. It keeps of each result its code and its marks alone, so that
// a million of them fit in memory.
type Group struct {
	Quiz  *quiz.Quiz
	Taken []Taken // those that count, in the order in which they came
	Again int     // results that came more than once, counted each time after the first

	version uint32
	places  map[uint32]int        // the question of each digest
	seen    map[[keySize]byte]int // which of Taken
	given   []given               // to each question
}

// Taken is a result that counts, with its score.
type Taken struct {
	Code, Name string
	Day        int  // days since 1970-01-01
	Older      bool // it is of another version of the quiz
	Got, All   int  // points, of the questions that it was asked
	Passed     bool // false when the quiz has no pass mark
	LeftOut    int  // answers to questions that are gone or have changed

	// marks has for each question of the quiz the first letter of its mark, or notAsked. It is a capital where the explanation is marked
	// as unclear.
	marks string
}

// notAsked is, in the marks, a question that was not asked, or whose answer is left out.
const notAsked = ' '

// keySize is how many bytes of a SHA-256 distinguish results: nobody can make up two results that have them in common.
const keySize = 16

// NewGroup is a group of which no results have come yet.
func NewGroup(q *quiz.Quiz) *Group {
	g := &Group{Quiz: q, version: q.VersionDigest(), places: map[uint32]int{}, seen: map[[keySize]byte]int{}}
	for i, digest := range q.Digests() {
		g.places[digest] = i
	}
	for _, question := range q.Questions {
		g.given = append(g.given, newGiven(question))
	}
	return g
}

// Add scores a result of the quiz, one that [Find] has read. A result that comes again, with the same answers in the same go on the
// same day, counts once: it gets the first name that one of them has, and the marks of the one with the most. Add is false, and the result is not counted, when none of its
// questions is in the quiz as it is now.
func (g *Group) Add(f Found) bool {
	t, answers := g.score(f)
	if len(answers) == 0 {
		return false
	}
	key := keyOf(f.Content)
	if at, again := g.seen[key]; again {
		g.Again++
		if g.Taken[at].saysLess(t) {
			g.replace(at, t)
		}
		return true
	}
	g.seen[key] = len(g.Taken)
	g.Taken = append(g.Taken, t)
	for at, answer := range answers {
		g.given[at].add(answer, t.mark(at))
	}
	return true
}

// score marks the answers of a result. It returns those that count too, by the place of their question in the quiz.
func (g *Group) score(f Found) (Taken, map[int]Answer) {
	r := f.Content
	t := Taken{Code: f.Code, Name: r.Name, Day: r.Day, Older: r.Version != g.version}
	marks := slices.Repeat([]byte{notAsked}, len(g.Quiz.Questions))
	answers := make(map[int]Answer, len(r.Answers))
	for _, a := range r.Answers {
		at, known := g.places[a.Question]
		if !known || !a.Answer.None() && !g.Quiz.Questions[at].Fits(a.Answer) {
			t.LeftOut++
			continue
		}
		mark := g.Quiz.Questions[at].Mark(a.Answer)
		t.All += g.Quiz.Questions[at].Points
		if mark == quiz.Right {
			t.Got += g.Quiz.Questions[at].Points
		}
		marks[at], answers[at] = mark[0], a
		if a.Unclear {
			marks[at] -= 'a' - 'A'
		}
	}
	t.marks = string(marks)
	t.Passed = g.Quiz.Pass > 0 && t.All > 0 && t.Got*100 >= int(g.Quiz.Pass)*t.All
	return t, answers
}

// mark is the mark of a question, by its place in the quiz; "" when it was not asked or its answer is left out.
func (t *Taken) mark(at int) quiz.Mark {
	for _, mark := range []quiz.Mark{quiz.Right, quiz.Partly, quiz.Nearly, quiz.Wrong} {
		if t.marks[at]|' ' == mark[0] {
			return mark
		}
	}
	return ""
}

// unclear says whether the explanation of a question is marked, by its place in the quiz.
func (t *Taken) unclear(at int) bool { return t.marks[at] >= 'A' && t.marks[at] <= 'Z' }

// saysLess says whether the same result, come again, says more than t: it has a name, or more marks. A name is never lost.
func (t *Taken) saysLess(again Taken) bool {
	if again.Name == "" && t.Name != "" {
		return false
	}
	before, now := t.unclears(), again.unclears()
	return now > before || now == before && t.Name == "" && again.Name != ""
}

func (t *Taken) unclears() (n int) {
	for at := range t.marks {
		if t.unclear(at) {
			n++
		}
	}
	return n
}

// replace puts the same result, come again, in the place of one that says less.
func (g *Group) replace(at int, again Taken) {
	for i := range g.given {
		if g.Taken[at].unclear(i) {
			g.given[i].sums.Unclear--
		}
		if again.unclear(i) {
			g.given[i].sums.Unclear++
		}
	}
	g.Taken[at] = again
}

// keyOf is the same for results that differ in the name or in marks alone.
func keyOf(r Result) [keySize]byte {
	r.Name, r.Answers = "", slices.Clone(r.Answers)
	for i := range r.Answers {
		r.Answers[i].Unclear = false
	}
	sum := sha256.Sum256(codeDigits(r))
	return [keySize]byte(sum[:keySize])
}

// rests is how each taker of a question did in it and in the rest of the quiz, in the order of the takers.
func (g *Group) rests(at int) iter.Seq[rest] {
	points := g.Quiz.Questions[at].Points
	return func(yield func(rest) bool) {
		for i := range g.Taken {
			t := &g.Taken[i]
			if t.marks[at] == notAsked || t.All <= points {
				continue
			}
			one, got := rest{}, t.Got
			if t.mark(at) == quiz.Right {
				one.right, got = 1, got-points
			}
			one.share = float64(got) / float64(t.All-points)
			if !yield(one) {
				return
			}
		}
	}
}
