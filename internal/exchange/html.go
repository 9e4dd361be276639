package exchange

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/foreign"
	"handrail/internal/text"
)

// readHTML gives the blocks of a text in HTML. lose reports what is left out.
func readHTML(markup string, lose func(what, hint string)) ([]text.Block, *foreign.Fault) {
	body, fault := foreign.ParseHTML(markup, foreign.HTMLLimits{Tags: 20_000, Depth: 100}) // more is made to do harm
	if fault != nil {
		return nil, fault
	}
	for n := range body.Descendants() {
		if slices.Contains([]atom.Atom{atom.Dl, atom.Dt, atom.Dd}, n.DataAtom) {
			foreign.RenameElement(n, atom.Div) // not every format has definitions
		}
	}
	cleaner := foreign.HTMLCleaner{
		Keep: func(a html.Attribute) bool {
			return slices.Contains([]string{"href", "src", "alt", "start", "lang"}, a.Key)
		},
		Active: func(n *html.Node) {
			lose("an element <"+n.Data+"> is left out, as it is no text", "Look at the question in the program that it comes from, and say in words what is missing.")
		},
		Around: func(*html.Node) {
			lose("the emphasis of whole paragraphs, or the link around them, is left out", "Look at the text, and put ** around the words that matter.")
		},
	}
	cleaner.Clean(body)
	return text.ReadNodes(body.ChildNodes()), nil
}
