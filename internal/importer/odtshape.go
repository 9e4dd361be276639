package importer

import (
	"strings"

	"handrail/internal/text"
)

// odtFrame is a frame while it is read: what it shows, and the words for those who do not see it.
type odtFrame struct {
	picture            string // its key; "" for none yet
	lost, what         string // the name of a picture that cannot be shown, and the entry that says why
	object             string // the words of what another program has made
	isObject           bool
	embedded           []string
	title, description string
	box                []text.Block
	isBox              bool
}

// shape reads what is drawn (part 3, section 10): a frame, a group of shapes, or a shape.
func (o *odt) shape(l *odtLine, e odtElement) {
	switch {
	case e.name == "draw:frame":
		o.frame(l, e)
	case e.name == "draw:g":
		o.each(func(e odtElement) {
			if e.name == "draw:g" || e.name == "draw:frame" {
				o.shape(l, e)
			} else if words := o.words(); words != "" {
				o.note("drawing", words)
			}
		}, func(words string) { o.characters(l, words) })
	case e.name == "draw:control":
		o.note("active", strings.TrimSpace(e.get("draw:name")+" "+o.words()))
	default: // with words in it, it is a box for them
		var f odtFrame
		o.frameParts(&f)
		if words := f.words(); words != "" || len(f.box) == 0 {
			o.note("drawing", words)
		}
		if len(f.box) > 0 {
			o.textBox(l, f.box)
		}
	}
}

// words are those for people who do not see what is in a frame.
func (f odtFrame) words() string {
	if f.title == "" || f.description == "" || f.title == f.description {
		return f.title + strings.TrimPrefix(f.description, f.title)
	}
	return f.title + ": " + f.description
}

// frame reads a frame (part 3, section 10.4.2). It holds the same thing in several forms, the best one first.
func (o *odt) frame(l *odtLine, e odtElement) {
	var f odtFrame
	o.frameParts(&f)
	words := f.words()
	switch {
	case f.isObject:
		o.note("object", strings.Join(strings.Fields(words+" "+f.object), " "))
	case f.picture != "":
		image := text.Inline{Kind: text.Image, Href: f.picture, Text: words}
		if words == "" && e.get("loext:decorative") != "true" {
			o.note("no-alt", e.get("draw:name"))
		}
		l.inlines, l.space = append(l.inlines, image), false
	case f.lost != "":
		o.note(f.what, strings.TrimSpace(f.lost+" "+words))
	case len(f.embedded) > 0:
		o.note("embedded", strings.TrimSpace(strings.Join(f.embedded, " ")+" "+words))
	case !f.isBox && words != "":
		o.note("drawing", words)
	case words != "":
		o.note("hidden", words)
	}
	if len(f.box) > 0 {
		o.textBox(l, f.box)
	}
}

// textBox puts what is in a box after the paragraph that it is anchored to. A picture with its caption is a box, too, and nothing to report.
func (o *odt) textBox(l *odtLine, box []text.Block) {
	if !odtHoldsImage(box) {
		o.note("text-box", plainLine(box))
	}
	l.after = append(l.after, box...)
}

func odtHoldsImage(blocks []text.Block) bool {
	for _, b := range blocks {
		for _, in := range b.Inlines {
			if in.Kind == text.Image {
				return true
			}
		}
		if odtHoldsImage(b.Blocks) {
			return true
		}
	}
	return false
}

// frameParts reads what is in a frame or a shape.
func (o *odt) frameParts(f *odtFrame) {
	add := func(b text.Block) { f.box = append(f.box, b) }
	o.each(func(e odtElement) {
		href := e.get("xlink:href")
		switch e.name {
		case "svg:title":
			f.title = o.words()
		case "svg:desc":
			f.description = o.words()
		case "draw:image":
			o.blocks(add)
			if f.picture != "" || f.isObject {
				return
			}
			if f.picture, f.what = o.picture(href); f.what != "" {
				f.lost = href
			}
		case "draw:text-box":
			f.isBox = true
			o.blocks(add)
		case "draw:object", "draw:object-ole":
			f.isObject = true
			f.object += " " + o.words() + o.objectWords(href)
		case "draw:plugin", "draw:floating-frame", "draw:applet":
			f.embedded = append(f.embedded, href)
			o.skip()
		case "draw:image-map", "office:event-listeners":
			if words := o.words(); words != "" {
				o.note("active", words)
			}
		case "draw:enhanced-geometry", "draw:glue-point", "draw:contour-polygon", "draw:contour-path":
			o.skip()
		default:
			o.block(e, add)
		}
	}, func(words string) {
		if words = strings.TrimSpace(words); words != "" {
			add(text.Block{Inlines: []text.Inline{{Kind: text.Words, Text: words}}})
		}
	})
}

// objectWords are the words of what another program has made, such as a chart or a formula, which is a document within the package.
func (o *odt) objectWords(href string) string {
	name := strings.TrimPrefix(href, "./") + "/content.xml"
	if !o.archive.Has(name) {
		return ""
	}
	var words string
	if fault := o.part(name, func() { words = o.odtXML.words() }); fault != nil {
		return "" // nobody can see it either
	}
	return words
}
