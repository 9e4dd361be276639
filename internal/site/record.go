package site

import (
	"strings"

	steps "handrail/internal/path"
	"handrail/internal/record"
)

// RecordPage is the address of the page on which records are read. A site with paths has it.
const RecordPage = "record.html"

// Plan is what records of the site's paths are held against: their steps, and the rules that they teach. These are on a page that is read, or
// tested by a quiz that is taken.
func (s *Site) Plan() *record.Plan {
	plan := &record.Plan{Site: s.Config.Identity(), Paths: []record.Path{}, Rules: []record.PlanRule{}}
	taught := make([]map[*Rule]bool, len(s.Paths))
	for i, way := range s.Paths {
		path := record.Path{Name: strings.TrimSuffix(way.Address, ".html"), Title: s.titleOf(way), Steps: []record.PlanStep{}, Rules: []int{}}
		taught[i] = map[*Rule]bool{}
		for _, step := range way.All() {
			switch {
			case step.Kind() == steps.Agree:
				path.Steps = append(path.Steps, record.PlanStep{Kind: string(steps.Agree), Name: step.Name(), Title: step.Agree, Version: step.AgreedVersion()})
			case step.Page != nil:
				path.Steps = append(path.Steps, record.PlanStep{Kind: string(step.Kind()), Name: step.Name(), Title: step.Page.Title})
				s.teach(taught[i], step)
			}
		}
		plan.Paths = append(plan.Paths, path)
	}
	for _, rule := range s.Rules {
		any := false
		for i := range taught {
			if taught[i][rule] {
				plan.Paths[i].Rules, any = append(plan.Paths[i].Rules, len(plan.Rules)), true
			}
		}
		if any {
			plan.Rules = append(plan.Rules, record.PlanRule{ID: rule.ID, Title: rule.Plain, Version: rule.Version()})
		}
	}
	return plan
}

// teach notes the rules that a step teaches.
func (s *Site) teach(taught map[*Rule]bool, step Step) {
	if step.Kind() == steps.Read {
		for _, r := range step.Page.Doc.Rules {
			if rule := s.ByID[r.ID]; rule != nil {
				taught[rule] = true
			}
		}
	}
	if step.Page.Quiz != nil {
		for _, q := range step.Page.Quiz.Questions {
			for _, id := range q.Rules {
				if rule := s.ByID[id]; rule != nil {
					taught[rule] = true
				}
			}
		}
	}
}

// titleOf is the title of a path's page.
func (s *Site) titleOf(way *Path) string {
	if way.Page != nil {
		return way.Page.Title
	}
	for _, a := range s.Config.Audiences {
		if a.Name == way.Audience {
			return a.Title
		}
	}
	return way.Audience
}
