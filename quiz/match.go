package quiz

import (
	"html/template"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"handrail/internal/markdown"
)

// Match asks its reader to find what belongs together: a table of two columns.
const Match Kind = "match"

// Pairs are what belongs together. A reader's answer is for each row the row of what was put beside it.
type Pairs struct {
	Heads [2]Item // of the two columns
	Rows  [][2]Item
}

func holdsPairs(_ *markdown.Doc, n ast.Node) bool {
	table, ok := n.(*extast.Table)
	return ok && len(table.Alignments) == 2
}

func readPairs(p *parser, _ *Question, n ast.Node) Answers {
	m := &Pairs{}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		pair := [2]Item{p.inline(row.FirstChild()), p.inline(row.LastChild())}
		if row.Kind() == extast.KindTableHeader {
			m.Heads = pair
		} else {
			m.Rows = append(m.Rows, pair)
		}
	}
	return m
}

// inline reads a table cell.
func (p *parser) inline(n ast.Node) Item {
	return Item{Text: p.doc.RenderInline(n), Plain: p.doc.Plain(n), Pos: p.doc.Pos(n)}
}

func (m *Pairs) Kind() Kind { return Match }

// Fits: something beside each row, which may be the same.
func (m *Pairs) Fits(a Answer) bool {
	in, _ := inRange(a.Places, len(m.Rows))
	return a.Words == "" && len(a.Places) == len(m.Rows) && len(a.Places) > 0 && in
}

// Mark: where the same words are beside two rows, either of them is right. Such a table is refused when a quiz is written; a browser
// may still have it from before.
func (m *Pairs) Mark(a Answer) Mark {
	return share(a.Places, func(row, item int) bool { return m.Rows[row][1].Plain == m.Rows[item][1].Plain })
}

func (m *Pairs) Right() Answer { return Answer{Places: firsts(len(m.Rows))} }

func (m *Pairs) Words(a Answer) string {
	words := make([]string, len(a.Places))
	for row, item := range a.Places {
		words[row] = m.Rows[row][0].Plain + " = " + m.Rows[item][1].Plain
	}
	return strings.Join(words, "; ")
}

// PairsView is what the templates show of a table of pairs.
type PairsView struct {
	Heads [2]template.HTML
	Rows  [][2]template.HTML
	Mixed []MixedView // the second column, each with the row that it belongs to
}

func (m *Pairs) View(show func(markdown.HTML) template.HTML, _ bool) any {
	_, right := m.columns()
	v := PairsView{Heads: [2]template.HTML{show(m.Heads[0].Text), show(m.Heads[1].Text)}, Mixed: mixedView(right, show)}
	for _, row := range m.Rows {
		v.Rows = append(v.Rows, [2]template.HTML{show(row[0].Text), show(row[1].Text)})
	}
	return v
}

func (m *Pairs) columns() (left, right []Item) {
	for _, row := range m.Rows {
		left, right = append(left, row[0]), append(right, row[1])
	}
	return left, right
}

func (m *Pairs) offered() []string {
	var texts []string
	for _, row := range m.Rows {
		texts = append(texts, row[0].Plain, row[1].Plain)
	}
	return texts
}

func (m *Pairs) hashVersion(add func(...any)) {
	for _, row := range m.Rows {
		add(row[0].Plain)
		add(row[1].Plain)
	}
}

func (m *Pairs) hashOffered(add func(...any)) {
	for _, row := range m.Rows {
		add(Fold(row[0].Plain), " ", Fold(row[1].Plain))
	}
}

func (m *Pairs) validate(v *validator, q *Question) {
	left, right := m.columns()
	v.several(q, left, "pair")
	v.alike(right)
	v.room(q, len(right))
}
