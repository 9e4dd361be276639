package check

import (
	"path"
	"strings"
	"unicode"

	"handrail/internal/site"
	"handrail/internal/source"
)

func sameTitleCheck() Check {
	return Check{Site: sameTitle, Finding: Finding{
		Name: "same-title", Group: Pages, Level: source.Warning,
		Finds: "Two pages have the same title, or a page looks like a copy that a program made of another.",
		Why:   "Readers cannot distinguish the two. OneDrive, Dropbox and others save a copy where two people wrote at once, and each copy would be a page.",
		Example: `-- phones-LAPTOP.md --
---
title: Phones
---`,
		Fixed: `-- tablets.md --
---
title: Tablets
---`,
		Fix: "Move what is new in the copy into the page and delete the copy. Where both are meant, give each a title of its own.",
	}}
}

// sameTitle reports pages that readers cannot distinguish: those with one title, and copies.
func sameTitle(s *site.Site) []source.Diagnostic {
	titles := map[string]int{} // how many pages have each
	for _, p := range s.Pages {
		if !p.Draft {
			titles[strings.ToLower(p.Title)]++
		}
	}
	var diags []source.Diagnostic
	first := map[string]*site.Page{} // of each title
	for _, p := range s.Pages {
		title := strings.ToLower(p.Title)
		if title == "" || p.Draft || titles[title] < 2 {
			continue
		}
		other := original(s, p)
		copied := other != nil
		if !copied {
			if other = first[title]; other == nil {
				first[title] = p
				continue
			}
		}
		message, hint := "this page has the same title as "+other.Place(), "Give each a title of its own: readers see them without their folders in tabs, bookmarks and searches."
		if same := string(p.File().Data) == string(other.File().Data); copied || same && path.Dir(p.Path) == path.Dir(other.Path) {
			message = "this page looks like a copy of " + other.Place() + ", and has its title"
			hint = "Move what is new here into " + other.Path + " and delete this file. If both are meant, give each a title of its own."
			if same {
				message, hint = "this page is the same as "+other.Place(), "Delete one of the two."
			}
		}
		diags = append(diags, report(p, p.File().KeyPos("title"), source.Warning, hint, "%s", message))
	}
	return diags
}

// original is the page that another one looks like a copy of, by its name and its title; nil when there is none.
func original(s *site.Site, p *site.Page) *site.Page {
	parts := strings.Split(strings.TrimSuffix(p.Path, ".md"), "/")
	for i, part := range parts {
		for _, name := range originals(part, i < len(parts)-1) {
			parts[i] = name
			other := s.ByPath[strings.Join(parts, "/")+".md"]
			if other != nil && !other.Draft && strings.EqualFold(other.Title, p.Title) {
				return other
			}
		}
		parts[i] = part
	}
	return nil
}

// originals lists what a file or folder can be called that a program copied under a name: "page" for "page-LAPTOP", "page (1)",
// "page - Copy", "page 2", "page.sync-conflict-20261101" and "Copy of page". Two folders may hold pages of one title, so the name of
// a folder has to say that it is a copy.
func originals(name string, folder bool) []string {
	var names []string
	lower := strings.ToLower(name)
	if len(lower) != len(name) { // letters of which few languages have any
		lower = name
	}
	if strings.HasPrefix(lower, "copy") {
		if _, rest, found := strings.Cut(strings.ReplaceAll(lower, "-", " "), " of "); found {
			names = append(names, name[len(name)-len(rest):])
		}
	}
	for i, r := range name {
		if i == 0 || unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		if stem, mark := strings.TrimRight(name[:i], " -_.("), lower[i:]; stem != "" && (!folder || saysCopy(mark)) {
			names = append(names, stem)
		}
	}
	return names
}

// saysCopy says whether what follows a name is what programs add to that of a copy.
func saysCopy(mark string) bool {
	number := strings.Trim(mark, " ()")
	return strings.Contains(mark, "copy") || strings.Contains(mark, "conflict") ||
		mark[0] != '-' && mark[0] != '_' && number != "" && strings.Trim(number, "0123456789") == ""
}
