package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// address reports pages and aliases that claim the address of another.
func address(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, twin := range s.Twins {
		first, second := twin[0], twin[1]
		hint := "Rename one of the two files. Capitals and small letters count as the same here: some hosts do not tell them apart."
		if second.Alias {
			hint = "Remove the alias: a page is there already."
		}
		diags = append(diags, report(second.Page, second.Pos, source.Error, hint, "the address %s is taken already, by %s", second.Address, first.Pos.File))
	}
	return diags
}
