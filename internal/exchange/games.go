package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// game is a program that shows one question after another to a room, each for a time, and takes its questions from a spreadsheet.
type game struct {
	name     string
	question int // how many characters it can have; 0 when no limit is known
	answer   int // the same of an answer
	answers  int // how many a question can have
	kinds    []quiz.Kind
	explains bool  // it shows an explanation
	seconds  []int // how long it can show a question
	usual    int   // of these
}

// gameWriter makes the rows of questions for a game. Texts are plain, and none is cut: a question that does not fit is left out.
type gameWriter struct {
	*source.Reporter
	game
	lost    losses
	without []leftOut
}

// leftOut is why questions are left out.
type leftOut struct {
	why   string
	first source.Pos
	count int
}

// gameQuestion is a question as a game has it.
type gameQuestion struct {
	*Question
	Number  int // from 1
	Words   string
	Answers []string
	Right   []string // the numbers of the answers that are right, from 1
	Untyped bool     // there is no room for the accepted answers as they are typed on a keyboard
}

// write gives the questions that a game can have, and how long each is shown. There are none after an error, which is reported.
func (g game) write(s *Set, o Options, r *source.Reporter) (list []gameQuestion, seconds int) {
	if seconds = o.Seconds; seconds == 0 {
		seconds = g.usual
	}
	if !slices.Contains(g.seconds, seconds) {
		r.Add(s.top(), "Write one of these after --seconds: "+strings.Trim(fmt.Sprint(g.seconds), "[]")+".", "a question cannot be shown for %d seconds", seconds)
		return nil, 0
	}
	w := gameWriter{Reporter: r, game: g, lost: losses{r: r}}
	for _, q := range s.Questions {
		x := gameQuestion{Question: q, Number: len(list) + 1, Words: strings.Join(strings.Fields(q.Title+" "+q.Stem.Plain()), " ")}
		w.answersOf(&x)
		if w.fits(x) {
			w.losses(x)
			list = append(list, x)
		}
	}
	for _, out := range w.without {
		questions := "this question is left out"
		if out.count > 1 {
			questions = fmt.Sprintf("%d questions are left out, this one first", out.count)
		}
		r.Warn(out.first, "Ask it in another way, or export the quiz in another format as well.", "%s, as the program %s", questions, out.why)
	}
	if len(list) == 0 {
		r.Add(s.top(), "Choose another format, such as csv, which holds all questions.", "none of the questions can be written")
		return nil, 0
	}
	s.loseSettings(r, "Set what you need in "+g.name+".")
	w.lost.report()
	return list, seconds
}

func (w *gameWriter) answersOf(x *gameQuestion) {
	for n, c := range x.Choices {
		x.Answers = append(x.Answers, c.Text.Plain())
		if c.Right {
			x.Right = append(x.Right, strconv.Itoa(n+1))
		}
	}
	words, typed := x.written()
	x.Answers = append(x.Answers, words...)
	if len(x.Answers)+len(typed) <= w.answers {
		x.Answers = append(x.Answers, typed...)
	} else if len(typed) > 0 {
		x.Untyped = true
	}
}

// fits says whether a game can have a question. If not, that is reported.
func (w *gameWriter) fits(x gameQuestion) bool {
	least := 2
	if x.Kind == quiz.Short {
		least = 1
	}
	switch n := len(x.Answers); {
	case !slices.Contains(w.kinds, x.Kind):
		w.leaveOut(x, fmt.Sprintf("has no questions of kind %s", x.Kind))
	case n < least || n > w.answers:
		w.leaveOut(x, fmt.Sprintf("has questions with %d to %d answers, and this one has %d", least, w.answers, n))
	case x.Kind != quiz.Short && len(x.Right) == 0:
		w.leaveOut(x, "has no questions without a right answer")
	case slices.Contains(x.Answers, ""):
		w.leaveOut(x, "has no answers without words")
	case w.question > 0 && units(x.Words) > w.question:
		w.leaveOut(x, fmt.Sprintf("has room for %d characters in a question, and this one has %d", w.question, units(x.Words)))
	default:
		for _, answer := range x.Answers {
			if w.answer > 0 && units(answer) > w.answer {
				w.leaveOut(x, fmt.Sprintf("has room for %d characters in an answer, and one of these has %d", w.answer, units(answer)))
				return false
			}
		}
		return true
	}
	return false
}

// units counts characters as these programs may do it: one beyond the 65,536 that were first in Unicode is two.
func units(words string) int { return len(utf16.Encode([]rune(words))) }

func (w *gameWriter) leaveOut(x gameQuestion, why string) {
	for i := range w.without {
		if w.without[i].why == why {
			w.without[i].count++
			return
		}
	}
	w.without = append(w.without, leftOut{why, x.Pos, 1})
}

// losses counts what a game has no place for.
func (w *gameWriter) losses(x gameQuestion) {
	texts := append(x.texts(), x.Stem)
	for _, loss := range []struct {
		is         bool
		what, hint string
	}{
		{x.Points > 1, "the number of points", "Set the points in " + w.name + "."},
		{x.ID != "", "the name after the #", "Nothing has to be done. If you import the file again, each question gets a name made of its words."},
		{len(x.Rules) > 0, "the names of rules", "Say in a few words what to read again when you show the answer."},
		{len(x.Sources) > 0, "the name of a source", "Name the source in the question if learners need it."},
		{len(x.Hint) > 0, "the hint", "Write it into the question if it is needed."},
		{len(x.Trainer) > 0, "the notes for the trainer", "They are on the page with the key."},
		{x.Scenario != nil, "the story of the scenario", "Read the story out before you ask, or write what is needed into the question."},
		{len(x.Explanation) > 0 && !w.explains, "the explanation", "Explain the answer when you show it."},
		{slices.ContainsFunc(x.Choices, func(c Choice) bool { return len(c.Feedback) > 0 }), "the feedback to choices", "Say why the others are wrong when you show the answer."},
		{x.Kind == quiz.Short, "what is forgiven in short answers", "Add accepted answers that learners are likely to write: any other may be taken for wrong."},
		{x.Untyped, "accepted answers as they are typed on a keyboard, which has ' for ’", "Write the accepted answers in the quiz as they are typed, or accept fewer."},
		{slices.ContainsFunc(x.Accepted, func(a Accepted) bool { return a.Tolerance > 0 }), "the tolerance of a number", "Add the numbers that you accept as answers."},
		{len(imagesIn(append(texts, x.Explanation)...)) > 0, lostPictures, "Add the pictures in " + w.name + "."},
		{slices.ContainsFunc(append(texts, x.Explanation), isMarked), "lists, emphasis and other markup: the words alone are kept", "See whether the question can be read in one line."},
	} {
		if loss.is {
			w.lost.lose(x.Question, loss.what, loss.hint)
		}
	}
}

// isMarked says whether a text is more than a line of words.
func isMarked(t Text) bool {
	return len(t) > 1 || len(t) == 1 && (t[0].Kind != text.Paragraph || slices.ContainsFunc(t[0].Inlines, func(in text.Inline) bool {
		return in.Kind != text.Words && in.Kind != text.Image
	}))
}
