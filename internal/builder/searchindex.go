package builder

import (
	"cmp"
	"slices"
	"sync"

	"handrail/internal/cache"
	"handrail/internal/parallel"
	"handrail/internal/search"
)

// searchIndex is the index of a large site. Each of its pages is read once for its texts and for the index: where the files of texts are
// written, which comes first, as their names do.
type searchIndex struct {
	*planner
	shards int
	groups []*searchGroup
	joined func() (*search.Index, error)
	notes  *cache.Codec[search.Notes]

	mu       sync.Mutex
	indexers []*search.Indexer // that nobody uses
}

// searchGroup is the pages whose texts are one file.
type searchGroup struct {
	name  string // of the file: it names all that is found of them too
	pages []searchedPage
	once  sync.Once
	found []search.Indexed
	err   error
}

// groupSearched makes the groups of pages in the same folder: a page that is added changes the files of its folder alone.
func (p *planner) groupSearched(pages []searchedPage) []*searchGroup {
	var groups []*searchGroup
	for len(pages) > 0 {
		group := pages[:min(len(pages), pagesPerText)]
		if end := slices.IndexFunc(group, func(one searchedPage) bool { return one.folder() != group[0].folder() }); end > 0 {
			group = group[:end]
		}
		groups = append(groups, &searchGroup{name: p.searchName("search-pages", group), pages: group})
		pages = pages[len(group):]
	}
	return groups
}

// texts makes the file of a group, and finds its words if that has not been done.
func (x *searchIndex) texts(g *searchGroup) ([]byte, error) {
	var pages []search.Page
	var others []int
	keep := func(i int, page search.Page, isGuidance bool) {
		if pages = append(pages, page); !isGuidance {
			others = append(others, i)
		}
	}
	g.once.Do(func() { x.find(g, keep) })
	err := g.err
	if pages == nil {
		err = x.readSearched(g.pages, keep)
	}
	return search.Texts(pages, others), err
}

// find finds the words of a group, and calls keep, if it is not nil, with each page.
func (x *searchIndex) find(g *searchGroup, keep func(i int, page search.Page, isGuidance bool)) {
	by := x.indexer()
	found, known := x.recall(g, by)
	if !known || keep != nil {
		g.err = x.readSearched(g.pages, func(i int, page search.Page, isGuidance bool) {
			if !known {
				worth := float32(1)
				if !isGuidance {
					worth = worthOfOthers
				}
				found = append(found, by.Page(&page, worth))
			}
			if keep != nil {
				keep(i, page, isGuidance)
			}
		})
	}
	if notes := by.Notes(); !known && g.err == nil && x.Words != nil {
		x.Words.Put(g.name, cache.Entry{}, x.notes.Append(nil, notes), nil)
	}
	for _, one := range found {
		g.found = append(g.found, search.Indexed{By: by, Found: one})
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.indexers = append(x.indexers, by)
}

// recall finds the words of a group by what an earlier build has kept.
func (x *searchIndex) recall(g *searchGroup, by *search.Indexer) (found []search.Found, ok bool) {
	if x.Words == nil {
		return nil, false
	}
	entry, ok := x.Words.Get(g.name)
	if !ok {
		return nil, false
	}
	data, ok := x.Words.Short(entry)
	var notes search.Notes
	if !ok || x.notes.Decode(data, &notes) != nil {
		return nil, false
	}
	if found, ok = by.Recall(&notes, len(g.pages)); ok {
		x.Words.Keep(g.name, entry)
	}
	return found, ok
}

// indexer is one that nobody uses.
func (x *searchIndex) indexer() *search.Indexer {
	x.mu.Lock()
	defer x.mu.Unlock()
	last := len(x.indexers) - 1
	if last < 0 {
		return search.NewIndexer(x.Site.Language)
	}
	by := x.indexers[last]
	x.indexers = x.indexers[:last]
	return by
}

// join joins what is found of all pages.
func (x *searchIndex) join() (*search.Index, error) {
	parallel.Each(len(x.groups), func(i int) {
		g := x.groups[i]
		g.once.Do(func() { x.find(g, nil) })
	})
	var all []search.Indexed
	var err error
	for _, g := range x.groups {
		all = append(all, g.found...)
		err = cmp.Or(err, g.err)
		g.found = nil
	}
	x.indexers = nil
	if x.Words != nil && err == nil {
		_ = x.Words.Save() // a cache that cannot be written costs time the next time, and nothing more
	}
	return search.Join(all, x.shards), err
}

// start is the file that is loaded first.
func (x *searchIndex) start(index *search.Index) []byte {
	sizes := make([]int, len(x.groups))
	for i, g := range x.groups {
		sizes[i] = len(g.pages)
	}
	return index.Start(x.Site.Synonyms, sizes)
}
