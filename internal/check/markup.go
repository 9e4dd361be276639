package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// markup reports HTML in the text: it is not shown, and what it was to say would be lost without a word.
func markup(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		for _, pos := range p.Doc.Dropped {
			diags = append(diags, report(p, pos, source.Error, "Write it in markdown, or put a \\ before the < if it is meant as a sign.", "HTML in the text is not shown"))
		}
	}
	return diags
}
