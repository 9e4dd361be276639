package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"handrail/internal/source"
	texts "handrail/internal/text"
)

// allowed are the elements that HTML in a text may have, with the attributes that each may have beside lang and dir: text,
// lists, tables and disclosures. There is nothing that takes input, loads a file, or has a style or an identifier.
// Headings and rules are left to markdown, which checks them.
func allowed() map[string][]string {
	list := map[string][]string{
		"a": {"href"}, "img": {"src", "alt", "title"}, "abbr": {"title"}, "time": {"datetime"}, "ol": {"start", "reversed"}, "li": {"value"},
		"details": {"open"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "col": {"span"}, "colgroup": {"span"},
	}
	for _, name := range strings.Fields(`b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure hr i ins
		kbd mark p pre q s samp small span strong sub summary sup table tbody tfoot thead tr u ul var wbr`) {
		list[name] = nil
	}
	return list
}

// everywhere are the attributes that any element may have.
func everywhere() []string { return []string{"lang", "dir"} }

// isVoid says whether an element never has an end tag (https://html.spec.whatwg.org/multipage/syntax.html#void-elements).
func isVoid(name string) bool {
	return slices.Contains([]string{"br", "hr", "wbr", "col", "img"}, name)
}

// holdsRawText says whether the tokenizer reads what follows an element's tag as one text, tags and all. It does so after
// <style/> as well: HTML knows no element of this kind that ends itself.
func holdsRawText(name string) bool {
	return slices.Contains([]string{"script", "style", "iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "title", "xmp"}, name)
}

// cleaned is a tag with no other attributes than it may have, each once and escaped.
func cleaned(tag html.Token, allowed []string) string {
	var kept []html.Attribute
	for _, a := range tag.Attr {
		may := slices.Contains(allowed, a.Key) || slices.Contains(everywhere(), a.Key)
		if again := slices.ContainsFunc(kept, func(k html.Attribute) bool { return k.Key == a.Key }); may && !again {
			kept = append(kept, html.Attribute{Key: a.Key, Val: a.Val})
		}
	}
	tag.Attr = kept
	return tag.String()
}

// openTag is a tag of HTML in a text that waits for its end.
type openTag struct {
	name string
	link int // of Doc.Links, -1 for any other element
	pos  source.Pos
}

// markup reads HTML within a text: it stays with the node as it will be written. What is not allowed is left out and
// reported; a tag without its end is an error, as it would reach into the page around it.
func (r *reader) markup(n ast.Node, segments *text.Segments) {
	var out []byte
	raw := segments.Value(r.src)
	offset := 0
	z := html.NewTokenizer(bytes.NewReader(raw))
	dropped := false // the text that follows belongs to an element such as script
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if rest := bytes.TrimSpace(z.Raw()); len(rest) > 0 { // a tag that does not end
				r.markupDiag(r.place(segments, offset), source.Error, "End it with a >, or put a \\ before the < if readers are to see it.", "this HTML tag does not end")
			}
			break
		}
		at := r.place(segments, offset)
		offset += len(z.Raw())
		if kind == html.TextToken {
			if !dropped {
				words := z.Token().String()
				r.linkWords([]byte(words))
				out = append(out, words...)
			}
			dropped = false
			continue
		}
		nothing := string(z.Raw()) == texts.Nothing
		token := z.Token()
		attributes, ok := allowed()[token.Data]
		switch {
		case kind == html.CommentToken || kind == html.DoctypeToken:
			if _, within := n.(*ast.RawHTML); (within || n.Parent().Kind() != ast.KindDocument) && !nothing {
				r.doc.unseen = append(r.doc.unseen, at-r.doc.File.Body)
			}
		case !ok:
			dropped = kind != html.EndTagToken && holdsRawText(token.Data)
			if kind != html.EndTagToken {
				r.markupDiag(at, source.Warning, "Write it in markdown, or remove it.", "the HTML element <%s> is left out", token.Data)
			}
		case kind == html.EndTagToken:
			out = r.endTag(out, token.Data, at)
		default:
			for _, a := range token.Attr {
				if !slices.Contains(attributes, a.Key) && !slices.Contains(everywhere(), a.Key) {
					r.markupDiag(at, source.Warning, "Remove it. The site's own styles say how things look.", "the attribute %s of the HTML element <%s> is left out", a.Key, token.Data)
				}
			}
			out = r.startTag(out, n, token, attributes, at)
		}
	}
	n.SetAttribute(markupKey, out)
}

func (r *reader) markupDiag(offset int, severity source.Severity, hint, format string, args ...any) {
	d := r.doc.File.Errorf(offset, "markup", format, args...)
	d.Severity, d.Hint = severity, hint
	r.diags = append(r.diags, d)
}

// startTag writes the start of an element. A link and an image become those of the Doc: they are checked and shown like any
// other.
func (r *reader) startTag(out []byte, n ast.Node, token html.Token, attributes []string, at int) []byte {
	pos := r.doc.File.Pos(at)
	get := func(key string) string {
		for _, a := range token.Attr {
			if a.Key == key {
				return a.Val
			}
		}
		return ""
	}
	open := openTag{token.Data, -1, pos}
	switch token.Data {
	case "img":
		out = appendHole(out, holeImage, len(r.doc.Images))
		r.doc.Images = append(r.doc.Images, Image{Src: get("src"), Alt: get("alt"), Title: get("title"), Pos: pos})
	case "a":
		if r.inLink(n) {
			r.markupDiag(at, source.Error, "End the first link before the second one begins.", "a link is within another link")
		}
		open.link = len(r.doc.Links)
		out = appendHole(out, holeLinkOpen, open.link)
		r.doc.Dests = append(r.doc.Dests, get("href"))
		r.doc.Links = append(r.doc.Links, Link{Dest: get("href"), Pos: pos})
	default:
		out = append(out, cleaned(token, attributes)...)
	}
	if !isVoid(token.Data) {
		r.open = append(r.open, open)
	}
	return out
}

// inLink says whether a node is within a link, of either form.
func (r *reader) inLink(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindLink {
			return true
		}
	}
	return slices.ContainsFunc(r.open, func(t openTag) bool { return t.link >= 0 })
}

// endTag writes the end of an element, if that is the one that has to end first.
func (r *reader) endTag(out []byte, name string, at int) []byte {
	if isVoid(name) {
		return out
	}
	if len(r.open) == r.within || r.open[len(r.open)-1].name != name {
		hint := "Remove it."
		if len(r.open) > r.within {
			last := r.open[len(r.open)-1]
			hint = fmt.Sprintf("Write </%s> first: <%s> of line %d is still open.", last.name, last.name, last.pos.Line)
		}
		r.markupDiag(at, source.Error, hint, "</%s> closes nothing here", name)
		return out
	}
	last := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if last.link >= 0 {
		return appendHole(out, holeLinkClose, last.link)
	}
	return append(out, "</"+name+">"...)
}

// linkWords gives words to the innermost HTML link that holds them, as a link within a link is reported as a mistake.
func (r *reader) linkWords(text []byte) {
	for _, t := range slices.Backward(r.open) {
		if t.link >= 0 {
			r.doc.Links[t.link].Text += string(util.ResolveEntityNames(util.ResolveNumericReferences(text)))
			return
		}
	}
}

// closeMarkup reports HTML elements that were opened within what ends here, and not closed.
func (r *reader) closeMarkup() {
	for _, t := range r.open[r.within:] {
		d := r.doc.File.At(t.pos, "markup", "the HTML element <%s> has no end", t.name)
		d.Hint = fmt.Sprintf("Write </%s> before the paragraph, list item, quote or block around it ends.", t.name)
		r.diags = append(r.diags, d)
	}
	r.open = r.open[:r.within]
}

var markupKey = []byte("handrail-markup")

// renderMarkup writes HTML of the text as markup has cleaned it; nothing when the text may have none.
func renderMarkup(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if clean, ok := n.Attribute(markupKey); ok && entering {
		_, _ = w.Write(clean.([]byte))
	}
	return ast.WalkSkipChildren, nil
}

// htmlBlock gives the lines of a block of HTML.
func htmlBlock(n *ast.HTMLBlock) *text.Segments {
	if !n.HasClosure() {
		return n.Lines()
	}
	lines := text.NewSegments()
	lines.AppendAll(n.Lines().Sliced(0, n.Lines().Len()))
	lines.Append(n.ClosureLine)
	return lines
}

// place is where in the file the text of some segments has its byte i.
func (r *reader) place(segments *text.Segments, i int) int {
	at := 0
	for _, s := range segments.Sliced(0, segments.Len()) {
		if at = s.Start + i; at < s.Stop {
			break
		}
		i -= s.Len()
	}
	return r.doc.File.Body + min(at, len(r.src))
}
