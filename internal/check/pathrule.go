package check

import (
	"fmt"
	"slices"
	"strings"

	"handrail/internal/path"
	"handrail/internal/site"
	"handrail/internal/source"
)

func pathRuleCheck() Check {
	const rest = `:::must {#set-pin}
Set a PIN.
:::
-- site.yaml --
title: A site
audiences: [{name: volunteer, label: I am a volunteer, title: For volunteers}]
-- lock.md --
---
title: Locks
audience: [volunteer]
---
:::must {#lock}
Lock your phone.
:::
-- paths/volunteer.md --
---
title: For volunteers
audience: [volunteer]
steps:
  - read: ../page.md
`
	return Check{Site: pathRule, Finding: Finding{
		Name: "path-rule", Group: Forms, Level: source.Warning,
		Finds:   "A rule on a page for an audience whose path does not teach it: it has no step that reads the page, and none with a quiz that tests the rule.",
		Why:     "Whoever finishes the path would not know the rule.",
		Example: rest + "---",
		Fixed:   rest + "later:\n  - read: ../lock.md\n---",
		Fix:     "Add a step that reads the page, under steps: or later:. Or take the audience off the page, if the page is not for it.",
	}}
}

// pathRule reports rules for an audience that its path does not teach. A path that the build makes itself has all of them.
func pathRule(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	if s.Doubt.Questions { // a quiz may test them
		return nil
	}
	for _, way := range s.Paths {
		lost := slices.ContainsFunc(way.All(), func(step site.Step) bool { return step.Kind() != path.Agree && !step.Fits() })
		if way.Page == nil || !way.IsOfAudience() || lost || way.Page.Name() != way.Audience { // what a step was meant to teach is not known
			continue
		}
		for _, p := range s.For(way.Audience) {
			if missing := untaught(s, way, p); len(missing) > 0 {
				diags = append(diags, report(way.Page, way.Page.File().KeyPos("steps"), source.Warning,
					fmt.Sprintf("Add - read: %s below steps: or later:, or take %s off the audience of that page.", relative(way.Page, p), way.Audience),
					"no step teaches what %s says: %s", p.Place(), strings.Join(missing, ", ")))
			}
		}
	}
	return diags
}

// untaught lists the rules of a page that a path neither has its readers read nor asks them about.
func untaught(s *site.Site, way *site.Path, p *site.Page) []string {
	if way.Has(p) {
		return nil
	}
	var missing []string
	for _, rule := range p.Doc.Rules {
		r := s.ByID[rule.ID]
		if r == nil || r.Rule != rule || slices.ContainsFunc(r.Questions, func(q site.Question) bool { return way.Has(q.Page) }) {
			continue // one without an identifier of its own is reported elsewhere
		}
		missing = append(missing, rule.ID)
	}
	return missing
}
