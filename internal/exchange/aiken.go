package exchange

import (
	"strings"
	"unicode/utf8"

	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/quiz"
)

// aiken is the Aiken format, of questions with one right answer and nothing else (https://docs.moodle.org/en/Aiken_format).
func aiken() Format {
	return Format{Name: "aiken", Title: "Aiken", Ending: ".txt", write: writeAiken, read: readAiken, is: aikenAnswer().Match}
}

var (
	aikenChoice = pattern.New(`^([A-Z])[.)]`)
	aikenAnswer = pattern.New(`(?m)^[ \t]*ANSWER:`)
)

func writeAiken(s *Set, _ Options, r *source.Reporter) []byte {
	l := losses{r: r}
	var written []string
	var left []*Question
	for _, q := range s.Questions {
		if (q.Kind == quiz.One || q.Kind == quiz.TrueFalse) && len(q.Choices) <= 26 {
			written = append(written, aikenQuestion(q, &l))
		} else {
			left = append(left, q)
		}
	}
	if len(written) == 0 {
		r.Add(s.top(), "Choose Moodle XML, which holds questions of all kinds.", "none of the questions can be written: each has to have one right choice, of at most 26")
		return nil
	}
	if len(left) > 0 {
		r.Warn(left[0].Pos, "Choose Moodle XML, which holds questions of all kinds.",
			"%d of %d questions are left out, this one first, as only those with one right choice, of at most 26, can be written", len(left), len(s.Questions))
	}
	l.report()
	r.Warn(s.top(), "Choose Moodle XML, which holds them.",
		"questions and choices are kept in plain words alone: settings, names, rules, points, hints, scenarios, feedback, explanations and markup are left out")
	return []byte(strings.Join(written, "\n"))
}

func aikenQuestion(q *Question, l *losses) string {
	var b strings.Builder
	words := strings.Join(strings.Fields(q.Title+" "+q.Stem.Plain()), " ")
	if utf8.RuneCountInString(words) < 2 {
		l.r.Add(q.Pos, "Ask it in a few words.", "the question %q is too short: Moodle leaves out lines of one character", words)
	}
	if aikenChoice().MatchString(words) || aikenAnswer().MatchString(words) {
		l.r.Warn(q.Pos, "Begin the question with another word.", "a dash is put before this question, as it begins as a choice or an answer does")
		words = "– " + words
	}
	b.WriteString(words + "\n")
	texts := []Text{q.Stem}
	answer := ""
	for i, c := range q.Choices {
		letter := string(rune('A' + i))
		b.WriteString(letter + ") " + c.Text.Plain() + "\n")
		if c.Right {
			answer = letter
		}
		texts = append(texts, c.Text)
	}
	if len(imagesIn(texts...)) > 0 {
		l.lose(q, lostPictures, "Choose Moodle XML, which holds pictures.")
	}
	return b.String() + "ANSWER: " + answer + "\n"
}

// readAiken reads Aiken as Moodle does, but where that would be read in silence as something else.
func readAiken(r *source.Reporter) *Set {
	a := &aikenReader{importing: newImport(r)}
	last := 1
	for n, line := range strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(a.decode(r.File.Data))), "\n") {
		if line = strings.TrimSpace(line); utf8.RuneCountInString(line) < 2 {
			continue
		}
		last = n + 1
		if a.full() {
			break
		}
		pos := a.line(last)
		if found := aikenChoice().FindString(line); found != "" {
			a.choice(pos, found[:1], strings.TrimSpace(line[len(found):]))
		} else if letter, ok := strings.CutPrefix(line, "ANSWER:"); ok {
			a.answer(pos, strings.TrimSpace(letter))
		} else {
			a.question(pos, line)
		}
	}
	if a.q != nil {
		a.Add(a.q.Pos, "Write a line such as ANSWER: B after its choices.", "this question has no line that says which choice is right")
	}
	if len(a.set.Questions) == 0 && len(a.Diags) == 0 {
		a.Add(a.line(last), "Choose a file that Moodle or another program has exported as Aiken.", "this file holds no question that can be read")
	}
	return a.set
}

type aikenReader struct {
	*importing
	q *Question // that has begun; nil when none has
}

func (a *aikenReader) question(pos source.Pos, line string) {
	switch {
	case a.q != nil && len(a.q.Choices) == 0:
		a.Add(pos, "Write each question in one line, and each choice as A) or A. and its words.", "this is the second line of a question, which has to be one")
	case a.q != nil:
		a.Add(pos, "Write ANSWER: and a letter before it, or write it on the line of the choice.", "the question before has no line that says which choice is right")
	}
	a.q = &Question{Kind: quiz.One, Points: 1, Pos: pos}
	a.titled(a.q, a.plain(line))
}

func (a *aikenReader) choice(pos source.Pos, letter, words string) {
	if a.q == nil {
		a.Add(pos, "Write the question in a line before it. If it is the question, begin it in another way.", "this choice belongs to no question")
		a.q = &Question{Kind: quiz.One, Points: 1, Pos: pos}
	}
	if want := string(rune('A' + len(a.q.Choices))); letter != want {
		a.Add(pos, "Give the choices the letters A, B, C and so on. If it is no choice, begin it in another way.", "this choice is %s, and %s comes next", letter, want)
	}
	a.q.Choices = append(a.q.Choices, Choice{Text: a.plain(words)})
}

func (a *aikenReader) answer(pos source.Pos, letter string) {
	q := a.q
	a.q = nil
	switch {
	case q == nil:
		a.Add(pos, "Write a question and its choices before it.", "this answer belongs to no question")
		return
	case len(letter) != 1 || letter[0] < 'A' || letter[0] > 'Z':
		a.Add(pos, "Write one letter, as in ANSWER: B. A question with several right choices can be written in GIFT.", "the answer %q is not one letter", letter)
		return
	case int(letter[0]-'A') >= len(q.Choices):
		a.Add(pos, "Write the letter of a choice.", "there is no choice %s", letter)
		return
	}
	q.Choices[letter[0]-'A'].Right = true
	if _, ok := truth(q.Choices); ok {
		q.Kind = quiz.TrueFalse
	}
	a.set.Questions = append(a.set.Questions, q)
}
