package site

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"handrail/internal/source"
	"handrail/internal/statement"
)

// unfit reports what the text of a page of this kind cannot have: a quiz is shown a question at a time, and a statement leaves the
// site as plain text, in mails and in Word files.
func (s *Source) unfit(f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	add := func(n ast.Node, message, hint string) {
		d := f.At(s.Doc.Pos(n), string(s.Kind), "%s", message)
		d.Hint = hint
		diags = append(diags, d)
	}
	if s.Kind != Statement {
		for _, when := range s.Doc.Whens {
			d := f.At(when.Pos, "statement", "only a statement has parts that can be left out")
			d.Hint = "Remove {{#when …}} and {{/when}}, or move this page into a folder called statements."
			diags = append(diags, d)
		}
	}
	if s.Kind != Quiz && s.Kind != Statement {
		return diags
	}
	_ = ast.Walk(s.Doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch kind := n.Kind(); {
		case !entering:
		case kind == extast.KindFootnoteLink && s.Kind == Quiz:
			add(n, "a quiz cannot have footnotes", "Say it in the text itself, for example in the explanation below the choices.")
		case kind == extast.KindFootnoteLink:
			add(n, "a statement cannot have footnotes", "Say it in the text itself.")
		case kind == extast.KindStrikethrough && s.Kind == Statement:
			add(n, "a statement cannot have words that are struck through", "Remove the words. In an email they would look like all the others.")
		case kind == extast.KindDefinitionList && s.Kind == Statement:
			add(n, "a statement cannot have a list of terms and what they mean", "Write it as a list: - **Term**: what it means.")
			return ast.WalkSkipChildren, nil
		case kind == ast.KindImage && s.Kind == Statement:
			add(n, "a statement cannot have pictures", "Say in words what it shows. A picture cannot go into plain text, or along with a message.")
		case kind == ast.KindList && s.Kind == Statement && depth(n) > statement.MaxLevels:
			add(n, fmt.Sprintf("the lists of a statement can be nested at most %d deep", statement.MaxLevels), "Use fewer levels: start a new list or a new heading.")
			return ast.WalkSkipChildren, nil
		case kind == extast.KindTable && s.Kind == Statement && n.ChildCount() < 2:
			add(n, "this table has no rows below its first", "Add a row, or write it as a paragraph.")
		}
		return ast.WalkContinue, nil
	})
	return diags
}

// depth is how many lists there are around what is in a list, this one included.
func depth(list ast.Node) int {
	count := 0
	for n := list; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindList {
			count++
		}
	}
	return count
}
