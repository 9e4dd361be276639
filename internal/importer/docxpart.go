package importer

import (
	"encoding/xml"
	"path"
	"slices"
	"strings"

	"handrail/internal/foreign"
)

type foreignName = xml.Name

// element is an element that has just begun. Its name has the prefix that the standard gives the namespace, whatever the file calls it.
type element struct {
	name  string // "w:p"
	local string // "p"
	attrs []xml.Attr
}

// prefixes are those that ECMA-376 and Microsoft's documents use for the namespaces of a document, transitional and strict.
func prefixes() map[string]string {
	const ms, open, strict = "http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
	return map[string]string{
		open + "wordprocessingml/2006/main": "w", strict + "wordprocessingml/main": "w",
		open + "officeDocument/2006/relationships": "r", strict + "officeDocument/relationships": "r",
		open + "drawingml/2006/wordprocessingDrawing": "wp", strict + "drawingml/wordprocessingDrawing": "wp",
		open + "drawingml/2006/main": "a", strict + "drawingml/main": "a",
		open + "drawingml/2006/picture": "pic", strict + "drawingml/picture": "pic",
		open + "drawingml/2006/chart": "c", strict + "drawingml/chart": "c",
		open + "drawingml/2006/diagram": "dgm", strict + "drawingml/diagram": "dgm",
		open + "officeDocument/2006/math": "m", strict + "officeDocument/math": "m",
		open + "markup-compatibility/2006":        "mc",
		ms + "word/2010/wordprocessingShape":      "wps",
		ms + "word/2010/wordprocessingGroup":      "wpg",
		ms + "word/2010/wordprocessingCanvas":     "wpc",
		ms + "word/2010/wordml":                   "w14",
		ms + "drawing/2016/SVG/main":              "asvg",
		ms + "drawing/2017/decorative":            "adec",
		ms + "drawing/2014/chartex":               "cx",
		"urn:schemas-microsoft-com:vml":           "v",
		"urn:schemas-microsoft-com:office:office": "o",
		open + "package/2006/relationships":       "rel",
		open + "officeDocument/2006/customXml":    "ds",
		"http://www.w3.org/XML/1998/namespace":    "xml",
		open + "drawingml/2006/lockedCanvas":      "lc",
		strict + "drawingml/lockedCanvas":         "lc",
		open + "drawingml/2006/chartDrawing":      "cdr",
		strict + "drawingml/chartDrawing":         "cdr",
		ms + "word/2010/wordprocessingInk":        "wpi",
	}
}

// name gives the name of an element with its usual prefix.
func (d *docx) name(n foreignName) string {
	name, known := d.names[n]
	if !known {
		if name = n.Local; prefixes()[n.Space] != "" {
			name = prefixes()[n.Space] + ":" + name
		}
		d.names[n] = name
	}
	return name
}

// attr is the value of an attribute, whatever its namespace; "" when there is none.
func (e element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local && !isRelation(a.Name) {
			return a.Value
		}
	}
	return ""
}

// relation is the value of an attribute that names a relationship.
func (e element) relation(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local && isRelation(a.Name) {
			return a.Value
		}
	}
	return ""
}

func isRelation(n xml.Name) bool { return strings.HasSuffix(n.Space, "/relationships") }

// isOn reads an attribute of the type ST_OnOff (ECMA-376 part 1, section 22.9.2.7), which is on where it is not written.
func (e element) isOn() bool { return !slices.Contains([]string{"0", "false", "off"}, e.attr("val")) }

// docxPart is a part of the package while it is read, element by element. A fault ends the reading.
type docxPart struct {
	*docx
	file  string
	links relations
	x     *foreign.XML
	fault *foreign.Fault
	depth int
	text  int    // how deep the text is whose characters are being read; 0 outside one
	stray string // words of texts that nothing reads

	line     *docxLine // the paragraph that is being read
	look     looks     // that of the words that are being read
	font     string    // of symbols
	href     string    // where the link leads that they are in
	fields   []*docxField
	deleted  int    // in how many elements for what was deleted they are
	inserted int    // and for what was inserted
	gaps     int    // and for what nobody has filled in
	listing  int    // and for tables of contents
	contents string // the words of these
	place    int    // where they begin
	given    int    // how much has been read: words, pictures and entries
	heard    *strings.Builder
	anchors  []string // of the paragraph that comes next
	pending  []piece  // of a paragraph whose end was deleted
}

// open begins to read a part.
func (d *docx) open(file string) (*docxPart, *foreign.Fault) {
	data, fault := readPart(d.archive, file)
	if fault != nil {
		return nil, fault
	}
	links, fault := d.relations(file)
	if fault != nil {
		return nil, fault
	}
	return d.part(file, data, links), nil
}

func (d *docx) part(file string, data []byte, links relations) *docxPart {
	data, _ = foreign.Decode(data)
	return &docxPart{docx: d, file: file, links: links, x: foreign.NewXML(data, foreign.XMLLimits{Elements: 6_000_000, Depth: 400})}
}

// end says what kept the part from being read.
func (p *docxPart) end() *foreign.Fault {
	if p.fault != nil {
		p.fault.File = p.file
	}
	return p.fault
}

// children calls do for each element in the one that has just begun, and reads to its end. What do does not read is passed over, and its words are kept
// to be reported.
func (p *docxPart) children(do func(e element)) { p.within(do, nil) }

// characters gives the characters in the element that has just begun.
func (p *docxPart) characters() string {
	var b strings.Builder
	p.within(func(element) {}, func(data []byte) { b.Write(data) })
	return b.String()
}

func (p *docxPart) within(do func(e element), say func(data []byte)) {
	depth := p.depth
	for p.fault == nil {
		token, fault := p.x.Next()
		if fault != nil || token == nil {
			p.fault = fault
			if fault == nil && depth > 0 {
				p.fault = &foreign.Fault{Message: "this part was cut short"}
			}
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			p.depth++
			e := element{p.name(token.Name), token.Name.Local, token.Attr}
			if p.text == 0 && isText(e.name) {
				p.text = p.depth
			}
			do(e)
			if p.depth > depth {
				p.passOver(e)
			}
		case xml.EndElement:
			if p.text == p.depth {
				p.text = 0
			}
			if p.depth--; p.depth < depth {
				return
			}
		case xml.CharData:
			if say != nil {
				say(token)
			} else if p.text > 0 {
				p.stray += string(token) + " "
			}
		}
	}
}

// passOver reads to the end of an element.
func (p *docxPart) passOver(element) { p.children(p.passOver) }

// walk calls look for each element in the one that has just begun, and for those in these. It says whether it has read one, which is not looked into.
func (p *docxPart) walk(look func(e element) bool) {
	p.children(func(e element) {
		if !look(e) {
			p.walk(look)
		}
	})
}

// isText says whether the characters in an element are words of the document.
func isText(name string) bool {
	return slices.Contains([]string{"w:t", "w:delText", "a:t", "m:t"}, name)
}

// relations are what a part refers to, by the names that it has for that (ECMA-376 part 2, section 9.3).
type relations map[string]relation

type relation struct {
	kind     string // the last part of its type: "image"
	target   string // the name of a part; or an address, when it is external
	external bool
}

// ofKind lists the parts of a kind, sorted by the names of their relations.
func (r relations) ofKind(kind string) []string {
	var list []string
	var keys []string
	for key, link := range r {
		if link.kind == kind && !link.external {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		if !slices.Contains(list, r[key].target) {
			list = append(list, r[key].target)
		}
	}
	return list
}

// relations reads the relations of a part; those of the package for "".
func (d *docx) relations(file string) (relations, *foreign.Fault) {
	links := relations{}
	dir, base := path.Split(file)
	name := dir + "_rels/" + base + ".rels"
	if !d.archive.Has(name) {
		return links, nil
	}
	data, fault := d.archive.Read(name)
	if fault != nil {
		return nil, fault
	}
	p := d.part(name, data, nil)
	p.children(func(element) {
		p.children(func(e element) {
			link := relation{kind: path.Base(e.attr("Type")), target: e.attr("Target"), external: e.attr("TargetMode") == "External"}
			if !link.external {
				if rooted, ok := strings.CutPrefix(link.target, "/"); ok {
					link.target = path.Clean(rooted)
				} else if !strings.HasPrefix(link.target, "#") {
					link.target = path.Join(dir, link.target)
				}
			}
			links[e.attr("Id")] = link
		})
	})
	return links, p.end()
}
