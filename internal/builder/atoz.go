package builder

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"handrail/internal/site"
)

// maxListedAtoZ is how long the list from A to Z is at most: so the page stays below 30 KB with all that it loads at first, however large the
// site is. Where there is more, its headings and rules are left out, then all but sections, and then all but the sections at the top.
const maxListedAtoZ = 400

// atoz makes the page that searches. Without a script it is a list from A to Z.
func (p *planner) atoz() (*View, error) {
	v := p.base("search", site.SearchPage, p.words.must("search.title"), p.words.must("search.summary"))
	entries, left, err := p.entries()
	files, failed := p.searchScripts(v.Path)
	v.Search = &SearchView{Files: files, Letters: p.letters(append(entries, p.ownEntries()...)), Left: left, Help: p.help(func(to string) string { return to })}
	return v, cmp.Or(err, failed)
}

// entries are what the list from A to Z has. left is "" when that is everything, and otherwise what it has alone: "pages" or "sections".
func (p *planner) entries() (entries []Entry, left string, err error) {
	all := len(p.Site.Pages) + len(p.Site.Rules) + len(p.Site.Glossary.Words)
	for _, page := range p.Site.Pages {
		if hasParts(page) {
			all += len(page.Doc.Anchors)
		}
	}
	if all <= maxListedAtoZ {
		for _, page := range p.Site.Pages {
			entries = append(entries, entryOf(page))
			if hasParts(page) {
				parts, err := p.partEntries(page)
				if err != nil {
					return nil, "", err
				}
				entries = append(entries, parts...)
			}
		}
		for _, r := range p.Site.Rules {
			entries = append(entries, Entry{Link: Link{Title: r.Plain, Href: escapePath(r.Page.Address) + "#" + fragment(r.ID)}, Page: r.Page.Title, Rule: true})
		}
		for _, w := range p.Site.Glossary.Words {
			entries = append(entries, Entry{Link: Link{Title: w.Word, Href: site.WordsPage + "#" + fragment(w.ID)}, Page: p.words.must("words.title")})
		}
		return entries, "", nil
	}
	left = "pages"
	for _, some := range []func(*site.Page) bool{
		func(*site.Page) bool { return true },
		func(page *site.Page) bool { return page.Kind == site.Section },
		func(page *site.Page) bool { return page.Kind == site.Section && page.Parent == p.Site.Home },
	} {
		entries = nil
		for _, page := range p.Site.Pages {
			if some(page) {
				entries = append(entries, entryOf(page))
			}
		}
		if len(entries) <= maxListedAtoZ {
			break
		}
		left = "sections"
	}
	return entries[:min(len(entries), maxListedAtoZ)], left, nil
}

// hasParts says whether the headings of a page are of use by themselves. Those of a quiz are what it asks.
func hasParts(page *site.Page) bool {
	return page.Doc != nil && (page.Kind == site.Plain || page.Kind == site.Section)
}

func entryOf(page *site.Page) Entry {
	return Entry{Link: Link{Title: page.Title, Href: escapePath(page.Address)}}
}

// partEntries are the headings of a page that its contents can have. For an outline they are noted as the text that they are in.
func (p *planner) partEntries(page *site.Page) ([]Entry, error) {
	f := &filler{planner: p, page: page, from: site.SearchPage}
	if p.outline != nil {
		p.outline.note(f)
		return nil, nil
	}
	var entries []Entry
	for _, h := range f.texts().Headings {
		if h.Level <= 3 && h.Title != "" {
			entries = append(entries, Entry{Link: Link{Title: h.Title, Href: escapePath(page.Address) + "#" + fragment(h.ID)}, Page: page.Title})
		}
	}
	return entries, f.err
}

// ownEntries are the pages that the build makes of the site as a whole.
func (p *planner) ownEntries() []Entry {
	var entries []Entry
	add := func(there bool, key, address string) {
		if there {
			entries = append(entries, Entry{Link: Link{Title: p.words.must(key), Href: address}})
		}
	}
	add(p.site.HasRules, "rules.title", "rules.html")
	add(p.site.HasBook, "handbook.title", "handbook.html")
	add(p.site.HasWords, "words.title", site.WordsPage)
	add(p.site.HasNews, "news.title", "whats-new.html")
	add(p.site.HasRefresh, "refresh.title", refreshPage)
	add(len(p.Site.Paths) > 0, "records.title", site.RecordPage)
	add(true, "kept.title", "kept.html")
	for i, path := range p.Site.Paths {
		if path.Page == nil { // the first are those of the audiences
			entries = append(entries, Entry{Link: Link{Title: p.Site.Config.Audiences[i].Title, Href: escapePath(path.Address)}})
		}
	}
	return entries
}

// letters sorts entries as the site's language does, and puts each under its letter.
func (p *planner) letters(entries []Entry) []Letter {
	tag, err := language.Parse(p.Site.Config.Language)
	if err != nil {
		tag = language.Und
	}
	order := collate.New(tag, collate.IgnoreCase)
	keys := make(map[string][]byte, len(entries))
	var buffer collate.Buffer
	keyOf := func(text string) []byte {
		if keys[text] == nil {
			keys[text] = order.KeyFromString(&buffer, text)
		}
		return keys[text]
	}
	sorted := func(e Entry) string { return sortedBy(e.Title, p.Site.Language.Articles) }
	slices.SortStableFunc(entries, func(a, b Entry) int { return slices.Compare(keyOf(sorted(a)), keyOf(sorted(b))) })
	var letters []Letter
	for _, e := range entries {
		name := initialOf(sorted(e))
		i := slices.IndexFunc(letters, func(l Letter) bool { return l.Name == name })
		if i < 0 {
			i = len(letters)
			letters = append(letters, Letter{ID: "letter_" + strings.ToLower(name), Name: name})
			if name == "" {
				letters[i].ID = "letter_0"
			}
		}
		letters[i].Entries = append(letters[i].Entries, e)
	}
	slices.SortStableFunc(letters, func(a, b Letter) int { return slices.Compare(keyOf(a.Name), keyOf(b.Name)) })
	return letters
}

// sortedBy is a title without what it is not sorted by: quotation marks before it, and an article.
func sortedBy(title string, articles []string) string {
	title = strings.TrimLeftFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if first, rest, more := strings.Cut(title, " "); more && slices.Contains(articles, strings.ToLower(first)) {
		return rest
	}
	return title
}

// initialOf is the letter that a title is under, in upper case and without accents; "" for one that begins with none.
func initialOf(title string) string {
	first, _ := utf8.DecodeRuneInString(norm.NFD.String(title))
	if !unicode.IsLetter(first) {
		return ""
	}
	return string(unicode.ToUpper(first))
}
