package importer

import (
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"

	"handrail/internal/source"
)

// Written is a file within content/ as an import wrote it.
type Written struct {
	Path     string `yaml:"path"`
	Digest   string `yaml:"digest"` // of its bytes
	Document string `yaml:"document"`
	Folder   string `yaml:"folder,omitempty"` // the folder that was imported
	Gone     string `yaml:"gone,omitempty"`   // the day since which no document has it
}

// digestOf is the digest of a file, as [Written] has it.
func digestOf(data []byte) string { return fmt.Sprintf("sha256-%x", sha256.Sum256(data)) }

// Earlier is what a site has of an earlier import of documents: paths within content/ that their pages can take again.
type Earlier map[string]bool

// EarlierOf finds what documents became. The error says that none of them is known.
func EarlierOf(documents []*Document, d *Decisions) (Earlier, error) {
	e := Earlier{}
	for _, w := range d.Written {
		if !isOf(w, documents) {
			continue
		}
		for name := w.Path; name != "."; name = path.Dir(name) {
			e[name] = true
		}
		if strings.HasSuffix(w.Path, ".md") {
			e[addressOf(w.Path)] = true
		}
	}
	if len(e) > 0 {
		return e, nil
	}
	var names []string
	for _, w := range d.Written {
		if !slices.Contains(names, w.Document) {
			names = append(names, w.Document)
		}
	}
	return nil, fmt.Errorf("none of these documents was imported before. %s knows these: %s. Give the document the name that it had, or leave out --update", DecisionsFile, strings.Join(names, ", "))
}

// isOf says whether a file was made of one of some documents, or of one that their folder had.
func isOf(w *Written, documents []*Document) bool {
	return slices.ContainsFunc(documents, func(d *Document) bool {
		return importedWith(d) == w.Folder && (w.Folder != "" || d.File == w.Document)
	})
}

// importedWith is the name of the folder that a document was imported with; "" when it was imported alone.
func importedWith(d *Document) string {
	if d.Place == "" {
		return ""
	}
	return d.folder.Name
}

// Update says what becomes of the files that an earlier import wrote.
type Update struct {
	Replaced []File // they are as they were written
	Beside   []File // the new text of files that somebody has edited, by their paths within content/
	Added    int    // pages
	Gone     int
}

// Update compares the pages with those that an earlier import wrote. read gives a file as it is now. The files that are not to be written any more are
// left out of Files.
func (p *Plan) Update(earlier []*Written, read func(name string) []byte) *Update {
	u := &Update{}
	files := p.Files()
	p.earlier = map[string]bool{}
	for _, w := range earlier {
		at := slices.IndexFunc(files, func(f File) bool { return f.Path == "content/"+w.Path })
		switch {
		case at < 0 && w.Gone == "" && isOf(w, p.documents):
			u.Gone++
			p.entries = append(p.entries, Entry{What: "page-gone", File: w.Document, Page: w.Path})
		case at >= 0:
			p.earlier[files[at].Path] = true
			p.compare(u, w, files[at], read(files[at].Path))
		}
	}
	for _, page := range p.pages {
		if !p.earlier["content/"+page.path] {
			u.Added++
			p.noteOn(page, "page-new", page.front.Title)
		}
	}
	return u
}

// compare decides what becomes of a file that was written before.
func (p *Plan) compare(u *Update, w *Written, file File, now []byte) {
	entry := Entry{File: w.Document, Page: w.Path}
	switch digestOf(file.Data) {
	case w.Digest, digestOf(now): // nothing is new, or somebody has copied it
		return
	}
	if digestOf(now) == w.Digest {
		entry.What = "page-replaced"
		u.Replaced = append(u.Replaced, file)
	} else {
		entry.What = "page-edited"
		u.Beside = append(u.Beside, File{w.Path, file.Data})
	}
	p.entries = append(p.entries, entry)
}

// Written lists the files that documents became, and those that earlier imports wrote.
func (p *Plan) Written(earlier []*Written, today source.Date) []*Written {
	var list []*Written
	seen := map[string]bool{}
	add := func(file File, d *Document) {
		if d != nil {
			name := strings.TrimPrefix(file.Path, "content/")
			seen[name] = true
			list = append(list, &Written{Path: name, Digest: digestOf(file.Data), Document: d.File, Folder: importedWith(d)})
		}
	}
	for _, page := range p.pages {
		add(File{page.path, page.markdown(p.site.Language)}, page.doc)
	}
	for _, file := range p.pictures {
		add(file, p.downloaded[file.Path])
	}
	for _, w := range earlier {
		if seen[w.Path] {
			continue
		}
		if w.Gone == "" && isOf(w, p.documents) {
			w.Gone = today.String()
		}
		list = append(list, w)
	}
	return list
}

func updateWhats() []what {
	return []what{
		{"page-edited", Person, "Pages were edited since they were imported, and the document has other words now. The pages are as they were.", "Compare each with its new text, which is in the folder import-update, and copy what is to be changed."},
		{"page-gone", Person, "Pages are not in the document any more. They are still on the site.", "Look whether each is still needed. If not, remove it, and add to retired.yaml those of its rules that no other page has."},
		{"page-replaced", Changed, "Pages have the new text of the document.", "Look at each: words, links and rules may have changed."},
		{"page-new", Changed, "Pages are new.", ""},
	}
}
