package importer

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// linkIndex finds documents by what links have.
type linkIndex struct {
	exact  map[string]*Document // by path and by address
	folded map[string]*Document // the same, without what people type in different ways; nil where that means several
	base   map[string]*Document // by the name of the file alone; nil where several have it
}

// newLinkIndex is the index of the documents of a folder.
func newLinkIndex(documents []*Document) *linkIndex {
	x := &linkIndex{map[string]*Document{}, map[string]*Document{}, map[string]*Document{}}
	add := func(key string, d *Document) {
		if x.exact[key] == nil {
			x.exact[key] = d
		}
		key = foldAddress(key)
		if other, taken := x.folded[key]; taken && other != d {
			d = nil
		}
		x.folded[key] = d
	}
	for _, d := range documents {
		add(d.File, d)
	}
	for _, d := range documents {
		for _, address := range d.Addresses {
			add(addressKey(address), d)
			for _, r := range d.folder.roots { // one that a page has given itself can begin at its folder
				if within(r.dir, address) {
					add(addressKey(path.Join(r.address, below(r.dir, address))), d)
				}
			}
		}
		base := foldAddress(path.Base(withoutEnding(d.File)))
		if _, taken := x.base[base]; taken {
			d = nil
		}
		x.base[base] = d
	}
	for _, d := range documents {
		add(addressKey(d.File), d)
		add(addressKey(d.Place), d)
		for _, alias := range d.Front.Aliases {
			add(addressKey(alias), d)
		}
	}
	return x
}

// find is the document that one of some paths and addresses means, or nil: as they are, or else without what people type in different ways.
func (x *linkIndex) find(candidates []string) *Document {
	for _, candidate := range candidates {
		if d := x.exact[candidate]; d != nil {
			return d
		}
		if d := x.exact[addressKey(candidate)]; d != nil {
			return d
		}
	}
	for _, candidate := range candidates {
		if d := x.folded[foldAddress(addressKey(candidate))]; d != nil {
			return d
		}
	}
	return nil
}

// addressKey is an address without what servers and generators take for the same: slashes around it, endings of pages, and the name of an index.
func addressKey(address string) string {
	address = strings.Trim(path.Clean("/"+address), "/")
	switch ending := path.Ext(address); strings.ToLower(ending) {
	case ".html", ".htm", ".md", ".markdown", ".mdx", ".php":
		address = strings.TrimSuffix(address, ending)
	}
	if address == "index" || address == "_index" {
		return ""
	}
	return strings.TrimSuffix(strings.TrimSuffix(address, "/index"), "/_index")
}

// foldAddress is an address in lowercase letters, with a dash for each space and underscore, and without numbers that only put pages in order.
func foldAddress(address string) string {
	parts := strings.Split(strings.ToLower(norm.NFC.String(address)), "/")
	for i, part := range parts {
		if number, rest := leadingNumber(part); number >= 0 {
			part = rest
		}
		parts[i] = strings.Join(strings.FieldsFunc(part, func(c rune) bool { return c == ' ' || c == '_' || c == '-' || c == '+' }), "-")
	}
	return strings.Join(parts, "/")
}

// candidates lists the paths and addresses that a link of a document can mean, the likeliest first: from its file, from the address of its page, from the
// folders with pages, and from the root of the site.
func (f *Folder) candidates(d *Document, link string) []string {
	link = strings.ReplaceAll(link, `\`, "/")
	var list []string
	add := func(parts ...string) {
		if joined := path.Join(parts...); joined != ".." && !strings.HasPrefix(joined, "../") && !slices.Contains(list, joined) {
			list = append(list, joined)
		}
	}
	absolute := strings.HasPrefix(link, "/")
	if absolute {
		link = strings.TrimLeft(link, "/")
		if base := f.basePath(); base != "" && (link == base || strings.HasPrefix(link, base+"/")) {
			add(strings.TrimPrefix(link[len(base):], "/"))
		}
	} else {
		add(path.Dir(d.File), link)
		for _, address := range d.Addresses {
			add(address, link)
			add(path.Dir(address), link)
		}
	}
	add(link)
	for _, r := range f.roots {
		add(r.dir, link)
		add(r.address, link)
	}
	return list
}

// basePath is the path that all addresses of the published site begin with, without slashes around it.
func (f *Folder) basePath() string {
	if address, err := url.Parse(f.Address); err == nil {
		return strings.Trim(address.Path, "/")
	}
	return ""
}

// ownPath is the path of an address on the published site; ok says that it is one.
func (f *Folder) ownPath(address string) (place string, ok bool) {
	own, err := url.Parse(f.Address)
	if err != nil || own.Host == "" {
		return "", false
	}
	other, err := url.Parse(address)
	if err != nil || !strings.EqualFold(other.Host, own.Host) || !strings.HasPrefix(other.Path+"/", strings.TrimSuffix(own.Path, "/")+"/") {
		return "", false
	}
	place = "/" + strings.TrimPrefix(strings.TrimPrefix(other.Path, strings.TrimSuffix(own.Path, "/")), "/")
	if other.Fragment != "" {
		place += "#" + other.Fragment
	}
	return place, true
}

// file is the file of the folder that a link of a document means; "" when there is none.
func (f *Folder) file(d *Document, link string) string {
	candidates := f.candidates(d, link)
	dirs := append([]string{"."}, f.static...)
	for _, candidate := range candidates {
		for _, dir := range dirs {
			if name := path.Join(dir, candidate); f.has(name) {
				return name
			}
		}
	}
	for _, candidate := range candidates { // systems that take capitals for lowercase letters show them
		for _, dir := range dirs {
			if name := f.byLower[strings.ToLower(path.Join(dir, candidate))]; name != "" {
				return name
			}
		}
	}
	return ""
}

// unescapePath is a path without percent-encoding, where it has any.
func unescapePath(link string) string {
	if plain, err := url.PathUnescape(link); err == nil {
		return plain
	}
	return link
}
