package exchange

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/text"
)

// The limits for a text in HTML: how deep elements may be in one another, as each level costs stack, and how many tags there may be. More is made
// to do harm.
const (
	maxHTMLDepth = 100
	maxHTMLTags  = 20_000
)

// foreignHTML makes of HTML from elsewhere the HTML that text.Read takes for markdown's own. Only what text is made of is left: an
// element that does or loads something goes with all that is in it, and so do all attributes but the few that a text needs. lose reports what is left out.
type foreignHTML struct{ lose func(what, hint string) }

// read gives the blocks of some HTML. ok is false for HTML that is above the limits.
func (f *foreignHTML) read(markup string) (blocks []text.Block, ok bool) {
	if strings.Count(markup, "<") > maxHTMLTags {
		return nil, false
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(markup), body)
	if err != nil {
		return nil, false
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	if elementDepth(body) > maxHTMLDepth {
		return nil, false
	}
	f.children(body)
	return text.ReadNodes(body.ChildNodes()), true
}

// elementDepth is how deep the elements are in a node.
func elementDepth(n *html.Node) int {
	deepest := 0
	for at, now := n, 0; at != nil; {
		deepest = max(deepest, now)
		switch {
		case at.FirstChild != nil:
			at, now = at.FirstChild, now+1
			continue
		case at == n:
			return deepest
		}
		for at != n && at.NextSibling == nil {
			at, now = at.Parent, now-1
		}
		if at == n {
			return deepest
		}
		at = at.NextSibling
	}
	return deepest
}

func (f *foreignHTML) children(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			f.element(c)
		} else if c.Type != html.TextNode {
			n.RemoveChild(c)
		}
		c = next
	}
}

// activeElements are the elements that do or load something, or whose text is none.
func activeElements() []atom.Atom {
	return []atom.Atom{atom.Script, atom.Style, atom.Iframe, atom.Object, atom.Embed, atom.Applet, atom.Video, atom.Audio, atom.Source, atom.Track, atom.Canvas,
		atom.Form, atom.Input, atom.Button, atom.Select, atom.Textarea, atom.Svg, atom.Math, atom.Link, atom.Meta, atom.Base, atom.Noscript, atom.Template,
		atom.Title, atom.Frame, atom.Frameset, atom.Noframes}
}

func (f *foreignHTML) element(n *html.Node) {
	switch {
	case n.DataAtom == atom.Form: // what is in it is text
		renameElement(n, atom.Div)
	case slices.Contains(activeElements(), n.DataAtom):
		f.lose("an element <"+n.Data+"> is left out, as it is no text", "Look at the question in the program that it comes from, and say in words what is missing.")
		n.Parent.RemoveChild(n)
		return
	}
	f.children(n)
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return a.Namespace != "" || !slices.Contains([]string{"href", "src", "alt", "start", "lang"}, a.Key)
	})
	switch n.DataAtom {
	case atom.Dl, atom.Dt, atom.Dd:
		renameElement(n, atom.Div)
	case atom.Pre, atom.Code:
		keepBreaks(n)
	case atom.Ul, atom.Ol:
		gatherItems(n)
	case atom.Table:
		tidyTable(n)
		return
	}
	if isInlineElement(n) && slices.ContainsFunc(slices.Collect(n.Descendants()), isBlockElement) {
		if slices.Contains([]atom.Atom{atom.A, atom.Strong, atom.B, atom.Em, atom.I, atom.Del, atom.S, atom.Sub, atom.Sup}, n.DataAtom) {
			f.lose("the emphasis of whole paragraphs, or the link around them, is left out", "Look at the text, and put ** around the words that matter.")
		}
		renameElement(n, atom.Div) // text.Read would make one line of the blocks
	}
}

func renameElement(n *html.Node, to atom.Atom) { n.DataAtom, n.Data = to, to.String() }

// isBlockElement says whether a node begins a line of its own.
func isBlockElement(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains([]atom.Atom{atom.P, atom.Div, atom.Ul, atom.Ol, atom.Li, atom.Table, atom.Pre, atom.Blockquote, atom.Hr,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section, atom.Article, atom.Figure, atom.Details}, n.DataAtom)
}

func isInlineElement(n *html.Node) bool {
	return !isBlockElement(n) && !slices.Contains([]atom.Atom{atom.Td, atom.Th, atom.Tr, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption, atom.Colgroup, atom.Body}, n.DataAtom)
}

// keepBreaks makes of the line breaks in code the characters that they are there.
func keepBreaks(n *html.Node) {
	for _, c := range slices.Collect(n.Descendants()) {
		if c.DataAtom == atom.Br {
			c.Type, c.DataAtom, c.Data = html.TextNode, 0, "\n"
		}
	}
}

// gatherItems puts what is in a list and in none of its items into the item before it, or into one of its own.
func gatherItems(list *html.Node) {
	for c := list.FirstChild; c != nil; {
		next := c.NextSibling
		if c.DataAtom != atom.Li && (c.Type != html.TextNode || strings.TrimSpace(c.Data) != "") {
			before := c.PrevSibling
			list.RemoveChild(c)
			for before != nil && before.DataAtom != atom.Li {
				before = before.PrevSibling
			}
			if before == nil {
				before = &html.Node{Type: html.ElementNode, Data: "li", DataAtom: atom.Li}
				list.InsertBefore(before, next)
			}
			before.AppendChild(c)
		}
		c = next
	}
}

// tidyTable makes the first row of a table the one that names its columns, if all its cells do, puts the caption above the table, and a line break
// after each block in a cell.
func tidyTable(table *html.Node) {
	first := true
	for _, n := range slices.Collect(table.Descendants()) {
		switch n.DataAtom {
		case atom.Caption:
			n.Parent.RemoveChild(n)
			renameElement(n, atom.P)
			table.Parent.InsertBefore(n, table)
		case atom.Tr:
			if group := n.Parent; first && group.DataAtom != atom.Thead && namesColumns(n) && group.Parent != nil {
				group.RemoveChild(n)
				thead := &html.Node{Type: html.ElementNode, Data: "thead", DataAtom: atom.Thead}
				thead.AppendChild(n)
				group.Parent.InsertBefore(thead, group)
			}
			first = false
		case atom.P, atom.Div, atom.Li:
			if n.Parent != nil && n.NextSibling != nil {
				n.Parent.InsertBefore(&html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br}, n.NextSibling)
			}
		}
	}
}

// namesColumns says whether all cells of a row are names of their columns.
func namesColumns(row *html.Node) bool {
	cells := 0
	for c := range row.ChildNodes() {
		if c.DataAtom == atom.Td {
			return false
		}
		if c.DataAtom == atom.Th {
			cells++
		}
	}
	return cells > 0
}
