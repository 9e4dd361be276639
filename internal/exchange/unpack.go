package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"handrail/internal/source"
)

// The limits for a file that is imported. No learning system writes more, and each is far below what would take all of the memory.
const (
	// MaxImport is how large a file can be, in bytes.
	MaxImport = 50 << 20

	mostElements = 200_000  // of an XML file
	mostDepth    = 64       // of elements in one another
	mostFiles    = 2000     // in a package
	mostUnpacked = 50 << 20 // bytes of all files of a package
	mostRatio    = 200      // how many bytes each byte of a packed file can become, when they are more than a megabyte
)

const exportAgain = "Export the questions again."

// xmlNode is an element of an XML file.
type xmlNode struct {
	Name     string // without its namespace
	Attrs    []xml.Attr
	Children []xmlNode // elements; and pieces of text, which have no name
	Text     string    // of a piece of text
	Pos      source.Pos
}

// attr is the value of an attribute; "" when there is none.
func (n *xmlNode) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// child is the first element of a name in an element; nil when there is none.
func (n *xmlNode) child(name string) *xmlNode {
	if n == nil {
		return nil
	}
	for i := range n.Children {
		if n.Children[i].Name == name {
			return &n.Children[i]
		}
	}
	return nil
}

// text is all the text in an element; "" for no element.
func (n *xmlNode) text() string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(n.Text)
	for i := range n.Children {
		b.WriteString(n.Children[i].text())
	}
	return b.String()
}

// xml reads an XML file. One with a document type or entities of its own is refused. ok is false after an error, which is reported.
func (i *importing) xml(data []byte) (root xmlNode, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(name string, data io.Reader) (io.Reader, error) {
		if slices.Contains([]string{"utf-16", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii"}, strings.ToLower(name)) {
			return data, nil // decode has read it
		}
		return nil, fmt.Errorf("the encoding %q is not known", name)
	}
	stack, elements := []xmlNode{{}}, 0
	fail := func(pos source.Pos, hint, format string, args ...any) (xmlNode, bool) {
		i.Add(pos, hint, format, args...)
		return xmlNode{}, false
	}
	for {
		line, col := d.InputPos() // where the token begins
		pos := source.Pos{File: i.File.Path, Line: line, Col: col}
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			why := err.Error()
			if syntax := new(xml.SyntaxError); errors.As(err, &syntax) {
				pos.Line, pos.Col, why = syntax.Line, 1, syntax.Msg
			}
			return fail(pos, "Export the questions again, as UTF-8. A browser that opens the file shows where the XML is broken.", "this is not XML: %s", why)
		}
		last := len(stack) - 1
		switch t := token.(type) {
		case xml.StartElement:
			if elements++; elements > mostElements {
				return fail(pos, "Export the questions in several files.", "this file has more than %d elements", mostElements)
			}
			if len(stack) > mostDepth {
				return fail(pos, exportAgain, "the elements of this file are nested more than %d deep", mostDepth)
			}
			stack = append(stack, xmlNode{Name: t.Name.Local, Attrs: slices.Clone(t.Attr), Pos: pos})
		case xml.EndElement:
			stack[last-1].Children = append(stack[last-1].Children, stack[last])
			stack = stack[:last]
		case xml.CharData:
			if last > 0 {
				stack[last].Children = append(stack[last].Children, xmlNode{Text: string(t), Pos: pos})
			}
		case xml.Directive:
			return fail(pos, "Remove the line that begins with <!DOCTYPE or <!ENTITY.", "this file has a document type, which is not read")
		}
	}
	for _, child := range stack[0].Children {
		if child.Name != "" {
			return child, true
		}
	}
	return fail(i.line(1), exportAgain, "this file holds no XML")
}

// rootOf is the name of the root of an XML file, with its namespace. It has no name when the file is not XML.
func rootOf(data []byte) xml.Name {
	i := newImport(&source.Reporter{File: &source.File{}})
	d := xml.NewDecoder(bytes.NewReader(i.decode(data)))
	d.Strict = false
	d.CharsetReader = func(_ string, data io.Reader) (io.Reader, error) { return data, nil } // decode has read it
	for {
		token, err := d.Token()
		if err != nil {
			return xml.Name{}
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name
		}
	}
}

// zip reads the files of a package, by their names. ok is false after an error, which is reported.
func (i *importing) zip(data []byte) (files map[string][]byte, ok bool) {
	fail := func(name, format string, args ...any) (map[string][]byte, bool) {
		pos := source.Pos{File: i.File.Path}
		if name != "" {
			pos.File += "/" + name
		}
		i.Add(pos, exportAgain+" A package that a learning system wrote has no such file.", format, args...)
		return nil, false
	}
	if bytes.Count(data, []byte("PK\x01\x02")) > mostFiles { // each begins the entry of a file: none is read before that is known
		return fail("", "this package has more than %d files", mostFiles)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		i.Add(source.Pos{File: i.File.Path}, "Export the questions again: the file may have been cut.", "this is not a zip file: %s", err)
		return nil, false
	}
	files = map[string][]byte{}
	left := uint64(mostUnpacked)
	for _, f := range r.File {
		name := strings.TrimSuffix(f.Name, "/")
		switch size := f.UncompressedSize64; {
		case !fs.ValidPath(name) || strings.ContainsAny(name, `\:`):
			return fail("", "a file of this package has a name that leads elsewhere: %q", f.Name)
		case f.Mode()&fs.ModeSymlink != 0:
			return fail(name, "this file of the package is a link")
		case name != f.Name || f.FileInfo().IsDir():
			continue
		case files[name] != nil:
			return fail(name, "this file is in the package twice")
		case f.Flags&1 != 0:
			return fail(name, "this file of the package has a password")
		case size > left:
			return fail(name, "the files of this package have more than %d MB", mostUnpacked>>20)
		case size > 1<<20 && size/mostRatio > f.CompressedSize64:
			return fail(name, "this file of the package is %d times as large as it is packed", size/max(f.CompressedSize64, 1))
		}
		part, err := f.Open()
		if err == nil {
			files[name], err = io.ReadAll(io.LimitReader(part, int64(f.UncompressedSize64)+1))
			if part.Close(); uint64(len(files[name])) > f.UncompressedSize64 {
				err = errors.New("it is larger than the package says")
			}
		}
		if err != nil {
			return fail(name, "this file of the package cannot be read: %s", err)
		}
		left -= f.UncompressedSize64
	}
	return files, true
}
