package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"handrail/internal/pattern"
	"handrail/internal/source"
)

// characterReference is a character written as its number or its name (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references).
// HTML alone knows those without a semicolon.
var characterReference = pattern.New(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?`)

// literal reads the escapes and character references of a text, each once: \&amp; is five characters.
func literal(raw []byte) []byte {
	if !bytes.ContainsAny(raw, `&\`) {
		return raw
	}
	var b []byte
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			i++
			b = append(b, raw[i])
		case c == '&':
			reference := characterReference().Find(raw[i:])
			if !bytes.HasPrefix(raw[i:], reference) || !bytes.HasSuffix(reference, []byte(";")) {
				reference = raw[i : i+1]
			}
			b = append(b, util.ResolveEntityNames(util.ResolveNumericReferences(slices.Clone(reference)))...)
			i += len(reference) - 1
		default:
			b = append(b, c)
		}
	}
	return b
}

// maxReferences is how many references to characters that nobody can see are reported in a text.
const maxReferences = 20

// references reports the references that stand for a character which nobody can see, and which nothing that looks at the bytes
// of the file can find: what they make breaks a line of an email, or a Word document.
func (r *reader) references() {
	told := 0
	var within regions
	for at := bytes.IndexByte(r.src, '&'); at >= 0 && told < maxReferences; {
		reference := characterReference().Find(r.src[at:])
		if bytes.HasPrefix(r.src[at:], reference) {
			hidden, kind := unseenOf(string(literal(reference))), asText
			inHTML := unseenOf(html.UnescapeString(string(reference))) // it reads a few numbers in another way
			if hidden+inHTML != 0 {
				if within == nil {
					within = r.regions()
				}
				kind = within.kind(at)
			}
			if kind == asHTML {
				hidden = inHTML
			}
			if hidden != 0 && r.read(kind, at, reference) {
				told++
				d := r.doc.File.Errorf(r.doc.File.Body+at, "source", "%s stands for a character that nobody can see: %s", reference, source.UnseenName(hidden))
				d.Hint = "Take it out. To show the code itself, put a backtick before and after it."
				r.diags = append(r.diags, d)
			}
		}
		next := bytes.IndexByte(r.src[at+1:], '&')
		if next < 0 {
			return
		}
		at += 1 + next
	}
}

// unseenOf is the first character of a text that nobody can see, and that no text needs; 0 for none.
func unseenOf(text string) rune {
	i := strings.IndexFunc(text, func(r rune) bool { return source.Unseen(r) || unicode.IsControl(r) })
	if i < 0 {
		return 0
	}
	return []rune(text[i:])[0]
}

// read says whether the text at a place is read as a reference to a character.
func (r *reader) read(kind regionKind, at int, reference []byte) bool {
	whole := bytes.HasSuffix(reference, []byte(";"))
	switch kind {
	case asCode:
		return false
	case asHTML:
		return true
	}
	slashes := 0
	for at-slashes > 0 && r.src[at-slashes-1] == '\\' {
		slashes++
	}
	return whole && slashes%2 == 0
}

// regionKind is how a stretch of the source is read.
type regionKind int

const (
	asText regionKind = iota
	asCode            // as it is; also a comment
	asHTML
)

// region is a stretch of the source that is read otherwise than text.
type region struct {
	span
	kind regionKind
}

type regions []region

func (list regions) kind(at int) regionKind {
	for _, region := range list {
		if region.start <= at && at < region.end {
			return region.kind
		}
	}
	return asText
}

// regions finds the code and the HTML of the text.
func (r *reader) regions() regions {
	list := regions{}
	add := func(segments *text.Segments, kind regionKind) {
		for _, s := range segments.Sliced(0, segments.Len()) {
			list = append(list, region{span{s.Start, s.Stop}, kind})
		}
	}
	markup := func(segments *text.Segments) {
		if bytes.HasPrefix(bytes.TrimSpace(segments.Value(r.src)), []byte("<!--")) {
			add(segments, asCode)
		} else {
			add(segments, asHTML)
		}
	}
	_ = ast.Walk(r.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeBlock:
			add(n.Lines(), asCode)
		case *ast.FencedCodeBlock:
			add(n.Lines(), asCode)
		case *ast.HTMLBlock:
			markup(htmlBlock(n))
		case *ast.RawHTML:
			markup(n.Segments)
		case *ast.Text:
			if n.Parent().Kind() == ast.KindCodeSpan {
				list = append(list, region{span{n.Segment.Start, n.Segment.Stop}, asCode})
			}
		}
		return ast.WalkContinue, nil
	})
	return list
}
