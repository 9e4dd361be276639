package check

import (
	"maps"
	"slices"
	"strconv"

	"handrail/internal/site"
	"handrail/internal/source"
)

func sourceAgeCheck() Check {
	return Check{Site: sourceAge, Finding: Finding{
		Name: "source-age", Group: Sources, Level: source.Warning,
		Finds: "The source of an update, or one of sources.yaml, was last read longer ago than source_every in site.yaml allows.",
		Why:   "What was true when somebody read it may have changed since.",
		Example: `:::update {source="press" checked="2025-01"}
Lists work on phones only.
:::
-- sources.yaml --
press: {from: service, title: press reports}
-- site.yaml --
title: Phones
source_every: 1 year`,
		Fixed: `:::update {source="press" checked="2026-11"}
Lists work on phones only.
:::
-- sources.yaml --
press: {from: service, title: press reports}
-- site.yaml --
title: Phones
source_every: 1 year`,
		Fix: "Read the source again, correct what has changed, and set checked to the month in which you did.",
	}}
}

// sourceAge reports sources that are to be read again by the day of the site.
func sourceAge(s *site.Site) []source.Diagnostic {
	every := s.Config.SourceEvery
	if every.IsZero() {
		return nil
	}
	const hint = "Read it again, correct what has changed, and set checked to the month in which you did."
	old := func(m source.Month) bool {
		return !m.IsZero() && every.After(source.Date{Time: m.AddDate(0, 1, 0)}).Before(s.Today.AddDate(0, 0, 1))
	}
	var diags []source.Diagnostic
	for _, u := range s.Updates {
		if old(u.Checked) {
			diags = append(diags, report(u.Page, u.Pos, source.Warning, hint, "the source of this %s was last read in %s, more than %s ago", u.What(), u.Checked.Format("2006-01"), every))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Origins)) {
		if o := s.Origins[name]; old(o.Checked) {
			diags = append(diags, source.Diagnostic{Pos: o.Pos, Severity: source.Warning, Source: o.Line, Hint: hint,
				Message: "the source " + strconv.Quote(name) + " was last read in " + o.Checked.Format("2006-01") + ", more than " + every.String() + " ago"})
		}
	}
	return diags
}
