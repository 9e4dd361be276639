package markdown

import (
	"unicode"

	emoji "github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emojiParser finds the names that GitHub has for emoji, such as :smile:. A name that it does not have stays as it is, and so does
// one within a word or a number, such as 10:30:45.
type emojiParser struct{}

func (emojiParser) Trigger() []byte { return []byte{':'} }

func (emojiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	end := 1
	for end < len(line) && (isLocal(line[end]) && line[end] != '.') {
		end++
	}
	if end < 2 || end == len(line) || line[end] != ':' {
		return nil
	}
	if before := block.PrecendingCharacter(); unicode.IsLetter(before) || unicode.IsDigit(before) {
		return nil
	}
	found, ok := emoji.Github().Get(string(line[1:end]))
	if !ok {
		return nil
	}
	block.Advance(end + 1)
	return &emojiNode{sign: string(found.Unicode), length: end + 1}
}

// emojiNode is an emoji in the tree.
type emojiNode struct {
	ast.BaseInline
	sign   string
	length int // of its name in the text, with the colons
}

var kindEmoji = ast.NewNodeKind("HandrailEmoji")

func (n *emojiNode) Kind() ast.NodeKind { return kindEmoji }
func (n *emojiNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"sign": n.sign}, nil)
}

func renderEmoji(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(n.(*emojiNode).sign)
	}
	return ast.WalkContinue, nil
}
