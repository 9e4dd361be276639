package quiz

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Parse reads a quiz from its page and validates it. Every mistake is reported at its line.
func Parse(doc *markdown.Doc, front Front) (*Quiz, []source.Diagnostic) {
	q := &Quiz{Front: front}
	p := parser{Reporter: source.Reporter{File: doc.File, Check: "quiz"}, doc: doc, quiz: q, read: map[ast.Node]bool{}}
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == extast.KindFootnoteList { // refused where the text refers to them
			break
		}
		if h, ok := n.(*ast.Heading); ok && (h.Level == 2 || h.Level == 3 && p.scenario != nil) {
			p.flush()
			p.heading(h)
			continue
		}
		p.body = append(p.body, n)
	}
	p.flush()
	p.unread()
	q.tellApart(doc.Language)
	q.doubt = len(q.Questions) == 0 && len(doc.Leftovers) > 0
	return q, append(p.Diags, Validate(q, doc.File, doc.Language)...)
}

type parser struct {
	source.Reporter

	doc      *markdown.Doc
	quiz     *Quiz
	scenario *Scenario         // the story that the questions now belong to
	current  *Question         // the question being read; nil in the introduction and in a scenario's story
	body     []ast.Node        // what is below the last heading
	read     map[ast.Node]bool // headings and answers that are part of a question, and lists that have been reported
}

// heading starts a question, or a scenario: a heading of level 2 whose next heading is of level 3.
func (p *parser) heading(h *ast.Heading) {
	heading := p.doc.Heading(h)
	if h.Level == 2 {
		p.scenario = nil
		for n := h.NextSibling(); n != nil; n = n.NextSibling() {
			if next, ok := n.(*ast.Heading); ok {
				if next.Level == 3 {
					p.scenario = &Scenario{ID: heading.ID, Title: heading.Title, Pos: heading.Pos, own: heading.Own}
					p.current = nil
					return
				}
				break
			}
		}
	}
	q := &Question{ID: heading.ID, Title: heading.Title, Rules: strings.Fields(heading.Attrs.Get("rules")), Sources: strings.Fields(heading.Attrs.Get("source")), Points: 1,
		Scenario: p.scenario, Pos: heading.Pos, own: heading.Own,
		doubt: !heading.Own && p.leftover(heading.Pos.Line, heading.Pos.Line)}
	if points := heading.Attrs.Get("points"); points != "" {
		n, err := strconv.Atoi(points)
		if err != nil || n < 1 || n > 100 {
			p.add(q.Pos, `Write a whole number from 1 to 100: points="2".`, "the points of a question cannot be "+strconv.Quote(points))
			n = 1
		}
		q.Points = n
	}
	if reviewed := heading.Attrs.Get("reviewed"); reviewed != "" {
		var err error
		if q.Reviewed, err = source.ParseDate(reviewed); err != nil {
			p.add(q.Pos, `Write it as reviewed="2026-11-20".`, err.Error())
		}
	}
	switch choose := heading.Attrs.Get("choose"); choose {
	case "":
	case "many":
		q.many = true
	default:
		p.add(q.Pos, `Write choose="many", or leave it out.`, "a question cannot choose "+strconv.Quote(choose))
	}
	p.current = q
	p.read[h] = true
	p.quiz.Questions = append(p.quiz.Questions, q)
}

func (p *parser) add(pos source.Pos, hint, message string) {
	p.Add(pos, hint, "%s", message)
}

// flush reads what is below the last heading.
func (p *parser) flush() {
	body := p.body
	p.body = nil
	switch {
	case p.current != nil:
		p.question(body)
	case p.scenario != nil:
		p.scenario.Story = p.doc.Render(body...)
	default:
		p.quiz.Intro = p.doc.Render(body...)
	}
}

// question reads the body of a question. Its answers are the last list or table that can be answers; what is
// before them is the stem, quotes after them are the explanation.
func (p *parser) question(body []ast.Node) {
	q := p.current
	at := -1
	var answers *form
	for i, n := range body {
		if f := formOf(p.doc, n); f != nil {
			at, answers = i, f
		}
	}
	var stem, explanation []ast.Node
	for i, n := range body {
		block, isBlock := p.doc.Block(n)
		switch {
		case isBlock && block.Kind == "hint":
			p.read[n] = true
			q.Hint = append(q.Hint, block.Body...)
		case isBlock && block.Kind == "trainer":
			p.read[n] = true
			q.Trainer = append(q.Trainer, block.Body...)
		case i == at:
			q.Answers = answers.read(p, q, n)
		case at >= 0 && i > at && n.Kind() == ast.KindBlockquote:
			explanation = append(explanation, markdown.Children(n)...)
		case at >= 0 && i > at && n.Kind() != ast.KindHTMLBlock:
			q.after = append(q.after, p.doc.Pos(n))
			explanation = append(explanation, n)
		default:
			// Numbers and tables are often part of the story; but then something else has to be the answers.
			if f := formOf(p.doc, n); f != nil && (f.marked || !answers.marked) {
				p.read[n] = true
				if parts := [2]source.Pos{p.doc.Pos(n), p.doc.Pos(body[at])}; !p.leftover(parts[0].Line, parts[1].Line) {
					q.parts = parts // and not a heading between them that could not be read
				}
			}
			stem = append(stem, n)
		}
	}
	q.Stem, q.Explanation = p.doc.Render(stem...), p.doc.Render(explanation...)
}

// formOf gives the form of the answers that a node holds; nil when it holds none.
func formOf(doc *markdown.Doc, n ast.Node) *form {
	for _, f := range forms() {
		if f.holds(doc, n) {
			return &f
		}
	}
	return nil
}

// item reads a list item without the quotes beneath it.
func (p *parser) item(item ast.Node) Item {
	i := Item{Pos: p.doc.Pos(item)}
	var more []ast.Node
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		switch {
		case n == item.FirstChild():
			i.Text, i.Plain = p.doc.RenderInline(n), p.doc.Plain(n)
		case n.Kind() != ast.KindBlockquote:
			more = append(more, n)
		}
	}
	i.Text = append(i.Text, p.doc.Render(more...)...)
	return i
}
