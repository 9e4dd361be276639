package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// edge is the text at one side of a part within a line.
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
func (r *reader) tidyWhens(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := n.(*whenSpan); ok {
			run := runOf(n, r.src)
			r.leftOver(run)
			tidyRun(parent, run, r.src)
			n = run[len(run)-1]
		}
	}
}

// runOf is a part and those that follow it with no words between.
func runOf(n ast.Node, src []byte) []*whenSpan {
	var run []*whenSpan
	for ; n != nil; n = n.NextSibling() {
		if span, ok := n.(*whenSpan); ok {
			run = append(run, span)
		} else if words, ok := n.(*ast.Text); !ok || !isBlank(words.Segment.Value(src)) {
			break
		}
	}
	return run
}

// tidyRun gives each part of a run the space beside it: the one before it, or the one after it where the run is at the start
// of its line. What is beside the whole run is alone where any of the parts may be the one beside it.
func tidyRun(parent ast.Node, run []*whenSpan, src []byte) {
	first, last := run[0], run[len(run)-1]
	before, after := edgeBefore(first, src), edgeAfter(last, src)
	gaps := make([]edge, len(run)-1)
	alone := false
	for i := range gaps {
		gaps[i] = edgeAfter(run[i], src)
		alone = alone || gaps[i] == joined || before == broken && gaps[i] != broken
	}
	for _, span := range run {
		trimStart(span, edgeBefore(span, src), src)
		trimEnd(span, edgeAfter(span, src), src)
	}
	atStart := before == ended || before == broken && after == spaced
	for i, gap := range gaps {
		switch cutAfter(run[i], src); {
		case gap == joined:
		case atStart || alone && before == broken:
			run[i].AppendChild(run[i], separator(gap))
		default:
			prepend(run[i+1], separator(gap))
		}
	}
	switch {
	case atStart && (after == spaced || after == broken):
		cutAfter(last, src)
		if alone {
			parent.InsertAfter(parent, last, separatorOf(run, after))
		} else {
			last.AppendChild(last, separator(after))
		}
	case before == spaced && after != joined, before == broken && (after == broken || after == ended):
		cutBefore(first, src)
		if alone {
			parent.InsertBefore(parent, first, separatorOf(run, before))
		} else {
			prepend(first, separator(before))
		}
	}
}

func prepend(span, n ast.Node) {
	if first := span.FirstChild(); first != nil {
		span.InsertBefore(span, first, n)
	}
}

// separatorOf is a separator that is kept when any of these parts is.
func separatorOf(run []*whenSpan, e edge) ast.Node {
	var names []string
	for _, span := range run {
		if !slices.Contains(names, span.name) {
			names = append(names, span.name)
		}
	}
	n := &whenSpan{name: strings.Join(names, " ")}
	n.AppendChild(n, separator(e))
	return n
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
		case after.HardLineBreak() && isBlank(words):
			return broken
		case len(words) == 0 && after.SoftLineBreak(), len(words) > 0 && isSpace(words[0]):
			return spaced
		case len(words) > 0 && strings.IndexByte(".,;:!?)", words[0]) >= 0:
			return punctuated
		}
	}
	return joined
}

func isBlank(text []byte) bool { return len(bytes.TrimSpace(text)) == 0 }

func isSpace(c byte) bool { return c == ' ' || c == '\t' }

// trimStart takes the space at the start of a part away where one is before it already.
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
	for after.Segment.Len() > 0 && isSpace(src[after.Segment.Start]) {
		after.Segment = after.Segment.WithStart(after.Segment.Start + 1)
	}
	if after.Segment.Len() == 0 {
		after.SetHardLineBreak(false)
		after.SetSoftLineBreak(false)
	}
}
