package exchange

import (
	"fmt"
	"strconv"
	"strings"

	"handrail/internal/source"
	"handrail/internal/xlsx"
	"handrail/quiz"
)

// kahoot is the spreadsheet that Kahoot imports questions from: its template has the names of the columns in row 8, from column B on. No
// standard describes it; the columns are those that public programs write which make such files.
func kahoot() Format {
	return Format{Name: "kahoot", Title: "Kahoot spreadsheet", Ending: ".xlsx", write: writeKahoot, read: readKahoot,
		is: func(data []byte) bool { return hasHeader(data, isGameHeader(kahootColumns(), kahootNeeded)) }}
}

func kahootGame() game {
	return game{name: "Kahoot", question: 120, answer: 75, answers: 4, kinds: []quiz.Kind{quiz.One, quiz.Many, quiz.TrueFalse},
		seconds: []int{5, 10, 20, 30, 60, 90, 120, 240}, usual: 60}
}

// kahootColumns are what the names of the columns begin with, of which the first are needed. What follows says how much fits: 120 and 75
// characters, and 95 and 60 in an older template.
func kahootColumns() []string {
	return []string{"question", "correct answer", "answer 1", "answer 2", "answer 3", "answer 4", "time limit"}
}

const kahootNeeded = 4

// kahootTop is how many rows are above the names of the columns.
const kahootTop = 7

func writeKahoot(s *Set, o Options, r *source.Reporter) []byte {
	g := kahootGame()
	list, seconds := g.write(s, o, r)
	if list == nil {
		return nil
	}
	names := []string{"", fmt.Sprintf("Question - max %d characters", g.question)}
	for n := range g.answers {
		names = append(names, fmt.Sprintf("Answer %d - max %d characters", n+1, g.answer))
	}
	names = append(names, "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one")
	rows := append(make([][]xlsx.Cell, kahootTop), textCells(names...))
	for _, q := range list {
		row := append([]xlsx.Cell{numberCell(q.Number)}, textCells(append([]string{q.Words}, padded(q.Answers, g.answers)...)...)...)
		rows = append(rows, append(row, numberCell(seconds), xlsx.Cell{Text: strings.Join(q.Right, ","), Number: len(q.Right) == 1}))
	}
	return workbook(s, "Sheet1", rows, r)
}

func textCells(texts ...string) []xlsx.Cell {
	cells := make([]xlsx.Cell, len(texts))
	for i, words := range texts {
		cells[i] = xlsx.Cell{Text: words}
	}
	return cells
}

func numberCell(n int) xlsx.Cell { return xlsx.Cell{Text: strconv.Itoa(n), Number: true} }

// padded are texts with empty ones after them.
func padded(texts []string, count int) []string {
	return append(append([]string{}, texts...), make([]string, count-len(texts))...)
}

func readKahoot(r *source.Reporter) *Set {
	i := newImport(r)
	lost := losses{r: r}
	rows := i.gameRows(kahootColumns(), kahootNeeded, "Use the template of Kahoot: its row 8 names the question, the answers 1 to 4 and the correct answers.")
	for _, row := range rows {
		words := row.cell("question")
		q := &Question{Kind: quiz.One, Points: 1, Pos: words.Pos}
		if words.Text == "" {
			i.leaveOut(words.Pos, "Write the question beside its answers.", "this row has no question, and is left out")
			continue
		}
		i.titled(q, i.plain(words.Text))
		answers := []gridCell{row.cell("answer 1"), row.cell("answer 2"), row.cell("answer 3"), row.cell("answer 4")}
		if !i.gameChoices(q, answers, row.cell("correct answer")) {
			continue
		}
		if row.cell("time limit").Text != "" {
			lost.lose(q, timeLimit, timeHint)
		}
		i.set.Questions = append(i.set.Questions, q)
	}
	lost.report()
	return i.questions()
}

// What is lost of every question of a game.
const (
	timeLimit = "the time limit"
	timeHint  = "Nothing has to be done: readers take the time that they need."
)
