package builder

import (
	"cmp"
	"encoding/xml"
	"html"
	"slices"

	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/internal/wording"
)

// novelty is a change of a site: the meaning of a rule has changed, or a page was reviewed.
type novelty struct {
	day  source.Date
	page *site.Page
	rule *site.Rule // nil for a review
}

// novelties lists what has changed, the newest first: of one day rules before pages, each in reading order.
func (p *planner) novelties() []novelty {
	var all []novelty
	for _, r := range p.Site.Rules {
		if !r.Changed.IsZero() {
			all = append(all, novelty{r.Changed, r.Page, r})
		}
	}
	for _, page := range p.Site.Pages {
		if !page.Reviewed.IsZero() {
			all = append(all, novelty{day: page.Reviewed, page: page})
		}
	}
	slices.SortStableFunc(all, func(a, b novelty) int { return b.day.Compare(a.day.Time) })
	return all
}

// hasNews says whether a site says of anything when it changed, and so has whats-new.html.
func hasNews(s *site.Site) bool {
	return slices.ContainsFunc(s.Rules, func(r *site.Rule) bool { return !r.Changed.IsZero() }) ||
		slices.ContainsFunc(s.Pages, func(p *site.Page) bool { return !p.Reviewed.IsZero() })
}

// maxNews is the size of the changes on whats-new.html, in bytes before they are compressed. With it the page stays below 30 KB with all that it
// loads, however many rules there are and whatever they say. newsMarkup is about what a rule has there beside its words.
const (
	maxNews    = 44_000
	newsMarkup = 300
)

// whatsNew makes the page of what has changed, by month and day.
func (p *planner) whatsNew() *View {
	v := p.base("whats-new", "whats-new.html", p.words.must("news.title"), p.words.must("news.summary"))
	news := &NewsView{}
	if p.Site.Config.URL != "" {
		news.Feed = "feed.xml"
	}
	all, size := p.novelties(), 0
	for i, c := range all {
		if size += 2 * len(c.page.Title); c.rule != nil {
			size += newsMarkup + len(c.rule.Plain) + len(c.rule.Was)
		}
		if size > maxNews && i > 0 {
			news.Older = len(all) - i
			break
		}
		day := news.dayOf(p, c.day)
		if c.rule == nil {
			day.Pages = append(day.Pages, Link{Title: c.page.Title, Href: escapePath(c.page.Address)})
			continue
		}
		rule := newsRule(c.rule)
		day.Rules = append(day.Rules, rule)
		news.Marked = news.Marked || slices.ContainsFunc(slices.Concat(rule.Was, rule.Now), func(part wording.Part) bool { return part.Differs })
	}
	v.News = news
	return v
}

// dayOf is the last day, which is that of a date, or a new one.
func (n *NewsView) dayOf(p *planner, date source.Date) *NewsDay {
	month := p.words.monthOf(source.Month(date))
	if at := len(n.Months); at == 0 || n.Months[at-1].Month != *month {
		n.Months = append(n.Months, NewsMonth{Month: *month})
	}
	of := &n.Months[len(n.Months)-1]
	day := p.words.date(date)
	if at := len(of.Days); at == 0 || of.Days[at-1].Date != *day {
		of.Days = append(of.Days, NewsDay{Date: *day})
	}
	return &of.Days[len(of.Days)-1]
}

func newsRule(r *site.Rule) NewsRule {
	view := NewsRule{ID: r.ID, Kind: string(r.Kind), Now: []wording.Part{{Text: r.Plain}},
		Page: Link{Title: r.Page.Title, Href: escapePath(r.Page.Address) + "#" + fragment(r.ID)}}
	if r.Was != "" {
		view.Was, view.Now = wording.Mark(r.Was, r.Plain)
	}
	return view
}

// maxEntries is the maximum number of changes in the feed, the newest first.
const maxEntries = 50

// feed lists what changed: each rule on the day its meaning changed, each page on the day it was reviewed (RFC 4287).
func (p *planner) feed() []byte {
	type link struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	type content struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	type entry struct {
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Link    link     `xml:"link"`
		Summary string   `xml:"summary,omitempty"`
		Content *content `xml:"content"`
	}
	type author struct {
		Name string `xml:"name"`
	}
	var entries []entry
	all := p.novelties()
	for _, c := range all[:min(len(all), maxEntries)] {
		e := entry{Updated: c.day.String() + "T00:00:00Z", Title: p.words.must("feed.page", "page", c.page.Title), Summary: c.page.Summary}
		address := p.absolute(c.page, "")
		if c.rule != nil {
			address = p.absolute(c.page, c.rule.ID)
			e.Title, e.Summary = p.words.must("feed.rule", "page", c.page.Title), c.rule.Plain
			if c.rule.Was != "" {
				e.Content = &content{"html", p.beforeAndNow(c.rule)}
			}
		}
		e.ID, e.Link = address+"@"+c.day.String(), link{Href: address}
		entries = append(entries, e)
	}
	updated, about := "1970-01-01T00:00:00Z", p.Site.Config.URL
	if len(entries) > 0 {
		updated, about = entries[0].Updated, about+"whats-new.html"
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
		Links: []link{{"self", p.Site.Config.URL + "feed.xml"}, {"alternate", about}}, Entries: entries})
}

// beforeAndNow is the HTML of what a rule said and says.
func (p *planner) beforeAndNow(r *site.Rule) string {
	part := func(key, text string) string {
		return "<p><strong>" + html.EscapeString(p.words.must(key)) + ":</strong> " + html.EscapeString(text) + "</p>"
	}
	return part("news.before", r.Was) + part("news.now", r.Plain)
}
