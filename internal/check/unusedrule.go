package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// unusedRule reports rules that stand in the guidance and nowhere else: nobody is asked whether they know them, and
// nobody is reminded of them.
func unusedRule(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, r := range s.Rules {
		if len(r.Questions) == 0 && len(r.Acts) == 0 && s.ByID[r.ID] == r { // a second rule of the same name is told elsewhere
			diags = append(diags, report(r.Page, r.Pos, source.Warning,
				"Name it in a question's rules=\"…\", or let an option of a checklist bring a topic that it applies to.",
				"no quiz question tests the rule %q, and no checklist acts on it", r.ID))
		}
	}
	return diags
}
