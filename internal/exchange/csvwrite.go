package exchange

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/internal/xlsx"
	"handrail/quiz"
)

// Two kinds of rows beside those of questions: the quiz itself, and the story that several questions share.
const (
	quizRow     = "quiz"
	scenarioRow = "scenario"
)

// The columns of the table before those of the answers, and after. A match has names above its columns: left heading and right heading.
func columnsBefore() []string {
	return []string{"id", "kind", "question", "text", "rules", "source", "points", "left heading", "right heading"}
}

func columnsAfter() []string {
	return []string{"explanation", "hint", "scenario", trainerColumn}
}

const trainerColumn = "trainer notes"

// maxAnswers is how many answers a question can have: with so many, the table has as many columns as are read.
const maxAnswers = 80

func answerColumns(n int) []string {
	return []string{fmt.Sprintf("answer %d", n), fmt.Sprintf("right %d", n), fmt.Sprintf("feedback %d", n)}
}

// record is a row by the names of its columns.
type record map[string]xlsx.Cell

func (r record) put(column, text string) {
	if text != "" {
		r[column] = xlsx.Cell{Text: text}
	}
}

func (r record) number(column string, n float64) {
	r[column] = xlsx.Cell{Text: trim(n), Number: true}
}

// tableWriter makes the rows of a table.
type tableWriter struct {
	*source.Reporter
	options Options
	lost    losses
	rows    []record
	answers int // of the question that has the most
}

// tableRows are the rows of a table of questions, in columns that they name in the first row. Texts are markdown, but for the question
// itself and short answers, which are words. What is right has an x, an order is that of its answers, and a pair is an answer and what is
// right for it: of categorise a thing and its heading. A setting of the quiz is a pair in the row of kind quiz.
func tableRows(s *Set, o Options, r *source.Reporter) [][]xlsx.Cell {
	w := tableWriter{Reporter: r, options: o, lost: losses{r: r}}
	w.quiz(s)
	var last *Scenario
	for _, q := range s.Questions {
		if q.Scenario != nil && q.Scenario != last {
			w.scenario(q.Scenario)
		}
		last = q.Scenario
		w.question(q)
	}
	w.lost.report()
	cells := 0
	for _, row := range w.rows {
		cells += len(row)
	}
	if w.answers > maxAnswers || len(w.rows) >= xlsx.MaxRows || cells > maxCells-500 { // which leaves room for the names of the columns
		r.Add(source.Pos{File: s.File.Path, Line: 1}, "Make several quizzes of it.", "this quiz is too large for a table, which has %d rows, %d answers in each, and %d cells in all",
			xlsx.MaxRows-1, maxAnswers, maxCells)
		return nil
	}
	header := columnsBefore()
	for n := range w.answers {
		header = append(header, answerColumns(n+1)...)
	}
	header = append(header, columnsAfter()...)
	if !o.TrainerNotes {
		header = header[:len(header)-1]
	}
	table := make([][]xlsx.Cell, 1+len(w.rows))
	for _, name := range header {
		table[0] = append(table[0], xlsx.Cell{Text: name})
	}
	for i, row := range w.rows {
		for _, name := range header {
			table[i+1] = append(table[i+1], row[name])
		}
	}
	return table
}

// put puts a text into a row. A table holds no pictures, so their descriptions are there.
func (w *tableWriter) put(r record, column string, t Text) {
	r.put(column, strings.TrimSuffix(Text(mapImages(t, func(in text.Inline) text.Inline {
		return text.Inline{Kind: text.Words, Text: "[" + in.Text + "]"}
	})).Markdown(), "\n"))
}

func (w *tableWriter) quiz(s *Set) {
	row := record{}
	row.put("kind", quizRow)
	row.put("question", s.Title)
	w.put(row, "text", s.Intro)
	set := 0
	put := func(name, value string, is bool) {
		if is {
			set++
			row.put(answerColumns(set)[0], name)
			row.put(answerColumns(set)[1], value)
		}
	}
	number := func(name string, n int) {
		if n > 0 {
			set++
			row.put(answerColumns(set)[0], name)
			row.number(answerColumns(set)[1], float64(n))
		}
	}
	put("language", s.Language, s.Language != "")
	number("pass", s.Pass)
	number("draw", s.Draw)
	put("shuffle", s.Shuffle, s.Shuffle != "" && s.Shuffle != "none")
	put("feedback", s.Feedback, s.Feedback != "" && s.Feedback != "at-once")
	number("minutes", s.Minutes)
	put("certificate", "yes", s.Certificate)
	w.answers = set
	w.rows = append(w.rows, row)
	if len(imagesIn(s.Intro)) > 0 {
		w.Warn(source.Pos{File: s.File.Path, Line: 1}, pictureHint, "the introduction loses pictures, which become the words that describe them")
	}
}

const pictureHint = "A table holds no pictures. Say in words what they show where that is needed to answer."

func (w *tableWriter) scenario(s *Scenario) {
	row := record{}
	row.put("id", s.ID)
	row.put("kind", scenarioRow)
	row.put("question", s.Title)
	w.put(row, "text", s.Story)
	w.rows = append(w.rows, row)
	if len(imagesIn(s.Story)) > 0 {
		w.Warn(s.Pos, pictureHint, "this story loses pictures, which become the words that describe them")
	}
}

func (w *tableWriter) question(q *Question) {
	row := record{}
	row.put("id", q.ID)
	row.put("kind", string(q.Kind))
	row.put("question", q.Title)
	w.put(row, "text", q.Stem)
	row.put("rules", strings.Join(ruleIDs(q), " "))
	row.put("source", strings.Join(q.Sources, " "))
	row.number("points", float64(q.Points))
	w.put(row, "explanation", q.Explanation)
	w.put(row, "hint", q.Hint)
	if q.Scenario != nil {
		row.put("scenario", q.Scenario.ID)
	}
	texts := append(q.texts(), q.Stem, q.Explanation, q.Hint)
	if w.options.TrainerNotes {
		w.put(row, trainerColumn, q.Trainer)
		texts = append(texts, q.Trainer)
	} else if len(q.Trainer) > 0 {
		w.lost.lose(q, "the notes for the trainer", "Add --with-trainer-notes to take them along.")
	}
	w.put(row, "left heading", q.Heads[0])
	w.put(row, "right heading", q.Heads[1])
	w.answers = max(w.answers, w.fill(row, q))
	w.rows = append(w.rows, row)
	if len(imagesIn(texts...)) > 0 {
		w.lost.lose(q, "pictures, which become the words that describe them", pictureHint)
	}
}

// fill writes the answers of a question, and says how many there are.
func (w *tableWriter) fill(row record, q *Question) int {
	n := 0
	next := func() []string {
		n++
		return answerColumns(n)
	}
	for _, c := range q.Choices {
		columns := next()
		w.put(row, columns[0], c.Text)
		if c.Right {
			row.put(columns[1], "x")
		}
		w.put(row, columns[2], c.Feedback)
	}
	for _, item := range q.Items {
		w.put(row, next()[0], item)
	}
	for _, pair := range w.pairs(q) {
		columns := next()
		w.put(row, columns[0], pair.Left)
		w.put(row, columns[1], pair.Right)
	}
	for _, a := range q.Accepted {
		if a.IsNumber && !math.IsInf(a.Number, 0) {
			if column := next()[0]; a.Tolerance > 0 {
				row.put(column, acceptedNumber(a.Number, a.Tolerance).Forms[0])
			} else {
				row.number(column, a.Number)
			}
			continue
		}
		for _, form := range a.Forms {
			row.put(next()[0], form)
		}
	}
	return n
}

// pairs are the pairs of a question; of categorise in the order of its headings, from which that order is read again.
func (w *tableWriter) pairs(q *Question) []Pair {
	if q.Kind != quiz.Categorise {
		return q.Pairs
	}
	var pairs []Pair
	for i, heading := range q.Headings {
		if slices.ContainsFunc(q.Headings[:i], func(other Text) bool { return text.Equal(other, heading) }) {
			continue
		}
		before := len(pairs)
		for _, pair := range q.Pairs {
			if text.Equal(pair.Right, heading) {
				pairs = append(pairs, pair)
			}
		}
		if len(pairs) == before {
			w.Warn(q.Pos, "Put something under it.", "the heading %q has nothing under it, and is left out", heading.Plain())
		}
	}
	return pairs
}

// texts are the texts of the answers of a question.
func (q *Question) texts() []Text {
	all := slices.Clone(q.Items)
	for _, c := range q.Choices {
		all = append(all, c.Text, c.Feedback)
	}
	for _, p := range q.Pairs {
		all = append(all, p.Left, p.Right)
	}
	return append(all, q.Heads[0], q.Heads[1])
}

// ruleIDs are the identifiers of the rules of a question.
func ruleIDs(q *Question) []string {
	var ids []string
	for _, rule := range q.Rules {
		ids = append(ids, rule.ID)
	}
	return ids
}

// typedNumber matches a number as it is written above, or typed with the characters for a tolerance that keyboards have.
var typedNumber = pattern.New(`^(-?[0-9]{1,15}(?:\.[0-9]+)?)(?:\s*(?:±|\+-|\+/-)\s*([0-9]{1,15}(?:\.[0-9]+)?))?$`)

// readAccepted reads a short answer that is accepted: words, or a number with or without its tolerance.
func readAccepted(words string) Accepted {
	words = strings.Join(strings.Fields(words), " ")
	if m := typedNumber().FindStringSubmatch(words); m != nil {
		n, _ := strconv.ParseFloat(m[1], 64) // the pattern lets nothing else through
		tolerance, _ := strconv.ParseFloat(m[2], 64)
		return acceptedNumber(n, tolerance)
	}
	return Accepted{Forms: []string{words}}
}
