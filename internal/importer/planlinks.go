package importer

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/text"
)

// link is an entry of links.yaml. It does not say when somebody looked at it last, as nobody has.
type link struct {
	Name    string `yaml:"-"`
	Address string `yaml:"address"`
	Title   string `yaml:"title"`
}

// nameLinks gives each address outside the site a name, so that one edit of links.yaml corrects every page. The links.yaml of a site that exists is not changed: a name
// that it has for an address is used, and other addresses stay written out.
func (p *Plan) nameLinks() {
	byAddress := map[string]link{}
	taken := map[string]bool{}
	for address, name := range p.site.Links {
		byAddress[address] = link{Name: name}
		taken[name] = true
	}
	for _, page := range p.pages {
		page.blocks = mapBlocks(page.blocks, nil, func(in text.Inline) []text.Inline {
			host := webHost(in)
			if host == "" {
				return []text.Inline{in}
			}
			named, known := byAddress[in.Href]
			if !known {
				named = newLink(in, host, taken)
				byAddress[in.Href] = named
				p.links = append(p.links, named)
				if p.site.New {
					p.noteOn(page, "link-unchecked", named.Name+" ("+named.Address+")")
				} else {
					p.noteOn(page, "link-unnamed", named.Name+`: {address: "`+named.Address+`", title: `+strconv.Quote(named.Title)+`}`)
				}
			}
			if _, here := p.site.Links[in.Href]; p.site.New || here {
				in.Href, in.Address = "link:"+named.Name, false
			}
			return []text.Inline{in}
		})
	}
}

// webHost is the host that a link leads to; "" for any other inline, and for a link within the site or to no web page.
func webHost(in text.Inline) string {
	if in.Kind != text.Link {
		return ""
	}
	u, err := url.Parse(in.Href)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.Hostname()
}

// newLink makes an entry of a link: its title is its words, and its name is made of its host, and of its path where another has that.
func newLink(in text.Inline, host string, taken map[string]bool) link {
	host = strings.TrimPrefix(host, "www.")
	title := wordsOf(in.Inlines)
	if title == "" || strings.Contains(title, "://") {
		title = host
	}
	site := slug(strings.Join(strings.FieldsFunc(host, func(r rune) bool { return r == '.' }), "-"))
	u, _ := url.Parse(in.Href) // webHost has read it
	candidates := []string{site}
	if last := strings.TrimSuffix(path.Base(u.Path), path.Ext(u.Path)); strings.Trim(last, "/.") != "" {
		candidates = []string{site + "-" + slug(last), site + "-" + slug(strings.TrimSuffix(u.Path, path.Ext(u.Path)))}
	}
	name := ""
	for i := 0; name == ""; i++ {
		candidate := candidates[min(i, len(candidates)-1)]
		if i >= len(candidates) {
			candidate += "-" + strconv.Itoa(i-len(candidates)+2)
		}
		if !taken[candidate] {
			name = candidate
		}
	}
	taken[name] = true
	return link{name, in.Href, title}
}

// placeAliases keeps the old addresses of pages as far as they can be kept: each leads to one page, and none is that of another.
func (p *Plan) placeAliases() {
	taken := map[string]bool{}
	for _, page := range p.pages {
		taken[addressOf(page.path)] = true
	}
	for _, page := range p.pages {
		var kept []string
		for _, old := range page.front.Aliases {
			alias := aliasOf(old)
			switch {
			case alias == addressOf(page.path) || slices.Contains(kept, alias):
			case alias == "" || taken[alias] || p.site.Has(alias):
				p.noteOn(page, "alias", old)
			default:
				taken[alias] = true
				kept = append(kept, alias)
			}
		}
		page.front.Aliases = kept
	}
}

func addressOf(place string) string { return strings.TrimSuffix(place, path.Ext(place)) + ".html" }

// aliasOf writes an old address as Handrail has it: the path of a page, with its ending; "" when it cannot be one.
func aliasOf(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(u.Path, `\:*?"<>|#%`) {
		return ""
	}
	alias := strings.TrimPrefix(path.Clean("/"+u.Path), "/")
	switch {
	case strings.HasSuffix(u.Path, "/") || alias == "":
		return path.Join(alias, "index.html")
	case path.Ext(alias) == ".html":
		return alias
	case slices.Contains([]string{".htm", ".md", ".php"}, path.Ext(alias)):
		return addressOf(alias)
	}
	return alias + ".html"
}

// sourceOf is the name that a rule of a document has in source; "" where the site lists no sources.
func (p *Plan) sourceOf(d *Document) string {
	if !p.site.New && p.site.Sources == nil {
		return ""
	}
	title := p.titleOf(d)
	if name := p.site.Sources[title]; name != "" {
		return name
	}
	return markdown.Slug(title)
}

// titleOf is the title of a document, as the source of what it says: that of the folder that it is from, or its own.
func (p *Plan) titleOf(d *Document) string {
	if d.Place != "" {
		return cmp.Or(d.folder.Title, titleOf(d.folder.Name))
	}
	at := slices.IndexFunc(p.pages, func(page *page) bool { return page.doc == d })
	return p.pages[at].front.Title
}
