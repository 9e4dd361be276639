package exchange

import (
	"strings"

	"handrail/internal/foreign"
	"handrail/internal/text"
)

// loser reports what is left out of a text, and what can be done about it.
type loser func(what, hint string)

// tidier writes an imported text in the one way that markdown reads back as the same.
func (l loser) tidier() *foreign.Tidier {
	return &foreign.Tidier{
		Unseen: func() {
			l("characters that nobody can see are left out", "Nothing that readers could see is missing.")
		},
		CellBreak: func() {
			l("a line break in a table is written as a space", "Look at the table: a row may be clearer as two.")
		},
	}
}

// bareTidier is a tidier of texts in which links, and the elements that markdown does not have, become words.
func (l loser) bareTidier() *foreign.Tidier {
	t := l.tidier()
	t.Inline = l.bared
	return t
}

// bared gives the words of a link, or of an element that markdown does not have.
func (l loser) bared(in text.Inline) []text.Inline {
	if in.Kind == text.Link {
		return l.linked(in)
	}
	return l.inside(in)
}

// linked gives the words of a link with its address behind them.
func (l loser) linked(in text.Inline) []text.Inline {
	words := Text{{Inlines: in.Inlines}}.Plain()
	address := strings.TrimPrefix(in.Href, "mailto:")
	if address == "" || strings.Contains(words, address) {
		return in.Inlines
	}
	l("a link is kept as its words with the address behind them", "Give the address a name in links.yaml, and link to it as link:name.")
	if words == "" {
		return []text.Inline{{Kind: text.Words, Text: address}}
	}
	return append(in.Inlines[:len(in.Inlines):len(in.Inlines)], text.Inline{Kind: text.Words, Text: " (" + address + ")"})
}

// inside gives the words of an element that markdown does not have. Small digits have characters of their own.
func (l loser) inside(in text.Inline) []text.Inline {
	if in.Name != "sub" && in.Name != "sup" {
		l("the language of some words is left out", "Handrail reads a quiz in the language of its site.")
		return in.Inlines
	}
	if words, ok := foreign.SmallDigits(in); ok {
		return words
	}
	l("words above or below the line (superscript and subscript) are shown as ordinary words", "Say in words what is meant, such as “to the power of n”.")
	return in.Inlines
}
