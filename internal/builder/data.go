package builder

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/url"

	"handrail/internal/markdown"
	"handrail/internal/site"
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
		Was        string             `json:"was,omitempty"`
		Version    string             `json:"version"`
		Page       string             `json:"page"`
		Questions  []string           `json:"questions"`
		Checklists []string           `json:"checklists"`
		Statements []string           `json:"statements"`
	}
	list := []rule{}
	for _, r := range p.Site.Rules {
		entry := rule{ID: r.ID, Kind: r.Kind, Text: r.Plain, Applies: r.Applies, Repeat: r.Repeat, Changed: r.Changed.String(), Was: r.Was, Version: r.Version(), Sources: []*site.Origin{},
			Words: r.Words, Page: r.Page.Address + "#" + r.ID, Questions: []string{}, Checklists: addresses(r.Acts), Statements: addresses(r.Fulfils)}
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
