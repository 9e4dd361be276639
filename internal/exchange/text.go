package exchange

import (
	"fmt"
	"strconv"
	"strings"

	"handrail/internal/text"
)

// Markdown is the text as markdown.
func (t Text) Markdown() string { return text.Markdown(t) }

// Plain is the text in one line without markup. A picture is its alternative text between brackets.
func (t Text) Plain() string {
	return strings.Join(strings.Fields(text.Plain(mapImages(t, func(in text.Inline) text.Inline {
		return text.Inline{Kind: text.Words, Text: "[" + in.Text + "]"}
	}), nil)), " ")
}

// Words is a text of one paragraph without markup.
func Words(words string) Text {
	if words == "" {
		return nil
	}
	return Text{{Kind: text.Paragraph, Inlines: []text.Inline{{Kind: text.Words, Text: words}}}}
}

// Images lists what the pictures of some texts are named in Set.Images, in the order of the texts.
func imagesIn(texts ...Text) []string {
	var names []string
	for _, t := range texts {
		mapImages(t, func(in text.Inline) text.Inline {
			names = append(names, in.Href)
			return in
		})
	}
	return names
}

// mapImages gives a text with something else in the place of each picture.
func mapImages(blocks []text.Block, f func(text.Inline) text.Inline) []text.Block {
	return mapText(blocks, func(b text.Block) text.Block { return b }, func(in text.Inline) text.Inline {
		if in.Kind == text.Image {
			return f(in)
		}
		return in
	})
}

// mapText gives a text with something else in the place of each block and of each inline. What is within one is mapped before it.
func mapText(blocks []text.Block, block func(text.Block) text.Block, inline func(text.Inline) text.Inline) []text.Block {
	var line func(list []text.Inline) []text.Inline
	line = func(list []text.Inline) []text.Inline {
		var mapped []text.Inline
		for _, in := range list {
			in.Inlines = line(in.Inlines)
			mapped = append(mapped, inline(in))
		}
		return mapped
	}
	var mapped []text.Block
	for _, b := range blocks {
		b.Inlines, b.Blocks = line(b.Inlines), mapText(b.Blocks, block, inline)
		mapped = append(mapped, block(b))
	}
	return mapped
}

// HTML is the text as markup that HTML and XML both read. image gives the address of each picture by its place in Set.Images; a picture for
// which it gives none is its alternative text between brackets.
func (t Text) HTML(image func(href string) string) string {
	w := htmlWriter{image: image}
	w.blocks(t)
	return strings.TrimSuffix(w.b.String(), "\n")
}

// Inline is the text as HTML without the paragraph around it, when it is one paragraph.
func (t Text) Inline(image func(href string) string) string {
	if len(t) != 1 || t[0].Kind != text.Paragraph {
		return t.HTML(image)
	}
	w := htmlWriter{image: image}
	w.line(t[0].Inlines)
	return w.b.String()
}

type htmlWriter struct {
	b     strings.Builder
	image func(href string) string
}

func (w *htmlWriter) blocks(blocks []text.Block) {
	for _, b := range blocks {
		w.block(b)
	}
}

func (w *htmlWriter) block(b text.Block) {
	switch b.Kind {
	case text.Paragraph:
		w.b.WriteString("<p>")
		w.line(b.Inlines)
		w.b.WriteString("</p>\n")
	case text.List:
		name, start := "ul", ""
		if b.Ordered {
			name = "ol"
			if b.First != 1 {
				start = fmt.Sprintf(` start="%d"`, b.First)
			}
		}
		w.b.WriteString("<" + name + start + ">\n")
		for _, item := range b.Blocks {
			w.b.WriteString("<li>")
			w.item(item, b.Loose)
			w.b.WriteString("</li>\n")
		}
		w.b.WriteString("</" + name + ">\n")
	case text.Quote:
		w.b.WriteString("<blockquote>\n")
		w.blocks(b.Blocks)
		w.b.WriteString("</blockquote>\n")
	case text.Code:
		code := escapeXML(b.Text)
		if strings.HasPrefix(code, "\n") { // HTML, unlike XML, leaves out a line break right after <pre> (https://html.spec.whatwg.org/multipage/grouping-content.html#the-pre-element)
			code = "<code>" + code + "</code>"
		}
		w.b.WriteString("<pre>" + code + "</pre>\n")
	case text.Table:
		w.table(b)
	}
}

// item writes what is in an item of a list: words alone, unless the list is loose.
func (w *htmlWriter) item(item text.Block, loose bool) {
	for _, b := range item.Blocks {
		if b.Kind == text.Paragraph && !loose {
			w.line(b.Inlines)
		} else {
			w.block(b)
		}
	}
}

func (w *htmlWriter) table(b text.Block) {
	w.b.WriteString("<table>\n")
	rows := b.Blocks
	if b.Head && len(rows) > 0 {
		w.b.WriteString("<thead>\n")
		w.row(rows[0], "th")
		w.b.WriteString("</thead>\n")
		rows = rows[1:]
	}
	if len(rows) > 0 {
		w.b.WriteString("<tbody>\n")
		for _, row := range rows {
			w.row(row, "td")
		}
		w.b.WriteString("</tbody>\n")
	}
	w.b.WriteString("</table>\n")
}

func (w *htmlWriter) row(row text.Block, cell string) {
	w.b.WriteString("<tr>")
	for _, c := range row.Blocks {
		w.b.WriteString("<" + cell + ">")
		w.line(c.Inlines)
		w.b.WriteString("</" + cell + ">")
	}
	w.b.WriteString("</tr>\n")
}

func (w *htmlWriter) line(list []text.Inline) {
	around := func(name string, in text.Inline, attrs string) {
		w.b.WriteString("<" + name + attrs + ">")
		w.line(in.Inlines)
		w.b.WriteString("</" + name + ">")
	}
	for _, in := range list {
		switch in.Kind {
		case text.Words:
			w.b.WriteString(escapeXML(in.Text))
		case text.Emphasis:
			around("em", in, "")
		case text.Strong:
			around("strong", in, "")
		case text.CodeSpan:
			w.b.WriteString("<code>" + escapeXML(in.Text) + "</code>")
		case text.Break:
			w.b.WriteString("<br/>")
		case text.Link:
			around("a", in, ` href="`+escapeAttribute(in.Href)+`"`)
		case text.Image:
			w.picture(in)
		case text.Inside: // sub, sup or span with a language
			attrs := ""
			for _, a := range in.Attrs {
				attrs += " " + a.Name + `="` + escapeAttribute(a.Value) + `"`
			}
			around(in.Name, in, attrs)
		}
	}
}

func (w *htmlWriter) picture(in text.Inline) {
	src := ""
	if w.image != nil {
		src = w.image(in.Href)
	}
	if src == "" {
		w.b.WriteString("[" + escapeXML(in.Text) + "]")
		return
	}
	w.b.WriteString(`<img src="` + escapeAttribute(src) + `" alt="` + escapeAttribute(in.Text) + `"/>`)
}

// trim writes a number as short as it can be read back.
func trim(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
