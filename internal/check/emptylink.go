package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// emptyLink reports links without an address.
func emptyLink(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	eachLink(s, func(p *site.Page, i int, t site.Target) {
		if t.Fault == site.Empty {
			diags = append(diags, report(p, link(p, i).Pos, source.Error,
				"Write where it leads, or remove the link. If nobody knows the address yet, name it in links.yaml with ask:.", "this link leads nowhere"))
		}
	})
	return diags
}
