package importer

import (
	"slices"
	"strings"

	"handrail/internal/text"
)

// inline reads an element within a paragraph: a run, what is in one, or what holds several (ECMA-376 part 1, sections 17.3.2 and 17.3.3).
func (p *docxPart) inline(e element) {
	switch e.name {
	case "w:r":
		p.run()
	case "w:t", "m:t", "a:t":
		p.words(p.characters())
	case "w:delText":
		p.deleted++
		p.words(p.characters())
		p.deleted--
	case "w:tab", "w:ptab":
		p.say("\t")
	case "w:br", "w:cr":
		if kind := e.attr("type"); kind == "page" || kind == "column" {
			p.say(" ")
		} else {
			p.put(text.Inline{Kind: text.Break})
		}
	case "w:noBreakHyphen":
		p.say("-")
	case "w:sym":
		p.symbol(e)
	case "w:footnoteReference", "w:endnoteReference":
		p.noteRef(e)
	case "w:commentReference":
		if _, known := p.comments[e.attr("id")]; !known {
			p.comments[e.attr("id")] = p.headings
		}
	case "w:hyperlink":
		p.hyperlink(e)
	case "w:bookmarkStart":
		p.anchor(e)
	case "w:fldSimple", "w:fldChar", "w:instrText", "w:delInstrText":
		p.field(e)
	case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
		p.tracked(e, p.inline)
	case "w:sdt":
		p.control(p.inline)
	case "mc:AlternateContent":
		p.alternatives(p.inline)
	case "w:drawing", "w:pict", "w:object":
		p.drawing(e)
	case "w:control":
		p.note("active", e.attr("name"))
	case "w:ruby":
		p.ruby()
	case "m:oMath":
		p.equation()
	case "w:txbxContent", "w:p", "w:tbl":
		p.textBox(e)
	case "w:rPr", "w:pPr", "w:fldData":
		// read where they belong
	default:
		p.children(p.inline)
	}
}

func (p *docxPart) run() {
	look, font := p.look, p.font
	p.look, p.font = p.docx.look(p.line.par.style, runLook{})
	p.children(func(e element) {
		if e.name == "w:rPr" {
			p.look, p.font = p.docx.look(p.line.par.style, p.runProperties())
		} else {
			p.inline(e)
		}
	})
	p.look, p.font = look, font
}

// words says the characters of a text, which in a font of symbols mean others.
func (p *docxPart) words(words string) {
	if p.heard != nil {
		p.heard.WriteString(words + " ")
	}
	inFont := p.look&lookSymbol != 0
	if !inFont && !strings.ContainsFunc(words, isPrivate) {
		p.say(words)
		return
	}
	var b strings.Builder
	for _, r := range words {
		if inFont || isPrivate(r) {
			c, _ := symbolOf(p.font, r)
			b.WriteString(c)
		} else {
			b.WriteRune(r)
		}
	}
	p.say(b.String())
	if b.String() != words {
		p.note("symbol", strings.TrimSpace(p.font+" "+words+" → "+b.String()))
	}
}

func (p *docxPart) symbol(e element) {
	c, known := symbolOf(e.attr("font"), symbolCode(e.attr("char")))
	if p.say(c); known {
		p.aside("symbol", c)
	} else {
		p.note("symbol", e.attr("font")+" "+e.attr("char")+" → "+c)
	}
}

func (p *docxPart) say(words string) { p.put(text.Inline{Kind: text.Words, Text: words}) }

// put adds something to the paragraph, or to what is left out of it.
func (p *docxPart) put(in text.Inline) {
	words, line := in.Text, p.line
	if in.Kind == text.Break {
		words = " "
	}
	p.given++
	switch {
	case p.deleted > 0:
		line.gone += words
	case slices.ContainsFunc(p.fields, func(f *docxField) bool { return !f.result }):
		p.stray += words
	case p.isListing():
		p.list(words)
	case p.look&lookHidden != 0:
		line.hidden += words
	default:
		if p.inserted > 0 {
			line.come += words
		}
		href := p.link()
		if name, ok := strings.CutPrefix(href, "#"); ok {
			p.linked[name] = true
		}
		line.pieces = append(line.pieces, piece{p.look, href, in})
	}
}

// link is where the link leads that is being read.
func (p *docxPart) link() string {
	for _, f := range slices.Backward(p.fields) {
		if f.href != "" {
			return f.href
		}
	}
	return p.href
}

func (p *docxPart) hyperlink(e element) {
	outer := p.href
	p.href = p.target(e.relation("id"))
	if anchor := e.attr("anchor"); anchor != "" && !strings.Contains(p.href, "#") {
		p.href += "#" + anchor
	}
	p.children(p.inline)
	p.href = outer
}

// target is the address that a relation leads to.
func (p *docxPart) target(id string) string {
	link := p.links[id]
	if link.external || strings.HasPrefix(link.target, "#") {
		return strings.TrimSpace(link.target)
	}
	return ""
}

// anchor reads w:bookmarkStart. Word's own marks of where somebody has written last are no names.
func (p *docxPart) anchor(e element) {
	name := e.attr("name")
	switch {
	case name == "" || name == "_GoBack" || p.isListing():
	case p.line == nil:
		p.anchors = append(p.anchors, name)
	default:
		p.line.pieces = append(p.line.pieces, anchorPiece(name))
	}
}

func (p *docxPart) noteRef(e element) {
	key := "f" + e.attr("id")
	if e.name == "w:endnoteReference" {
		key = "e" + e.attr("id")
	}
	if p.deleted > 0 || p.isListing() || p.look&lookHidden != 0 {
		return
	}
	p.put(text.Inline{Kind: text.NoteRef, Name: p.refer(key)})
}

// control reads a content control (section 17.5.2): a field to fill in, a list to choose from, or a table of contents.
func (p *docxPart) control(read func(e element)) {
	gap, listing := false, false
	var choices []string
	properties := func(e element) bool {
		switch e.name {
		case "w:showingPlcHdr":
			gap = e.isOn()
		case "w:docPartGallery":
			listing = e.attr("val") == "Table of Contents"
		case "w:listItem":
			choices = append(choices, e.attr("displayText"))
		}
		return false
	}
	p.children(func(e element) {
		if e.name != "w:sdtContent" {
			properties(e)
			p.walk(properties)
			return
		}
		if listing {
			p.listing++
			defer p.endControl()
		}
		if p.line != nil && gap {
			start := len(p.line.pieces)
			p.children(read)
			p.bracket(start)
			return
		}
		if gap {
			p.gaps++
			defer func() { p.gaps-- }()
		}
		p.children(read)
	})
	if words := oneLine(strings.Join(choices, " · ")); words != "" {
		p.note("docx-choices", words)
	}
}

func (p *docxPart) endControl() {
	if p.listing > 0 {
		p.listing--
	}
	p.endContents()
}

// bracket puts what is in the place of something that nobody has filled in between square brackets.
func (p *docxPart) bracket(start int) {
	inner := p.line.pieces[min(start, len(p.line.pieces)):]
	words := ""
	for _, piece := range inner {
		words += piece.in.Text
	}
	if words = oneLine(words); words == "" {
		return
	}
	p.aside("docx-gap", words)
	if strings.HasPrefix(words, "[") {
		return
	}
	open, end := inner[0], inner[len(inner)-1]
	open.in, end.in = text.Inline{Kind: text.Words, Text: "["}, text.Inline{Kind: text.Words, Text: "]"}
	p.line.pieces = append(slices.Insert(p.line.pieces, start, open), end)
}

// alternatives reads mc:AlternateContent (ECMA-376 part 3, section 7.6): the first choice that something can be read of, and otherwise the fallback.
func (p *docxPart) alternatives(read func(e element)) {
	outer := p.heard
	var heard strings.Builder
	p.heard = &heard
	given := false
	p.children(func(e element) {
		if given {
			stray := p.stray
			p.stray = ""
			p.children(p.passOver)
			words := newWords(p.stray, heard.String())
			if p.stray = stray; words != "" {
				p.note("docx-alternative", words)
			}
			return
		}
		before := p.given + len(p.doc.Entries)
		p.children(read)
		given = p.given+len(p.doc.Entries) > before
	})
	if p.heard = outer; outer != nil {
		outer.WriteString(heard.String())
	}
}

// newWords gives the words of a text that are not in another as often.
func newWords(words, known string) string {
	there := map[string]int{}
	for _, word := range strings.Fields(known) {
		there[word]++
	}
	var list []string
	for _, word := range strings.Fields(words) {
		if there[word]--; there[word] < 0 {
			list = append(list, word)
		}
	}
	return strings.Join(list, " ")
}

// ruby reads words with their pronunciation above them (section 17.3.3.25), which goes between brackets after them.
func (p *docxPart) ruby() {
	var above []piece
	p.children(func(e element) {
		start := len(p.line.pieces)
		if p.children(p.inline); e.name == "w:rt" && start < len(p.line.pieces) {
			above = append(above, p.line.pieces[start:]...)
			p.line.pieces = p.line.pieces[:start]
		}
	})
	if len(above) > 0 {
		p.say(" (")
		p.line.pieces = append(p.line.pieces, above...)
		p.say(")")
	}
}

// equation reads m:oMath (section 22.1) as a line of words.
func (p *docxPart) equation() {
	start := len(p.line.pieces)
	var read func(e element)
	read = func(e element) {
		switch e.name {
		case "m:den":
			p.say("/")
		case "m:rad":
			p.say("√")
		case "m:sup":
			p.say("^")
		case "m:sub":
			p.say("_")
		case "m:r", "m:e", "m:num", "m:deg", "m:f", "m:sSup", "m:sSub", "m:sSubSup", "m:d", "m:nary", "m:func", "m:fName":
		default:
			p.inline(e)
			return
		}
		p.children(read)
	}
	p.children(read)
	words := ""
	for _, piece := range p.line.pieces[min(start, len(p.line.pieces)):] {
		words += piece.in.Text
	}
	if words != "" {
		p.note("docx-equation", words)
	}
}

// textBox reads what is in a text box, which goes after the paragraph that it is at.
func (p *docxPart) textBox(e element) {
	if p.line == nil {
		p.line = p.newLine()
	}
	line, look, font, href := p.line, p.look, p.font, p.href
	p.href = ""
	var items []docxItem
	switch e.name {
	case "w:p":
		items = p.paragraph()
	case "w:tbl":
		items = p.table()
	default:
		items = p.container(false, nil)
	}
	p.line, p.look, p.font, p.href = line, look, font, href
	if words := plainOf(items); words != "" {
		p.note("text-box", words)
	}
	line.after = append(line.after, items...)
}

// plainOf gives the words of some items in a line.
func plainOf(items []docxItem) string {
	var blocks []text.Block
	for _, item := range items {
		blocks = append(blocks, item.block)
	}
	return oneLine(text.Plain(blocks, func(string) string { return "" }))
}
