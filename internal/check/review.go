package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// review reports pages whose review was due before the day of the site.
func review(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		if s.Overdue(p) {
			diags = append(diags, report(p, p.File().KeyPos("reviewed"), source.Warning,
				"Read the page against what is true now, then set reviewed: to the day you did.",
				"this page was due for review on %s", p.Due()))
		}
	}
	return diags
}
