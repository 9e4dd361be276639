package builder

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"slices"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

// data plans the files for programs: the rules as JSON, and, when the site's address is known, a map of its pages and
// a feed of what changed.
func (p *planner) data() []Output {
	var outputs []Output
	if len(p.Site.Rules) > 0 {
		outputs = append(outputs, made("rules.json", p.rulesJSON))
	}
	if p.Site.Config.URL != "" {
		outputs = append(outputs, made("sitemap.xml", p.sitemap), made("feed.xml", p.feed))
	}
	return outputs
}

// rulesJSON lists every rule with all that refers to it.
func (p *planner) rulesJSON() []byte {
	type rule struct {
		ID         string             `json:"id"`
		Kind       markdown.RuleKind  `json:"kind"`
		Sources    []*site.Origin     `json:"sources"` // the main one first
		Words      string             `json:"words,omitempty"`
		Text       string             `json:"text"`
		Applies    markdown.Condition `json:"applies,omitempty"`
		Repeat     string             `json:"repeat"`
		Changed    string             `json:"changed,omitempty"`
		Page       string             `json:"page"`
		Questions  []string           `json:"questions"`
		Checklists []string           `json:"checklists"`
		Statements []string           `json:"statements"`
	}
	list := []rule{}
	for _, r := range p.Site.Rules {
		entry := rule{ID: r.ID, Kind: r.Kind, Text: r.Plain, Applies: r.Applies, Repeat: r.Repeat, Changed: r.Changed.String(), Sources: []*site.Origin{}, Words: r.Words,
			Page: r.Page.Address + "#" + r.ID, Questions: []string{}, Checklists: addresses(r.Acts), Statements: addresses(r.Fulfils)}
		for _, name := range r.Sources {
			if o := p.Site.Origin(name); o != nil {
				entry.Sources = append(entry.Sources, o)
			}
		}
		for _, q := range r.Questions {
			entry.Questions = append(entry.Questions, q.Page.Address+"#"+q.ID)
		}
		list = append(list, entry)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(list); err != nil {
		panic("builder: rules are not plain data: " + err.Error())
	}
	return b.Bytes()
}

func addresses(pages []*site.Page) []string {
	list := []string{}
	for _, p := range pages {
		list = append(list, p.Address)
	}
	return list
}

// absolute is the address of a page on the host that site.yaml names.
func (p *planner) absolute(page *site.Page, anchor string) string {
	u := p.Site.Config.URL + escapePath(page.Address)
	if anchor != "" {
		u += "#" + fragment(anchor)
	}
	return u
}

// sitemap lists the pages for search engines (https://www.sitemaps.org/protocol.html).
func (p *planner) sitemap() []byte {
	type entry struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod,omitempty"`
	}
	set := struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []entry  `xml:"url"`
	}{}
	for _, page := range p.Site.Pages {
		set.URLs = append(set.URLs, entry{p.absolute(page, ""), page.Reviewed.String()})
	}
	return toXML(set)
}

// maxEntries is the maximum number of changes in the feed, the newest first.
const maxEntries = 50

// feed lists what changed: each rule on the day its meaning changed, each page on the day it was reviewed (RFC 4287).
func (p *planner) feed() []byte {
	type link struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	type entry struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Link    link   `xml:"link"`
		Summary string `xml:"summary,omitempty"`
	}
	type author struct {
		Name string `xml:"name"`
	}
	day := func(d source.Date) string { return d.String() + "T00:00:00Z" }
	var entries []entry
	for _, r := range p.Site.Rules {
		if !r.Changed.IsZero() {
			entries = append(entries, entry{p.absolute(r.Page, r.ID) + "@" + r.Changed.String(), p.words.must("feed.rule", "page", r.Page.Title), day(r.Changed), link{Href: p.absolute(r.Page, r.ID)}, r.Plain})
		}
	}
	for _, page := range p.Site.Pages {
		if !page.Reviewed.IsZero() {
			entries = append(entries, entry{p.absolute(page, "") + "@" + page.Reviewed.String(), p.words.must("feed.page", "page", page.Title), day(page.Reviewed), link{Href: p.absolute(page, "")}, page.Summary})
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(b.Updated, a.Updated) })
	updated := "1970-01-01T00:00:00Z"
	if len(entries) > 0 {
		updated = entries[0].Updated
	}
	name := cmp.Or(p.Site.Config.Organisation.Name, p.Site.Config.Title)
	return toXML(struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Author  author   `xml:"author"`
		Links   []link   `xml:"link"`
		Entries []entry  `xml:"entry"`
	}{ID: p.Site.Config.URL, Title: p.Site.Config.Title, Updated: updated, Author: author{name},
		Links: []link{{"self", p.Site.Config.URL + "feed.xml"}, {"alternate", p.Site.Config.URL}}, Entries: entries[:min(len(entries), maxEntries)]})
}

func toXML(v any) []byte {
	text, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		panic("builder: not plain data: " + err.Error())
	}
	return append([]byte(xml.Header), append(text, '\n')...)
}

// rootPath is the path of the site on its host; "" when that is not known. The development server has it at the root.
func (p *planner) rootPath() string {
	if p.Live != "" {
		return "/"
	}
	if u, err := url.Parse(p.Site.Config.URL); err == nil && p.Site.Config.URL != "" {
		return u.EscapedPath()
	}
	return ""
}
