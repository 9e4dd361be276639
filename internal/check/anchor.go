package check

import (
	"slices"

	"handrail/internal/site"
	"handrail/internal/source"
)

func anchorCheck() Check {
	return Check{Site: anchor, Finding: Finding{
		Name: "anchor", Group: Links, Level: source.Error,
		Finds:   "A link leads to a part of a page that does not exist.",
		Why:     "The page opens at its top, and readers cannot find the part.",
		Example: "See [the first steps](phones.md#before-we-start).",
		Fixed:   "See [the first steps](phones.md#before-you-start).",
		Fix:     "Link to the identifier of a heading or a rule of that page, or leave out the part after the #.",
	}}
}

// anchor reports links to parts of pages that do not exist.
func anchor(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	eachLink(s, func(p *site.Page, i int, t site.Target) {
		if t.Page == nil || t.Anchor == "" || t.Page.HasAnchor(t.Anchor) || t.Page.TextInDoubt() {
			return
		}
		ids := slices.Clone(t.Page.Doc.Anchors)
		for _, r := range t.Page.Doc.Rules {
			ids = append(ids, r.ID)
		}
		for _, u := range t.Page.Doc.Updates {
			ids = append(ids, u.ID)
		}
		hint := meant(len(diags), t.Anchor, ids, "#%s", "Give a heading or rule there this identifier, or link to the page without the part after #.")
		if old := s.Retired[t.Anchor]; old != nil {
			hint = "That was " + wasBefore(old) + ". Link to what readers need instead."
		}
		diags = append(diags, report(p, link(p, i).Pos, source.Error, hint, "%s has no heading or rule called %q", t.Page.Place(), t.Anchor))
	})
	return diags
}
