package statement

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"handrail/internal/source"
)

// FuzzReadBack: whatever a person types, and whatever a statement's own text, subject and addresses are, each document that is
// made of them is read back by a reader that knows nothing of us, and has nothing in it but what was put there.
func FuzzReadBack(f *testing.F) {
	for _, seed := range [][4]string{
		{"Leeds", "To {{group}}", "we", "https://example.org/"},
		{"=?utf-8?q?=0D=0ABcc:_x?=", "To {{group}}\r\nBcc: x@example.org\r\n\r\nbody", "a\x01b\ufffe", "https://example.org/\r\na b"},
		{"a <b>&amp; ]]> \" '", "\n\n{{group}}\u2028", "--handrail-0\n.\r\n..", "javascript:x\"><script>"},
		{strings.Repeat("x", 80), strings.Repeat("long ", 300) + "{{group}}", "\u202egnp\u2069\u0085", "#\x00"},
		{"🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru", "{{#when group}}", "{{nothing}} {{group|x}}", ""},
		{"a\nb\nc", "{{about}}", "\xff\ud7ff", "mailto:a@b?subject=c%0d%0aBcc:d"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	f.Fuzz(func(t *testing.T, typed, subject, words, address string) {
		if !utf8.ValidString(subject + words + address) { // a source is UTF-8
			t.Skip()
		}
		values := Values{}
		for _, field := range []Field{{Name: "group", Max: "80"}, {Name: "about", Kind: KindText, Optional: true}} {
			value, fault := field.Clean(typed)
			if fault != "" {
				value = "Leeds"
			}
			values[field.Name] = value
		}
		blocks, err := ReadBlocks("<h2>" + html.EscapeString(words) + " {{group}}</h2><p>" + words + ` <a href="` + html.EscapeString(address) + `">` + html.EscapeString(words) +
			"</a> {{about}}</p><pre><code>" + html.EscapeString(words) + "</code></pre>")
		if err != nil {
			t.Fatal(err)
		}
		d := Document{Lang: "en-GB", Subject: subject, Author: words, Blocks: blocks, Fields: []Field{{Name: "about", Kind: KindText}}}
		readMail(t, d, values)
		readWord(t, d, values)
		readPage(t, values.Fill(d.Page(), EscapeXML), values["group"])
		isPlain(t, "the text", values.Fill(d.Text(), nil))
		isPlain(t, "the markdown", values.Fill(d.Markdown(), EscapeMarkdown))
		if name := FileName(values.Fill(subject, nil)); strings.ContainsAny(name, "/\\\n\r") || name == "" {
			t.Fatalf("a file is called %q", name)
		} else {
			isPlain(t, "the file's name", name)
		}
	})
}

// isPlain says that a text has no character that none may have.
func isPlain(t *testing.T, what, text string) {
	t.Helper()
	if i := strings.IndexFunc(text, func(r rune) bool { return source.Unseen(r) || r == '\r' }); i >= 0 || !utf8.ValidString(text) {
		t.Fatalf("%s has what no text may have: %q", what, text)
	}
}

// readMail reads a draft: its headers are those of every draft, its subject is one line, and its two parts are whole.
func readMail(t *testing.T, d Document, values Values) {
	t.Helper()
	data, err := d.Mail(values)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.SplitSeq(data, []byte("\r\n")) {
		if len(line) > 78 || bytes.ContainsAny(line, "\r\n\x00") || bytes.ContainsFunc(line, func(r rune) bool { return r > '~' }) {
			t.Fatalf("a line of the email is %q", line)
		}
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	var names []string
	for name := range m.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	if want := []string{"Content-Type", "Mime-Version", "Subject", "X-Unsent"}; !slices.Equal(names, want) {
		t.Fatalf("the headers are %q", names)
	}
	line, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || strings.ContainsAny(line, "\r\n") {
		t.Fatalf("the subject is %q (%v)", line, err)
	}
	isPlain(t, "the subject", line)
	if want := oneLine(values.Fill(d.Subject, nil)); line != want {
		t.Fatalf("the subject is %q, not %q", line, want)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	var texts []string
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.ReplaceAll(string(text), "\r\n", "\n"))
	}
	if len(texts) != 2 || texts[0] != values.Fill(d.Text(), nil) {
		t.Fatalf("the parts are %q", texts)
	}
	readPage(t, texts[1], values["group"])
}

// readWord reads each part of a Word document as XML.
func readWord(t *testing.T, d Document, values Values) {
	t.Helper()
	data, err := PackWord(d.Word(), values)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		dec := xml.NewDecoder(r)
		for {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", file.Name, err)
			}
			if element, ok := token.(xml.StartElement); ok && element.Name.Space == "" {
				t.Fatalf("%s has an element of no kind: %v", file.Name, element)
			}
		}
	}
}

// readPage reads a page as browsers do: no element is in it that a document does not have, and the group is called what was typed.
func readPage(t *testing.T, page, group string) {
	t.Helper()
	isPlain(t, "the page", page)
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Fields("html head meta title body h1 h2 p a br pre code strong em ul ol li blockquote hr table thead tbody tr td th h3 h4 h5 h6")
	var text strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			text.WriteString(n.Data)
		case html.ElementNode:
			if !slices.Contains(known, n.Data) {
				t.Fatalf("the page has <%s>:\n%s", n.Data, page)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Fatalf("the page has %s=%q", a.Key, a.Val)
				}
			}
		}
	}
	if !strings.Contains(text.String(), group) {
		t.Fatalf("the page does not say %q:\n%s", group, page)
	}
}
