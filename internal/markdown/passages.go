package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"handrail/internal/text"
)

// FileBlocks reads all of a file's text as blocks that know where in the file they are, and so do those within ::: blocks and within
// parts that can be left out. Everything in the text is in one of them, empty lines apart: what readers do not see is verbatim. It
// can be called while the Doc has its Parsed.
func (d *Doc) FileBlocks() ([]text.Block, error) {
	r := rangeReader{doc: d, src: d.File.Data[d.File.Body:]}
	nodes := Children(d.Root)
	for _, note := range d.lost {
		r.verbatim = append(r.verbatim, note.start)
	}
	if d.title != nil {
		nodes = append(nodes, d.title)
	}
	return r.blocks(nodes, 0, len(r.src))
}

type rangeReader struct {
	doc      *Doc
	src      []byte
	verbatim []int // where a part of the text that is in no node starts
}

// place is a block of the tree, and where its lines start; a place without a node is verbatim.
type place struct {
	start int
	node  ast.Node
}

// blocks reads the blocks between two places of the text.
func (r *rangeReader) blocks(nodes []ast.Node, from, to int) ([]text.Block, error) {
	var places []place
	add := func(n ast.Node) { places = append(places, place{lineStart(r.src, r.start(n)), n}) }
	for _, n := range nodes {
		switch n := n.(type) {
		case *extast.FootnoteList:
			for _, note := range Children(n) {
				add(note)
			}
		case *blockNode:
			if n.name == "pair" {
				add(n.FirstChild())
				add(n.LastChild())
			} else {
				add(n)
			}
		default:
			add(n)
		}
	}
	for _, at := range r.verbatim {
		if at >= from && at < to {
			places = append(places, place{lineStart(r.src, at), nil})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.start, b.start) })
	var blocks []text.Block
	for i, p := range places {
		end := to
		if i+1 < len(places) {
			end = places[i+1].start
		}
		end = p.start + len(bytes.TrimRight(r.src[p.start:end], " \t\r\n"))
		block, err := r.block(p, end)
		if err != nil {
			return nil, err
		}
		for _, b := range block {
			b.Start, b.End = r.doc.File.Body+p.start, r.doc.File.Body+end
			blocks = append(blocks, b)
		}
	}
	return blocks, nil
}

// start is where a block of the tree starts in the text.
func (r *rangeReader) start(n ast.Node) int {
	switch n := n.(type) {
	case *extast.Footnote:
		return startOf(n, r.src)
	case *extast.Table: // in the tree it is where the lines of the paragraph right above it start
		if above, ok := n.PreviousSibling().(*ast.Paragraph); ok && above.Lines().Len() > 0 {
			if end := lineEnd(r.src, max(0, above.Lines().At(above.Lines().Len()-1).Stop-1)); end >= n.Pos() {
				return end + 1
			}
		}
	}
	for c := n; c != nil; c = c.FirstChild() {
		if at := c.Pos(); at >= 0 {
			return at
		}
		if c.Type() == ast.TypeBlock && c.Lines().Len() > 0 {
			return c.Lines().At(0).Start
		}
	}
	return 0
}

// block reads one block of the tree, whose lines end at a place.
func (r *rangeReader) block(p place, end int) ([]text.Block, error) {
	d := r.doc
	inner := func(n ast.Node, b text.Block) ([]text.Block, error) {
		var err error
		last := bytes.LastIndexByte(r.src[p.start:end], '\n') + 1 // the line that closes it
		b.Blocks, err = r.blocks(Children(n), p.start, p.start+last)
		return []text.Block{b}, err
	}
	switch n := p.node.(type) {
	case nil, *ast.HTMLBlock, *ast.LinkReferenceDefinition:
		return []text.Block{{Kind: text.Verbatim, Text: strings.ReplaceAll(string(r.src[p.start:end]), "\r\n", "\n")}}, nil
	case *blockNode:
		b := text.Block{Kind: text.Container, Name: n.name}
		for _, a := range n.attrs {
			b.Attrs = append(b.Attrs, text.Attr(a))
		}
		return inner(n, b)
	case *whenPart:
		return inner(n, text.Block{Kind: text.Part, Name: n.name})
	case *extast.Footnote:
		html := append(appendHole(nil, holeNotes, 1), "<ol>\n"...)
		html = append(append(html, d.Render(n)...), "</ol>\n</section>\n"...)
		list, err := d.ReadBlocks(d.Text, html)
		if err != nil {
			return nil, err
		}
		return list[0].Blocks, nil
	case *ast.Heading:
		if n == d.title {
			blocks, err := text.Read(string(d.RenderInline(n)))
			b := text.Block{Kind: text.Heading, Level: 1}
			for _, line := range blocks {
				b.Inlines = append(b.Inlines, line.Inlines...)
			}
			for _, a := range toAttrs(headingAttrs(n)) {
				b.Attrs = append(b.Attrs, text.Attr(a))
			}
			return []text.Block{b}, err
		}
	}
	return d.ReadBlocks(d.Text, d.Render(p.node))
}
