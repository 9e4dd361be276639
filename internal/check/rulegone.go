package check

import (
	"fmt"

	"handrail/internal/site"
	"handrail/internal/source"
)

func ruleGoneCheck() Check {
	return Check{Site: ruleGone, Finding: Finding{
		Name: "rule-gone", Group: Sources, Level: source.Warning,
		Finds: "With --since: a rule of the published site is gone, and retired.yaml does not list it.",
		Why:   "Another rule could get its identifier, and ticks and results that people have kept would count towards that.",
		Example: `:::must {#choose-pin}
Choose a PIN.
:::
-- public/rules.json --
[{"id": "set-pin", "kind": "must", "text": "Set a PIN.", "page": "page.html#set-pin"}, {"id": "choose-pin", "kind": "must", "text": "Choose a PIN.", "page": "page.html#choose-pin"}]`,
		Fixed: `:::must {#choose-pin}
Choose a PIN.
:::
-- retired.yaml --
set-pin: "the rule on setting a PIN, until November 2026"
-- public/rules.json --
[{"id": "set-pin", "kind": "must", "text": "Set a PIN.", "page": "page.html#set-pin"}, {"id": "choose-pin", "kind": "must", "text": "Choose a PIN.", "page": "page.html#choose-pin"}]`,
		Fix: "Add its identifier to retired.yaml, with what it was. If the rule only has another identifier now, give it the old one back.",
	}}
}

// ruleGone reports rules of the published site that are gone and not retired. A rule on a page that is a draft now is not gone.
func ruleGone(s *site.Site) []source.Diagnostic {
	if s.Doubt.Rules || s.Doubt.Path("retired.yaml") {
		return nil
	}
	drafts := map[string]bool{}
	for _, draft := range s.Drafts {
		for _, r := range draft.Doc.Rules {
			drafts[r.ID] = true
		}
	}
	var diags []source.Diagnostic
	for _, before := range s.Since {
		if before.ID == "" || s.ByID[before.ID] != nil || s.Retired[before.ID] != nil || drafts[before.ID] {
			continue
		}
		diags = append(diags, source.Diagnostic{Pos: source.Pos{File: "content/retired.yaml"}, Severity: source.Warning,
			Message: fmt.Sprintf("the rule %q is gone since the site was published, and this file does not list it: “%s”", before.ID, shortened(before.Text)),
			Hint: fmt.Sprintf("Add a line for it: %s: \"what the rule was about, until %s\". Or give the rule that says this now its identifier back.",
				before.ID, s.Today.Format("January 2006"))})
	}
	return diags
}
