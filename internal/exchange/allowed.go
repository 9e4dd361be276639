package exchange

import (
	"slices"
	"strings"

	"handrail/internal/source"
	"handrail/internal/text"
)

// allower makes of any text one that every format can hold: paragraphs, lists, quotes, code and tables with a head, and in their lines words,
// emphasis, code, line breaks, links with a whole address, pictures, sub, sup, and span with a language. What is left out is reported.
type allower struct {
	r   *source.Reporter
	pos source.Pos // where it is reported

	// link gives the whole address of a link; "" when it has none, and then the words stay.
	link func(href string) string
	// image gives the place of a picture in Set.Images; "" when it cannot be had, and then the alternative text stays.
	image func(href string) string

	lost []string // what has been reported at pos, as one report is enough
}

func (a *allower) lose(what, hint string) {
	if slices.Contains(a.lost, what) {
		return
	}
	a.lost = append(a.lost, what)
	a.r.Warn(a.pos, hint, "%s", what)
}

// text gives the blocks that are allowed.
func (a *allower) text(blocks []text.Block) Text {
	var out Text
	for _, b := range blocks {
		out = append(out, a.block(b)...)
	}
	return out
}

func (a *allower) block(b text.Block) Text {
	b.Start, b.End, b.When = 0, 0, ""
	switch b.Kind {
	case text.Paragraph:
		b.Inlines = a.line(b.Inlines)
		return one(b, len(b.Inlines) > 0)
	case text.Heading:
		return one(text.Block{Kind: text.Paragraph, Inlines: []text.Inline{{Kind: text.Strong, Inlines: a.line(b.Inlines)}}}, len(b.Inlines) > 0)
	case text.Term:
		return one(text.Block{Kind: text.Paragraph, Inlines: []text.Inline{{Kind: text.Strong, Inlines: a.line(b.Inlines)}}}, len(b.Inlines) > 0)
	case text.List:
		items := b.Blocks
		b.Blocks = nil
		for _, item := range items {
			b.Blocks = append(b.Blocks, text.Block{Kind: text.Item, Blocks: a.text(item.Blocks)})
		}
		return one(b, len(b.Blocks) > 0)
	case text.Quote:
		b.Blocks = a.text(b.Blocks)
		return one(b, len(b.Blocks) > 0)
	case text.Container, text.Meaning:
		b = text.Block{Kind: text.Quote, Blocks: a.text(b.Blocks)}
		return one(b, len(b.Blocks) > 0)
	case text.Code:
		b.Name = ""
		return Text{b}
	case text.Table:
		rows := b.Blocks
		b.Blocks = nil
		for _, row := range rows {
			cells := row.Blocks
			row = text.Block{Kind: text.Row}
			for _, cell := range cells {
				row.Blocks = append(row.Blocks, text.Block{Kind: text.Cell, Inlines: a.line(cell.Inlines)})
			}
			b.Blocks = append(b.Blocks, row)
		}
		return one(b, len(b.Blocks) > 0)
	case text.Rule:
		a.lose("the line between two paragraphs is left out", "Nothing is missing: the paragraphs are there.")
		return nil
	case text.Verbatim:
		return nil // what readers do not see
	}
	return a.text(b.Blocks) // of an element, a part or definitions: what it holds
}

func one(b text.Block, is bool) Text {
	if is {
		return Text{b}
	}
	return nil
}

func (a *allower) line(list []text.Inline) []text.Inline {
	var out []text.Inline
	for _, in := range list {
		switch in.Kind {
		case text.Words, text.Break, text.CodeSpan:
			out = append(out, in)
		case text.Emphasis, text.Strong:
			in.Inlines = a.line(in.Inlines)
			out = append(out, in)
		case text.Struck:
			out = append(out, a.struck(a.line(in.Inlines))...)
		case text.Link:
			out = append(out, a.linked(in)...)
		case text.Image:
			out = append(out, a.pictured(in))
		case text.Inside:
			out = append(out, a.inside(in)...)
		case text.InPart:
			out = append(out, a.line(in.Inlines)...)
		case text.Task:
			out = append(out, text.Inline{Kind: text.Words, Text: map[bool]string{true: "☑ ", false: "☐ "}[in.Ticked]})
		}
	}
	return out
}

func (a *allower) linked(in text.Inline) []text.Inline {
	words := a.line(in.Inlines)
	if href := a.link(in.Href); href != "" {
		return []text.Inline{{Kind: text.Link, Href: href, Inlines: words}}
	}
	return words
}

func (a *allower) pictured(in text.Inline) text.Inline {
	if place := a.image(in.Href); place != "" {
		return text.Inline{Kind: text.Image, Href: place, Text: in.Text}
	}
	return text.Inline{Kind: text.Words, Text: "[" + in.Text + "]"}
}

func (a *allower) struck(words []text.Inline) []text.Inline {
	a.lose("words that are struck through are shown as ordinary words", "Say in words what is not so.")
	return words
}

// inside gives an element of HTML that markdown has no form for, or what looks like it.
func (a *allower) inside(in text.Inline) []text.Inline {
	inner := a.line(in.Inlines)
	switch in.Name {
	case "b":
		return []text.Inline{{Kind: text.Strong, Inlines: inner}}
	case "i", "cite", "dfn", "var":
		return []text.Inline{{Kind: text.Emphasis, Inlines: inner}}
	case "kbd", "samp", "tt":
		return []text.Inline{{Kind: text.CodeSpan, Text: Text{{Inlines: inner}}.Plain()}}
	case "q":
		return slices.Concat([]text.Inline{{Kind: text.Words, Text: "“"}}, inner, []text.Inline{{Kind: text.Words, Text: "”"}})
	case "s", "strike":
		return a.struck(inner)
	case "u", "ins":
		a.lose("words that are underlined are shown as ordinary words", "Make them bold if they matter: readers take underlined words for a link.")
	case "mark":
		a.lose("words that are highlighted are shown as ordinary words", "Make them bold if they matter.")
	case "sub", "sup":
		return []text.Inline{{Kind: text.Inside, Name: in.Name, Inlines: inner}}
	case "br":
		return []text.Inline{{Kind: text.Break}}
	case "span":
		for _, attr := range in.Attrs {
			if attr.Name == "lang" && attr.Value != "" && !strings.ContainsAny(attr.Value, " \t\n") {
				return []text.Inline{{Kind: text.Inside, Name: "span", Attrs: []text.Attr{attr}, Inlines: inner}}
			}
		}
	}
	return inner
}
