// Package book reads the handbook of the site that ships as programs of others do: as an e-book, and as a Word document.
package book

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/content"
	"handrail/internal/builder"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

var day = source.Date{Time: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)}

// shipped is the site that ships, with its files of the handbook.
var shipped = sync.OnceValues(func() (*site.Site, map[string][]byte) {
	s, _ := site.Load(content.FS, site.Options{Today: day})
	looks, _ := builder.Theme{Default: templates.FS}.Read(s.Config.Language, builder.Widgets(s), nil)
	files := map[string][]byte{}
	for _, o := range builder.Plan(builder.Input{Site: s, Content: content.FS, Looks: looks, Version: "test"}) {
		if strings.HasPrefix(o.Path, "handbook.") {
			data, err := o.Bytes()
			if err != nil {
				panic(err)
			}
			files[o.Path] = data
		}
	}
	return s, files
})

// TestEpubcheck: a port of EPUBCheck, the W3C's validator, finds nothing to say of the e-book, not even how it could be used better.
func TestEpubcheck(t *testing.T) {
	_, files := shipped()
	checkEPUB(t, files["handbook.epub"])
}

func checkEPUB(t *testing.T, data []byte) {
	t.Helper()
	top, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "handbook.epub")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", filepath.Join(top, "node_modules", "@likecoin", "epubcheck-ts", "bin", "epubcheck.js"), "--usage", "--quiet", "--json", "-", file).Output()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal("Node is missing: run scripts/setup: ", err)
	}
	var report struct {
		Messages *[]struct{ Severity, Message string }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	if report.Messages == nil || len(*report.Messages) > 0 {
		t.Errorf("epubcheck says:\n%s", out)
	}
}

// TestNothingIsLost: all that the page of the handbook says in its chapters is in both files, in the same order, and then what the words of
// the glossary mean.
func TestNothingIsLost(t *testing.T) {
	s, files := shipped()
	page, err := html.Parse(bytes.NewReader(files["handbook.html"]))
	if err != nil {
		t.Fatal(err)
	}
	want := textOf(find(page, func(n *html.Node) bool { return class(n) == "body" }), true)
	if len(want) < 30000 {
		t.Fatalf("the handbook has only %d characters", len(want))
	}
	var epub strings.Builder
	parts := unpacked(t, files["handbook.epub"])
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if strings.HasPrefix(name, "EPUB/chapter-") {
			chapter, err := html.Parse(strings.NewReader(parts[name]))
			if err != nil {
				t.Fatal(err)
			}
			epub.WriteString(textOf(find(chapter, func(n *html.Node) bool { return n.DataAtom == atom.Body }), true))
		}
	}
	same(t, "the e-book", epub.String(), want)
	// A drawing is a picture there, with its description.
	for n := range page.Descendants() {
		if label := attribute(n, "aria-label"); n.Data == "svg" && label != "" && !strings.Contains(unpacked(t, files["handbook.docx"])["word/document.xml"], `descr="`+label) {
			t.Errorf("the Word document has no picture with the description %q", label)
		}
	}
	want = textOf(find(page, func(n *html.Node) bool { return class(n) == "body" }), false)
	word := wordText(t, unpacked(t, files["handbook.docx"])["word/document.xml"])
	if at := strings.LastIndex(word, strings.ReplaceAll("Guidance Reviewed", " ", "")); at > 0 {
		word = word[at:]
	}
	same(t, "the Word document", word, want)
	for _, r := range s.Rules {
		if rule := squeeze(r.Plain); !strings.Contains(epub.String(), rule) || !strings.Contains(word, rule) {
			t.Errorf("a file lacks the rule %q", r.Plain)
		}
	}
}

// same compares two texts without spaces, and shows where they differ first. What the first has of the glossary is at its end.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	at := strings.LastIndex(got, "Whatwordsmean")
	if at < 0 || !strings.Contains(got[at:], "Alsowritten:") {
		t.Errorf("%s has no glossary", what)
		return
	}
	got = got[:at]
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Errorf("%s has\n%s\nand not\n%s", what, got[max(0, i-60):min(len(got), i+100)], want[max(0, i-60):min(len(want), i+100)])
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s has %d characters, and not %d", what, len(got), len(want))
	}
}

func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	for d := range n.Descendants() {
		if is(d) {
			return d
		}
	}
	return nil
}

func class(n *html.Node) string { return attribute(n, "class") }

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf is the text of an element without spaces, apart from what is for a screen alone; with the words of drawings or without.
func textOf(n *html.Node, drawings bool) string {
	switch {
	case n.Type == html.TextNode:
		return squeeze(n.Data)
	case n.Data == "svg" && !drawings:
		return ""
	case class(n) == "share", class(n) == "hidden", class(n) == "page":
		return ""
	}
	var b strings.Builder
	for child := range n.ChildNodes() {
		b.WriteString(textOf(child, drawings))
	}
	return b.String()
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }

// unpacked is the files of an archive.
func unpacked(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// wordText is the text of a part of a Word document, without spaces.
func wordText(t *testing.T, part string) string {
	t.Helper()
	var b strings.Builder
	in := false
	for dec := xml.NewDecoder(strings.NewReader(part)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			in = token.Name.Local == "t"
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in {
				b.WriteString(squeeze(string(token)))
			}
		}
	}
}
