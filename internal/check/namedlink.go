package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func namedLinkCheck() Check {
	return Check{Site: namedLink, Finding: Finding{
		Name: "named-link", Group: Links, Level: source.Error,
		Finds: "A link by name is not in links.yaml, or has no address there; or an address is written out.",
		Warns: "an address that is written out, and a name without an address",
		Why:   "When an address changes, one edit of links.yaml corrects every page. A name that is not there leads nowhere.",
		Example: `See [the form for new groups](link:new-gruop).
-- links.yaml --
new-group: {address: "https://example.org/new", title: New groups, checked: 2026-11}`,
		Fixed: `See [the form for new groups](link:new-group).
-- links.yaml --
new-group: {address: "https://example.org/new", title: New groups, checked: 2026-11}`,
		Fix:   "Add the name to links.yaml, with its address, its title and the month in which it was checked, and write link:NAME on the page.",
		Stays: Errors, Because: "a name that links.yaml does not have leads nowhere",
	}}
}

// namedLink reports links by a name that links.yaml does not have, names there without an address, and addresses that
// are written out in a page, where one edit of links.yaml does not reach them.
func namedLink(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	names := slices.Sorted(maps.Keys(s.Links))
	uses := map[string]*site.Page{}
	written := map[*site.Page]int{} // how many addresses a page has
	first := map[*site.Page]int{}   // which of diags reports the first of them
	eachLink(s, func(p *site.Page, i int, t site.Target) {
		switch {
		case t.Named != nil:
			uses[t.Named.Name] = p
		case t.Fault == site.NoSuchName:
			hint := meant(len(diags), t.Want, names, "link:%s", "Add it to content/links.yaml, with its address, title and the month it was checked.")
			diags = append(diags, report(p, link(p, i).Pos, source.Error, hint, "links.yaml has no link called %q", t.Want))
		case strings.HasPrefix(t.Address, "http"):
			if written[p]++; written[p] == 1 {
				first[p] = len(diags)
				diags = append(diags, report(p, link(p, i).Pos, source.Warning,
					"Name it in content/links.yaml and write link:NAME here, so that one edit corrects every page.", "this address is written out in the page"))
			}
		}
	})
	for p, n := range written {
		if n > 1 {
			diags[first[p]].Message = fmt.Sprintf("this address is written out in the page, and so %s", more(n-1))
		}
	}
	for _, name := range names {
		link := s.Links[name]
		if link.Address != "" || link.Ask == "" || uses[name] == nil {
			continue
		}
		d := report(uses[name], source.Pos{}, source.Warning, "Readers see whom to ask instead. Add address: when it is known.", "the link %q has no address yet", name)
		d.Pos, d.Source = link.Pos, link.Line
		diags = append(diags, d)
	}
	return diags
}

// more says how many more there are.
func more(n int) string {
	if n == 1 {
		return "is one more"
	}
	return fmt.Sprintf("are %d more", n)
}
