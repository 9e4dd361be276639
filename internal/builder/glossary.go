package builder

import (
	"bytes"
	"fmt"
	"html"
	"html/template"

	"handrail/internal/markdown"
	"handrail/internal/site"
)

// WordsView is the glossary.
type WordsView struct {
	List    []WordView   // from A to Z
	Ours    bool         // whoever makes the site has written the meanings
	Sources []SourceView // who says what the words mean; none when the site does not say
}

// WordView is a word of the glossary as its page lists it.
type WordView struct {
	ID, Word, Means string
	Forms           []string
	More            *Link // where more is said; nil when there is no such place
	Pages           []Link
	Others          int // how many more pages there are than Pages has
}

// maxUses is how many pages the list of words names for each. The rest are counted.
const maxUses = 5

// explains says whether f shows what the words of its text mean: on the page itself, and not where another page quotes it.
func (f *filler) explains() bool {
	return f.page.Address == f.from && f.book == nil && !f.alone && len(f.page.Doc.Terms.Mentions) > 0
}

// term writes what goes before or after a word that is explained: a link to the list of words. A script makes it open the meaning that follows.
func (f *filler) term(b *bytes.Buffer, n int, e markdown.Edge) {
	if e == markdown.After {
		b.WriteString("</a>")
		return
	}
	b.WriteString(`<a class="word" href="`)
	b.WriteString(html.EscapeString(f.wordHref(n)))
	if says := f.word(n).Says; says != "" {
		b.WriteString(`" data-says="`)
		b.WriteString(html.EscapeString(says))
	}
	b.WriteString(`">`)
}

// meaning writes what a word means. It is there for the script to show.
func (f *filler) meaning(b *bytes.Buffer, n int) {
	b.WriteString(` <span class="means" hidden>`)
	b.WriteString(html.EscapeString(f.word(n).Means))
	b.WriteString("</span>")
}

func (f *filler) word(n int) *site.Word {
	return f.Site.Glossary.Word(f.page.Doc.Terms.Mentions[n].Name)
}

func (f *filler) wordHref(n int) string {
	return site.Relative(f.from, site.WordsPage) + "#" + fragment(f.word(n).ID)
}

// addMeanings adds what the page of f shows of the glossary.
func (f *filler) addMeanings(d *digester) {
	for n, m := range f.page.Doc.Terms.Mentions {
		if m.Shown {
			d.text(f.word(n).ID)
			d.text(f.word(n).Means)
			d.text(f.word(n).Says)
		}
	}
}

// glossary makes the list of words.
func (p *planner) glossary() *View {
	v := p.base("words", site.WordsPage, p.words.must("words.title"), p.words.must("words.summary"))
	uses := map[string][]*site.Page{}
	for _, page := range p.Site.Pages {
		for _, m := range page.Doc.Terms.Mentions {
			if m.Shown {
				uses[m.Name] = append(uses[m.Name], page)
			}
		}
	}
	on := &filler{planner: p, from: v.Path}
	v.Words = &WordsView{}
	var contents bytes.Buffer
	for _, w := range p.Site.Glossary.Words {
		fmt.Fprintf(&contents, "<li><a href=\"#%s\">%s</a></li>\n", html.EscapeString(fragment(w.ID)), html.EscapeString(w.Word))
		view := WordView{ID: w.ID, Word: w.Word, Means: w.Means, Forms: w.Forms, More: on.more(w)}
		for i, page := range uses[w.Word] {
			if i == maxUses {
				view.Others = len(uses[w.Word]) - maxUses
				break
			}
			view.Pages = append(view.Pages, Link{Title: page.Title, Href: escapePath(site.Relative(v.Path, page.Address))})
		}
		v.Words.List = append(v.Words.List, view)
	}
	v.Contents = template.HTML(contents.String())
	if o := p.Site.Origin(p.Site.Glossary.Source); o != nil {
		v.Words.Ours, v.Words.Sources = o.From == site.Ours, on.sources([]string{o.Name})
	}
	return v
}

// more is a link to where more is said of a word; nil when there is no such place.
func (f *filler) more(w *site.Word) *Link {
	switch t := w.More; {
	case t.Page != nil:
		return &Link{Title: t.Page.Title, Href: f.href(t.Page, t.Anchor)}
	case t.Named != nil:
		return &Link{Title: t.Named.Title, Href: t.Named.Address}
	}
	return nil
}
