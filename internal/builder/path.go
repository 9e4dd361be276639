package builder

import (
	"cmp"
	"encoding/json"
	"strings"

	"handrail/internal/path"
	"handrail/internal/site"
)

// writtenPath adds to the view of a path's page its steps, and the pages for its audience that are none of them.
func (p *planner) writtenPath(f *filler, v *View) {
	v.Contents, v.Audience = "", nil
	p.path(v, p.Site.PathOf(f.page))
}

// madePath makes the page of a path that nobody has written: the i-th, of an audience.
func (p *planner) madePath(i int) *View {
	way := p.Site.Paths[i]
	a := p.Site.Config.Audiences[i]
	v := p.base("path", way.Address, a.Title, a.Summary)
	p.path(v, way)
	return v
}

// path adds to a view what the page of a path shows of it.
func (p *planner) path(v *View, way *site.Path) {
	v.Journey = &PathView{Name: strings.TrimSuffix(way.Address, ".html")}
	title := "path.now"
	if len(way.Later) == 0 {
		title = "path.only"
	}
	v.Journey.Parts = append(v.Journey.Parts, p.part(v.Path, "now", title, 1, way.Steps))
	if len(way.Later) > 0 {
		v.Journey.Parts = append(v.Journey.Parts, p.part(v.Path, "later", "path.later", len(way.Steps)+1, way.Later))
	}
	if !way.IsOfAudience() {
		return
	}
	for _, page := range p.Site.For(way.Audience) {
		if !way.Has(page) {
			card := p.card(v.Path, page)
			card.Audience = nil // all of them are for this one
			v.Children = append(v.Children, card)
		}
	}
}

// part is a part of a path on the page at an address.
func (p *planner) part(from, id, title string, start int, list []site.Step) PartView {
	view := PartView{ID: id, Title: p.words.must(title), Minutes: site.Minutes(list), Start: start, Steps: p.steps(from, id, list)}
	if view.Minutes > 90 {
		view.Hours = (view.Minutes + 30) / 60
	}
	return view
}

// steps are some steps as the page at an address shows them.
func (p *planner) steps(from, part string, list []site.Step) []StepView {
	var views []StepView
	for _, s := range list {
		view := StepView{Kind: string(s.Kind()), Name: s.Name(), Minutes: s.Minutes, Part: part}
		if s.Kind() == path.Agree {
			view.Title, view.Version = s.Agree, s.AgreedVersion()
		}
		if page := s.Page; page != nil {
			view.Title, view.Summary, view.Href = page.Title, page.Summary, escapePath(site.Relative(from, page.Address))
			if page.Quiz != nil {
				view.Pass = int(page.Quiz.Pass)
			}
			if s.Kind() == path.Read {
				view.Rules = rulesOf(page)
			}
		}
		views = append(views, view)
	}
	return views
}

// rulesOf lists the rules of a page with their versions, as scripts read them.
func rulesOf(page *site.Page) string {
	var list []string
	for _, r := range page.Doc.Rules {
		list = append(list, r.ID+":"+r.Version())
	}
	return strings.Join(list, " ")
}

// doors are the doors of the home page, at an address: one for the path of each audience.
func (p *planner) doors(from string) []Door {
	var doors []Door
	for i, a := range p.Site.Config.Audiences {
		way := p.Site.Paths[i]
		doors = append(doors, Door{Card{Link: Link{Title: a.Label, Href: escapePath(site.Relative(from, way.Address))}, Icon: cmp.Or(a.Icon, "person"), Summary: a.Summary},
			strings.TrimSuffix(way.Address, ".html"), p.doorSteps(from, way)})
	}
	return doors
}

// doorSteps are the steps of a path as JSON; "" when there are so many that the home page would be too heavy with them.
func (p *planner) doorSteps(from string, way *site.Path) string {
	if len(way.Steps)+len(way.Later) > maxListed {
		return ""
	}
	data, err := json.Marshal(append(p.steps(from, "now", way.Steps), p.steps(from, "later", way.Later)...))
	if err != nil {
		panic("builder: steps are not plain data: " + err.Error())
	}
	return string(data)
}

// maxFollowing is the maximum of steps that a page knows to follow it in a path. After these, its reader goes on from the page of the path.
const maxFollowing = 5

// following gives, for each page that is a step, the names of the steps that follow it, by the name of the path. That of a step that is
// done on the page of its path ends in "*".
func following(s *site.Site) map[*site.Page]map[string][]string {
	byPage := map[*site.Page]map[string][]string{}
	for _, way := range s.Paths {
		steps := way.All()
		names := make([]string, len(steps))
		for i, step := range steps {
			if names[i] = step.Name(); step.Kind() != path.Read && step.Kind() != path.Quiz {
				names[i] += "*"
			}
		}
		for i, step := range steps {
			if step.Page == nil {
				continue
			}
			if byPage[step.Page] == nil {
				byPage[step.Page] = map[string][]string{}
			}
			byPage[step.Page][strings.TrimSuffix(way.Address, ".html")] = names[i+1 : min(i+1+maxFollowing, len(names))]
		}
	}
	return byPage
}
