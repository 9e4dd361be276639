package importer

import (
	"cmp"
	"path"
	"strconv"
	"strings"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/text"
)

// Site is what has to be known of the site that pages are imported into.
type Site struct {
	Language *language.Language
	Has      func(name string) bool // whether there is a file at a path within content/
	Taken    func(id string) bool   // whether a rule, or anything that was retired, has an identifier
	New      bool                   // there is no site yet
}

// Plan is an import before anything of it is written.
type Plan struct {
	site      Site
	documents []*Document
	pages     []*page
	report    Report
}

// page is a page that comes of a document, or of a part of one.
type page struct {
	doc    *Document
	path   string // within content/
	front  Front
	first  int // the number of the heading of the document that it begins with, as Entry.Heading counts; 0 for the first page
	blocks []text.Block
}

// Report says what an import did.
type Report struct {
	Entries []Entry `json:"entries"`
}

// File is a file of the site.
type File struct {
	Path string // from the folder of the site, with slashes
	Data []byte
}

// NewPlan makes pages of documents.
func NewPlan(documents []*Document, site Site) *Plan {
	p := &Plan{site: site, documents: documents}
	for _, d := range documents {
		base := strings.TrimSuffix(path.Base(d.File), path.Ext(d.File))
		front := d.Front
		front.Title = cmp.Or(front.Title, base)
		p.pages = append(p.pages, &page{doc: d, path: path.Join(path.Dir(d.File), markdown.Slug(base)+".md"), front: front, blocks: d.Blocks})
		p.report.Entries = append(p.report.Entries, d.Entries...)
	}
	for _, page := range p.pages {
		p.report.Entries = append(p.report.Entries, page.forPerson(site.Language)...)
	}
	return p
}

// Files are the files of the site that come of an import.
func (p *Plan) Files() []File {
	var files []File
	for _, page := range p.pages {
		files = append(files, File{"content/" + page.path, []byte("---\ntitle: " + strconv.Quote(page.front.Title) + "\n---\n\n" + text.Markdown(page.blocks))})
	}
	return files
}

func pageWhats() []what { return nil }
