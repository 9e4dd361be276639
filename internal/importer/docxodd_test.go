package importer

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/language"
	"handrail/internal/text"
)

// refused gives the message and the hint of a file that is not read.
func refused(t *testing.T, name string, data []byte) string {
	t.Helper()
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	d, diags := ReadFile(fstest.MapFS{name: {Data: data}}, name, english)
	if d != nil || len(diags) != 1 {
		t.Fatalf("%s is read: %v", name, diags)
	}
	return diags[0].Pos.File + ": " + diags[0].Message + ". " + diags[0].Hint
}

// TestRefused: a file that is not what its name says is refused with what it is.
func TestRefused(t *testing.T) {
	t.Parallel()
	word := packParts(t, docxParts(docxP("", "Words"), nil))
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	for _, c := range []struct{ name, data, want string }{
		{"a.docx", "", "a.docx: this file is empty. Copy it again from where it came from."},
		{"a.docx", ole + string(wide("EncryptedPackage")), "a.docx: this is not a Word document (.docx): it is a document with a password. Open it in the program that it was written with, remove the password, and save it again as a Word document (.docx)."},
		{"a.docx", ole + string(wide("WordDocument")), "a.docx: this is not a Word document (.docx): it is a document of Word 2003 or older (.doc). Open it in Word or LibreOffice, and save it as a Word document (.docx)."},
		{"a.doc", ole + string(wide("WordDocument")), "a.doc: this is a document of Word 2003 or older (.doc), which is not read. Open it in Word or LibreOffice, and save it as a Word document (.docx)."},
		{"a.docx", `{\rtf1 Words}`, "a.docx: this is not a Word document (.docx): it is a file in Rich Text Format (.rtf). Open it in Word or LibreOffice, and save it as a Word document (.docx)."},
		{"a.docx", "%PDF-1.7", "a.docx: this is not a Word document (.docx): it is a PDF file. Find the document that it was made from, and import that."},
		{"a.docx", "\ufeff\n<!DOCTYPE html><p>Words", "a.docx: this is not a Word document (.docx): it is a web page. Give it the ending .html, and import that."},
		{"a.docx", "PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "a.docx: this is not a Word document (.docx): it is an OpenDocument text. Give it the ending .odt, and import that."},
		{"a.docx", string(packParts(t, map[string]string{"[Content_Types].xml": "", "xl/workbook.xml": ""})), "a.docx: this is not a Word document (.docx): it is a spreadsheet. Copy what belongs on a page into a document, and import that."},
		{"a.docx", "Words", "a.docx: this is not a Word document (.docx), although its name says so. Open it in the program that it was written with, and save it as a Word document (.docx)."},
		{"a.bin", string(word), "a.bin: this is a Word document (.docx), which is not read. Give it the ending .docx, and import that."},
		{"a.docx", string(word[:len(word)/2]), "a.docx: this is not a zip file: zip: not a valid zip file. Open it in the program that it was written with, and save it again as a Word document (.docx)."},
		{"a.docx", string(packParts(t, docxParts("<w:p>", nil))), "a.docx/word/document.xml: this is not XML: element <p> closed by </body>. Open it in the program that it was written with, and save it again as a Word document (.docx)."},
		{"a.docx", string(packParts(t, map[string]string{"[Content_Types].xml": ""})), "a.docx: this archive has no Word document in it. Open it in the program that it was written with, and save it again as a Word document (.docx)."},
		{"a.docx", string(packParts(t, docxParts("", map[string]string{"word/document.xml": `<html/>`}))), "a.docx/word/document.xml: this is not a Word document: its main part is called html. Open it in the program that it was written with, and save it again as a Word document (.docx)."},
		{"a.docx", string(packParts(t, docxParts("", map[string]string{"word/document.xml": ``}))), "a.docx/word/document.xml: the main part of this document is empty. Open it in the program that it was written with, and save it again as a Word document (.docx)."},
		{"a.docx", string(packParts(t, docxParts("", map[string]string{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "b">]><x/>`}))), "a.docx/word/document.xml: this file has a document type, which is not read. Open it in the program that it was written with, save it as a new file without a password, and import that."},
		{"a.docx", string(packParts(t, docxParts(strings.Repeat("<w:tbl><w:tr><w:tc>", 200)+strings.Repeat("</w:tc></w:tr></w:tbl>", 200), nil))), "a.docx/word/document.xml: the elements of this file are nested more than 400 deep. Split the document into several files, and import each of them."},
	} {
		if got := refused(t, c.name, []byte(c.data)); got != c.want {
			t.Errorf("%s, %.40q\n got %s\nwant %s", c.name, c.data, got, c.want)
		}
	}
}

// TestDOCXPackage: the main part is the one that the package names, in the transitional and the strict namespaces and in any encoding, and a document
// without a title of its own has that of its properties.
func TestDOCXPackage(t *testing.T) {
	t.Parallel()
	parts := docxParts(docxP("", "Words"), nil)
	strict := map[string]string{"[Content_Types].xml": "", "docProps/core.xml": `<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Our guide</dc:title></cp:coreProperties>`}
	for _, name := range []string{"_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"} {
		data := strings.NewReplacer("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
			"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", "word/document.xml", "/body/main.xml", "xmlns:w=", "xmlns:x=", "<w:", "<x:", "</w:", "</x:").Replace(parts[name])
		strict[strings.Replace(name, "word/document.xml", "body/main.xml", 1)] = data
	}
	strict["body/main.xml"] = "\xff\xfe" + string(wide(strings.Replace(strict["body/main.xml"], "UTF-8", "UTF-16", 1)))
	d := readDocument(t, "guide.dotx", packParts(t, strict))
	if got := d.Front.Title + ": " + text.Markdown(d.Blocks); got != "Our guide: Words\n" {
		t.Errorf("a strict document is read as %q", got)
	}
	for title, want := range map[string]string{"Document1": "", "Dokument 12": "", "Microsoft Word - guide.doc": "", "Handbook": "Handbook", "Phones 2026 on": "Phones 2026 on"} {
		parts := maps.Clone(parts)
		parts["docProps/core.xml"] = strings.Replace(strict["docProps/core.xml"], "Our guide", title, 1)
		if got := readDocument(t, "a.docx", packParts(t, parts)).Front.Title; got != want {
			t.Errorf("the property %q is the title %q; want %q", title, got, want)
		}
	}
	parts["word/vbaProject.bin"] = "Sub AutoOpen"
	if got := entriesOf(readDocument(t, "a.docm", packParts(t, parts))); got != "0 active: vbaProject.bin\n" {
		t.Errorf("macros are noted as %q", got)
	}
}

// letters counts the letters and digits of a text, wherever words begin and end.
func letters(words string) map[rune]int {
	count := map[rune]int{}
	for _, word := range plainWords(words) {
		for _, r := range word {
			count[r]++
		}
	}
	return count
}

// lettersLost says which letter of a document is on no page and in no entry as often as it was; "" when there is none.
func lettersLost(parts map[string]string, d *Document) string {
	there := letters(d.Front.Title + text.Markdown(d.Blocks))
	for _, e := range d.Entries {
		for r, n := range letters(e.Words) {
			there[r] += n
		}
	}
	body := regexp.MustCompile(`(?:descr|w:displayText)="`).ReplaceAllString(parts["word/document.xml"], `x="`) // these may be where they say nothing
	for r, n := range letters(docxWords(map[string]string{"word/document.xml": body, "word/footnotes.xml": parts["word/footnotes.xml"]})) {
		if there[r] < n {
			return fmt.Sprintf("%q is there %d times; %d in the document\n%s\n%s", r, there[r], n, text.Markdown(d.Blocks), entriesOf(d))
		}
	}
	return ""
}

// FuzzDOCX puts documents together from bodies, styles and lists by chance: one that is read has every letter of its text in its pages or its report.
func FuzzDOCX(f *testing.F) {
	for _, c := range docxCases() {
		f.Add(c.body, c.parts["word/styles.xml"], c.parts["word/numbering.xml"], c.parts["word/footnotes.xml"])
	}
	english, err := language.Of("en-GB")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering, notes string) {
		if len(body) > 1<<16 {
			return
		}
		parts := docxParts(body, map[string]string{"word/styles.xml": styles, "word/numbering.xml": numbering, "word/footnotes.xml": notes})
		d, diags := ReadFile(fstest.MapFS{"a.docx": {Data: packParts(t, parts)}}, "a.docx", english)
		if (d == nil) == (len(diags) == 0) {
			t.Fatalf("neither a document nor a reason, or both: %v", diags)
		}
		if d == nil || strings.Contains(body+notes, "<!") || strings.Contains(body+notes, "xmlns") {
			return // what is in comments, CDATA sections and other namespaces would take a parser to know
		}
		if why := lettersLost(parts, d); why != "" {
			t.Fatal(why)
		}
	})
}
