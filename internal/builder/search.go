package builder

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"handrail/internal/site"
)

// search makes the page that searches. Without a script it is an index of the pages from A to Z.
func (p *planner) search() *View {
	v := p.base("search", site.SearchPage, p.words.must("search.title"), p.words.must("search.summary"))
	pages := slices.SortedFunc(slices.Values(p.Site.Pages), func(a, b *site.Page) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), cmp.Compare(a.Address, b.Address))
	})
	for _, page := range pages {
		letter := initial(page.Title)
		if n := len(v.Letters); n == 0 || v.Letters[n-1].Letter != letter {
			v.Letters = append(v.Letters, Letter{Letter: letter})
		}
		last := &v.Letters[len(v.Letters)-1]
		last.Entries = append(last.Entries, Link{Title: page.Title, Href: escapePath(site.Relative(v.Path, page.Address))})
	}
	return v
}

// initial is the letter that a title is listed under: "#" for what begins with none.
func initial(title string) string {
	for _, r := range title {
		if unicode.IsLetter(r) {
			return string(unicode.ToUpper(r))
		}
		if unicode.IsDigit(r) {
			break
		}
	}
	return "#"
}
