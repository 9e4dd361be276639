package check

import (
	"slices"

	"handrail/internal/checklist"
	"handrail/internal/site"
	"handrail/internal/source"
)

func unusedTopicCheck() Check {
	return Check{Site: unusedTopic, Finding: Finding{
		Name: "unused-topic", Group: Forms, Level: source.Warning,
		Finds: "A checklist offers a topic that no rule depends on.",
		Why:   "Choosing it changes nothing, so the question has no effect.",
		Example: `:::must {#set-pin}
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
		Fixed: `:::must {#set-pin applies="phone"}
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
		Fix: `Let a rule depend on it, with applies="…", or remove the topic.`,
	}}
}

// unusedTopic reports options of checklists that change nothing for whoever chooses them.
func unusedTopic(s *site.Site) []source.Diagnostic {
	if s.Doubt.Rules {
		return nil
	}
	used := map[string]bool{}
	for _, r := range s.Rules {
		for _, topic := range slices.Concat(r.Applies...) {
			used[topic] = true
		}
	}
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		if p.Checklist == nil {
			continue
		}
		for i, q := range p.Checklist.Questions {
			for j, o := range q.Options {
				if o.Topic == "" || used[o.Topic] {
					continue
				}
				diags = append(diags, report(p, p.File().KeyPos(checklist.OptionKey(i, j)...), source.Warning,
					"Let a rule depend on it: applies=\""+o.Topic+"\". An option that changes nothing needs no topic.",
					"no rule depends on the topic %q, so choosing it changes nothing", o.Topic))
			}
		}
	}
	return diags
}
