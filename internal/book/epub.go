package book

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MediaType is that of an e-book.
const MediaType = "application/epub+zip"

//go:embed book.css
var style string

// epubWriter writes the files of an e-book, and gathers what its package document and its navigation say of them.
type epubWriter struct {
	*Book
	zip      *zip.Writer
	items    []item
	toc      []entry
	pages    []link
	pictures map[string]*figure // by their src
	visual   bool               // something is shown that is no text
	moving   bool               // a picture may move
}

// item is a file of the e-book.
type item struct {
	id, name, kind, properties string
	inSpine                    bool
}

// entry is a chapter or a part of one in the table of contents.
type entry struct {
	level int
	part  bool // it is a part of a chapter
	link
}

type link struct{ title, href string }

// WriteEPUB writes the book as an e-book by EPUB 3.3 (https://www.w3.org/TR/epub-33/), with what EPUB Accessibility 1.1
// (https://www.w3.org/TR/epub-a11y-11/) asks for. An error is one of w, of a chapter or of a picture.
func WriteEPUB(w io.Writer, b *Book) error {
	e := &epubWriter{Book: b, zip: zip.NewWriter(w), pictures: map[string]*figure{}}
	if err := e.mimetype(); err != nil {
		return err
	}
	if err := e.file("META-INF/container.xml", `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`); err != nil {
		return err
	}
	for _, front := range []func() error{e.style, e.cover, e.titlePage} {
		if err := front(); err != nil {
			return err
		}
	}
	e.items = append(e.items, item{"nav", "nav.xhtml", xhtml, "nav", true}) // after the title, and written last
	for i := range b.Chapters {
		if err := e.chapter(i); err != nil {
			return fmt.Errorf("writing the chapter %q of the e-book: %w", b.Chapters[i].Title, err)
		}
	}
	if err := e.file("EPUB/nav.xhtml", e.navigation()); err != nil {
		return err
	}
	if err := e.file("EPUB/package.opf", e.packageDocument()); err != nil {
		return err
	}
	return e.zip.Close()
}

const xhtml = "application/xhtml+xml"

// mimetype is the first file, by whose bytes in their place an e-book is known: it is not compressed, and nothing is between its name
// and it (EPUB 3.3, 4.2.7).
func (e *epubWriter) mimetype() error {
	f, err := e.zip.CreateRaw(&zip.FileHeader{Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(MediaType)),
		CompressedSize64: uint64(len(MediaType)), UncompressedSize64: uint64(len(MediaType))})
	if err == nil {
		_, err = io.WriteString(f, MediaType)
	}
	return err
}

func (e *epubWriter) file(name, text string) error { return writeFile(e.zip, name, []byte(text)) }

func writeFile(z *zip.Writer, name string, data []byte) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err == nil {
		_, err = f.Write(data)
	}
	return err
}

func (e *epubWriter) style() error {
	e.items = append(e.items, item{"style", "book.css", "text/css", "", false})
	return e.file("EPUB/book.css", style)
}

// page is a whole file of XHTML. body has its attributes and what it holds.
func (e *epubWriter) page(title, attributes, body string) string {
	lang := escapeValue(e.Language)
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="` + lang + `" xml:lang="` + lang + `">
<head><title>` + escape(title) + `</title><link rel="stylesheet" href="book.css"/></head>
<body` + attributes + ">\n" + body + "\n</body>\n</html>\n"
}

// titlePage has the title as text, which the picture of the cover has as a drawing.
func (e *epubWriter) titlePage() error {
	var b strings.Builder
	b.WriteString(`<section epub:type="titlepage" class="title">` + "\n")
	line := func(tag, text string) {
		if text != "" {
			b.WriteString("<" + tag + ">" + escape(text) + "</" + strings.Fields(tag)[0] + ">\n")
		}
	}
	line(`p class="site"`, e.Site)
	line("h1", e.Name)
	line("p", e.Summary)
	line("p", e.Edition)
	line("p", e.About)
	e.items = append(e.items, item{"title", "title.xhtml", xhtml, "", true})
	return e.file("EPUB/title.xhtml", e.page(e.Title, "", b.String()+"</section>"))
}

func (e *epubWriter) chapter(i int) error {
	c := e.Chapters[i]
	markup, err := c.HTML()
	if err != nil {
		return err
	}
	root, err := readTree(markup)
	if err != nil {
		return err
	}
	name := ChapterFile(i)
	if err := e.fit(root); err != nil {
		return err
	}
	e.toc = append(e.toc, entry{c.Level, false, link{c.Title, name + "#" + c.ID}})
	drawn := false
	for n := range root.Descendants() {
		drawn = drawn || n.Namespace == "svg"
		if id, _ := attribute(n, "id"); n.DataAtom == atom.H2 && id != "" {
			e.toc = append(e.toc, entry{c.Level + 1, true, link{words(textOf(n)), name + "#" + id}})
		}
	}
	e.visual = e.visual || drawn
	var b bytes.Buffer
	fmt.Fprintf(&b, "<section epub:type=\"chapter\" role=\"doc-chapter\" aria-labelledby=\"%s\">\n%s\n<h1 id=\"%[1]s\">%[3]s</h1>\n", escapeValue(c.ID), e.pageBreak(name), escape(c.Title))
	if c.Reviewed != "" {
		b.WriteString(`<p class="small">` + escape(c.Reviewed) + "</p>\n")
	}
	e.paged(&b, root, name)
	b.WriteString("</section>")
	properties := ""
	if drawn {
		properties = "svg"
	}
	e.items = append(e.items, item{fmt.Sprintf("chapter-%03d", i+1), name, xhtml, properties, true})
	return e.file("EPUB/"+name, e.page(c.Title, "", b.String()))
}

// pageLength is how many characters a page has at least, but for the last of a chapter: about as many as a sheet of large print.
const pageLength = 1500

// paged writes a chapter with breaks between its pages. An e-book has no sheets, so its pages are its own: they let a group open the same
// page, whatever the size of each reader's letters, so the numbers are shown.
func (e *epubWriter) paged(b *bytes.Buffer, root *html.Node, name string) {
	length := 0
	for n := range root.ChildNodes() {
		if n.Type == html.ElementNode && length >= pageLength {
			b.WriteString(e.pageBreak(name) + "\n")
			length = 0
		}
		length += len(words(textOf(n)))
		writeXHTML(b, n)
	}
}

func (e *epubWriter) pageBreak(file string) string {
	n := fmt.Sprint(len(e.pages) + 1)
	e.pages = append(e.pages, link{n, file + "#break_" + n})
	return fmt.Sprintf(`<div epub:type="pagebreak" role="doc-pagebreak" class="page" id="break_%s">%s</div>`, n, escape(e.Words.Page(n)))
}

// fit makes what a chapter holds fit for an e-book: its links, its pictures and its footnotes.
func (e *epubWriter) fit(parent *html.Node) error {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		role, _ := attribute(n, "role")
		switch {
		case n.DataAtom == atom.Img:
			if err := e.fitPicture(n); err != nil {
				return err
			}
		case role == "doc-noteref":
			setAttribute(n, "epub:type", "noteref")
		case role == "doc-endnotes":
			setAttribute(n, "epub:type", "footnotes")
		}
		if href, isLink := attribute(n, "href"); isLink && n.DataAtom == atom.A && !leads(href) {
			n.Data, n.DataAtom = "span", atom.Span
			n.Attr = nil
		}
		if n.Data == "svg" && role == "img" && !slices.ContainsFunc(slices.Collect(n.Descendants()), func(d *html.Node) bool { _, has := attribute(d, "class"); return has }) {
			setAttribute(n, "class", "own") // its colours are its own
		}
		if n.Namespace == "" {
			if err := e.fit(n); err != nil {
				return err
			}
		}
		n = next
	}
	return nil
}

// leads says whether a link leads somewhere from a book: within it, or to an address as a whole.
func leads(href string) bool {
	if _, within := fragment(href); within {
		return true
	}
	scheme, _, _ := strings.Cut(strings.ToLower(href), ":")
	return scheme == "https" || scheme == "http" || scheme == "mailto" || scheme == "tel"
}
