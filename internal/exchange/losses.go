package exchange

import (
	"fmt"
	"strings"

	"handrail/internal/source"
)

// lostPictures is what is lost where words alone can be.
const lostPictures = "pictures, which become the words that describe them"

// losses counts what a format loses of several questions alike: each loss is reported once, with the number of questions.
type losses struct {
	r    *source.Reporter
	list []loss
}

type loss struct {
	what, hint string
	first      source.Pos
	questions  int
}

// lose notes that something of a question is lost, such as "the hint".
func (l *losses) lose(q *Question, what, hint string) {
	for i := range l.list {
		if l.list[i].what == what {
			l.list[i].questions++
			return
		}
	}
	l.list = append(l.list, loss{what, hint, q.Pos, 1})
}

// loseUnseen notes what is for trainers, and what the site alone shows.
func (l *losses) loseUnseen(q *Question) {
	if len(q.Trainer) > 0 {
		l.lose(q, "the notes for the trainer", "They stay on the pages for trainers: a file for learners never has them.")
	}
	if len(q.Sources) > 0 {
		l.lose(q, "the name of a source", "Name the source in the question if learners need it.")
	}
}

// report reports each loss at the first question that has it.
func (l *losses) report() {
	for _, one := range l.list {
		if one.questions == 1 {
			l.r.Warn(one.first, one.hint, "this question loses %s", one.what)
		} else {
			l.r.Warn(one.first, one.hint, "%d questions lose %s, this one first", one.questions, one.what)
		}
	}
}

// loseSettings reports what is set for the whole quiz, which a format that holds questions alone loses.
func (s *Set) loseSettings(r *source.Reporter, hint string) {
	if set := settings(s); len(set) > 0 {
		r.Warn(s.top(), hint, "what is set for the whole quiz is lost: %s", strings.Join(set, ", "))
	}
}

// settings lists in words what is set for the whole quiz.
func settings(s *Set) []string {
	var list []string
	add := func(is bool, format string, args ...any) {
		if is {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	add(len(s.Intro) > 0, "the introduction")
	add(s.Pass > 0, "the pass mark of %d%%", s.Pass)
	add(s.Draw > 0, "that %d questions are drawn", s.Draw)
	add(s.Shuffle != "" && s.Shuffle != "none", "the shuffling")
	add(s.Feedback == "at-end", "that feedback comes at the end")
	add(s.Minutes > 0, "the time of %d minutes", s.Minutes)
	add(s.Certificate, "the certificate")
	return list
}
