package quiz

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/markdown"
)

// Order asks its reader to put items in order: a numbered list, in the right order.
const Order Kind = "order"

// Sequence is items to put in order. A reader's answer is for each item, in the right order, the place that it was given.
type Sequence struct{ Items []Item }

func holdsItems(doc *markdown.Doc, n ast.Node) bool {
	list, ok := n.(*ast.List)
	return ok && list.IsOrdered() && firstMarked(doc, n) == nil
}

func readItems(p *parser, _ *Question, n ast.Node) Answers {
	typed := p.doc.Numbers(n.(*ast.List))
	if len(typed) > 0 && typed[0] > 1 && slices.IsSorted(typed) {
		p.add(p.doc.Pos(n.FirstChild()), "Number the items in the right order: 1, 2, 3.", "this list begins with "+strconv.Itoa(typed[0])+", so an item may be missing")
	}
	if len(typed) > 1 && typed[0] == typed[1] {
		p.add(p.doc.Pos(n.FirstChild().NextSibling()), "Number the items in the right order: 1, 2, 3.", "the numbers of this list do not go up, so it does not say which order is right")
	}
	s := &Sequence{}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		s.Items = append(s.Items, p.item(item))
		p.noFeedback(item)
	}
	return s
}

func (s *Sequence) Kind() Kind { return Order }

// Fits: a place for each item, none twice.
func (s *Sequence) Fits(a Answer) bool {
	in, distinct := inRange(a.Places, len(s.Items))
	return a.Words == "" && len(a.Places) == len(s.Items) && in && distinct
}

func (s *Sequence) Mark(a Answer) Mark {
	return share(a.Places, func(item, place int) bool { return item == place })
}

func (s *Sequence) Right() Answer { return Answer{Places: firsts(len(s.Items))} }

func (s *Sequence) Words(a Answer) string {
	words := make([]string, len(a.Places))
	for item, place := range a.Places {
		words[place] = fmt.Sprintf("%d. %s", place+1, s.Items[item].Plain)
	}
	return strings.Join(words, "; ")
}

// SequenceView is what the templates show of items to put in order.
type SequenceView struct {
	Items []template.HTML // in the right order
	Mixed []MixedView     // each with its place in the right order
}

func (s *Sequence) View(show func(markdown.HTML) template.HTML, _ bool) any {
	v := SequenceView{Mixed: mixedView(s.Items, show)}
	for _, item := range s.Items {
		v.Items = append(v.Items, show(item.Text))
	}
	return v
}

func (s *Sequence) offered() []string {
	var texts []string
	for _, item := range s.Items {
		texts = append(texts, item.Plain)
	}
	return texts
}

func (s *Sequence) hashVersion(add func(...any)) {
	for _, item := range s.Items {
		add(item.Plain)
	}
}

func (s *Sequence) hashOffered(add func(...any)) {
	for _, item := range s.Items {
		add(Fold(item.Plain))
	}
}

func (s *Sequence) validate(v *validator, q *Question) {
	v.several(q, s.Items, "item")
	v.room(q, len(s.Items))
}
