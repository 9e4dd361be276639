package quiz

import (
	"fmt"
	"slices"
	"strings"

	"handrail/internal/language"
	"handrail/internal/source"
)

// Validate finds what is wrong with a quiz in a language as it is, without the rules that it names. The settings that were left
// out are filled in.
func Validate(q *Quiz, f *source.File, lang *language.Language) []source.Diagnostic {
	v := validator{Reporter: source.Reporter{File: f, Check: "quiz"}, quiz: q, lang: lang.Questions}
	v.settings()
	titles := map[string]source.Pos{}
	var scenario *Scenario
	for _, question := range q.Questions {
		if s := question.Scenario; s != nil && s != scenario && !s.own {
			v.Add(s.Pos, "Add one that never changes after its heading: {#short-name}.", "this scenario has no name of its own")
		}
		scenario = question.Scenario
		v.question(question)
		key := Fold(question.Title)
		if first, twice := titles[key]; twice {
			v.Add(question.Pos, "Change or remove one of the two.", "this question is like the one at line %d", first.Line)
		} else {
			titles[key] = question.Pos
		}
	}
	v.pattern()
	return v.Diags
}

type validator struct {
	source.Reporter

	quiz *Quiz
	lang language.Questions
}

func (v *validator) settings() {
	q := v.quiz
	one := func(key string, value *string, allowed ...string) {
		if *value == "" {
			*value = allowed[0]
		} else if !slices.Contains(allowed, *value) {
			v.Add(v.File.KeyPos(key), "It can be: "+strings.Join(allowed, ", ")+".", "%s cannot be %q", key, *value)
			*value = allowed[0]
		}
	}
	one("shuffle", &q.Shuffle, shuffles()...)
	one("feedback", &q.Front.Feedback, feedbacks()...)
	if q.Draw < 0 || q.Draw > len(q.Questions) {
		v.Add(v.File.KeyPos("draw"), "Lower it, leave it out to ask all, or write more questions.", "the draw of %d is larger than the number of questions, %d", q.Draw, len(q.Questions))
		q.Draw = 0
	}
	if q.Pass > 0 && len(q.Questions) == 0 && !q.doubt {
		v.Add(v.File.KeyPos("pass"), "Write a question, or leave pass out.", "the pass mark cannot be met: the quiz has no questions")
	}
	if q.Minutes < 0 {
		v.Add(v.File.KeyPos("minutes"), "Write about how many minutes the quiz takes.", "a quiz cannot take %d minutes", q.Minutes)
	}
	if q.Certificate && q.Pass == 0 {
		v.Add(v.File.KeyPos("certificate"), "Add pass: 80%, or leave certificate out.", "a quiz that nobody can pass cannot give a certificate")
	}
}

func (v *validator) question(q *Question) {
	if !q.own && !q.doubt {
		v.Add(q.Pos, "Add one that never changes after its heading: {#short-name}. Results are matched by it.", "this question has no name of its own")
	}
	if len(q.Rules) == 0 && !q.doubt {
		v.Add(q.Pos, `Name one or more after its heading: {#name rules="opt-in"}.`, "this question names no rule")
	}
	if negative := v.lang.DoubleNegative; negative != nil && negative(q.Title) {
		v.Warn(q.Pos, "Use at most one of them. Tired readers lose their way in a double negative.", "this question has a double negative")
	}
	for _, pos := range q.after {
		v.Add(pos, "Put it above the answers, or start each of its lines with > to make it the explanation.", "this text is after the answers")
	}
	if q.parts[0].Line > 0 {
		v.Add(q.parts[0], "Join the two lists, or write a heading above the second.", "this question has two lists of choices")
	}
	if q.Answers == nil {
		v.Add(q.Pos, "Add choices as a list, each starting with [ ] or, when it is right, [x].", "this question has no answers")
		return
	}
	q.Answers.validate(v, q)
	if len(q.Explanation) == 0 {
		v.Add(q.Pos, "Add a quote after the answers, each of its lines starting with >: what the rule says, and why.", "this question has no explanation")
	}
}

// several reports answers of which there is only one, or two that are alike. It says whether there are several.
func (v *validator) several(q *Question, items []Item, noun string) bool {
	if len(items) < 2 {
		if q.parts[0].Line > 0 { // the others are in the first part
			return false
		}
		v.Add(q.Pos, "Add another.", "this question has only one %s", noun)
		return false
	}
	v.alike(items)
	return true
}

// room reports a question to which an answer can have more places than a result holds: its taker's code could not be read.
func (v *validator) room(q *Question, places int) {
	if places > MaxPlaces {
		v.Add(q.Pos, "Make several questions of it.", "an answer to this question can have %d parts, and a result holds %d", places, MaxPlaces)
	}
}

func (v *validator) alike(items []Item) {
	seen := map[string]int{}
	for _, item := range items {
		key := Fold(item.Plain)
		if strings.TrimSpace(item.Plain) == "" {
			v.Add(item.Pos, "Write its text, or remove it.", "this answer has no words")
			continue
		}
		if line, twice := seen[key]; twice {
			v.Add(item.Pos, "Change or remove one of the two. Capitals, spaces and full stops make no difference.", "this answer is like the one at line %d", line)
		} else {
			seen[key] = item.Pos.Line
		}
	}
}

// minPattern is from how many questions a pattern in the right answers is one.
const minPattern = 4

// pattern warns when the right answer can be guessed: it is always the longest, or always in the same place.
func (v *validator) pattern() {
	longest, total := 0, 0
	places := map[int]int{}
	for _, q := range v.quiz.Questions {
		if q.Kind() != One {
			continue
		}
		choices := q.Choices()
		right := slices.IndexFunc(choices, func(c Choice) bool { return c.Right })
		if right < 0 {
			continue
		}
		total++
		places[right]++
		isLongest := true
		for i, c := range choices {
			isLongest = isLongest && (i == right || len(c.Plain) < len(choices[right].Plain))
		}
		if isLongest {
			longest++
		}
	}
	if total < minPattern {
		return
	}
	pos := v.File.KeyPos("title")
	if longest == total {
		v.Warn(pos, "Shorten some of the right answers, or say more in some of the wrong ones.", "the right answer is the longest in %d of %d questions", longest, total)
	}
	for place, n := range places {
		if n == total && v.quiz.Shuffle != "choices" && v.quiz.Shuffle != "both" {
			v.Warn(pos, "Move some of them, or write shuffle: choices.", "the right answer is %s in %d of %d questions", ordinal(place), n, total)
		}
	}
}

func ordinal(place int) string {
	words := []string{"the first", "the second", "the third", "the fourth"}
	if place < len(words) {
		return words[place]
	}
	return fmt.Sprintf("number %d", place+1)
}
