package check

import (
	"fmt"
	"path"

	"handrail/internal/host"
	"handrail/internal/site"
	"handrail/internal/source"
)

func addressCheck() Check {
	return Check{Site: address, Finding: Finding{
		Name: "address", Group: Files, Level: source.Error,
		Finds: "Two pages have the same address, or a file is named like one that never changes.",
		Why:   "Only one of the two could be shown.",
		Example: `Text.
-- other.md --
---
title: Other
aliases: [phones.html]
---`,
		Fixed: `Text.
-- other.md --
---
title: Other
aliases: [old/phones.html]
---`,
		Fix:   "Rename one of the two files, or remove the alias.",
		Stays: Everything, Because: "a page would be missing from the site",
	}}
}

// address reports pages, aliases and files that claim the address of another, and files whose names promise that they never change.
func address(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for name := range s.Files {
		if host.Immutable(name) {
			diags = append(diags, source.Diagnostic{Pos: source.Pos{File: "content/" + name}, Severity: source.Error,
				Message: "the name of this file ends like the names that the build gives to files that never change: readers' browsers would keep it for a year, even if you changed it",
				Hint:    "Rename it so that it does not end in a dash and ten hexadecimal digits (0 to 9 and a to f), or put it into a folder other than assets."})
		}
	}
	for _, twin := range s.Twins {
		first, second := twin[0], twin[1]
		by := "a file that the build makes"
		switch {
		case first.Page != nil:
			by = first.Page.Place()
		case path.Ext(first.Address) == ".html":
			by = "a page that the build makes"
		}
		message := fmt.Sprintf("the address %s is already taken by %s", second.Address, by)
		if second.File != "" {
			diags = append(diags, source.Diagnostic{Pos: source.Pos{File: "content/" + second.File}, Severity: source.Error,
				Message: message, Hint: "Give this file another name, or remove it."})
			continue
		}
		file := second.Page.File()
		pos := source.Pos{File: file.Path, Line: 1, Col: 1}
		hint := "Rename one of the two files. Uppercase and lowercase letters count as the same here, and so do two ways of writing an accent: " +
			"some hosts do not distinguish them."
		if second.Alias {
			hint, pos = "Remove the alias: there is already a page at this address.", file.KeyPos("aliases")
		}
		diags = append(diags, reportIn(file, pos, source.Error, hint, "%s", message))
	}
	return diags
}
