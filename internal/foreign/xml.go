package foreign

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// XMLLimits are how much an XML file may hold.
type XMLLimits struct {
	Elements int // how many
	Depth    int // of elements in one another
}

// XML reads an XML file, token by token.
type XML struct {
	d               *xml.Decoder
	limits          XMLLimits
	elements, depth int
	Line, Col       int // where the token that was read last begins
}

// NewXML begins to read an XML file, which [Decode] has read.
func NewXML(data []byte, limits XMLLimits) *XML {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(name string, data io.Reader) (io.Reader, error) {
		if slices.Contains([]string{"utf-16", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii"}, strings.ToLower(name)) {
			return data, nil // Decode has read it
		}
		return nil, fmt.Errorf("the encoding %q is not known", name)
	}
	return &XML{d: d, limits: limits}
}

// Next is the next token, which is valid until the one after it is read; nil at the end. The fault says that the file is not XML, is above the limits, or has a document type,
// which could have entities.
func (x *XML) Next() (xml.Token, *Fault) {
	x.Line, x.Col = x.d.InputPos()
	token, err := x.d.Token()
	if err == io.EOF {
		return nil, nil
	}
	if err != nil {
		line, col, why := x.Line, x.Col, err.Error()
		if syntax := new(xml.SyntaxError); errors.As(err, &syntax) {
			line, col, why = syntax.Line, 1, syntax.Msg
		}
		return nil, &Fault{Line: line, Col: col, Message: "this is not XML: " + why}
	}
	fail := func(reason Reason, format string, args ...any) (xml.Token, *Fault) {
		return nil, &Fault{Reason: reason, Line: x.Line, Col: x.Col, Message: fmt.Sprintf(format, args...)}
	}
	switch token.(type) {
	case xml.StartElement:
		if x.elements++; x.elements > x.limits.Elements {
			return fail(TooLarge, "this file has more than %d elements", x.limits.Elements)
		}
		if x.depth++; x.depth > x.limits.Depth {
			return fail(TooLarge, "the elements of this file are nested more than %d deep", x.limits.Depth)
		}
	case xml.EndElement:
		x.depth--
	case xml.Directive:
		return fail(Unsafe, "this file has a document type, which is not read")
	}
	return token, nil
}
