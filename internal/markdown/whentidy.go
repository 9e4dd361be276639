package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// edge is what stands at one side of a part within a line.
type edge int

const (
	joined edge = iota // words, with nothing between
	spaced
	broken // a line break that the editor asked for
	ended  // the start or the end of the paragraph
	punctuated
)

// tidyWhens moves the space or the line break beside each part into it. Without the part, there are then no two of them in a
// row, none at an end, and no space before a full stop.
func tidyWhens(parent ast.Node, src []byte) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		span, ok := n.(*whenSpan)
		if !ok {
			continue
		}
		before, after := edgeBefore(n, src), edgeAfter(n, src)
		trimStart(span, before, src)
		trimEnd(span, after, src)
		switch {
		case before == ended && (after == spaced || after == broken), before == broken && after == spaced:
			cutAfter(n, src)
			span.AppendChild(span, separator(after))
		case before == spaced && after != joined, before == broken && (after == broken || after == ended):
			cutBefore(n, src)
			if first := span.FirstChild(); first != nil {
				span.InsertBefore(span, first, separator(before))
			}
		}
	}
}

// separator is a node that stands for a space or a line break.
func separator(e edge) ast.Node {
	if e == broken {
		n := ast.NewTextSegment(text.NewSegment(0, 0))
		n.SetHardLineBreak(true)
		return n
	}
	return ast.NewString([]byte(" "))
}

func edgeBefore(n ast.Node, src []byte) edge {
	switch before := n.PreviousSibling().(type) {
	case nil:
		return ended
	case *ast.Text:
		switch words := before.Segment.Value(src); {
		case before.HardLineBreak():
			return broken
		case before.SoftLineBreak(), len(words) > 0 && isSpace(words[len(words)-1]):
			return spaced
		}
	}
	return joined
}

func edgeAfter(n ast.Node, src []byte) edge {
	switch after := n.NextSibling().(type) {
	case nil:
		return ended
	case *ast.Text:
		switch words := after.Segment.Value(src); {
		case len(words) == 0 && after.HardLineBreak():
			return broken
		case len(words) == 0 && after.SoftLineBreak(), len(words) > 0 && isSpace(words[0]):
			return spaced
		case len(words) > 0 && strings.IndexByte(".,;:!?)", words[0]) >= 0:
			return punctuated
		}
	}
	return joined
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' }

// trimStart takes the space at the start of a part away where one stands before it already.
func trimStart(span ast.Node, before edge, src []byte) {
	first, ok := span.FirstChild().(*ast.Text)
	if !ok || before == joined {
		return
	}
	for first.Segment.Len() > 0 && isSpace(src[first.Segment.Start]) {
		first.Segment = first.Segment.WithStart(first.Segment.Start + 1)
	}
	if first.Segment.Len() == 0 {
		first.SetSoftLineBreak(false)
	}
}

// trimEnd takes the space at the end of a part away where one follows.
func trimEnd(span ast.Node, after edge, src []byte) {
	if last, ok := span.LastChild().(*ast.Text); ok && after != joined && !last.HardLineBreak() {
		trimText(last, src)
	}
}

func trimText(n *ast.Text, src []byte) {
	n.SetSoftLineBreak(false)
	for n.Segment.Len() > 0 && isSpace(src[n.Segment.Stop-1]) {
		n.Segment = n.Segment.WithStop(n.Segment.Stop - 1)
	}
}

// cutBefore takes away the space or the line break before a part.
func cutBefore(n ast.Node, src []byte) {
	if before, ok := n.PreviousSibling().(*ast.Text); ok {
		before.SetHardLineBreak(false)
		trimText(before, src)
	}
}

// cutAfter takes away the space or the line break after a part.
func cutAfter(n ast.Node, src []byte) {
	after, ok := n.NextSibling().(*ast.Text)
	if !ok {
		return
	}
	if after.Segment.Len() == 0 {
		after.SetHardLineBreak(false)
		after.SetSoftLineBreak(false)
	}
	for after.Segment.Len() > 0 && isSpace(src[after.Segment.Start]) {
		after.Segment = after.Segment.WithStart(after.Segment.Start + 1)
	}
}
