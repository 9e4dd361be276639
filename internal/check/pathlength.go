package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func pathLengthCheck() Check {
	const rest = `-- site.yaml --
title: A site
path_minutes: 30
audiences: [{name: volunteer, label: I am a volunteer, title: For volunteers}]
-- lists.md --
---
title: Lists
---
-- paths/volunteer.md --
---
title: For volunteers
audience: [volunteer]
steps:
  - read: ../phones.md
    minutes: 20
`
	const second = "  - read: ../lists.md\n    minutes: 15\n"
	return Check{Site: pathLength, Finding: Finding{
		Name: "path-length", Group: Forms, Level: source.Warning,
		Finds:   "A path whose steps take longer than site.yaml allows with path_minutes. Steps for later do not count.",
		Why:     "People stop where a path is too long, and few come back for the rest.",
		Example: rest + second + "---",
		Fixed:   rest + "later:\n" + second + "---",
		Fix:     "Move steps that can wait below later:, or set another path_minutes.",
	}}
}

// pathLength reports paths that take longer than the site wants.
func pathLength(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	limit := s.Config.PathMinutes
	for _, way := range s.Paths {
		if minutes := site.Minutes(way.Steps); limit > 0 && way.Page != nil && minutes > limit {
			diags = append(diags, report(way.Page, way.Page.File().KeyPos("steps"), source.Warning,
				"Move steps that can wait below later:, or change path_minutes in site.yaml.", "the steps of this path take %d minutes, and the limit is %d", minutes, limit))
		}
	}
	return diags
}
