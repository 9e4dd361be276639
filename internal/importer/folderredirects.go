package importer

import (
	"maps"
	"path"
	"slices"
	"strings"

	"handrail/internal/text"
)

// readRedirects gives pages the old addresses that lead to them: those of the configuration, and those of _redirects, which Netlify, Cloudflare and GitLab read
// (https://docs.netlify.com/routing/redirects/).
func (f *Folder) readRedirects() {
	for _, dir := range append([]string{"."}, f.static...) {
		for line := range strings.Lines(f.text(path.Join(dir, "_redirects"))) {
			line, _, _ = strings.Cut(line, "#")
			if parts := strings.Fields(line); len(parts) >= 2 && !strings.ContainsAny(parts[0], "*:") {
				f.moved[parts[0]] = parts[1]
			}
		}
	}
	index := newLinkIndex(f.Documents)
	for _, old := range slices.Sorted(maps.Keys(f.moved)) {
		to := f.moved[old]
		if own, ok := f.ownPath(to); ok {
			to = own
		}
		to = strings.TrimLeft(to, "/")
		candidates := []string{to}
		for _, r := range f.roots {
			candidates = append(candidates, path.Join(r.dir, to))
		}
		if base := f.basePath(); base != "" && strings.HasPrefix(to, base+"/") {
			candidates = append(candidates, strings.TrimPrefix(to, base+"/"))
		}
		if d := index.find(candidates); d != nil {
			d.Front.Aliases = append(d.Front.Aliases, old)
		} else {
			f.note("redirect", old, f.moved[old])
		}
	}
}

// settleSections gives the pages that introduce their folder what the configuration says of it, and leaves the sections that no page introduces.
func (f *Folder) settleSections() {
	f.Sections = slices.DeleteFunc(f.Sections, func(s Section) bool {
		at := slices.IndexFunc(f.Documents, func(d *Document) bool { return d.Place == s.Path+"/index.md" })
		if at < 0 {
			return false
		}
		front := &f.Documents[at].Front
		if front.Order == 0 {
			front.Order = s.Front.Order
		}
		f.name(f.Documents[at], s.Front.Title)
		if s.Front.Summary != "" && front.Summary == "" {
			front.Summary = s.Front.Summary
		} else if s.Front.Summary != front.Summary {
			f.note("menu-title", f.Documents[at].File, s.Front.Summary)
		}
		return true
	})
}

// name gives a document the title that the menu has for it, where it has none itself.
func (f *Folder) name(d *Document, title string) {
	own := d.Front.Title
	if own == "" {
		if at := slices.IndexFunc(d.Blocks, func(b text.Block) bool { return b.Kind == text.Heading }); at >= 0 {
			own = wordsOf(d.Blocks[at].Inlines)
		}
	}
	switch {
	case title == "" || sameWords(own, title):
	case own == "":
		d.Front.Title = title
	default:
		f.note("menu-title", d.File, title)
	}
}
