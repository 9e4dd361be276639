package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// unusedRule reports rules that stand in the guidance and nowhere else: nobody is asked whether they know them, and
// nobody is reminded of them.
func unusedRule(s *site.Site) []source.Diagnostic {
	if len(s.Lists) > 0 {
		return nil // then each rule has to be reached, which is a check of its own
	}
	var diags []source.Diagnostic
	for _, r := range s.Rules {
		if len(r.Questions) == 0 && s.ByID[r.ID] == r { // a second rule of the same name is told elsewhere
			diags = append(diags, report(r.Page, r.Pos, source.Warning,
				"Name it in a question's rules=\"…\", or write a checklist: handrail new checklist.",
				"no quiz question tests the rule %q, and there is no checklist that could act on it", r.ID))
		}
	}
	return diags
}
