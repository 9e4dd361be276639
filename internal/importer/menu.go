package importer

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"handrail/internal/pattern"
)

// menuItem is an entry of a menu.
type menuItem struct {
	title string
	link  string // the path of a document from the folder, an address, or ""
	items []menuItem
	about string // what it says of its items
	auto  string // a folder within content/ whose pages follow, in the order that they say themselves
}

// arrange puts the pages and the sections in the order of the menu, or of the numbers before their names.
func (f *Folder) arrange() {
	if len(f.menu) == 0 {
		f.arrangeByNumber()
		f.settleSections()
		return
	}
	byFile := map[string]*Document{}
	for _, d := range f.Documents {
		byFile[d.File] = d
	}
	f.arrangeItems(f.menu, byFile, new(int), "")
	f.settleSections()
}

// arrangeItems gives the pages of a menu their order, and gives groups of it to the sections that their pages are in.
func (f *Folder) arrangeItems(items []menuItem, byFile map[string]*Document, n *int, inside string) {
	for _, item := range items {
		*n++
		order := *n
		d := byFile[item.link]
		switch {
		case d != nil:
			d.Front.Order = order
			f.name(d, item.title)
		case strings.Contains(item.link, ":"):
			f.note("menu-link", f.menuFile, item.title+" ("+item.link+")")
		case item.link != "":
			f.note("menu-missing", item.link, item.title)
		case len(item.items) == 0 && item.auto == "" && item.title != "":
			f.note("menu-draft", f.menuFile, item.title)
		}
		if len(item.items) == 0 && item.auto == "" {
			continue
		}
		section := f.sectionOf(item, byFile)
		switch {
		case section == "" || section == inside:
			if d == nil && item.title != "" {
				f.note("menu-group", f.menuFile, item.title)
			}
			section = inside
		default:
			f.introduce(section, item, order, d)
		}
		f.arrangeItems(item.items, byFile, n, section)
	}
}

// introduce gives a section the title and the order that it has in the menu, as an item there. d is the page that the menu has for it, or nil.
func (f *Folder) introduce(section string, item menuItem, order int, d *Document) {
	title := item.title
	known := slices.IndexFunc(f.Sections, func(s Section) bool { return s.Path == section })
	at := slices.IndexFunc(f.Documents, func(d *Document) bool { return d.Place == section+"/index.md" })
	switch {
	case at < 0 && d != nil && path.Base(d.Place) != "index.md": // the chapter above the others introduces them
		d.Place = section + "/index.md"
	case at < 0:
		if known < 0 {
			f.Sections = append(f.Sections, Section{Path: section})
			known = len(f.Sections) - 1
		}
		front := &f.Sections[known].Front
		if front.Title != title && front.Title != "" {
			f.note("menu-title", section, front.Title)
		}
		front.Title, front.Order, front.Summary = title, order, cmp.Or(item.about, front.Summary)
	default:
		index := f.Documents[at]
		if index.Front.Order = order; index != d {
			f.name(index, title)
		}
	}
}

// sectionOf is the folder within content/ that the pages of a group of the menu are in, and no other page of the menu is; "" when there is none.
func (f *Folder) sectionOf(group menuItem, byFile map[string]*Document) string {
	var dirs []string
	inGroup := map[string]bool{}
	var gather func(items []menuItem)
	gather = func(items []menuItem) {
		for _, item := range items {
			if d := byFile[item.link]; d != nil {
				dirs = append(dirs, path.Dir(d.Place))
				inGroup[d.File] = true
			}
			gather(item.items)
		}
	}
	gather(group.items)
	for _, d := range f.Documents {
		if group.auto != "" && within(group.auto, d.Place) {
			dirs = append(dirs, group.auto)
			inGroup[d.File] = true
		}
	}
	if len(dirs) == 0 {
		return ""
	}
	common := dirs[0]
	for _, dir := range dirs {
		for common != "." && dir != common && !strings.HasPrefix(dir, common+"/") {
			common = path.Dir(common)
		}
	}
	if common == "." {
		return ""
	}
	for _, d := range f.Documents {
		if within(common, d.Place) && !inGroup[d.File] && d.File != group.link && d.Front.Order > 0 && d.Place != common+"/index.md" {
			return ""
		}
	}
	return common
}

// arrangeByNumber puts pages and sections in the order of the numbers before their names, where they say none.
func (f *Folder) arrangeByNumber() {
	for _, d := range f.Documents {
		name := path.Base(withoutEnding(d.File))
		if path.Base(d.Place) == "index.md" {
			name = path.Base(path.Dir(d.File))
		}
		if number, _ := leadingNumber(name); number >= 0 && d.Front.Order == 0 {
			d.Front.Order = number + 1 // the first can be 0
		}
		for dir := path.Dir(d.File); dir != "." && f.rootOf(dir) != nil; dir = path.Dir(dir) {
			section := path.Dir(f.place(path.Join(dir, "x.md")))
			known := slices.ContainsFunc(f.Sections, func(s Section) bool { return s.Path == section })
			if number, _ := leadingNumber(path.Base(dir)); number >= 0 && !known {
				f.Sections = append(f.Sections, Section{section, Front{Order: number + 1}})
			}
		}
	}
}

// listItem is a line of a list of links, or a heading above one.
var listItem = pattern.New(`^([ \t]*)(?:[-*+]|\d+[.)])[ \t]+(.*)$|^(#{1,6})[ \t]+(.*)$|^(\[.*)$`)

// menuOfList reads a menu that is written as a list of links in markdown. resolve makes the path of a document of what a link has.
func menuOfList(data string, resolve func(string) string) []menuItem {
	type level struct {
		indent int
		items  *[]menuItem
	}
	var menu []menuItem
	top := &menu
	levels := []level{{-1, top}}
	for line := range strings.Lines(data) {
		m := listItem().FindStringSubmatch(strings.TrimRight(line, "\r\n"))
		if m == nil {
			continue
		}
		indent := len(strings.ReplaceAll(m[1], "\t", "    "))
		switch {
		case m[3] != "": // a part: what follows is in it
			menu = append(menu, menuItem{title: plainTitle(m[4])})
			top = &menu[len(menu)-1].items
			levels = []level{{-1, top}}
			continue
		case m[5] != "":
			levels, m[2] = levels[:1], m[5]
		}
		for len(levels) > 1 && levels[len(levels)-1].indent >= indent {
			levels = levels[:len(levels)-1]
		}
		items := levels[len(levels)-1].items
		title, link := linkOf(m[2])
		if link != "" {
			link = resolve(link)
		}
		*items = append(*items, menuItem{title: title, link: link})
		levels = append(levels, level{indent, &(*items)[len(*items)-1].items})
	}
	return menu
}

var (
	markdownLink = pattern.New(`\[((?:[^\[\]]|\\.)*)\]\(<?([^)>]*)>?\)`)
	wikiLink     = pattern.New(`\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]`)
)

// linkOf takes the first link of a line apart: its words and where it leads. Without one, the words are those of the line.
func linkOf(line string) (title, link string) {
	if m := wikiLink().FindStringSubmatch(line); m != nil {
		if m[2] == "" {
			return m[1], m[1]
		}
		return m[1], m[2]
	}
	if m := markdownLink().FindStringSubmatch(line); m != nil {
		link, _, _ = strings.Cut(strings.TrimSpace(m[2]), " ")
		return plainTitle(m[1]), link
	}
	return plainTitle(line), ""
}

// plainTitle is a title without the marks of markdown.
func plainTitle(words string) string {
	return strings.TrimSpace(strings.NewReplacer("**", "", "*", "", "__", "", "`", "", `\`, "").Replace(words))
}
