package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func quizReviewCheck() Check {
	return Check{Site: quizReview, Finding: Finding{
		Name: "quiz-review", Group: Sources, Level: source.Warning,
		Finds: "A question was last reviewed before a rule that it tests changed.",
		Why:   "Its answer may be wrong now.",
		Example: `:::must {#set-pin changed="2026-11-20"}
Set a PIN.
:::
-- quizzes/phones.md --
---
title: Phones
reviewed: 2026-11-01
---
## What do you set? {#what rules="set-pin"}

- [x] A PIN
- [ ] An alarm
  > It wakes you, and nothing more.

> A PIN keeps others out.`,
		Fixed: `:::must {#set-pin changed="2026-11-20"}
Set a PIN.
:::
-- quizzes/phones.md --
---
title: Phones
reviewed: 2026-11-21
---
## What do you set? {#what rules="set-pin"}

- [x] A PIN
- [ ] An alarm
  > It wakes you, and nothing more.

> A PIN keeps others out.`,
		Fix: "Compare the question with the rule. Then set reviewed: to the date on which you did.",
	}}
}

// quizReview reports questions that were last compared with a rule before the rule's meaning changed.
func quizReview(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		if p.Quiz == nil {
			continue
		}
		for _, q := range p.Quiz.Questions {
			reviewed := q.Reviewed
			if reviewed.IsZero() {
				reviewed = p.Reviewed
			}
			for _, id := range q.Rules {
				r := s.ByID[id]
				if r == nil || r.Changed.IsZero() || reviewed.IsZero() || !reviewed.Before(r.Changed.Time) {
					continue
				}
				diags = append(diags, report(p, q.Pos, source.Warning,
					"Compare the question with the rule, at "+r.Pos.String()+". Then set reviewed=\"…\" after the heading to the date on which you did.",
					"this question was last reviewed on %s, and its rule %q changed on %s", reviewed, id, r.Changed))
			}
		}
	}
	return diags
}
