package importer

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"handrail/internal/language"
	"handrail/internal/text"
)

// Site is what has to be known of the site that pages are imported into.
type Site struct {
	Title    string // what a new site is called when its documents do not say
	Language *language.Language
	Has      func(name string) bool // whether a path within content/ is taken: by a file, by a folder, or by what the build makes
	Taken    func(id string) bool   // whether a rule, or anything that was retired, has an identifier
	New      bool                   // there is no site yet
	Top      bool                   // the pages of a folder are at the top of the site, as they were imported when it was new

	Links   map[string]string // the names of its links.yaml, by their addresses
	Topics  []string          // those that its checklists offer
	Sources map[string]string // the names of its sources.yaml, by their titles; nil when it has none
}

// Plan is an import before anything of it is written.
type Plan struct {
	site      Site
	documents []*Document
	pages     []*page
	names     *pathNames
	pictures  []File
	quizzes   []File // drafts

	downloaded map[string]*Document // which document a file that readers can take along is from, by its path as in File
	earlier    map[string]bool      // files that an earlier import wrote, by the same paths
	links      []link               // those of links.yaml, in the order of the pages
	entries    []Entry
}

// page is a page that comes of a document, or of a part of one.
type page struct {
	doc    *Document // nil for a page that introduces others, and that no document is of
	path   string    // within content/
	front  Front
	ids    []string // by which links reach its title
	inner  bool     // it is a part of the document
	first  int      // the number of the heading of the document that is its title, as Entry.Heading counts; 0 when none is
	blocks []text.Block
}

// File is a file of the site.
type File struct {
	Path string // from the folder of the site, with slashes
	Data []byte
}

// NewPlan makes pages of documents.
func NewPlan(documents []*Document, site Site) *Plan {
	n := newPathNames(site.Has)
	p := &Plan{site: site, documents: documents, names: n, downloaded: map[string]*Document{}}
	for _, d := range documents {
		nameHeadings(d)
		p.addPages(d, n)
	}
	p.addIndexes(n)
	p.resolveLinks(n)
	p.placeAliases()
	p.placePictures()
	p.nameLinks()
	p.placeEntries()
	return p
}

// addPages makes the pages of a document, each with the footnotes that it refers to.
func (p *Plan) addPages(d *Document, n *pathNames) {
	whole, notes := takeApart(d)
	if whole.title == "" {
		whole.title = titleOf(d.File)
		p.note("title-name", d.File, whole.title)
	}
	front := d.Front
	front.Title = whole.title
	var place string
	switch {
	case d.Place != "" && (p.site.New || p.site.Top):
		place = n.take(d.Place)
	case d.Place != "":
		place = n.take(path.Join(n.folder(d.folder), d.Place))
	case len(whole.parts) > 0:
		place = n.take(path.Join(n.newFolder(whole.title), "index.md"))
	default:
		place = n.page(".", whole.title)
	}
	split := splitting{p, d, notes, map[string]bool{}}
	split.add(whole, front, place, false)
	for _, note := range notes {
		if !split.used[note.Name] {
			p.note("note-unused", d.File, strings.TrimSpace(text.Plain(note.Blocks, noAddress)))
		}
	}
}

// splitting is a document while pages are made of its parts.
type splitting struct {
	*Plan
	doc   *Document
	notes []text.Block
	used  map[string]bool // the footnotes that a page has, by their names
}

// add makes the page of a part, at a place, and those of the parts in it.
func (s *splitting) add(part *part, front Front, place string, inner bool) {
	dir := path.Dir(place)
	if len(part.parts) > 0 && path.Base(place) != "index.md" {
		dir = strings.TrimSuffix(place, ".md")
		place = s.names.take(path.Join(dir, "index.md"))
	}
	blocks := part.text()
	if own := notesOf(blocks, s.notes); len(own) > 0 {
		for _, note := range own {
			s.used[note.Name] = true
		}
		blocks = append(blocks, text.Block{Kind: text.Notes, Blocks: own})
	}
	s.pages = append(s.pages, &page{doc: s.doc, path: place, front: front, ids: part.ids, inner: inner, first: part.first, blocks: level(blocks)})
	for i, below := range part.parts {
		front := Front{Title: below.title, Order: 10 * (i + 1), Draft: front.Draft, Reviewed: front.Reviewed}
		s.add(below, front, s.names.page(dir, below.title), true)
	}
}

// notesOf are the footnotes that a text refers to, and those that these refer to.
func notesOf(blocks, notes []text.Block) []text.Block {
	wanted := map[string]bool{}
	for look := blocks; len(look) > 0; {
		before := len(wanted)
		mapBlocks(look, nil, func(in text.Inline) []text.Inline {
			if in.Kind == text.NoteRef {
				wanted[in.Name] = true
			}
			return nil
		})
		if look = nil; len(wanted) > before {
			for _, note := range notes {
				if wanted[note.Name] {
					look = append(look, note)
				}
			}
		}
	}
	var own []text.Block
	for _, note := range notes {
		if wanted[note.Name] {
			own = append(own, note)
		}
	}
	return own
}

// level gives the headings of a page the levels below its title, so that none is skipped.
func level(blocks []text.Block) []text.Block {
	var above []int // the levels that the headings had that are above
	return mapBlocks(blocks, func(b text.Block) text.Block {
		if b.Kind == text.Heading {
			for len(above) > 0 && above[len(above)-1] >= b.Level {
				above = above[:len(above)-1]
			}
			above = append(above, b.Level)
			b.Level = min(len(above)+1, 6)
		}
		return b
	}, nil)
}

// addIndexes makes the page that introduces a folder where no document does: a menu needs one to lead to the others. So does a new site.
func (p *Plan) addIndexes(n *pathNames) {
	dirs := map[string]bool{}
	if p.site.New {
		dirs["."] = true
	}
	for _, page := range p.pages {
		for dir := path.Dir(page.path); dir != "."; dir = path.Dir(dir) {
			dirs[dir] = true
		}
	}
	for _, page := range p.pages {
		if path.Base(page.path) == "index.md" {
			delete(dirs, path.Dir(page.path))
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		index := path.Join(dir, "index.md")
		if p.site.Has(index) {
			continue
		}
		front, said := n.section(p.folders(), dir)
		if dir == "." {
			front.Title, front.Summary = p.Title(), p.summary()
		}
		page := &page{path: n.take(index), front: front}
		p.pages = append(p.pages, page)
		if !said {
			p.noteOn(page, "index-made", front.Title)
		}
	}
}

// folders are those that documents are from, which were imported whole.
func (p *Plan) folders() []*Folder {
	var folders []*Folder
	for _, d := range p.documents {
		if d.Place != "" && !slices.Contains(folders, d.folder) {
			folders = append(folders, d.folder)
		}
	}
	return folders
}

// Title is what a new site is called: as its only document or folder is.
func (p *Plan) Title() string {
	if folders := p.folders(); len(folders) == 1 {
		return cmp.Or(folders[0].Title, p.site.Title)
	}
	if len(p.documents) == 1 {
		return p.pages[0].front.Title
	}
	return p.site.Title
}

// summary is what the folder that a new site is made of says of it.
func (p *Plan) summary() string {
	if folders := p.folders(); len(folders) == 1 {
		return folders[0].Summary
	}
	return ""
}

// placeEntries gives each entry of a document its page, and the words of the heading that it is below.
func (p *Plan) placeEntries() {
	pages := map[*Document][]*page{}
	for _, page := range p.pages {
		pages[page.doc] = append(pages[page.doc], page)
	}
	var entries []Entry
	for _, d := range p.documents {
		var headings []string
		for _, b := range d.Blocks {
			if b.Kind == text.Heading {
				headings = append(headings, wordsOf(b.Inlines))
			}
		}
		found := slices.Clone(d.Entries)
		for _, page := range pages[d] {
			found = append(found, page.forPerson(p.site.Language)...)
		}
		for _, e := range found {
			if e.Heading > 0 && e.Heading <= len(headings) {
				e.Under = headings[e.Heading-1]
			}
			for i, page := range pages[d] {
				if i == 0 || page.first <= e.Heading {
					e.Page = page.path
				}
			}
			entries = append(entries, e)
		}
	}
	for _, folder := range p.folders() {
		entries = append(entries, folder.Entries...)
	}
	p.entries = append(entries, p.entries...)
}

// note makes an entry that is of no place in a document.
func (p *Plan) note(what, file, words string) {
	p.entries = append(p.entries, Entry{What: what, File: file, Words: words})
}

// noteOn makes an entry about a page.
func (p *Plan) noteOn(page *page, what, words string) {
	e := Entry{What: what, Page: page.path, Words: words}
	if page.doc != nil {
		e.File = page.doc.File
	}
	p.entries = append(p.entries, e)
}
