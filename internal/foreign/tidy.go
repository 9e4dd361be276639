package foreign

import (
	"strings"
	"unicode"

	"handrail/internal/source"
	"handrail/internal/text"
)

// Tidier writes a text from elsewhere in the one way that markdown reads back as the same: one space between words and none at the edges of lines
// and marks, no empty blocks, and lists whose items are apart only where they have to be.
type Tidier struct {
	Inline    func(in text.Inline) []text.Inline // gives what is kept of a link, or of an element that markdown does not have; nil keeps them
	Unseen    func()                             // is called where characters that nobody can see are left out
	CellBreak func()                             // is called where a line break in a table becomes a space
}

// Blocks tidies blocks.
func (t *Tidier) Blocks(blocks []text.Block) []text.Block {
	var out []text.Block
	for _, b := range blocks {
		is := true
		switch b.Kind {
		case text.Paragraph:
			for _, line := range t.lines(b.Inlines) {
				out = append(out, text.Block{Inlines: line})
			}
			continue
		case text.Heading, text.Term:
			b.Inlines = t.Line(b.Inlines)
			is = len(b.Inlines) > 0
		case text.List:
			b = t.list(b)
			is = len(b.Blocks) > 0
		case text.Code:
			b.Text = strings.Trim(t.withoutUnseen(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(b.Text)), "\n") + "\n"
			is = strings.TrimSpace(b.Text) != ""
		case text.Table:
			b = t.table(b)
			is = len(b.Blocks) > 0
		case text.Rule:
		case text.Meaning:
			b.Blocks = t.Blocks(b.Blocks)
			b.Loose = len(b.Blocks) > 0 && b.Blocks[0].Kind == text.Paragraph && NeedsSpace(b.Blocks)
		case text.Container, text.Note:
			b.Blocks = t.Blocks(b.Blocks)
		default:
			b.Blocks = t.Blocks(b.Blocks)
			is = len(b.Blocks) > 0
		}
		if is {
			out = append(out, b)
		}
	}
	return out
}

func (t *Tidier) list(b text.Block) text.Block {
	items := b.Blocks
	b.Blocks, b.Loose = nil, false
	for _, item := range items {
		if blocks := t.Blocks(item.Blocks); len(blocks) > 0 {
			b.Blocks = append(b.Blocks, text.Block{Kind: text.Item, Blocks: blocks})
			b.Loose = b.Loose || NeedsSpace(blocks)
		}
	}
	if b.First < 0 || b.First > 1_000_000 || !b.Ordered {
		b.First = 1
	}
	return b
}

// NeedsSpace says whether the blocks of an item of a list run into one another unless there are empty lines between them.
func NeedsSpace(blocks []text.Block) bool {
	for i := 1; i < len(blocks); i++ {
		switch blocks[i].Kind {
		case text.Paragraph, text.Table:
			return true
		case text.Quote:
			if blocks[i-1].Kind == text.Quote {
				return true
			}
		case text.List:
			if blocks[i].Ordered && blocks[i].First != 1 { // only a list that begins with 1 can follow a line of words
				return true
			}
		}
	}
	return false
}

// table gives a table whose rows have as many cells as one another, each a line.
func (t *Tidier) table(b text.Block) text.Block {
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
				cells[i].Align, cells[i].Inlines = row.Blocks[i].Align, t.Line(row.Blocks[i].Inlines)
			}
		}
		b.Blocks = append(b.Blocks, text.Block{Kind: text.Row, Blocks: cells})
	}
	if columns == 0 {
		b.Blocks = nil
	}
	return b
}

// Line tidies a line that can have no line breaks, such as a cell of a table.
func (t *Tidier) Line(list []text.Inline) []text.Inline {
	var joined []text.Inline
	for _, line := range t.lines(mapBreaks(list, func() text.Inline {
		t.CellBreak()
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
func (t *Tidier) lines(list []text.Inline) [][]text.Inline {
	w := lineTidier{Tidier: t, space: true}
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
	*Tidier
	space bool // what was written last is a space, or nothing
}

// inlines tidies parts of a line that are in a mark of some kind already.
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
		case text.Emphasis, text.Strong, text.Struck:
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
			if w.Inline != nil {
				out = w.splice(out, w.inlines(w.Inline(in), within))
				continue
			}
			before, inner, after := edges(w.inlines(in.Inlines, within))
			out = w.splice(out, before)
			if in.Inlines = inner; len(inner) > 0 || in.Kind == text.Inside && len(in.Attrs) > 0 { // one without words can be where a link leads
				out = append(out, in)
			}
			out = w.splice(out, after)
		case text.NoteRef, text.Field, text.Task:
			out, w.space = append(out, in), false
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
		case text.Emphasis, text.Strong, text.Struck:
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

func (t *Tidier) withoutUnseen(words string) string {
	clean := WithoutUnseen(words)
	if clean != words {
		t.Unseen()
	}
	return clean
}

// WithoutUnseen leaves out the characters that no text of a site may hold (source.Unseen and source.Invisible), and joiners between Latin letters.
func WithoutUnseen(words string) string {
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

// SmallDigits gives the digits of an element sub or sup as the characters that Unicode has for them ("Superscripts and Subscripts", U+2070 to U+209F). ok is
// false where anything else is in it.
func SmallDigits(in text.Inline) (words []text.Inline, ok bool) {
	small := []rune(map[string]string{"sub": "₀₁₂₃₄₅₆₇₈₉₊₋", "sup": "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"}[in.Name])
	if len(small) == 0 || len(in.Inlines) != 1 || in.Inlines[0].Kind != text.Words {
		return nil, false
	}
	var b strings.Builder
	for _, r := range in.Inlines[0].Text {
		at := strings.IndexRune("0123456789+-", r)
		switch {
		case r == ' ':
			b.WriteRune(r)
			continue
		case at < 0:
			return nil, false
		}
		b.WriteRune(small[at])
	}
	return []text.Inline{{Kind: text.Words, Text: b.String()}}, true
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
