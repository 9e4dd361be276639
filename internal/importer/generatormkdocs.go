package importer

import (
	"cmp"
	"path"
	"strings"
)

// mkdocsGenerator is MkDocs (https://www.mkdocs.org/user-guide/configuration/).
func mkdocsGenerator() Generator {
	return Generator{Name: "mkdocs", Title: "MkDocs", indexes: []string{"index", "README"}, apart: []string{"site", "overrides"},
		is:   func(has func(string) bool) bool { return has("mkdocs.y*ml") },
		read: readMkDocs}
}

func readMkDocs(f *Folder) {
	config := f.data("mkdocs.yml", "mkdocs.yaml")
	docs := path.Clean(cmp.Or(config.at("docs_dir").text(), "docs"))
	f.roots, f.static = []root{{dir: docs}}, []string{docs}
	f.Title, f.Summary, f.Address = config.at("site_name").text(), config.at("site_description").text(), config.at("site_url").text()
	f.Language = config.at("theme", "language").text()
	f.menuFile = "mkdocs.yml"
	f.menu = mkdocsNav(docs, config.at("nav").list())
	for _, plugin := range config.at("plugins").list() {
		old, to := plugin.at("redirects", "redirect_maps").pairs()
		for _, name := range old {
			f.moved["/"+addressKey(name)+"/"] = to[name].text()
		}
		f.otherLanguages(docs, plugin.at("i18n", "languages").list())
	}
	f.listed = func(name string) bool {
		return !strings.HasPrefix(below(docs, name), "snippets/") && !strings.HasPrefix(below(docs, name), "includes/")
	}
}

// mkdocsNav reads the menu of a configuration: paths of pages, and titles with a path or with the items of a group.
func mkdocsNav(docs string, list []datum) []menuItem {
	page := func(link string) string {
		if link == "" || strings.Contains(link, "://") {
			return link
		}
		return path.Join(docs, link)
	}
	var items []menuItem
	for _, d := range list {
		if link := d.text(); link != "" {
			items = append(items, menuItem{link: page(link)})
		}
		titles, values := d.pairs()
		for _, title := range titles {
			value := values[title]
			items = append(items, menuItem{title: title, link: page(value.text()), items: mkdocsNav(docs, value.list())})
		}
	}
	return items
}

// otherLanguages sets the pages of all languages apart but that of the main one.
func (f *Folder) otherLanguages(docs string, languages []datum) {
	for _, language := range languages {
		tag := language.at("locale").text()
		if language.at("default").text() == "true" {
			f.Language = tag
		} else if tag != "" {
			f.others, f.tags = append(f.others, path.Join(docs, tag)), append(f.tags, "."+strings.ToLower(tag))
		}
	}
}
