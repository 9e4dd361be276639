package importer

import (
	"path"
	"regexp"
	"strings"
)

// starlightGenerator is Starlight, a theme of Astro (https://starlight.astro.build/reference/configuration/).
func starlightGenerator() Generator {
	return Generator{Name: "starlight", Title: "Starlight", indexes: []string{"index"}, apart: []string{"dist"},
		is: func(has func(string) bool) bool { return has("astro.config.*") && has("src/content/docs") }, read: readStarlight}
}

const starlightDocs = "src/content/docs"

func readStarlight(f *Folder) {
	f.menuFile = "astro.config"
	config := f.script(f.menuFile)
	f.Title, f.Summary = scriptText(config, "title"), scriptText(config, "description")
	f.Address = strings.TrimSuffix(scriptText(config, "site"), "/") + scriptText(config, "base")
	f.roots, f.static = []root{{dir: starlightDocs}}, []string{"public"}
	f.readLocales(config)
	sidebar, ok := scriptData(config, regexp.MustCompile(`\bsidebar\s*:\s*`))
	if !ok && strings.Contains(config, "sidebar") {
		f.note("config-code", "astro.config", "sidebar")
	}
	f.menu = f.starlightItems(sidebar)
}

// readLocales sets the folders of all languages apart but that of the main one, whose pages are at the root.
func (f *Folder) readLocales(config string) {
	locales, ok := scriptData(config, regexp.MustCompile(`\blocales\s*:\s*`))
	if !ok {
		return
	}
	main := scriptText(config, "defaultLocale")
	tags, values := locales.pairs()
	for _, tag := range tags {
		dir := path.Join(starlightDocs, tag)
		switch {
		case tag == "root":
			f.Language = values[tag].at("lang").text()
		case tag == main:
			f.Language = tag
			f.roots = append([]root{{dir: dir, address: tag}}, f.roots...)
		default:
			f.others = append(f.others, dir)
		}
	}
}

// starlightItems reads the items of the sidebar.
func (f *Folder) starlightItems(d datum) []menuItem {
	var items []menuItem
	for _, d := range d.list() {
		item := menuItem{title: d.at("label").text(), items: f.starlightItems(d.at("items"))}
		slug := d.text() + d.at("slug").text()
		if link := d.at("link").text(); strings.Contains(link, "://") {
			item.link = link
		} else if slug += link; slug != "" {
			item.link = path.Join(starlightDocs, slug)
			for _, name := range f.names {
				if within(starlightDocs, name) && addressKey(f.address(name)) == addressKey(slug) {
					item.link = name
				}
			}
		}
		if dir := d.at("autogenerate", "directory").text(); dir != "" {
			item.auto = path.Dir(f.place(path.Join(starlightDocs, dir, "x.md")))
		}
		items = append(items, item)
	}
	return items
}
