package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// quizReview reports questions that were last held against a rule before the rule's meaning changed.
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
					"Read the question against the rule, at "+r.Pos.String()+". Then set reviewed=\"…\" after the heading to the day you did.",
					"this question was last reviewed on %s, and its rule %q changed on %s", reviewed, id, r.Changed))
			}
		}
	}
	return diags
}
