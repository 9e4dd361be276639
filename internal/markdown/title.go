package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// takeTitle takes the page's title out of the text: a heading of level 1 at its start, when the front matter has no title, or the
// same. The page shows its title above the text, so it would be there twice.
func (r *reader) takeTitle(root ast.Node) {
	first := root.FirstChild()
	for first != nil && isComment(first, r.src) {
		first = first.NextSibling()
	}
	h, ok := first.(*ast.Heading)
	if !ok || h.Level != 1 || !onlyWords(h) {
		return
	}
	title := plain(h, r.src)
	if given := strings.TrimSpace(r.doc.File.Value("title")); title == "" || given != "" && given != title {
		return
	}
	r.doc.Title, r.doc.title = title, h
	r.accountNode(h)
	r.walkChildren(h)
	r.leftovers(&r.passage, true)
	root.RemoveChild(root, h)
}

// onlyWords says whether what a node holds can be said in plain words: there is no link in it, no image and the like.
func onlyWords(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindText, kindEmoji:
		case ast.KindEmphasis, ast.KindCodeSpan:
			if !onlyWords(c) {
				return false
			}
		default:
			return false
		}
	}
	return true
}
