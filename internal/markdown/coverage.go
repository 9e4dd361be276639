package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"handrail/internal/pattern"
)

// span is a stretch of the text that is accounted for: readers see it, or it is markup that was understood, or a diagnostic
// names it. Offsets are into the text, without the front matter.
type span struct{ start, end int }

// account notes that a stretch of the text is accounted for. What is left in the end is not shown to anybody.
func (r *reader) account(start, end int) {
	if start < end && start >= 0 {
		r.spans = append(r.spans, span{start, end})
	}
}

func (r *reader) accountLines(lines *text.Segments) {
	for _, s := range lines.Sliced(0, lines.Len()) {
		r.account(s.Start, s.Stop)
	}
}

// accountLine accounts for the rest of the line from an offset.
func (r *reader) accountLine(start int) { r.account(start, lineEnd(r.src, start)) }

// accountNode accounts for what a node is written with, beside the text of its children.
func (r *reader) accountNode(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.account(n.Segment.Start, n.Segment.Stop)
	case *ast.CodeBlock:
		r.accountLines(n.Lines())
	case *ast.FencedCodeBlock:
		r.accountLines(n.Lines())
		if n.Info != nil {
			r.accountInfo(n.Info.Segment)
		}
	case *ast.HTMLBlock:
		r.accountLines(htmlBlock(n))
	case *ast.RawHTML:
		r.accountLines(n.Segments)
	case *ast.LinkReferenceDefinition:
		r.accountDefinition(n)
	case *ast.ListItem:
		start, end, _ := itemNumber(r.src, n)
		r.account(start, end)
	case *extast.FootnoteLink:
		r.account(n.Pos(), n.Pos()+bytes.IndexByte(r.src[n.Pos():], ']')+1)
	case *extast.Footnote:
		at := startOf(n, r.src)
		r.account(at, at+bytes.IndexByte(r.src[at:], ']')+1)
	case *extast.TaskCheckBox:
		r.account(n.Pos(), n.Pos()+len("[x]"))
	case *blockNode:
		if n.name != "pair" {
			r.accountLine(n.Pos())
		}
	case *emojiNode:
		r.account(n.Pos(), n.Pos()+n.length)
	case *fieldNode:
		r.account(n.Pos(), n.Pos()+bytes.Index(r.src[n.Pos():], []byte("}}"))+2)
	case *ast.Heading:
		if len(n.Attributes()) > 0 {
			r.accountAttributes(n)
		}
	}
}

// accountAttributes accounts for the attributes between braces at the end of a heading's line.
func (r *reader) accountAttributes(n *ast.Heading) {
	end := lineEnd(r.src, n.Pos())
	if lines := n.Lines(); lines.Len() > 0 {
		end = lineEnd(r.src, lines.At(lines.Len()-1).Start)
	}
	if open := bytes.LastIndexByte(r.src[n.Pos():end], '{'); open >= 0 {
		r.account(n.Pos()+open, end)
	}
}

// accountInfo accounts for the language of a fenced code block. Words that follow it are not shown, and belong in the code.
func (r *reader) accountInfo(info text.Segment) {
	language, more, _ := strings.Cut(string(info.Value(r.src)), " ")
	if strings.ContainsAny(more, "={") || more == "" { // options, as other generators have them
		r.account(info.Start, info.Stop)
	} else {
		r.account(info.Start, info.Start+len(language))
	}
}

// accountDefinition accounts for the definition of a link that is used, and for what many write as a comment: [//]: # (words).
func (r *reader) accountDefinition(n *ast.LinkReferenceDefinition) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	start, end := lines.At(0).Start, lines.At(0).Stop
	for _, s := range lines.Sliced(1, lines.Len()) {
		start, end = min(start, s.Start), max(end, s.Stop)
	}
	label := util.ToLinkReference(n.Label)
	r.definitions = append(r.definitions, definition{span{start, end}, label, string(n.Destination)})
}

// definition is the definition of a link: [label]: destination.
type definition struct {
	span
	label, destination string
}

// isComment says whether a definition can only be meant as a comment.
func (d definition) isComment() bool {
	return d.label == "//" || d.destination == "#" || d.destination == ""
}

// anAddress is what an address looks like that somebody wrote as one, and not as a part of a text.
var anAddress = pattern.New(`(?i)^(?:https?:|mailto:|tel:|link:|#|\.{0,2}/)|\.(?:md|html?|png|jpe?g|svg|gif|webp|avif|pdf|docx?|odt)(?:#.*)?$`)

// isAddress says whether a definition leads somewhere, and is not a line of text that looks like one.
func (d definition) isAddress() bool { return anAddress().MatchString(d.destination) }

// accountLink accounts for what follows the words of a link or an image, which have been walked through: its address, or the
// name of its definition.
func (r *reader) accountLink(n ast.Node, ref *ast.ReferenceLink) {
	if ref != nil {
		r.usedLabels[util.ToLinkReference(ref.Value)] = true
	}
	from := max(n.Pos(), 0)
	if n.HasChildren() && len(r.spans) > 0 {
		from = max(from, r.spans[len(r.spans)-1].end)
	}
	at := bytes.IndexByte(r.src[from:], ']')
	if at < 0 || isAddress(n) {
		return
	}
	start := from + at
	end := start + 1
	switch {
	case ref == nil:
		end = tailEnd(r.src, end)
	case ref.Type != ast.ReferenceLinkShortcut:
		end += max(bytes.IndexByte(r.src[end:], ']'), 0) + 1
	}
	r.account(start, end)
}

// tailEnd is where the address of a link ends that begins with a round bracket, as CommonMark reads it
// (https://spec.commonmark.org/0.31.2/#inline-link).
func tailEnd(src []byte, at int) int {
	if at >= len(src) || src[at] != '(' {
		return at
	}
	at++
	space := func() {
		for at < len(src) && util.IsSpace(src[at]) {
			at++
		}
	}
	// until is the place after the first closing byte that is not escaped; brackets open and close in pairs.
	until := func(closing byte, pairs bool) {
		for depth := 0; at < len(src); at++ {
			switch c := src[at]; {
			case c == '\\':
				at++
			case pairs && c == '(':
				depth++
			case c == closing && depth > 0:
				depth--
			case c == closing:
				return
			case pairs && util.IsSpace(c):
				return
			}
		}
	}
	space()
	if at < len(src) && src[at] == '<' {
		until('>', false)
		at++
	} else {
		until(')', true)
	}
	if space(); at < len(src) {
		switch src[at] {
		case '"', '\'':
			quote := src[at]
			at++
			until(quote, false)
			at++
		case '(':
			at++
			until(')', false)
			at++
		}
	}
	space()
	return min(at+1, len(src))
}

// unaccounted finds what is left: characters other than spaces and punctuation that nobody sees and that are no markup. They are
// the reason for a Leftover, one for each stretch in a line.
func (r *reader) unaccounted() {
	for _, d := range r.definitions {
		switch {
		case r.usedLabels[d.label] || d.isComment():
			r.account(d.start, d.end)
		case d.isAddress():
			r.account(d.start, d.end)
			r.leftover(d.start, unusedDefinition)
		default:
			r.account(d.start, d.end)
			r.leftover(d.start, swallowedLine)
		}
	}
	order := func(a, b span) int { return cmp.Compare(a.start, b.start) }
	if !slices.IsSortedFunc(r.spans, order) {
		slices.SortFunc(r.spans, order)
	}
	at := 0
	for _, s := range append(r.spans, span{len(r.src), len(r.src)}) {
		if s.start > at {
			r.unaccountedIn(at, s.start)
		}
		at = max(at, s.end)
	}
}

// unaccountedIn reports the first word between two offsets that is not accounted for, in each line.
func (r *reader) unaccountedIn(start, end int) {
	for at := start; at < end; {
		c := r.src[at]
		if c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
				r.leftover(at, r.whyNotShown(at))
				at = lineEnd(r.src, at)
			}
			at++
			continue
		}
		sign, size := utf8.DecodeRune(r.src[at:end])
		if unicode.IsSpace(sign) || !unicode.IsGraphic(sign) {
			at += size
			continue
		}
		r.leftover(at, r.whyNotShown(at))
		at = lineEnd(r.src, at) + 1
	}
}

// whyNotShown says in which way a place of the text is not shown.
func (r *reader) whyNotShown(at int) *leftoverKind {
	line := bytes.TrimSpace(r.src[lineStart(r.src, at):lineEnd(r.src, at)])
	switch {
	case bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~")):
		return afterFence
	case bytes.Count(line, []byte("|")) > 1:
		return extraCell
	}
	return notShown
}

func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(src)
}

func lineStart(src []byte, at int) int { return bytes.LastIndexByte(src[:at], '\n') + 1 }
