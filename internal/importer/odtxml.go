package importer

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/foreign"
)

// odtXML reads a part of an OpenDocument package. After a fault there is nothing more to read, so that only the end of the part needs to ask for it.
type odtXML struct {
	xml   *foreign.XML
	fault *foreign.Fault
}

// odtElement is the start of an element.
type odtElement struct {
	name  string // with the prefix that the standard writes: "text:p"
	attrs []xml.Attr
}

// odtPrefix is what the standard writes before the names of a namespace, whatever a file writes (part 3, section 2.2).
func odtPrefix(space string) string {
	short := strings.TrimPrefix(space, "urn:oasis:names:tc:opendocument:xmlns:")
	short = strings.TrimSuffix(strings.TrimSuffix(short, ":1.0"), "-compatible")
	switch short {
	case "drawing":
		return "draw"
	case "xsl-fo":
		return "fo"
	case "http://purl.org/dc/elements/1.1/":
		return "dc"
	case "http://www.w3.org/1999/xlink":
		return "xlink"
	case "http://www.w3.org/XML/1998/namespace":
		return "xml"
	case "urn:org:documentfoundation:names:experimental:office:xmlns:loext":
		return "loext"
	}
	return short
}

// get is the value of an attribute; "" for none.
func (e odtElement) get(name string) string {
	prefix, local, _ := strings.Cut(name, ":")
	for _, a := range e.attrs {
		if a.Name.Local == local && odtPrefix(a.Name.Space) == prefix {
			return a.Value
		}
	}
	return ""
}

// number is the value of an attribute that counts something, within limits; otherwise for none.
func (e odtElement) number(name string, least, most, otherwise int) int {
	n, err := strconv.ParseFloat(e.get(name), 64)
	if err != nil || n != n {
		return otherwise
	}
	return int(max(float64(least), min(float64(most), n)))
}

// each reads what is in the element whose start was read last: child reads each element to its end, and words is called for text.
func (x *odtXML) each(child func(odtElement), words func(string)) {
	for x.fault == nil {
		token, fault := x.xml.Next()
		x.fault = fault
		switch t := token.(type) {
		case nil, xml.EndElement:
			return
		case xml.StartElement:
			child(odtElement{odtPrefix(t.Name.Space) + ":" + t.Name.Local, t.Attr})
		case xml.CharData:
			words(string(t))
		}
	}
}

// skip reads to the end of an element in which there is nothing for readers.
func (x *odtXML) skip() { x.each(func(odtElement) { x.skip() }, func(string) {}) }

// within reads everything in an element and looks at each element: look says that it has read one to its end.
func (x *odtXML) within(look func(odtElement) bool) {
	x.each(func(e odtElement) {
		if !look(e) {
			x.within(look)
		}
	}, func(string) {})
}

// words are all the words in an element, with one space between them, but for those in elements whose names end as one of the names does.
func (x *odtXML) words(but ...string) string {
	var b strings.Builder
	var read func()
	read = func() {
		x.each(func(e odtElement) {
			if slices.ContainsFunc(but, func(name string) bool { return strings.HasSuffix(e.name, name) }) {
				x.skip()
				return
			}
			switch e.name {
			case "text:span", "text:a", "text:bookmark-start", "text:bookmark-end", "text:change-start", "text:change-end", "text:change", "text:soft-page-break":
				read()
			default:
				b.WriteByte(' ')
				read()
				b.WriteByte(' ')
			}
		}, func(words string) { b.WriteString(words) })
	}
	read()
	return strings.Join(strings.Fields(b.String()), " ")
}
