package importer

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/charmap"

	"handrail/internal/foreign"
	"handrail/internal/pattern"
	"handrail/internal/text"
)

func htmlFormat() Format {
	return Format{Name: "html", Title: "a web page (.html)", Endings: []string{".html", ".htm", ".xhtml", ".zip"}, is: isHTML, read: readHTML}
}

func htmlWhats() []what {
	return []what{
		{"around", LeftOut, "What is around the text of web pages is left out: menus, banners, and the like.", ""},
		{"web-only", LeftOut, "Words that are shown only to browsers without scripts are left out.", ""},
		{"drawing-words", Changed, "Drawings that are part of a web page are pictures now. The words in them are read as a picture is.", "Say in words, between the square brackets of the picture, what it shows."},
		{"around-link", Changed, "Links and marks around whole paragraphs are left out, and the paragraphs are kept.", "Link from the words that matter."},
	}
}

// isHTML says whether data can be a page, or a zip file, which may hold one.
func isHTML(data []byte) bool {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return !bytes.HasPrefix(data[min(30, len(data)):], []byte("mimetypeapplication/")) && !bytes.Contains(data, []byte("[Content_Types].xml"))
	}
	is, _ := signature(data, "")
	return len(data) > 0 && !bytes.Contains(data[:min(len(data), 1000)], []byte{0, 0}) && (is == "" || bytes.Contains([]byte(is), []byte("web page")))
}

// htmlReader is a page of HTML while it is read.
type htmlReader struct {
	*reading
	looks    map[string]look // of the classes that its style sheets have
	byID     map[string]*html.Node
	notes    []*html.Node // what footnotes hold
	drawings int
	office   bool // LibreOffice wrote it, so that comments are those of a document
}

// htmlOfPages are the limits for a page.
func htmlOfPages() foreign.HTMLLimits { return foreign.HTMLLimits{Tags: 1_000_000, Depth: 400} }

func readHTML(r *reading) *foreign.Fault {
	data := r.data
	if bytes.HasPrefix(data, []byte("PK")) {
		var fault *foreign.Fault
		if data, fault = r.unpackPage(); fault != nil {
			return fault
		}
	}
	page := r.dataPictures(string(r.decodePage(data)))
	if fault := tooLong(page); fault != nil {
		return fault
	}
	root, fault := foreign.ParsePage([]byte(page), htmlOfPages())
	if fault != nil {
		return fault
	}
	h := &htmlReader{reading: r, looks: map[string]look{}, byID: map[string]*html.Node{}}
	h.head(root)
	main := h.main(root)
	if strings.TrimSpace(textIn(main)) == "" && len(r.doc.Pictures) == 0 && !has(main, atom.Img) && has(root, atom.Script) {
		return &foreign.Fault{Message: "this page has no text: a script writes it when a browser shows it, so open it in a browser, select all, copy it into a document, and import that"}
	}
	headings := h.prepare(main)
	cleaner := foreign.HTMLCleaner{Keep: isKept, Active: func(*html.Node) {}, Around: func(n *html.Node) { h.note("around-link", hrefOf(n)) }}
	cleaner.Clean(main)
	entries := len(r.doc.Entries)
	blocks := gatherPlaces(ungrouped(text.ReadNodes(main.ChildNodes())))
	if r.doc.Front.Title != "" {
		blocks = r.title(blocks)
	}
	r.add(blocks...)
	h.under(entries, headings, blocks)
	return nil
}

// unpackPage reads the page of an archive, such as Google Docs makes, with its pictures.
func (r *reading) unpackPage() ([]byte, *foreign.Fault) {
	archive, fault := foreign.OpenArchive(r.data, foreign.ArchiveLimits{Files: 10_000, Unpacked: 500 << 20, Ratio: 200})
	if fault != nil {
		return nil, fault
	}
	pages := slices.DeleteFunc(archive.Names(), func(name string) bool {
		return !slices.Contains([]string{".html", ".htm", ".xhtml"}, strings.ToLower(path.Ext(name))) || strings.HasPrefix(name, "__MACOSX/")
	})
	if len(pages) != 1 {
		return nil, &foreign.Fault{Message: fmt.Sprintf("this archive holds %d web pages, and not one: unpack it, and import the folder", len(pages))}
	}
	for _, name := range archive.Names() {
		switch strings.ToLower(path.Ext(name)) {
		case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".emf", ".wmf":
			picture, fault := archive.Read(name)
			if fault != nil {
				return nil, fault
			}
			src := strings.TrimPrefix(name, strings.TrimPrefix(path.Dir(pages[0])+"/", "./"))
			r.doc.Pictures[src] = Picture{Name: path.Base(name), Data: picture}
		}
	}
	return archive.Read(pages[0])
}

// charset finds the encoding that a page names, where browsers look for it (https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding).
var charset = pattern.New(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_-]+)`)

// decodePage gives a page in UTF-8.
func (r *reading) decodePage(data []byte) []byte {
	if found := charset().FindSubmatch(data[:min(len(data), 2048)]); found != nil {
		plain := func(name string) string {
			return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
		}
		for _, encoding := range charmap.All {
			if m, ok := encoding.(*charmap.Charmap); ok && plain(m.String()) == plain(string(found[1])) {
				if decoded, err := m.NewDecoder().Bytes(data); err == nil && m != charmap.ISO8859_1 { // which browsers read as Windows-1252
					return decoded
				}
			}
		}
	}
	decoded, guessed := foreign.Decode(data)
	if start := bytes.ToLower(data[:min(len(data), 2048)]); guessed && !bytes.Contains(start, []byte("1252")) && !bytes.Contains(start, []byte("8859-1")) {
		r.note("encoding", "")
	}
	return bytes.ReplaceAll(decoded, []byte{0}, []byte("\ufffd"))
}

// head reads what a page says of itself, and how its classes look.
func (h *htmlReader) head(root *html.Node) {
	front := &h.doc.Front
	for n := range root.Descendants() {
		if id, ok := attributeOf(n, "id"); ok && h.byID[id] == nil {
			h.byID[id] = n
		}
		if name, ok := attributeOf(n, "name"); ok && n.DataAtom == atom.A && h.byID[name] == nil {
			h.byID[name] = n
		}
		switch n.DataAtom {
		case atom.Title:
			if front.Title == "" && n.Parent.DataAtom == atom.Head {
				front.Title = oneLine(textIn(n))
			}
		case atom.Meta:
			name, _ := attributeOf(n, "name")
			content, _ := attributeOf(n, "content")
			if strings.EqualFold(name, "description") {
				front.Summary = oneLine(content)
			}
			h.office = h.office || name == "generator" && strings.HasPrefix(content, "LibreOffice")
		case atom.Style:
			h.readStyles(textIn(n))
		}
	}
	title := titleElement(root)
	if title == nil || oneLine(textIn(title)) == "" {
		return
	}
	if of := front.Title; of != oneLine(textIn(title)) && of != "" {
		h.note("around", of) // it often has the name of the site as well
	}
	front.Title = oneLine(textIn(title))
	if !isHeading(title) {
		title.Data, title.DataAtom = "h1", atom.H1
	}
}

// titleElement is the element that has the title of a page: a paragraph that Google Docs calls that, or the only heading of level 1.
func titleElement(root *html.Node) *html.Node {
	var headings []*html.Node
	for n := range root.Descendants() {
		class, _ := attributeOf(n, "class")
		if n.DataAtom == atom.P && slices.Contains(strings.Fields(class), "title") {
			return n
		}
		if n.DataAtom == atom.H1 {
			headings = append(headings, n)
		}
	}
	if len(headings) == 1 {
		return headings[0]
	}
	return nil
}

func first(n *html.Node, name atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == name {
			return d
		}
	}
	return nil
}

func has(n *html.Node, name atom.Atom) bool { return first(n, name) != nil }

func hrefOf(n *html.Node) string {
	href, _ := attributeOf(n, "href")
	return href
}

// main is the element that has the text of the page. What is around it is noted.
func (h *htmlReader) main(root *html.Node) *html.Node {
	body := first(root, atom.Body)
	if body == nil {
		return root
	}
	main := body
	for _, is := range []func(n *html.Node) bool{
		func(n *html.Node) bool { return n.DataAtom == atom.Main },
		func(n *html.Node) bool { role, _ := attributeOf(n, "role"); return role == "main" },
		func(n *html.Node) bool { return n.DataAtom == atom.Article },
	} {
		var found []*html.Node
		for n := range body.Descendants() {
			if n.Type == html.ElementNode && is(n) {
				found = append(found, n)
			}
		}
		if len(found) == 1 {
			main = found[0]
			break
		}
	}
	if main != body {
		main.Parent.RemoveChild(main)
		h.leave("around", body)
	}
	for _, n := range slices.Collect(main.Descendants()) {
		what := office(n)
		if what == "" && isAround(n) && !has(n, atom.H1) {
			what = "around"
		}
		if what != "" && n.Parent != nil {
			h.leave(what, n)
			n.Parent.RemoveChild(n)
		}
	}
	return main
}

// office is how the report calls a part of a page that LibreOffice has made of what is around the text of a document; "" for any other.
func office(n *html.Node) string {
	title, _ := attributeOf(n, "title")
	id, _ := attributeOf(n, "id")
	switch {
	case n.DataAtom != atom.Div:
	case title == "header" || title == "footer":
		return "header"
	case strings.HasPrefix(id, "Table of Contents") || strings.HasPrefix(id, "Alphabetical Index"):
		return "contents"
	}
	return ""
}

// isAround says whether an element is no part of the text of a page (https://www.w3.org/TR/wai-aria-1.2/#landmark_roles).
func isAround(n *html.Node) bool {
	role, _ := attributeOf(n, "role")
	return n.DataAtom == atom.Nav || n.DataAtom == atom.Header && n.Parent.DataAtom == atom.Body || n.DataAtom == atom.Footer && n.Parent.DataAtom == atom.Body ||
		slices.Contains([]string{"navigation", "banner", "contentinfo", "search"}, role)
}

// leave notes an element that is left out, with all its words. Those of scripts and styles are none.
func (h *htmlReader) leave(what string, n *html.Node) {
	var words []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			alt, _ := attributeOf(c, "alt")
			switch {
			case c.DataAtom == atom.Script || c.DataAtom == atom.Style:
			case c.Type == html.TextNode:
				words = append(words, c.Data)
			default:
				words = append(words, alt)
				walk(c)
			}
		}
	}
	walk(n)
	if said := oneLine(strings.Join(words, " ")); said != "" {
		h.note(what, said)
	}
}

// under says of the entries up to a number under which heading of the blocks they are. They were made while these were elements, and have how many of those were before
// them: the title may not be among the blocks.
func (h *htmlReader) under(entries, headings int, blocks []text.Block) {
	gone := headings
	for _, b := range blocks {
		if b.Kind == text.Heading {
			gone--
		}
	}
	for i := range h.doc.Entries[:entries] {
		e := &h.doc.Entries[i]
		e.Heading = max(e.Heading-max(gone, 0), 0)
	}
}
