package exchange

import (
	"fmt"
	"strings"
	"unicode"

	"handrail/internal/source"
	"handrail/internal/xlsx"
	"handrail/quiz"
)

// wayground is the spreadsheet that Wayground imports questions from, which was called Quizizz: the names of its columns are in row 1. No
// standard describes it; the columns are those that public programs write which make such files.
func wayground() Format {
	return Format{Name: "wayground", Title: "Wayground (Quizizz) spreadsheet", Ending: ".xlsx", write: writeWayground, read: readWayground,
		is: func(data []byte) bool { return hasHeader(data, isGameHeader(waygroundColumns(), waygroundNeeded)) }}
}

func waygroundGame() game {
	return game{name: "Wayground", answers: 5, kinds: []quiz.Kind{quiz.One, quiz.Many, quiz.TrueFalse, quiz.Short}, explains: true,
		seconds: []int{5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900}, usual: 60}
}

// waygroundColumns are the names of the columns in lowercase, of which the first are needed.
func waygroundColumns() []string {
	return []string{"question text", "question type", "option 1", "correct answer", "option 2", "option 3", "option 4", "option 5", "time in seconds", "image link", "answer explanation"}
}

const waygroundNeeded = 4

func writeWayground(s *Set, o Options, r *source.Reporter) []byte {
	g := waygroundGame()
	list, seconds := g.write(s, o, r)
	if list == nil {
		return nil
	}
	names := []string{"Question Text", "Question Type"}
	for n := range g.answers {
		names = append(names, fmt.Sprintf("Option %d", n+1))
	}
	rows := [][]xlsx.Cell{textCells(append(names, "Correct Answer", "Time in seconds", "Image Link", "Answer explanation")...)}
	for _, q := range list {
		kind := map[quiz.Kind]string{quiz.Many: "Checkbox", quiz.Short: "Fill-in-the-Blank"}[q.Kind]
		if kind == "" {
			kind = "Multiple Choice"
		}
		row := textCells(append([]string{q.Words, kind}, padded(q.Answers, g.answers)...)...)
		rows = append(rows, append(row, xlsx.Cell{Text: strings.Join(q.Right, ","), Number: len(q.Right) == 1}, numberCell(seconds), xlsx.Cell{}, xlsx.Cell{Text: q.Explanation.Plain()}))
	}
	return workbook(s, "Sheet1", rows, r)
}

func readWayground(r *source.Reporter) *Set {
	w := waygroundReader{newImport(r), losses{r: r}}
	rows := w.gameRows(waygroundColumns(), waygroundNeeded, "Use the template of Wayground: its first row names Question Text, Question Type, Option 1 to Option 5 and Correct Answer.")
	for _, row := range rows {
		w.question(row)
	}
	w.lost.report()
	return w.questions()
}

type waygroundReader struct {
	*importing
	lost losses
}

func (w *waygroundReader) question(row gameRow) {
	words, kind, correct := row.cell("question text"), row.cell("question type"), row.cell("correct answer")
	q := &Question{Kind: quiz.One, Points: 1, Pos: words.Pos, Explanation: w.plain(row.cell("answer explanation").Text)}
	if words.Text == "" {
		w.leaveOut(words.Pos, "Write the question beside its answers.", "this row has no question, and is left out")
		return
	}
	w.titled(q, w.plain(words.Text))
	var options []gridCell
	for n := range waygroundGame().answers {
		options = append(options, row.cell(fmt.Sprintf("option %d", n+1)))
	}
	switch onlyLetters(kind.Text) {
	case "multiplechoice", "checkbox":
		if !w.gameChoices(q, options, correct) {
			return
		}
		if onlyLetters(kind.Text) == "checkbox" {
			q.Kind = quiz.Many
		}
	case "fillintheblank":
		q.Kind = quiz.Short
		for _, option := range options {
			if option.Text != "" {
				q.Accepted = append(q.Accepted, readAccepted(option.Text))
			}
		}
		if len(q.Accepted) == 0 {
			w.leaveOut(q.Pos, "Write what is accepted under option 1, option 2 and so on.", "this question has no accepted answer, and is left out")
			return
		}
		if correct.Text != "" {
			w.Warn(correct.Pos, "Remove the options that are not right from the quiz.", "the correct answer of this question is not read: each of its options is accepted")
		}
	default:
		w.leaveOut(kind.Pos, "The types that can be read are Multiple Choice, Checkbox and Fill-in-the-Blank.", "a question of type %q cannot be read, and is left out", kind.Text)
		return
	}
	if row.cell("time in seconds").Text != "" {
		w.lost.lose(q, timeLimit, timeHint)
	}
	if row.cell("image link").Text != "" {
		w.lost.lose(q, "a picture on the web", "Put the picture beside the quiz, and name it in the text.")
	}
	w.set.Questions = append(w.set.Questions, q)
}

// onlyLetters are the letters of a name in lowercase.
func onlyLetters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
