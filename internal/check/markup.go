package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// markup reports HTML in the text: it is not shown, and what it was to say would be lost without a word.
func markup(_ site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, pos := range s.Doc.Dropped {
		diags = append(diags, tell(f, pos, source.Error, "Write it in markdown, or put a \\ before the < if it is meant as a sign. Where HTML is needed, name the page under html: in content/site.yaml.", "HTML in the text is not shown"))
	}
	return diags
}
