package builder

import (
	"bytes"
	"cmp"
	"html"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"
	"weak"

	"handrail/internal/site"
)

// How many are listed. No reader chooses from more, and each page would carry them; the home page and the section's own page have them all.
const (
	maxListed   = 60 // sections in the menu, and steps of a path on the home page
	minSiblings = 3  // pages of its section that a page lists: with fewer, the links to the next page and the one before are enough
	maxSiblings = 30 // with more, it lists those near it
	near        = 3  // on each side
)

// frames are the heads, headers and footers of the site. The pages of a folder have the same, but for the mark on the link to
// the page itself: so they are rendered once for a folder. Pages are rendered folder by folder, and a frame that no page uses is let go of when memory is
// collected.
type frames struct {
	mu   sync.Mutex
	made map[frameKey]weak.Pointer[frame]
}

// frameKey is a folder, whether the page is the home page, and whether it is a page of text.
type frameKey struct {
	dir        string
	home, text bool
}

// isText says whether a layout is of pages that are read: their script explains words, copies the links to rules, and lets readers say that they
// have read a page.
func isText(layout string) bool {
	return slices.Contains([]string{string(site.Plain), string(site.Section), "home", "handbook"}, layout)
}

// frame is what the pages of a folder share. It is rendered when the first page needs it.
type frame struct {
	view     FrameView
	children []*site.Page                // to list
	way      func(address string) string // from the folder
	digest   string                      // of all of these
	layouts  *layouts

	once                 sync.Once
	head, header, footer string
	siblings             [2]string      // what is before the list of pages and after it
	items                []string       // of that list, without a mark
	places               map[string]int // in items, by the address of a page
	err                  error
}

// render renders what the pages share, once.
func (f *frame) render() error {
	f.once.Do(func() {
		if len(f.children) > 0 {
			f.view.Pages = markPages
		}
		part := func(name string) string {
			text, err := f.layouts.part(name, f.view)
			f.err = cmp.Or(f.err, err)
			return text
		}
		f.head, f.header, f.footer = part("head"), part("header"), part("footer")
		before, after, listed := strings.Cut(part("siblings"), string(f.view.Pages))
		f.siblings = [2]string{before, after}
		if !listed { // the layout has no place for them
			return
		}
		f.items, f.places = make([]string, len(f.children)), make(map[string]int, len(f.children))
		for i, child := range f.children {
			f.items[i] = `<li><a href="` + html.EscapeString(escapePath(f.way(child.Address))) + `">` + html.EscapeString(child.Title) + "</a></li>"
			f.places[child.Address] = i
		}
	})
	return f.err
}

// writeSiblings writes the links to the pages of the section, or to those near the page at an address, with a mark on the one to that page.
func (f *frame) writeSiblings(b *bytes.Buffer, address string) {
	at, among := f.places[address]
	first, end := 0, len(f.items)
	if len(f.items) > maxSiblings {
		if !among {
			return
		}
		first, end = max(0, at-near), min(end, at+near+1)
	}
	b.WriteString(f.siblings[0])
	for i := first; i < end; i++ {
		item := f.items[i]
		if among && i == at {
			before, after, _ := strings.Cut(item, `">`)
			b.WriteString(before)
			b.WriteString(`" aria-current="page">`)
			item = after
		}
		b.WriteString(item)
	}
	b.WriteString(f.siblings[1])
}

// frame is the frame of the page at an address, which has a layout.
func (p *planner) frame(address, layout string) *frame {
	key := frameKey{path.Dir(address), address == "index.html", isText(layout)}
	p.frames.mu.Lock()
	defer p.frames.mu.Unlock()
	f := p.frames.made[key].Value()
	if f == nil {
		way := func(to string) string { return site.Relative(address, to) }
		v := FrameView{Root: depth(address), Policy: p.assets.policy(p.Live != "", false), Style: way(p.assets.style.name), Integrity: p.integrity(p.assets.style)}
		if p.Site.Config.URL != "" {
			v.Feed = way("feed.xml")
		}
		if p.keepsOffline() {
			v.Worker = way(workerName)
		}
		script := p.assets.script
		if key.text {
			script = p.assets.text
		}
		f = p.frameOf(v, address, script, way)
		p.frames.made[key] = weak.Make(f)
	}
	return f
}

// frameOf completes the frame of the pages in the folder of an address, which have a script. way is the way to another address.
func (p *planner) frameOf(v FrameView, address string, script asset, way func(to string) string) *frame {
	v.Site, v.Home, v.Icon, v.Live = p.site, address == "index.html", p.assets.icon, p.Live
	v.Script, v.ScriptIntegrity = way(script.name), p.integrity(script)
	if l := p.Site.Config.Logo; l != nil {
		v.Logo = &LogoView{escapePath(way(l.File)), l.Alt}
	}
	top, _, _ := strings.Cut(address, "/")
	here := p.Site.ByPath[top+"/index.md"]
	sections := p.sections
	if v.More = len(sections) > maxListed; v.More {
		sections = nil
		if here != nil {
			sections = []*site.Page{here}
		}
	}
	for _, section := range sections {
		v.Nav = append(v.Nav, Link{Title: section.Title, Href: escapePath(way(section.Address)), Current: section == here})
	}
	for _, f := range features() {
		if w, used := p.assets.widgets[f.name]; used && f.isTool() {
			v.Tools = append(v.Tools, ToolView{f.name, way(w.script.name), way(w.style.name), p.integrity(w.script), p.integrity(w.style)})
		}
	}
	v.Help = p.help(way)
	f := &frame{way: way, layouts: p.layouts}
	if section := p.sectionAt(address); section != nil && len(section.Children) >= minSiblings {
		if f.children = section.Children; len(f.children) > maxSiblings {
			v.Near = &Link{Title: section.Title, Href: escapePath(way(section.Address))}
		}
	}
	f.view = v
	listed := make([][2]string, len(f.children))
	for i, child := range f.children {
		listed[i] = [2]string{child.Title, child.Address}
	}
	f.digest = digestOf(v, address == "404.html", listed)
	return f
}

// help is the link by which readers reach those whom they can ask.
func (p *planner) help(way func(address string) string) *HelpLink {
	switch t := p.Site.Help; {
	case t.Page != nil:
		href := escapePath(way(t.Page.Address))
		if t.Anchor != "" {
			href += "#" + fragment(t.Anchor)
		}
		return &HelpLink{t.Page.Title, template.URL(href)}
	case t.Named != nil && t.Named.Address != "":
		return &HelpLink{t.Named.Title, template.URL(t.Named.Address)}
	case t.Address != "":
		_, words, _ := strings.Cut(t.Address, ":")
		return &HelpLink{words, template.URL(t.Address)}
	}
	return nil
}

// sectionAt is the section that holds the page at an address; nil when only the home page does.
func (p *planner) sectionAt(address string) *site.Page {
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		if section := p.Site.ByPath[path.Join(dir, "index.md")]; section != nil {
			return section
		}
	}
	return nil
}
