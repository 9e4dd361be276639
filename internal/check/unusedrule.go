package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func unusedRuleCheck() Check {
	return Check{Site: unusedRule, Finding: Finding{
		Name: "unused-rule", Group: Rules, Level: source.Warning,
		Finds: "A rule that no quiz question tests and no checklist acts on.",
		Why:   "A rule that nobody is asked about is soon forgotten.",
		Example: `:::must {#set-pin}
Set a PIN.
:::`,
		Fixed: `:::must {#set-pin}
Set a PIN.
:::
-- checklists/all.md --
---
title: All
questions:
  - ask: What do you use?
    choose: one
    options:
      - {topic: phone, label: A phone}
      - {label: Nothing}
---`,
		Fix: `Name it in rules="…" of a question, or write a checklist: handrail new checklist.`,
	}}
}

// unusedRule reports rules that are in the guidance and nowhere else: nobody is asked whether they know them, and
// nobody is reminded of them.
func unusedRule(s *site.Site) []source.Diagnostic {
	if len(s.Lists) > 0 || s.Doubt.Topics || s.Doubt.Questions {
		return nil // each rule has to be reached, which is a check of its own; or a quiz or a checklist could not be read
	}
	var diags []source.Diagnostic
	for _, r := range s.Rules {
		if len(r.Questions) == 0 && s.ByID[r.ID] == r { // a second rule of the same name is reported elsewhere
			diags = append(diags, report(r.Page, r.Pos, source.Warning,
				"Name it in a question's rules=\"…\", or write a checklist: handrail new checklist.",
				"no quiz question tests the rule %q, and there is no checklist that could act on it", r.ID))
		}
	}
	return diags
}
