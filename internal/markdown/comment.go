package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// afterComments is where in some HTML there is more than comments, which readers do not get; -1 when there is nothing else. A
// comment that never closes goes on to the end.
func afterComments(markup []byte) int {
	at := 0
	for {
		rest := bytes.TrimLeft(markup[at:], " \t\r\n")
		at = len(markup) - len(rest)
		if len(rest) == 0 {
			return -1
		}
		if !bytes.HasPrefix(rest, []byte("<!--")) {
			return at
		}
		end := bytes.Index(rest, []byte("-->"))
		if end < 0 {
			return -1
		}
		at += end + len("-->")
	}
}

// isComment says whether a node is a comment and nothing else.
func isComment(n ast.Node, src []byte) bool {
	block, ok := n.(*ast.HTMLBlock)
	return ok && afterComments(htmlBlock(block).Value(src)) < 0
}

// dropped notes a block of HTML that is not shown, unless it is a comment and nothing else.
func (r *reader) dropped(n *ast.HTMLBlock) {
	lines := htmlBlock(n)
	markup := lines.Value(r.src)
	switch at := afterComments(markup); {
	case at < 0:
	case !bytes.Contains(markup[:at], []byte("<!--")):
		r.doc.Dropped = append(r.doc.Dropped, r.pos(n))
	default: // for markdown, the rest of the line is part of the HTML
		r.leftover(r.place(lines, at)-r.doc.File.Body, afterComment)
	}
}

// joinLists makes one list again of two with only comments between them: to whoever writes, a comment is not there. An empty
// comment is how markdown keeps two lists apart (https://spec.commonmark.org/0.31.2/#example-308).
func (r *reader) joinLists(list *ast.List) {
	next := list.NextSibling()
	if next == nil || next.Kind() != ast.KindHTMLBlock {
		return
	}
	for ; next != nil && isComment(next, r.src); next = next.NextSibling() {
		if words := htmlBlock(next.(*ast.HTMLBlock)).Value(r.src); len(bytes.Trim(words, "<!-> \t\r\n")) == 0 {
			return
		}
	}
	more, ok := next.(*ast.List)
	if !ok || next == list.NextSibling() || !more.CanContinue(list.Marker, list.IsOrdered()) {
		return
	}
	for item := more.FirstChild(); item != nil; item = more.FirstChild() {
		more.RemoveChild(more, item)
		list.AppendChild(list, item)
	}
	for comment := list.NextSibling(); comment != more; comment = list.NextSibling() {
		r.walk(comment)
		r.doc.unseen = append(r.doc.unseen, r.offset(comment)-r.doc.File.Body)
		list.Parent().RemoveChild(list.Parent(), comment)
	}
	list.Parent().RemoveChild(list.Parent(), more)
	r.joinLists(list)
}
