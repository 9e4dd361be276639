package exchange

import (
	"strings"
	"unicode"

	"handrail/internal/source"
	"handrail/internal/text"
)

// tidier writes an imported text in the one way that markdown reads back as the same: one space between words and none at the edges of lines
// and marks, no empty blocks, and lists whose items are apart only where they have to be.
type tidier struct {
	lose func(what, hint string) // reports what is left out
	bare bool                    // links, and the elements that markdown does not have, become words
}

// text gives the blocks as markdown can say them.
func (t *tidier) text(blocks []text.Block) Text {
	var out Text
	for _, b := range blocks {
		switch b.Kind {
		case text.Paragraph:
			for _, line := range t.lines(b.Inlines) {
				out = append(out, text.Block{Inlines: line})
			}
		case text.List:
			b = t.list(b)
			out = append(out, one(b, len(b.Blocks) > 0)...)
		case text.Quote:
			b.Blocks = t.text(b.Blocks)
			out = append(out, one(b, len(b.Blocks) > 0)...)
		case text.Code:
			b.Text = strings.Trim(t.withoutUnseen(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(b.Text)), "\n") + "\n"
			out = append(out, one(b, strings.TrimSpace(b.Text) != "")...)
		case text.Table:
			b = t.table(b)
			out = append(out, one(b, len(b.Blocks) > 0)...)
		}
	}
	return out
}

func (t *tidier) list(b text.Block) text.Block {
	items := b.Blocks
	b.Blocks, b.Loose = nil, false
	for _, item := range items {
		if blocks := t.text(item.Blocks); len(blocks) > 0 {
			b.Blocks = append(b.Blocks, text.Block{Kind: text.Item, Blocks: blocks})
			b.Loose = b.Loose || needsSpace(blocks)
		}
	}
	if b.First < 0 || b.First > 1_000_000 || !b.Ordered {
		b.First = 1
	}
	return b
}

// table gives a table whose rows have as many cells as one another, each a line.
func (t *tidier) table(b text.Block) text.Block {
	rows, columns := b.Blocks, 0
	b.Blocks = nil
	for _, row := range rows {
		columns = max(columns, len(row.Blocks))
	}
	for _, row := range rows {
		cells := make([]text.Block, columns)
		for i := range cells {
			cells[i].Kind = text.Cell
			if i < len(row.Blocks) {
				cells[i].Inlines = t.cell(row.Blocks[i].Inlines)
			}
		}
		b.Blocks = append(b.Blocks, text.Block{Kind: text.Row, Blocks: cells})
	}
	if columns == 0 {
		b.Blocks = nil
	}
	return b
}

// cell gives a line without line breaks, as a table has it.
func (t *tidier) cell(list []text.Inline) []text.Inline {
	var joined []text.Inline
	for _, line := range t.lines(mapBreaks(list, func() text.Inline {
		t.lose("a line break in a table is written as a space", "Look at the table: a row may be clearer as two.")
		return text.Inline{Kind: text.Words, Text: " "}
	})) {
		joined = append(joined, line...)
	}
	return joined
}

func mapBreaks(list []text.Inline, f func() text.Inline) []text.Inline {
	var mapped []text.Inline
	for _, in := range list {
		if in.Kind == text.Break {
			in = f()
		}
		in.Inlines = mapBreaks(in.Inlines, f)
		mapped = append(mapped, in)
	}
	return mapped
}

// lines gives the paragraphs of a line: an empty line in it, as of two line breaks, begins another.
func (t *tidier) lines(list []text.Inline) [][]text.Inline {
	w := lineTidier{tidier: t, space: true}
	var lines [][]text.Inline
	var line []text.Inline
	for _, in := range append(w.inlines(list, 0), text.Inline{Kind: text.Break}, text.Inline{Kind: text.Break}) {
		last := len(line) - 1
		if in.Kind != text.Break || last >= 0 && line[last].Kind != text.Break {
			line = append(line, in)
			continue
		}
		if last > 0 {
			lines = append(lines, trimEnd(line[:last]))
		}
		line = nil
	}
	return lines
}

// lineTidier tidies the parts of a line.
type lineTidier struct {
	*tidier
	space bool // what was written last is a space, or nothing
}

// inlines tidies parts of a line that are in emphasis of some kinds already.
func (w *lineTidier) inlines(list []text.Inline, within text.InlineKind) []text.Inline {
	var out []text.Inline
	for _, in := range list {
		switch in.Kind {
		case text.Words:
			out = w.add(out, text.Inline{Kind: text.Words, Text: w.words(in.Text)})
		case text.CodeSpan:
			if in.Text = strings.Join(strings.Fields(w.withoutUnseen(in.Text)), " "); in.Text != "" {
				out, w.space = w.add(out, in), false
			}
		case text.Break:
			out, w.space = append(trimEnd(out), in), true
		case text.Image:
			in.Text = strings.Join(strings.Fields(w.withoutUnseen(in.Text)), " ")
			out, w.space = append(out, in), false
		case text.Emphasis, text.Strong:
			if in.Kind == within {
				out = w.splice(out, w.inlines(in.Inlines, within))
				continue
			}
			before, inner, after := edges(w.inlines(in.Inlines, in.Kind))
			out = w.splice(out, before)
			if len(inner) > 0 {
				out = w.add(out, text.Inline{Kind: in.Kind, Inlines: inner})
			}
			out = w.splice(out, after)
		case text.Link, text.Inside:
			if w.bare {
				out = w.splice(out, w.inlines(w.bared(in), within))
				continue
			}
			before, inner, after := edges(w.inlines(in.Inlines, within))
			out = w.splice(out, before)
			if in.Inlines = inner; len(inner) > 0 {
				out = append(out, in)
			}
			out = w.splice(out, after)
		}
	}
	return out
}

func (w *lineTidier) splice(out, more []text.Inline) []text.Inline {
	for _, in := range more {
		out = w.add(out, in)
	}
	return out
}

// add adds a part of a line, joined with the same before it.
func (w *lineTidier) add(out []text.Inline, in text.Inline) []text.Inline {
	if in.Kind == text.Words && in.Text == "" {
		return out
	}
	if last := len(out) - 1; last >= 0 && out[last].Kind == in.Kind {
		switch in.Kind {
		case text.Words:
			out[last].Text += in.Text
			return out
		case text.Emphasis, text.Strong:
			out[last].Inlines = w.splice(out[last].Inlines, in.Inlines)
			return out
		}
	}
	return append(out, in)
}

// words gives words with one space between them.
func (w *lineTidier) words(words string) string {
	var b strings.Builder
	for _, r := range w.withoutUnseen(words) {
		space := strings.ContainsRune(" \t\n\r\f\v\u00a0", r)
		switch {
		case !space:
			b.WriteRune(r)
		case !w.space:
			b.WriteByte(' ')
		}
		w.space = space
	}
	return b.String()
}

// bared gives the words of a link, or of an element that markdown does not have.
func (w *lineTidier) bared(in text.Inline) []text.Inline {
	if in.Kind == text.Link {
		return w.linked(in)
	}
	return w.inside(in)
}

// linked gives the words of a link with its address behind them.
func (w *lineTidier) linked(in text.Inline) []text.Inline {
	words := Text{{Inlines: in.Inlines}}.Plain()
	address := strings.TrimPrefix(in.Href, "mailto:")
	if address == "" || strings.Contains(words, address) {
		return in.Inlines
	}
	w.lose("a link is kept as its words with the address behind them", "Give the address a name in links.yaml, and link to it as link:name.")
	if words == "" {
		return []text.Inline{{Kind: text.Words, Text: address}}
	}
	return append(in.Inlines[:len(in.Inlines):len(in.Inlines)], text.Inline{Kind: text.Words, Text: " (" + address + ")"})
}

// inside gives the words of an element that markdown does not have. Small digits have characters of their own.
func (w *lineTidier) inside(in text.Inline) []text.Inline {
	small := map[string]string{"sub": "₀₁₂₃₄₅₆₇₈₉₊₋", "sup": "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"}[in.Name]
	if small == "" {
		w.lose("the language of some words is left out", "Handrail reads a quiz in the language of its site.")
		return in.Inlines
	}
	if len(in.Inlines) == 1 && in.Inlines[0].Kind == text.Words {
		words := strings.Map(func(r rune) rune {
			if at := strings.IndexRune("0123456789+-", r); at >= 0 {
				return []rune(small)[at]
			}
			return r
		}, in.Inlines[0].Text)
		if !strings.ContainsFunc(words, func(r rune) bool { return !strings.ContainsRune(small, r) }) {
			return []text.Inline{{Kind: text.Words, Text: words}}
		}
	}
	w.lose("words above or below the line (superscript and subscript) are shown as ordinary words", "Say in words what is meant, such as “to the power of n”.")
	return in.Inlines
}

// withoutUnseen leaves out the characters that no text of a site may hold (source.Unseen and source.Invisible), and joiners between Latin letters.
func (t *tidier) withoutUnseen(words string) string {
	clean := withoutUnseen(words)
	if clean != words {
		t.lose("characters that nobody can see are left out", "Nothing that readers could see is missing.")
	}
	return clean
}

func withoutUnseen(words string) string {
	if strings.IndexFunc(words, func(r rune) bool { return r > unicode.MaxLatin1 || source.Unseen(r) || source.Invisible(r) }) < 0 {
		return words
	}
	plain := func(r rune) bool { return r <= unicode.MaxASCII || unicode.Is(unicode.Latin, r) }
	var b strings.Builder
	runes := []rune(strings.ToValidUTF8(words, "\uFFFD"))
	for i, r := range runes {
		joiner := r == '\u200c' || r == '\u200d'
		joiner = joiner && (i == 0 || plain(runes[i-1])) && (i == len(runes)-1 || plain(runes[i+1]))
		if !joiner && !source.Unseen(r) && !source.Invisible(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// edges parts the spaces and line breaks at the edges of some parts of a line from what is between them.
func edges(list []text.Inline) (before, inner, after []text.Inline) {
	space := func(in text.Inline) bool { return in.Kind == text.Break || in.Kind == text.Words && in.Text == " " }
	cut := func(at int, trim func(string, string) string) text.Inline {
		words := list[at].Text
		if list[at].Text = trim(words, " "); list[at].Text == words {
			return text.Inline{}
		}
		return text.Inline{Kind: text.Words, Text: " "}
	}
	for len(list) > 0 && space(list[0]) {
		before, list = append(before, list[0]), list[1:]
	}
	for len(list) > 0 && space(list[len(list)-1]) {
		after, list = append([]text.Inline{list[len(list)-1]}, after...), list[:len(list)-1]
	}
	if len(list) > 0 && list[0].Kind == text.Words {
		before = append(before, cut(0, strings.TrimPrefix))
	}
	if last := len(list) - 1; last >= 0 && list[last].Kind == text.Words {
		after = append([]text.Inline{cut(last, strings.TrimSuffix)}, after...)
	}
	return before, list, after
}

// trimEnd removes a space at the end of a line.
func trimEnd(line []text.Inline) []text.Inline {
	if last := len(line) - 1; last >= 0 && line[last].Kind == text.Words {
		if line[last].Text = strings.TrimSuffix(line[last].Text, " "); line[last].Text == "" {
			return line[:last]
		}
	}
	return line
}
