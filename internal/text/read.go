package text

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Read reads the blocks of some HTML. Words that are in no block are a paragraph. Beside what HTML itself says, these attributes
// are read:
//
//	<div data-block="must" data-id="ask">   a ::: block, and its attributes
//	<h2 data-id="ask" data-rules="opt-in">  the attributes of a heading
//	<div data-when="phone"> or <span …>     what is shown only when a field has a value; any other block may have it as well
//	<span data-field="group">               a field
//	<sup data-note="a">                     a place that refers to a footnote
//	<section data-notes>, <li data-note>    the footnotes
//	<a data-address>                        a link that was written as its address alone
//
// An error is one of the HTML parser, which takes any text.
func Read(markup string) ([]Block, error) {
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return nil, err
	}
	return ReadNodes(slices.Values(nodes)), nil
}

// ReadNodes reads the blocks of elements that were parsed already, as [Read] does.
func ReadNodes(nodes iter.Seq[*html.Node]) []Block { return readBlocks(nodes) }

// readBlocks reads the blocks among some nodes. Words between them are paragraphs.
func readBlocks(nodes iter.Seq[*html.Node]) []Block {
	var blocks []Block
	var line []Inline
	end := func() {
		if line = tidyBreaks(trimLine(line)); len(line) > 0 {
			blocks = append(blocks, Block{Inlines: line})
		}
		line = nil
	}
	for n := range nodes {
		if n.Type == html.ElementNode && isBlock(n) {
			end()
			blocks = append(blocks, readBlock(n))
		} else if n.Type == html.ElementNode || n.Type == html.TextNode {
			line = append(line, readInline(n)...)
		}
	}
	end()
	return blocks
}

// trimLine removes the line breaks of the source beside words that are between blocks.
func trimLine(line []Inline) []Inline {
	if len(line) > 0 && line[0].Kind == Words {
		if line[0].Text = strings.TrimLeft(line[0].Text, "\n"); line[0].Text == "" {
			line = line[1:]
		}
	}
	if last := len(line) - 1; last >= 0 && line[last].Kind == Words {
		if line[last].Text = strings.TrimRight(line[last].Text, "\n"); line[last].Text == "" {
			line = line[:last]
		}
	}
	return line
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Blockquote, atom.Pre, atom.Table, atom.Hr,
		atom.Dl, atom.Dt, atom.Dd, atom.Div, atom.Section, atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Caption,
		atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Colgroup, atom.Col, atom.Article, atom.Aside, atom.Header,
		atom.Footer, atom.Main, atom.Nav, atom.Address:
		return true
	}
	return false
}

func readBlock(n *html.Node) Block {
	b := Block{When: attribute(n, "data-when")}
	switch n.DataAtom {
	case atom.P:
		b.Inlines = readLine(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.Kind, b.Level, b.Inlines, b.Attrs = Heading, int(n.Data[1]-'0'), readLine(n), dataAttributes(n)
	case atom.Ul, atom.Ol:
		b.readList(n)
	case atom.Blockquote:
		b.Kind, b.Blocks = Quote, readBlocks(n.ChildNodes())
	case atom.Pre:
		b.readCode(n)
	case atom.Table:
		b.Kind = Table
		b.readRows(n, false)
	case atom.Hr:
		b.Kind = Rule
	case atom.Dl:
		b.readDefinitions(n)
	default:
		b.readElement(n)
	}
	return b
}

func (b *Block) readList(n *html.Node) {
	b.Kind, b.Ordered, b.First = List, n.DataAtom == atom.Ol, 1
	if start, err := strconv.Atoi(attribute(n, "start")); err == nil {
		b.First = start
	}
	for child := range n.ChildNodes() {
		if child.DataAtom != atom.Li {
			continue
		}
		b.Blocks = append(b.Blocks, Block{Kind: Item, When: attribute(child, "data-when"), Blocks: readBlocks(child.ChildNodes())})
		b.Loose = b.Loose || holdsParagraph(child)
	}
}

// holdsParagraph says whether a paragraph is written as one directly in an element.
func holdsParagraph(n *html.Node) bool {
	for child := range n.ChildNodes() {
		if child.DataAtom == atom.P {
			return true
		}
	}
	return false
}

func startsWithParagraph(n *html.Node) bool {
	for child := range n.ChildNodes() {
		if child.Type == html.ElementNode || strings.TrimSpace(child.Data) != "" {
			return child.DataAtom == atom.P
		}
	}
	return false
}

func (b *Block) readCode(n *html.Node) {
	b.Kind, b.Text = Code, textOf(n)
	if code := n.FirstChild; code != nil && code.DataAtom == atom.Code {
		b.Name = strings.TrimPrefix(attribute(code, "class"), "language-")
	}
}

func (b *Block) readRows(n *html.Node, head bool) {
	for child := range n.ChildNodes() {
		if child.DataAtom != atom.Tr {
			b.readRows(child, head || child.DataAtom == atom.Thead)
			continue
		}
		row := Block{Kind: Row, When: attribute(child, "data-when")}
		for cell := range child.ChildNodes() {
			if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
				align := map[string]string{"centre": "center", "end": "right"}[attribute(cell, "class")]
				row.Blocks = append(row.Blocks, Block{Kind: Cell, Align: align, Inlines: readLine(cell)})
			}
		}
		b.Blocks, b.Head = append(b.Blocks, row), b.Head || head
	}
}

func (b *Block) readDefinitions(n *html.Node) {
	b.Kind = Definitions
	for child := range n.ChildNodes() {
		switch child.DataAtom {
		case atom.Dt:
			b.Blocks = append(b.Blocks, Block{Kind: Term, Inlines: readLine(child)})
		case atom.Dd:
			b.Blocks = append(b.Blocks, Block{Kind: Meaning, Blocks: readBlocks(child.ChildNodes()), Loose: startsWithParagraph(child)})
		}
	}
}

// readElement reads the elements that markdown has, and any other.
func (b *Block) readElement(n *html.Node) {
	name, isContainer := attributeOf(n, "data-block")
	_, isNotes := attributeOf(n, "data-notes")
	switch {
	case isContainer:
		b.Kind, b.Name, b.Attrs = Container, name, dataAttributes(n)
	case isNotes:
		b.Kind = Notes
		for list := range n.ChildNodes() {
			for note := range list.ChildNodes() {
				if note.DataAtom == atom.Li {
					b.Blocks = append(b.Blocks, Block{Kind: Note, Name: attribute(note, "id"), Blocks: withoutBack(readBlocks(note.ChildNodes()))})
				}
			}
		}
		return
	case b.When != "" && n.DataAtom == atom.Div:
		b.Kind, b.Name, b.When = Part, b.When, ""
	default:
		b.Kind, b.Name = Element, n.Data
		b.Attrs = allAttributes(n)
	}
	b.Blocks = readBlocks(n.ChildNodes())
}

func readLine(n *html.Node) []Inline {
	var line []Inline
	for child := range n.ChildNodes() {
		line = append(line, readInline(child)...)
	}
	return tidyBreaks(line)
}

// tidyBreaks removes the line break of the source that markdown puts after each line break that readers see. One without it is an
// element of the text's own HTML.
func tidyBreaks(line []Inline) []Inline {
	for i := range line {
		if line[i].Kind != Break {
			continue
		}
		if i+1 < len(line) && line[i+1].Kind == Words && strings.HasPrefix(line[i+1].Text, "\n") {
			line[i+1].Text = line[i+1].Text[1:]
		} else {
			line[i] = Inline{Kind: Inside, Name: "br"}
		}
	}
	return slices.DeleteFunc(line, func(in Inline) bool { return in.Kind == Words && in.Text == "" })
}

func readInline(n *html.Node) []Inline {
	if n.Type == html.TextNode {
		return []Inline{{Kind: Words, Text: n.Data}}
	}
	if n.Type != html.ElementNode {
		return nil
	}
	in := Inline{}
	switch n.DataAtom {
	case atom.Em:
		in.Kind = Emphasis
	case atom.Strong:
		in.Kind = Strong
	case atom.Del:
		in.Kind = Struck
	case atom.Br:
		in.Kind = Break
	case atom.Code:
		return []Inline{{Kind: CodeSpan, Text: strings.ReplaceAll(textOf(n), "\n", " ")}}
	case atom.Img:
		return []Inline{{Kind: Image, Href: attribute(n, "src"), Text: attribute(n, "alt"), Title: attribute(n, "title"), Width: attribute(n, "width")}}
	case atom.Input:
		_, ticked := attributeOf(n, "checked")
		return []Inline{{Kind: Task, Ticked: ticked}}
	case atom.A:
		in.Kind, in.Href = Link, attribute(n, "href")
		_, in.Address = attributeOf(n, "data-address")
	default:
		in.Kind, in.Name, in.Attrs = Inside, n.Data, allAttributes(n)
		for _, special := range []struct {
			name string
			kind InlineKind
		}{{"data-field", Field}, {"data-note", NoteRef}, {"data-when", InPart}} {
			if name, ok := attributeOf(n, special.name); ok {
				in = Inline{Kind: special.kind, Name: name}
			}
		}
	}
	if in.Kind != Field && in.Kind != NoteRef {
		in.Inlines = readLine(n)
	}
	return []Inline{in}
}

func attribute(n *html.Node, key string) string {
	value, _ := attributeOf(n, key)
	return value
}

func attributeOf(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func allAttributes(n *html.Node) []Attr {
	var list []Attr
	for _, a := range n.Attr {
		list = append(list, Attr{a.Key, a.Val})
	}
	return list
}

// dataAttributes are the attributes of a ::: block or a heading.
func dataAttributes(n *html.Node) []Attr {
	var list []Attr
	for _, a := range n.Attr {
		name, ok := strings.CutPrefix(a.Key, "data-")
		if ok && name != "block" && name != "when" {
			list = append(list, Attr{name, a.Val})
		}
	}
	return list
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for child := range n.ChildNodes() {
		b.WriteString(textOf(child))
	}
	return b.String()
}

// withoutBack removes the links that lead from a footnote back to the text, with the spaces before them.
func withoutBack(blocks []Block) []Block {
	for i := range blocks {
		line := blocks[i].Inlines
		for at := len(line) - 1; at >= 0 && line[at].Kind == NoteRef && line[at].Name == ""; at = len(line) - 1 {
			if line = line[:at]; at > 0 && line[at-1].Kind == Words {
				if line[at-1].Text = strings.TrimSuffix(line[at-1].Text, " "); line[at-1].Text == "" {
					line = line[:at-1]
				}
			}
		}
		blocks[i].Inlines = line
	}
	return slices.DeleteFunc(blocks, func(b Block) bool { return b.Kind == Paragraph && len(b.Inlines) == 0 })
}
