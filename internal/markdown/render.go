package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// nodeRenderer writes holes where a page decides what fills them.
type nodeRenderer struct{}

func (nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, renderHeading)
	reg.Register(ast.KindLink, renderLink)
	reg.Register(ast.KindImage, renderImage)
	reg.Register(ast.KindParagraph, renderParagraph)
	reg.Register(ast.KindHTMLBlock, renderMarkup)
	reg.Register(ast.KindRawHTML, renderMarkup)
	reg.Register(extast.KindTaskCheckBox, renderTaskBox)
	reg.Register(extast.KindStrikethrough, renderStrikethrough)
	reg.Register(extast.KindTableHeader, renderTableHeader)
	reg.Register(extast.KindTableCell, renderTableCell)
	reg.Register(kindBlock, renderBlock)
	reg.Register(kindField, renderField)
	reg.Register(kindEmoji, renderEmoji)
	reg.Register(kindWhenSpan, renderWhenSpan)
	reg.Register(kindWhenPart, renderWhenPart)
	reg.Register(kindWhenMark, renderNothing)
	reg.Register(kindWhenLine, renderNothing)
}

func putHole(w util.BufWriter, kind hole, n int) {
	_, _ = w.Write(appendHole(make([]byte, 0, 8), kind, n)) // a BufWriter keeps its first error until it is flushed
}

func renderHeading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	level := n.(*ast.Heading).Level
	if entering {
		_, _ = w.WriteString("<h")
		putHole(w, holeLevel, level)
		_, _ = w.WriteString(` id="`)
		putHole(w, holeID, index(n))
		_ = w.WriteByte('"')
		writeWhen(w, n)
		_ = w.WriteByte('>')
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("</h")
	putHole(w, holeLevel, level)
	_, _ = w.WriteString(">\n")
	return ast.WalkContinue, nil
}

func renderLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		putHole(w, holeLinkOpen, index(n))
	} else {
		putHole(w, holeLinkClose, index(n))
	}
	return ast.WalkContinue, nil
}

func renderImage(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		putHole(w, holeImage, index(n))
	}
	return ast.WalkSkipChildren, nil
}

// renderParagraph leaves out the <p> around an image alone in its paragraph: it becomes a figure, which a <p> cannot hold.
func renderParagraph(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if _, figure := n.FirstChild().(*ast.Image); figure && n.ChildCount() == 1 {
		return ast.WalkContinue, nil
	}
	if entering {
		_, _ = w.WriteString("<p")
		writeWhen(w, n)
		_ = w.WriteByte('>')
	} else {
		_, _ = w.WriteString("</p>\n")
	}
	return ast.WalkContinue, nil
}

// renderTaskBox leaves the box of a task list outside a quiz to the page, which shows a mark and says what it means: a real box
// would be a control that does nothing.
func renderTaskBox(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering && n.(*extast.TaskCheckBox).IsChecked {
		putHole(w, holeTask, 1)
	} else if entering {
		putHole(w, holeTask, 0)
	}
	return ast.WalkContinue, nil
}

func renderBlock(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		putHole(w, holeBlock, n.(*blockNode).index)
	}
	return ast.WalkSkipChildren, nil
}

func renderField(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		putHole(w, holeField, n.(*fieldNode).index)
	}
	return ast.WalkContinue, nil
}
