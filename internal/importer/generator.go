package importer

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"handrail/internal/markdown"
)

// Generator is a program for which a folder of documents can be written.
type Generator struct {
	Name  string // as it is typed: "hugo"
	Title string // as people call it: "Hugo"

	is       func(has func(pattern string) bool) bool // whether a folder is made for it, by what is in it
	read     func(f *Folder)                          // reads what the folder says of its site
	indexes  []string                                 // the names of pages that introduce their folder, without an ending, those that win first
	apart    []string                                 // folders of programs, layouts and finished pages, which are not read
	numbered bool                                     // numbers before names put pages in order, and are no part of their addresses
	plain    bool                                     // every document is read, and not markdown alone
}

// Generators is the table of the programs whose folders are known, with a folder of any documents last.
func Generators() []Generator {
	return []Generator{docusaurusGenerator(), starlightGenerator(), mkdocsGenerator(), hugoGenerator(), mdbookGenerator(), jekyllGenerator(), middlemanGenerator(), wikiGenerator(), folderGenerator()}
}

// folderGenerator is a folder of any documents, which was made for no program.
func folderGenerator() Generator {
	return Generator{Name: "folder", Title: "a folder of documents", plain: true, numbered: true, indexes: []string{"index", "_index", "README"},
		is: func(func(string) bool) bool { return true }, read: func(*Folder) {}}
}

// recogniseGenerator finds the program that a folder is made for.
func recogniseGenerator(files fs.FS) Generator {
	has := func(pattern string) bool {
		found, err := fs.Glob(files, pattern)
		return err == nil && len(found) > 0
	}
	all := Generators()
	return all[slices.IndexFunc(all, func(g Generator) bool { return g.is(has) })]
}

// endings are those of the documents that are pages. A zip file among others is a download, and so is a Word document beside pages in markdown.
func (g Generator) endings() []string {
	var endings []string
	for _, format := range Formats() {
		if g.plain || format.Name == markdownFormat().Name {
			endings = append(endings, format.Endings...)
		}
	}
	return slices.DeleteFunc(endings, func(ending string) bool { return ending == ".zip" })
}

// isIndex says whether a document introduces its folder. Of several in one folder, the first of indexes does.
func (f *Folder) isIndex(name string) bool {
	base := withoutEnding(path.Base(name))
	at := slices.IndexFunc(f.Generator.indexes, func(index string) bool { return strings.EqualFold(index, base) })
	for _, index := range f.Generator.indexes[:max(at, 0)] {
		for _, ending := range f.Generator.endings() {
			if f.has(path.Join(path.Dir(name), index+ending)) {
				return false
			}
		}
	}
	return at >= 0
}

// place is where the page of a document is to be, within content/.
func (f *Folder) place(name string) string {
	r := f.rootOf(name)
	parts := strings.Split(withoutEnding(below(r.dir, name)), "/")
	switch last := len(parts) - 1; {
	case f.isIndex(name):
		parts[last] = "index"
	case parts[last] == "index" && last > 0: // a page with a folder to itself
		parts = parts[:last]
	}
	for i, part := range parts {
		parts[i] = markdown.Slug(f.withoutNumber(part))
	}
	return path.Join(r.place, path.Join(parts...)+".md")
}

// address is that of a document on its site, without a slash at its end.
func (f *Folder) address(name string) string {
	r := f.rootOf(name)
	parts := strings.Split(withoutEnding(below(r.dir, name)), "/")
	for i, part := range parts {
		parts[i] = f.withoutNumber(part)
	}
	if f.isIndex(name) {
		parts = parts[:len(parts)-1]
	}
	return path.Join(r.address, path.Join(parts...))
}

// withoutNumber removes the number before a name that only puts it in order.
func (f *Folder) withoutNumber(name string) string {
	number, rest := leadingNumber(name)
	if f.Generator.numbered && number >= 0 {
		return rest
	}
	return name
}

// leadingNumber takes the number before a name apart, such as "02-" before "02-phones"; -1 when there is none. A date is none.
func leadingNumber(name string) (number int, rest string) {
	digits := strings.TrimLeft(name, "0123456789")
	rest = strings.TrimLeft(digits, " -_.")
	if len(name)-len(digits) > 3 || len(digits) == len(name) || rest == digits || rest == "" || rest[0] >= '0' && rest[0] <= '9' {
		return -1, name
	}
	for _, c := range name[:len(name)-len(digits)] {
		number = 10*number + int(c-'0')
	}
	return number, rest
}

func withoutEnding(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), ".html") // Middleman's pages have two
}

func folderWhats() []what {
	return []what{
		{"menu-missing", Person, "The menu names pages that are not in the folder.", "Find each page, or leave it out for good."},
		{"menu-draft", Person, "The menu names chapters that nobody has written yet.", "Write them, or leave them out for good."},
		{"menu-group", Person, "Groups of the menu are no sections, as their pages are in several folders, or in one with other pages.", "Put the pages of each group into a folder of their own if readers need it."},
		{"redirect", Person, "Old addresses lead to pages that were not read.", "Look whether anybody still uses them."},
		{"menu-link", LeftOut, "Links to other sites in the menu are left out, as the folders are the menu.", "Link to each on the page where readers need it."},
		{"menu-title", LeftOut, "The menu calls pages by another title than their own. It has their own title now.", ""},
		{"other-version", LeftOut, "Pages in other languages and of earlier versions are not read.", "Import each language into a site of its own, with --out."},
		{"no-page", LeftOut, "Documents that are no pages of the site are not read.", "Import those that you need one by one."},
		{"folder-apart", LeftOut, "Folders of programs, layouts and finished pages are not read.", ""},
		{"file-apart", LeftOut, "Hidden files, and those that programs keep for themselves, are not read.", ""},
		{"folder-link", LeftOut, "Files and folders that are links to elsewhere are not read.", "Copy in what they lead to, and import it."},
		{"config-broken", LeftOut, "Files of the configuration cannot be read.", "Look for the order of the pages and the title of the site there."},
		{"config-code", LeftOut, "Menus that a program makes are not read, as programs of others are not run.", "Look at the order of the pages."},
	}
}
