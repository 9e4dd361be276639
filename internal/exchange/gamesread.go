package exchange

import (
	"slices"
	"strconv"
	"strings"

	"handrail/internal/language"
	"handrail/quiz"
)

// gameRow is a row of a game's spreadsheet, by the columns that the program knows.
type gameRow struct {
	cells   []gridCell
	columns map[string]int
}

func (x gameRow) cell(column string) gridCell {
	n, ok := x.columns[column]
	if !ok || n >= len(x.cells) {
		return gridCell{"", x.cells[0].Pos}
	}
	return gridCell{strings.TrimSpace(x.cells[n].Text), x.cells[n].Pos}
}

// gameColumns finds the columns of a game's spreadsheet: the first whose name begins with each, as the rest of the names says how much
// fits into them.
func gameColumns(names, known []string) map[string]int {
	columns := map[string]int{}
	for _, column := range known {
		if n := slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(name, column) }); n >= 0 {
			columns[column] = n
		}
	}
	return columns
}

// isGameHeader says whether a row names the first columns of a game's spreadsheet.
func isGameHeader(known []string, needed int) func(names []string) bool {
	return func(names []string) bool { return len(gameColumns(names, known[:needed])) == needed }
}

// gameRows are the rows of a game's spreadsheet below the names of its columns, of which the first ones have to be there. Other columns are
// reported.
func (i *importing) gameRows(known []string, needed int, hint string) []gameRow {
	rows := i.grid(isGameHeader(known, needed), hint)
	if len(rows) == 0 {
		return nil
	}
	names := namesIn(rows[0])
	columns := gameColumns(names, known)
	for n, name := range names {
		if name != "" && !slices.ContainsFunc(known, func(column string) bool { return strings.HasPrefix(name, column) }) {
			i.Warn(rows[0][n].Pos, "Nothing has to be done if the quiz does not need it.", "the column %q is not known, and is not read", name)
		}
	}
	i.nameless(rows, columns[known[0]])
	var list []gameRow
	for _, row := range rows[1:] {
		if from := columns[known[0]]; len(row) > from && slices.ContainsFunc(row[from:], func(c gridCell) bool { return strings.TrimSpace(c.Text) != "" }) {
			list = append(list, gameRow{row, columns})
		}
	}
	return list
}

// gameChoices gives a question its choices, and those of them the tick that correct names by their numbers. ok is false for a question that
// has to be left out, which is reported.
func (i *importing) gameChoices(q *Question, answers []gridCell, correct gridCell) (ok bool) {
	right := map[int]bool{}
	for _, number := range strings.FieldsFunc(correct.Text, func(r rune) bool { return strings.ContainsRune(",;. ", r) }) { // 1,3 may have become 1.3
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > len(answers) || answers[n-1].Text == "" {
			i.leaveOut(correct.Pos, "Write the number of the right answer, such as 2, or 1,3 for two of them.", "%q is not the number of an answer: this question is left out", correct.Text)
			return false
		}
		right[n] = true
	}
	if len(right) == 0 {
		i.leaveOut(correct.Pos, "Write the number of the right answer, such as 2, or 1,3 for two of them.", "this question has no right answer, and is left out")
		return false
	}
	words := language.English().Questions
	var truths []string
	for n, answer := range answers {
		if answer.Text == "" {
			continue
		}
		if lower := strings.ToLower(answer.Text); lower == words.True || lower == words.False {
			truths = append(truths, lower)
		}
		q.Choices = append(q.Choices, Choice{Text: i.plain(answer.Text), Right: right[n+1]})
	}
	switch {
	case len(right) > 1:
		q.Kind = quiz.Many
	case len(q.Choices) == 2 && len(truths) == 2 && truths[0] != truths[1]:
		q.Kind = quiz.TrueFalse
	}
	return true
}
