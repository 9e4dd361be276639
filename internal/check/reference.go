package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

func referenceCheck() Check {
	return Check{Site: reference, Finding: Finding{
		Name: "reference", Group: Rules, Level: source.Error,
		Finds: "A file names a rule or topic that does not exist.",
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
		Fix:   "Name a rule by its identifier, and a topic as it is in an option of a checklist.",
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
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(s.ByID)) {
		if s.Retired[id] == nil {
			ids = append(ids, id)
		}
	}
	rule := func(p *site.Page, pos func() source.Pos, id string, there bool) {
		if there || source.HasInvisible(id) { // which is reported where it is
			return
		}
		message, hint := fmt.Sprintf("there is no rule %q", id), ""
		if old, draft := s.Retired[id], draftRule(s, id); old != nil {
			message, hint = fmt.Sprintf("the rule %q no longer exists", id), "It was "+wasBefore(old)+". Name a rule that applies now."
		} else if draft != nil {
			message, hint = fmt.Sprintf("the rule %q is in a draft: %s", id, draft.Place()), "Remove draft: from that page, or use --drafts to see the site with its drafts."
		} else if s.Doubt.Rules {
			return
		} else {
			hint = meant(len(diags), id, ids, "%q", "Name a rule of the guidance by its identifier, or write the rule first.") +
				" If the rule had this identifier before, add it to content/retired.yaml: " + id + ": the rule on …, until …"
		}
		diags = append(diags, report(p, pos(), source.Error, hint, "%s", message))
	}
	var topics []string
	for _, p := range s.Lists {
		topics = append(topics, p.Checklist.Topics()...)
	}
	topic := func(p *site.Page, pos func() source.Pos, name string) {
		if len(topics) == 0 || name == "" || slices.Contains(topics, name) || s.Doubt.Topics || source.HasInvisible(name) {
			return // a site without a checklist has no list of topics to compare a name with
		}
		hint := "A topic has to be in an option of a checklist. There are: " + strings.Join(topics, ", ") + "."
		if old := s.Retired[name]; old != nil {
			hint = "It was " + wasBefore(old) + ". " + hint
		} else {
			hint = meant(len(diags), name, topics, "%q", hint)
		}
		diags = append(diags, report(p, pos(), source.Error, hint, "no option of a checklist has the topic %q", name))
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
					rule(p, at(q.Pos), id, s.Basis(id) != nil)
				}
			}
		}
		if p.Statement != nil {
			for _, id := range p.Statement.Rules {
				rule(p, key(p, "rules"), id, s.ByID[id] != nil)
			}
		}
	}
	return diags
}

// wasBefore is what retired.yaml says of an identifier, and where.
func wasBefore(old *site.Retired) string {
	return fmt.Sprintf("%s (%s)", strings.TrimSuffix(old.Was, "."), old.Pos)
}

// draftRule is the draft that has a rule of an identifier; nil when none has.
func draftRule(s *site.Site, id string) *site.Source {
	for _, path := range slices.Sorted(maps.Keys(s.Drafts)) {
		if slices.ContainsFunc(s.Drafts[path].Doc.Rules, func(r *markdown.Rule) bool { return r.ID == id }) {
			return s.Drafts[path]
		}
	}
	return nil
}
