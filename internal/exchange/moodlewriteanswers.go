package exchange

import (
	"slices"
	"strconv"

	"handrail/internal/text"
	"handrail/quiz"
)

// answers gives the type of a question in Moodle, and what writes its answers.
func (w *moodleWriter) answers(q *Question) (kind string, write func()) {
	switch q.Kind {
	case quiz.TrueFalse:
		if right, ok := truth(q.Choices); ok {
			return "truefalse", func() { w.trueFalse(q, right) }
		}
	case quiz.Match:
		return "matching", w.pairs(q, q.Pairs)
	case quiz.Categorise:
		var pairs []Pair
		for _, heading := range q.Headings {
			for _, pair := range q.Pairs {
				if text.Equal(pair.Right, heading) {
					pairs = append(pairs, pair)
				}
			}
		}
		return "matching", w.pairs(q, pairs)
	case quiz.Order:
		if w.ordering {
			return "ordering", func() { w.order(q) }
		}
		var pairs []Pair
		for i, item := range q.Items {
			pairs = append(pairs, Pair{Words(ordinal(i+1, w.english)), item})
		}
		return "matching", w.pairs(q, pairs)
	case quiz.Short:
		return w.short(q)
	}
	return "multichoice", w.choices(q)
}

// trueFalse writes whether a question is true. Moodle shows its own words for it, and takes true and false in the file for them.
func (w *moodleWriter) trueFalse(q *Question, right bool) {
	w.losses.lose(q, "the words for true and false", "Nothing has to be done: Moodle shows its own, with true first.")
	for _, answer := range []bool{true, false} {
		i := slices.IndexFunc(q.Choices, func(c Choice) bool { return c.Right == (answer == right) })
		w.start("answer", "fraction", grade(answer == right, "100", "0"), "format", "moodle_auto_format")
		w.leaf("text", strconv.FormatBool(answer))
		w.html("feedback", q.Choices[i].Feedback)
		w.end()
	}
}

func grade(right bool, yes, no string) string {
	if right {
		return yes
	}
	return no
}

// maxRight is how many right choices Moodle can share the points among: 1/11 is not in its table of fractions.
const maxRight = 10

func (w *moodleWriter) choices(q *Question) func() {
	single, yes, no := "true", "100", "0"
	if q.Kind == quiz.Many {
		single, no = "false", "-100"
		right := q.right()
		if right > maxRight {
			w.Add(q.Pos, "Make two questions of it, or leave out some of the right choices.", "Moodle takes %d right choices at most, and this question has %d", maxRight, right)
			return nil
		}
		yes = fraction(right)
		if right > 1 {
			w.partly(q)
		}
	}
	return func() {
		w.leaf("single", single)
		w.leaf("shuffleanswers", strconv.FormatBool(w.set.Shuffle == "choices" || w.set.Shuffle == "both"))
		w.leaf("answernumbering", "none")
		w.leaf("showstandardinstruction", "0")
		w.combined()
		for _, c := range q.Choices {
			w.start("answer", "fraction", grade(c.Right, yes, no), "format", "html")
			w.body(inline(c.Text))
			w.html("feedback", c.Feedback)
			w.end()
		}
	}
}

// partly reports that a part of an answer earns points.
func (w *moodleWriter) partly(q *Question) {
	w.losses.lose(q, "that only the whole answer earns points", "Moodle gives part of the points for part of an answer: bear it in mind when you set the grade to pass.")
}

// combined writes the feedback to an answer as a whole, which Handrail does not have and Moodle asks for.
func (w *moodleWriter) combined() {
	for _, name := range []string{"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"} {
		w.html(name, nil)
	}
}

// pairs writes what belongs together. Moodle shows the right sides in a menu, so they are plain text.
func (w *moodleWriter) pairs(q *Question, pairs []Pair) func() {
	w.partly(q)
	if len(pairs) < 3 {
		w.losses.lose(q, "the way to edit it in Moodle's own form, which asks for three answers", "Moodle takes the question from the file as it is. Add a third answer when you change it there.")
	}
	from, marked := map[string]Text{}, false
	for _, pair := range pairs {
		plain := pair.Right.Plain()
		if other, taken := from[plain]; taken && (q.Kind != quiz.Categorise || !text.Equal(other, pair.Right)) {
			w.Add(q.Pos, "Say in words how they differ: Moodle shows them without markup and pictures.", "two answers of this question are both %q in Moodle", plain)
			return nil
		}
		from[plain] = pair.Right
		if len(imagesIn(pair.Right)) > 0 {
			w.Warn(q.Pos, "Look whether the question can be answered without the picture.", "Moodle shows the words %q in place of a picture", plain)
		} else if !text.Equal(pair.Right, Words(plain)) {
			marked = true
		}
	}
	if marked {
		w.losses.lose(q, "the markup of what is to be assigned", "Look whether the question can be answered without it: Moodle shows plain words there.")
	}
	return func() {
		w.leaf("shuffleanswers", "true")
		w.combined()
		for _, pair := range pairs {
			w.start("subquestion", "format", "html")
			w.body(inline(pair.Left))
			w.wrapped("answer", pair.Right.Plain())
			w.end()
		}
	}
}

// order writes a question of the type ordering, which Moodle has since 4.4. All of these settings have to be there.
func (w *moodleWriter) order(q *Question) {
	for _, setting := range [][2]string{{"layouttype", "VERTICAL"}, {"selecttype", "ALL"}, {"selectcount", "0"},
		{"gradingtype", "ALL_OR_NOTHING"}, {"showgrading", "HIDE"}, {"numberingstyle", "none"}} {
		w.leaf(setting[0], setting[1])
	}
	w.combined()
	w.leaf("shownumcorrect", "0")
	for i, item := range q.Items {
		w.start("answer", "fraction", strconv.Itoa(i+1), "format", "html")
		w.body(inline(item))
		w.end()
	}
}
