package importer

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/foreign"
	"handrail/internal/pattern"
	"handrail/internal/picture"
)

// look is how words look, as far as it means something.
type look struct{ bold, italic, struck, small, raised, hidden, marked bool }

// classRule finds the rules of a style sheet for one class, as Google Docs writes them.
var classRule = pattern.New(`\.([A-Za-z][\w-]*)\s*\{([^{}]*)\}`)

func (h *htmlReader) readStyles(sheet string) {
	for _, found := range classRule().FindAllStringSubmatch(sheet, -1) {
		h.looks[found[1]] = lookOf(h.looks[found[1]], found[2])
	}
}

// lookOf is a look with the properties of CSS added to it.
func lookOf(l look, style string) look {
	for property := range strings.SplitSeq(style, ";") {
		name, value, _ := strings.Cut(property, ":")
		switch name, value = strings.ToLower(strings.TrimSpace(name)), strings.ToLower(strings.TrimSpace(value)); name {
		case "font-weight":
			l.bold = slices.Contains([]string{"bold", "bolder", "600", "700", "800", "900"}, value)
		case "font-style":
			l.italic = value == "italic" || value == "oblique"
		case "text-decoration", "text-decoration-line":
			l.struck, l.marked = strings.Contains(value, "line-through"), strings.Contains(value, "underline")
		case "vertical-align":
			l.small, l.raised = value == "sub", value == "super"
		case "display", "mso-hide":
			l.hidden = value == "none" || value == "all"
		case "visibility":
			l.hidden = value == "hidden"
		}
	}
	return l
}

// look is how an element says that its words look.
func (h *htmlReader) look(n *html.Node) look {
	var l look
	class, _ := attributeOf(n, "class")
	for name := range strings.FieldsSeq(class) {
		own := h.looks[name]
		l = look{l.bold || own.bold, l.italic || own.italic, l.struck || own.struck, l.small || own.small, l.raised || own.raised, l.hidden || own.hidden, l.marked || own.marked}
	}
	style, _ := attributeOf(n, "style")
	l = lookOf(l, style)
	_, hidden := attributeOf(n, "hidden")
	l.hidden = l.hidden || hidden
	return l
}

// prepare makes of the elements of a page what text.Read takes for markdown's own. headings is how many there were.
func (h *htmlReader) prepare(main *html.Node) (headings int) {
	h.notesOf(main)
	h.lists(main)
	for _, n := range slices.Collect(main.Descendants()) {
		if n.Type == html.CommentNode && h.office && n.Data != "" {
			h.note("comment", oneLine(n.Data))
		}
		if n.Type != html.ElementNode || n.Parent == nil {
			continue
		}
		if isHeading(n) {
			h.headings++
		}
		h.prepareElement(n)
	}
	for _, n := range slices.Collect(main.Descendants()) {
		if n.DataAtom == atom.Span && !slices.ContainsFunc(n.Attr, isKept) {
			unwrap(n)
		}
	}
	headings, h.headings = h.headings, 0
	if len(h.notes) > 0 {
		trimEnd(main) // of the line above the footnotes
		section, list := newNode("section", html.Attribute{Key: "data-notes"}), newNode("ol")
		for _, note := range h.notes {
			list.AppendChild(note)
		}
		section.AppendChild(list)
		main.AppendChild(section)
	}
	return headings
}

// trimEnd removes what is at the end of an element and says nothing.
func trimEnd(n *html.Node) {
	for c := n.LastChild; c != nil; c = n.LastChild {
		if c.Type == html.ElementNode && c.DataAtom != atom.Hr && c.DataAtom != atom.Br {
			trimEnd(c)
			if c.FirstChild != nil || slices.Contains([]atom.Atom{atom.Img, atom.Td, atom.Th}, c.DataAtom) {
				return
			}
		} else if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return
		}
		n.RemoveChild(c)
	}
}

func newNode(name string, attrs ...html.Attribute) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name)), Attr: attrs}
}

func (h *htmlReader) prepareElement(n *html.Node) {
	l := h.look(n)
	switch {
	case n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Link || n.DataAtom == atom.Meta || n.DataAtom == atom.Template:
		return // they have no words
	case n.DataAtom == atom.Noscript:
		h.leave("web-only", n)
		remove(n)
		return
	case l.hidden:
		h.leave("hidden", n)
		remove(n)
		return
	case n.DataAtom == atom.Svg:
		h.drawing(n)
		return
	case n.Namespace != "":
		return
	case n.DataAtom == atom.Font || n.DataAtom == atom.Center || n.DataAtom == atom.Big || n.DataAtom == atom.Small || n.DataAtom == 0 && strings.Contains(n.Data, ":"): // <o:p> of Word
		n.Data, n.DataAtom = "span", atom.Span
	}
	switch n.DataAtom {
	case atom.Span, atom.A, atom.B, atom.I, atom.U, atom.Em, atom.Strong:
		h.lookWithin(n, l)
	case atom.Img:
		h.lazyPicture(n)
	case atom.Div, atom.Aside, atom.P, atom.Section, atom.Blockquote:
		h.box(n)
	}
	if href := hrefOf(n); n.DataAtom == atom.A && href != "" {
		setAttribute(n, "href", h.unwrapped(href))
	}
	for _, key := range []string{"align", "lang", "style", "class"} {
		if value, _ := attributeOf(n, key); key != "class" || !isKept(html.Attribute{Key: key, Val: value}) {
			removeAttribute(n, key)
		}
	}
	h.element(n)
}

// unwrap puts what is in an element in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

func setAttribute(n *html.Node, key, value string) {
	removeAttribute(n, key)
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

// lookWithin puts elements that say how words look around what is in an element.
func (h *htmlReader) lookWithin(n *html.Node, l look) {
	if (l.bold || l.italic || l.struck || l.small || l.raised) && slices.ContainsFunc(slices.Collect(n.Descendants()), foreign.IsBlockElement) {
		return
	}
	isHead := false
	for up := n.Parent; up != nil; up = up.Parent {
		isHead = isHead || isHeading(up)
	}
	for _, wrap := range []struct {
		is   bool
		name string
	}{{l.bold && !isHead, "strong"}, {l.italic, "em"}, {l.struck, "del"}, {l.small, "sub"}, {l.raised, "sup"}} {
		if !wrap.is || strings.TrimSpace(textIn(n)) == "" {
			continue
		}
		around := newNode(wrap.name)
		for c := n.FirstChild; c != nil; c = n.FirstChild {
			n.RemoveChild(c)
			around.AppendChild(c)
		}
		n.AppendChild(around)
	}
	if l.marked && n.DataAtom == atom.Span && !has(n, atom.A) && n.Parent.DataAtom != atom.A {
		h.note("underline", oneLine(textIn(n)))
	}
}

// unwrapped is the address that a link leads to in the end: Google Docs leads by way of its own (https://www.google.com/url?q=…).
func (h *htmlReader) unwrapped(href string) string {
	if u := parseQuery(href, "https://www.google.com/url", "q"); u != "" {
		return u
	}
	return strings.TrimSpace(href)
}

// drawing makes a picture of a drawing that is part of the page.
func (h *htmlReader) drawing(n *html.Node) {
	words := oneLine(textIn(n))
	var b strings.Builder
	if _, ok := attributeOf(n, "xmlns"); !ok {
		n.Attr = append(n.Attr, html.Attribute{Key: "xmlns", Val: "http://www.w3.org/2000/svg"})
	}
	hidden, _ := attributeOf(n, "aria-hidden")
	if err := html.Render(&b, n); err != nil {
		return
	}
	if _, err := picture.CleanSVG([]byte(b.String())); err != nil || hidden == "true" && words == "" {
		h.note("drawing", words)
		remove(n)
		return
	}
	h.drawings++
	name := "drawing-" + strconv.Itoa(h.drawings) + ".svg"
	h.doc.Pictures[name] = Picture{Name: name, Data: []byte(b.String())}
	label, _ := attributeOf(n, "aria-label")
	if label == "" {
		if title := first(n, atom.Title); title != nil {
			label = oneLine(textIn(title))
		}
	}
	if words != "" {
		h.note("drawing-words", words)
	}
	img := newNode("img", html.Attribute{Key: "src", Val: name}, html.Attribute{Key: "alt", Val: label})
	n.Parent.InsertBefore(img, n)
	remove(n)
	h.element(img)
}

// lazyPicture finds where a picture is that a script was to load, and leaves out a width that is none.
func (h *htmlReader) lazyPicture(n *html.Node) {
	src, _ := attributeOf(n, "src")
	if lazy, ok := attributeOf(n, "data-src"); ok && (src == "" || strings.HasPrefix(src, "data:")) {
		src = lazy
	}
	setAttribute(n, "src", strings.TrimSpace(src))
	if width, ok := attributeOf(n, "width"); ok && !pixelsOrPercent().MatchString(width) {
		removeAttribute(n, "width")
	}
}

// box makes a note of an element whose class says that it is a box.
func (h *htmlReader) box(n *html.Node) {
	class, _ := attributeOf(n, "class")
	names := strings.FieldsFunc(strings.ToLower(class), func(r rune) bool { return r == ' ' || r == '-' || r == '_' })
	if n.DataAtom == atom.P || len(names) == 0 || !slices.ContainsFunc([]string{"admonition", "callout", "alert", "notice", "note", "warning", "tip", "important", "caution", "danger", "hint"}, func(name string) bool {
		return slices.Contains(names, name)
	}) || strings.TrimSpace(textIn(n)) == "" {
		return
	}
	for up := n.Parent; up != nil; up = up.Parent {
		if _, within := attributeOf(up, "data-block"); within || up.DataAtom == atom.Li || up.DataAtom == atom.Td {
			return
		}
	}
	h.note("admonition", class)
	n.Data, n.DataAtom = "div", atom.Div
	setAttribute(n, "data-block", "note")
}
