package builder

import (
	"slices"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
)

// sources are the sources of a rule or an update as its page shows them.
func (p *planner) sources(names []string) []SourceView {
	var views []SourceView
	for _, name := range names {
		o := p.Site.Origin(name)
		if o == nil {
			continue
		}
		view := SourceView{Title: o.Title}
		if link := p.Site.Links[o.Link]; link != nil {
			view.Href = link.Address
		}
		views = append(views, view)
	}
	return views
}

// sourceWords are sources in words, for places without space for links.
func (p *planner) sourceWords(names []string) string {
	var titles []string
	for _, view := range p.sources(names) {
		titles = append(titles, view.Title)
	}
	return strings.Join(titles, "; ")
}

// read is the month in which the sources of an update were last read; nil when there is nothing to be read, as they are the site's own.
func (p *planner) read(u *markdown.Update) *Date {
	if len(u.Sources) > 0 && !slices.ContainsFunc(u.Sources, func(name string) bool {
		o := p.Site.Origin(name)
		return o == nil || o.From != site.Ours
	}) {
		return nil
	}
	return p.words.monthOf(u.Checked)
}

// ruleSources are the sources of a rule as its page shows them, with how the organisation's own words put it, and whether the rule
// differs from that.
func (p *planner) ruleSources(r *markdown.Rule) (views []SourceView, differs string) {
	views = p.sources(r.Sources)
	at := slices.IndexFunc(r.Sources, func(name string) bool { return p.Site.From(site.Charity, []string{name}) })
	if r.Words == "" || at < 0 || len(views) < len(r.Sources) {
		return views, ""
	}
	says := map[string]string{"must": "source.says-must", "must-not": "source.says-must-not", "should": "source.says-should",
		"should-not": "source.says-should-not", "instruction": "source.says-instruction"}
	ours := map[string]string{"must": "source.ours-must", "should": "source.ours-should"}
	kind, isNot := strings.CutSuffix(string(r.Kind), "-not")
	words := r.Words
	if isNot && words != "instruction" {
		words += "-not"
	}
	views[at].Said = p.words.must(says[words])
	if kind != r.Words {
		differs = p.words.must(ours[kind])
	}
	return views, differs
}
