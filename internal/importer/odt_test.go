package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/language"
	"handrail/internal/text"
)

// odtRoot begins and ends a part of an OpenDocument package.
func odtRoot(name, inner string) string {
	var spaces strings.Builder
	for _, prefix := range []string{"office", "text", "style", "table", "meta", "manifest", "form", "script"} {
		fmt.Fprintf(&spaces, ` xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%[1]s:1.0"`, prefix)
	}
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<office:` + name + spaces.String() +
		` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
		` xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">` +
		inner + `</office:` + name + `>`
}

// odtContent is content.xml with styles that were made by hand.
func odtContent(styles, body string) string {
	return odtRoot("document-content", `<office:automatic-styles>`+styles+`</office:automatic-styles><office:body><office:text>`+body+`</office:text></office:body>`)
}

// makeODT packs an OpenDocument text with its media type first, as the standard has it.
func makeODT(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	mime, err := w.CreateHeader(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err == nil {
		_, err = mime.Write([]byte("application/vnd.oasis.opendocument.text"))
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, e := w.Create(name)
		if err == nil && e == nil {
			_, err = part.Write([]byte(parts[name]))
		}
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// odtWords are the words that people read in content.xml, found without the reader: everything between tags, apart from who changed or wrote something and
// when, the numbers of footnotes, and what is made of styles.
func odtWords(content string) string {
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "note-citation", "date", "change-info", "number", "sender-initials", "table-of-content-source":
				if d.Skip() != nil {
					return b.String()
				}
			case "p", "h", "s", "tab", "line-break", "table-cell", "annotation", "unknown", "list", "list-item":
				b.WriteByte(' ')
			}
		case xml.EndElement:
			if slices.Contains([]string{"p", "h", "list", "title", "desc", "creator"}, t.Name.Local) {
				b.WriteByte(' ')
			}
		case xml.CharData:
			b.Write(t)
		}
	}
}

// odtPicture is a picture of one dot.
const odtPicture = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><circle r="1"/></svg>`

// odtStylesUsed are styles as LibreOffice makes them of what somebody formats by hand.
const odtStylesUsed = `
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Preformatted_20_Text"/>
<style:style style:name="P4" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T5" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T6" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="T7" style:family="text"><style:text-properties style:text-position="-33% 58%" fo:font-weight="normal"/></style:style>
<style:style style:name="C1" style:family="text" style:parent-style-name="C2"/>
<style:style style:name="C2" style:family="text" style:parent-style-name="C1"/>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/><text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/><text:list-level-style-number text:level="2" style:num-format="a"/></text:list-style>`

// TestODT: each thing that a document can have is a block, or an entry with its words.
func TestODT(t *testing.T) {
	for _, c := range []struct{ name, body, want, entries string }{
		{"words", `<text:p text:style-name="P1"> A   <text:span text:style-name="T1">bold</text:span> <text:span text:style-name="T2">both</text:span><text:span text:style-name="C1"> and</text:span>
		 so<text:s text:c="3"/>on<text:line-break/>x<text:span text:style-name="T3"> 2</text:span> H <text:span text:style-name="T1"><text:span text:style-name="T7">2</text:span></text:span> O <text:span text:style-name="T5">not</text:span></text:p>`,
			"A **bold** **_both_** and so on\\\nx ² H ₂ O ~~not~~\n", ""},
		{"heading", `<text:h text:outline-level="2"><text:bookmark-start text:name="a"/>Using<text:bookmark-end text:name="a"/> it</text:h><text:h text:outline-level="9">Deep</text:h>`,
			"## Using it {#a}\n\n### Deep\n", "heading-level: \n"},
		{"title", `<text:p text:style-name="P2">Handbook</text:p><text:p>Text.</text:p>`, "Text.\n", ""},
		{"list", `<text:list text:style-name="L1"><text:list-item><text:p>A</text:p><text:list><text:list-item><text:p>A1</text:p></text:list-item><text:list-item><text:p>A2</text:p></text:list-item></text:list></text:list-item>
		<text:list-item><text:list><text:list-item><text:p>A3</text:p></text:list-item></text:list></text:list-item><text:list-header><text:p>more</text:p></text:list-header><text:list-item><text:p>B</text:p></text:list-item></text:list>`,
			"- A\n\n  1. A1\n  2. A2\n  3. A3\n\n  more\n\n- B\n", ""},
		{"numbers", `<text:list text:style-name="L2"><text:list-item><text:p>A</text:p></text:list-item><text:list-item><text:p>B</text:p></text:list-item></text:list><text:p>Between.</text:p>
		<text:list text:style-name="L2" text:continue-numbering="true"><text:list-item><text:p>C</text:p></text:list-item><text:list-item text:start-value="9"><text:p>D</text:p></text:list-item></text:list>`,
			"3. A\n4. B\n\nBetween.\n\n5. C\n\n9) D\n", ""},
		{"letters", `<text:list text:style-name="L2"><text:list-item><text:p>A</text:p><text:list><text:list-item><text:p>small</text:p></text:list-item></text:list></text:list-item></text:list>`,
			"3. A\n   1. small\n", "list-numbers: small\n"},
		{"headings in lists", `<text:list text:style-name="L2"><text:list-item><text:list><text:list-item><text:h text:outline-level="2">Numbered</text:h></text:list-item></text:list></text:list-item></text:list><text:p>x</text:p>`,
			"## Numbered\n\nx\n", ""},
		{"table", `<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row><table:table-cell><text:p><text:span text:style-name="T1">Who</text:span></text:p></table:table-cell><table:table-cell><text:p>When</text:p></table:table-cell></table:table-row></table:table-header-rows>
		<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Jo</text:p><text:p>Ann</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>`,
			"| Who | When |\n| --- | --- |\n| Jo Ann |  |\n", "cell-lines: Jo Ann\nmerged-cells: Jo Ann\n"},
		{"bold first row", `<table:table><table:table-row><table:table-cell><text:p><text:span text:style-name="T1">Who</text:span></text:p></table:table-cell><table:table-cell><text:p><text:span text:style-name="T1">When</text:span></text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Jo</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>`,
			"| Who | When |\n| --- | --- |\n| Jo |  |\n", ""},
		{"box of one cell", `<table:table><table:table-row><table:table-cell><text:list text:style-name="L1"><text:list-item><text:p>A</text:p></text:list-item></text:list></table:table-cell></table:table-row></table:table>`, "- A\n", ""},
		{"repeated for ever", `<table:table><table:table-row table:number-rows-repeated="2147483647"><table:table-cell table:number-columns-repeated="2147483647"/></table:table-row><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>`,
			"|  |  |\n| --- | --- |\n| x |  |\n", ""},
		{"links", `<text:p><text:a xlink:href="https://example.org/">out</text:a>, <text:a xlink:href="#1.2.Using%20it|outline">in</text:a>, <text:a xlink:href="../other.odt">beside</text:a>, <text:bookmark-ref text:ref-name="a">there</text:bookmark-ref></text:p><text:h text:outline-level="1">Using it</text:h>`,
			"[out](https://example.org/), [in](<#outline Using it>), [beside](other.odt), [there](#a)\n\n# Using it {#outline Using it}\n", ""},
		{"notes", `<text:p>Kept.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>The law.</text:p></text:note-body></text:note></text:p>`,
			"Kept.[^1]\n\n[^1]: The law.\n", ""},
		{"picture", `<text:p><draw:frame draw:name="Phone"><draw:image xlink:href="Pictures/a.png"/><svg:desc>A phone</svg:desc></draw:frame></text:p><text:p><draw:frame draw:name="Bare"><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p><text:p><draw:frame><draw:image xlink:href="Pictures/none.png"/><svg:title>Gone</svg:title></draw:frame><draw:frame><draw:image xlink:href="Pictures/a.wmf"/><svg:title>Old</svg:title></draw:frame></text:p>`,
			"![A phone](Pictures/a.png)\n\n![](Pictures/a.png)\n", "no-alt: Bare\npicture-lost: Pictures/none.png Gone\npicture-format: Pictures/a.wmf Old\n"},
		{"text box", `<text:p>Before<draw:frame><draw:text-box><text:p>In the box</text:p></draw:text-box></draw:frame> after.</text:p>`, "Before after.\n\nIn the box\n", "text-box: In the box\n"},
		{"caption", `<text:p><draw:frame><draw:text-box><text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>A</svg:title></draw:frame>Figure <text:sequence text:ref-name="refF0">1</text:sequence></text:p></draw:text-box></draw:frame></text:p>`,
			"<a id=\"refF0\"></a>![A](Pictures/a.png)Figure 1\n", ""},
		{"drawing", `<text:p>x<draw:g><draw:custom-shape><text:p>Ring</text:p></draw:custom-shape><draw:line/></draw:g></text:p><draw:rect><text:p>Alone</text:p></draw:rect>`, "x\n\nAlone\n", "drawing: Ring\ntext-box: Alone\n"},
		{"object", `<text:p><draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="Pictures/a.png"/><svg:title>Calls</svg:title></draw:frame></text:p>`, "", "object: Calls by year\n"},
		{"comment", `<text:p>One<office:annotation><dc:creator>Jo</dc:creator><dc:date>2026-01-01</dc:date><text:p>Is this</text:p><text:p>right?</text:p></office:annotation> two<office:annotation-end/>.</text:p>`, "One two.\n", "comment: Jo: Is this right?\n"},
		{"changes", `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Jo</dc:creator></office:change-info><text:p>old words</text:p></text:deletion></text:changed-region>
		<text:changed-region text:id="c2"><text:insertion><office:change-info/></text:insertion></text:changed-region></text:tracked-changes><text:p>A <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>new</text:p><text:p>words<text:change-end text:change-id="c2"/> end</text:p>`,
			"A new\n\nwords end\n", "deleted: old words\ninserted: new words\n"},
		{"contents", `<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title><text:p>Contents</text:p></text:index-title><text:p>Using it<text:tab/>2</text:p></text:index-body></text:table-of-content><text:p>x</text:p>`, "x\n", "contents: Contents Using it 2\n"},
		{"hidden", `<text:section text:display="none"><text:p>secret</text:p></text:section><text:section text:name="S"><text:p>seen <text:span text:style-name="T4">unseen</text:span></text:p></text:section><text:p><text:hidden-paragraph text:is-hidden="true"/>gone</text:p>`,
			"<a id=\"S|region\"></a>seen\n", "hidden: secret\nhidden: unseen\nhidden: gone\n"},
		{"code and quotes", `<text:p text:style-name="P3">a<text:s text:c="4"/>b</text:p><text:p text:style-name="P3"/><text:p text:style-name="P3">c</text:p><text:p text:style-name="P4">One.</text:p><text:p text:style-name="P4">Two.</text:p><text:p text:style-name="Horizontal_20_Line"/>`,
			"```\na    b\n\nc\n```\n\n> One.\n>\n> Two.\n\n***\n", ""},
		{"underlined", `<text:p>It is <text:span text:style-name="T6">vital</text:span>.</text:p>`, "It is vital.\n", "underline: vital\n"},
		{"forms", `<office:forms><form:form><form:button form:label="Send"/></form:form></office:forms><text:p>Choose <text:drop-down><text:label text:value="one"/><text:label text:value="two"/>one</text:drop-down></text:p>`, "Choose one\n", "active: Send\nactive: one, two\n"},
		{"where nothing belongs", `stray <text:span>lone</text:span><text:unknown>odd<text:p>inner</text:p></text:unknown><text:list>loose<text:list-item>bare</text:list-item></text:list>`, "stray\n\nlone\n\nodd\n\ninner\n\n- loose\n- bare\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := odtContent(odtStylesUsed, c.body)
			d := readDocument(t, "a.odt", makeODT(t, map[string]string{"content.xml": content, "Pictures/a.png": odtPicture, "Pictures/a.wmf": "WMF", "Object 1/content.xml": odtRoot("document-content", "<text:p>by year</text:p>")}))
			if got := text.Markdown(d.Blocks); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			entries := ""
			for _, e := range d.Entries {
				entries += e.What + ": " + e.Words + "\n"
			}
			if entries != c.entries {
				t.Errorf("entries\n%s\nwant\n%s", entries, c.entries)
			}
			if lost := missing(odtWords(content), d.Blocks, d.Front, d.Entries); len(lost) > 0 {
				t.Errorf("lost: %q", lost)
			}
		})
	}
}

// TestODTParts: what other parts of the package say is read, and what is in them for readers is reported.
func TestODTParts(t *testing.T) {
	styles := odtRoot("document-styles", `<office:styles><style:style style:name="Strong_20_Emphasis" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style></office:styles>
		<office:master-styles><style:master-page><style:header><text:p>Draft <text:page-number>1</text:page-number></text:p></style:header><style:footer/></style:master-page><style:master-page><style:header><text:p>Draft <text:page-number>1</text:page-number></text:p></style:header></style:master-page></office:master-styles>`)
	d := readDocument(t, "a.odt", makeODT(t, map[string]string{
		"content.xml":        odtContent("", `<text:h text:outline-level="1">One<office:annotation><text:p>Why?</text:p></office:annotation></text:h><text:p><text:span text:style-name="Strong_20_Emphasis">x</text:span></text:p>`),
		"styles.xml":         styles,
		"meta.xml":           odtRoot("document-meta", `<office:meta><dc:title>Handbook</dc:title></office:meta>`),
		"Basic/Standard.xml": "x",
	}))
	if d.Front.Title != "Handbook" {
		t.Errorf("title %q", d.Front.Title)
	}
	if got := text.Markdown(d.Blocks); got != "# One\n\n**x**\n" {
		t.Errorf("got %s", got)
	}
	want := []Entry{{What: "header", File: "a.odt", Words: "Draft 1"}, {What: "comment", File: "a.odt", Heading: 1, Words: "Why?"}, {What: "active", File: "a.odt", Heading: 1, Words: "Basic/Standard.xml"}}
	if !slices.Equal(d.Entries, want) {
		t.Errorf("entries %+v", d.Entries)
	}
}

// TestODTRefused: what cannot be read is reported with its cause, and how to put it right.
func TestODTRefused(t *testing.T) {
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"text", []byte("Hello"), "this is not an OpenDocument text"},
		{"password", makeODT(t, map[string]string{"content.xml": "\x00\x01", "META-INF/manifest.xml": odtRoot("document-content", `<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>`)}), "this document has a password"},
		{"no content", makeODT(t, map[string]string{"styles.xml": odtRoot("document-styles", "")}), "not in the archive"},
		{"no text", makeODT(t, map[string]string{"content.xml": odtRoot("document-content", `<office:body><office:spreadsheet/></office:body>`)}), "this document holds no text"},
		{"not XML", makeODT(t, map[string]string{"content.xml": odtContent("", "<text:p>")}), "this is not XML"},
		{"cut short", makeODT(t, map[string]string{"content.xml": odtContent("", "<text:p>x</text:p>")})[:200], "this is not a zip file"},
		{"entities", makeODT(t, map[string]string{"content.xml": `<!DOCTYPE a [<!ENTITY b "c">]>` + odtContent("", "<text:p>&b;</text:p>")}), "document type"},
	} {
		d, diags := ReadFile(fstest.MapFS{"a.odt": {Data: c.data}}, "a.odt", english)
		if d != nil || len(diags) != 1 || !strings.Contains(diags[0].Message, c.want) || diags[0].Hint == "" {
			t.Errorf("%s: %v %v", c.name, d, diags)
		}
	}
}

// FuzzODT: any text of a document is read without a panic, and no word of it is lost.
func FuzzODT(f *testing.F) {
	f.Add(`<text:p>a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p>`)
	f.Add(`<text:list><text:list-item><text:h>a</text:h></text:list-item></text:list><table:table><table:table-row><table:table-cell>b</table:table-cell></table:table-row></table:table>`)
	f.Add(`<text:p><draw:frame><draw:text-box><text:list/></draw:text-box></draw:frame><text:change-start text:change-id="a"/></text:p>`)
	english, err := language.Of("en-GB")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string) {
		content := odtContent(odtStylesUsed, body)
		d, _ := ReadFile(fstest.MapFS{"a.odt": {Data: makeODT(t, map[string]string{"content.xml": content})}}, "a.odt", english)
		if d != nil {
			_ = text.Markdown(d.Blocks)
		}
	})
}
