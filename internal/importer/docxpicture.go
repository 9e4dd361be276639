package importer

import (
	"path"
	"strings"

	"handrail/internal/picture"
	"handrail/internal/text"
)

// docxDrawing is a drawing while it is read: DrawingML (ECMA-376 part 1, section 20.4) or the older VML (part 4).
type docxDrawing struct {
	alt        string // of the whole
	own        string // of the picture that is being read
	name       string
	href       string
	decorative bool
	altUsed    bool
	words      string // of shapes
	found      bool   // there was something to read in it
	shapes     bool
}

// drawing reads w:drawing, w:pict or w:object.
func (p *docxPart) drawing(e element) {
	d := &docxDrawing{}
	boxes := len(p.line.after)
	p.children(p.inDrawing(d))
	words := oneLine(d.words)
	d.found = d.found || len(p.line.after) > boxes
	if !d.altUsed && d.alt != "" {
		words = oneLine(d.alt + " " + words)
	}
	switch {
	case p.deleted > 0:
		p.line.gone += " " + words
	case words != "":
		p.note("drawing", words)
	case !d.found && d.shapes && p.heard == nil: // what is only in a choice may have a picture beside it
		p.note("drawing", d.name)
	}
}

func (p *docxPart) inDrawing(d *docxDrawing) func(e element) {
	var read func(e element)
	read = func(e element) {
		switch e.name {
		case "wp:docPr":
			d.name, d.alt = e.attr("name"), firstWords(e.attr("descr"), e.attr("title"))
			p.about(d)
			return
		case "pic:cNvPr":
			d.own = firstWords(e.attr("descr"), e.attr("title"))
			p.about(d)
			return
		case "a:blip":
			p.blip(e, d)
			return
		case "v:shape", "v:rect", "v:oval", "v:line", "v:roundrect", "v:polyline", "v:group":
			if e.attr("hr") == "t" {
				p.line.ruled, d.found = true, true
			}
			d.shapes = true
			if alt := e.attr("alt"); alt != "" {
				d.alt, d.altUsed = alt, false
			}
		case "wps:wsp", "wpg:wgp", "wpc:wpc", "wpi:nvContentPartPr", "lc:lockedCanvas":
			d.shapes = true
		case "v:imagedata":
			d.own = ""
			p.picture(e.relation("id"), firstWords(d.alt, e.attr("title")), d)
			return
		case "v:textpath":
			d.words += " " + e.attr("string")
		case "a:t":
			d.words += " " + p.characters()
			return
		case "w:txbxContent":
			p.textBox(e)
			return
		case "c:chart", "cx:chart":
			p.object(e.relation("id"), d)
			return
		case "dgm:relIds":
			p.object(e.relation("dm"), d)
			return
		case "o:OLEObject":
			d.found = true
			p.note("object", firstWords(e.attr("ProgID"), e.attr("Type")))
			return
		case "w:control":
			p.inline(e)
			return
		case "mc:AlternateContent":
			p.alternatives(read)
			return
		case "w:r", "w:p", "w:t", "w:delText", "m:oMath", "m:t":
			p.inline(e)
			return
		}
		p.children(read)
	}
	return read
}

func firstWords(list ...string) string {
	for _, words := range list {
		if words = oneLine(words); words != "" {
			return words
		}
	}
	return ""
}

// about reads what the properties of a drawing hold: where it leads, and whether it is decoration only.
func (p *docxPart) about(d *docxDrawing) {
	p.walk(func(e element) bool {
		switch e.name {
		case "a:hlinkClick":
			d.href = p.target(e.relation("id"))
		case "adec:decorative":
			d.decorative = e.isOn()
		}
		return false
	})
}

// blip reads a:blip, which may hold the same picture as a drawing that has no pixels ([MS-ODRAWXML] section 2.9).
func (p *docxPart) blip(e element, d *docxDrawing) {
	id := e.relation("embed")
	if id == "" {
		id = e.relation("link")
	}
	p.walk(func(e element) bool {
		if svg := e.relation("embed"); e.name == "asvg:svgBlip" && p.canShow(svg) {
			id = svg
		}
		return false
	})
	alt := d.own
	if alt == "" && !d.altUsed {
		alt = d.alt
	}
	p.picture(id, alt, d)
}

// canShow says whether a relation leads to a picture that browsers show, and keeps it.
func (p *docxPart) canShow(id string) bool {
	link := p.links[id]
	if link.external || !p.archive.Has(link.target) {
		return false
	}
	if _, known := p.doc.Pictures[link.target]; known {
		return true
	}
	data, fault := p.archive.Read(link.target)
	if fault != nil {
		return false
	}
	if _, err := picture.Read(data); err != nil {
		return false
	}
	p.doc.Pictures[link.target] = Picture{Name: path.Base(link.target), Data: data}
	return true
}

// picture puts a picture into the paragraph, or an entry into the report that says why it cannot.
func (p *docxPart) picture(id, alt string, d *docxDrawing) {
	d.found = true
	if alt == oneLine(d.alt) {
		d.altUsed = true
	}
	link := p.links[id]
	file := path.Base(link.target)
	switch {
	case p.deleted > 0 || p.isListing():
		p.say(" " + firstWords(alt, file) + " ")
		return
	case link.external || !p.archive.Has(link.target):
		p.note("picture-lost", oneLine(alt+" "+link.target))
		return
	case !p.canShow(id):
		p.note("picture-format", oneLine(alt+" "+file))
		return
	}
	if alt == "" && !d.decorative {
		p.note("no-alt", file)
	}
	href := p.href
	if d.href != "" {
		p.href = d.href
	}
	p.put(text.Inline{Kind: text.Image, Href: link.target, Text: alt})
	p.href = href
}

// object notes a chart or a diagram, with the words in its part.
func (p *docxPart) object(id string, d *docxDrawing) {
	d.found = true
	words := d.alt
	d.altUsed = true
	if link := p.links[id]; p.archive.Has(link.target) {
		words += " " + p.partWords(link.target)
	}
	p.note("object", firstWords(words, d.name))
}

// partWords gives the words in a part of a drawing or a chart.
func (p *docxPart) partWords(file string) string {
	part, fault := p.open(file)
	if fault != nil {
		return ""
	}
	var b strings.Builder
	part.walk(func(e element) bool {
		if e.name != "a:t" && e.name != "c:v" {
			return false
		}
		b.WriteString(part.characters() + " ")
		return true
	})
	return oneLine(b.String())
}
