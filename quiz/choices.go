package quiz

import (
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/language"
	"handrail/internal/markdown"
)

// The kinds of which a reader chooses: a task list, in which what is right is ticked.
const (
	One       Kind = "one"        // choose the one answer that is right
	Many      Kind = "many"       // choose every answer that is right
	TrueFalse Kind = "true-false" // say whether it is true
)

// Choices are answers to choose from. A reader's answer is the places of those chosen.
type Choices struct {
	kind Kind
	List []Choice
}

// Choice is one of a question's choices.
type Choice struct {
	Item
	Right    bool
	Feedback markdown.HTML

	boxless bool // it has no box, and that has been reported
}

func holdsChoices(doc *markdown.Doc, n ast.Node) bool {
	first := firstMarked(doc, n)
	return first != nil && !isAccepted(doc, first)
}

// firstMarked is the first item of a list that has a box, or [=]; nil when there is none.
func firstMarked(doc *markdown.Doc, n ast.Node) ast.Node {
	if n.Kind() != ast.KindList {
		return nil
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if _, isTask := markdown.Task(item); isTask || isAccepted(doc, item) {
			return item
		}
	}
	return nil
}

func readChoices(p *parser, q *Question, n ast.Node) Answers {
	c := &Choices{}
	right := 0
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		c.List = append(c.List, p.choice(item))
		if c.List[len(c.List)-1].Right {
			right++
		}
	}
	switch {
	case q.many || right > 1:
		c.kind = Many
	case isTrueFalse(p.doc.Language, c.List):
		c.kind = TrueFalse
	default:
		c.kind = One
	}
	return c
}

// isTrueFalse says whether two choices say true and false in a language.
func isTrueFalse(lang *language.Language, choices []Choice) bool {
	words := lang.Questions
	if len(choices) != 2 || words.True == "" {
		return false
	}
	first, second := Fold(choices[0].Plain), Fold(choices[1].Plain)
	return first == words.True && second == words.False || first == words.False && second == words.True
}

func (p *parser) choice(item ast.Node) Choice {
	ticked, isTask := markdown.Task(item)
	if isTask {
		first := item.FirstChild()
		first.RemoveChild(first, first.FirstChild()) // the box itself
	} else {
		p.noBox(item)
	}
	return Choice{Item: p.item(item), Right: ticked, Feedback: p.feedback(item), boxless: !isTask}
}

func (p *parser) feedback(item ast.Node) markdown.HTML {
	var feedback []ast.Node
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindBlockquote {
			feedback = append(feedback, markdown.Children(n)...)
		}
	}
	return p.doc.Render(feedback...)
}

func (c *Choices) Kind() Kind { return c.kind }

// Fits: the places of choices, none twice, and of one choice alone unless there can be several.
func (c *Choices) Fits(a Answer) bool {
	in, distinct := inRange(a.Places, len(c.List))
	return a.Words == "" && in && distinct && (len(a.Places) == 1 || c.kind == Many && len(a.Places) > 0)
}

// Mark: all that is right and nothing else is right, and some of it is right in part.
func (c *Choices) Mark(a Answer) Mark {
	exact, some := true, false
	for i, choice := range c.List {
		chosen := slices.Contains(a.Places, i)
		exact = exact && choice.Right == chosen
		some = some || choice.Right && chosen
	}
	switch {
	case exact:
		return Right
	case some:
		return Partly
	}
	return Wrong
}

func (c *Choices) Right() Answer {
	var a Answer
	for i, choice := range c.List {
		if choice.Right {
			a.Places = append(a.Places, i)
		}
	}
	return a
}

func (c *Choices) Words(a Answer) string {
	var words []string
	for _, place := range a.Places {
		words = append(words, c.List[place].Plain)
	}
	return strings.Join(words, "; ")
}

// ChoicesView is what the templates show of choices.
type ChoicesView struct{ Choices []ChoiceView }

// ChoiceView is one choice of a question.
type ChoiceView struct {
	Text     template.HTML
	Right    bool
	Feedback template.HTML
}

func (c *Choices) View(show func(markdown.HTML) template.HTML, reasons bool) any {
	var v ChoicesView
	for _, choice := range c.List {
		view := ChoiceView{Text: show(choice.Text), Right: choice.Right}
		if reasons {
			view.Feedback = show(choice.Feedback)
		}
		v.Choices = append(v.Choices, view)
	}
	return v
}

func (c *Choices) offered() []string {
	var texts []string
	for _, choice := range c.List {
		texts = append(texts, choice.Plain)
	}
	return texts
}

func (c *Choices) hashVersion(add func(...any)) {
	for _, choice := range c.List {
		add(choice.Plain, choice.Right)
	}
}

func (c *Choices) hashOffered(add func(...any)) {
	for _, choice := range c.List {
		add(Fold(choice.Plain))
	}
}

func (c *Choices) validate(v *validator, q *Question) {
	items := make([]Item, len(c.List))
	var places []bool // which choices mean others by their places
	if v.lang.Positions != nil && (v.quiz.Shuffle == "choices" || v.quiz.Shuffle == "both") {
		words := make([]string, len(c.List))
		for i, choice := range c.List {
			words[i] = strings.Map(dropInvisible, choice.Plain)
		}
		places = v.lang.Positions(words)
	}
	right := 0
	for i, choice := range c.List {
		items[i] = choice.Item
		if choice.Right {
			right++
		} else if len(choice.Feedback) == 0 && !choice.boxless {
			v.Add(choice.Pos, "Add a quote beneath it that says kindly why it is not right.", "this wrong choice has no feedback")
		}
		if above := v.lang.Above; above != nil && above().MatchString(choice.Plain) {
			v.Add(choice.Pos, "Name what is meant. Choices can be shuffled, and then nothing is above.", "this choice refers to the others: %q", choice.Plain)
		} else if places != nil && places[i] {
			v.Add(choice.Pos, "Say in words what is meant, or tick each choice that is right: a question can have several. Or write shuffle: none in the front matter.",
				"this choice refers to others by their position, and the choices are shuffled: %q", choice.Plain)
		}
	}
	if c.kind == Many {
		v.room(q, len(items))
	}
	if v.several(q, items, "choice") {
		noBox := slices.ContainsFunc(c.List, func(c Choice) bool { return c.boxless })
		switch {
		case right == 0 && !noBox: // it may be that one, which has been reported
			v.Add(q.Pos, "Mark the right choice with [x].", "no choice of this question is right")
		case right == len(c.List):
			v.Add(q.Pos, "Leave the box of each wrong choice empty: [ ].", "every choice of this question is right")
		}
	}
}
