package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables adds GitHub's tables to what is read (https://github.github.com/gfm/#tables-extension-).
type tables struct{}

func (tables) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithParagraphTransformers(util.Prioritized(tableParser{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(
		extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), 500)))
}

// tableParser finds tables. A line of dashes alone makes none of the line above it: goldmark would take the words of a list's item
// for the first row of a table.
type tableParser struct{ parser.ParagraphTransformer }

func (p tableParser) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		line := segment.Value(reader.Source())
		if bytes.IndexByte(line, '-') >= 0 && bytes.ContainsAny(line, "|:") && len(bytes.Trim(line, "-:| \t\r\n")) == 0 {
			p.ParagraphTransformer.Transform(node, reader, pc)
			return
		}
	}
}

// renderTableHeader leaves out a first row without words: markdown has no table without one, and readers have no use for it.
func renderTableHeader(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	empty := !slices.ContainsFunc(Children(n), ast.Node.HasChildren)
	switch {
	case entering && empty:
		return ast.WalkSkipChildren, nil
	case entering:
		_, _ = w.WriteString("<thead>\n<tr>\n")
	case !empty:
		_, _ = w.WriteString("</tr>\n</thead>\n")
	}
	if !entering && n.NextSibling() != nil {
		_, _ = w.WriteString("<tbody>\n")
	}
	return ast.WalkContinue, nil
}

// renderTableCell says by a class how a cell is aligned, as the page's policy allows no style in an element. A cell of the first
// row that has no words heads nothing.
func renderTableCell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag := "td"
	if n.Parent().Kind() == extast.KindTableHeader && n.HasChildren() {
		tag = "th"
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<" + tag)
	switch n.(*extast.TableCell).Alignment {
	case extast.AlignCenter:
		_, _ = w.WriteString(` class="centre"`)
	case extast.AlignRight:
		_, _ = w.WriteString(` class="end"`)
	}
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}
