package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// hoist puts the bold words or the link around a part into it, so that they go with it.
func (r *reader) hoist(parent ast.Node) {
	for _, n := range Children(parent) {
		r.hoist(n)
		if kind := n.Kind(); kind != ast.KindEmphasis && kind != ast.KindLink && kind != extast.KindStrikethrough {
			continue
		}
		run := runOf(n.FirstChild(), r.src)
		if len(run) == 0 || !isLast(run[len(run)-1], r.src) {
			continue
		}
		span := run[0]
		if len(run) > 1 {
			r.errorf(span, "statement", "Write bold words and links within each part: {{#when NAME}}**words**{{/when}}", "nothing would be left of these bold words or this link")
			continue
		}
		n.RemoveChildren(n)
		parent.ReplaceChild(parent, n, span)
		for c := span.FirstChild(); c != nil; c = span.FirstChild() {
			n.AppendChild(n, c)
		}
		span.AppendChild(span, n)
	}
}

// leftOver reports the punctuation around a run of parts that makes no sense without them: "()", ",." or "Phone:".
func (r *reader) leftOver(run []*whenSpan) {
	first, last := run[0], run[len(run)-1]
	before, after := edgeBefore(first, r.src), edgeAfter(last, r.src)
	open, shut := rune(0), rune(0)
	if words, ok := first.PreviousSibling().(*ast.Text); ok && before != broken {
		open, _ = utf8.DecodeLastRune(bytes.TrimRightFunc(words.Segment.Value(r.src), unicode.IsSpace))
	}
	if words, ok := last.NextSibling().(*ast.Text); ok && after != broken {
		shut, _ = utf8.DecodeRune(bytes.TrimLeftFunc(words.Segment.Value(r.src), unicode.IsSpace))
	}
	name, _, _ := strings.Cut(first.name, " ")
	atStart, atEnd := before == ended || before == broken, after == broken || after == ended && !introduces(first)
	if message, hint := LeftWithout(name, open, shut, atStart, atEnd); message != "" {
		r.errorf(first, "statement", hint, "%s", message)
	}
}

// isLast says whether no words follow a part in what holds it.
func isLast(n ast.Node, src []byte) bool {
	for n = n.NextSibling(); n != nil; n = n.NextSibling() {
		if words, ok := n.(*ast.Text); !ok || !isBlank(words.Segment.Value(src)) {
			return false
		}
	}
	return true
}

// LeftWithout says what of the punctuation around the part of a field makes no sense without it, and how to put that right; ""
// when nothing does. open is the character before the part and shut the one after it, without spaces; 0 for none. atStart and
// atEnd say whether it begins or ends its line.
func LeftWithout(name string, open, shut rune, atStart, atEnd bool) (message, hint string) {
	switch {
	case isPair(open, shut), strings.ContainsRune(",;:", open) && strings.ContainsRune(",;:.!?)", shut),
		strings.ContainsRune(".!?", open) && shut == '.', strings.ContainsRune("([", open) && strings.ContainsRune(",;:.!?", shut):
		return fmt.Sprintf("without this part, %c%c would be left", open, shut),
			"Put what goes with the part between {{#when " + name + "}} and {{/when}}: its brackets, or its comma."
	case atEnd && strings.ContainsRune(":–—(", open):
		return fmt.Sprintf("without this part, the line would end with %c", open),
			"Put the words before it into the part as well, as in {{#when " + name + "}}Phone: {{" + name + "}}{{/when}}."
	case atStart && strings.ContainsRune(",;:.!?)", shut):
		return fmt.Sprintf("without this part, the line would begin with %c", shut), "Put it into the part as well, before {{/when}}."
	}
	return "", ""
}

// isPair says whether two characters only make sense around something.
func isPair(open, shut rune) bool {
	switch open {
	case '(', '[', '{', '“', '‘', '"', '\'', '«':
		return strings.ContainsRune(")]}”’\"'»", shut)
	}
	return false
}

// introduces says whether the paragraph around a part leads to what comes after it.
func introduces(n ast.Node) bool {
	for ; n != nil && n.Type() == ast.TypeInline; n = n.Parent() {
	}
	if n == nil || n.NextSibling() == nil {
		return false
	}
	switch n.NextSibling().Kind() {
	case ast.KindList, ast.KindBlockquote, ast.KindFencedCodeBlock, ast.KindCodeBlock, extast.KindTable, kindWhenPart:
		return n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
	}
	return false
}
