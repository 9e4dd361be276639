package search

import (
	"bytes"
	"html"
	"strings"

	"handrail/internal/language"
	"handrail/internal/markdown"
)

// Reader reads what can be found of texts in one language. It is not for several goroutines at once.
type Reader struct {
	lang    *language.Language
	buffer  bytes.Buffer
	block   []byte // the words of the paragraph, item, cell or heading that is being read
	out     []byte // the sentences that have been read
	from    int    // where in out those of the section begin
	parts   []Part
	spans   [][2]int // where in out the texts of the page and of each part are
	section int      // the number of the section in spans: 0 for the page itself
	inHead  bool     // a heading is being read
	inner   *Reader  // for rules and updates
}

// NewReader makes a Reader of texts in a language.
func NewReader(lang *language.Language) *Reader { return &Reader{lang: lang} }

// Page reads a page: its title, its summary and its text. field is what is shown for a field of the text; it may be nil.
func (r *Reader) Page(address, title, summary string, d *markdown.Doc, t *markdown.Text, field func(name string) string) Page {
	r.parts, r.out, r.spans, r.from, r.section, r.inHead = make([]Part, 0, len(t.Headings)+len(d.Rules)), r.out[:0], append(r.spans[:0], [2]int{}), 0, 0, false
	r.block = append(r.block[:0], summary...)
	r.endBlock()
	r.read(d, t, t.Body, r.place(d, t, field))
	r.endSection()
	text := string(r.out)
	for i := range r.parts {
		if span := r.spans[i+1]; span[1] > span[0] {
			r.parts[i].Text = text[span[0]:span[1]]
		}
	}
	if len(r.parts) == 0 {
		r.parts = nil
	}
	return Page{address, title, text[:r.spans[0][1]], r.parts}
}

// Sentences reads some HTML of a text, a sentence a line.
func (r *Reader) Sentences(d *markdown.Doc, t *markdown.Text, h markdown.HTML) string {
	if len(h) == 0 {
		return ""
	}
	r.out, r.from, r.inHead = r.out[:0], 0, false
	place := r.place(d, t, nil)
	r.read(d, t, h, place)
	return string(r.out)
}

// read reads some HTML to its end.
func (r *Reader) read(d *markdown.Doc, t *markdown.Text, h markdown.HTML, place *markdown.Place) {
	r.buffer.Reset()
	d.WriteHTML(&r.buffer, t, h, place)
	r.scan(r.buffer.Bytes())
	r.endBlock()
}

// place leaves out what is not the text's own words. A rule is a part of its own.
func (r *Reader) place(d *markdown.Doc, t *markdown.Text, field func(name string) string) *markdown.Place {
	nothing := func(*bytes.Buffer, int) {}
	place := &markdown.Place{
		Link:  func(*bytes.Buffer, int, markdown.Edge) {},
		Image: nothing, NoteRef: nothing, NoteBack: nothing,
		Notes: func(*bytes.Buffer) {},
		Task:  func(*bytes.Buffer, bool) {},
		Field: func(b *bytes.Buffer, n int) {
			if field != nil {
				b.WriteString(html.EscapeString(field(t.Fields[n].Name)))
			}
		},
	}
	place.Block = func(b *bytes.Buffer, n int) {
		block := &t.Blocks[n]
		if block.Update > 0 && d.Updates[block.Update-1].ID != "" {
			r.startPart(b)
			r.add(Part{Kind: Update, ID: d.Updates[block.Update-1].ID, Text: r.inner.Sentences(d, t, block.Body)})
			return
		}
		if block.Rule == 0 {
			d.WriteHTML(b, t, block.Body, place)
			d.WriteHTML(b, t, block.Other, place)
			return
		}
		rule := d.Rules[block.Rule-1]
		r.startPart(b)
		if rule.ID == "" {
			b.WriteString("<p>")
			d.WriteHTML(b, t, rule.Text, place)
			b.WriteString("</p>")
			d.WriteHTML(b, t, rule.Why, place)
			return
		}
		r.add(Part{Kind: Rule, ID: rule.ID, Title: rule.Plain, Text: r.inner.Sentences(d, t, rule.Why)})
	}
	return place
}

// startPart reads what comes before a part of its own.
func (r *Reader) startPart(b *bytes.Buffer) {
	r.scan(b.Bytes())
	r.endBlock()
	b.Reset()
	if r.inner == nil {
		r.inner = NewReader(r.lang)
	}
}

// scan reads some HTML as goldmark and markdown.WriteHTML write it: every < begins a tag, and no attribute holds a >.
func (r *Reader) scan(h []byte) {
	for len(h) > 0 {
		at := bytes.IndexByte(h, '<')
		if at < 0 {
			at = len(h)
		}
		r.words(h[:at])
		if at == len(h) {
			return
		}
		h = h[at+1:]
		end := bytes.IndexByte(h, '>')
		if end < 0 {
			return
		}
		r.tag(h[:end])
		h = h[end+1:]
	}
}

// words adds some of a block's words, with each character of white space as a space.
func (r *Reader) words(text []byte) {
	if len(text) == 0 {
		return
	}
	if bytes.IndexByte(text, '&') >= 0 {
		text = []byte(html.UnescapeString(string(text)))
	}
	from := len(r.block)
	if from > 0 && r.block[from-1] == ' ' {
		text = bytes.TrimLeft(text, " \n\t\r")
	}
	r.block = append(r.block, text...)
	for i, c := range r.block[from:] {
		if c == '\n' || c == '\t' || c == '\r' {
			r.block[from+i] = ' '
		}
	}
}

// tag reads a tag, without what is around it. Within a line there are those of words; any other ends the block.
func (r *Reader) tag(tag []byte) {
	name, closes := tag, false
	if len(name) > 0 && name[0] == '/' {
		name, closes = name[1:], true
	}
	end := 0
	for end < len(name) && (name[end] >= 'a' && name[end] <= 'z' || name[end] >= '0' && name[end] <= '9') {
		end++
	}
	switch name := name[:end]; string(name) {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr":
	case "br":
		r.block = append(r.block, ' ')
	case "td", "th":
		if closes && len(r.block) > 0 {
			r.block = append(r.block, ", "...)
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if closes {
			r.endHeading()
		} else {
			r.startHeading(tag)
		}
	default:
		r.endBlock()
	}
}

// startHeading starts a part. One without an identifier cannot be led to, so its words are text.
func (r *Reader) startHeading(tag []byte) {
	r.endBlock()
	_, id, found := bytes.Cut(tag, []byte(` id="`))
	if !found {
		return
	}
	id, _, _ = bytes.Cut(id, []byte{'"'})
	r.endSection()
	r.add(Part{Kind: Heading, ID: html.UnescapeString(string(id))})
	r.section, r.inHead = len(r.parts), true
}

func (r *Reader) add(part Part) {
	r.parts = append(r.parts, part)
	r.spans = append(r.spans, [2]int{})
}

func (r *Reader) endHeading() {
	if r.inHead {
		r.parts[r.section-1].Title = strings.TrimSpace(string(r.block))
		r.block, r.inHead = r.block[:0], false
	}
	r.endBlock()
}

// endSection gives the sentences that were read to their part, or to the page.
func (r *Reader) endSection() {
	r.endBlock()
	r.spans[r.section] = [2]int{r.from, len(r.out)}
	r.from = len(r.out)
}

// endBlock ends a block: its sentences are lines from now on.
func (r *Reader) endBlock() {
	block := bytes.Trim(r.block, " ,")
	for len(block) > 0 {
		end := r.sentence(block)
		if len(r.out) > r.from {
			r.out = append(r.out, '\n')
		}
		r.out = append(r.out, block[:end]...)
		block = bytes.TrimLeft(block[end:], " ")
	}
	r.block = r.block[:0]
}

// sentence is where the first sentence of a block ends: after a full stop and what closes with it, before a space.
func (r *Reader) sentence(block []byte) int {
	word := 0
	for i := 0; i < len(block); i++ {
		switch block[i] {
		case ' ':
			word = i + 1
		case '.', '!', '?':
			end := i + 1
			for end < len(block) && strings.IndexByte(`.!?"')`, block[end]) >= 0 || bytes.HasPrefix(block[end:], []byte("”")) || bytes.HasPrefix(block[end:], []byte("’")) {
				if block[end] < 0x80 {
					end++
				} else {
					end += len("”")
				}
			}
			if end < len(block) && block[end] != ' ' {
				continue
			}
			if abbreviation := r.lang.Reading.Abbreviation; abbreviation == nil || !abbreviation(block[word:i+1]) {
				return end
			}
		}
	}
	return len(block)
}
