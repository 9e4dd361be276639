package check

import (
	"strings"
	"unicode"

	"handrail/internal/site"
	"handrail/internal/source"
)

func linkTextCheck() Check {
	return Check{Text: linkText, Finding: Finding{
		Name: "link-text", Group: Links, Level: source.Error,
		Finds:   `A link's words do not say where it leads, such as "click here".`,
		Warns:   "words that say nothing",
		Why:     "A screen reader can list the links of a page without the text around them (WCAG 2.2, success criterion 2.4.9).",
		Example: "For the PIN, [click here](phones.md).",
		Fixed:   "Read [how to set a PIN](phones.md).",
		Fix:     "Use words that make sense when they are read alone, for example the title of the page that the link leads to.",
	}}
}

// linkText reports links whose words do not say where they lead (WCAG 2.2, success criterion 2.4.9).
func linkText(_ site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, link := range s.Doc.Links {
		const hint = "Use words that make sense when they are read alone, for example the title of the page that it leads to."
		switch {
		case !strings.ContainsFunc(link.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
			diags = append(diags, reportIn(f, link.Pos, source.Error, hint, "this link has no words"))
		case s.Doc.Language.SaysNothing(link.Text):
			diags = append(diags, reportIn(f, link.Pos, source.Warning, hint, "the words %q do not say where the link leads", link.Text))
		}
	}
	return diags
}
