package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// strikeParser finds words that are struck through: two tildes on each side
// (https://github.github.com/gfm/#strikethrough-extension-). One tilde on each side would do on GitHub. Here it stays as it is,
// as people write ~10 and 9~12 as well, and a number that is struck through by chance means something else.
type strikeParser struct{}

func (strikeParser) Trigger() []byte { return []byte{'~'} }

func (p strikeParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	n := parser.ScanDelimiter(line, before, 1, p)
	if n == nil || before == '~' {
		return nil
	}
	if n.OriginalLength == 1 {
		found, _ := pc.Get(tildeKey).([]tilde)
		pc.Set(tildeKey, append(found, tilde{parent, segment.Start, n.CanOpen, n.CanClose}))
	}
	if n.OriginalLength != 2 {
		return nil
	}
	n.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(n)
	return n
}

func (strikeParser) IsDelimiter(b byte) bool { return b == '~' }
func (strikeParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (strikeParser) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

// tilde is a tilde alone.
type tilde struct {
	parent      ast.Node
	at          int
	open, close bool // it could be the first, or the second, of a pair around words
}

var tildeKey = parser.NewContextKey()

// tildes reports pairs of single tildes around words, which strike them through elsewhere.
func (r *reader) tildes(pc parser.Context) {
	found, _ := pc.Get(tildeKey).([]tilde)
	for i := 1; i < len(found); i++ {
		first, second := found[i-1], found[i]
		if first.parent != second.parent || !first.open || first.close || !second.close || second.open {
			continue
		}
		r.leftover(first.at, oneTilde)
		i++
	}
}

func renderStrikethrough(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<del>")
	} else {
		_, _ = w.WriteString("</del>")
	}
	return ast.WalkContinue, nil
}
