package importer

import (
	"slices"
	"strings"

	"handrail/internal/text"
)

// piece is a part of a line that looks the same: words, a line break, a picture, a reference to a note, or a name that links lead to.
type piece struct {
	look looks
	href string
	in   text.Inline
}

func isAnchor(p piece) bool { return p.in.Kind == text.Inside }

// isBlank says whether how a piece looks cannot be seen.
func (p piece) isBlank() bool {
	return p.in.Kind == text.Words && strings.TrimSpace(p.in.Text) == "" || isAnchor(p)
}

// isAll says whether all words look so, and there are some.
func isAll(pieces []piece, look looks) bool {
	found := false
	for _, p := range pieces {
		if p.in.Kind == text.Words && !p.isBlank() {
			if found = true; p.look&look == 0 {
				return false
			}
		}
	}
	return found
}

// smooth gives spaces the look of what is around them, and removes those at the edges of the line. Words of the same look that follow one another are one piece.
func smooth(pieces []piece) []piece {
	var out []piece
	pieces = withSpacesApart(pieces)
	for i, p := range pieces {
		if p.in.Kind != text.Words {
			p.look &^= lookMarked
		}
		if p.in.Kind == text.NoteRef {
			p.look = 0
		}
		if p.isBlank() {
			next := slices.IndexFunc(pieces[i:], func(p piece) bool { return !p.isBlank() })
			if p.look = 0; next >= 0 && len(out) > 0 {
				before, after := out[len(out)-1], pieces[i+next]
				if p.look = before.look & after.look; p.href != before.href || p.href != after.href {
					p.href = ""
				}
			} else {
				p.href = ""
			}
		}
		if last := len(out) - 1; last >= 0 && p.in.Kind == text.Words && out[last].in.Kind == text.Words && out[last].look == p.look && out[last].href == p.href {
			out[last].in.Text += p.in.Text
			continue
		}
		out = append(out, p)
	}
	return trimPieces(out)
}

// withSpacesApart makes pieces of their own of the spaces at the edges of words.
func withSpacesApart(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		if p.in.Kind != text.Words {
			out = append(out, p)
			continue
		}
		words := p.in.Text
		start := len(words) - len(strings.TrimLeft(words, " \t\n"))
		end := max(start, len(strings.TrimRight(words, " \t\n")))
		for _, part := range []string{words[:start], words[start:end], words[end:]} {
			if p.in.Text = part; part != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// trimPieces removes spaces and line breaks from the edges of a line.
func trimPieces(pieces []piece) []piece {
	for i := 0; i < len(pieces); i++ {
		p := &pieces[i]
		if isAnchor(*p) {
			continue
		}
		if p.in.Kind == text.Words {
			p.in.Text = strings.TrimLeft(p.in.Text, " \t\n")
		}
		if p.in.Kind != text.Break && (p.in.Kind != text.Words || p.in.Text != "") {
			break
		}
		pieces = slices.Delete(pieces, i, i+1)
		i--
	}
	for i := len(pieces) - 1; i >= 0; i-- {
		p := &pieces[i]
		if isAnchor(*p) {
			continue
		}
		if p.in.Kind == text.Words {
			p.in.Text = strings.TrimRight(p.in.Text, " \t\n")
		}
		if p.in.Kind != text.Break && (p.in.Kind != text.Words || p.in.Text != "") {
			break
		}
		pieces = slices.Delete(pieces, i, i+1)
	}
	return pieces
}

// mark is something that pieces can be in, from the outside to the inside.
type mark struct {
	is   func(p piece) string // "" when the piece is not in it; pieces with the same text are in one
	wrap func(key string, inner []text.Inline) []text.Inline
}

func marks() []mark {
	has := func(look looks) func(p piece) string {
		return func(p piece) string { return map[bool]string{true: "in"}[p.look&look != 0] }
	}
	as := func(in text.Inline) func(string, []text.Inline) []text.Inline {
		return func(_ string, inner []text.Inline) []text.Inline {
			in.Inlines = inner
			return []text.Inline{in}
		}
	}
	return []mark{
		{func(p piece) string { return p.href }, func(href string, inner []text.Inline) []text.Inline {
			return []text.Inline{{Kind: text.Link, Href: href, Inlines: inner}}
		}},
		{has(lookBold), as(text.Inline{Kind: text.Strong})},
		{has(lookItalic), as(text.Inline{Kind: text.Emphasis})},
		{has(lookStruck), as(text.Inline{Kind: text.Struck})},
		{has(lookRaised), as(text.Inline{Kind: text.Inside, Name: "sup"})},
		{has(lookLowered), as(text.Inline{Kind: text.Inside, Name: "sub"})},
		{has(lookCode | lookMono), func(_ string, inner []text.Inline) []text.Inline {
			for i, in := range inner {
				if in.Kind == text.Words && strings.TrimSpace(in.Text) != "" {
					inner[i].Kind = text.CodeSpan
				}
			}
			return inner
		}},
	}
}

// lineOf makes a line of pieces.
func lineOf(pieces []piece) []text.Inline {
	return nest(pieces, marks())
}

func nest(pieces []piece, marks []mark) []text.Inline {
	var line []text.Inline
	if len(marks) == 0 {
		for _, p := range pieces {
			if p.in.Kind == text.Words {
				p.in.Text = strings.ReplaceAll(strings.ReplaceAll(p.in.Text, "\t", " "), "\n", " ")
				if last := len(line) - 1; last >= 0 && line[last].Kind == text.Words {
					line[last].Text += p.in.Text
					continue
				}
			}
			line = append(line, p.in)
		}
		return line
	}
	for len(pieces) > 0 {
		key := marks[0].is(pieces[0])
		end := slices.IndexFunc(pieces, func(p piece) bool { return marks[0].is(p) != key })
		if end < 0 {
			end = len(pieces)
		}
		inner := nest(pieces[:end], marks[1:])
		if key != "" {
			inner = marks[0].wrap(key, inner)
		}
		line, pieces = append(line, inner...), pieces[end:]
	}
	return line
}
