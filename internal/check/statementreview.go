package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func statementReviewCheck() Check {
	return Check{Site: statementReview, Finding: Finding{
		Name: "statement-review", Group: Sources, Level: source.Warning,
		Finds: "A statement was last reviewed before a rule that it fulfils changed.",
		Why:   "It may say something that the rule does not ask for any more.",
		Example: `:::must {#set-pin changed="2026-11-20"}
Set a PIN.
:::
-- statements/phones.md --
---
title: Phones
version: 1
changes: [{version: 1, date: 2026-11-01, what: First.}]
rules: [set-pin]
---
We set a PIN.`,
		Fixed: `:::must {#set-pin changed="2026-11-20"}
Set a PIN.
:::
-- statements/phones.md --
---
title: Phones
reviewed: 2026-11-21
version: 1
changes: [{version: 1, date: 2026-11-01, what: First.}]
rules: [set-pin]
---
We set a PIN.`,
		Fix: "Compare the statement with the rule. Then set reviewed: to the date on which you did, or make a new version of it.",
	}}
}

// statementReview reports statements that were last compared with a rule before the rule's meaning changed. A new version is a review too.
func statementReview(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		if p.Statement == nil {
			continue
		}
		reviewed := p.Reviewed
		if date := p.Statement.Date(); date.After(reviewed.Time) {
			reviewed = date
		}
		for _, id := range p.Statement.Rules {
			r := s.ByID[id]
			if r == nil || reviewed.IsZero() || !reviewed.Before(r.Changed.Time) {
				continue
			}
			diags = append(diags, report(p, p.File().KeyPos("rules"), source.Warning,
				"Compare the statement with the rule, at "+r.Pos.String()+". Then set reviewed: to the date on which you did, or make a new version of it.",
				"this statement was last reviewed on %s, and its rule %q changed on %s", reviewed, id, r.Changed))
		}
	}
	return diags
}
