package exchange

import (
	"encoding/xml"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"handrail/internal/text"
)

// TestXMLWriter: what is written in an element and in an attribute is read as it was, but for the characters that XML does not allow.
func TestXMLWriter(t *testing.T) {
	const words = "a\tb\nc\r\nd\re <&>\"' ]]> \U0001F600 \u202e"
	w := newXML()
	w.start("a", "b", words)
	w.leaf("c", words+"\x00\x1b\uFFFE", "d", "\t\n")
	w.end()
	var got struct {
		B string `xml:"b,attr"`
		C struct {
			Text string `xml:",chardata"`
			D    string `xml:"d,attr"`
		} `xml:"c"`
	}
	if err := xml.Unmarshal(w.bytes(), &got); err != nil || got.B != words || got.C.Text != words || got.C.D != "\t\n" {
		t.Errorf("%q is read as %+q: %v", w.bytes(), got, err)
	}
	// The decoder of Go keeps a line break in an attribute, which XML reads as a space.
	if raw := string(w.bytes()); !strings.Contains(raw, "a&#9;b&#10;c&#13;&#10;d") || !strings.Contains(raw, `d="&#9;&#10;"`) {
		t.Errorf("written as %q", raw)
	}
}

// TestCodeInHTML: code is read as it is, also where it begins with empty lines, by HTML and by XML.
func TestCodeInHTML(t *testing.T) {
	for _, code := range []string{"a\n", "\na\n", "\n\n  a < b\n", "\n"} {
		markup := Text{{Kind: text.Code, Text: code}}.HTML(nil)
		nodes, err := html.ParseFragment(strings.NewReader(markup), nil)
		if err != nil {
			t.Fatal(err)
		}
		var words strings.Builder
		for n := range nodes[0].Descendants() {
			if n.Type == html.TextNode {
				words.WriteString(n.Data)
			}
		}
		if words.String() != code {
			t.Errorf("HTML reads %q, written as %q, as %q", code, markup, words.String())
		}
		i := newTestImport()
		if node, ok := i.xml([]byte(markup)); !ok || node.text() != code {
			t.Errorf("XML reads %q, written as %q, as %q", code, markup, node.text())
		}
	}
}
