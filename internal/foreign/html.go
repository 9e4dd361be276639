package foreign

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTMLLimits are how much a text in HTML may hold.
type HTMLLimits struct {
	Tags  int // how many
	Depth int // of elements in one another, as each level costs stack
}

// ParsePage parses a page of HTML: the document, with its head and its body. The fault says that it is above the limits.
func ParsePage(markup []byte, limits HTMLLimits) (*html.Node, *Fault) {
	return limits.parse(markup, func() (*html.Node, error) { return html.Parse(bytes.NewReader(markup)) })
}

// ParseHTML parses a text in HTML, as the body that it is in. The fault says that it is above the limits.
func ParseHTML(markup string, limits HTMLLimits) (*html.Node, *Fault) {
	return limits.parse([]byte(markup), func() (*html.Node, error) {
		body := newElement(atom.Body)
		nodes, err := html.ParseFragment(strings.NewReader(markup), newElement(atom.Body))
		for _, n := range nodes {
			body.AppendChild(n)
		}
		return body, err
	})
}

func (limits HTMLLimits) parse(markup []byte, parse func() (*html.Node, error)) (*html.Node, *Fault) {
	if bytes.Count(markup, []byte("<")) > limits.Tags {
		return nil, faultf(TooLarge, "", "this HTML has more than %d tags", limits.Tags)
	}
	root, err := parse()
	if err != nil || elementDepth(root) > limits.Depth { // the parser takes any text, and refuses only what is nested even deeper
		return nil, faultf(TooLarge, "", "the elements of this HTML are nested more than %d deep", limits.Depth)
	}
	return root, nil
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

// HTMLCleaner makes of HTML from elsewhere the HTML that text.ReadNodes takes for markdown's own. Only what text is made of is left: an
// element that does or loads something goes with all that is in it, and so do all attributes but those that are kept.
type HTMLCleaner struct {
	Keep   func(a html.Attribute) bool // whether an attribute is kept
	Active func(n *html.Node)          // is called for an element that does or loads something, before it goes
	Around func(n *html.Node)          // is called for a link or a mark around whole blocks, before it becomes a block that is neither
}

// Clean cleans what is in an element.
func (c *HTMLCleaner) Clean(n *html.Node) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if child.Type == html.ElementNode {
			c.element(child)
		} else if child.Type != html.TextNode {
			n.RemoveChild(child)
		}
		child = next
	}
}

// IsActive says whether an element does or loads something, or has text that is none. A form is none of them: what is in it is text.
func IsActive(n *html.Node) bool {
	return slices.Contains([]atom.Atom{atom.Script, atom.Style, atom.Iframe, atom.Object, atom.Embed, atom.Applet, atom.Video, atom.Audio, atom.Source, atom.Track, atom.Canvas,
		atom.Input, atom.Button, atom.Select, atom.Textarea, atom.Svg, atom.Math, atom.Link, atom.Meta, atom.Base, atom.Noscript, atom.Template,
		atom.Title, atom.Frame, atom.Frameset, atom.Noframes}, n.DataAtom)
}

func (c *HTMLCleaner) element(n *html.Node) {
	switch {
	case n.DataAtom == atom.Form:
		RenameElement(n, atom.Div)
	case IsActive(n):
		c.Active(n)
		n.Parent.RemoveChild(n)
		return
	}
	c.Clean(n)
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Namespace != "" || !c.Keep(a) })
	switch n.DataAtom {
	case atom.Pre, atom.Code:
		keepBreaks(n)
	case atom.Ul, atom.Ol:
		gatherItems(n)
	case atom.Dl:
		gatherMeanings(n)
	case atom.Table:
		tidyTable(n)
		return
	}
	if isInlineElement(n) && slices.ContainsFunc(slices.Collect(n.Descendants()), IsBlockElement) {
		if slices.Contains([]atom.Atom{atom.A, atom.Strong, atom.B, atom.Em, atom.I, atom.Del, atom.S, atom.Sub, atom.Sup}, n.DataAtom) {
			c.Around(n)
		}
		RenameElement(n, atom.Div) // text.Read would make one line of the blocks
	}
}

// RenameElement makes an element one of another name.
func RenameElement(n *html.Node, to atom.Atom) { n.DataAtom, n.Data = to, to.String() }

func newElement(name atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: name.String(), DataAtom: name}
}

// IsBlockElement says whether a node begins a line of its own.
func IsBlockElement(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains([]atom.Atom{atom.P, atom.Div, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Pre, atom.Blockquote, atom.Hr,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section, atom.Article, atom.Figure, atom.Details}, n.DataAtom)
}

func isInlineElement(n *html.Node) bool {
	return !IsBlockElement(n) && !slices.Contains([]atom.Atom{atom.Td, atom.Th, atom.Tr, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption, atom.Colgroup, atom.Body}, n.DataAtom)
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
				before = newElement(atom.Li)
				list.InsertBefore(before, next)
			}
			before.AppendChild(c)
		}
		c = next
	}
}

// gatherMeanings puts what is in a list of definitions, and is neither a term nor a meaning, into a meaning of its own. A group of terms and meanings is
// opened (HTML Living Standard, 4.4.9).
func gatherMeanings(list *html.Node) {
	for c := list.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.DataAtom == atom.Dt || c.DataAtom == atom.Dd || c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case c.DataAtom == atom.Div && c.FirstChild != nil:
			next = c.FirstChild
			for inner := c.FirstChild; inner != nil; inner = c.FirstChild {
				c.RemoveChild(inner)
				list.InsertBefore(inner, c)
			}
			list.RemoveChild(c)
		default:
			meaning := newElement(atom.Dd)
			list.InsertBefore(meaning, c)
			list.RemoveChild(c)
			meaning.AppendChild(c)
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
			RenameElement(n, atom.P)
			table.Parent.InsertBefore(n, table)
		case atom.Tr:
			if group := n.Parent; first && group.DataAtom != atom.Thead && namesColumns(n) && group.Parent != nil {
				group.RemoveChild(n)
				thead := newElement(atom.Thead)
				thead.AppendChild(n)
				group.Parent.InsertBefore(thead, group)
			}
			first = false
		case atom.P, atom.Div, atom.Li:
			if n.Parent != nil && n.NextSibling != nil {
				n.Parent.InsertBefore(newElement(atom.Br), n.NextSibling)
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
