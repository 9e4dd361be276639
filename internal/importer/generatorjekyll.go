package importer

import (
	"path"
	"slices"
	"strings"
)

// jekyllGenerator is Jekyll, as GitHub Pages runs it too (https://jekyllrb.com/docs/structure/).
func jekyllGenerator() Generator {
	return Generator{Name: "jekyll", Title: "Jekyll", indexes: []string{"index", "README"},
		apart: []string{"_site", "_layouts", "_includes", "_sass", "_data", "_plugins", "vendor"},
		is:    func(has func(string) bool) bool { return has("_config.y*ml") }, read: readJekyll}
}

func readJekyll(f *Folder) {
	config := f.data("_config.yml", "_config.yaml")
	f.Title, f.Summary, f.Language = config.at("title").text(), config.at("description").text(), config.at("lang").text()
	f.Address = strings.TrimSuffix(config.at("url").text(), "/") + config.at("baseurl").text()
	f.static = []string{"."}
	collections := []string{"posts"}
	for _, d := range config.at("collections").list() {
		collections = append(collections, d.text())
	}
	keys, _ := config.at("collections").pairs()
	f.roots = nil
	for _, name := range append(collections, keys...) {
		f.roots = append(f.roots, root{dir: path.Join(config.at("collections_dir").text(), "_"+name), address: name, place: name})
	}
	for _, d := range config.at("include").list() { // such as _pages, which Jekyll would leave out
		if dir := strings.Trim(d.text(), "/"); strings.HasPrefix(dir, "_") {
			f.roots = append(f.roots, root{dir: dir, address: dir})
		}
	}
	src := path.Clean(config.at("source").text())
	f.roots = append(f.roots, root{dir: src})
	var excluded []string
	for _, d := range config.at("exclude").list() {
		excluded = append(excluded, strings.Trim(d.text(), "/"))
	}
	// Those that the plug-in jekyll-optional-front-matter leaves out.
	none := []string{"CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE", "LICENSE", "LICENCE", "COPYING", "CHANGELOG", "404"}
	f.listed = func(name string) bool {
		r := f.rootOf(name)
		inFolder := strings.Split(path.Dir(below(r.dir, name)), "/")
		return !slices.ContainsFunc(inFolder, func(dir string) bool { return strings.HasPrefix(dir, "_") }) &&
			!slices.ContainsFunc(excluded, func(e string) bool { return e == name || strings.HasPrefix(name, e+"/") }) &&
			!slices.Contains(none, strings.ToUpper(withoutEnding(path.Base(name))))
	}
}
