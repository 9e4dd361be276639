package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func repeatCheck() Check {
	return Check{Site: repeats, Finding: Finding{
		Name: "repeat", Group: Rules, Level: source.Warning,
		Finds: "A rule has to be followed again and again, and its text does not say so.",
		Why:   "The page, the checklist and calendars would ask more of readers than the rule does.",
		Example: `:::must {#set-pin repeat="monthly"}
Check that each phone has a PIN.
:::`,
		Fixed: `:::must {#set-pin repeat="monthly"}
Check once a month that each phone has a PIN.
:::`,
		Fix: "Say in the rule's text how often, or leave repeat out.",
	}}
}

// repeats reports rules that repeat though their text does not say so.
func repeats(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, r := range s.Rules {
		word := s.Language.Repeats[r.Repeat]
		if word == nil || word().MatchString(r.Plain) || word().Match(r.Why) || r.Page.HiddenAt(r.Pos.Line) {
			continue
		}
		diags = append(diags, report(r.Page, r.Pos, source.Warning, "Say in the rule's text how often, or leave repeat out: then it is done once.",
			"this rule repeats %s, but its text does not say so", map[string]string{"each-person": "for each person", "weekly": "every week", "monthly": "every month", "yearly": "every year"}[r.Repeat]))
	}
	return diags
}
