package quiz

import (
	"html/template"
	"strings"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/markdown"
)

// Categorise asks its reader to put each thing under its heading: a list in which each item is a heading, with a list of what belongs
// under it.
const Categorise Kind = "categorise"

// Groups are headings and what belongs under them. A reader's answer is for each thing the place of the heading that it was put under.
type Groups struct {
	Headings []Item
	Things   []Thing // in the order of their words, so that one that is moved to another heading keeps its place in older answers
}

// Thing is what belongs under a heading.
type Thing struct {
	Item
	Heading int // its place among the headings
}

func holdsGroups(doc *markdown.Doc, n ast.Node) bool {
	if list, ok := n.(*ast.List); !ok || list.IsOrdered() || firstMarked(doc, n) != nil {
		return false
	}
	found := false
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		for part := item.FirstChild(); part != nil; part = part.NextSibling() {
			if firstMarked(doc, part) != nil { // choices that are indented too far
				return false
			}
			found = found || part.Kind() == ast.KindList
		}
	}
	return found
}

func readGroups(p *parser, _ *Question, n ast.Node) Answers {
	g := &Groups{}
	var things []Thing
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		for _, part := range markdown.Children(item) {
			if part.Kind() != ast.KindList {
				continue
			}
			for thing := part.FirstChild(); thing != nil; thing = thing.NextSibling() {
				things = append(things, Thing{p.item(thing), len(g.Headings)})
				p.noFeedback(thing)
			}
			item.RemoveChild(item, part) // it is no part of the heading
		}
		g.Headings = append(g.Headings, p.item(item))
		p.noFeedback(item)
	}
	items := make([]Item, len(things))
	for i, thing := range things {
		items[i] = thing.Item
	}
	for _, i := range byWords(items) {
		g.Things = append(g.Things, things[i])
	}
	return g
}

func (g *Groups) Kind() Kind { return Categorise }

// Fits: a heading for each thing.
func (g *Groups) Fits(a Answer) bool {
	in, _ := inRange(a.Places, len(g.Headings))
	return a.Words == "" && len(a.Places) == len(g.Things) && len(a.Places) > 0 && in
}

func (g *Groups) Mark(a Answer) Mark {
	return share(a.Places, func(thing, heading int) bool {
		return g.Headings[heading].Plain == g.Headings[g.Things[thing].Heading].Plain
	})
}

func (g *Groups) Right() Answer {
	var a Answer
	for _, thing := range g.Things {
		a.Places = append(a.Places, thing.Heading)
	}
	return a
}

func (g *Groups) Words(a Answer) string {
	words := make([]string, len(a.Places))
	for thing, heading := range a.Places {
		words[thing] = g.Things[thing].Plain + " = " + g.Headings[heading].Plain
	}
	return strings.Join(words, "; ")
}

// GroupsView is what the templates show of headings and what belongs under them.
type GroupsView struct {
	Groups []GroupView
	Mixed  []MixedView // the things, each with the place of its heading
}

// GroupView is a heading with what belongs under it.
type GroupView struct {
	Heading template.HTML
	Things  []template.HTML
}

func (g *Groups) View(show func(markdown.HTML) template.HTML, _ bool) any {
	v := GroupsView{Groups: make([]GroupView, len(g.Headings))}
	for i, heading := range g.Headings {
		v.Groups[i].Heading = show(heading.Text)
	}
	for _, thing := range g.Things {
		text := show(thing.Text)
		v.Mixed = append(v.Mixed, MixedView{text, thing.Heading})
		v.Groups[thing.Heading].Things = append(v.Groups[thing.Heading].Things, text)
	}
	return v
}

func (g *Groups) offered() []string {
	var texts []string
	for _, heading := range g.Headings {
		texts = append(texts, heading.Plain)
	}
	for _, thing := range g.Things {
		texts = append(texts, thing.Plain)
	}
	return texts
}

func (g *Groups) hashVersion(add func(...any)) {
	for _, heading := range g.Headings {
		add(heading.Plain)
	}
	for _, thing := range g.Things {
		add(thing.Plain, " ", thing.Heading)
	}
}

func (g *Groups) hashOffered(add func(...any)) {
	add(len(g.Headings))
	for _, text := range g.offered() {
		add(Fold(text))
	}
}

func (g *Groups) validate(v *validator, q *Question) {
	things, full := make([]Item, len(g.Things)), make([]bool, len(g.Headings))
	for i, thing := range g.Things {
		things[i], full[thing.Heading] = thing.Item, true
	}
	v.several(q, g.Headings, "heading")
	v.alike(things)
	v.room(q, len(things))
	for i, heading := range g.Headings {
		if !full[i] {
			v.Add(heading.Pos, "Put two spaces before each thing that belongs under it, or before this line if it belongs under another.",
				"this heading has nothing under it")
		}
	}
}
