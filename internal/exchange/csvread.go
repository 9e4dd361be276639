package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/source"
	"handrail/quiz"
)

// isTableHeader says whether a row names the columns of the table that tableRows describes, in any order.
func isTableHeader(names []string) bool {
	return slices.Contains(names, "kind") && slices.Contains(names, "question")
}

// tableReader reads a table of questions: see [tableRows].
type tableReader struct {
	*importing
	columns   map[string]int // by their names
	answers   int            // the highest number among the columns of answers
	scenarios map[string]*Scenario
	settings  bool // the row of the quiz itself has been read
}

func readTable(r *source.Reporter) *Set {
	i := newImport(r)
	rows := i.grid(isTableHeader, "Name the columns in one row: id, kind, question, text, answer 1, right 1, feedback 1, and so on. A quiz that is exported as csv shows them all.")
	if len(rows) == 0 {
		return nil
	}
	t := &tableReader{importing: i, columns: map[string]int{}, scenarios: map[string]*Scenario{}}
	t.header(rows[0])
	i.nameless(rows, 0)
	for _, row := range rows[1:] { // a question may come before its scenario
		if x := t.row(row); x.kind() == scenarioRow {
			t.scenario(x)
		}
	}
	for _, row := range rows[1:] {
		switch x := t.row(row); {
		case x.empty(), x.kind() == scenarioRow:
		case x.kind() == quizRow:
			t.quiz(x)
		default:
			t.question(x)
		}
	}
	t.together()
	return i.questions()
}

// questions gives the quiz that has been read. One without questions is an error, unless there has been one.
func (i *importing) questions() *Set {
	if len(i.set.Questions) > 0 {
		return i.set
	}
	if errors, _ := source.Count(i.Diags); errors == 0 {
		i.Add(i.line(1), "Write a question in each row, below the names of the columns.", "no question could be read")
	}
	return nil
}

func (t *tableReader) header(row []gridCell) {
	known := append(columnsBefore(), columnsAfter()...)
	for n := range maxAnswers {
		known = append(known, answerColumns(n+1)...)
	}
	for n, name := range namesIn(row) {
		_, twice := t.columns[name]
		switch {
		case name == "":
		case twice:
			t.Warn(row[n].Pos, "Give it another name, or remove it.", "the column %q is there twice: the second is not read", name)
		case !slices.Contains(known, name):
			hint := source.DidYouMean(name, known, "%q")
			if hint == "" {
				hint = "Nothing has to be done if the quiz does not need it."
			}
			t.Warn(row[n].Pos, hint, "the column %q is not known, and is not read", name)
		default:
			t.columns[name] = n
			if _, number, is := strings.Cut(name, "answer "); is {
				answer, _ := strconv.Atoi(number) // known
				t.answers = max(t.answers, answer)
			}
		}
	}
}

// nameless reports what is in columns without a name, from one on.
func (i *importing) nameless(rows [][]gridCell, from int) {
	names := namesIn(rows[0])
	for _, row := range rows[1:] {
		for n, cell := range row {
			if n >= from && strings.TrimSpace(cell.Text) != "" && (n >= len(names) || names[n] == "") {
				i.Warn(cell.Pos, "Name the column, or remove what is in it.", "there is something in a column without a name, which is not read")
				return
			}
		}
	}
}

// tableRow is a row of the table. What of it has been read is known, so that nothing is left out silently.
type tableRow struct {
	t     *tableReader
	cells []gridCell
	read  map[int]bool
}

func (t *tableReader) row(cells []gridCell) tableRow { return tableRow{t, cells, map[int]bool{}} }

// empty says whether there is nothing in a row.
func (x tableRow) empty() bool {
	return !slices.ContainsFunc(x.cells, func(c gridCell) bool { return strings.TrimSpace(c.Text) != "" })
}

// start is where a row begins.
func (x tableRow) start() source.Pos {
	if len(x.cells) == 0 {
		return x.t.line(1)
	}
	return x.cells[0].Pos
}

// cell is the cell in a column, without the spaces around it; at the start of the row when there is none.
func (x tableRow) cell(column string) gridCell {
	n, ok := x.t.columns[column]
	if !ok || n >= len(x.cells) {
		return gridCell{"", x.start()}
	}
	x.read[n] = true
	return gridCell{strings.TrimSpace(x.cells[n].Text), x.cells[n].Pos}
}

// line is what is in a column, in one line.
func (x tableRow) line(column string) string {
	return strings.ReplaceAll(x.cell(column).Text, "\n", " ")
}

// text is what is in a column, as markdown.
func (x tableRow) text(column string) Text {
	c := x.cell(column)
	if c.Text == "" {
		return nil
	}
	return x.t.markdown(c.Pos, c.Text)
}

func (x tableRow) kind() string { return strings.ToLower(x.line("kind")) }

// leftover reports what is in a row and has not been read.
func (x tableRow) leftover(kind string) {
	var columns []string
	var first source.Pos
	for n, c := range x.cells {
		if x.read[n] || strings.TrimSpace(c.Text) == "" {
			continue
		}
		for name, at := range x.t.columns {
			if at == n {
				if len(columns) == 0 {
					first = c.Pos
				}
				columns = append(columns, strconv.Quote(name))
			}
		}
	}
	if len(columns) > 0 {
		x.t.Warn(first, "See whether it is in the right column and row, and whether the kind is right.", "what is under %s is left out: there is no place for it in this row of kind %s",
			strings.Join(columns, ", "), kind)
	}
}

func (t *tableReader) scenario(x tableRow) {
	s := &Scenario{ID: x.line("id"), Title: x.line("question"), Story: x.text("text"), Pos: x.start()}
	x.leftover(scenarioRow)
	switch {
	case s.ID == "":
		t.Warn(s.Pos, "Write a name under id, and the same under scenario for each of its questions.", "this scenario has no id, and is left out")
	case t.scenarios[s.ID] != nil:
		t.Warn(s.Pos, "Give one of them another id.", "there is another scenario with the id %q: this one is left out", s.ID)
	default:
		t.scenarios[s.ID] = s
	}
}

// together puts the questions of a scenario one after another, and reports a scenario without any.
func (t *tableReader) together() {
	list := t.set.Questions
	last := map[*Scenario]int{}
	for n, q := range list {
		if q.Scenario == nil {
			continue
		}
		if before, ok := last[q.Scenario]; ok && before < n-1 {
			t.Warn(q.Pos, "Put the rows of a scenario one below another.", "this question is put after the others of the scenario %q", q.Scenario.ID)
		}
		last[q.Scenario] = n
	}
	t.set.Questions = nil
	for _, q := range list {
		switch at := slices.Index(list, q); {
		case q.Scenario == nil:
			t.set.Questions = append(t.set.Questions, q)
		case !slices.ContainsFunc(list[:at], func(other *Question) bool { return other.Scenario == q.Scenario }):
			for _, other := range list {
				if other.Scenario == q.Scenario {
					t.set.Questions = append(t.set.Questions, other)
				}
			}
		}
	}
	for _, s := range t.scenarios {
		if _, used := last[s]; !used {
			t.Warn(s.Pos, fmt.Sprintf("Write %q under scenario for each of its questions.", s.ID), "this scenario has no questions, and is left out")
		}
	}
}

func (t *tableReader) quiz(x tableRow) {
	if t.settings {
		t.Warn(x.start(), "Keep one of them.", "there is another row of kind quiz: this one is left out")
		return
	}
	t.settings = true
	t.set.Title, t.set.Intro = x.line("question"), x.text("text")
	for n := range t.answers {
		columns := answerColumns(n + 1)
		name, value := x.cell(columns[0]), x.cell(columns[1])
		if name.Text != "" || value.Text != "" {
			t.setting(name, value)
		}
	}
	x.leftover(quizRow)
}

// setting reads a setting of the quiz.
func (t *tableReader) setting(name, value gridCell) {
	words := strings.ToLower(value.Text)
	n, err := strconv.ParseFloat(strings.TrimSuffix(words, "%"), 64) // 80.00%, as some spreadsheets write it
	number := int(n)
	whole := err == nil && n >= 0 && n <= 1e6 && float64(number) == n
	ok := true
	switch strings.ToLower(name.Text) {
	case "language":
		t.set.Language = value.Text
	case "pass":
		if ok = whole && number <= 100; ok {
			t.set.Pass = number
		}
	case "draw":
		if ok = whole; ok {
			t.set.Draw = number
		}
	case "minutes":
		if ok = whole; ok {
			t.set.Minutes = number
		}
	case "shuffle":
		if ok = slices.Contains([]string{"none", "questions", "choices", "both"}, words); ok {
			t.set.Shuffle = words
		}
	case "feedback":
		if ok = slices.Contains([]string{"at-once", "at-end"}, words); ok {
			t.set.Feedback = words
		}
	case "certificate":
		t.set.Certificate, ok = isYes(words)
	default:
		t.Warn(name.Pos, "The settings are language, pass, draw, shuffle, feedback, minutes and certificate.", "the setting %q is not known, and is left out", name.Text)
	}
	if !ok {
		t.Warn(value.Pos, "Write pass as 80%, draw and minutes as a number, shuffle as none, questions, choices or both, feedback as at-once or at-end, and certificate as yes or no.",
			"the setting %q cannot be %q, and is left out", name.Text, value.Text)
	}
}

// isYes reads whether something is so, as people mark it. ok is false for what is neither.
func isYes(words string) (yes, ok bool) {
	switch strings.ToLower(words) {
	case "x", "yes", "y", "true", "1", "✓", "✔", "right", "correct":
		return true, true
	case "", "no", "n", "false", "0", "-", "wrong":
		return false, true
	}
	return false, false
}

// question reads a row of a question. One that has no answers is reported and left out.
func (t *tableReader) question(x tableRow) {
	q := &Question{ID: x.line("id"), Kind: quiz.Kind(x.kind()), Title: x.line("question"), Stem: x.text("text"), Points: 1, Sources: strings.Fields(x.line("source")),
		Explanation: x.text("explanation"), Hint: x.text("hint"), Trainer: x.text(trainerColumn), Pos: x.start()}
	if !slices.Contains(quiz.Kinds(), q.Kind) {
		t.leaveOut(x.cell("kind").Pos, "The kinds are one, many, true-false, order, match, categorise and short, and quiz and scenario for what belongs to several questions.",
			"the kind %q is not known, so this row is left out", x.line("kind"))
		return
	}
	if q.Title == "" {
		t.titled(q, q.Stem)
	}
	if q.Title == "" {
		t.leaveOut(q.Pos, "Write the question under question.", "this row has no question, and is left out")
		return
	}
	for _, id := range strings.FieldsFunc(x.line("rules"), func(r rune) bool { return strings.ContainsRune(" ,;\t", r) }) {
		q.Rules = append(q.Rules, Rule{ID: id})
	}
	if points := x.cell("points"); points.Text != "" {
		n, err := strconv.Atoi(points.Text)
		if err == nil && n > 0 {
			q.Points = n
		} else {
			t.Warn(points.Pos, "Write a whole number, such as 2.", "the points of this question cannot be %q: it counts for one", points.Text)
		}
	}
	if scenario := x.cell("scenario"); scenario.Text != "" {
		if q.Scenario = t.scenarios[scenario.Text]; q.Scenario == nil {
			t.Warn(scenario.Pos, "Write the id of a row whose kind is scenario.", "there is no scenario %q: this question is by itself", scenario.Text)
		}
	}
	if !x.answersOf(q) {
		t.leaveOut(q.Pos, "Write its answers under answer 1, answer 2 and so on.", "this question has no answers, and is left out")
		return
	}
	x.leftover(string(q.Kind))
	t.set.Questions = append(t.set.Questions, q)
}
