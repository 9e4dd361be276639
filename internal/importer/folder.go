package importer

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"handrail/internal/language"
	"handrail/internal/parallel"
	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/internal/text"
)

// Folder is what a folder of documents says of the site that it was made for.
type Folder struct {
	Name      string    // of the folder itself
	Generator Generator // that it was written for
	Title     string
	Summary   string
	Language  string // a tag of BCP 47; "" when it does not say
	Address   string // of the published site; "" when it does not say
	Sections  []Section
	Documents []*Document // in the order of their files
	Entries   []Entry     // what of it was not read

	files    fs.FS
	names    []string          // of the files that can be pages, pictures or downloads, sorted
	byLower  map[string]string // the same by their names in lowercase letters
	roots    []root            // the most specific first
	static   []string          // folders whose files have addresses from the root of the site
	others   []string          // folders of other languages and earlier versions
	tags     []string          // what the names of pages in other languages end in, such as ".fr"
	listed   func(string) bool // whether a document is a page; nil when each is one
	menu     []menuItem
	menuFile string            // that the menu is in
	moved    map[string]string // old addresses, and where they lead

	lock     sync.Mutex      // of what changes while documents are read
	used     map[string]bool // files that were read, or are on the site
	pictures map[string][]byte
}

// Section is a folder of pages that no page introduces.
type Section struct {
	Path  string // within content/, such as "guide"
	Front Front
}

// root is a folder that pages are in.
type root struct {
	dir     string // "." for the whole
	address string // of its pages on the site, such as "docs"; "" when they begin at its root
	place   string // of its pages within content/
}

// The limits of a folder.
const (
	maxFiles  = 10_000
	maxFolder = 500 << 20 // bytes
)

func newFolder(files fs.FS) *Folder {
	return &Folder{files: files, byLower: map[string]string{}, moved: map[string]string{}, used: map[string]bool{}, pictures: map[string][]byte{}}
}

// adopt gives a document what it is in the folder: its place and its addresses.
func (f *Folder) adopt(d *Document) {
	if f.rootOf(d.File) == nil { // it is imported by itself
		return
	}
	d.Whole = d.Format == markdownFormat().Name || d.Format == htmlFormat().Name
	d.Place = f.place(d.File)
	if f.Generator.Name == wikiGenerator().Name && d.Front.Title == "" && !slices.ContainsFunc(d.Blocks, func(b text.Block) bool { return b.Kind == text.Heading && b.Level == 1 }) {
		d.Front.Title = titleOf(d.File) // as a wiki shows it
	}
	d.Addresses = append(d.Addresses, f.address(d.File))
	if m := datedName().FindStringSubmatch(d.Addresses[len(d.Addresses)-1]); m != nil { // a post, on blogs
		dated := path.Join(m[2], m[3], m[4], m[5])
		d.Addresses = append(d.Addresses, dated, path.Join(m[1], dated))
	}
}

// datedName is the path of a post whose name begins with its day.
var datedName = pattern.New(`^(.*/)?(\d{4})-(\d{2})-(\d{2})-([^/]*)$`)

// ReadFolder reads the documents of a folder. generator is the name of one of [Generators], or "" for the one that the folder seems to be made for. What is
// wrong with single documents is reported, and the others are read. The folder is nil when nothing of it can be read.
func ReadFolder(files fs.FS, generator string, lang *language.Language) (*Folder, []source.Diagnostic) {
	f := newFolder(files)
	f.Generator = recogniseGenerator(files)
	if at := slices.IndexFunc(Generators(), func(g Generator) bool { return g.Name == generator }); at >= 0 {
		f.Generator = Generators()[at]
	}
	if diags := f.list(); diags != nil {
		return nil, diags
	}
	f.roots = []root{{dir: "."}}
	f.Generator.read(f)
	names := f.choose()
	documents, diags := make([]*Document, len(names)), make([][]source.Diagnostic, len(names))
	parallel.Each(len(names), func(i int) {
		documents[i], diags[i] = readFile(f, names[i], lang)
	})
	for _, d := range documents {
		if d == nil {
			continue
		}
		f.Documents = append(f.Documents, d)
	}
	f.arrange()
	f.readRedirects()
	return f, slices.Concat(diags...)
}

// list lists the files of the folder that can be pages, pictures or downloads. Links are not followed.
func (f *Folder) list() []source.Diagnostic {
	size := int64(0)
	fail := func(name, hint, message string) []source.Diagnostic {
		return []source.Diagnostic{{Pos: source.Pos{File: name}, Severity: source.Error, Check: Check, Message: message, Hint: hint}}
	}
	var diags []source.Diagnostic
	err := fs.WalkDir(f.files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			diags = append(diags, fail(name, source.ReadHint(err), "this folder cannot be read: "+source.Reason(err))...)
			return nil
		case name == ".":
			return nil
		case entry.IsDir() && (source.Stray(entry.Name()) || entry.Name() == "node_modules" || slices.Contains(f.Generator.apart, name)):
			f.note("folder-apart", name, "")
			return fs.SkipDir
		case entry.IsDir():
			return nil
		case entry.Type()&fs.ModeSymlink != 0:
			f.note("folder-link", name, "")
			return nil
		case source.Stray(entry.Name()) || !entry.Type().IsRegular():
			f.note("file-apart", name, "")
			return nil
		}
		if info, err := entry.Info(); err == nil {
			size += info.Size()
		}
		if f.names = append(f.names, name); len(f.names) > maxFiles || size > maxFolder {
			return fs.ErrInvalid
		}
		return nil
	})
	switch {
	case err == fs.ErrInvalid:
		return fail(".", "Import the folders in it one by one.", "this folder has more than 10,000 files, or more than 500 MB")
	case err != nil:
		return fail(".", source.ReadHint(err), "this folder cannot be read: "+source.Reason(err))
	}
	slices.Sort(f.names)
	for _, name := range f.names {
		f.byLower[strings.ToLower(name)] = name
	}
	return diags
}

// note makes an entry of something in the folder.
func (f *Folder) note(what, name, words string) {
	f.Entries = append(f.Entries, Entry{What: what, File: name, Words: words})
}

// has says whether there is a file that was listed.
func (f *Folder) has(name string) bool {
	if f.files == nil {
		return false
	}
	if f.names == nil { // they are beside a document that is imported by itself
		info, err := fs.Stat(f.files, name)
		return err == nil && info.Mode().IsRegular()
	}
	_, found := slices.BinarySearch(f.names, name)
	return found
}

// choose lists the documents that are pages, and notes those that are none.
func (f *Folder) choose() []string {
	var names []string
	for _, name := range f.names {
		ending := strings.ToLower(path.Ext(name))
		if !slices.Contains(f.Generator.endings(), ending) {
			continue
		}
		switch {
		case f.isOther(name):
			f.note("other-version", name, "")
		case f.rootOf(name) == nil || f.listed != nil && !f.listed(name):
			f.note("no-page", name, "")
		default:
			names = append(names, name)
		}
	}
	return names
}

// isOther says whether a document is in another language than the main one, or of an earlier version.
func (f *Folder) isOther(name string) bool {
	return slices.ContainsFunc(f.others, func(dir string) bool { return within(dir, name) }) ||
		slices.Contains(f.tags, strings.ToLower(path.Ext(withoutEnding(name))))
}

// rootOf is the root that a file is in; nil when it is in none.
func (f *Folder) rootOf(name string) *root {
	for i := range f.roots {
		if within(f.roots[i].dir, name) {
			return &f.roots[i]
		}
	}
	return nil
}

// within says whether a file is somewhere in a folder.
func within(dir, name string) bool { return dir == "." || strings.HasPrefix(name, dir+"/") }

// below is the path of a file from a folder that it is in.
func below(dir, name string) string {
	if dir == "." {
		return name
	}
	return strings.TrimPrefix(name, dir+"/")
}
