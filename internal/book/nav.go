package book

import (
	"fmt"
	"slices"
	"strings"
)

// navigation is the table of contents, the landmarks and the list of pages (EPUB 3.3, 7). As a page it shows the chapters alone, which is
// enough to choose from; reading systems list their parts too.
func (e *epubWriter) navigation() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"contents\">\n<h1 id=\"contents\">%s</h1>\n", escape(e.Words.Contents))
	writeContents(&b, e.toc)
	b.WriteString("</nav>\n")
	list := func(kind, title string, entries string) {
		fmt.Fprintf(&b, "<nav epub:type=\"%s\" aria-label=\"%s\" hidden=\"hidden\">\n<ol>\n%s</ol>\n</nav>\n", kind, escapeValue(title), entries)
	}
	landmarks := fmt.Sprintf("<li><a epub:type=\"cover\" href=\"cover.xhtml\">%s</a></li>\n<li><a epub:type=\"toc\" href=\"nav.xhtml#toc\">%s</a></li>\n",
		escape(e.Words.Cover), escape(e.Words.Contents))
	if len(e.Chapters) > 0 {
		landmarks += fmt.Sprintf("<li><a epub:type=\"bodymatter\" href=\"%s\">%s</a></li>\n", ChapterFile(0), escape(e.Words.Start))
	}
	list("landmarks", e.Words.Contents, landmarks)
	var pages strings.Builder
	for _, p := range e.pages {
		pages.WriteString("<li>" + anchor(p) + "</li>\n")
	}
	list("page-list", e.Words.Pages, pages.String())
	return e.page(e.Words.Contents, ` epub:type="frontmatter"`, strings.TrimSpace(b.String()))
}

func anchor(l link) string {
	return `<a href="` + escapeValue(l.href) + `">` + escape(l.title) + "</a>"
}

// writeContents writes entries as lists in one another. A list of nothing but parts of a chapter is not shown on the page.
func writeContents(b *strings.Builder, toc []entry) {
	b.WriteString("<ol")
	if !slices.ContainsFunc(toc, func(e entry) bool { return !e.part }) {
		b.WriteString(` hidden="hidden"`)
	}
	b.WriteString(">\n")
	for len(toc) > 0 {
		n := 1
		for n < len(toc) && toc[n].level > toc[0].level {
			n++
		}
		b.WriteString("<li>" + anchor(toc[0].link))
		if n > 1 {
			b.WriteString("\n")
			writeContents(b, toc[1:n])
		}
		b.WriteString("</li>\n")
		toc = toc[n:]
	}
	b.WriteString("</ol>\n")
}
