package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"path"
	"slices"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/source"
)

// Drawing is an SVG file that pages show. It is written into the page itself, so that it takes on the page's colours
// and costs no request; so it may hold nothing but a drawing.
type Drawing struct {
	Path    string // within content/
	ViewBox string
	Inner   string // what is within the <svg> element
	Diags   []source.Diagnostic
}

// drawingElements are the elements that a drawing may hold.
func drawingElements() []string {
	return []string{"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs", "marker"}
}

// drawingAttributes are the attributes that they may have: where things are, and how they are painted.
func drawingAttributes() []string {
	return strings.Fields(`class id transform viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points dx dy
		fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-opacity stroke-miterlimit
		opacity text-anchor dominant-baseline font-family font-size font-weight font-style letter-spacing
		marker-start marker-mid marker-end markerWidth markerHeight markerUnits orient refX refY
		role aria-hidden aria-label aria-labelledby focusable xmlns version preserveAspectRatio`)
}

// rootOnly are the attributes that the page sets itself on the <svg> element, or has no use for.
func rootOnly() []string {
	return []string{"role", "aria-hidden", "aria-label", "aria-labelledby", "focusable", "xmlns", "version", "preserveAspectRatio"}
}

// parseDrawing reads an SVG file and writes again what it may hold. Everything else is reported: a drawing that has any is shown as a
// picture.
func parseDrawing(name string, f *source.File) *Drawing {
	r := drawingReader{file: f, prefix: markdown.Slug(strings.TrimSuffix(path.Base(name), path.Ext(name))) + "-", drawing: &Drawing{Path: name}}
	dec := xml.NewDecoder(bytes.NewReader(f.Data))
	for {
		at := int(dec.InputOffset())
		token, err := dec.Token()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				r.add(int(dec.InputOffset()), "Open it in a drawing program and save it again.", "this is not an SVG drawing: %s", err)
			}
			break
		}
		r.token(token, at)
	}
	if r.drawing.ViewBox == "" && len(r.drawing.Diags) == 0 {
		r.add(0, `Add viewBox="0 0 WIDTH HEIGHT" to the <svg> element.`, "this drawing has no viewBox, so it cannot be fitted to a screen")
	}
	r.drawing.Inner = strings.Join(strings.Fields(r.inner.String()), " ")
	return r.drawing
}

// ownPart is a value that leads to a part of the drawing itself, with a colour to use where there is no such part. Browsers read it in any case, and with white space and quotes.
var ownPart = pattern.New(`^\s*(?i:url)\(\s*["']?#([A-Za-z_][\w.-]*)["']?\s*\)(\s+#?\w+)?\s*$`)

// drawingFunction finds the functions of a value: what is right before a bracket (https://www.w3.org/TR/css-syntax-3/).
var drawingFunction = pattern.New(`([\w-]*)\(`)

// drawingValue says whether the value of an attribute loads nothing: it leads to a part of the drawing, or it has no functions except those
// that position and colour, and no escape or comment that could hide another.
func drawingValue(value string) bool {
	if ownPart().MatchString(value) {
		return true
	}
	if strings.Contains(value, `\`) || strings.Contains(value, "/*") || strings.Contains(value, "@") {
		return false
	}
	for _, m := range drawingFunction().FindAllStringSubmatch(value, -1) {
		if !slices.Contains([]string{"matrix", "translate", "scale", "rotate", "skewx", "skewy", "rgb", "rgba", "hsl", "hsla"}, strings.ToLower(m[1])) {
			return false
		}
	}
	return true
}

type drawingReader struct {
	file    *source.File
	prefix  string // of identifiers: two drawings on a page must not share one
	drawing *Drawing
	inner   strings.Builder
	depth   int // of elements that are kept
	skip    int // of elements that are left out, and all within them
}

func (r *drawingReader) add(offset int, hint, format string, args ...any) {
	d := r.file.Errorf(offset, "image", format, args...)
	d.Hint = hint
	r.drawing.Diags = append(r.drawing.Diags, d)
}

func (r *drawingReader) token(token xml.Token, at int) {
	switch t := token.(type) {
	case xml.StartElement:
		if r.skip > 0 || !slices.Contains(drawingElements(), t.Name.Local) {
			if r.skip == 0 {
				r.add(at, "A drawing can hold: "+strings.Join(drawingElements(), ", ")+".", "a drawing cannot hold the element <%s>", t.Name.Local)
			}
			r.skip++
			return
		}
		r.depth++
		r.start(t, at)
	case xml.EndElement:
		if r.skip > 0 {
			r.skip--
			return
		}
		if r.depth--; r.depth > 0 {
			fmt.Fprintf(&r.inner, "</%s>", t.Name.Local)
		}
	case xml.CharData:
		if r.skip == 0 && r.depth > 0 {
			r.inner.WriteString(html.EscapeString(string(t)))
		}
	}
}

func (r *drawingReader) start(t xml.StartElement, at int) {
	if r.depth > 1 {
		r.inner.WriteString("<" + t.Name.Local)
		defer r.inner.WriteString(">")
	} else if t.Name.Local != "svg" {
		r.add(at, "Its first element has to be <svg>.", "this is not an SVG drawing")
	}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
			continue
		}
		if a.Name.Space != "" || !slices.Contains(drawingAttributes(), a.Name.Local) || !slices.Contains(rootOnly(), a.Name.Local) && !drawingValue(a.Value) {
			r.add(at, "Remove it. Colours and lines are set with attributes such as fill, stroke and class.", "a drawing cannot have the attribute %s=%q", a.Name.Local, a.Value)
			continue
		}
		value := a.Value
		switch {
		case r.depth == 1:
			if a.Name.Local == "viewBox" {
				r.drawing.ViewBox = value
			}
			continue
		case slices.Contains(rootOnly(), a.Name.Local):
			continue
		case a.Name.Local == "id":
			value = r.prefix + value
		case ownPart().MatchString(value):
			value = ownPart().ReplaceAllString(value, "url(#"+r.prefix+"$1)$2")
		}
		fmt.Fprintf(&r.inner, " %s=\"%s\"", a.Name.Local, html.EscapeString(value))
	}
}
