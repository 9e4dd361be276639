package check

import (
	"slices"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

func identifierCheck() Check {
	return Check{Text: headingIdentifier, Site: identifier, Finding: Finding{
		Name: "identifier", Group: Rules, Level: source.Error,
		Finds: "A rule has no identifier, or two things have the same one.",
		Why:   "Checklists, quizzes and links know a rule by its identifier. Without one they cannot, and with two they may mean the wrong rule.",
		Example: `:::must
Set a PIN.
:::`,
		Fixed: `:::must {#set-pin}
Set a PIN.
:::`,
		Fix:   "Add an identifier that never changes: {#short-name}. Of two that are the same, keep the older one and rename the other.",
		Stays: Everything, Because: "checklists and quizzes would show the wrong rule",
	}}
}

// identifier reports rules without an identifier, and rules and updates that share one.
func identifier(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	first := map[string]source.Pos{}
	for _, r := range s.Rules {
		other, twice := first[r.ID]
		switch {
		case r.ID == "" && r.Page.HiddenAt(r.Pos.Line): // it may have one
		case r.ID == "":
			diags = append(diags, report(r.Page, r.Pos, source.Error,
				"Add one that never changes: :::"+string(r.Kind)+" {#short-name}. Checklists and quizzes know the rule by it.", "this rule has no identifier"))
		case twice:
			diags = append(diags, report(r.Page, r.Pos, source.Error, "Give one of the two another identifier. Keep the older one as it is: quizzes and checklists know it.",
				"the rule %q already exists, at %s", r.ID, other))
		default:
			first[r.ID] = r.Pos
		}
	}
	for _, u := range s.Updates {
		other, twice := first[u.ID]
		switch {
		case u.ID == "": // no question needs it
		case twice:
			diags = append(diags, report(u.Page, u.Pos, source.Error, "Give this "+u.What()+" another identifier.", "the identifier %q is already used, at %s", u.ID, other))
		default:
			first[u.ID] = u.Pos
		}
	}
	return diags
}

// headingIdentifier reports headings that share an identifier with something else on their page.
func headingIdentifier(_ site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	own := func(h markdown.Heading) bool { return h.Own }
	if len(s.Doc.Rules)+len(s.Doc.Updates) == 0 && !slices.ContainsFunc(s.Doc.Headings, own) {
		return nil // identifiers made from the words are all different
	}
	var diags []source.Diagnostic
	onPage := map[string]source.Pos{}
	for _, r := range s.Doc.Rules {
		onPage[r.ID] = r.Pos
	}
	for _, u := range s.Doc.Updates {
		onPage[u.ID] = u.Pos
	}
	for _, h := range s.Doc.Headings {
		if other, twice := onPage[h.ID]; twice && h.ID != "" {
			diags = append(diags, reportIn(f, h.Pos, source.Error, "Give this heading an identifier of its own: {#another-name}.",
				"the identifier %q is already used on this page, at line %d", h.ID, other.Line))
		}
		onPage[h.ID] = h.Pos
	}
	return diags
}
