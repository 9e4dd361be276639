package site

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"handrail/internal/source"
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
			add(n, "a statement cannot have words that are struck through", "Remove the words. In a mail they would look like all others.")
		case kind == extast.KindDefinitionList && s.Kind == Statement:
			add(n, "a statement cannot have a list of terms and what they mean", "Write it as a list: - **Term**: what it means.")
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return diags
}
