package exchange

import (
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"

	"handrail/internal/foreign"
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
	x := foreign.NewXML(data, foreign.XMLLimits{Elements: mostElements, Depth: mostDepth})
	stack := []xmlNode{{}}
	for {
		token, fault := x.Next()
		if fault != nil {
			hint := map[foreign.Reason]string{
				foreign.Broken:   "Export the questions again, as UTF-8. A browser that opens the file shows where the XML is broken.",
				foreign.TooLarge: "Export the questions in several files.",
				foreign.Unsafe:   "Remove the line that begins with <!DOCTYPE or <!ENTITY.",
			}[fault.Reason]
			i.Add(source.Pos{File: i.File.Path, Line: fault.Line, Col: fault.Col}, hint, "%s", fault.Message)
			return xmlNode{}, false
		}
		if token == nil {
			break
		}
		last, pos := len(stack)-1, source.Pos{File: i.File.Path, Line: x.Line, Col: x.Col}
		switch t := token.(type) {
		case xml.StartElement:
			stack = append(stack, xmlNode{Name: t.Name.Local, Attrs: slices.Clone(t.Attr), Pos: pos})
		case xml.EndElement:
			stack[last-1].Children = append(stack[last-1].Children, stack[last])
			stack = stack[:last]
		case xml.CharData:
			if last > 0 {
				stack[last].Children = append(stack[last].Children, xmlNode{Text: string(t), Pos: pos})
			}
		}
	}
	for _, child := range stack[0].Children {
		if child.Name != "" {
			return child, true
		}
	}
	i.Add(i.line(1), exportAgain, "this file holds no XML")
	return xmlNode{}, false
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
	archive, fault := foreign.OpenArchive(data, foreign.ArchiveLimits{Files: mostFiles, Unpacked: mostUnpacked, Ratio: mostRatio})
	files = map[string][]byte{}
	if fault == nil {
		for _, name := range archive.Names() {
			if files[name], fault = archive.Read(name); fault != nil {
				break
			}
		}
	}
	if fault != nil {
		i.Add(source.Pos{File: path.Join(i.File.Path, fault.File)}, exportAgain+" A file that a learning system wrote is whole, and has nothing of the kind.", "%s", fault.Message)
		return nil, false
	}
	return files, true
}
