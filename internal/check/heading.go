package check

import (
	"fmt"

	"handrail/internal/site"
	"handrail/internal/source"
)

func headingCheck() Check {
	return Check{Text: heading, Finding: Finding{
		Name: "heading", Group: Pages, Level: source.Error,
		Finds:   "A heading skips a level, is empty, or competes with the page's title.",
		Why:     "Screen readers lead from heading to heading. A level that is skipped sounds as if something were missing (WCAG 2.2, 1.3.1).",
		Example: "#### Your PIN",
		Fixed:   "## Your PIN",
		Fix:     "Use ## for the headings in the text, and one more # for each level below.",
	}}
}

// heading reports headings that skip a level, by which a screen reader's user would lose the way, and headings of
// level 1, which is the page's title.
func heading(_ site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	level := 1
	for _, h := range s.Doc.Headings {
		switch {
		case h.Level == 1:
			diags = append(diags, reportIn(f, h.Pos, source.Error, "Use ## for the headings in the text.", "this heading has the level of the page's title"))
		case h.Level > level+1:
			diags = append(diags, reportIn(f, h.Pos, source.Error, fmt.Sprintf("Start it with %d # characters: at most one more than the heading above it.", level+1),
				"this heading skips a level: from %d to %d", level, h.Level))
		case h.Title == "":
			diags = append(diags, reportIn(f, h.Pos, source.Error, "Write its text, or remove it.", "this heading is empty"))
		}
		level = max(h.Level, 1)
	}
	return diags
}
