package importer

import (
	"net/url"
	"path"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/text"
)

// resolver finds where the links of the pages lead.
type resolver struct {
	*Plan
	indexes map[*Folder]*linkIndex // that of nil has the documents that were imported by themselves
	spots   map[*Document]*spots
	first   map[*Document]*page
	made    map[string]*page
	copied  map[fileOf]string // files of folders that pages link to, and their paths within content/
	names   *pathNames

	page    *page // whose links are resolved
	heading int   // how many headings of its document are before the link
}

// resolveLinks makes each link of the pages lead to a page, a heading or a file of the site, as Handrail writes it. The words of those that lead nowhere stay, and
// each is an entry.
func (p *Plan) resolveLinks(names *pathNames) {
	r := resolver{Plan: p, indexes: map[*Folder]*linkIndex{}, spots: map[*Document]*spots{}, copied: map[fileOf]string{}, names: names}
	r.first, r.made = p.firstPages()
	groups := map[*Folder][]*Document{}
	for _, d := range p.documents {
		groups[folderOf(d)] = append(groups[folderOf(d)], d)
		r.spots[d] = &spots{map[string]spot{}, map[string]spot{}}
	}
	for folder, documents := range groups {
		r.indexes[folder] = newLinkIndex(documents)
	}
	parser := markdown.NewParser(p.site.Language)
	for _, page := range p.pages {
		if page.doc != nil {
			r.spots[page.doc].addPage(page, parser)
		}
	}
	for _, page := range p.pages {
		if page.doc == nil {
			continue
		}
		r.page, r.heading = page, page.first
		var blocks []text.Block
		for _, b := range page.blocks {
			if b.Kind == text.Heading {
				r.heading++
			}
			blocks = append(blocks, mapBlocks([]text.Block{b}, nil, r.link)...)
		}
		page.blocks = blocks
	}
	p.noteUnused()
}

// note makes an entry about the link that is resolved.
func (r *resolver) note(what string, in text.Inline) {
	words := wordsOf(in.Inlines)
	if words != in.Href {
		words = strings.TrimSpace(words + " (" + in.Href + ")")
	}
	doc := r.page.doc
	doc.Entries = append(doc.Entries, Entry{What: what, File: doc.File, Heading: r.heading, Words: words})
}

// link gives what takes the place of a part of a line: a link that leads somewhere, or its words.
func (r *resolver) link(in text.Inline) []text.Inline {
	if _, held := r.page.doc.Pictures[in.Href]; in.Kind == text.Image && !held {
		return r.lostPicture(in)
	}
	if in.Kind != text.Link {
		return []text.Inline{in}
	}
	in.Href = strings.TrimSpace(in.Href)
	href, what := r.resolve(in.Href)
	if what != "" {
		r.note(what, in)
	}
	if href == "" {
		return in.Inlines
	}
	if href != in.Href && in.Address && !strings.Contains(href, ":") {
		in.Address = false
	}
	in.Href = href
	return []text.Inline{in}
}

var (
	scheme     = pattern.New(`^([A-Za-z][A-Za-z0-9+.-]*):`)
	webScheme  = pattern.New(`^[hHtTpPsS]{3,8}:?/{0,3}`) // of which the letters are those of http and https
	mailName   = pattern.New(`^[^\s/@:?#]+@[^\s/@:?#]+\.[^\s/@:?#]+$`)
	nothingYet = pattern.New(`^(?:#?|[A-Z_ -]+|[xX.?]+|#?\s*[\[<{(].*)$`) // TODO, xxx, [insert the address]
)

// resolve finds where a link leads; href is "" when it leads nowhere. what is the kind of what there is to know of it, or "".
func (r *resolver) resolve(link string) (href, what string) {
	before, after, slashes := strings.Cut(link, "://")
	name := ""
	if m := scheme().FindStringSubmatch(link); m != nil {
		name = strings.ToLower(m[1])
	}
	switch {
	case link == "" || link == "#":
		return "", "link-open"
	case strings.HasPrefix(link, "#"):
		return r.inDocument(r.page.doc, link[1:])
	case name == "mailto", name == "tel":
		rest := link[len(name)+1:]
		if name == "tel" {
			rest = strings.Join(strings.Fields(rest), "")
		}
		if rest == "" {
			return "", "link-open"
		}
		return name + ":" + rest, ""
	case name == "link": // it has its name already
		return link, ""
	case (name == "http" || name == "https") && slashes && strings.Trim(after, "/") != "":
		return r.web(name + "://" + strings.TrimLeft(link[len(before)+3:], "/"))
	case (name == "http" || name == "https") && slashes:
		return "", "link-open"
	case strings.HasPrefix(link, "//"):
		return "https:" + link, "link-mended"
	case mailName().MatchString(link):
		return "mailto:" + link, ""
	case strings.HasPrefix(link, "www."):
		return "https://" + link, "link-mended"
	case slashes || name == "http" || name == "https":
		m := webScheme().FindString(link)
		rest := strings.TrimLeft(link[len(m):], "/")
		if !strings.HasSuffix(m, "/") && name != "http" && name != "https" || !strings.Contains(rest, ".") {
			return "", "link-scheme"
		}
		if strings.ContainsAny(m, "sS") {
			return "https://" + rest, "link-mended"
		}
		return "http://" + rest, "link-mended"
	case len(name) > 1 && !strings.Contains(name, "."):
		return "", "link-scheme"
	}
	return r.within(link)
}

// web resolves an address of the web, which can be one of the site that is imported.
func (r *resolver) web(address string) (href, what string) {
	own, ok := r.page.doc.folder.ownPath(address)
	if !ok {
		if _, err := url.Parse(address); err != nil || strings.ContainsAny(address, " \t\n") {
			return strings.NewReplacer(" ", "%20", "\t", "", "\n", "").Replace(address), ""
		}
		return address, ""
	}
	if href, what = r.within(own); href == "" {
		return address, "link-old-site"
	}
	return href, what
}

// within resolves a link to a file, or to an address of the site that is imported.
func (r *resolver) within(link string) (href, what string) {
	doc := r.page.doc
	place, anchor, _ := strings.Cut(link, "#")
	place, _, _ = strings.Cut(unescapePath(place), "?")
	if place == "" {
		return r.inDocument(doc, anchor)
	}
	candidates := doc.folder.candidates(doc, place)
	if d := r.find(doc, candidates, place); d != nil {
		return r.inDocument(d, anchor)
	}
	for _, candidate := range candidates {
		if page := r.made[addressKey(candidate)]; page != nil && folderOf(doc) != nil {
			return relative(r.page.path, page.path), ""
		}
	}
	if name := doc.folder.file(doc, place); name != "" {
		return r.download(doc.folder, name)
	}
	if nothingYet().MatchString(place) {
		return "", "link-open"
	}
	if host, _, _ := strings.Cut(place, "/"); hostName().MatchString(host) {
		return "https://" + link, "link-mended"
	}
	return "", "link-missing"
}

// hostName is the name of a host in an address that was typed without its scheme, by the domains that end in no name of a file.
var hostName = pattern.New(`^(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|uk|gov|edu|int|eu|ie|scot|wales|cymru)$`)

// find is the document that a link of another means, or nil.
func (r *resolver) find(from *Document, candidates []string, place string) *Document {
	x := r.indexes[folderOf(from)]
	if d := x.find(candidates); d != nil {
		return d
	}
	wiki := from.folder.Generator.Name == wikiGenerator().Name
	if place = strings.TrimSuffix(place, "/"); wiki || !strings.Contains(place, "/") && path.Ext(place) == "" {
		return x.base[foldAddress(path.Base(place))]
	}
	return nil
}

// inDocument leads to a heading of a document; without an anchor, or when none has its name, to its page.
func (r *resolver) inDocument(d *Document, anchor string) (href, what string) {
	to := spot{page: r.first[d]}
	anchor, _, _ = strings.Cut(unescapePath(anchor), ":~:")
	if anchor != "" {
		found, ok := r.spots[d].find(anchor)
		switch {
		case ok:
			to = found
		case d == r.page.doc && strings.EqualFold(anchor, "top"): // HTML Living Standard §7.4.6.4
			return "", "link-top"
		case d == r.page.doc:
			return "", "anchor-missing"
		default:
			what = "anchor-missing"
		}
	}
	if to.page.front.Draft && !r.page.front.Draft {
		return "", "link-draft"
	}
	if to.page == r.page && to.id != "" {
		return "#" + to.id, what
	}
	href = relative(r.page.path, to.page.path)
	if to.id != "" {
		href += "#" + to.id
	}
	return href, what
}

func linkWhats() []what {
	return []what{
		{"link-missing", Person, "Links lead to pages and files that are not there. Their words are on the page.", "Find what each should lead to, and link to it."},
		{"link-open", Person, "Links lead nowhere yet. Their words are on the page.", "Find the address of each."},
		{"anchor-missing", Person, "Links lead to parts of pages that have no heading of that name. They lead to the page, or are words on the page itself.", "Find the heading that was meant, and link to it."},
		{"link-draft", Person, "Links lead to pages that are drafts. Their words are on the page.", "Publish those pages, or write the sentence without a link."},
		{"link-old-site", Person, "Links lead to the site that the pages come from, and to no page of it that was read.", "Look whether that site will stay."},
		{"link-scheme", Person, "Links begin with something that is neither http, https, mailto nor tel. Their words are on the page.", "Write in words how to get there."},
		{"link-file", LeftOut, "Files that a browser would run, or that are no documents, are not copied. The words of links to them are on the page.", "Describe in words what readers need of each."},
		{"link-file-broken", LeftOut, "Files that pages link to cannot be read, and are not copied.", "Open each in the program that it was made with, save it, and put it beside the page."},
		{"file-unused", LeftOut, "Files to which no page leads are not copied.", "Put those that readers need beside the page that leads to them."},
		{"link-mended", Changed, "Addresses that were typed wrong are put right.", "Open each to see whether it is what was meant."},
		{"link-top", Changed, "Links to the top of their page are words, as browsers go there by themselves.", ""},
	}
}
