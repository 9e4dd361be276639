package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func reviewCheck() Check {
	return Check{Site: review, Finding: Finding{
		Name: "review", Group: Sources, Level: source.Warning,
		Finds: "A page is overdue for review.",
		Why:   "What it says may no longer be true.",
		Example: `-- page.md --
---
title: Backups
reviewed: 2025-01-15
review_every: 1 year
---`,
		Fixed: `-- page.md --
---
title: Backups
reviewed: 2026-11-15
review_every: 1 year
---`,
		Fix: "Check that the page is still true. Then set reviewed: to the date on which you did.",
	}}
}

// review reports pages whose review was due before the day of the site.
func review(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		if s.Overdue(p) {
			diags = append(diags, report(p, p.File().KeyPos("reviewed"), source.Warning,
				"Check that the page is still true, then set reviewed: to the date on which you did.",
				"this page was due for review on %s", p.Due()))
		}
	}
	return diags
}
