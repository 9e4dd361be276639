package book

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/source"
)

// readTree reads the HTML of a chapter as the elements that a document can have. What can only be pressed or would run is left out.
// What no document has, such as a disclosure, is what it holds.
func readTree(markup string) (*html.Node, error) {
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(markup), root)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	tidy(root)
	return root, nil
}

// tidy makes the elements below another those of a document.
func tidy(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.Type == html.TextNode:
			n.Data = strings.Map(seen, n.Data)
		case n.Type != html.ElementNode || isLeftOut(n):
			parent.RemoveChild(n)
		case n.Namespace == "svg":
			tidyDrawing(n)
		case n.Namespace != "":
			parent.RemoveChild(n)
		default:
			tidyElement(n)
			tidy(n)
			if !isText(n.DataAtom) {
				for child := n.FirstChild; child != nil; child = n.FirstChild {
					n.RemoveChild(child)
					parent.InsertBefore(child, n)
				}
				parent.RemoveChild(n)
			}
		}
		n = next
	}
}

// seen leaves out what no text may hold.
func seen(r rune) rune {
	if source.Unseen(r) {
		return -1
	}
	return r
}

// isText says whether a document has an element.
func isText(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre,
		atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Colgroup, atom.Col,
		atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Figure, atom.Figcaption, atom.Hr, atom.Address,
		atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Br, atom.Cite, atom.Code, atom.Del, atom.Dfn, atom.Em, atom.I, atom.Img, atom.Ins, atom.Kbd, atom.Mark,
		atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Var, atom.Wbr, atom.Ruby, atom.Rb, atom.Rt, atom.Rp:
		return true
	}
	return false
}

// isLeftOut says whether an element has no place on paper: it is for the screen alone, names what can be seen, or is pressed.
func isLeftOut(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Link, atom.Meta, atom.Base, atom.Title, atom.Video, atom.Audio, atom.Canvas,
		atom.Input, atom.Button, atom.Select, atom.Textarea, atom.Noscript, atom.Map, atom.Area:
		return true
	}
	_, hidden := attribute(n, "hidden")
	return hidden || hasClass(n, "screen") || hasClass(n, "share") || hasClass(n, "hidden")
}

// tidyElement leaves the attributes of an element that a document has.
func tidyElement(n *html.Node) {
	switch n.DataAtom {
	case atom.Details:
		n.Data, n.DataAtom = "div", atom.Div
	case atom.Summary:
		n.Data, n.DataAtom = "p", atom.P
		n.Attr = []html.Attribute{{Key: "class", Val: "label"}}
	case atom.H1:
		n.Data, n.DataAtom = "h2", atom.H2 // the chapter has the title
	case atom.Nav, atom.Main:
		n.Data, n.DataAtom = "div", atom.Div
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		switch a.Key {
		case "id", "class", "lang", "dir", "title", "role", "aria-label", "aria-labelledby", "aria-hidden":
			return a.Val == "" || a.Namespace != ""
		case "href":
			return n.DataAtom != atom.A
		case "src", "alt":
			return n.DataAtom != atom.Img
		case "width", "height":
			return n.DataAtom != atom.Img
		case "start", "reversed":
			return n.DataAtom != atom.Ol
		case "colspan", "rowspan", "scope":
			return n.DataAtom != atom.Td && n.DataAtom != atom.Th
		case "datetime":
			return n.DataAtom != atom.Time && n.DataAtom != atom.Del && n.DataAtom != atom.Ins
		}
		return true
	})
	for i := range n.Attr {
		n.Attr[i].Val = strings.Map(seen, n.Attr[i].Val)
	}
}

// tidyDrawing leaves of a drawing what draws. It was read against a list already, or is part of a layout.
func tidyDrawing(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return a.Namespace != "" || a.Key == "style" || a.Key == "xmlns" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "data-") || strings.Contains(a.Key, ":")
	})
	for i := range n.Attr {
		n.Attr[i].Val = strings.Map(seen, n.Attr[i].Val)
	}
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch {
		case child.Type == html.TextNode:
			child.Data = strings.Map(seen, child.Data)
		case child.Type != html.ElementNode || child.Namespace != "svg" || child.Data == "script" || child.Data == "foreignObject":
			n.RemoveChild(child)
		default:
			tidyDrawing(child)
		}
		child = next
	}
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func setAttribute(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func hasClass(n *html.Node, class string) bool {
	value, _ := attribute(n, "class")
	return slices.Contains(strings.Fields(value), class)
}

// textOf is the text of an element, without that of drawings.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if n.Namespace == "svg" {
		return ""
	}
	var b strings.Builder
	for child := range n.ChildNodes() {
		b.WriteString(textOf(child))
	}
	return b.String()
}

// words is a text with one space for each of its white space.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }
