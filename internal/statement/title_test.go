package statement

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
)

// TestTitled: a text has its title in it when it begins with a heading that says what the subject says.
func TestTitled(t *testing.T) {
	for text, want := range map[string]bool{
		"## {{org.short}} {{group}} news\n\nHello":                        true,
		"<!-- Why -->\n\n#  {{ org.short }} {{group}} news {#a}\n\nHello": true,
		"## {{org.short}} **{{group}}** news\n\nHello":                    true,
		"## {{group}} news\n\n{{org.short}}":                              false,
		"{{org.short}} {{group}} news\n\nHello":                           false,
		"Hello\n\n## {{org.short}} {{group}} news":                        false,
		"- ## {{org.short}} {{group}} news":                               false,
		"":                                                                false,
	} {
		s, _ := parseStatement(t, head+"fields:\n  group: {label: Who}\nsubject: \"{{org.short}} {{group}}  news\"\n---\n"+text+"\n")
		if s.Titled != want {
			t.Errorf("%q: %t", text, s.Titled)
		}
	}
	s, _ := parseStatement(t, head+"fields:\n  a: {label: A}\n  b: {label: B, optional: true}\nsubject: \"To {{a}}{{#when b}} on {{b}}{{/when}}\"\n---\n## To {{a}}{{#when b}} on {{b}}{{/when}}\n")
	if !s.Titled {
		t.Errorf("a title with a part that can be left out is none: %q", s.Subject)
	}
}

// TestTitles: a text that has its title in it has it once in every format, and one that does not has it in files alone.
func TestTitles(t *testing.T) {
	for _, c := range []struct {
		about, html                string
		titled                     bool
		text, pasted, md, mailHTML string
		page                       string
	}{
		{"title", "<h2>T {{group}}</h2><p>Hello</p><h4>Part</h4>", true, "T Leeds\n\nHello\n\nPart\n", "<h1>T Leeds</h1> <p>Hello</p> <h2>Part</h2>", "# T Leeds\n\nHello\n\n## Part\n",
			"<h1>T Leeds</h1> <p>Hello</p> <h2>Part</h2>", "<h1>T Leeds</h1> <p>Hello</p> <h2>Part</h2>"},
		{"no title", "<p>Hello</p><h2>Part</h2>", false, "Hello\n\nPart\n", "<p>Hello</p> <h2>Part</h2>", "# T Leeds\n\nHello\n\n## Part\n",
			"<p>Hello</p> <h2>Part</h2>", "<h1>T Leeds</h1> <p>Hello</p> <h2>Part</h2>"},
	} {
		blocks, err := ReadBlocks(c.html)
		if err != nil {
			t.Fatal(err)
		}
		d := Document{Lang: "en-GB", Subject: "T {{group}}", Titled: c.titled, Author: "A", Blocks: blocks}
		v := Values{"group": "Leeds"}
		inside := func(page string) string {
			_, body, _ := strings.Cut(page, "<body>")
			body, _, _ = strings.Cut(body, "</body>")
			return strings.Join(strings.Fields(body), " ")
		}
		data, err := d.Mail(v)
		if err != nil {
			t.Fatal(err)
		}
		mailed := mailParts(t, data)
		for format, is := range map[string][2]string{
			"text": {v.Fill(d.Text(), nil), c.text}, "markdown": {v.Fill(d.Markdown(), EscapeMarkdown), c.md},
			"clipboard": {inside("<body>" + v.Fill(d.HTML(), EscapeXML)), c.pasted}, "page": {inside(v.Fill(d.Page(), EscapeXML)), c.page},
			"email": {strings.ReplaceAll(mailed[0], "\r\n", "\n"), c.text}, "email as HTML": {inside(mailed[1]), c.mailHTML},
		} {
			if is[0] != is[1] {
				t.Errorf("%s, %s: got\n%s\nnot\n%s", c.about, format, is[0], is[1])
			}
		}
		word := v.Fill(d.Word()[3].Text, EscapeXML)
		if strings.Count(word, "T Leeds") != 1 || !strings.Contains(word, `<w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">T Leeds`) || !strings.Contains(word, `"Heading1"`) {
			t.Errorf("%s, Word: got\n%s", c.about, word)
		}
	}
}

// TestTitleDeep: headings on the level of the title come below it, and none goes below the sixth.
func TestTitleDeep(t *testing.T) {
	blocks, err := ReadBlocks("<h1>T</h1><h1>A</h1><h6>B</h6>")
	if err != nil {
		t.Fatal(err)
	}
	d := Document{Subject: "T", Titled: true, Blocks: blocks}
	if got := strings.Join(strings.Fields(d.HTML()), ""); got != "<h1>T</h1><h2>A</h2><h6>B</h6>" {
		t.Errorf("got %s", got)
	}
	if blocks[1].Level != 1 {
		t.Error("the document itself is changed")
	}
}

// mailParts are the text and the HTML of an email, as Go's own mail reader has them.
func mailParts(t *testing.T, data []byte) (texts []string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
}

// TestLinks: whoever reads an email or a page can press an address that stands for itself, and plain text says it once.
func TestLinks(t *testing.T) {
	blocks, err := ReadBlocks(`<p>See <a href="https://www.example.org/privacy">example.org/privacy</a></p>`)
	if err != nil {
		t.Fatal(err)
	}
	d := Document{Lang: "en-GB", Subject: "T", Blocks: blocks}
	data, err := d.Mail(nil)
	if err != nil {
		t.Fatal(err)
	}
	const link = `<a href="https://www.example.org/privacy">example.org/privacy</a>`
	mailed := mailParts(t, data)
	if strings.TrimSpace(mailed[0]) != "See example.org/privacy" || !strings.Contains(mailed[1], link) || !strings.Contains(d.Page(), link) || !strings.Contains(d.HTML(), link) ||
		!strings.Contains(d.Markdown(), "[example.org/privacy](https://www.example.org/privacy)") || d.Text() != "See example.org/privacy\n" {
		t.Errorf("got\n%s\n%s\n%s\n%s", mailed[0], mailed[1], d.Page(), d.Markdown())
	}
}
