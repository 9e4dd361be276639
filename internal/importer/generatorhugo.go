package importer

import (
	"cmp"
	"path"
	"strings"
)

// hugoGenerator is Hugo (https://gohugo.io/content-management/organization/).
func hugoGenerator() Generator {
	return Generator{Name: "hugo", Title: "Hugo", indexes: []string{"_index"}, apart: []string{"public", "resources", "themes", "layouts", "archetypes", "i18n", "data", "_vendor"},
		is: func(has func(string) bool) bool {
			return has("hugo.*") || has("config/_default/*") || has("config.*") && has("content")
		},
		read: readHugo}
}

func readHugo(f *Folder) {
	config := f.data("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json",
		"config/_default/hugo.toml", "config/_default/hugo.yaml", "config/_default/config.toml", "config/_default/config.yaml")
	content := path.Clean(cmp.Or(config.at("contentDir").text(), "content"))
	main := cmp.Or(config.at("defaultContentLanguage").text(), "en")
	f.Title, f.Address = config.at("title").text(), config.at("baseURL").text()
	f.Summary = config.at("params", "description").text()
	f.Language = cmp.Or(config.at("languageCode").text(), config.at("locale").text(), config.at("defaultContentLanguage").text())
	tags, languages := config.at("languages").pairs()
	for _, tag := range tags {
		dir := languages[tag].at("contentDir").text()
		switch {
		case strings.EqualFold(tag, main):
			content = path.Clean(cmp.Or(dir, content))
			f.Title = cmp.Or(languages[tag].at("title").text(), f.Title)
		case dir != "":
			f.others = append(f.others, path.Clean(dir))
		default:
			f.tags = append(f.tags, "."+strings.ToLower(tag))
		}
	}
	f.roots, f.static = []root{{dir: content}}, []string{"static", "assets"}
	f.listed = func(name string) bool { return !f.isResource(content, name) }
}

// isResource says whether a document is beside the page of a leaf bundle, which is a folder with an index.md and no pages in it.
func (f *Folder) isResource(content, name string) bool {
	for dir := path.Dir(name); within(content, dir); dir = path.Dir(dir) {
		if f.has(path.Join(dir, "index.md")) && name != path.Join(dir, "index.md") {
			return true
		}
	}
	return false
}
