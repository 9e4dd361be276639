package importer

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"handrail/internal/text"
)

// odtLine is a paragraph or a heading while it is read.
type odtLine struct {
	inlines []text.Inline
	look    odtLook
	space   bool // spaces that come now are not shown, as there is one already
	verbose bool // every space and tab is kept, as in code
	linked  bool // the words are those of a link
	hidden  bool // nobody sees the paragraph
	unseen  strings.Builder
	marked  strings.Builder
	after   []text.Block // what is anchored to it, and comes after it
}

// paragraph reads a paragraph or a heading (part 3, section 5.1) and what is anchored to it.
func (o *odt) paragraph(e odtElement) []text.Block {
	styles := names(o.styles.paragraphs, e.get("text:style-name"))
	is := func(style string) bool { return slices.Contains(styles, style) }
	noted := len(o.doc.Entries)
	look := o.styles.look(o.styles.paragraphs, e.get("text:style-name"))
	heading, code := e.name == "text:h", is("Preformatted_20_Text")
	if heading || is("Title") || is("Table_20_Heading") {
		look.bold, look.italic = odtUnset, odtUnset
	}
	blocks := o.line(look, func(l *odtLine) {
		l.verbose = code
		o.inlineAll(l)
	})
	if len(blocks) == 0 || blocks[0].Kind != text.Paragraph || len(blocks[0].Inlines) == 0 && !code {
		if is("Horizontal_20_Line") {
			blocks = append([]text.Block{{Kind: text.Rule}}, blocks...)
		}
		return blocks
	}
	first := &blocks[0]
	switch {
	case heading:
		o.heading(first, e.number("text:outline-level", 1, 6, 1))
		for i := range o.doc.Entries[noted:] {
			o.doc.Entries[noted+i].Heading++ // they are in the part that it begins
		}
	case is("Title") && !o.titled && !slices.ContainsFunc(first.Inlines, func(in text.Inline) bool { return in.Kind == text.Image || in.Kind == text.NoteRef }):
		o.titled, o.doc.Front.Title = true, plainLine(blocks[:1])
		return blocks[1:]
	case code:
		words := strings.TrimSuffix(text.Plain(blocks[:1], func(string) string { return "" }), "\n") + "\n"
		*first = text.Block{Kind: text.Code, Text: strings.ReplaceAll(words, "\t", "    ")}
	case is("Quotations"):
		*first = text.Block{Kind: text.Quote, Blocks: []text.Block{*first}}
	}
	return blocks
}

// heading makes a heading of a paragraph. The places in it that links reach are names of the heading.
func (o *odt) heading(b *text.Block, level int) {
	b.Kind, b.Level = text.Heading, level
	var line []text.Inline
	for _, in := range b.Inlines {
		if in.Kind == text.Inside && in.Name == "a" {
			b.Attrs = append(b.Attrs, in.Attrs...)
		} else {
			line = append(line, in)
		}
	}
	b.Inlines = line
}

// line reads a paragraph: read reads what is in it. What comes of it is a paragraph, unless there is nothing in it, and what is anchored to it.
func (o *odt) line(look odtLook, read func(*odtLine)) []text.Block {
	l := &odtLine{look: look, space: true}
	read(l)
	for _, name := range o.open {
		o.inserted[name].WriteByte(' ')
	}
	if words := strings.TrimSpace(l.unseen.String()); words != "" {
		o.note("hidden", words)
	}
	if words := strings.TrimSpace(l.marked.String()); words != "" {
		o.note("underline", words)
	}
	if last := len(l.inlines) - 1; last >= 0 && l.inlines[last].Kind == text.Words && !l.verbose {
		if l.inlines[last].Text = strings.TrimRight(l.inlines[last].Text, " "); l.inlines[last].Text == "" {
			l.inlines = l.inlines[:last]
		}
	}
	b := text.Block{Inlines: l.inlines}
	switch {
	case l.hidden:
		if words := plainLine([]text.Block{b}); words != "" {
			o.note("hidden", words)
		}
		return l.after
	case len(l.inlines) == 0 && !l.verbose:
		return l.after
	}
	return append([]text.Block{b}, l.after...)
}

// say adds words that look as the line does now.
func (o *odt) say(l *odtLine, words string) {
	if words == "" {
		return
	}
	if l.look.hidden == odtYes {
		l.unseen.WriteString(words)
		return
	}
	for _, name := range o.open {
		o.inserted[name].WriteString(words)
	}
	if l.look.marked == odtYes && !l.linked {
		l.marked.WriteString(words)
	}
	in := text.Inline{Kind: text.Words, Text: words}
	wrap := func(kind text.InlineKind, name string) {
		in = text.Inline{Kind: kind, Name: name, Inlines: []text.Inline{in}}
	}
	switch l.look.rise {
	case odtAbove:
		wrap(text.Inside, "sup")
	case odtBelow:
		wrap(text.Inside, "sub")
	}
	if l.look.struck == odtYes {
		wrap(text.Struck, "")
	}
	if l.look.italic == odtYes {
		wrap(text.Emphasis, "")
	}
	if l.look.bold == odtYes {
		wrap(text.Strong, "")
	}
	if last := len(l.inlines) - 1; last >= 0 && in.Kind == text.Words && l.inlines[last].Kind == text.Words {
		l.inlines[last].Text += words
		return
	}
	l.inlines = append(l.inlines, in)
}

// characters adds the characters of the file. Those of several that are spaces are one (part 3, section 6.1.2).
func (o *odt) characters(l *odtLine, words string) {
	var b strings.Builder
	for _, r := range words {
		space := strings.ContainsRune(" \t\r\n", r)
		switch {
		case !space:
			b.WriteRune(r)
		case !l.space:
			b.WriteByte(' ')
		}
		l.space = space
	}
	o.say(l, b.String())
}

// inlineAll reads everything in an element as parts of a line.
func (o *odt) inlineAll(l *odtLine) {
	o.each(func(e odtElement) { o.inline(l, e) }, func(words string) { o.characters(l, words) })
}

// inline reads an element in a line (part 3, sections 6 and 7). The words of those that it does not know are those of the line: most of them are fields.
func (o *odt) inline(l *odtLine, e odtElement) {
	switch e.name {
	case "text:span":
		before := l.look
		l.look = before.with(o.styles.look(o.styles.words, e.get("text:style-name")))
		if name := e.get("text:style-name"); !l.verbose && odtIsCode(names(o.styles.words, name)) {
			o.code(l)
		} else {
			o.inlineAll(l)
		}
		l.look = before
	case "text:s":
		o.say(l, strings.Repeat(" ", e.number("text:c", 1, 100, 1)))
		o.skip()
	case "text:tab":
		o.say(l, "\t")
		l.space = true
		o.skip()
	case "text:line-break":
		l.inlines = append(l.inlines, text.Inline{Kind: text.Break})
		l.space = true
		o.skip()
	case "text:a", "draw:a":
		o.link(l, odtHref(e.get("xlink:href")))
	case "text:bookmark-ref", "text:reference-ref", "text:sequence-ref":
		o.link(l, "#"+e.get("text:ref-name"))
	case "text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start":
		l.inlines = append(l.inlines, odtAnchor(e.get("text:name")))
		o.skip()
	case "text:sequence":
		if name := e.get("text:ref-name"); name != "" {
			l.inlines = append(l.inlines, odtAnchor(name))
		}
		o.inlineAll(l)
	case "text:note":
		o.footnote(l)
	case "text:ruby-text":
		o.say(l, " (")
		o.inlineAll(l)
		o.say(l, ")")
	case "text:p", "text:h", "text:list-item":
		o.characters(l, " ")
		o.inlineAll(l)
		o.characters(l, " ")
	case "text:number", "office:annotation-end", "text:soft-page-break":
		o.skip()
	default:
		switch {
		case strings.HasPrefix(e.name, "draw:"), strings.HasPrefix(e.name, "dr3d:"):
			o.shape(l, e)
		case e.name == "text:list", e.name == "table:table", e.name == "text:section":
			l.after = append(l.after, gather(func(add func(text.Block)) { o.block(e, add) })...)
		case !o.marker(l, e):
			o.inlineAll(l)
		}
	}
}

// marker reads what says something of the text without being a part of it. It says whether an element is that.
func (o *odt) marker(l *odtLine, e odtElement) bool {
	note := func(what, words string) {
		if words != "" {
			o.note(what, words)
		}
	}
	switch e.name {
	case "office:annotation":
		o.comment()
	case "text:change":
		name := e.get("text:change-id")
		note("deleted", o.deleted[name])
		delete(o.deleted, name)
		o.skip()
	case "text:change-start":
		if name := e.get("text:change-id"); o.inserted[name] != nil {
			o.open = append(o.open, name)
		}
		o.skip()
	case "text:change-end":
		for i, name := range o.open {
			if name == e.get("text:change-id") {
				note("inserted", strings.Join(strings.Fields(o.inserted[name].String()), " "))
				o.open = slices.Delete(o.open, i, i+1)
				break
			}
		}
		o.skip()
	case "text:hidden-paragraph":
		l.hidden = l.hidden || e.get("text:is-hidden") == "true"
		o.inlineAll(l)
	case "text:hidden-text":
		if words := o.words(); e.get("text:is-hidden") == "true" {
			note("hidden", strings.TrimSpace(words+" "+e.get("text:string-value")))
		} else {
			o.characters(l, words)
		}
	case "text:drop-down":
		var labels []string
		o.each(func(e odtElement) {
			labels = append(labels, e.get("text:value"))
			o.skip()
		}, func(words string) { o.characters(l, words) })
		note("active", strings.Join(labels, ", "))
	case "text:script", "office:event-listeners":
		note("active", strings.TrimSpace(e.get("xlink:href")+" "+o.words()))
	default:
		return false
	}
	return true
}

// comment reads a comment (part 3, section 14.1): who wrote it, and the words.
func (o *odt) comment() {
	var who, words string
	o.each(func(e odtElement) {
		switch e.name {
		case "dc:creator":
			who = o.words() + ": "
		case "dc:date", "meta:date-string", "meta:creator-initials", "loext:sender-initials":
			o.skip()
		default:
			words += " " + o.words()
		}
	}, func(text string) { words += text })
	o.note("comment", who+strings.Join(strings.Fields(words), " "))
}

// footnote reads a footnote or an endnote (part 3, section 6.3). Its number is its own: each page of a site counts by itself.
func (o *odt) footnote(l *odtLine) {
	name := fmt.Sprint(len(o.notes) + 1)
	o.notes = append(o.notes, text.Block{Kind: text.Note, Name: name})
	at := len(o.notes) - 1
	l.inlines = append(l.inlines, text.Inline{Kind: text.NoteRef, Name: name})
	o.each(func(e odtElement) {
		if e.name == "text:note-citation" {
			o.skip()
			return
		}
		blocks := gather(o.blocks) // which may hold notes themselves
		o.notes[at].Blocks = append(o.notes[at].Blocks, blocks...)
	}, func(words string) { o.characters(l, words) })
}

// link reads the words of a link.
func (o *odt) link(l *odtLine, href string) {
	before, linked := l.inlines, l.linked
	l.inlines, l.linked = nil, true
	o.inlineAll(l)
	words := l.inlines
	l.inlines, l.linked = before, linked
	switch {
	case len(words) == 0:
	case href == "" || href == "#" || linked:
		l.inlines = append(l.inlines, words...)
	default:
		if strings.HasPrefix(href, "#outline ") {
			o.outlines[strings.TrimPrefix(href, "#")] = true
		}
		l.inlines = append(l.inlines, text.Inline{Kind: text.Link, Href: href, Inlines: words})
	}
}

// odtHref is where a link leads. Relative addresses begin within the package, so that one ".." leads to the folder of the document (part 2, section 3.7).
func odtHref(href string) string {
	name, internal := strings.CutPrefix(href, "#")
	if !internal {
		return strings.TrimPrefix(href, "../")
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if words, ok := strings.CutSuffix(name, "|outline"); ok {
		name = odtOutline(words)
	}
	return "#" + name
}

// odtAnchor is a place that links reach by a name.
func odtAnchor(name string) text.Inline {
	return text.Inline{Kind: text.Inside, Name: "a", Attrs: []text.Attr{{Name: "id", Value: name}}}
}

// odtIsCode says whether words of some styles are typed as they are.
func odtIsCode(styles []string) bool {
	return slices.ContainsFunc(styles, func(name string) bool {
		return name == "Source_20_Text" || name == "Teletype" || name == "User_20_Entry"
	})
}

// code reads words that are typed as they are.
func (o *odt) code(l *odtLine) {
	before := l.inlines
	l.inlines = nil
	o.inlineAll(l)
	words := l.inlines
	l.inlines = before
	for _, in := range words {
		if plain := text.Plain([]text.Block{{Inlines: []text.Inline{in}}}, nil); in.Kind != text.Image && in.Kind != text.NoteRef && strings.TrimSpace(plain) != "" {
			in = text.Inline{Kind: text.CodeSpan, Text: strings.TrimSuffix(plain, "\n")}
		}
		l.inlines = append(l.inlines, in)
	}
}
