package build

import (
	"bytes"
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"

	"handrail/internal/site"
)

// maxListed is how many sections, or pages of a section, the menu lists. Nobody chooses from more; the home page and the
// section's own page have them all.
const maxListed = 60

// frames are the headers and footers of the site. The pages of a folder have the same, but for the mark on the link to the
// page itself: so they are rendered once for a folder.
type frames struct {
	mu   sync.Mutex
	made map[frameKey]*frame
}

// frameKey is a folder, and whether the page is the home page.
type frameKey struct {
	dir  string
	home bool
}

// frame is the header and the footer of the pages of a folder. They are rendered when the first page needs them.
type frame struct {
	view    FrameView
	pages   []Link         // of the section
	at      map[string]int // where a page is among them, by its address
	digest  string         // of all of these
	layouts *layouts

	once          sync.Once
	before, after string   // the header, around the links to the pages of the section
	links         []string // to those pages
	marked        []string // the same, each as the page itself has it
	footer        string
	err           error
}

// split marks where the links to the pages of the section go. Layouts hold no zero bytes.
const split = "\x00"

// render renders all that the pages share, once.
func (f *frame) render() error {
	f.once.Do(func() {
		part := func(name string, data any) string {
			text, err := f.layouts.part(name, data)
			f.err = cmp.Or(f.err, err)
			return text
		}
		if len(f.pages) > 0 {
			f.view.Pages = split
			f.links = strings.Split(part("menulinks", menuItems(f.pages, false)), split)
			f.marked = strings.Split(part("menulinks", menuItems(f.pages, true)), split)
		}
		f.before, f.after, _ = strings.Cut(part("header", f.view), split)
		f.footer = part("footer", f.view)
	})
	return f.err
}

// menuLinks is a template that executes "menulink" for each of several links, and tells them apart.
const menuLinks = `{{range .}}{{template "menulink" .Link}}{{.End}}{{end}}`

type menuItem struct {
	Link Link
	End  template.HTML
}

func menuItems(links []Link, current bool) []menuItem {
	items := make([]menuItem, len(links))
	for i, link := range links {
		link.Current = current
		items[i] = menuItem{Link: link}
		if i > 0 {
			items[i-1].End = split
		}
	}
	return items
}

// header writes the header of the page at an address.
func (f *frame) header(b *bytes.Buffer, address string) {
	b.WriteString(f.before)
	here, listed := f.at[address]
	for i, link := range f.links {
		if listed && i == here {
			link = f.marked[i]
		}
		b.WriteString(link)
	}
	b.WriteString(f.after)
}

// frame is the frame of the page at an address.
func (p *planner) frame(address string) *frame {
	key := frameKey{path.Dir(address), address == "index.html"}
	p.frames.mu.Lock()
	defer p.frames.mu.Unlock()
	f := p.frames.made[key]
	if f == nil {
		f = p.frameOf(address, depth(address), func(to string) string { return site.Relative(address, to) })
		p.frames.made[key] = f
	}
	return f
}

// frameOf makes the frame of the pages in the folder of an address, from which root is the way to the site's folder and way
// the way to another address.
func (p *planner) frameOf(address, root string, way func(to string) string) *frame {
	f := &frame{view: FrameView{Site: p.site, Root: root, Home: address == "index.html"}, at: map[string]int{}, layouts: p.layouts}
	sections := slices.DeleteFunc(slices.Clone(p.Site.Sections()), func(page *site.Page) bool { return page.Kind != site.Section })
	f.view.More = len(sections) > maxListed
	for _, section := range sections {
		current := strings.HasPrefix(address, path.Dir(section.Address)+"/")
		if current || !f.view.More {
			f.view.Nav = append(f.view.Nav, Link{Title: section.Title, Href: escapePath(way(section.Address)), Current: current})
		}
	}
	if section := p.sectionAt(address); section != nil && len(section.Children) <= maxListed {
		for i, child := range section.Children {
			f.pages = append(f.pages, Link{Title: child.Title, Href: escapePath(way(child.Address))})
			f.at[child.Address] = i
		}
	}
	f.digest = digestOf(f.view, f.pages)
	return f
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
