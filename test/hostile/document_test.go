package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// hostileDocument is a document that somebody sends to be imported.
type hostileDocument struct {
	name string        // with the ending that says what it is, or pretends to be
	data func() string // made when it is needed
	want string        // in what is printed
}

const (
	odtStart = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">`
	odtEnd   = `</office:document-content>`

	docxTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	docxRels  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	docxStart = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`
	docxEnd   = `</w:body></w:document>`

	doctype = `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>`
)

// odtOf packs an OpenDocument text with a body, and other parts, by their names.
func odtOf(body string, others map[string]string) string {
	parts := map[string]string{"content.xml": odtStart + `<office:body><office:text>` + body + `</office:text></office:body>` + odtEnd, "META-INF/manifest.xml": "<a/>"}
	for name, data := range others {
		parts[name] = data
	}
	return packedAll(parts)
}

// docxOf packs a Word document with a body, and other parts, by their names.
func docxOf(body string, others map[string]string) string {
	parts := map[string]string{"[Content_Types].xml": docxTypes, "_rels/.rels": docxRels, "word/document.xml": docxStart + body + docxEnd}
	for name, data := range others {
		parts[name] = data
	}
	return packedAll(parts)
}

// linked is a zip file in which a file is a symbolic link.
func linked(parts string) string {
	var b bytes.Buffer
	r, err := zip.NewReader(strings.NewReader(parts), int64(len(parts)))
	w := zip.NewWriter(&b)
	for _, f := range r.File {
		if err == nil {
			err = w.Copy(f)
		}
	}
	header := &zip.FileHeader{Name: "link"}
	header.SetMode(os.ModeSymlink | 0o777)
	part, e := w.CreateHeader(header)
	if err == nil && e == nil {
		_, err = part.Write([]byte("/etc/passwd"))
	}
	if err != nil || w.Close() != nil {
		panic("writing to memory failed")
	}
	return b.String()
}

// many is a zip file of a number of empty files.
func many(n int) string {
	parts := map[string]string{"content.xml": "", "META-INF/manifest.xml": "", "[Content_Types].xml": docxTypes}
	for i := range n {
		parts[fmt.Sprintf("a%d", i)] = ""
	}
	return packedAll(parts)
}

// locked is a document of Word with a password: a compound file (MS-CFB) with a stream of that name.
func locked() string {
	head := make([]byte, 4096)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for i, c := range []byte("EncryptedPackage") {
		binary.LittleEndian.PutUint16(head[1024+2*i:], uint16(c))
	}
	return string(head)
}

// hostileDocuments is the table of documents that would do harm.
func hostileDocuments() map[string]hostileDocument {
	repeat := func(n int, text string) string { return strings.Repeat(text, n) }
	odt := func(want, body string) hostileDocument {
		return hostileDocument{"a.odt", func() string { return odtOf(body, nil) }, want}
	}
	docx := func(want, body string) hostileDocument {
		return hostileDocument{"a.docx", func() string { return docxOf(body, nil) }, want}
	}
	parts := func(name, want string, body string, others map[string]string) hostileDocument {
		make := docxOf
		if strings.HasSuffix(name, "odt") {
			make = odtOf
		}
		return hostileDocument{name, func() string { return make(body, others) }, want}
	}
	const p, wp = "<text:p>Words.</text:p>", "<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"
	const read, broken, bomb = "wrote", "error", "times as large as it is packed"
	styles := `<office:automatic-styles><style:style style:name="a" style:family="paragraph" style:parent-style-name="b"/><style:style style:name="b" style:family="paragraph" style:parent-style-name="a"/></office:automatic-styles>`
	return map[string]hostileDocument{
		"odt-bomb":      {"a.odt", func() string { return odtOf(repeat(40<<20, " "), nil) }, bomb},
		"docx-bomb":     {"a.docx", func() string { return docxOf(repeat(40<<20, " "), nil) }, bomb},
		"odt-entries":   {"a.odt", func() string { return many(30_000) }, "more than 10000 files"},
		"docx-entries":  {"a.docx", func() string { return many(30_000) }, "more than 20000 files"},
		"odt-nested":    parts("a.odt", read, p, map[string]string{"inner.odt": packed("b.zip", packed("c.zip", repeat(1<<20, " ")))}),
		"docx-nested":   parts("a.docx", read, wp, map[string]string{"inner.docx": packed("b.zip", packed("c.zip", repeat(1<<20, " ")))}),
		"odt-entities":  parts("a.odt", "document type", "", map[string]string{"content.xml": doctype + odtStart + "&c;&d;" + odtEnd}),
		"docx-entities": parts("a.docx", "document type", "", map[string]string{"word/document.xml": doctype + docxStart + "&c;&d;" + docxEnd}),
		"odt-up":        parts("a.odt", "a name that leads elsewhere", p, map[string]string{"../../evil": "x"}),
		"docx-up":       parts("a.docx", "a name that leads elsewhere", wp, map[string]string{"/etc/passwd": "x"}),
		"odt-link":      {"a.odt", func() string { return linked(odtOf(p, nil)) }, "this file of the archive is a link"},
		"docx-link":     {"a.docx", func() string { return linked(docxOf(wp, nil)) }, "this file of the archive is a link"},
		"odt-deep":      odt("deep", numbered(20_000, `<text:section text:name="%d">`)),
		"docx-deep":     docx("deep", numbered(20_000, `<w:sdt w:id="%d"><w:sdtContent>`)),
		"odt-lists":     odt(read, repeat(40, "<text:list><text:list-item>")+p+repeat(40, "</text:list-item></text:list>")),
		"odt-large":     {"a.odt", func() string { return odtOf("<text:p>"+varied(50<<20)+"</text:p>", nil) }, "has more than 30 MB"},
		"docx-large":    {"a.docx", func() string { return docxOf("<w:p><w:r><w:t>"+varied(50<<20)+"</w:t></w:r></w:p>", nil) }, "has more than 30 MB"},
		"odt-elements":  odt("more than 500000 elements", numbered(500_001, "<a/>%d")),
		"odt-macros":    parts("a.odt", read, p, map[string]string{"Basic/Standard/Module1.xml": "x", "Scripts/python/a.py": "x"}),
		"docx-macros":   parts("a.docm", read, wp, map[string]string{"word/vbaProject.bin": "x"}),
		"odt-password":  parts("a.odt", "this document has a password", p, map[string]string{"META-INF/manifest.xml": odtStart + `<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>` + odtEnd}),
		"docx-password": {"a.docx", locked, "password"},
		"doc-renamed":   {"a.docx", func() string { return "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + repeat(2000, "\x00") }, "this is not a Word document"},
		"rtf-renamed":   {"a.docx", func() string { return `{\rtf1\ansi Hello}` }, "this is not a Word document"},
		"pdf-renamed":   {"a.docx", func() string { return "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" }, "this is not a Word document"},
		"docx-as-odt":   {"a.odt", func() string { return docxOf(wp, nil) }, "this is not an OpenDocument text"},
		"odt-as-docx":   {"a.docx", func() string { return odtOf(p, nil) }, "this is not a Word document"},
		"fodt":          {"a.fodt", func() string { return odtStart + odtEnd }, broken},
		"odt-circle":    parts("a.odt", read, "", map[string]string{"content.xml": odtStart + styles + `<office:body><office:text><text:p text:style-name="a">Words.</text:p></office:text></office:body>` + odtEnd}),
		"docx-circle": parts("a.docx", read, `<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Words.</w:t></w:r></w:p>`, map[string]string{
			"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="document.xml"/></Relationships>`,
			"word/styles.xml":              `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`,
			"word/numbering.xml":           `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
		}),
		"odt-repeated": odt(read, `<table:table><table:table-column table:number-columns-repeated="2147483647"/><table:table-row table:number-rows-repeated="2147483647"><table:table-cell table:number-columns-repeated="2147483647" table:number-columns-spanned="2147483647"><text:p>x<text:s text:c="2147483647"/></text:p></table:table-cell></table:table-row></table:table>`),
		"odt-tables":   odt(read, repeat(2_000, `<table:table><table:table-row table:number-rows-repeated="9999"><table:table-cell table:number-columns-repeated="9999"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`)),
		"docx-spans":   docx(read, `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>y</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`),
		"odt-cells":    odt(read, `<table:table><table:table-row>`+numbered(20_000, `<table:table-cell><text:p>%d</text:p></table:table-cell>`)+`</table:table-row></table:table>`),
		"html-tags":    {"a.html", func() string { return repeat(1_000_001, "<p>a") }, "more than 1000000 tags"},
		"html-deep":    {"a.html", func() string { return repeat(100_000, "<div>") + "words" }, "nested more than 400 deep"},
		"html-large":   {"a.html", func() string { return "<p>" + varied(50<<20) }, "more than 5 MB"},
		"html-table": {"a.html", func() string {
			return `<table><tr><td colspan="2147483647" rowspan="2147483647">x</td><td>y</td></tr></table>`
		}, read},
		"html-data": {"a.html", func() string {
			return `<p>Words. <img alt="x" src="data:image/png;base64,` + repeat(1<<20, "AAAA") + `">`
		}, read},
		"html-list": {"a.html", func() string {
			return `<p class="MsoListParagraph" style="mso-list:l0 level9 lfo1">1. a</p><ul class="lst-kix_a-8"><li>b</li></ul>`
		}, read},
		"html-notes": {"a.html", func() string {
			return numbered(3_000, `<p><sup><a id="r%[1]d" href="#fn%[1]d">1</a></sup></p><p id="fn%[1]d"><a href="#r%[1]d">1</a> a</p>`)
		}, read},
		"html-script": {"a.html", func() string { return `<div id="app"></div><script src="app.js"></script>` }, "a script writes it"},
		"zip-bomb":    {"a.zip", func() string { return packed("a.html", repeat(40<<20, " ")) }, bomb},
		"zip-up":      {"a.zip", func() string { return packed("../a.html", "<p>a") }, "a name that leads elsewhere"},
		"zip-two":     {"a.zip", func() string { return packedAll(map[string]string{"a.html": "<p>a", "b.html": "<p>b"}) }, "holds 2 web pages"},
		"zip-none":    {"a.zip", func() string { return packed("a.exe", "MZ") }, "holds 0 web pages"},
		"md-deep":     {"a.md", func() string { return repeat(20_000, "> ") + "words" }, read},
		"md-brackets": {"a.md", func() string { return repeat(100_000, "[a](") + repeat(100_000, "{{") }, read},
		"md-large":    {"a.md", func() string { return varied(50 << 20) }, "more than 5 MB"},
		"html-long":   {"a.html", func() string { return "<p>" + varied(4<<20) }, read},
		"md-long":     {"a.md", func() string { return varied(4 << 20) }, read},
		"large":       {"a.odt", func() string { return "PK" + repeat(101<<20, " ") }, "the maximum is 104857600"},
	}
}

// varied is a text of about n bytes that is not packed as tightly as a bomb.
func varied(n int) string { return numbered(n/10, "word%d ") }

// numbered is a text many times, with other numbers in it.
func numbered(n int, text string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, text, i*i%1_000_003)
	}
	return b.String()
}

// TestDocuments: no document that is imported does harm. What is wrong with it is reported within the limits of time and memory; nothing is written then, and nothing outside the site ever.
func TestDocuments(t *testing.T) {
	all := hostileDocuments()
	for _, name := range sample(slices.Collect(maps.Keys(all))) {
		document := all[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.write("in/"+document.name, document.data())
			got := s.command("import", "in/"+document.name, "--out", "out")
			_, err := os.Stat(s.path("out/content"))
			written := err == nil
			if !strings.Contains(got, document.want) || written == strings.Contains(got, "error") {
				t.Errorf("written: %v, got\n%s\nwant: %s", written, got, document.want)
			}
		})
	}
}

// TestDocumentsCut: a document that was cut short anywhere is reported as that, or all of it is there.
func TestDocumentsCut(t *testing.T) {
	whole := map[string]string{
		"a.odt":  odtOf("<text:p>"+varied(50_000)+"</text:p>", nil),
		"a.docx": docxOf("<w:p><w:r><w:t>"+varied(50_000)+"</w:t></w:r></w:p>", nil),
	}
	for name, data := range whole {
		s := newSite(t)
		var names []string
		for end := 0; end < len(data); end += 1 << 10 {
			names = append(names, fmt.Sprintf("in/%d-%s", end, name))
			s.write(names[len(names)-1], data[:end])
		}
		got := s.command(append(append([]string{"import"}, names...), "--out", "out")...)
		if _, err := os.Stat(s.path("out/content")); err == nil || !strings.Contains(got, fmt.Sprintf("%d errors", len(names))) {
			t.Errorf("%d files cut short: got\n%s", len(names), got)
		}
	}
}
