package builder

import (
	"cmp"
	"io"
	"reflect"

	"handrail/internal/markdown"
	"handrail/internal/search"
	"handrail/internal/site"
)

// searchFile is a script that hands over what is searched, or a part of it.
type searchFile struct {
	name   string // assets/search-DIGEST.js
	render func() ([]byte, error)
}

// findSearch plans the files by which the site is searched. Their names hold the digest of the sources that they are made of, so that none
// has to be made for its name.
func (p *planner) findSearch() {
	pages := p.searched()
	d := newDigester()
	d.text(p.texts)
	for _, page := range pages {
		d.text(page.Path)
		d.text(page.Address)
		d.buf = append(d.buf, page.Digest[:]...)
	}
	d.add(reflect.ValueOf(p.Site.Synonyms))
	sum := d.digest()
	p.found = []searchFile{{assetName("search", ".js", sum[:]), func() ([]byte, error) {
		r, guidance, others, failed := search.NewReader(p.Site.Language), []search.Page(nil), []search.Page(nil), error(nil)
		for _, page := range pages {
			found, err := p.searchPage(r, page)
			failed = cmp.Or(failed, err)
			if p.isGuidance(page) {
				guidance = append(guidance, found)
			} else {
				others = append(others, found.Outline())
			}
		}
		return search.Whole(guidance, append(others, p.ownPages()...), p.Site.Synonyms), failed
	}}}
}

// searched are the pages that can be found: not drafts, which are shown to those who write them.
func (p *planner) searched() []*site.Page {
	var pages []*site.Page
	for _, page := range p.Site.Pages {
		if !page.Draft {
			pages = append(pages, page)
		}
	}
	return pages
}

// isGuidance says whether a page is one that readers look for first: any page, where the site has no guidance.
func (p *planner) isGuidance(page *site.Page) bool {
	return len(p.inHandbook) == 0 || p.inHandbook[page] != ""
}

// searchPage is what can be found of a page.
func (p *planner) searchPage(r *search.Reader, page *site.Page) (search.Page, error) {
	text, err := page.Text()
	if err != nil {
		return search.Page{}, err
	}
	if page.Quiz != nil {
		return p.searchQuiz(r, page, text), nil
	}
	return r.Page(page.Address, page.Title, page.Summary, page.Doc, text, func(name string) string {
		shown, _ := p.field(page, name)
		return shown
	}), nil
}

// searchQuiz is what can be found of a quiz: what it asks, and why the answers are right.
func (p *planner) searchQuiz(r *search.Reader, page *site.Page, text *markdown.Text) search.Page {
	found := search.Page{Address: page.Address, Title: page.Title, Text: page.Summary}
	for _, q := range page.Quiz.Questions {
		found.Parts = append(found.Parts, search.Part{Kind: search.Question, ID: q.ID, Title: q.Title,
			Text: r.Sentences(page.Doc, text, q.Explanation), Rules: q.Rules})
	}
	return found
}

// ownPages are what can be found of the pages that the build makes of the site as a whole.
func (p *planner) ownPages() []search.Page {
	var pages []search.Page
	add := func(has bool, address, title, summary string) {
		if has {
			pages = append(pages, search.Page{Address: address, Title: title, Text: summary})
		}
	}
	for i, way := range p.Site.Paths {
		if way.Page == nil {
			add(true, way.Address, p.Site.Config.Audiences[i].Title, p.Site.Config.Audiences[i].Summary)
		}
	}
	w := p.words.must
	add(p.site.HasNews, "whats-new.html", w("news.title"), w("news.summary"))
	add(p.site.HasRefresh, refreshPage, w("refresh.title"), w("refresh.summary"))
	add(len(p.Site.Paths) > 0, site.RecordPage, w("records.title"), w("records.summary"))
	add(p.keeps(), "kept.html", w("kept.title"), w("kept.summary"))
	return pages
}

// searchScripts are the files by which the site is searched, from an address: the one that is loaded first, and those of which it knows.
func (p *planner) searchScripts(from string) ([]ScriptView, error) {
	var scripts []ScriptView
	for _, file := range p.found {
		script := ScriptView{Src: site.Relative(from, file.name)}
		if p.Hosted && p.outline == nil {
			data, err := file.render()
			if err != nil {
				return nil, err
			}
			script.Integrity = p.integrity(asset{data: data})
		}
		scripts = append(scripts, script)
	}
	return scripts, nil
}

// searchFiles plans the files by which the site is searched.
func (p *planner) searchFiles() []Output {
	var outputs []Output
	for _, file := range p.found {
		outputs = append(outputs, Output{Path: file.name, Digest: func() string { return file.name }, Render: func(w io.Writer) error {
			data, err := file.render()
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		}})
	}
	return outputs
}
