package check

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func ruleSourceCheck() Check {
	return Check{Site: ruleSource, Finding: Finding{
		Name: "rule-source", Group: Sources, Level: source.Error, Warns: "a question that tests only what is not in the organisation's guidance, and does not say so",
		Finds: "A rule or an update does not name its source, or names one that sources.yaml does not have.",
		Why:   "Readers could not distinguish what the organisation asks of them from what somebody else added.",
		Example: `:::must {#set-pin}
Set a PIN.
:::
-- sources.yaml --
guide: {from: charity, title: Our guidance}`,
		Fixed: `:::must {#set-pin source="guide" words="must"}
Set a PIN.
:::
-- sources.yaml --
guide: {from: charity, title: Our guidance}`,
		Fix:   `Write source="…" with one or more names of sources.yaml, the main one first.`,
		Stays: Errors, Because: "readers would mistake one source for another",
	}}
}

// ruleSource reports rules, updates and questions whose source is not given or does not fit. A site without a sources.yaml has no list to
// hold them to.
func ruleSource(s *site.Site) []source.Diagnostic {
	l := sourceReader{site: s, names: slices.Sorted(maps.Keys(s.Origins))}
	for _, name := range l.names {
		l.link(s.Origins[name])
	}
	for _, r := range s.Rules {
		if r.Page.HiddenAt(r.Pos.Line) { // its source may be there
			continue
		}
		l.given(r.Page, r.Pos, "rule", r.Sources)
		if r.Words != "" && l.known(r.Sources) && !s.From(site.Charity, r.Sources) {
			l.report(r.Page, r.Pos, source.Error, "Leave words out, or name the organisation's source as well.",
				"words=%q says how the organisation puts this rule, but none of its sources is the organisation's", r.Words)
		}
	}
	for _, u := range s.Updates {
		if !u.Page.HiddenAt(u.Pos.Line) {
			l.given(u.Page, u.Pos, u.What(), u.Sources)
		}
	}
	for _, p := range s.Pages {
		if p.Quiz == nil {
			continue
		}
		for _, q := range p.Quiz.Questions {
			if l.named(p, q.Pos, q.Sources) && !p.HiddenAt(q.Pos.Line) {
				l.question(p, q.Pos, q.Rules, q.Sources)
			}
		}
	}
	return l.diags
}

// sourceReader collects what is wrong with sources.
type sourceReader struct {
	site  *site.Site
	names []string
	diags []source.Diagnostic
}

func (l *sourceReader) report(p *site.Page, pos source.Pos, severity source.Severity, hint, format string, args ...any) {
	l.diags = append(l.diags, report(p, pos, severity, hint, format, args...))
}

// link reports an entry of sources.yaml whose link is not in links.yaml.
func (l *sourceReader) link(o *site.Origin) {
	if o.Link == "" || l.site.Links[o.Link] != nil || l.site.Doubt.Links {
		return
	}
	hint := meant(len(l.diags), o.Link, slices.Sorted(maps.Keys(l.site.Links)), "%q", "Add it to content/links.yaml, or leave link: out.")
	l.diags = append(l.diags, source.Diagnostic{Pos: o.Pos, Severity: source.Error, Source: o.Line, Hint: hint,
		Message: "the source " + strconv.Quote(o.Name) + " has a link that links.yaml does not have: " + strconv.Quote(o.Link)})
}

// given reports a rule or an update without a source, or with one that is not known.
func (l *sourceReader) given(p *site.Page, pos source.Pos, what string, names []string) {
	if !l.named(p, pos, names) || len(names) > 0 || len(l.names) == 0 {
		return
	}
	l.report(p, pos, source.Error, `Write source="…" between the braces. There are: `+strings.Join(l.names, ", ")+".", "this %s does not say where it comes from", what)
}

// named reports sources that sources.yaml does not have. It says whether all are there.
func (l *sourceReader) named(p *site.Page, pos source.Pos, names []string) (all bool) {
	all = true
	for _, name := range names {
		if l.site.Origin(name) != nil || l.site.Doubt.Origins || source.HasInvisible(name) {
			continue
		}
		all = false
		hint := meant(len(l.diags), name, l.names, "%q", "Add it to content/sources.yaml, with from: and title:.")
		l.report(p, pos, source.Error, hint, "sources.yaml has no source called %q", name)
	}
	return all
}

// known says whether sources.yaml has all of some sources.
func (l *sourceReader) known(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return l.site.Origin(name) == nil })
}

// question reports a question whose own sources do not go with those of the rules and updates that it rests on.
func (l *sourceReader) question(p *site.Page, pos source.Pos, ids, own []string) {
	var behind []string
	for _, id := range ids {
		basis := l.site.Basis(id)
		if basis == nil || !l.known(basis.Sources) || len(basis.Sources) == 0 {
			return // reported where it is
		}
		behind = append(behind, basis.Sources...)
	}
	if len(ids) == 0 || len(l.names) == 0 {
		return
	}
	for _, name := range own {
		if !slices.Contains(behind, name) {
			l.report(p, pos, source.Error, "Name a source of the rules and updates in rules=\"…\": "+strings.Join(slices.Compact(slices.Sorted(slices.Values(behind))), ", ")+".",
				"none of the rules and updates that this question tests has the source %q", name)
		}
	}
	if len(own) == 0 && !l.site.From(site.Charity, behind) {
		l.report(p, pos, source.Warning, `Add source="`+behind[0]+`", so that readers see that this is newer, or name a rule of the organisation that explains the answer.`,
			"this question tests only what is not in the organisation's guidance, and does not say so")
	}
}
