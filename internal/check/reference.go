package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func referenceCheck() Check {
	return Check{Site: reference, Finding: Finding{
		Name: "reference", Group: Rules, Level: source.Error,
		Finds: "A rule or topic is named that does not exist.",
		Why:   "A question would show no rule, and a rule would be on nobody's checklist.",
		Example: `:::must {#set-pin}
Set a PIN.
:::
-- statements/phones.md --
---
title: Phones
version: 1
changes: [{version: 1, date: 2026-11-20, what: First.}]
rules: [set-pim]
---
We set a PIN.`,
		Fixed: `:::must {#set-pin}
Set a PIN.
:::
-- statements/phones.md --
---
title: Phones
version: 1
changes: [{version: 1, date: 2026-11-20, what: First.}]
rules: [set-pin]
---
We set a PIN.`,
		Fix:   "Name a rule by its identifier, and a topic as an option of a checklist has it.",
		Stays: Everything, Because: "rules, quizzes and checklists would not agree",
	}}
}

// reference reports rules and topics that are named somewhere and do not exist.
func reference(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	at := func(pos source.Pos) func() source.Pos { return func() source.Pos { return pos } }
	// A key is looked for in the YAML only when what it holds is wrong: most pages are right.
	key := func(p *site.Page, name string) func() source.Pos {
		return func() source.Pos { return p.File().KeyPos(name) }
	}
	ids := slices.Sorted(maps.Keys(s.ByID))
	rule := func(p *site.Page, pos func() source.Pos, id string) {
		if s.ByID[id] == nil {
			hint := "Name a rule of the guidance by its identifier, or write the rule first."
			if near := source.Nearest(id, ids); near != "" {
				hint = fmt.Sprintf("Did you mean %q?", near)
			}
			diags = append(diags, report(p, pos(), source.Error, hint, "there is no rule %q", id))
		}
	}
	var topics []string
	for _, p := range s.Lists {
		topics = append(topics, p.Checklist.Topics()...)
	}
	topic := func(p *site.Page, pos func() source.Pos, name string) {
		if len(topics) == 0 || name == "" || slices.Contains(topics, name) {
			return // a site without a checklist has no list of topics to hold a name against
		}
		hint := "A topic is what an option of a checklist brings. There are: " + strings.Join(topics, ", ") + "."
		if near := source.Nearest(name, topics); near != "" {
			hint = fmt.Sprintf("Did you mean %q?", near)
		}
		diags = append(diags, report(p, pos(), source.Error, hint, "no option of a checklist brings the topic %q", name))
	}
	for _, p := range s.Pages {
		for _, name := range p.Topics {
			topic(p, key(p, "topics"), name)
		}
		for _, r := range p.Doc.Rules {
			for _, name := range slices.Concat(r.Applies...) {
				topic(p, at(r.Pos), name)
			}
		}
		if p.Quiz != nil {
			for _, q := range p.Quiz.Questions {
				for _, id := range q.Rules {
					rule(p, at(q.Pos), id)
				}
			}
		}
		if p.Statement != nil {
			for _, id := range p.Statement.Rules {
				rule(p, key(p, "rules"), id)
			}
		}
	}
	return diags
}
