package quiz

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Parse reads a quiz from its page and validates it. Every mistake is told at its line.
func Parse(doc *markdown.Doc, front Front) (*Quiz, []source.Diagnostic) {
	q := &Quiz{Front: front}
	p := parser{doc: doc, quiz: q, read: map[ast.Node]bool{}}
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
	q.tellApart()
	q.doubt = len(q.Questions) == 0 && len(doc.Leftovers) > 0
	return q, append(p.diags, Validate(q, doc.File, doc.Language)...)
}

type parser struct {
	doc      *markdown.Doc
	quiz     *Quiz
	scenario *Scenario         // the story that the questions now belong to
	current  *Question         // the question being read; nil in the introduction and in a scenario's story
	body     []ast.Node        // what stands below the last heading
	read     map[ast.Node]bool // headings and answers that are part of a question, and lists that have been reported
	diags    []source.Diagnostic
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
		Scenario: p.scenario, Pos: heading.Pos, own: heading.Own, lang: p.doc.Language,
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
		q.Kind = Many
	default:
		p.add(q.Pos, `Write choose="many", or leave it out.`, "a question cannot choose "+strconv.Quote(choose))
	}
	p.current = q
	p.read[h] = true
	p.quiz.Questions = append(p.quiz.Questions, q)
}

func (p *parser) add(pos source.Pos, hint, message string) {
	d := p.doc.File.At(pos, "quiz", "%s", message)
	d.Hint = hint
	p.diags = append(p.diags, d)
}

// flush reads what stands below the last heading.
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

// question reads the body of a question. Its answers are the last list or table that can be answers; what stands
// before them is the stem, quotes after them are the explanation.
func (p *parser) question(body []ast.Node) {
	q := p.current
	at := -1
	for i, n := range body {
		if answers(p.doc, n) != "" {
			at = i
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
			p.answers(n)
		case at >= 0 && i > at && n.Kind() == ast.KindBlockquote:
			explanation = append(explanation, markdown.Children(n)...)
		case at >= 0 && i > at && n.Kind() != ast.KindHTMLBlock:
			q.after = append(q.after, p.doc.Pos(n))
			explanation = append(explanation, n)
		default:
			if kind := answers(p.doc, n); at >= 0 && kind != "" {
				// Numbers and tables are often part of the story; but then something else has to be the answers.
				if last := answers(p.doc, body[at]); kind == One || kind == Short || last == Order || last == Match {
					p.read[n] = true
					if parts := [2]source.Pos{p.doc.Pos(n), p.doc.Pos(body[at])}; !p.leftover(parts[0].Line, parts[1].Line) {
						q.parts = parts // and not a heading between them that could not be read
					}
				}
			}
			stem = append(stem, n)
		}
	}
	q.Stem, q.Explanation = p.doc.Render(stem...), p.doc.Render(explanation...)
}

// answers says of which kind the answers are that a node holds: One for any task list; "" when it holds none.
func answers(doc *markdown.Doc, n ast.Node) Kind {
	switch n := n.(type) {
	case *ast.List:
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			if _, isTask := markdown.Task(item); isTask {
				return One
			}
			if isAccepted(doc, item) {
				return Short
			}
		}
		if n.IsOrdered() {
			return Order
		}
	case *extast.Table:
		if len(n.Alignments) == 2 {
			return Match
		}
	}
	return ""
}

// isAccepted says whether a list item is an answer that a question accepts.
func isAccepted(doc *markdown.Doc, item ast.Node) bool {
	return item.FirstChild() != nil && strings.HasPrefix(doc.Plain(item.FirstChild()), "[=]")
}

func (p *parser) answers(n ast.Node) {
	q := p.current
	switch answers(p.doc, n) {
	case Order:
		q.Kind = Order
		typed := p.doc.Numbers(n.(*ast.List))
		if len(typed) > 0 && typed[0] > 1 && slices.IsSorted(typed) {
			p.add(p.doc.Pos(n.FirstChild()), "Number the items in the right order: 1, 2, 3.", "this list begins with "+strconv.Itoa(typed[0])+", so an item may be missing")
		}
		if len(typed) > 1 && typed[0] == typed[1] {
			p.add(p.doc.Pos(n.FirstChild().NextSibling()), "Number the items in the right order: 1, 2, 3.", "the numbers of this list do not go up, so it does not say which order is right")
		}
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			q.Items = append(q.Items, p.item(item))
			p.noFeedback(item)
		}
	case Match:
		q.Kind = Match
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			pair := [2]Item{p.inline(row.FirstChild()), p.inline(row.LastChild())}
			if row.Kind() == extast.KindTableHeader {
				q.Heads = pair
			} else {
				q.Pairs = append(q.Pairs, pair)
			}
		}
	case Short:
		q.Kind = Short
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			p.read[item] = true
			if !isAccepted(p.doc, item) {
				p.doubt(item, "Put [=] before it, or take it out of the list.", "this answer has no [=]")
			}
			q.Accepted = append(q.Accepted, p.accepted(item))
			p.noFeedback(item)
		}
	default:
		right := 0
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			q.Choices = append(q.Choices, p.choice(item))
			if q.Choices[len(q.Choices)-1].Right {
				right++
			}
		}
		switch {
		case q.Kind == Many || right > 1:
			q.Kind = Many
		case isTrueFalse(p.doc.Language, q.Choices):
			q.Kind = TrueFalse
		default:
			q.Kind = One
		}
	}
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

// inline reads a table cell.
func (p *parser) inline(n ast.Node) Item {
	return Item{Text: p.doc.RenderInline(n), Plain: p.doc.Plain(n), Pos: p.doc.Pos(n)}
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

func (p *parser) accepted(item ast.Node) Accepted {
	a := Accepted{Item: p.item(item)}
	a.Plain = strings.TrimSpace(strings.TrimPrefix(a.Plain, "[=]"))
	a.Text = markdown.HTML(strings.TrimSpace(strings.TrimPrefix(string(a.Text), "[=]")))
	a.Number, a.Tolerance, a.IsNumber = readNumber(p.doc.Language, a.Plain)
	if a.Plain == "" {
		return a // Validate reports it
	}
	p.several(a)
	forms, err := formsOf(p.doc.Language, strings.TrimSpace(strings.TrimPrefix(withBrackets(p.doc, item.FirstChild()), "[=]")))
	if err != nil {
		hint := `What is in round brackets can be left out, as in: [=] (at least) once a month. Write \( and \) for brackets that belong to the answer.`
		if err == errNothing {
			hint = "Write words or a number after [=]. Spaces and punctuation are not compared."
		}
		p.add(a.Pos, hint, err.Error())
		return a
	}
	a.Forms = forms
	for _, form := range forms {
		a.keys = append(a.keys, keyOf(p.doc.Language, form))
	}
	return a
}

// tellApart lets the short answers know what else can be answered in the quiz.
func (q *Quiz) tellApart() {
	all := map[string]bool{}
	for _, question := range q.Questions {
		for _, c := range question.Choices {
			all[keyOf(question.lang, c.Plain).plain] = true
		}
		for _, item := range question.Items {
			all[keyOf(question.lang, item.Plain).plain] = true
		}
		for _, pair := range question.Pairs {
			all[keyOf(question.lang, pair[0].Plain).plain], all[keyOf(question.lang, pair[1].Plain).plain] = true, true
		}
		for _, a := range question.Accepted {
			for _, k := range a.keys {
				all[k.plain] = true
			}
		}
		question.elsewhere = all
	}
}

// sortByWords sorts indexes of items by the items' words.
func sortByWords(order []int, items []Item) {
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(Fold(items[a].Plain), Fold(items[b].Plain)) })
}
