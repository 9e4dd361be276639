package exchange

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/pattern"
	"handrail/quiz"
)

// short gives the type of a short answer in Moodle, and what writes the accepted answers.
func (w *moodleWriter) short(q *Question) (kind string, write func()) {
	if !slices.ContainsFunc(q.Accepted, func(a Accepted) bool { return !a.inDigits() }) {
		w.losses.lose(q, "other ways to write a number", "Moodle takes digits with a point, such as 1500 and 2.5: say so in the question.")
		return "numerical", func() { w.numbers(q) }
	}
	if slices.ContainsFunc(q.Accepted, func(a Accepted) bool { return a.Tolerance != 0 }) {
		w.losses.lose(q, "the tolerance of numbers", "Accept numbers alone in the question, or list each number that is right: with words beside it, Moodle takes the number itself alone.")
	}
	w.losses.lose(q, "answers with other punctuation or spaces, and nearly right ones", "Moodle takes what is typed exactly, but for capitals: list each way in which people may write the answer.")
	return "shortanswer", func() {
		w.leaf("usecase", "0")
		words, typed := q.written()
		for _, answer := range append(words, typed...) {
			w.start("answer", "fraction", "100", "format", "moodle_auto_format")
			w.leaf("text", strings.ReplaceAll(answer, "*", `\*`)) // an asterisk alone is any words
			w.html("feedback", nil)
			w.end()
		}
	}
}

func (w *moodleWriter) numbers(q *Question) {
	for _, a := range q.Accepted {
		w.start("answer", "fraction", "100", "format", "moodle_auto_format")
		w.leaf("text", trim(a.Number))
		w.leaf("tolerance", trim(a.Tolerance))
		w.html("feedback", nil)
		w.end()
	}
	w.leaf("unitgradingtype", "0")
	w.leaf("unitpenalty", "0.1")
	w.leaf("showunits", "3")
	w.leaf("unitsleft", "0")
}

// short reads accepted answers in words.
func (m *moodleReader) short(n *xmlNode, q *Question) bool {
	q.Kind = quiz.Short
	for _, a := range m.accepted(n, q) {
		words, wild := unescapeStar(a.words)
		if wild {
			m.Warn(a.Pos, "List each answer that is right: an asterisk is any words in Moodle, and an asterisk here.", "the accepted answer %q is left out", a.words)
			continue
		}
		q.Accepted = append(q.Accepted, acceptedWords(words))
	}
	if strings.TrimSpace(n.child("usecase").text()) == "1" {
		m.losses.lose(q, "that capitals have to be right", "Nothing has to be done, unless the capitals are what you ask for.")
	}
	return m.hasAnswers(n, len(q.Accepted))
}

var plainNumber = pattern.New(`^-?[0-9]{1,15}(\.[0-9]{1,15})?$`)

// unescapeStar gives an accepted answer as it is typed. wild says that an asterisk in it is any words.
func unescapeStar(words string) (plain string, wild bool) {
	plain = strings.ReplaceAll(words, `\*`, "\x00")
	return strings.ReplaceAll(plain, "\x00", "*"), strings.Contains(plain, "*")
}

// accepted lists the answers that earn all the points. Feedback to them has no place here.
func (m *moodleReader) accepted(n *xmlNode, q *Question) []answer {
	var list []answer
	feedback := false
	for _, a := range m.answers(n) {
		feedback = feedback || strings.TrimSpace(a.child("feedback").text()) != ""
		switch {
		case a.words == "" || a.words == "*" && a.fraction <= 0: // all other answers
		case !a.isFull():
			m.Warn(a.Pos, "List it with [=] before it, if it is right.", "the answer %q earns %s%% of the points in Moodle, and is left out", a.words, trim(a.fraction))
		default:
			list = append(list, a)
		}
	}
	if feedback {
		m.losses.lose(q, "the feedback to what is typed", "Look whether the explanation says it.")
	}
	return list
}

func (m *moodleReader) numbers(n *xmlNode, q *Question) bool {
	q.Kind = quiz.Short
	for _, a := range m.accepted(n, q) {
		number, err := strconv.ParseFloat(a.words, 64)
		if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
			m.Warn(a.Pos, "Write it with [=] before it, in digits.", "the accepted answer %q is left out, as it is not a number", a.words)
			continue
		}
		tolerance, err := m.tolerance(a)
		if err != nil {
			m.Warn(a.Pos, "Write it after the number: [=] 256 ± 6.", "the tolerance of %q cannot be read, and is left out", a.words)
		}
		q.Accepted = append(q.Accepted, acceptedNumber(number, tolerance))
	}
	if strings.TrimSpace(n.child("units").text()) != "" {
		m.losses.lose(q, "the units of numbers", "Say in the question in which unit the answer is.")
	}
	return m.hasAnswers(n, len(q.Accepted))
}

// tolerance reads by how much a number may differ.
func (m *moodleReader) tolerance(a answer) (float64, error) {
	words := strings.TrimSpace(a.child("tolerance").text())
	if words == "" {
		return 0, nil
	}
	tolerance, err := strconv.ParseFloat(words, 64)
	if err != nil || tolerance < 0 || math.IsInf(tolerance, 0) || math.IsNaN(tolerance) {
		return 0, fmt.Errorf("%q is no tolerance", words)
	}
	return tolerance, nil
}
