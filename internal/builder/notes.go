package builder

import (
	"bytes"
	"fmt"
	"html"
	"strconv"

	"handrail/internal/markdown"
)

// noteID is the identifier of a footnote, or of a place that refers to one. In the handbook it is joined to its chapter's.
func (f *filler) noteID(name string, n, nth int) string {
	id := name + strconv.Itoa(n)
	if nth > 0 {
		id += "_" + strconv.Itoa(nth+1)
	}
	if chapter, inBook := f.book[f.page]; inBook {
		return chapter + "--" + id
	}
	return id
}

// noteRef refers to a footnote. A rule's reason is shown on other pages as well: from there the footnote is on the rule's page,
// and has no way back.
func (f *filler) noteRef(b *bytes.Buffer, ref markdown.NoteRef) {
	_, inBook := f.book[f.page]
	own, page := "", ""
	if inBook || f.from == f.page.Address {
		own = ` id="` + html.EscapeString(f.noteID("fnref_", ref.Note, ref.Nth)) + `"`
	} else {
		page = f.href(f.page, "")
	}
	fmt.Fprintf(b, `<sup class="noteref"><a%s href="%s#%s" role="doc-noteref"><span class="hidden">%s </span>%d</a></sup>`,
		own, html.EscapeString(page), html.EscapeString(fragment(f.noteID("fn_", ref.Note, 0))), html.EscapeString(f.words.must("footnote.one")), ref.Note)
}

// noteBack leads from a footnote back to a place that refers to it.
func (f *filler) noteBack(b *bytes.Buffer, ref markdown.NoteRef) {
	words := f.words.must("footnote.back")
	if ref.Of > 1 {
		words = f.words.must("footnote.back-to", "n", strconv.Itoa(ref.Nth+1))
	}
	fmt.Fprintf(b, `<a class="alone back" href="#%s" role="doc-backlink">%s<span class="hidden"> (%s %d)</span></a>`,
		html.EscapeString(fragment(f.noteID("fnref_", ref.Note, ref.Nth))), html.EscapeString(words), html.EscapeString(f.words.must("footnote.one")), ref.Note)
}

// notes starts the list of footnotes.
func (f *filler) notes(b *bytes.Buffer) {
	title := html.EscapeString(f.words.must("footnote.all"))
	fmt.Fprintf(b, "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"%s\">\n<p class=\"label\">%s</p>\n", title, title)
}

// task shows the box of a task as a character, and says what it means.
func (f *filler) task(b *bytes.Buffer, ticked bool) {
	sign, words := "☐", "task.open"
	if ticked {
		sign, words = "☑", "task.done"
	}
	fmt.Fprintf(b, `<span role="img" aria-label="%s">%s</span> `, html.EscapeString(f.words.must(words)), sign)
}
