package result

import (
	"io"
	"strconv"
	"strings"

	"handrail/internal/table"
	"handrail/quiz"
)

// WriteCSV writes the results of a group as a table for a spreadsheet, a row for each taker, in the order in which they
// came. Find reads the results again from it.
//
// It is written by [table.WriteRow]. The first row is
//
//	name,date,version,points,of,passed,QUESTION…,unclear,code
//
// with the identifier of each question, in the order of the file. In the rows below,
//
//	name      is what was typed, or empty
//	date      is such as 2026-11-22
//	version   is now, or older for another version of the quiz
//	points,of are whole numbers
//	passed    is yes or no, or empty when the quiz has no pass mark
//	QUESTION  is right, partly, nearly or wrong, or empty when the question was not asked or its answer is left out
//	unclear   is the identifiers of the questions whose explanations are marked as unclear, with spaces between them
//	code      is the code of the result, with the name
func WriteCSV(w io.Writer, g *Group) error {
	row := []string{table.Start + "name", "date", "version", "points", "of", "passed"}
	for _, q := range g.Quiz.Questions {
		row = append(row, q.ID)
	}
	if err := table.WriteRow(w, append(row, "unclear", "code")); err != nil {
		return err
	}
	for _, t := range g.Taken {
		row := []string{t.Name, Date(t.Day), age(t), strconv.Itoa(t.Got), strconv.Itoa(t.All), passed(g.Quiz, t)}
		var unclear []string
		for at, q := range g.Quiz.Questions {
			row = append(row, string(t.mark(at)))
			if t.unclear(at) {
				unclear = append(unclear, q.ID)
			}
		}
		if err := table.WriteRow(w, append(row, strings.Join(unclear, " "), t.Code)); err != nil {
			return err
		}
	}
	return nil
}

func age(t Taken) string {
	if t.Older {
		return "older"
	}
	return "now"
}

func passed(q *quiz.Quiz, t Taken) string {
	switch {
	case q.Pass == 0:
		return ""
	case t.Passed:
		return "yes"
	}
	return "no"
}
