package builder

import (
	"io"
	"path"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"handrail/internal/cache"
	"handrail/internal/markdown"
	"handrail/internal/search"
	"handrail/internal/site"
)

// How a site is searched depends on its size. maxWhole is how many words a site has at most whose texts are one file: about 35 KB
// compressed. A larger one has files with the texts of pagesPerText pages, and an index with a file for each pagesPerShard.
const (
	maxWhole      = 25_000
	pagesPerText  = 8
	pagesPerShard = 100
)

// worthOfOthers is how much a page counts in an index that is not one of the guidance.
const worthOfOthers = 0.8

// searchFile is a script that hands over what is searched, or a part of it.
type searchFile struct {
	name   string // assets/search-DIGEST.js
	render func() ([]byte, error)
}

// searchedPage is a page that can be found.
type searchedPage struct {
	page *site.Page
	made *search.Page // in place of page, what the build makes
}

// findSearch plans the files by which the site is searched. Their names hold the digest of the sources that they are made of, so that none
// has to be made for its name.
func (p *planner) findSearch() {
	pages, words := p.searched()
	if words <= maxWhole {
		p.found = []searchFile{{p.searchName("search-pages", pages), func() ([]byte, error) {
			var guidance, others []search.Page
			err := p.readSearched(pages, func(_ int, page search.Page, isGuidance bool) {
				if isGuidance {
					guidance = append(guidance, page)
				} else {
					others = append(others, page)
				}
			})
			return search.Whole(guidance, others, p.Site.Synonyms), err
		}}}
		return
	}
	x := &searchIndex{planner: p, shards: (len(pages) + pagesPerShard - 1) / pagesPerShard, groups: p.groupSearched(pages), notes: cache.NewCodec[search.Notes]()}
	x.joined = sync.OnceValues(x.join)
	name := p.searchName("search-terms", pages)
	add := func(what string, data func(*search.Index) []byte) {
		p.found = append(p.found, searchFile{strings.TrimSuffix(name, ".js") + "-" + what + ".js", func() ([]byte, error) {
			index, err := x.joined()
			if err != nil {
				return nil, err
			}
			return data(index), nil
		}})
	}
	add("start", x.start)
	add("words", (*search.Index).Words)
	for i := range x.shards {
		add(strconv.Itoa(i), func(index *search.Index) []byte { return index.Shard(i) })
	}
	for _, g := range x.groups {
		p.found = append(p.found, searchFile{g.name, func() ([]byte, error) { return x.texts(g) }})
	}
}

// folder is where the page's source is; "" for a page that the build makes.
func (s searchedPage) folder() string {
	if s.page == nil {
		return ""
	}
	return path.Dir(s.page.Path)
}

// searched are the pages that can be found, and about how many words they have. Drafts are shown to those who write them, and are not found.
func (p *planner) searched() (pages []searchedPage, words int) {
	for _, page := range p.Site.Pages {
		if !page.Draft {
			pages = append(pages, searchedPage{page: page})
			words += page.Doc.Words
		}
	}
	for _, made := range p.ownPages() {
		pages = append(pages, searchedPage{made: &made})
	}
	return pages, words
}

// searchName is the name of a file of some pages, by all that it depends on.
func (p *planner) searchName(name string, pages []searchedPage) string {
	d := newDigester()
	d.text(p.texts)
	d.add(reflect.ValueOf(p.Site.Synonyms))
	for _, one := range pages {
		if one.page == nil {
			d.add(reflect.ValueOf(*one.made))
			continue
		}
		d.text(one.page.Path)
		d.text(one.page.Address)
		d.add(reflect.ValueOf(p.isGuidance(one.page)))
		d.buf = append(d.buf, one.page.Digest[:]...)
	}
	sum := d.digest()
	return assetName(name, ".js", sum[:])
}

// readSearched reads some pages as they are searched, and calls each with every one of them, and whether it is one of the guidance.
func (p *planner) readSearched(pages []searchedPage, each func(i int, page search.Page, isGuidance bool)) error {
	r := p.searchers.Get().(*search.Reader)
	defer p.searchers.Put(r)
	for i, one := range pages {
		found, err := p.searchPage(r, one)
		if err != nil {
			return err
		}
		each(i, found, one.page != nil && p.isGuidance(one.page))
	}
	return nil
}

// isGuidance says whether a page is one that readers look for first: any page, where the site has no guidance.
func (p *planner) isGuidance(page *site.Page) bool {
	return len(p.inHandbook) == 0 || p.inHandbook[page] != ""
}

// searchPage is what can be found of a page.
func (p *planner) searchPage(r *search.Reader, one searchedPage) (search.Page, error) {
	page := one.page
	if page == nil {
		return *one.made, nil
	}
	text, err := page.Text()
	if err != nil {
		return search.Page{}, err
	}
	address := escapePath(page.Address)
	if page.Quiz != nil {
		return p.searchQuiz(r, address, page, text).Outline(), nil
	}
	found := r.Page(address, page.Title, page.Summary, page.Doc, text, func(name string) string {
		if shown, blank := p.field(page, name); !blank {
			return shown
		}
		return ""
	})
	if !p.isGuidance(page) {
		found = found.Outline()
	}
	return found, nil
}

// searchQuiz is what can be found of a quiz: what it asks, and why the answers are right.
func (p *planner) searchQuiz(r *search.Reader, address string, page *site.Page, text *markdown.Text) search.Page {
	found := search.Page{Address: address, Title: page.Title, Text: page.Summary}
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
			add(true, escapePath(way.Address), p.Site.Config.Audiences[i].Title, p.Site.Config.Audiences[i].Summary)
		}
	}
	w := p.words.must
	add(p.site.HasNews, "whats-new.html", w("news.title"), w("news.summary"))
	add(p.site.HasRefresh, refreshPage, w("refresh.title"), w("refresh.summary"))
	add(len(p.Site.Paths) > 0, site.RecordPage, w("records.title"), w("records.summary"))
	add(true, "kept.html", w("kept.title"), w("kept.summary"))
	if p.site.HasWords {
		list := search.Page{Address: site.WordsPage, Title: w("words.title"), Text: w("words.summary")}
		for _, word := range p.Site.Glossary.Words {
			list.Parts = append(list.Parts, search.Part{Kind: search.Word, ID: word.ID, Title: strings.Join(append([]string{word.Word}, word.Forms...), ", "), Text: word.Means})
		}
		pages = append(pages, list)
	}
	return pages
}

// searchScripts are the files by which the site is searched, from an address: the one that is loaded first, and those of which it knows.
// Browsers are given the digest of the file of a small site alone: those of a large one would be more than what is loaded for a search.
func (p *planner) searchScripts(from string) ([]ScriptView, error) {
	var scripts []ScriptView
	for _, file := range p.found {
		script := ScriptView{Src: site.Relative(from, file.name)}
		if p.Hosted && p.outline == nil && len(p.found) == 1 {
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
