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
		file := second.Page.File()
		pos := source.Pos{File: file.Path, Line: 1, Col: 1}
		taken := "a page that the build makes"
		if first.Page != nil {
			taken = first.Page.Place()
		}
		hint := "Rename one of the two files. Capitals and small letters count as the same here, and so do two ways to write an accent: " +
			"some hosts do not tell them apart."
		if second.Alias {
			hint, pos = "Remove the alias: a page is there already.", file.KeyPos("aliases")
		}
		diags = append(diags, tell(file, pos, source.Error, hint, "the address %s is taken already, by %s", second.Address, taken))
	}
	return diags
}
