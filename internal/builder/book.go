package builder

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"reflect"
	"runtime"
	"strings"
	"sync"

	"handrail/internal/book"
	"handrail/internal/markdown"
	"handrail/internal/picture"
	"handrail/internal/site"
	"handrail/internal/source"
)

// maxChapters is how many pages the handbook has at most for there to be files of it: more than that is no book, and making them would
// slow a first build down.
const maxChapters = 1000

// planBooks plans the files of the handbook, where the site has one.
func (p *planner) planBooks() {
	if n := len(p.inHandbook); n == 0 || n > maxChapters {
		return
	}
	for i, page := range p.Site.Handbook() {
		p.chapters[page] = book.ChapterFile(i)
	}
	for i, write := range []func(io.Writer, *book.Book) error{book.WriteEPUB, book.WriteWord} {
		path := site.BookFiles()[i]
		p.books = append(p.books, newSizedFile(path, func() string { return digestOf(path, p.bookDigest()) }, func(w io.Writer) error { return write(w, p.book()) }))
	}
	p.bookDigest = sync.OnceValue(p.digestOfBook)
}

// bookOutputs are the files of the handbook.
func (p *planner) bookOutputs() []Output {
	var outputs []Output
	for _, file := range p.books {
		outputs = append(outputs, file.output())
	}
	return outputs
}

// bookLinks are the links to the files of the handbook, with their sizes.
func (p *planner) bookLinks() ([]FileView, error) {
	var views []FileView
	titles, kinds := []string{p.words.must("book.epub"), p.words.must("book.word")}, []string{p.words.must("book.epub-kind"), p.words.must("book.word-kind")}
	for i, file := range p.books {
		size, err := p.sizeIn(file)
		if err != nil {
			return nil, err
		}
		views = append(views, FileView{Link: Link{Title: titles[i], Href: file.path}, Kind: kinds[i], Size: size})
	}
	return views, nil
}

// book is the handbook for a file by itself.
func (p *planner) book() *book.Book { return p.bookOf(p.Site.Handbook()) }

// bookOf is a book of some pages.
func (p *planner) bookOf(pages []*site.Page) *book.Book {
	c := p.Site.Config
	name := p.words.must("handbook.title")
	title := p.words.must("book.title", "site", c.Title, "book", name)
	b := &book.Book{ID: bookID(c.Identity()), Title: title, Name: name, Site: c.Title, Summary: p.words.must("book.summary"), About: c.About,
		Publisher: c.Organisation.Name, Language: c.Language, Accent: site.Colour{}.String(), Words: p.bookWords(title), Picture: p.bookPicture}
	if accent, err := site.ParseColour(c.Accent); err == nil {
		b.Accent = accent.String()
	}
	if last := p.lastReviewed(); !last.IsZero() {
		b.Edition = p.words.must("handbook.version") + " " + p.words.date(last).Words
	}
	b.Modified = p.lastChanged().Time
	for _, page := range pages {
		chapter := book.Chapter{ID: p.inHandbook[page], Title: page.Title, Level: p.chapterLevel(page) - 1}
		if date := p.words.date(page.Reviewed); date != nil {
			chapter.Reviewed = p.words.must("page.reviewed") + " " + date.Words
		}
		chapter.HTML = func() (string, error) {
			f := p.bookFiller(page)
			text := f.body()
			return string(text), f.err
		}
		b.Chapters = append(b.Chapters, chapter)
	}
	if text := p.bookGlossary(); text != "" {
		b.Chapters = append(b.Chapters, book.Chapter{ID: "words_all", Title: p.words.must("words.title"), Level: 1, HTML: func() (string, error) { return text, nil }})
	}
	return b
}

// bookGlossary is the last chapter: what the words of the glossary mean; "" for a site without one.
func (p *planner) bookGlossary() string {
	list := p.Site.Glossary.Words
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	if o := p.Site.Origin(p.Site.Glossary.Source); o != nil && o.From == site.Ours {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p.words.must("words.ours")))
	} else if o != nil {
		fmt.Fprintf(&b, "<p>%s %s.</p>\n", html.EscapeString(p.words.must("source.label")), html.EscapeString(o.Title))
	}
	b.WriteString("<dl>\n")
	for _, w := range list {
		fmt.Fprintf(&b, "<dt>%s</dt>\n<dd>%s</dd>\n", html.EscapeString(w.Word), html.EscapeString(w.Means))
		if len(w.Forms) > 0 {
			fmt.Fprintf(&b, "<dd>%s %s</dd>\n", html.EscapeString(p.words.must("words.forms")), html.EscapeString(strings.Join(w.Forms, ", ")))
		}
	}
	return b.String() + "</dl>\n"
}

func (p *planner) bookWords(title string) book.Words {
	w := p.words
	return book.Words{Cover: w.must("book.cover", "title", title), Contents: w.must("handbook.contents"), Start: w.must("book.start"), Pages: w.must("book.pages"),
		Summary: w.must("book.accessible"), Evaluate: w.must("book.evaluated"),
		Picture: func(description string) string { return w.must("book.picture", "description", description) },
		Page:    func(number string) string { return w.must("book.page", "n", number) }}
}

// bookFiller fills the text of a page for a chapter.
func (p *planner) bookFiller(page *site.Page) *filler {
	return &filler{planner: p, page: page, from: "handbook.html", book: p.inHandbook, files: p.chapters}
}

// bookID identifies the handbook of a site in all its versions: a UUID of its own making (RFC 9562, version 8).
func bookID(identity string) string {
	sum := sha256.Sum256([]byte("handbook\n" + identity))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// lastReviewed is the last day on which a page of the handbook was reviewed.
func (p *planner) lastReviewed() source.Date {
	last := source.Date{}
	for _, page := range p.Site.Handbook() {
		if page.Reviewed.After(last.Time) {
			last = page.Reviewed
		}
	}
	return last
}

// lastChanged is the last day on which a page of the handbook was reviewed or one of its rules changed.
func (p *planner) lastChanged() source.Date {
	last := p.lastReviewed()
	for _, r := range p.Site.Rules {
		if _, inBook := p.inHandbook[r.Page]; inBook && r.Changed.After(last.Time) {
			last = r.Changed
		}
	}
	return last
}

// chapterLevel is the level of the heading of a page's chapter on the handbook's page: 2 for a section or a page at the top, otherwise 3.
func (p *planner) chapterLevel(page *site.Page) int {
	level := 2
	for up := page.Parent; up != nil && up != p.Site.Home; up = up.Parent {
		level++
	}
	return min(level, 3)
}

// bookPicture gives a picture as the site has it; nothing when it cannot be shown, which is reported when its own file is made.
func (p *planner) bookPicture(src string) ([]byte, error) {
	name, err := url.PathUnescape(src)
	if err != nil {
		name = src
	}
	data, err := p.pictureOutput(name).Bytes()
	if fault := (*picture.Fault)(nil); errors.As(err, &fault) {
		return nil, nil
	}
	return data, err
}

func (p *planner) pictureOutput(name string) Output {
	if pic := p.Site.Pictures[name]; pic != nil {
		return p.picture(pic)
	}
	return p.copied(name)
}

// digestOfBook names all that the files of the handbook depend on. Their sizes depend on how Go compresses as well.
func (p *planner) digestOfBook() string {
	o := p.outlines.Get().(*outline)
	defer p.outlines.Put(o)
	o.reuse()
	sketch := *p
	sketch.outline = o
	c := p.Site.Config
	o.text(p.texts)
	o.add(reflect.ValueOf([]string{runtime.Version(), c.Identity(), c.Title, c.About, c.Accent, p.lastChanged().String(), p.bookGlossary()}))
	for _, page := range p.Site.Handbook() {
		o.add(reflect.ValueOf([]string{page.Path, p.inHandbook[page], page.Title, page.Reviewed.String()}))
		o.add(reflect.ValueOf(p.chapterLevel(page)))
		sketch.bookFiller(page).body()
		for _, img := range page.Doc.Images {
			if file, ok := p.Site.File(page, img.Src); ok && p.Site.Drawings[file] == nil {
				o.text(file)
				o.text(p.pictureOutput(file).Digest())
			}
		}
	}
	sum := o.digest()
	return fmt.Sprintf("%x", sum)
}

// bookLink writes what goes before or after the words of a link in a book: it leads to another chapter, or out of the book by a whole
// address. Without one only its words are there.
func (f *filler) bookLink(b *bytes.Buffer, t site.Target, link markdown.Link, e markdown.Edge) {
	href := f.fromBook(t)
	switch {
	case e == markdown.After && href != "":
		b.WriteString("</a>")
		f.afterLink(b, t, link)
	case e == markdown.After:
		f.afterLink(b, t, link)
	case href != "":
		fmt.Fprintf(b, `<a href="%s">`, html.EscapeString(href))
	}
}

// fromBook is where a link leads from a book; "" when it leads nowhere from there.
func (f *filler) fromBook(t site.Target) string {
	base := f.Site.Config.URL
	switch {
	case t.Page != nil && f.files[t.Page] != "":
		return f.href(t.Page, t.Anchor)
	case t.Page != nil && base != "":
		return f.absolute(t.Page, t.Anchor)
	case t.Page == nil && cmp.Or(t.File, t.Made) != "" && base != "":
		return base + escapePath(t.File+t.Made)
	}
	return outside(t)
}
