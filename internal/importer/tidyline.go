package importer

import (
	"slices"
	"strconv"
	"strings"

	"handrail/internal/foreign"
	"handrail/internal/text"
)

// lineKind is what a line is of.
type lineKind struct {
	tasks  bool              // a box of a task can begin it
	single bool              // it has no line breaks
	cell   bool              // the same, as it is in a table
	link   bool              // it is in a link
	marks  []text.InlineKind // the marks around it
}

// line gives what markdown has for a line, with the places that links lead to before its words. It is nil when there are no words.
func (t *tidying) line(list []text.Inline, of lineKind) []text.Inline {
	var places []text.Inline
	line := t.inlines(list, of)
	line = mapInlines(line, func(in text.Inline) []text.Inline {
		if _, is := placeID(in); is {
			places = append(places, in)
			return nil
		}
		return []text.Inline{in}
	})
	places = append(t.places, places...)
	if isBlank(line) {
		t.places = places
		return nil
	}
	t.places = nil
	return append(places, line...)
}

// isBlank says whether there is nothing in a line that readers see.
func isBlank(line []text.Inline) bool {
	return !slices.ContainsFunc(line, func(in text.Inline) bool {
		switch in.Kind {
		case text.Words, text.CodeSpan:
			return strings.TrimSpace(in.Text) != ""
		case text.Break:
			return false
		case text.Image, text.NoteRef:
			return true
		}
		return !isBlank(in.Inlines)
	})
}

// place is a place that links lead to, and placeID is its name.
func place(id string) text.Inline {
	return text.Inline{Kind: text.Inside, Name: "a", Attrs: []text.Attr{{Name: "id", Value: id}}}
}

func placeID(in text.Inline) (id string, is bool) {
	if in.Kind == text.Inside && in.Name == "a" && len(in.Inlines) == 0 && len(in.Attrs) == 1 && in.Attrs[0].Name == "id" {
		return in.Attrs[0].Value, true
	}
	return "", false
}

func (t *tidying) inlines(list []text.Inline, of lineKind) []text.Inline {
	var out []text.Inline
	for i, in := range list {
		within := of
		within.tasks = of.tasks && i == 0
		out = append(out, t.inline(in, within)...)
	}
	return out
}

// inline gives what markdown has for a part of a line.
func (t *tidying) inline(in text.Inline, of lineKind) []text.Inline {
	switch in.Kind {
	case text.Words:
		return asWords(t.seen(in.Text))
	case text.CodeSpan:
		return []text.Inline{{Kind: text.CodeSpan, Text: strings.TrimSpace(t.seen(in.Text))}}
	case text.Emphasis, text.Strong, text.Struck:
		if slices.Contains(of.marks, in.Kind) {
			return t.inlines(in.Inlines, of)
		}
		of.marks = append(slices.Clone(of.marks), in.Kind)
		return []text.Inline{{Kind: in.Kind, Inlines: t.inlines(in.Inlines, of)}}
	case text.Break:
		if of.cell && !t.hasLines {
			t.hasLines = true
			t.note("cell-lines", "")
		}
		if of.cell || of.single || of.link {
			return asWords(" ")
		}
		return []text.Inline{in}
	case text.Link:
		return t.link(in, of)
	case text.Image:
		in.Text, in.Title = inOneLine(t.seen(in.Text)), inOneLine(t.seen(in.Title))
		if pixels, err := strconv.Atoi(strings.TrimSuffix(in.Width, "%")); err != nil || pixels < 1 || strings.HasSuffix(in.Width, "%") && pixels > 100 {
			in.Width = ""
		}
		return []text.Inline{{Kind: text.Image, Href: in.Href, Text: in.Text, Title: in.Title, Width: in.Width}}
	case text.NoteRef:
		return t.reference(in)
	case text.Field:
		return asWords("{{" + in.Name + "}}")
	case text.InPart:
		return slices.Concat(asWords("{{#when "+in.Name+"}}"), t.inlines(in.Inlines, of), asWords("{{/when}}"))
	case text.Task:
		if of.tasks {
			return []text.Inline{in}
		}
		return withoutMark(in)
	}
	return t.inside(in, of)
}

func inOneLine(words string) string { return strings.Join(strings.Fields(words), " ") }

// link gives a link. One without words has its address as them, and one within another is its words.
func (t *tidying) link(in text.Inline, of lineKind) []text.Inline {
	around := of.link
	of.link = true
	inner := t.inlines(in.Inlines, of)
	if in.Title != "" && in.Title != wordsOf(inner) {
		t.note("link-title", in.Title)
	}
	href := strings.TrimSpace(strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(in.Href))
	places := slices.DeleteFunc(slices.Clone(inner), func(in text.Inline) bool { _, is := placeID(in); return !is })
	switch {
	case around, isBlank(inner) && (href == "" || href[0] == '#'): // nobody sees one without words, nor where it leads
		return inner
	case isBlank(inner):
		inner = append(places, asWords(href)...)
	}
	return []text.Inline{{Kind: text.Link, Href: href, Address: in.Address, Inlines: inner}}
}

// inside gives what markdown has for an element of HTML.
func (t *tidying) inside(in text.Inline, of lineKind) []text.Inline {
	switch in.Name {
	case "a":
		if _, is := placeID(in); is {
			return []text.Inline{in}
		}
	case "b":
		return t.inline(text.Inline{Kind: text.Strong, Inlines: in.Inlines}, of)
	case "i", "cite", "dfn", "var":
		return t.inline(text.Inline{Kind: text.Emphasis, Inlines: in.Inlines}, of)
	case "s", "strike":
		return t.inline(text.Inline{Kind: text.Struck, Inlines: in.Inlines}, of)
	case "kbd", "samp", "tt":
		if words := inOneLine(wordsOf(in.Inlines)); words != "" && !slices.ContainsFunc(in.Inlines, func(in text.Inline) bool { return in.Kind != text.Words && in.Kind != text.CodeSpan }) {
			return t.inline(text.Inline{Kind: text.CodeSpan, Text: words}, of)
		}
	case "q":
		return slices.Concat(asWords("“"), t.inlines(in.Inlines, of), asWords("”"))
	case "br":
		return t.inline(text.Inline{Kind: text.Break}, of)
	case "u", "ins", "mark":
		t.note("underline", "")
	case "sub", "sup":
		if small, ok := foreign.SmallDigits(in); ok {
			return small
		}
		t.note("small", "")
	case "abbr":
		inner := t.inlines(in.Inlines, of)
		for _, a := range in.Attrs {
			if a.Name == "title" && inOneLine(a.Value) != "" {
				inner = append(inner, asWords(" ("+inOneLine(t.seen(a.Value))+")")...)
			}
		}
		return inner
	}
	return t.inlines(in.Inlines, of)
}

// seen gives words without characters that nobody can see, with ordinary spaces for special ones.
func (t *tidying) seen(words string) string {
	clean := foreign.WithoutUnseen(strings.Map(func(r rune) rune {
		if r == '\u00a0' || r >= '\u2000' && r <= '\u200a' || r == '\u202f' || r == '\u205f' || r == '\f' || r == '\v' {
			return ' '
		}
		if r == '\u2028' || r == '\u2029' || r == '\u0085' {
			return '\n'
		}
		return r
	}, strings.ToValidUTF8(words, "\uFFFD")))
	if clean != words {
		t.unseen()
	}
	return clean
}

// unseen makes an entry of characters that nobody can see, once for a document.
func (t *tidying) unseen() {
	if !t.hasSpace {
		t.hasSpace = true
		t.note("unseen", "")
	}
}

// gatherNotes finds the footnotes.
func (t *tidying) gatherNotes(blocks []text.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == text.Note && t.notes[b.Name] == nil {
			t.notes[b.Name] = b
		} else if b.Kind == text.Note { // another has its name
			old := *t.notes[b.Name]
			old.Blocks = slices.Concat(old.Blocks, b.Blocks)
			t.notes[b.Name] = &old
		}
		t.gatherNotes(b.Blocks)
	}
}

// reference gives the place that refers to a footnote, whose name becomes the number that it has in the order of these places.
func (t *tidying) reference(in text.Inline) []text.Inline {
	if t.notes[in.Name] == nil {
		t.note("no-note", "["+in.Name+"]")
		return asWords("[" + in.Name + "]")
	}
	at := slices.Index(t.noted, in.Name)
	if at < 0 {
		at = len(t.noted)
		t.noted = append(t.noted, in.Name)
	}
	return []text.Inline{{Kind: text.NoteRef, Name: strconv.Itoa(at + 1)}}
}

// allNotes are the footnotes, after the paragraphs of those that nothing refers to.
func (t *tidying) allNotes() []text.Block {
	var rest []text.Block
	notes := text.Block{Kind: text.Notes}
	number := func() { // one footnote may refer to others
		for at := len(notes.Blocks); at < len(t.noted); at++ {
			blocks := t.blocks(t.notes[t.noted[at]].Blocks, inBlocks)
			notes.Blocks = append(notes.Blocks, text.Block{Kind: text.Note, Name: strconv.Itoa(at + 1), Blocks: blocks})
		}
	}
	number()
	var names []string
	for name := range t.notes {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains(t.noted, name) {
			continue
		}
		unused := t.notes[name]
		delete(t.notes, name) // it may refer to itself
		if blocks := t.blocks(unused.Blocks, inPage); len(blocks) > 0 {
			t.note("unused-note", "")
			rest = append(rest, blocks...)
		}
		number()
	}
	return append(rest, some(notes, len(notes.Blocks) > 0)...)
}
