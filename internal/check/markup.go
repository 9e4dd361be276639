package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func markupCheck() Check {
	return Check{Text: markup, Finding: Finding{
		Name: "markup", Group: Pages, Level: source.Error,
		Finds:   "HTML in the text, which is not shown, or HTML that cannot stay as it is on a page that may hold HTML.",
		Warns:   "an element or attribute that is left out of a page that may hold HTML",
		Why:     "HTML is left out, and so is whatever it was meant to do.",
		Example: "Press <kbd>Enter</kbd>.",
		Fixed:   "Press **Enter**.",
		Fix:     "Write it in markdown. Where HTML is needed, name the page under html: in site.yaml.",
		Stays:   Errors, Because: "what is left out would go missing unnoticed",
	}}
}

// markup reports HTML in the text: it is not shown, and what it was meant to say would be silently lost.
func markup(_ site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, pos := range s.Doc.Dropped {
		diags = append(diags, reportIn(f, pos, source.Error, "Write it in markdown, or put a \\ before the < if readers are to see it. Where HTML is needed, name the page under html: in content/site.yaml.", "HTML in the text is not shown"))
	}
	return diags
}
