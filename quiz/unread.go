package quiz

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
)

// unread reports answers that no question has, and questions that were not read as such: a learner would see the ticks in the
// middle of a text, or the question would be missing, and nothing else would say so.
func (p *parser) unread() {
	_ = ast.Walk(p.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if block, is := p.doc.Block(n); is && (block.Kind == "hint" || block.Kind == "trainer") && !p.read[n] {
			p.add(block.Pos, "Move it below the heading of a question, at the left margin.", "this :::"+block.Kind+" block belongs to no question")
		}
		switch n := n.(type) {
		case *ast.Heading:
			if h := p.doc.Heading(n); !p.read[n] && h.Attrs.Get("rules") != "" {
				p.add(h.Pos, "Start its line with ##, or with ### within a scenario, at the left margin. A heading of a scenario has no rules.",
					"this heading names rules, and is not read as a question")
			}
		case *ast.List:
			if p.read[n] {
				return ast.WalkSkipChildren, nil // reported as a second list of the question
			}
		case *extast.TaskCheckBox:
			p.stray(n.Parent().Parent(), n)
		case *ast.ListItem:
			if isAccepted(p.doc, n) && !p.read[n] {
				p.stray(n, n)
			}
		}
		return ast.WalkContinue, nil
	})
}

// stray reports an answer that is read as something else. Of a list it reports the first.
func (p *parser) stray(item, at ast.Node) {
	list := item.Parent()
	if p.read[list] {
		return
	}
	p.read[list] = true
	if list.Parent() != nil && list.Parent().Kind() == ast.KindListItem {
		p.doubt(at, "Start its line as far to the left as the choice above it.", "this choice is read as a part of the choice above it")
		return
	}
	pos, heading := p.doc.Pos(at), 0 // a heading that could not be read may be the reason
	for _, h := range p.doc.Headings {
		if h.Pos.Line <= pos.Line {
			heading = h.Pos.Line
		}
	}
	if !p.leftover(heading, pos.Line) {
		p.add(pos, "Put all choices in one list below the heading of their question: ## and a space.", "this choice belongs to no question")
	}
}

// doubt reports an answer that was not read as one, unless markup that is left over in its line has been reported: that is the
// reason.
func (p *parser) doubt(n ast.Node, hint, message string) {
	if pos := p.doc.Pos(n); !p.leftover(pos.Line, pos.Line) {
		p.add(pos, hint, message)
	}
}

// leftover says whether markup is left over in some lines.
func (p *parser) leftover(first, last int) bool {
	return slices.ContainsFunc(p.doc.Leftovers, func(l markdown.Leftover) bool {
		line := p.doc.File.Pos(l.Start).Line
		return line >= first && line <= last
	})
}

// noFeedback reports quotes below an answer to which nobody gives feedback: they would not be shown.
func (p *parser) noFeedback(item ast.Node) {
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindBlockquote {
			p.add(p.doc.Pos(n), "Only choices with a box have feedback. Put it into the explanation: a quote below the list.", "this quote is not shown")
			return
		}
	}
}

// aBox is what precedes a choice where somebody meant a box: a character of its own, or a few characters between brackets.
var aBox = pattern.New(`^(?:[\[［【{<|][ \t]*\S{0,5}[ \t]*[\]］】}>|]|\S{0,2}\]|\[\S{1,2} |[☐☑☒✅✔✓❌✗✘⬜🔲🔳])`)

// noBox reports a choice without a box, or one whose box is not read as one.
func (p *parser) noBox(item ast.Node) {
	if item.FirstChild() == nil {
		return // it has no words, which Validate reports
	}
	switch text := strings.TrimSpace(p.doc.Plain(item.FirstChild())); {
	case strings.HasPrefix(text, "[x]") || strings.HasPrefix(text, "[X]") || strings.HasPrefix(text, "[ ]"):
		p.doubt(item, "Write - [ ] or - [x] at the start of the line, with nothing around the brackets: they cannot be part of a link or of bold words, and have no \\ before them.",
			"the box of this choice is not read as one")
	case aBox().MatchString(text):
		p.doubt(item, "Write - [x] before it if it is right, with the letter x, and - [ ] if not. Take out what is there now.",
			"this box is neither [ ] nor [x]")
	default:
		p.doubt(item, "Put [ ] before it, or [x] if it is right.", "this choice has no box")
	}
}
