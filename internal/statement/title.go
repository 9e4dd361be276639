package statement

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/markdown"
)

// beginsWith says whether a text begins with a heading that says what a template says.
func beginsWith(doc *markdown.Doc, template string) bool {
	first := doc.Root.FirstChild()
	for first != nil && first.Kind() == ast.KindHTMLBlock { // a comment: no other HTML is taken
		first = first.NextSibling()
	}
	h, ok := first.(*ast.Heading)
	return ok && spaced(doc.Heading(h).Title) == spaced(lineMark().ReplaceAllString(template, ""))
}

// spaced is a template with its spaces as one writes them.
func spaced(text string) string {
	text = ParseTemplate(text).Each(func(field string) string { return "{{" + field + "}}" })
	return strings.Join(strings.Fields(text), " ")
}

// text gives the blocks of the text alone, as an email or the clipboard has them. A title in it is a heading of level 1, and those
// below it begin at level 2.
func (d Document) text() []Block {
	if !d.Titled {
		return d.Blocks
	}
	top := 6
	for _, b := range d.Blocks[1:] {
		if b.Kind == Heading {
			top = min(top, b.Level)
		}
	}
	blocks := slices.Clone(d.Blocks)
	blocks[0].Level = 1
	for i := range blocks[1:] {
		if b := &blocks[1+i]; b.Kind == Heading {
			b.Level = min(b.Level+2-top, 6)
		}
	}
	return blocks
}

// file gives the blocks of a file of its own, which begins with a title: that of the text, or else the subject.
func (d Document) file() []Block {
	if d.Titled {
		return d.text()
	}
	return append([]Block{{Kind: Heading, Level: 1, Runs: []Run{{Text: d.subject()}}}}, d.Blocks...)
}
