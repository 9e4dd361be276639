package importer

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/text"
)

// tidied makes blocks what markdown can say.
func tidied(blocks []text.Block) *Document {
	r := &reading{doc: &Document{File: "a.docx", Blocks: blocks}, language: language.English()}
	r.tidy()
	return r.doc
}

func paragraphOf(parts ...text.Inline) text.Block { return text.Block{Inlines: parts} }

func in(kind text.InlineKind, parts ...text.Inline) text.Inline {
	return text.Inline{Kind: kind, Inlines: parts}
}

func word(words string) text.Inline { return text.Inline{Text: words} }

func elementOf(name string, attrs []text.Attr, parts ...text.Inline) text.Inline {
	return text.Inline{Kind: text.Inside, Name: name, Attrs: attrs, Inlines: parts}
}

func headingOf(level int, words string) text.Block {
	return text.Block{Kind: text.Heading, Level: level, Inlines: []text.Inline{word(words)}}
}

// TestTidy: each kind of block becomes what Handrail's markdown has for it, and what it has nothing for is kept as words, with an entry.
func TestTidy(t *testing.T) {
	id := func(name string) []text.Attr { return []text.Attr{{Name: "id", Value: name}} }
	for _, c := range []struct {
		name    string
		blocks  []text.Block
		want    string
		entries string
	}{
		{"levels", []text.Block{headingOf(1, "a"), headingOf(4, "b"), headingOf(4, "c"), headingOf(2, "d")}, "# a\n\n## b\n\n## c\n\n## d\n", "heading-level heading-level"},
		{"empty blocks", []text.Block{paragraphOf(word(" \u00a0")), {Kind: text.Heading, Level: 2}, {Kind: text.List, Blocks: []text.Block{{Kind: text.Item}}}, paragraphOf(word("a"))}, "a\n", "unseen"},
		{"a heading in an item", []text.Block{{Kind: text.List, First: 1, Blocks: []text.Block{{Kind: text.Item, Blocks: []text.Block{headingOf(2, "a"), paragraphOf(word("b"))}}}}}, "- **a**\n\n  b\n", "nested-heading"},
		{"marks in marks", []text.Block{paragraphOf(in(text.Strong, word(" a "), in(text.Emphasis, in(text.Strong, word("b")))))}, "**a _b_**\n", ""},
		{"braces and colons", []text.Block{paragraphOf(word("{{ name }}")), paragraphOf(word("::: warning")), paragraphOf(text.Inline{Kind: text.Field, Name: "x"})}, "\\{{ name }}\n\n\\::: warning\n\n\\{{x}}\n", ""},
		{"small", []text.Block{paragraphOf(word("H"), elementOf("sub", nil, word("2")), word("O m"), elementOf("sup", nil, word("th")))}, "H₂O mth\n", "small"},
		{"keys", []text.Block{paragraphOf(elementOf("kbd", nil, word("Ctrl")), word("+"), elementOf("abbr", []text.Attr{{Name: "title", Value: "General Data"}}, word("GD")))}, "`Ctrl`+GD (General Data)\n", ""},
		{"unseen", []text.Block{paragraphOf(word("a\u00a0b c\u00add \u201ce\u201d"))}, "a b cd “e”\n", "unseen"},
		{"a table", []text.Block{{Kind: text.Table, Blocks: []text.Block{{Kind: text.Row, Blocks: []text.Block{{Kind: text.Cell, Inlines: []text.Inline{word("a"), {Kind: text.Break}, word("b|c")}}}}, {Kind: text.Row, Blocks: []text.Block{{Kind: text.Cell}, {Kind: text.Cell, Inlines: []text.Inline{word("d")}}}}}}},
			"|  |  |\n| --- | --- |\n| a b\\|c |  |\n|  | d |\n", "cell-lines"},
		{"definitions", []text.Block{{Kind: text.Definitions, Blocks: []text.Block{{Kind: text.Meaning, Blocks: []text.Block{paragraphOf(word("a"))}}, {Kind: text.Term, Inlines: []text.Inline{word("b")}}, {Kind: text.Meaning, Blocks: []text.Block{paragraphOf(word("c"))}}, {Kind: text.Term, Inlines: []text.Inline{word("d")}}}}},
			"a\n\nb\n:   c\n\n**d**\n", ""},
		{"details", []text.Block{{Kind: text.Element, Name: "details", Blocks: []text.Block{{Kind: text.Element, Name: "summary", Blocks: []text.Block{paragraphOf(word("a"))}}, paragraphOf(word("b"))}}}, "**a**\n\nb\n", ""},
		{"a figure", []text.Block{{Kind: text.Element, Name: "figure", Blocks: []text.Block{paragraphOf(text.Inline{Kind: text.Image, Href: "p.png", Text: "a"}), {Kind: text.Element, Name: "figcaption", Blocks: []text.Block{paragraphOf(word("b"))}}}}}, "![a](p.png \"b\")\n", ""},
		{"links", []text.Block{paragraphOf(text.Inline{Kind: text.Link, Href: "https://a.org", Title: "t"}, text.Inline{Kind: text.Link, Inlines: []text.Inline{word(" b")}})}, "[https://a.org](https://a.org) [b](<>)\n", "link-title"},
		{"footnotes", []text.Block{paragraphOf(word("a"), text.Inline{Kind: text.NoteRef, Name: "ftnt 2"}, text.Inline{Kind: text.NoteRef, Name: "none"}), {Kind: text.Notes, Blocks: []text.Block{{Kind: text.Note, Name: "ftnt 1", Blocks: []text.Block{paragraphOf(word("b"))}}, {Kind: text.Note, Name: "ftnt 2", Blocks: []text.Block{paragraphOf(word("c"))}}}}},
			"a[^1]\\[none]\n\nb\n\n[^1]: c\n", "no-note unused-note"},
		{"boxes", []text.Block{{Kind: text.Container, Name: "note", Blocks: []text.Block{{Kind: text.Container, Name: "note", Blocks: []text.Block{paragraphOf(word("a"))}}}}}, ":::note\na\n:::\n", "box"},
		{"places", []text.Block{paragraphOf(elementOf("a", id("x"))), paragraphOf(word("a "), elementOf("a", id("y"))), {Kind: text.Heading, Level: 1, Attrs: id("h"), Inlines: []text.Inline{elementOf("a", id("z")), word("b")}}}, "<a id=\"x\"></a><a id=\"y\"></a>a\n\n# b {#h #z}\n", ""},
	} {
		d := tidied(c.blocks)
		var entries []string
		for _, e := range d.Entries {
			entries = append(entries, e.What)
		}
		if got := text.Markdown(d.Blocks); got != c.want || strings.Join(entries, " ") != c.entries {
			t.Errorf("%s: %q %q", c.name, got, entries)
		}
	}
}

// TestTidyHeadings: an entry stays below the heading that it was below, whichever headings go.
func TestTidyHeadings(t *testing.T) {
	r := &reading{doc: &Document{}, language: language.English()}
	r.add(text.Block{Kind: text.Heading, Level: 1}, headingOf(1, "a"))
	r.note("comment", "x")
	r.add(paragraphOf(word("b")))
	r.tidy()
	if len(r.doc.Entries) != 1 || r.doc.Entries[0].Heading != 1 {
		t.Errorf("%+v", r.doc.Entries)
	}
}

// random makes blocks by chance.
type random struct{ *rand.Rand }

func (r random) words() string {
	list := []string{"one", "Two", "three ", " four", "*", "**", "_", "`", "``", "[", "]", "(", "](x)", "![", "{", "}", "{{", "}}", "{{a}}", "{{#when a}}", ":::", ":::note", "\n", " ", "  ", "#", "# ", "- ", "+ ", "1. ", "2) ", "> ", "|", "---", "===",
		"~~", "~", "<b>", "<!--", "-->", "&amp;", "&", "\\", "\\\\", "<", ">", "!", "[^1]", "[^1]: ", ": ", ":", "www.a.org", "https://a.org/b_c_d", "a@b.org", ":wave:", "=", "\t", "\u00a0", "\u00ad", "\u200b", "\u2028", "\ue000", "é", "日本", "☐", "\r\n", "$", "\"", "'", "[x] ", "[ ] ", "{#id}", "{width=3}", "%", "5"}
	var b strings.Builder
	for range 1 + r.IntN(4) {
		b.WriteString(list[r.IntN(len(list))])
	}
	return b.String()
}

func (r random) line(depth int) []text.Inline {
	var line []text.Inline
	for range r.IntN(4) {
		in := text.Inline{Kind: text.InlineKind(r.IntN(int(text.Inside) + 1))}
		switch in.Kind {
		case text.Words, text.CodeSpan:
			in.Text = r.words()
		case text.Image:
			in.Text, in.Href, in.Title = r.words(), r.address(), r.words()
		case text.Link:
			in.Href, in.Inlines = r.address(), r.line(depth+1)
		case text.Field, text.InPart:
			in.Name = "f"
		case text.NoteRef:
			in.Name = fmt.Sprint("n ", r.IntN(3))
		case text.Inside:
			in.Name = []string{"kbd", "sub", "sup", "q", "br", "u", "span", "a", "abbr", "b", "i", "s"}[r.IntN(12)]
			in.Attrs = []text.Attr{{Name: "title", Value: r.words()}}
			if in.Name == "a" {
				in.Attrs = []text.Attr{{Name: "id", Value: fmt.Sprint("p", r.IntN(1_000_000))}}
			}
		}
		if holds := []text.InlineKind{text.Emphasis, text.Strong, text.Struck, text.Link, text.InPart, text.Inside}; depth < 3 && slices.Contains(holds, in.Kind) && in.Name != "br" {
			in.Inlines = r.line(depth + 1)
		}
		line = append(line, in)
	}
	return line
}

func (r random) address() string {
	return []string{"", "https://a.org/", "a b.html", "#x", "(a", "<a>", "a|b", "mailto:a@b.org", "\\a", "&amp;", "a\"b"}[r.IntN(11)]
}

func (r random) blocks(depth int) []text.Block {
	if depth > 3 {
		return []text.Block{{Inlines: r.line(0)}}
	}
	var blocks []text.Block
	for range r.IntN(4) {
		b := text.Block{Kind: text.Kind(r.IntN(int(text.Verbatim) + 1)), Level: 1 + r.IntN(6), First: r.IntN(5), Name: []string{"note", "details", "summary", "figure", "div", "x y", "n 1"}[r.IntN(7)]}
		switch b.Kind {
		case text.Paragraph, text.Heading, text.Term:
			b.Inlines = r.line(0)
		case text.Code, text.Verbatim:
			b.Text = r.words() + "\n" + r.words()
		case text.List:
			b.Ordered = r.IntN(2) == 0
			for range r.IntN(4) {
				b.Blocks = append(b.Blocks, text.Block{Kind: text.Item, Blocks: r.blocks(depth + 1)})
			}
		case text.Table, text.Row, text.Cell:
			b = text.Block{Kind: text.Table, Head: r.IntN(2) == 0}
			for range r.IntN(4) {
				row := text.Block{Kind: text.Row}
				for range r.IntN(4) {
					row.Blocks = append(row.Blocks, text.Block{Kind: text.Cell, Inlines: r.line(0), Align: []string{"", "right", "center"}[r.IntN(3)]})
				}
				b.Blocks = append(b.Blocks, row)
			}
		case text.Definitions:
			for range r.IntN(5) {
				if r.IntN(2) == 0 {
					b.Blocks = append(b.Blocks, text.Block{Kind: text.Term, Inlines: r.line(0)})
				} else {
					b.Blocks = append(b.Blocks, text.Block{Kind: text.Meaning, Blocks: r.blocks(depth + 1)})
				}
			}
		case text.Notes:
			for i := range r.IntN(3) {
				b.Blocks = append(b.Blocks, text.Block{Kind: text.Note, Name: fmt.Sprint("n ", i), Blocks: r.blocks(depth + 1)})
			}
		case text.Rule:
		default:
			b.Blocks = r.blocks(depth + 1)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// everyWord is each word of blocks, wherever it is in them, without what no reader sees.
func everyWord(blocks []text.Block) string {
	var b strings.Builder
	var lines func(list []text.Inline)
	lines = func(list []text.Inline) {
		for _, in := range list {
			b.WriteString(in.Text + " " + in.Title + " ")
			if in.Kind == text.Inside && in.Name == "abbr" && !isBlank(in.Inlines) {
				b.WriteString(in.Attrs[0].Value + " ")
			}
			lines(in.Inlines)
		}
	}
	for _, block := range blocks {
		b.WriteString(block.Text + " ")
		lines(block.Inlines)
		b.WriteString(everyWord(block.Blocks))
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u2028':
			return '\n'
		case source.Unseen(r) || source.Invisible(r):
			return -1
		}
		return r
	}, b.String())
}

// placesIn are the names of the places that links lead to.
func placesIn(blocks []text.Block) []string {
	var names []string
	mapBlocks(blocks, func(b text.Block) text.Block {
		for _, a := range b.Attrs {
			if b.Kind == text.Heading && a.Name == "id" {
				names = append(names, a.Value)
			}
		}
		return b
	}, func(in text.Inline) []text.Inline {
		if id, is := placeID(in); is {
			names = append(names, id)
		}
		return []text.Inline{in}
	})
	slices.Sort(names)
	return names
}

// TestTidyAnything: of any blocks, with anything in them that means something in markdown, each word and each place that links lead to is kept, and
// what is written is read back as the same.
func TestTidyAnything(t *testing.T) {
	parser := markdown.NewParser(language.English())
	for seed := range uint64(1000) {
		r := random{rand.New(rand.NewPCG(seed, 1))}
		blocks := r.blocks(0)
		want, places := everyWord(blocks), placesIn(blocks)
		d := tidied(blocks)
		if lost := missing(want, d.Blocks, Front{}, d.Entries); len(lost) > 0 {
			t.Errorf("seed %d: missing %q in %q", seed, lost, text.Markdown(d.Blocks))
		}
		if got := placesIn(d.Blocks); !slices.Equal(got, places) {
			t.Errorf("seed %d: the places %q are %q", seed, places, got)
		}
		if written := withoutPlaces(d.Blocks); !(&tidying{parser: parser}).same(written) {
			t.Errorf("seed %d: it is not read back: %q", seed, text.Markdown(written))
		}
	}
}
