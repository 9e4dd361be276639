package quiz

import (
	"cmp"
	"html/template"
	"slices"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Kind is what a question asks its reader to do. Results, pages and scripts know it by this name.
type Kind string

// form is a way to write answers in markdown, which says of which kind a question is.
type form struct {
	kinds []Kind // one, unless the answers say more
	// holds says whether a node holds such answers.
	holds func(doc *markdown.Doc, n ast.Node) bool
	// read reads the answers of a question from such a node, and reports what cannot be read.
	read func(p *parser, q *Question, n ast.Node) Answers
	// marked says that each answer has a mark, so that no other text looks like these. Other lists and tables are often part of
	// the story.
	marked bool
}

// forms is the table of the kinds of questions: what is in no row is no kind. A node holds at most one of these forms.
func forms() []form {
	return []form{
		{kinds: []Kind{One, Many, TrueFalse}, holds: holdsChoices, read: readChoices, marked: true},
		{kinds: []Kind{Short}, holds: holdsAccepted, read: readAccepted, marked: true},
		{kinds: []Kind{Order}, holds: holdsItems, read: readItems},
		{kinds: []Kind{Match}, holds: holdsPairs, read: readPairs},
		{kinds: []Kind{Categorise}, holds: holdsGroups, read: readGroups},
	}
}

// Kinds lists the kinds of questions.
func Kinds() []Kind {
	var kinds []Kind
	for _, f := range forms() {
		kinds = append(kinds, f.kinds...)
	}
	return kinds
}

// Answers are what a question offers to its reader, and what of it is right. Each form of answers is a type in a file of its own,
// and whatever depends on the kind of a question is a method of that type. templates/questions has the same for the browser: a
// layout and a script for each.
type Answers interface {
	Kind() Kind

	// Fits says whether an answer can be one to these. One that does not is an answer to something else.
	Fits(a Answer) bool
	// Mark marks an answer that fits.
	Mark(a Answer) Mark
	// Right is an answer that is right: the first where several are, and none where all that is accepted is an error.
	Right() Answer
	// Words says an answer that fits as people read it, in one line.
	Words(a Answer) string

	// View is plain data for the templates choose-KIND and answer-KIND in templates/questions: what there is to choose, and what is
	// right. show makes HTML of a text for the page that shows it. Without reasons the feedback to choices is left out.
	View(show func(markdown.HTML) template.HTML, reasons bool) any

	// offered lists all that can be answered, right or not.
	offered() []string
	// hashVersion hashes what an attempt depends on: the answers, and which of them is right (Quiz.Version).
	hashVersion(add func(parts ...any))
	// hashOffered hashes what a result depends on: what there is to choose, without what is right (Quiz.Digests).
	hashOffered(add func(parts ...any))
	// validate reports what is wrong with the answers of a question.
	validate(v *validator, q *Question)
}

// MaxPlaces is how many places an answer can have at most: the code of a result has no room for more.
const MaxPlaces = 64

// Kind is the kind of a question; "" when it has no answers.
func (q *Question) Kind() Kind {
	if q.Answers == nil {
		return ""
	}
	return q.Answers.Kind()
}

// Fits says whether an answer can be one to this question. One that does not is of another question, or of this one
// before it was changed.
func (q *Question) Fits(a Answer) bool { return q.Answers != nil && q.Answers.Fits(a) }

// Mark says whether an answer that fits the question is right. No answer is wrong.
func (q *Question) Mark(a Answer) Mark {
	if q.Answers == nil || a.None() {
		return Wrong
	}
	return q.Answers.Mark(a)
}

// Choices are what a reader chooses from, for a question of which each choice is an answer: none for other kinds.
func (q *Question) Choices() []Choice {
	if c, ok := q.Answers.(*Choices); ok {
		return c.List
	}
	return nil
}

// Item is a piece of an answer.
type Item struct {
	Text  markdown.HTML
	Plain string
	Pos   source.Pos
}

// MixedView is an item that a reader has to put in its place.
type MixedView struct {
	Text  template.HTML
	Place int // where it belongs, from 0
}

// mixedView shows items in another order than the right one.
func mixedView(items []Item, show func(markdown.HTML) template.HTML) []MixedView {
	var views []MixedView
	for _, i := range mixed(items) {
		views = append(views, MixedView{show(items[i].Text), i})
	}
	return views
}

// mixed gives the order in which to show items: by their words, and if that is the right order, the other way round. It is the
// same every time, as a page that is built has to be.
func mixed(items []Item) []int {
	order := byWords(items)
	if slices.IsSorted(order) {
		slices.Reverse(order)
	}
	return order
}

// byWords gives the indexes of items in the order of the items' words.
func byWords(items []Item) []int {
	order := firsts(len(items))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(Fold(items[a].Plain), Fold(items[b].Plain)) })
	return order
}

// inRange says whether all places are below a number, and whether none of them comes twice.
func inRange(places []int, most int) (in, distinct bool) {
	seen := make([]bool, most)
	distinct = true
	for _, place := range places {
		if place < 0 || place >= most {
			return false, false
		}
		distinct = distinct && !seen[place]
		seen[place] = true
	}
	return true, distinct
}

// firsts are the places from 0 to below a number.
func firsts(n int) []int {
	places := make([]int, n)
	for i := range places {
		places[i] = i
	}
	return places
}

// share marks a list of which each part is right or not.
func share(places []int, right func(at, place int) bool) Mark {
	n := 0
	for at, place := range places {
		if right(at, place) {
			n++
		}
	}
	switch n {
	case len(places):
		return Right
	case 0:
		return Wrong
	}
	return Partly
}
