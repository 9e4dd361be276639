// Package quiz reads quizzes written in markdown, as docs/site/content/guides/quizzes.md describes: a question is a heading, and the form of its
// answers says what kind of question it is.
//
// [Quiz] and [Question] are the types that matter. A question names the rules that it tests, and has [Answers] of its kind: the
// table of the kinds is in kind.go, and each has a file of its own. [Parse] reads a quiz, and [Validate] refuses a bad question.
package quiz

import (
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Front is what a quiz's front matter holds beyond that of any page.
type Front struct {
	Pass        source.Percent `yaml:"pass" json:"pass,omitempty"`
	Draw        int            `yaml:"draw" json:"draw,omitempty"`
	Shuffle     string         `yaml:"shuffle" json:"shuffle,omitempty"`
	Feedback    string         `yaml:"feedback" json:"feedback,omitempty"`
	Minutes     int            `yaml:"minutes" json:"minutes,omitempty"`
	Certificate bool           `yaml:"certificate" json:"certificate,omitempty"`
}

// Quiz is a quiz that has been read.
type Quiz struct {
	Front     // its settings, with what is left out filled in
	Intro     markdown.HTML
	Questions []*Question // in the order of the file

	doubt bool // it has no questions, and what may be the reason has been reported
}

// Question is one question with its answers.
type Question struct {
	ID       string
	Title    string
	Rules    []string // the rules that it tests, and the updates that it rests on
	Sources  []string // names in sources.yaml: said by a question that tests what the organisation's guidance does not have
	Points   int
	Reviewed source.Date // when it was last held against its rules; the zero Date for the day of the whole quiz
	Scenario *Scenario   // the story that it belongs to; nil for none

	Stem, Hint, Trainer, Explanation markdown.HTML

	Answers Answers // nil for a question that has none, which is an error

	Pos source.Pos

	many  bool          // its heading says choose="many"
	own   bool          // the identifier was written, not made of the words
	doubt bool          // the attributes of its heading could not be read, and that has been reported
	after []source.Pos  // text that follows the answers and is not a quote
	parts [2]source.Pos // a second list or table of answers, when there is one
}

// Scenario is a story with questions of its own.
type Scenario struct {
	ID, Title string
	Story     markdown.HTML
	Pos       source.Pos
	own       bool
}

// Fold makes two texts that differ in capitals, spaces and punctuation alone the same. Results name their questions by it,
// so it never changes; short answers are compared by more (compare.go). So are the two small forms of the
// Greek sigma, and an i with one dot more: here Go and browsers do not agree on what the lowercase letter of a capital is.
func Fold(text string) string {
	small := oneSmall.Replace(strings.ToLower(text))
	return strings.Join(strings.FieldsFunc(small, func(r rune) bool {
		return strings.ContainsRune(" \t\n\r\u00a0.,;:!?'’‘\"“”()", r)
	}), " ")
}

var oneSmall = strings.NewReplacer("ς", "σ", "i\u0307", "i")
