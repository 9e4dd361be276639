package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func emptyLinkCheck() Check {
	return Check{Site: emptyLink, Finding: Finding{
		Name: "empty-link", Group: Links, Level: source.Error,
		Finds:   "A link leads nowhere: it is empty, or only #.",
		Why:     "It looks like a link and does nothing.",
		Example: "Fill in [the order form](#).",
		Fixed: `Fill in [the order form](link:order-form).
-- links.yaml --
order-form: {title: Order form, ask: your group lead}`,
		Fix: "Write the address. If nobody knows it yet, give it a name in links.yaml with ask: and whom to ask.",
	}}
}

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
