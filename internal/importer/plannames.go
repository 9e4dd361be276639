package importer

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/output"
)

// pathNames gives pages and folders paths within content/ that nothing else has, whether a disk distinguishes capitals or not.
type pathNames struct {
	has     func(name string) bool
	taken   map[string]bool
	folders map[*Folder]string // the folders within content/ that those that are imported go into
}

func newPathNames(has func(name string) bool) *pathNames {
	return &pathNames{has, map[string]bool{}, map[*Folder]string{}}
}

// longName is how long a name may be, in characters: a path of several folders has to fit into what disks and sites allow.
const longName = 60

// slug makes a name of words that no disk reserves.
func slug(words string) string {
	runes := []rune(markdown.Slug(words))
	if len(runes) > longName {
		runes = runes[:longName]
		if dash := strings.LastIndex(string(runes), "-"); dash > 0 {
			runes = []rune(string(runes)[:dash])
		}
	}
	if name := string(runes); output.Device(name) || name == "index" {
		return name + "-page"
	} else {
		return name
	}
}

// kindFolders are those whose pages are of another kind: see site.Kind.
func kindFolders() []string { return []string{"quizzes", "statements", "checklists", "paths"} }

// folderName makes the name of a folder of pages of guidance.
func folderName(words string) string {
	name := slug(words)
	if slices.Contains(kindFolders(), name) {
		return name + "-pages"
	}
	return name
}

func (n *pathNames) isFree(name string) bool {
	return !n.taken[output.Loosest().Key(name)] && !n.has(name)
}

// page takes the path of a page with a title in a folder.
func (n *pathNames) page(dir, title string) string { return n.take(path.Join(dir, slug(title)+".md")) }

// take takes a path, or, where that is not free, the same with a number.
func (n *pathNames) take(name string) string {
	dir, base := path.Split(name)
	var parts []string
	for _, part := range strings.Split(strings.Trim(dir, "/"), "/") {
		if slices.Contains(kindFolders(), part) {
			part += "-pages"
		}
		parts = append(parts, part)
	}
	stem := strings.TrimSuffix(path.Join(path.Join(parts...), base), path.Ext(base))
	free := stem + path.Ext(base)
	for i := 2; !n.isFree(free); i++ {
		free = stem + "-" + strconv.Itoa(i) + path.Ext(base)
	}
	n.taken[output.Loosest().Key(free)] = true
	return free
}

// newFolder takes the name of a folder for the pages of a document.
func (n *pathNames) newFolder(title string) string {
	stem := folderName(title)
	free := stem
	for i := 2; !n.isFree(free); i++ {
		free = stem + "-" + strconv.Itoa(i)
	}
	n.taken[output.Loosest().Key(free)] = true
	return free
}

// folder is the folder that the documents of an imported folder go into: the same for all of them.
func (n *pathNames) folder(f *Folder) string {
	if n.folders[f] == "" {
		n.folders[f] = n.newFolder(cmp.Or(f.Title, titleOf(f.Name)))
	}
	return n.folders[f]
}

// section is the front matter of the page that introduces a folder within content/, and whether one of the folders that are imported says something of it.
func (n *pathNames) section(folders []*Folder, dir string) (front Front, said bool) {
	for _, f := range folders {
		for _, section := range f.Sections {
			if path.Join(n.folders[f], section.Path) == dir {
				section.Front.Title = cmp.Or(section.Front.Title, titleOf(dir))
				return section.Front, true
			}
		}
	}
	return Front{Title: titleOf(dir)}, false
}
