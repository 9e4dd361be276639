package statement

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const sample = `<p>Hello <strong>{{group}}</strong>,<br>
you &amp; we</p>
<h2 id="x">Part</h2>
<ul>
<li>One</li>
<li><p>Two, at <a href="https://www.example.org/a?b=1&amp;c=2">here</a></p></li>
</ul>
<ol><li>First</li><li>Second</li></ol>
<p>See <a href="https://www.example.org/">example.org</a> and <a>the guidance</a></p>
<ol><li>Afresh</li></ol>
`

func sampleDocument(t *testing.T) Document {
	t.Helper()
	blocks, err := ReadBlocks(sample)
	if err != nil {
		t.Fatal(err)
	}
	return Document{Lang: "en-GB", Subject: "To {{group}} <soon>", Author: "The Charity", Blocks: blocks}
}

// hostile is a name with everything that a format could take for its own.
const hostile = `<b>&"Ll\ŷn" {x} *_ 🙂`

func TestText(t *testing.T) {
	want := "Hello Leeds,\nyou & we\n\nPart\n\n- One\n- Two, at here (https://www.example.org/a?b=1&c=2)\n\n1. First\n2. Second\n\nSee example.org and the guidance\n\n1. Afresh\n"
	if got := (Values{"group": "Leeds"}).Fill(sampleDocument(t).Text(), nil); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestMarkdown(t *testing.T) {
	want := "# To \\<b\\>\\&\"Ll\\\\ŷn\" {x} \\*\\_ 🙂 \\<soon\\>\n\nHello **\\<b\\>\\&\"Ll\\\\ŷn\" {x} \\*\\_ 🙂**,\\\nyou \\& we\n\n## Part\n"
	if got := (Values{"group": hostile}).Fill(sampleDocument(t).Markdown(), EscapeMarkdown); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestHTML: the blocks come back from the HTML that is made of them, and a name stays text.
func TestHTML(t *testing.T) {
	d := sampleDocument(t)
	page := Values{"group": hostile}.Fill(d.Page(), EscapeXML)
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	tags := map[string]int{}
	var text strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			tags[n.Data]++
		} else if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
	}
	if tags["b"] != 0 || tags["ol"] != 2 || tags["ul"] != 1 || tags["li"] != 5 || tags["a"] != 2 || tags["h1"] != 1 || tags["h2"] != 1 {
		t.Errorf("the page has the elements %v", tags)
	}
	if strings.Count(text.String(), hostile) != 3 { // title, heading, text
		t.Errorf("the name is not in the text as it was typed:\n%s", text.String())
	}
	blocks, err := ReadBlocks(d.HTML())
	if err != nil {
		t.Fatal(err)
	}
	again := d
	again.Blocks = blocks
	if again.Text() != d.Text() {
		t.Errorf("read back it is\n%s\nnot\n%s", again.Text(), d.Text())
	}
}

// TestWord: each part is sound XML, the text is there, and the same input gives the same bytes.
func TestWord(t *testing.T) {
	d := sampleDocument(t)
	values := Values{"group": hostile}
	data, err := PackWord(d.Word(), values)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := PackWord(d.Word(), values); err != nil || !bytes.Equal(data, again) {
		t.Errorf("the bytes differ the second time (%v)", err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		texts[f.Name] = wordTextOf(t, f.Name, part)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s: some readers want the content types there", z.File[0].Name)
	}
	want := "To " + hostile + " <soon>\nHello " + hostile + ",\nyou & we\nPart\nOne\nTwo, at here\nFirst\nSecond\nSee example.org and the guidance\nAfresh\n"
	if got := texts["word/document.xml"]; got != want {
		t.Errorf("the text is\n%s\nnot\n%s", got, want)
	}
	if title := texts["docProps/core.xml"]; !strings.HasPrefix(title, "To "+hostile+" <soon>") {
		t.Errorf("the title is %q", title)
	}
}

// wordTextOf reads a part as XML: its text, with a line for each paragraph and break.
func wordTextOf(t *testing.T, name string, part []byte) string {
	t.Helper()
	var b strings.Builder
	dec := xml.NewDecoder(bytes.NewReader(part))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.CharData:
			if s := string(token); strings.TrimSpace(s) != "" || s == " " {
				b.WriteString(s)
			}
		case xml.StartElement:
			if token.Name.Local == "br" {
				b.WriteByte('\n')
			}
		case xml.EndElement:
			if token.Name.Local == "p" {
				b.WriteByte('\n')
			}
		}
	}
}

// TestMail reads the draft with Go's own mail reader.
func TestMail(t *testing.T) {
	name := "Ynys Môn & Llŷn, a group with a name so long that its subject has to be folded over lines"
	data, err := sampleDocument(t).Mail(Values{"group": name})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\r\n") {
		if len(line) > 78 || strings.Contains(line, "\n") {
			t.Errorf("a line of %d characters: %q", len(line), line)
		}
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil || subject != "To "+name+" <soon>" {
		t.Errorf("the subject is %q (%v)", subject, err)
	}
	if m.Header.Get("X-Unsent") != "1" || m.Header.Get("From") != "" || m.Header.Get("To") != "" {
		t.Errorf("the headers are %v", m.Header)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("is %s (%v)", kind, err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, want := range []string{"Hello " + name + ",\r\n", "<strong>Ynys Môn &amp; Llŷn"} {
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s has no %q: %v\n%s", part.Header.Get("Content-Type"), want, err, text)
		}
	}
}
