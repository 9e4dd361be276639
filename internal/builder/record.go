package builder

import (
	"strconv"
	"strings"

	"handrail/internal/site"
)

// records makes the page on which records are read.
func (p *planner) records() *View {
	v := p.base("record", site.RecordPage, p.words.must("records.title"), p.words.must("records.summary"))
	on := &filler{planner: p, from: v.Path}
	plan := p.Site.Plan()
	v.Records = &RecordsView{}
	for i, path := range plan.Paths {
		way := p.Site.Paths[i]
		shown := RecordPath{Link: Link{Title: path.Title, Href: escapePath(site.Relative(v.Path, way.Address))}, Name: path.Name}
		var rules []string
		for _, at := range path.Rules {
			rules = append(rules, strconv.Itoa(at))
		}
		shown.Rules = strings.Join(rules, " ")
		hrefs := map[string]string{}
		for _, step := range way.All() {
			if step.Page != nil {
				hrefs[step.Name()] = on.href(step.Page, "")
			}
		}
		for _, step := range path.Steps {
			shown.Steps = append(shown.Steps, RecordStep{Link: Link{Title: step.Title, Href: hrefs[step.Name]}, Kind: step.Kind, Name: step.Name, Version: step.Version})
		}
		v.Records.Paths = append(v.Records.Paths, shown)
	}
	for _, rule := range plan.Rules {
		v.Records.Rules = append(v.Records.Rules, RecordRule{Link: Link{Title: rule.Title, Href: on.href(p.Site.ByID[rule.ID].Page, rule.ID)}, ID: rule.ID, Version: rule.Version})
	}
	return v
}
