package importer

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/foreign"
	"handrail/internal/pattern"
	"handrail/internal/text"
)

// read makes blocks of the HTML that the text became.
func (m *markdownReader) read(root *html.Node, places []lineStart) {
	first := len(m.doc.Entries)
	under := 0 // the line of the heading that what is read is under
	for _, n := range slices.Collect(root.Descendants()) {
		num := len(m.doc.Entries)
		switch n.Type {
		case html.CommentNode, html.DoctypeNode:
			m.note("comment", n.Data)
		case html.ElementNode:
			if at, ok := attributeOf(n, "data-at"); ok {
				under = lineAt(at, places)
			}
			m.element(n)
		}
		for i := num; i < len(m.doc.Entries); i++ {
			m.doc.Entries[i].Line = under
		}
	}
	cleaner := foreign.HTMLCleaner{Keep: isKept, Active: func(*html.Node) {}, Around: func(*html.Node) {}}
	cleaner.Clean(root)
	for _, n := range slices.Collect(root.Descendants()) {
		if task, ok := attributeOf(n, "data-task"); ok {
			n.Data, n.DataAtom = "input", atom.Input
			if n.Attr = nil; task != "" {
				n.Attr = []html.Attribute{{Key: "checked"}}
			}
		}
	}
	m.place(ungrouped(text.ReadNodes(root.ChildNodes())), places, first)
}

// lineAt is the line of the document that a place in the changed text is on.
func lineAt(at string, places []lineStart) int {
	number, err := strconv.Atoi(at)
	if err != nil || len(places) == 0 {
		return 0
	}
	return places[max(0, sort.Search(len(places), func(i int) bool { return places[i].at > number })-1)].num
}

// ungrouped gives blocks without the paragraphs that are the spaces between HTML elements, and with what is in elements that only group others in the place
// of these.
func ungrouped(blocks []text.Block) []text.Block {
	var out []text.Block
	for _, b := range blocks {
		b.Blocks = ungrouped(b.Blocks)
		switch {
		case b.Kind == text.Paragraph && !slices.ContainsFunc(b.Inlines, func(in text.Inline) bool {
			return in.Kind != text.Words || strings.TrimSpace(in.Text) != ""
		}):
		case b.Kind == text.Element && slices.Contains([]string{"div", "section", "article", "main", "header", "footer", "aside", "nav", "address"}, b.Name):
			out = append(out, b.Blocks...)
		default:
			out = append(out, b)
		}
	}
	return out
}

// attributeOf is an attribute of an element.
func attributeOf(n *html.Node, key string) (string, bool) {
	at := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	if at < 0 {
		return "", false
	}
	return n.Attr[at].Val, true
}

func removeAttribute(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// isKept says whether an attribute is one that text.Read reads, as markdown.Foreign and the boxes have it.
func isKept(a html.Attribute) bool {
	switch a.Key {
	case "class":
		return a.Val == "centre" || a.Val == "end" || strings.HasPrefix(a.Val, "language-")
	case "data-block":
		return a.Val == "note"
	case "width":
		return pixelsOrPercent().MatchString(a.Val)
	}
	return slices.Contains([]string{"href", "src", "alt", "title", "start", "id", "data-id", "data-at", "data-address", "data-note", "data-notes", "data-task"}, a.Key)
}

var pixelsOrPercent = pattern.New(`^[1-9][0-9]{0,3}%?$`)

// htmlElements are the elements of HTML, with those that were taken out of it (HTML Living Standard, sections 4 and 16.2). A name in angle brackets that is to be filled in,
// such as <name>, is none of them.
func htmlElements() []string {
	return strings.Fields("a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center " +
		"cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head " +
		"header hgroup hr html i iframe image img input ins kbd label legend li link listing main map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol " +
		"optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike strong style sub " +
		"summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp")
}

// textIn is the text within an element.
func textIn(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// active notes what does or loads something, with all its words.
func (r *reading) active(n *html.Node) {
	var words []string
	for _, key := range []string{"src", "title", "alt", "value", "placeholder"} {
		if value, ok := attributeOf(n, key); ok {
			words = append(words, value)
		}
	}
	for d := range n.Descendants() {
		if src, ok := attributeOf(d, "src"); ok {
			words = append(words, src)
		}
		if d.Type == html.TextNode {
			words = append(words, d.Data)
		}
	}
	what := "active"
	switch n.DataAtom {
	case atom.Iframe, atom.Video, atom.Audio, atom.Embed, atom.Object:
		what = "embedded"
	case atom.Svg:
		what = "drawing"
	}
	r.note(what, oneLine(strings.Join(words, " ")))
}

// element makes of an element what text.Read takes for markdown's own: names of places become elements <a> of no atom, which it keeps as they are.
func (r *reading) element(n *html.Node) {
	if _, ours := attributeOf(n, "data-task"); ours {
		n.Data, n.DataAtom = "span", atom.Span
		if _, ticked := attributeOf(n, "checked"); ticked {
			n.Attr = []html.Attribute{{Key: "data-task", Val: "x"}}
		}
		return
	}
	if _, note := attributeOf(n, "data-note"); note && n.FirstChild != nil {
		removeAttribute(n, "data-note")
	}
	if foreign.IsActive(n) {
		if n.DataAtom != atom.Source && n.DataAtom != atom.Track {
			r.active(n)
		}
		return
	}
	if alt, _ := attributeOf(n, "alt"); n.DataAtom == atom.Img && strings.TrimSpace(alt) == "" {
		src, _ := attributeOf(n, "src")
		r.note("no-alt", src)
	}
	if width, ok := attributeOf(n, "data-width"); ok {
		if picture := n.PrevSibling; picture != nil && picture.DataAtom == atom.Img {
			picture.Attr = append(picture.Attr, html.Attribute{Key: "width", Val: width})
		}
	}
	if n.Namespace == "" && !slices.Contains(htmlElements(), n.Data) {
		words := n.Data
		for _, a := range n.Attr { // <your group> is an element "your" to the parser
			words += strings.TrimRight(" "+a.Key+" "+a.Val, " ")
		}
		r.note("shortcode", "<"+words+">")
		n.Data, n.DataAtom = "span", atom.Span
	}
	for _, key := range []string{"colspan", "rowspan"} {
		if cells, ok := attributeOf(n, key); ok && cells != "1" {
			r.note("merged-cells", oneLine(textIn(n)))
		}
	}
	if title, ok := attributeOf(n, "title"); ok && n.DataAtom != atom.Img {
		if what := map[atom.Atom]string{atom.A: "link-title", atom.Abbr: "abbreviation"}[n.DataAtom]; what != "" && title != "" {
			r.note(what, title)
		}
		removeAttribute(n, "title")
	}
	if n.DataAtom == atom.U || n.DataAtom == atom.Mark || n.DataAtom == atom.Ins {
		r.note("underline", "")
	}
	id, ok := attributeOf(n, "id")
	if name, named := attributeOf(n, "name"); !ok && named && n.DataAtom == atom.A {
		id, ok = name, true
	}
	if !ok || n.DataAtom == atom.Li && n.Parent.Parent != nil && isNotes(n.Parent.Parent) {
		return
	}
	removeAttribute(n, "id")
	place := &html.Node{Type: html.ElementNode, Data: "a", Attr: []html.Attribute{{Key: "id", Val: id}}}
	switch _, leads := attributeOf(n, "href"); {
	case id == "":
	case n.DataAtom == atom.A && !leads && n.FirstChild == nil:
		n.DataAtom, n.Attr = 0, place.Attr
	case n.DataAtom == atom.Img || n.DataAtom == atom.A || n.DataAtom == atom.Hr:
		n.Parent.InsertBefore(place, n)
	case isHeading(n):
		n.Attr = append(n.Attr, html.Attribute{Key: "data-id", Val: id})
	case slices.Contains([]atom.Atom{atom.Ul, atom.Ol, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Dl, atom.Details, atom.Figure, atom.Pre}, n.DataAtom):
		for slices.Contains([]atom.Atom{atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr}, n.DataAtom) {
			n = n.Parent
		}
		n.Parent.InsertBefore(place, n)
	default:
		n.InsertBefore(place, n.FirstChild)
	}
}

func isNotes(n *html.Node) bool {
	_, ok := attributeOf(n, "data-notes")
	return ok
}

func isHeading(n *html.Node) bool {
	return slices.Contains([]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}, n.DataAtom)
}

// place adds the blocks to the document, with its title taken out of them, and says of each entry under which heading it is. Of the entries from a first one on
// only that is known, and no line.
func (m *markdownReader) place(blocks []text.Block, places []lineStart, first int) {
	kept := m.title(gatherPlaces(blocks))
	var lines []int // of the headings
	for i := range kept {
		if b := &kept[i]; b.Kind == text.Heading {
			line := 0
			if len(lines) > 0 {
				line = lines[len(lines)-1] // that of a heading in HTML is not known
			}
			if at := slices.IndexFunc(b.Attrs, func(a text.Attr) bool { return a.Name == "at" }); at >= 0 {
				line = lineAt(b.Attrs[at].Value, places)
			}
			lines = append(lines, line)
		}
	}
	for i := range m.doc.Entries {
		e := &m.doc.Entries[i]
		if e.Heading = sort.SearchInts(lines, e.Line+1); i >= first {
			e.Line = 0
		}
	}
	slices.SortStableFunc(m.doc.Entries, func(a, b Entry) int { return cmp.Or(a.Heading-b.Heading, a.Line-b.Line) })
	withoutAt(kept)
	m.add(kept...)
}

// withoutAt removes from headings where they are in the text.
func withoutAt(blocks []text.Block) {
	for i := range blocks {
		blocks[i].Attrs = slices.DeleteFunc(blocks[i].Attrs, func(a text.Attr) bool { return a.Name == "at" && blocks[i].Kind == text.Heading })
		withoutAt(blocks[i].Blocks)
	}
}

// gatherPlaces gives headings the names of places within them, and of those that are alone above them.
func gatherPlaces(blocks []text.Block) []text.Block {
	var out []text.Block
	for _, b := range blocks {
		if b.Kind == text.Heading {
			var rest []text.Inline
			for _, in := range b.Inlines {
				if isPlace(in) {
					b.Attrs = append(b.Attrs, text.Attr{Name: "id", Value: in.Attrs[0].Value})
				} else {
					rest = append(rest, in)
				}
			}
			if last := len(rest) - 1; last >= 0 && last < len(b.Inlines)-1 && rest[last].Kind == text.Words {
				rest[last].Text = strings.TrimRight(rest[last].Text, " ")
			}
			b.Inlines = rest
			for len(out) > 0 && isPlaces(out[len(out)-1]) {
				for _, in := range out[len(out)-1].Inlines {
					if isPlace(in) {
						b.Attrs = append(b.Attrs, text.Attr{Name: "id", Value: in.Attrs[0].Value})
					}
				}
				out = out[:len(out)-1]
			}
		}
		out = append(out, b)
	}
	return out
}

func isPlace(in text.Inline) bool {
	return in.Kind == text.Inside && in.Name == "a" && len(in.Inlines) == 0 && len(in.Attrs) == 1 && in.Attrs[0].Name == "id"
}

// isPlaces says whether a paragraph has nothing but names of places.
func isPlaces(b text.Block) bool {
	return b.Kind == text.Paragraph && !slices.ContainsFunc(b.Inlines, func(in text.Inline) bool {
		return !isPlace(in) && (in.Kind != text.Words || strings.TrimSpace(in.Text) != "")
	})
}

// title takes the title of the document from its first heading, if that is one of level 1 and before any other text, and gives the other blocks. A
// document that says its title elsewhere keeps a heading with other words.
func (r *reading) title(blocks []text.Block) []text.Block {
	first := slices.IndexFunc(blocks, func(b text.Block) bool { return !isPlaces(b) })
	if first < 0 || blocks[first].Kind != text.Heading || blocks[first].Level != 1 {
		return blocks
	}
	heading := blocks[first]
	words := strings.Join(strings.Fields(text.Plain([]text.Block{{Inlines: heading.Inlines}}, nil)), " ")
	front := &r.doc.Front
	if front.Title == "" {
		front.Title = words
	}
	if !strings.EqualFold(front.Title, words) || words == "" {
		return blocks
	}
	var rest []text.Inline // its pictures, and the names by which links reach it
	for _, in := range heading.Inlines {
		if in.Kind != text.Words && in.Kind != text.Emphasis && in.Kind != text.Strong && in.Kind != text.CodeSpan {
			rest = append(rest, in)
		}
	}
	for _, a := range heading.Attrs {
		if a.Name == "id" {
			rest = append(rest, text.Inline{Kind: text.Inside, Name: "a", Attrs: []text.Attr{a}})
		}
	}
	kept := slices.Clone(blocks[:first])
	if len(rest) > 0 {
		kept = append(kept, text.Block{Inlines: rest})
	}
	return append(kept, blocks[first+1:]...)
}
