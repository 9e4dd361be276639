package check

import (
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func languageCheck() Check {
	return Check{Site: unknownLanguage, Finding: Finding{
		Name: "language", Group: Words, Level: source.Warning,
		Finds:   "Handrail does not know the language of the site, or not all that its checks need, so some of them find nothing.",
		Why:     "A report without mistakes would seem to say that there are none.",
		Example: "-- site.yaml --\ntitle: Ffonau\nlanguage: cy",
		Fixed:   "-- site.yaml --\ntitle: Ffonau\nlanguage: cy\nchecks: {language: off}",
		Fix:     "Ask somebody who knows the language to read the texts with what the message lists in mind. Then turn this check off.",
	}}
}

// unknownLanguage reports, once, what is not looked for as Handrail does not know the language.
func unknownLanguage(s *site.Site) []source.Diagnostic {
	unknown := s.Language.Unknown()
	if len(unknown) == 0 {
		return nil
	}
	f := s.Config.File
	return []source.Diagnostic{reportIn(f, f.KeyPos("language"), source.Warning,
		"Ask somebody who knows the language to look for these. Then write checks: {language: off} here.",
		"these are not checked, as Handrail does not know enough of the language %q: %s", s.Language.Tag, strings.Join(unknown, "; "))}
}
