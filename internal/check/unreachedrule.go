package check

import (
	"slices"

	"handrail/internal/site"
	"handrail/internal/source"
)

func unreachedRuleCheck() Check {
	return Check{Site: unreachedRule, Finding: Finding{
		Name: "unreached-rule", Group: Rules, Level: source.Error,
		Finds: "A rule that no choice in any checklist can reach.",
		Why:   "It would be on nobody's list, whatever they answer.",
		Example: `:::must {#set-pin applies="phone+none"}
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
      - {topic: none, label: Nothing}
---`,
		Fixed: `:::must {#set-pin applies="phone none"}
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
      - {topic: none, label: Nothing}
---`,
		Fix: "Let one checklist offer all topics that the rule needs together. A question with choose: one gives only one of its topics.",
	}}
}

// unreachedRule reports rules that are on nobody's list: each topic is offered, but those that are needed together
// cannot be chosen together.
func unreachedRule(s *site.Site) []source.Diagnostic {
	var topics []string
	for _, p := range s.Lists {
		topics = append(topics, p.Checklist.Topics()...)
	}
	if len(topics) == 0 || s.Doubt.Topics {
		return nil // there is no checklist that could reach it, or one that could not be read
	}
	var diags []source.Diagnostic
	for _, r := range s.Rules {
		unknown := slices.ContainsFunc(slices.Concat(r.Applies...), func(topic string) bool { return !slices.Contains(topics, topic) })
		if r.ID != "" && len(r.Acts) == 0 && !unknown { // the check of references reports a topic that is not offered
			diags = append(diags, report(r.Page, r.Pos, source.Error,
				"Let one checklist offer all of these topics. A question with choose: one gives only one of its topics.",
				"no choice in a checklist reaches the rule %q: nobody can have %s", r.ID, r.Applies))
		}
	}
	return diags
}
