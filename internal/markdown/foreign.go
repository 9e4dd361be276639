package markdown

import (
	"bytes"
	"html"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	renderhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Foreign reads markdown that was written for other programs. Of Handrail's own it has nothing: no fields, no ::: blocks and no rules.
type Foreign struct{ md goldmark.Markdown }

// NewForeign sets goldmark up for it: CommonMark with what GitHub adds, definition lists, footnotes, and names of emoji. HTML is let through
// as it is.
func NewForeign() *Foreign {
	inline := []util.PrioritizedValue{util.Prioritized(strikeParser{}, 500), util.Prioritized(emojiParser{}, 999),
		util.Prioritized(angleParser{parser.NewAutoLinkParser()}, 299), util.Prioritized(bareParser{}, 999)}
	return &Foreign{goldmark.New(
		goldmark.WithExtensions(tables{}, extension.TaskList, extension.DefinitionList),
		goldmark.WithParserOptions(
			parser.WithInlineParsers(append(inline, util.Prioritized(extension.NewFootnoteParser(), 101))...),
			parser.WithBlockParsers(util.Prioritized(noteParser{extension.NewFootnoteBlockParser()}, 999)),
			parser.WithASTTransformers(util.Prioritized(keepNotes{}, 998), util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
			parser.WithParagraphTransformers(util.Prioritized(longAsWords{}, 300))),
		goldmark.WithRendererOptions(renderhtml.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(foreignRenderer{}, 100))),
	)}
}

// HTML is the text as HTML, with the attributes that [text.Read] reads. Each heading has an attribute data-at as well: where in src its words begin, in
// bytes. A paragraph that is longer than Handrail reads is words without markup. An error is one of goldmark, which takes any text.
func (f *Foreign) HTML(src []byte) ([]byte, error) {
	root := f.md.Parser().Parse(text.NewReader(src))
	names := map[int]string{}
	for _, note := range notesOf(root) {
		names[note.Index] = string(note.Ref)
	}
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *extast.FootnoteLink:
			n.SetAttributeString("name", names[n.Index])
		case *extast.Footnote:
			n.SetAttributeString("name", names[n.Index])
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = f.md.Renderer().Render(&b, src, root)
	return b.Bytes(), err
}

// MaxLine is how long a line, or a paragraph, can be in bytes: its markup is not read in a longer one.
const MaxLine = maxParagraph

// MaxDepth is how deep lists and quotes can be nested.
const MaxDepth = maxDepth

// keepNotes puts the words of footnotes to which nothing refers at the end of the text: goldmark would leave them out.
type keepNotes struct{}

func (keepNotes) Transform(root *ast.Document, reader text.Reader, pc parser.Context) {
	for _, note := range footnotesOf(root, reader.Source()) {
		if note.Index < 0 {
			for _, block := range Children(note) {
				root.AppendChild(root, block)
			}
		}
	}
}

// longAsWords makes words without markup of a paragraph that is too long: the time to read it would grow with the square of its length.
type longAsWords struct{}

func (longAsWords) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if lines.Len() == 0 || lines.At(lines.Len()-1).Stop-lines.At(0).Start <= maxParagraph {
		return
	}
	words := ast.NewString(lines.Value(reader.Source()))
	lines.SetSliced(0, 0)
	node.AppendChild(node, words)
}

// foreignRenderer writes what text.Read takes for markdown's own in its form.
type foreignRenderer struct{}

func (foreignRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	around := func(open func(n ast.Node) string, end string) renderer.NodeRendererFunc {
		return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering {
				_, _ = w.WriteString(open(n))
			} else {
				_, _ = w.WriteString(end)
			}
			return ast.WalkContinue, nil
		}
	}
	reg.Register(ast.KindHeading, renderForeignHeading)
	reg.Register(ast.KindLink, around(openForeignLink, "</a>"))
	reg.Register(ast.KindImage, renderForeignImage)
	reg.Register(ast.KindString, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(html.EscapeString(string(n.(*ast.String).Value)))
		}
		return ast.WalkContinue, nil
	})
	reg.Register(kindEmoji, renderEmoji)
	reg.Register(extast.KindStrikethrough, renderStrikethrough)
	reg.Register(extast.KindTableHeader, renderTableHeader)
	reg.Register(extast.KindTableCell, renderTableCell)
	reg.Register(extast.KindTaskCheckBox, around(func(n ast.Node) string {
		return map[bool]string{false: `<input data-task>`, true: `<input data-task checked>`}[n.(*extast.TaskCheckBox).IsChecked]
	}, ""))
	named := func(open, end string) func(n ast.Node) string {
		return func(n ast.Node) string {
			name, _ := n.AttributeString("name")
			return open + html.EscapeString(name.(string)) + end
		}
	}
	reg.Register(extast.KindFootnoteLink, around(named(`<sup data-note="`, `">`), "</sup>"))
	reg.Register(extast.KindFootnote, around(named(`<li id="`, "\">\n"), "</li>\n"))
	reg.Register(extast.KindFootnoteBacklink, around(func(ast.Node) string { return "" }, ""))
	reg.Register(extast.KindFootnoteList, around(func(ast.Node) string { return "<section data-notes>\n<ol>\n" }, "</ol>\n</section>\n"))
}

// renderForeignHeading writes a heading with its place.
func renderForeignHeading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	heading := n.(*ast.Heading)
	level := strconv.Itoa(heading.Level)
	if !entering {
		_, _ = w.WriteString("</h" + level + ">\n")
		return ast.WalkContinue, nil
	}
	at := heading.Pos()
	if lines := heading.Lines(); lines.Len() > 0 {
		at = lines.At(0).Start
	}
	_, _ = w.WriteString("<h" + level + ` data-at="` + strconv.Itoa(max(at, 0)) + `">`)
	return ast.WalkContinue, nil
}

func openForeignLink(n ast.Node) string {
	link := n.(*ast.Link)
	if isAddress(n) {
		return `<a data-address href="` + html.EscapeString(string(link.Destination)) + `">`
	}
	return `<a href="` + html.EscapeString(destination(link.Destination)) + `"` + titleOf(link.Title) + ">"
}

func renderForeignImage(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		image := n.(*ast.Image)
		_, _ = w.WriteString(`<img src="` + html.EscapeString(destination(image.Destination)) + `" alt="` + html.EscapeString(plain(n, src)) + `"` + titleOf(image.Title) + ">")
	}
	return ast.WalkSkipChildren, nil
}

func titleOf(title []byte) string {
	if len(title) == 0 {
		return ""
	}
	return ` title="` + html.EscapeString(string(literal(title))) + `"`
}
