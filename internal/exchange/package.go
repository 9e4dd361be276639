package exchange

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// What the packages of SCORM 1.2, SCORM 2004 and cmi5 share: a quiz in them is one page, which shows everything that it shows on the site.
// So what a package loses is what the learning system keeps of an answer, and what is for the trainer.

// choicesSCORM is how many things there may be to choose from, to put in order or to match. In SCORM 1.2 each has one character, a to z and
// 0 to 9 (Run-Time Environment, CMIFeedback), and SCORM 2004 allows as many (4.2.9).
const choicesSCORM = 36

// identifier names the package of a quiz for a learning system. It depends on where the quiz is alone, so a package that is uploaded
// again takes the place of the earlier one. It is an xs:ID.
func (s *Set) identifier() string {
	_, site, _ := strings.Cut(s.Address, "://")
	place := escapePath(site + s.Name) // letters that are not ASCII are escaped, as not every system takes them
	return "handrail-" + markdown.Slug(place)
}

// escapePath writes a path as a part of an address.
func escapePath(path string) string { return (&url.URL{Path: path}).EscapedPath() }

// top is the place of what is said of the quiz as a whole.
func (s *Set) top() source.Pos { return source.Pos{File: s.File.Path, Line: 1} }

// packaged notes what a question loses in a package of any system.
func (l *losses) packaged(s *Set, q *Question) {
	if len(q.Trainer) > 0 {
		l.lose(q, "the notes for the trainer, as learners get the package", "Print the page of answers of the site: they are on it.")
	}
	if s.Address == "" && len(q.Rules) > 0 {
		l.lose(q, "the links to rules, which are shown as words", "Give the address of the site in site.yaml, as url: then they are links.")
	}
}

// cut notes the loss of the end of short answers in a system that keeps only so many characters.
func (l *losses) cut(q *Question, most int) {
	if slices.ContainsFunc(q.Accepted, func(a Accepted) bool {
		return slices.ContainsFunc(a.Forms, func(form string) bool { return utf8.RuneCountInString(form) > most })
	}) {
		l.lose(q, fmt.Sprintf("what is after %d characters of a short answer in the system's report", most), "Leave it as it is: the page marks the whole of an answer.")
	}
}

// worded notes what a question loses in a system that is sent words: pictures, what is too long, and a tolerance beside other answers, as an
// interaction is of numbers or of words.
func (l *losses) worded(q *Question) {
	if len(imagesIn(q.offered()...)) > 0 {
		l.lose(q, "the pictures among answers in the system's report, which has their alternative texts",
			"Describe each picture so that its words alone say which answer it is.")
	}
	l.cut(q, text2004)
	if len(q.Accepted) > 1 {
		l.tolerance(q)
	}
}

// tolerance notes the loss of what is near enough to a number.
func (l *losses) tolerance(q *Question) {
	if slices.ContainsFunc(q.Accepted, func(a Accepted) bool { return a.IsNumber && a.Tolerance > 0 }) {
		l.lose(q, "the tolerance of a number in the system's report", "Leave it as it is: the page marks by the tolerance.")
	}
}

// refuseChoices reports each question that offers more things than a system has names for.
func (s *Set) refuseChoices(r *source.Reporter, most int) {
	for _, q := range s.Questions {
		if n := max(len(q.Choices), len(q.Items), len(q.Pairs), len(q.Headings)); n > most {
			r.Add(q.Pos, "Make two questions of it, or leave some out.", "this question has %d things to choose from, and there are names for %d", n, most)
		}
	}
}

// offered lists what there is to choose from in a question.
func (q *Question) offered() []Text {
	var all []Text
	for _, c := range q.Choices {
		all = append(all, c.Text)
	}
	all = append(all, q.Items...)
	for _, p := range q.Pairs {
		all = append(all, p.Left, p.Right)
	}
	return all
}

// asked is how many questions a learner is asked.
func (s *Set) asked() int {
	if s.Draw > 0 {
		return min(s.Draw, len(s.Questions))
	}
	return len(s.Questions)
}

// rules lists the rules that questions test, each once, in the order of the questions.
func (s *Set) rules() []Rule {
	var list []Rule
	listed := map[string]bool{}
	for _, q := range s.Questions {
		for _, rule := range q.Rules {
			if !listed[rule.ID] {
				listed[rule.ID] = true
				list = append(list, rule)
			}
		}
	}
	return list
}
