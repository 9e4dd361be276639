package exchange

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/quiz"
)

// mdbook is a quiz of mdbook-quiz, in TOML (https://github.com/cognitive-engineering-lab/mdbook-quiz).
func mdbook() Format {
	return Format{Name: "mdbook-quiz", Title: "mdbook-quiz", Ending: ".toml", read: readMdbook, is: mdbookHeader().Match}
}

var mdbookHeader = pattern.New(`(?m)^[ \t]*(\[\[[ \t]*questions[ \t]*\]\]|questions[ \t]*=)`)

// mdbookQuiz is what is in a file. Texts are markdown.
type mdbookQuiz struct {
	Questions []mdbookQuestion
	Multipart map[string]string // the text of a group of questions, by its key
}

type mdbookQuestion struct {
	ID, Type, Multipart, Context string
	PromptExplanation            bool // whoever answers is asked why
	Prompt                       struct {
		Prompt, Response, Program string
		Distractors               []string
		AnswerIndex               *int
		SortAnswers               bool
	}
	Answer struct {
		Answer       any // words, or a list of them
		Alternatives []string
		DoesCompile  bool
		Stdout       string
		LineNumber   int
	}
}

func readMdbook(r *source.Reporter) *Set {
	m := &mdbookReader{importing: newImport(r), lost: losses{r: r}}
	data := m.decode(r.File.Data)
	if len(data) > mostTOML || nested(data) > mostNested || longKey().Match(data) {
		m.Add(m.line(1), "Make several files of it.", "this file is larger than %d KB, or lists are nested more than %d deep in it", mostTOML>>10, mostNested)
		return nil
	}
	meta, err := toml.Decode(string(data), &m.quiz)
	if wrong := new(toml.ParseError); errors.As(err, wrong) {
		m.Add(m.line(max(wrong.Position.Line, 1)), "Compare the line with the description of mdbook-quiz, or have mdbook build the quiz: it says the same.", "this is no quiz of mdbook-quiz: %s", wrong.Message)
		return nil
	} else if err != nil {
		m.Add(m.line(1), "Have mdbook build the quiz: it says the same.", "this is no quiz of mdbook-quiz: %s", err)
		return nil
	}
	var unknown []string
	for _, key := range meta.Undecoded() {
		unknown = append(unknown, key[len(key)-1])
	}
	if slices.Sort(unknown); len(unknown) > 0 {
		m.Warn(m.line(1), "Look whether something of it is needed.", "what is not known here is left out: %s", strings.Join(slices.Compact(unknown), ", "))
	}
	fixed := slices.ContainsFunc(m.quiz.Questions, mdbookQuestion.inOrder)
	if !fixed {
		m.set.Shuffle = "choices"
	}
	lines := mdbookLines(string(data))
	for i, q := range m.quiz.Questions {
		pos := m.line(1)
		if len(lines) == len(m.quiz.Questions) {
			pos = m.line(lines[i])
		}
		m.question(pos, q, fixed)
	}
	m.lost.report()
	if len(m.set.Questions) == 0 && len(m.Diags) == 0 {
		m.Add(m.line(1), "Choose a file with [[questions]] in it.", "this file holds no question that can be read")
	}
	return m.set
}

// The time that TOML takes grows with its size and its depth together.
const (
	mostTOML   = 1 << 20
	mostNested = 200
)

// nested is how many brackets are open at most, wherever they are.
func nested(data []byte) (most int) {
	open := 0
	for _, c := range data {
		switch c {
		case '[', '{':
			open++
			most = max(most, open)
		case ']', '}':
			open = max(open-1, 0)
		}
	}
	return most
}

// longKey is a key of so many parts that it nests too deep.
var longKey = pattern.New(`(?:[^\s.]+[ \t]*\.[ \t]*){200}`)

type mdbookReader struct {
	*importing
	quiz  mdbookQuiz
	lost  losses
	group string    // of the question before
	story *Scenario // its text
}

// mdbookLines are the lines at which questions begin, as far as each has a header of its own.
func mdbookLines(data string) []int {
	var lines []int
	open := "" // the quotes of a text of several lines
	for n, line := range strings.Split(data, "\n") {
		if open == "" && mdbookHeader().MatchString(line) {
			lines = append(lines, n+1)
		}
		for {
			quotes := mdbookQuotes().FindString(line)
			if open != "" {
				quotes = open
			}
			_, rest, found := strings.Cut(line, quotes)
			if quotes == "" || !found {
				break
			}
			if line = rest; open == "" {
				open = quotes
			} else {
				open = ""
			}
		}
	}
	return lines
}

var mdbookQuotes = pattern.New(`"""|'''`)

// inOrder says whether the choices of a question have an order.
func (q mdbookQuestion) inOrder() bool { return q.Prompt.AnswerIndex != nil || q.Prompt.SortAnswers }

// question reads a question. fixed says that the choices of some question have an order, so those of none are shuffled.
func (m *mdbookReader) question(pos source.Pos, from mdbookQuestion, fixed bool) {
	q := &Question{ID: from.ID, Points: 1, Pos: pos}
	switch from.Type {
	case "MultipleChoice":
		m.choices(q, from)
		if fixed && !from.inOrder() {
			m.lost.lose(q, "that choices are shuffled", "Write shuffle: choices into the front matter if no question needs an order of its choices.")
		}
	case "ShortAnswer":
		m.short(q, from)
	case "Tracing":
		m.leaveOut(pos, "Ask for what the program does as a short answer.", "this question is left out, as it asks whether a program compiles, and what it prints")
		return
	default:
		m.leaveOut(pos, `Write type = "MultipleChoice" or type = "ShortAnswer".`, "this question is left out, as its type %q is not known", from.Type)
		return
	}
	if len(q.Choices)+len(q.Accepted) == 0 {
		m.leaveOut(pos, "Write answer.answer = and the answer.", "this question is left out, as it has no answer that can be kept")
		return
	}
	m.titled(q, m.markdown(pos, from.Prompt.Prompt))
	q.Explanation = m.markdown(pos, from.Context)
	if from.PromptExplanation {
		m.lost.lose(q, "the request for reasons", "Ask for them in the question.")
	}
	q.Scenario = m.scenario(pos, from.Multipart)
	m.set.Questions = append(m.set.Questions, q)
}

// scenario is the text of a group of questions that follow one another; nil for a question in none.
func (m *mdbookReader) scenario(pos source.Pos, key string) *Scenario {
	if key == m.group {
		return m.story
	}
	m.group, m.story = key, nil
	words, known := m.quiz.Multipart[key]
	if key != "" && !known {
		m.Warn(pos, "Write the text below [multipart].", "there is no text %q for this group of questions", key)
	} else if key != "" {
		q := Question{}
		m.titled(&q, m.markdown(pos, words))
		m.story = &Scenario{ID: key, Title: q.Title, Story: q.Stem, Pos: pos}
	}
	return m.story
}

// choices reads one answer that is right, or all that are, and what is wrong.
func (m *mdbookReader) choices(q *Question, from mdbookQuestion) {
	q.Kind = quiz.One
	add := func(words any, right bool) {
		if markdown, ok := words.(string); ok {
			q.Choices = append(q.Choices, Choice{Text: m.markdown(q.Pos, markdown), Right: right})
		} else {
			m.Warn(q.Pos, "Put the answer between quotes.", "the answer %v is left out, as it is no text", words)
		}
	}
	if list, ok := from.Answer.Answer.([]any); ok {
		q.Kind = quiz.Many
		for _, words := range list {
			add(words, true)
		}
	} else if from.Answer.Answer != nil {
		add(from.Answer.Answer, true)
	}
	right := len(q.Choices)
	for _, words := range from.Prompt.Distractors {
		add(words, false)
	}
	if index := from.Prompt.AnswerIndex; index != nil && right == 1 && *index > 0 && *index < len(q.Choices) {
		answer := q.Choices[0]
		q.Choices = slices.Insert(slices.Delete(q.Choices, 0, 1), *index, answer)
	} else if from.Prompt.SortAnswers {
		slices.SortStableFunc(q.Choices, func(a, b Choice) int { return cmp.Compare(a.Text.Plain(), b.Text.Plain()) })
	}
	if len(from.Answer.Alternatives) > 0 {
		m.lost.lose(q, "other answers that are accepted", "List each as a choice.")
	}
}

func (m *mdbookReader) short(q *Question, from mdbookQuestion) {
	q.Kind = quiz.Short
	words, ok := from.Answer.Answer.(string)
	if !ok && from.Answer.Answer != nil {
		m.Warn(q.Pos, "Put the answer between quotes, and other accepted ones into answer.alternatives.", "the answer %v is left out, as it is no text", from.Answer.Answer)
	}
	for _, words := range append([]string{words}, from.Answer.Alternatives...) {
		if words = strings.Join(strings.Fields(words), " "); words != "" {
			q.Accepted = append(q.Accepted, acceptedWords(words))
		}
	}
	if from.Prompt.Response == "long" || from.Prompt.Response == "code" {
		m.lost.lose(q, "the large field for the answer", "Learners type short answers in one line.")
	}
	if len(from.Prompt.Distractors) > 0 {
		m.lost.lose(q, "answers that are wrong", "A short answer has no choices.")
	}
}
