package importer

import (
	"path"
	"slices"
	"strings"
)

// wikiGenerator is the wiki of a repository on GitHub, where pages are known by the names of their files, in whatever folder these are
// (https://docs.github.com/en/communities/documenting-your-project-with-wikis).
func wikiGenerator() Generator {
	return Generator{Name: "wiki", Title: "a GitHub wiki", indexes: []string{"Home"},
		is:   func(has func(string) bool) bool { return has("Home.md") },
		read: readWiki}
}

func readWiki(f *Folder) {
	around := []string{"_Sidebar.md", "_Footer.md", "_Header.md"}
	f.listed = func(name string) bool { return !slices.Contains(around, path.Base(name)) }
	for _, name := range around[1:] {
		if words := f.text(name); words != "" {
			f.note("header", name, words)
		}
	}
	f.menuFile = around[0]
	f.menu = menuOfList(f.text(f.menuFile), func(link string) string {
		base := link[strings.LastIndexByte(link, '/')+1:]
		base, _, _ = strings.Cut(unescapePath(base), "#")
		for _, name := range f.names {
			if path.Ext(name) == ".md" && wikiName(withoutEnding(path.Base(name))) == wikiName(base) {
				return name
			}
		}
		return link
	})
}

// wikiName is the name of a page in the form that does not differ between the links to it.
func wikiName(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", "-")) }
