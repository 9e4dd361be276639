package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// blockNode is a ::: block in the tree. Its children are what it holds.
type blockNode struct {
	ast.BaseBlock
	name     string // the word after the colons; "" for a closing line that closes nothing
	attrs    Attrs
	badAttrs bool // what is between the braces cannot be read
	closed   bool
	index    int // in Doc.Blocks; -1 when it is part of a pair
}

var kindBlock = ast.NewNodeKind("HandrailBlock")

func (n *blockNode) Kind() ast.NodeKind { return kindBlock }
func (n *blockNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"name": n.name}, nil)
}

// Attrs are the attributes between braces, in their order.
type Attrs []Attr

// Attr is one attribute: #x is the attribute id.
type Attr struct{ Name, Value string }

// Get returns an attribute's value, "" when there is none.
func (a Attrs) Get(name string) string {
	for _, attr := range a {
		if attr.Name == name {
			return attr.Value
		}
	}
	return ""
}

// blockParser finds ::: blocks. Blocks do not nest.
type blockParser struct{}

func (blockParser) Trigger() []byte { return []byte{':'} }

func (blockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte(":::")) {
		return nil, parser.NoChildren
	}
	if openBlocks(pc) > 1 { // reported at the second; deeper ones would only make the page slow to read
		return nil, parser.NoChildren
	}
	rest := line[at+3:]
	name, attrs := strings.TrimSpace(string(rest)), ""
	if open := bytes.IndexByte(rest, '{'); open >= 0 {
		name, attrs = strings.TrimSpace(string(rest[:open])), strings.TrimSpace(string(rest[open:]))
	}
	n := &blockNode{name: name}
	n.SetPos(segment.Start + at)
	if attrs != "" {
		list, ok := parser.ParseAttributes(text.NewReader([]byte(attrs)))
		n.attrs, n.badAttrs = toAttrs(list), !ok || !strings.HasSuffix(attrs, "}")
	}
	reader.AdvanceToEOL()
	if name == "" {
		n.closed = true
		return n, parser.NoChildren
	}
	return n, parser.HasChildren
}

func (blockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if node.(*blockNode).closed {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if strings.TrimSpace(string(line)) != ":::" || inCode(pc) || innermost(pc) != node {
		return parser.Continue | parser.HasChildren
	}
	node.(*blockNode).closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

func openBlocks(pc parser.Context) int {
	count := 0
	for _, b := range pc.OpenedBlocks() {
		if _, ok := b.Node.(*blockNode); ok {
			count++
		}
	}
	return count
}

// innermost is the last block opened: the one that a closing line closes.
func innermost(pc parser.Context) ast.Node {
	open := pc.OpenedBlocks()
	for i := len(open) - 1; i >= 0; i-- {
		if n, ok := open[i].Node.(*blockNode); ok {
			return n
		}
	}
	return nil
}

// inCode says whether the innermost open block is fenced code, whose lines mean nothing here.
func inCode(pc parser.Context) bool {
	open := pc.OpenedBlocks()
	if len(open) == 0 {
		return false
	}
	_, fenced := open[len(open)-1].Node.(*ast.FencedCodeBlock)
	return fenced
}

func (blockParser) Close(ast.Node, text.Reader, parser.Context) {}
func (blockParser) CanInterruptParagraph() bool                 { return true }
func (blockParser) CanAcceptIndentedLine() bool                 { return false }

func toAttrs(list parser.Attributes) Attrs {
	var attrs Attrs
	for _, a := range list {
		value := ""
		switch v := a.Value.(type) {
		case []byte:
			value = string(v)
		case string:
			value = v
		default: // numbers, true and lists: not what any attribute here takes
			value = "?"
		}
		attrs = append(attrs, Attr{string(a.Name), value})
	}
	return attrs
}

// fieldNode is a field in double braces, in the tree.
type fieldNode struct {
	ast.BaseInline
	name   string
	length int // in bytes, braces included
	index  int // in Doc.Fields
}

var kindField = ast.NewNodeKind("HandrailField")

func (n *fieldNode) Kind() ast.NodeKind { return kindField }
func (n *fieldNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"name": n.name}, nil)
}

// gapParser finds fields: two braces, the name of a field, and two braces; and within a line {{#when NAME}} and {{/when}}.
type gapParser struct{}

func (gapParser) Trigger() []byte { return []byte{'{'} }

func (gapParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	end := bytes.Index(line, []byte("}}"))
	if end < 0 {
		return nil
	}
	name := strings.TrimSpace(string(line[2:end]))
	var n ast.Node
	if field, ok := whenName(name); ok {
		pc.Set(whenKey, true)
		n = &whenMark{mark: mark{field, segment.Start, segment.Start + end + 2}}
	} else if fieldName(name) {
		n = &fieldNode{name: name, length: end + 2}
	} else {
		return nil
	}
	n.SetPos(segment.Start)
	block.Advance(end + 2)
	return n
}

// blockOptions adds them to goldmark's parser.
func blockOptions() []parser.Option {
	return []parser.Option{
		parser.WithBlockParsers(util.Prioritized(blockParser{}, 50), util.Prioritized(whenParser{}, 50)),
		parser.WithInlineParsers(util.Prioritized(gapParser{}, 50)),
	}
}
