package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/pattern"
)

// Drawing is a drawing that is shown as a picture.
type Drawing struct {
	Info
	Data []byte
	// Foreign says that it has text as HTML (<foreignObject>), which not every program shows.
	Foreign bool
	// Dropped names what was left out because it could run, load something, or lead away: "<script>", "onclick".
	Dropped []string
}

// maxSVG is the maximum size of a clean copy in bytes: characters that are written as references can be many times as long.
const maxSVG = 16 << 20

// maxSVGDepth is how deep the elements of a drawing may be nested.
const maxSVGDepth = 200

const (
	spaceSVG   = "http://www.w3.org/2000/svg"
	spaceHTML  = "http://www.w3.org/1999/xhtml"
	spaceXLink = "http://www.w3.org/1999/xlink"
	spaceXML   = "http://www.w3.org/XML/1998/namespace"
)

// svgElements are the elements that a picture of SVG may hold: all that draw, and none that run, move, load or embed.
func svgElements() []string {
	return strings.Fields(`svg g defs symbol use title desc style switch a view
		path rect circle ellipse line polyline polygon text tspan textPath image foreignObject
		linearGradient radialGradient stop pattern clipPath mask marker filter
		feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
		feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
		feSpecularLighting feSpotLight feTile feTurbulence`)
}

// htmlElements are the elements of HTML that its text may hold.
func htmlElements() []string {
	return strings.Fields(`div span p br b i em strong u s sub sup small code pre font center ul ol li dl dt dd hr h1 h2 h3 h4 h5 h6
		table thead tbody tfoot tr td th blockquote a body`)
}

// quiet lists the elements that say nothing to readers: who drew it, and where the file was. They are left out silently.
func quiet() []string { return []string{"metadata", "namedview", "RDF"} }

func isSVG(data []byte) bool {
	head := bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\ufeff"))
	return bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) && bytes.Contains(head, []byte("<svg")) || bytes.Contains(head, []byte("<svg:svg"))
}

// CleanSVG copies a drawing for a page that shows it as a picture. A file on a site is a page of that site when somebody opens it,
// so the copy has only elements that draw, and refers to nothing but its own parts and what is written into it. The error is a
// *Fault.
func CleanSVG(data []byte) (Drawing, error) { return cleanSVG(data, 0) }

func cleanSVG(data []byte, depth int) (Drawing, error) {
	dec := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	w := svgWriter{dec: dec, nested: depth}
	dec.Entity = map[string]string{}
	for {
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = w.token(token)
		}
		if err != nil {
			var fault *Fault
			if errors.As(err, &fault) {
				return Drawing{}, fault
			}
			line, _ := dec.InputPos()
			return Drawing{}, &Fault{fmt.Sprintf("this is not an SVG drawing that can be read: line %d: %s", line, strings.TrimPrefix(err.Error(), "XML syntax error on line "+strconv.Itoa(line)+": ")),
				"Open it in a drawing program and save it again."}
		}
		if w.b.Len() > maxSVG {
			return Drawing{}, &Fault{"this drawing is too large", "Export it again without pictures in it, or as PNG."}
		}
	}
	if len(w.open) > 0 || !w.found {
		return Drawing{}, &Fault{"this SVG drawing is cut short", again}
	}
	w.Format, w.Turn, w.Data = SVG, 1, w.b.Bytes()
	return w.Drawing, nil
}

// element is an element that is open.
type element struct {
	name   xml.Name // as it is written
	space  string   // what its prefix stands for
	kept   bool
	spaces map[string]string // what it says that prefixes stand for
	style  *strings.Builder  // what it holds, of a <style>
}

type svgWriter struct {
	Drawing
	dec    *xml.Decoder
	b      bytes.Buffer
	open   []element
	skip   int // how many of the open elements are left out
	found  bool
	nested int // how many drawings this one is in
}

func (w *svgWriter) drop(what string) {
	if !slices.Contains(w.Dropped, what) && len(w.Dropped) < 10 {
		w.Dropped = append(w.Dropped, what)
	}
}

// space is what a prefix stands for here.
func (w *svgWriter) space(prefix string) string {
	if prefix == "xml" {
		return spaceXML
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		if space, ok := w.open[i].spaces[prefix]; ok {
			return space
		}
	}
	return ""
}

func (w *svgWriter) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.Directive:
		w.entities(string(t))
	case xml.StartElement:
		return w.start(t)
	case xml.EndElement:
		return w.end(t)
	case xml.CharData:
		if len(w.open) == 0 || w.skip > 0 {
			return nil
		}
		if style := w.open[len(w.open)-1].style; style != nil {
			style.Write(t)
			return nil
		}
		return xml.EscapeText(&w.b, t)
	}
	return nil
}

var entity = pattern.New(`<!ENTITY\s+([\w.-]+)\s+(?:"([^"]{0,300})"|'([^']{0,300})')\s*>`)

// entities reads the short names that Adobe Illustrator gives to addresses.
func (w *svgWriter) entities(directive string) {
	for _, m := range entity().FindAllStringSubmatch(directive, 100) {
		w.dec.Entity[m[1]] = m[2] + m[3]
	}
}

func (w *svgWriter) start(t xml.StartElement) error {
	if len(w.open) > maxSVGDepth {
		return &Fault{fmt.Sprintf("the elements of this drawing are nested more than %d deep", maxSVGDepth), "Export it again, or export it as PNG."}
	}
	e := element{name: t.Name, spaces: map[string]string{}}
	for i, a := range t.Attr {
		if slices.ContainsFunc(t.Attr[:i], func(b xml.Attr) bool { return a.Name == b.Name }) {
			return fmt.Errorf("<%s> has the attribute %s twice", written(t.Name), written(a.Name))
		}
		if a.Name.Space == "xmlns" {
			e.spaces[a.Name.Local] = a.Value
		} else if a.Name.Space == "" && a.Name.Local == "xmlns" {
			e.spaces[""] = a.Value
		}
	}
	w.open = append(w.open, e)
	if len(w.open) == 1 {
		if w.space(t.Name.Space) == "" { // an SVG file has to have its namespace, otherwise browsers do not show it
			w.open[0].spaces[t.Name.Space] = spaceSVG
		}
		if w.found || t.Name.Local != "svg" || w.space(t.Name.Space) != spaceSVG {
			return &Fault{"this is not an SVG drawing", "Its first element has to be <svg>, and the only one at its level."}
		}
		w.found = true
		w.size(t.Attr)
	}
	last := &w.open[len(w.open)-1]
	last.space = w.space(t.Name.Space)
	last.kept = w.skip == 0 && w.allowed(*last)
	if !last.kept {
		w.skip++
		return nil
	}
	w.b.WriteByte('<')
	w.b.WriteString(written(t.Name))
	own := ""
	if len(w.open) == 1 {
		own = strings.TrimSuffix("xmlns:"+t.Name.Space, ":")
		w.attribute(own, spaceSVG)
	}
	for _, a := range t.Attr {
		if written(a.Name) != own {
			w.attr(*last, a)
		}
	}
	w.b.WriteByte('>')
	switch {
	case last.space == spaceSVG && t.Name.Local == "style":
		last.style = &strings.Builder{}
	case t.Name.Local == "foreignObject":
		w.Foreign = true
	}
	return nil
}

func written(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// allowed says whether an element is kept.
func (w *svgWriter) allowed(e element) bool {
	name := e.name.Local
	switch e.space {
	case spaceSVG:
		if slices.Contains(svgElements(), name) {
			return true
		}
	case spaceHTML:
		if w.Foreign && slices.Contains(htmlElements(), name) {
			return true
		}
	case "":
	default: // an element that a drawing program has for itself
		return false
	}
	if !slices.Contains(quiet(), name) {
		w.drop("<" + name + ">")
	}
	return false
}

func (w *svgWriter) end(t xml.EndElement) error {
	if len(w.open) == 0 || w.open[len(w.open)-1].name != t.Name {
		return fmt.Errorf("</%s> closes no element", written(t.Name))
	}
	e := w.open[len(w.open)-1]
	w.open = w.open[:len(w.open)-1]
	if !e.kept {
		w.skip--
		return nil
	}
	if e.style != nil {
		text, whole := safeSheet(e.style.String())
		if !whole {
			w.drop("a part of <style>")
		}
		if err := xml.EscapeText(&w.b, []byte(text)); err != nil {
			return err
		}
	}
	fmt.Fprintf(&w.b, "</%s>", written(t.Name))
	return nil
}

func (w *svgWriter) attribute(name, value string) {
	w.b.WriteByte(' ')
	w.b.WriteString(name)
	w.b.WriteString(`="`)
	_ = xml.EscapeText(&w.b, []byte(value)) // a bytes.Buffer never fails
	w.b.WriteByte('"')
}

// attr writes an attribute if it can neither run nor load anything, and is no note of a drawing program to itself.
func (w *svgWriter) attr(e element, a xml.Attr) {
	name := a.Name.Local
	lower := strings.ToLower(name)
	switch {
	case a.Name.Space == "" && name == "xmlns" || a.Name.Space == "xmlns":
		if a.Value == spaceSVG || a.Value == spaceHTML || a.Value == spaceXLink {
			w.attribute(written(a.Name), a.Value)
		}
	case lower == "href" || lower == "src":
		value := strings.TrimSpace(a.Value)
		space := w.space(a.Name.Space)
		switch {
		case a.Name.Space != "" && space != spaceXLink:
		case strings.HasPrefix(value, "#"):
			w.attribute(written(a.Name), value)
		case lower == "href" && e.space == spaceSVG && e.name.Local == "image" && strings.HasPrefix(value, "data:image/"):
			if clean, ok := w.embedded(value); ok {
				w.attribute(written(a.Name), clean)
			} else {
				w.drop("a picture within it")
			}
		case e.name.Local == "a":
			w.drop("links")
		default:
			w.drop(lower)
		}
	case a.Name.Space == "xml" && (name == "space" || name == "lang"):
		w.attribute(written(a.Name), a.Value)
	case a.Name.Space != "", strings.Contains(name, ":"), lower == "content", strings.HasPrefix(lower, "data-"): // an attribute of a drawing program
	case strings.HasPrefix(lower, "on"), slices.Contains([]string{"action", "formaction", "ping", "background", "srcset", "srcdoc"}, lower):
		w.drop(lower)
	case isWords(lower):
		w.attribute(name, a.Value)
	default:
		read := safeValue
		if lower == "style" {
			read = safeStyle
		}
		value, whole := read(a.Value)
		if !whole {
			w.drop(lower)
		}
		if value != "" || a.Value == "" {
			w.attribute(name, value)
		}
	}
}

// isWords says whether an attribute, in lowercase letters, has a name or words as its value: no browser looks for an address or a
// style in these.
func isWords(name string) bool {
	return strings.HasPrefix(name, "aria-") ||
		slices.Contains([]string{"id", "class", "lang", "title", "name", "type", "requiredextensions", "requiredfeatures"}, name)
}

// size notes how large the drawing is: its viewBox, or its width and height.
func (w *svgWriter) size(attrs []xml.Attr) {
	var width, height float64
	for _, a := range attrs {
		switch {
		case a.Name.Space != "":
		case a.Name.Local == "viewBox":
			if parts := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }); len(parts) == 4 {
				boxWidth, err := strconv.ParseFloat(parts[2], 64)
				boxHeight, err2 := strconv.ParseFloat(parts[3], 64)
				if err == nil && err2 == nil {
					w.Width, w.Height = pixels(boxWidth), pixels(boxHeight)
				}
			}
		case a.Name.Local == "width":
			width = length(a.Value)
		case a.Name.Local == "height":
			height = length(a.Value)
		}
	}
	if w.Width == 0 || w.Height == 0 {
		w.Width, w.Height = pixels(width), pixels(height)
	}
	if w.Width == 0 || w.Height == 0 {
		w.Width, w.Height = 0, 0
	}
}

// pixels rounds a length up; 0 when a drawing cannot have such a length.
func pixels(n float64) int {
	if !(n > 0 && n < 1e6) {
		return 0
	}
	return int(math.Ceil(n))
}

// length reads a length in CSS pixels (CSS Values and Units, section 6.2); 0 when it depends on what is around it.
func length(text string) float64 {
	text = strings.TrimSpace(text)
	number := strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyz%")
	n, err := strconv.ParseFloat(number, 64)
	factor := map[string]float64{"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}[text[len(number):]]
	if err != nil {
		return 0
	}
	return n * factor
}
