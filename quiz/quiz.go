// Package quiz reads quizzes written in markdown, as format.md describes: a question is a heading, and the form of its
// answers says what kind of question it is.
//
// [Quiz] and [Question] are the types that matter. A question names the rules that it tests. [Parse] reads a quiz, and
// [Validate] refuses a bad question.
package quiz

import (
	"strings"

	"handrail/internal/language"
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

// Kind is what a question asks its reader to do.
type Kind string

// The kinds of questions.
const (
	One       Kind = "one"        // choose the one answer that is right
	Many      Kind = "many"       // choose every answer that is right
	TrueFalse Kind = "true-false" // say whether it is true
	Order     Kind = "order"      // put the items in order
	Match     Kind = "match"      // find what belongs together
	Short     Kind = "short"      // write a short answer
)

// Question is one question with its answers. Which of Choices, Items, Pairs and Accepted it has depends on its kind.
type Question struct {
	ID       string
	Title    string
	Kind     Kind
	Rules    []string // the rules that it tests, and the updates that it rests on
	Sources  []string // names in sources.yaml: said by a question that tests what the organisation's guidance does not have
	Points   int
	Reviewed source.Date // when it was last held against its rules; the zero Date for the day of the whole quiz
	Scenario *Scenario   // the story that it belongs to; nil for none

	Stem, Hint, Trainer, Explanation markdown.HTML

	Choices  []Choice // one, many, true-false
	Items    []Item   // order: in the right order
	Heads    [2]Item  // match: what stands above the two columns
	Pairs    [][2]Item
	Accepted []Accepted // short

	Pos source.Pos

	lang      *language.Language
	elsewhere map[string]bool // the keys of all that can be answered in the quiz

	own   bool          // the identifier was written, not made of the words
	doubt bool          // the attributes of its heading could not be read, and that has been reported
	after []source.Pos  // text that stands after the answers and is not a quote
	parts [2]source.Pos // a second list or table of answers, when there is one
}

// Scenario is a story with questions of its own.
type Scenario struct {
	ID, Title string
	Story     markdown.HTML
	Pos       source.Pos
	own       bool
}

// Item is a piece of an answer.
type Item struct {
	Text  markdown.HTML
	Plain string
	Pos   source.Pos
}

// Choice is one of a question's choices.
type Choice struct {
	Item
	Right    bool
	Feedback markdown.HTML

	boxless bool // it has no box, and that has been reported
}

// Accepted is an answer that a short-answer question accepts: words, or a number give or take a tolerance.
type Accepted struct {
	Item
	Number    float64
	Tolerance float64
	IsNumber  bool
	Forms     []string // what may be written: with and without what stands in brackets, the fullest first

	keys []key // of the forms
}

// Fold makes two texts that differ in capitals, spaces and punctuation alone the same. Results name their questions by it,
// so it never changes; short answers are compared by more (compare.go). So are the two small forms of the
// Greek sigma, and an i with one dot more: here Go and browsers do not agree on what the small letter of a capital is.
func Fold(text string) string {
	small := oneSmall.Replace(strings.ToLower(text))
	return strings.Join(strings.FieldsFunc(small, func(r rune) bool {
		return strings.ContainsRune(" \t\n\r\u00a0.,;:!?'’‘\"“”()", r)
	}), " ")
}

var oneSmall = strings.NewReplacer("ς", "σ", "i\u0307", "i")

// Mixed gives an order in which to show items that a reader has to put in order: by their words, and if that is the
// right order, the other way round. It is the same every time, as a page that is built has to be.
func Mixed(items []Item) []int {
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	sortByWords(order, items)
	for i, at := range order {
		if i != at {
			return order
		}
	}
	for i := range order {
		order[i] = len(order) - 1 - i
	}
	return order
}
