package check

import (
	"slices"

	"handrail/internal/site"
	"handrail/internal/source"
)

func leftoverCheck() Check {
	return Check{Text: leftover, Finding: Finding{
		Name: "leftover", Group: Pages, Level: source.Error,
		Finds:   "Markup that readers see as it was typed, or text that they do not see.",
		Warns:   "markup in a page of guidance that is neither a link nor in a rule",
		Why:     "What readers get is not what was typed: a link that leads nowhere, a question that is missing, a rule without its words.",
		Example: "See [the phones](my phones.md).",
		Fixed:   "See [the phones](phones.md).",
		Fix:     "Each mistake has its own fix: the hint says which. To show a character as it is, put a \\ before it.",
		Stays:   Errors, Because: "people would act on what they misread",
	}}
}

// leftover reports markup that is shown as it was typed, and text that is not shown. In quizzes, statements, checklists and rules
// it is an error, as people act on each word of them; so are links, and words that nobody sees.
func leftover(_ site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	plain := s.Kind == site.Plain || s.Kind == site.Section
	for _, l := range s.Doc.Leftovers {
		if l.Braces && s.Kind == site.Statement {
			continue // a statement reads its fields itself
		}
		severity := source.Warning
		if l.Grave || !plain {
			severity = source.Error
		}
		d := reportIn(f, f.Pos(l.Start), severity, l.Hint, "%s", l.Message)
		d.Hides = l.Hides
		diags = append(diags, d)
	}
	if s.Kind != site.Statement {
		for _, field := range s.Doc.Fields {
			severity := source.Error
			if plain {
				severity = source.Warning
			}
			diags = append(diags, reportIn(f, field.Pos, severity, "Write the words themselves. Only a statement has fields. To show the braces as they are, put a \\ before each.",
				"readers see {{%s}}: nothing is put in its place", field.Name))
		}
	}
	if s.Kind == site.Quiz {
		return diags
	}
	for _, h := range s.Doc.Headings {
		for _, a := range h.Attrs {
			if slices.Contains([]string{"rules", "points", "reviewed", "choose"}, a.Name) {
				diags = append(diags, reportIn(f, h.Pos, source.Error, "Move the file into a folder called quizzes, or remove the attribute.",
					"this heading has the attribute %q of a question, and this page is not a quiz", a.Name))
				break
			}
		}
	}
	return diags
}
