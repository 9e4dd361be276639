package importer

import (
	"cmp"
	"path"
	"strings"
)

// mdbookGenerator is mdBook (https://rust-lang.github.io/mdBook/format/summary.html), and others that have a SUMMARY.md.
func mdbookGenerator() Generator {
	return Generator{Name: "mdbook", Title: "mdBook", indexes: []string{"index", "README"}, apart: []string{"book", "theme", "_book"},
		is: func(has func(string) bool) bool {
			return has("book.toml") || has("SUMMARY.md") || has("src/SUMMARY.md")
		},
		read: readMDBook}
}

func readMDBook(f *Folder) {
	config := f.data("book.toml")
	src := path.Clean(cmp.Or(config.at("book", "src").text(), "src"))
	if !f.has(path.Join(src, "SUMMARY.md")) {
		src = "."
	}
	f.roots, f.static = []root{{dir: src}}, []string{src}
	f.Title, f.Summary, f.Language = config.at("book", "title").text(), config.at("book", "description").text(), config.at("book", "language").text()
	f.Address = config.at("output", "html", "site-url").text()
	old, to := config.at("output", "html", "redirect").pairs()
	for _, address := range old {
		f.moved[address] = to[address].text()
	}
	f.menuFile = path.Join(src, "SUMMARY.md")
	summary := strings.TrimSpace(f.text(f.menuFile))
	if strings.HasPrefix(summary, "#") { // its own heading is no part of the book
		_, summary, _ = strings.Cut(summary, "\n")
	}
	f.menu = menuOfList(summary, func(link string) string {
		if strings.Contains(link, "://") {
			return link
		}
		link, _, _ = strings.Cut(unescapePath(link), "#")
		return path.Join(src, link)
	})
	listed := map[string]bool{}
	var gather func(items []menuItem)
	gather = func(items []menuItem) {
		for _, item := range items {
			listed[item.link] = true
			gather(item.items)
		}
	}
	gather(f.menu)
	f.listed = func(name string) bool { return listed[name] }
}
