// Package quiz reads quizzes written in markdown: a question is a heading, its choices a task list, the feedback to a
// choice a quote beneath it, the explanation a quote after the list.
//
// [Quiz] and [Question] are the types that matter. A question names the rules that it tests.
package quiz

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Front is what a quiz's front matter holds beyond that of any page.
type Front struct {
	Pass source.Percent `yaml:"pass" json:"pass,omitempty"`
}

// Quiz is a quiz that has been read.
type Quiz struct {
	Pass      int // per cent; 0 when the quiz cannot be failed
	Intro     markdown.HTML
	Questions []*Question
}

// Question is one question with its choices.
type Question struct {
	ID          string
	Title       string
	Rules       []string // the rules that it tests
	Stem        markdown.HTML
	Choices     []Choice
	Explanation markdown.HTML
	Pos         source.Pos
}

// Choice is one of a question's choices.
type Choice struct {
	Text     markdown.HTML
	Right    bool
	Feedback markdown.HTML
	Pos      source.Pos
}

// Many says whether more than one choice is right.
func (q *Question) Many() bool {
	right := 0
	for _, c := range q.Choices {
		if c.Right {
			right++
		}
	}
	return right > 1
}

// Parse reads a quiz from its page. What is wrong with a question is told at its heading.
func Parse(doc *markdown.Doc, front Front) (*Quiz, []source.Diagnostic) {
	p := parser{doc: doc, quiz: &Quiz{Pass: int(front.Pass)}}
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		p.node(n)
	}
	p.flush()
	return p.quiz, p.diags
}

type parser struct {
	doc     *markdown.Doc
	quiz    *Quiz
	current *Question
	own     bool       // the current question's identifier was written, not made of its words
	stem    []ast.Node // what stands before the choices; before the first question, the introduction
	diags   []source.Diagnostic
}

func (p *parser) node(n ast.Node) {
	if h, ok := n.(*ast.Heading); ok && h.Level == 2 {
		p.flush()
		heading := p.doc.Heading(h)
		p.own = heading.Own
		p.current = &Question{ID: heading.ID, Title: heading.Title, Rules: strings.Fields(heading.Attrs.Get("rules")), Pos: heading.Pos}
		p.quiz.Questions = append(p.quiz.Questions, p.current)
		return
	}
	if p.current == nil {
		p.stem = append(p.stem, n)
		return
	}
	if _, isTask := markdown.Task(n.FirstChild()); n.Kind() == ast.KindList && isTask {
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			p.current.Choices = append(p.current.Choices, p.choice(item))
		}
		return
	}
	if n.Kind() == ast.KindBlockquote && len(p.current.Choices) > 0 {
		p.current.Explanation = append(p.current.Explanation, p.doc.Render(markdown.Children(n)...)...)
		return
	}
	p.stem = append(p.stem, n)
}

func (p *parser) choice(item ast.Node) Choice {
	ticked, _ := markdown.Task(item)
	c := Choice{Right: ticked, Pos: p.doc.Pos(item)}
	var text, feedback []ast.Node
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		switch {
		case n.Kind() == ast.KindBlockquote:
			feedback = append(feedback, markdown.Children(n)...)
		case n == item.FirstChild():
			if _, isTask := markdown.Task(item); isTask {
				n.RemoveChild(n, n.FirstChild()) // the box itself
			}
			c.Text = p.doc.RenderInline(n)
		default:
			text = append(text, n)
		}
	}
	c.Text = append(c.Text, p.doc.Render(text...)...)
	c.Feedback = p.doc.Render(feedback...)
	return c
}

// flush ends the current question, or the introduction.
func (p *parser) flush() {
	html := p.doc.Render(p.stem...)
	p.stem = nil
	if p.current == nil {
		p.quiz.Intro = html
		return
	}
	q := p.current
	q.Stem = html
	right := 0
	for _, c := range q.Choices {
		if c.Right {
			right++
		}
	}
	if !p.own {
		p.add("Add one that never changes after its heading: {#short-name}. Results are matched by it.", "this question has no identifier")
	}
	switch {
	case len(q.Choices) < 2:
		p.add("Add choices as a list, each starting with [ ] or, when it is right, [x].", "this question has fewer than two choices")
	case right == 0:
		p.add("Mark the right choice with [x].", "no choice of this question is right")
	case right == len(q.Choices):
		p.add("Leave the box of each wrong choice empty: [ ].", "every choice of this question is right")
	}
	if len(q.Rules) == 0 {
		p.add(`Name the rules that it tests after its heading: {#name rules="opt-in"}.`, "this question tests no rule")
	}
}

func (p *parser) add(hint, message string) {
	d := p.doc.File.At(p.current.Pos, "quiz", "%s", message)
	d.Hint = hint
	p.diags = append(p.diags, d)
}
