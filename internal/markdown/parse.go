package markdown

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"handrail/internal/language"
	"handrail/internal/source"
	texts "handrail/internal/text"
)

// Parser is the one way in which Handrail reads markdown in a language. It may be used by many goroutines at once.
type Parser struct {
	lang       *language.Language
	own        []string // ::: blocks of the site's own
	md         goldmark.Markdown
	bare       goldmark.Markdown // it finds addresses that are neither in a link nor between < and > as well, and takes longer
	patterns   []leftoverPattern
	attributes map[string][]string // of blocks, by their names
}

// NewParser sets goldmark up: CommonMark with tables, task lists, definition lists, footnotes, words struck through and
// addresses as links; ::: blocks, with those of the site's own by their names, and fields. Sentences are measured as those of the
// language.
func NewParser(lang *language.Language, own ...string) *Parser {
	return &Parser{lang: lang, own: own, patterns: patterns(), attributes: blockAttributes(), md: newMarkdown(), bare: newMarkdown(util.Prioritized(bareParser{}, 999))}
}

// newMarkdown sets goldmark up, with more that finds markup within a line.
func newMarkdown(more ...util.PrioritizedValue) goldmark.Markdown {
	inline := append(more, util.Prioritized(strikeParser{}, 500), util.Prioritized(emojiParser{}, 999),
		util.Prioritized(angleParser{parser.NewAutoLinkParser()}, 299)) // before goldmark's own
	return goldmark.New(
		goldmark.WithExtensions(
			tables{},
			extension.TaskList,
			extension.DefinitionList,
			footnotes{},
		),
		goldmark.WithParserOptions(append(blockOptions(), boundOptions(), parser.WithAttribute(), parser.WithInlineParsers(inline...))...),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodeRenderer{}, 100))),
	)
}

// maxDepth is how deep lists and quotes may be nested. Nobody writes more, and each level costs stack.
const maxDepth = 40

// Parse reads the text of a file that follows its front matter. Mistakes in ::: blocks and in attributes are reported
// as diagnostics; the rest of the page is read all the same. HTML in the text is left out, and its places are in Doc.Dropped.
func (p *Parser) Parse(f *source.File) (*Doc, []source.Diagnostic) { return p.parse(f, false) }

// ParseHTML reads as Parse does, and lets HTML in the text through, but for what could do harm. What is left out is reported.
func (p *Parser) ParseHTML(f *source.File) (*Doc, []source.Diagnostic) {
	return p.parse(f, true)
}

func (p *Parser) parse(f *source.File, allowHTML bool) (*Doc, []source.Diagnostic) {
	body := f.Data[f.Body:]
	if diags := append(tooDeep(f, body), tooLong(f, body)...); len(diags) > 0 {
		return &Doc{Text: &Text{}, Language: p.lang, Parsed: &Parsed{File: f, Root: ast.NewDocument(), render: func(*output, ast.Node) {}}}, diags
	}
	pc := parser.NewContext()
	root, long, diags := p.parseBounded(f, body, pc)
	d := &Doc{Text: &Text{}, Language: p.lang, Parsed: &Parsed{File: f, Root: root}}
	d.render = func(b *output, n ast.Node) {
		if err := p.md.Renderer().Render(b, body, n); err != nil {
			panic(fmt.Sprintf("markdown: writing to memory failed: %v", err))
		}
	}
	d.Sentences = make([]Sentence, 0, len(body)/96+4) // most sentences are longer
	r := reader{doc: d, src: body, ids: map[string]int{}, diags: diags, allowHTML: allowHTML, patterns: p.patterns, attributes: p.attributes, own: p.own,
		spans: make([]span, 0, len(body)/32+8), usedLabels: map[string]bool{}, alike: map[*leftoverKind]int{}, last: map[*leftoverKind]int{}}
	for _, paragraph := range long {
		r.account(paragraph.start, paragraph.end)
	}
	for _, id := range Reserved() {
		r.ids[id] = 1
	}
	r.takeTitle(root)
	r.pairUp(root)
	r.parts(root, pc)
	r.walk(root)
	r.noteNames(root)
	r.references()
	r.tildes(pc)
	r.lostNotes(pc)
	r.unaccounted()
	r.countAlike()
	for _, fill := range r.later { // blocks first render what they hold once everything in it has its number
		fill()
	}
	d.Body = d.Render(root)
	syllables := 0
	for _, s := range d.Sentences {
		d.Words += s.Words
		syllables += s.Syllables
	}
	if age := d.Language.Reading.Age; age != nil {
		d.Age = age(len(d.Sentences), d.Words, syllables)
	}
	d.Contents = contents(d.Headings)
	d.Aliases = aliases(d.Title, d.Headings)
	return d, r.diags
}

// minContents is from how many headings of levels 2 and 3 a page lists them.
const minContents = 3

// contents lists headings of levels 2 and 3; those of level 3 have the class "sub".
func contents(headings []Heading) []byte {
	var b []byte
	n := 0
	for _, h := range headings {
		if h.Level != 2 && h.Level != 3 {
			continue
		}
		n++
		if b = append(b, "<li"...); h.Level == 3 {
			b = append(b, ` class="sub"`...)
		}
		b = append(b, `><a href="#`...)
		b = append(b, html.EscapeString((&url.URL{Fragment: h.ID}).EscapedFragment())...)
		b = append(b, `">`...)
		b = append(b, html.EscapeString(h.Title)...)
		b = append(b, "</a></li>\n"...)
	}
	if n < minContents {
		return nil
	}
	return b
}

// tooDeep reports the first line that opens more lists and quotes than maxDepth.
func tooDeep(f *source.File, body []byte) []source.Diagnostic {
	offset := 0
	for line := range bytes.Lines(body) {
		depth := 0
		for i, c := range line {
			if c == '>' || (c == '-' || c == '*' || c == '+') && i+1 < len(line) && line[i+1] == ' ' {
				depth++
			} else if c != ' ' && c != '\t' {
				break
			} else if c == '\t' {
				depth++
			}
		}
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		if depth > maxDepth || indent > 4*maxDepth {
			d := f.Errorf(f.Body+offset, "source", "lists or quotes are nested more than %d deep here", maxDepth)
			d.Hint = "Use fewer levels: start a new list or a new heading."
			return []source.Diagnostic{d}
		}
		offset += len(line)
	}
	return nil
}

// reader walks the tree once and fills in the Doc.
type reader struct {
	doc   *Doc
	own   []string // ::: blocks of the site's own
	src   []byte
	ids   map[string]int // how often an identifier made of words was used
	diags []source.Diagnostic
	later []func()
	refs  map[[2]int]int // which of doc.Refs a footnote's number and its place among those that refer to it are

	pieces []piece // of the paragraph that is walked through; kept to be filled again
	unread bool    // its text is not read as words

	spans       []span // of the text that are accounted for
	definitions []definition
	usedLabels  map[string]bool // of definitions
	patterns    []leftoverPattern
	attributes  map[string][]string
	passage     passage // that is walked through
	inRule      bool
	alike       map[*leftoverKind]int // how many leftovers of a kind there are
	last        map[*leftoverKind]int // which of doc.Leftovers is the last of a kind that was noted

	allowHTML bool      // in the text, as far as it does no harm; otherwise it is left out
	open      []openTag // of HTML in the text
	within    int       // how many of them were opened outside of the node that is walked through
}

func (r *reader) pos(n ast.Node) source.Pos { return r.doc.File.Pos(r.offset(n)) }

// offset is where a node starts in the file.
func (r *reader) offset(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindDocument {
			break
		}
		if at := n.Pos(); at >= 0 {
			return r.doc.File.Body + at
		}
	}
	return r.doc.File.Body
}

func (r *reader) errorf(n ast.Node, check, hint, format string, args ...any) {
	d := r.doc.File.Errorf(r.offset(n), check, format, args...)
	d.Hint = hint
	r.diags = append(r.diags, d)
}

func (r *reader) walk(n ast.Node) {
	r.accountNode(n)
	r.leftoverOf(n)
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.Link:
		r.link(n)
	case *ast.Image:
		r.image(n)
	case *ast.HTMLBlock:
		if r.allowHTML {
			r.markup(n, htmlBlock(n))
		} else {
			r.dropped(n)
		}
		r.unseenIn(n)
	case *ast.LinkReferenceDefinition:
		r.unseenIn(n)
		if !bytes.Contains(n.Lines().Value(r.src), n.Destination) { // goldmark shows the end of what it took for a definition first
			r.doc.unseen = append(r.doc.unseen, n.Lines().At(0).Start)
		}
	case *ast.RawHTML:
		if r.allowHTML {
			r.markup(n, n.Segments)
			break
		}
		if string(n.Segments.Value(r.src)) != texts.Nothing {
			r.doc.unseen = append(r.doc.unseen, n.Segments.At(0).Start)
		}
		if markup := n.Segments.Value(r.src); afterComments(markup) >= 0 && !bytes.HasPrefix(markup, []byte("</")) {
			r.doc.Dropped = append(r.doc.Dropped, r.doc.File.Pos(r.doc.File.Body+n.Segments.At(0).Start))
		}
	case *fieldNode:
		n.index = len(r.doc.Fields)
		at := r.offset(n)
		r.doc.Fields = append(r.doc.Fields, Field{n.name, within(n), at, at + n.length, r.pos(n)})
	case *whenSpan:
		if strings.Contains(n.name, " ") {
			break // it holds the space beside several parts, and is none that the editor wrote
		}
		r.doc.Whens = append(r.doc.Whens, When{n.name, r.pos(n)})
	case *whenPart:
		r.doc.Whens = append(r.doc.Whens, When{n.name, r.pos(n)})
	case *extast.FootnoteLink:
		r.noteRef(n)
	case *extast.FootnoteBacklink:
		r.backLink(n)
	case *blockNode:
		r.block(n)
	case *ast.Text:
		if len(r.open) > 0 {
			r.linkWords(n.Segment.Value(r.src))
		}
		if !r.unread {
			r.pieces = append(r.pieces, piece{n.Segment.Start, n.Segment.Stop})
			r.passage.read(r.src, n.Segment.Start, n.Segment.Stop)
		}
	case *ast.Paragraph, *ast.TextBlock:
		r.pieces = r.pieces[:0]
		r.walkChildren(n)
		r.sentences()
		r.leftovers(&r.passage, false)
		r.shortLines(n)
		return
	}
	unread, inRule := r.unread, r.inRule
	switch n := n.(type) {
	case *ast.CodeSpan, *ast.Image: // not words of the sentence around them
		r.unread = true
	case *ast.Link:
		r.unread = unread || isAddress(n)
	case *blockNode:
		r.inRule = inRule || isRule(n.name)
	}
	r.walkChildren(n)
	r.unread, r.inRule = unread, inRule
	switch n := n.(type) {
	case *ast.Image:
		r.accountLink(n, n.Reference)
	case *ast.Link:
		r.accountLink(n, n.Reference)
	case *ast.Heading, *extast.TableCell, *extast.DefinitionTerm:
		r.leftovers(&r.passage, true)
	}
}

// unseenIn notes what nobody sees and is within another block. By itself it is a block of FileBlocks.
func (r *reader) unseenIn(n ast.Node) {
	if kind := n.Parent().Kind(); r.allowHTML || kind == ast.KindDocument || kind == kindBlock || kind == kindWhenPart {
		return
	}
	if markup, ok := n.(*ast.HTMLBlock); !ok || string(bytes.TrimSpace(htmlBlock(markup).Value(r.src))) != texts.Nothing {
		r.doc.unseen = append(r.doc.unseen, r.offset(n)-r.doc.File.Body)
	}
}

func (r *reader) walkChildren(n ast.Node) {
	outside := r.within
	r.within = len(r.open)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if list, ok := c.(*ast.List); ok {
			r.joinLists(list)
		}
		r.walk(c)
	}
	r.closeMarkup()
	r.within = outside
}

// alone says whether a node's parent holds nothing else.
func alone(n ast.Node) bool { return n.PreviousSibling() == nil && n.NextSibling() == nil }

// destination is where a link or an image leads: the address with its escapes and character references read, as a browser
// would (https://spec.commonmark.org/0.31.2/#link-destination).
func destination(raw []byte) string {
	return string(literal(raw))
}

func (r *reader) link(n *ast.Link) {
	l := Link{Text: plain(n, r.src), Alone: alone(n), Address: isAddress(n), Pos: r.pos(n)}
	if l.Address {
		l.Dest = string(n.Destination)
	} else {
		l.Dest = destination(n.Destination)
	}
	if len(n.Title) > 0 {
		r.leftover(r.offset(n)-r.doc.File.Body, linkTitle)
	}
	setIndex(n, len(r.doc.Links))
	r.doc.Dests = append(r.doc.Dests, l.Dest)
	r.doc.Links = append(r.doc.Links, l)
}

// headingAttributes lists what can be between braces after a heading; all but the first are for questions.
func headingAttributes() []string {
	return []string{"id", "rules", "source", "points", "reviewed", "choose"}
}

func (r *reader) heading(n *ast.Heading) {
	h := Heading{Level: n.Level, Title: plain(n, r.src), Pos: r.pos(n), Attrs: toAttrs(headingAttrs(n))}
	if lines := n.Lines(); len(h.Attrs) > 1 && lines.Len() > 0 {
		r.attributesOnce(n, lines.At(lines.Len()-1).Start)
	}
	for _, a := range h.Attrs {
		if !slices.Contains(headingAttributes(), a.Name) {
			r.errorf(n, "identifier", "A heading takes an identifier, {#name}; a quiz question also: "+strings.Join(headingAttributes()[1:], ", ")+".", "a heading has no attribute %q", a.Name)
		}
	}
	if h.ID = h.Attrs.Get("id"); h.ID != "" {
		h.Own = true
		r.checkID(n, h.ID)
	} else {
		h.ID = Slug(h.Title)
		if r.ids[h.ID]++; r.ids[h.ID] > 1 {
			h.ID = fmt.Sprintf("%s-%d", h.ID, r.ids[h.ID])
		}
	}
	setIndex(n, len(r.doc.Headings))
	r.doc.Anchors = append(r.doc.Anchors, h.ID)
	r.doc.Headings = append(r.doc.Headings, h)
}

// headingAttrs are the attributes that the editor wrote.
func headingAttrs(n *ast.Heading) parser.Attributes {
	var list parser.Attributes
	for _, a := range n.Attributes() {
		if string(a.Name) == whenAttr {
			continue
		}
		list = append(list, parser.Attribute{Name: a.Name, Value: a.Value})
	}
	return list
}

// plain is a node's text without markup.
func plain(n ast.Node, src []byte) string { return plainOf(n, src, nil) }

// plainOf is a node's text without markup. Unless it is nil, change is given each part of the source before its escapes and character
// references are read.
func plainOf(n ast.Node, src []byte, change func(part []byte, code bool) []byte) string {
	if only, ok := n.FirstChild().(*ast.Text); ok && only.NextSibling() == nil && change == nil {
		if text := only.Segment.Value(src); !bytes.ContainsAny(text, `&\`) { // as most are
			return string(bytes.TrimSpace(text))
		}
	}
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			part, code := c.Segment.Value(src), c.Parent().Kind() == ast.KindCodeSpan
			if change != nil {
				part = change(part, code)
			}
			if code {
				b.Write(bytes.ReplaceAll(part, []byte("\n"), []byte(" "))) // as it is shown
			} else {
				b.Write(literal(part))
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String: // a space that tidyWhens has moved
			b.Write(c.Value)
		case *emojiNode:
			b.WriteString(c.sign)
		case *fieldNode:
			b.WriteString("{{" + c.name + "}}")
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// Plain is a node's text without markup.
func (d *Doc) Plain(n ast.Node) string { return plain(n, d.File.Data[d.File.Body:]) }

// PlainOf is Plain of what change makes of each part of the source, before escapes and character references are read. code says whether a
// part is code, in which there are none.
func (d *Doc) PlainOf(n ast.Node, change func(part []byte, code bool) []byte) string {
	return plainOf(n, d.File.Data[d.File.Body:], change)
}

// Pos is where a node of the tree is in its file.
func (d *Doc) Pos(n ast.Node) source.Pos { return (&reader{doc: d}).pos(n) }

// Heading returns what is known of a heading of the tree.
func (d *Doc) Heading(n *ast.Heading) Heading { return d.Headings[index(n)] }

// Block returns what is known of a ::: block of the tree; ok is false for any other node.
func (d *Doc) Block(n ast.Node) (block Block, ok bool) {
	b, ok := n.(*blockNode)
	if !ok {
		return Block{}, false
	}
	return d.Blocks[b.index], true
}

// Task says whether a list item starts with a task box, and whether that is ticked.
func Task(item ast.Node) (ticked, isTask bool) {
	if item == nil || item.FirstChild() == nil {
		return false, false
	}
	first := item.FirstChild()
	box, ok := first.FirstChild().(*extast.TaskCheckBox)
	return ok && box.IsChecked, ok
}

// pairUp joins each do block with the dont block that follows it.
func (r *reader) pairUp(root ast.Node) {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		do, ok := n.(*blockNode)
		if !ok || do.name != "do" {
			continue
		}
		if dont, ok := n.NextSibling().(*blockNode); ok && dont.name == "dont" {
			pair := &blockNode{name: "pair", closed: true}
			pair.SetPos(do.Pos())
			root.ReplaceChild(root, do, pair)
			root.RemoveChild(root, dont)
			pair.AppendChild(pair, do)
			pair.AppendChild(pair, dont)
			n = pair
		}
	}
}

var indexKey = []byte("handrail-index")

func setIndex(n ast.Node, i int) { n.SetAttribute(indexKey, i) }

func index(n ast.Node) int {
	i, _ := n.Attribute(indexKey)
	return i.(int)
}
