package builder

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

// inBook is a file of the handbook of a site, by its name within the e-book or the Word document.
func inBook(t *testing.T, outputs map[string]Output, book, name string) string {
	t.Helper()
	data := render(t, outputs[book])
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestBookFiles: the handbook is an e-book and a Word document, the same bytes each time, and its page says how large they are. A site
// without a handbook has neither.
func TestBookFiles(t *testing.T) {
	first, second := plan(t, small()), plan(t, small())
	page := render(t, first["handbook.html"])
	for name, kind := range map[string]string{"handbook.epub": "EPUB", "handbook.docx": "Word"} {
		data := render(t, first[name])
		if data != render(t, second[name]) || first[name].Digest() != second[name].Digest() {
			t.Errorf("%s is another each time", name)
		}
		link := fmt.Sprintf(`<a href="%s">`, name)
		if size := fmt.Sprintf("(%s, %s)", kind, sizeWords(int64(len(data)))); !strings.Contains(page, link) || !strings.Contains(page, size) {
			t.Errorf("the page has no link to %s with %s", name, size)
		}
	}
	large := small()
	for i := range maxChapters {
		large[fmt.Sprintf("g/p%d.md", i)] = &fstest.MapFile{Data: []byte("---\ntitle: P\n---\n")}
	}
	outputs := plan(t, large)
	if page := render(t, outputs["handbook.html"]); outputs["handbook.epub"].Path != "" || strings.Contains(page, ".epub") || strings.Contains(page, `<ul class="screen`) {
		t.Error("a handbook that is too long for a book has files")
	}
	without := small()
	without["g/b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: B\n---\nNo rule {#pin}.\n")}
	delete(without, "statements/s.md")
	without["g/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\n---\n## Part {#part}\n")}
	for name := range plan(t, without) {
		if strings.HasPrefix(name, "handbook") {
			t.Errorf("a site without a handbook has %s", name)
		}
	}
}

// TestBookDigest: what a file of the handbook shows changes its digest, and that of the page, which says how large it is.
func TestBookDigest(t *testing.T) {
	before := plan(t, small())
	for what, change := range map[string]func(fstest.MapFS){
		"a text": func(fsys fstest.MapFS) { fsys["g/a.md"].Data = append(fsys["g/a.md"].Data, "More.\n"...) },
		"a drawing": func(fsys fstest.MapFS) {
			fsys["g/line.svg"].Data = bytes.Replace(fsys["g/line.svg"].Data, []byte("9"), []byte("8"), 1)
		},
		"a meaning": func(fsys fstest.MapFS) {
			fsys["glossary.yaml"] = &fstest.MapFile{Data: []byte("words: [{word: bcc, means: A hidden line.}]\n")}
		},
		"the accent": func(fsys fstest.MapFS) {
			fsys["site.yaml"].Data = append(fsys["site.yaml"].Data, "accent: \"#004040\"\n"...)
		},
		"the title": func(fsys fstest.MapFS) {
			fsys["site.yaml"].Data = bytes.Replace(fsys["site.yaml"].Data, []byte("Site"), []byte("Cite"), 1)
		},
		"a review": func(fsys fstest.MapFS) {
			fsys["g/a.md"].Data = bytes.Replace(fsys["g/a.md"].Data, []byte("2025-01-01"), []byte("2025-01-02"), 1)
		},
	} {
		fsys := small()
		change(fsys)
		after := plan(t, fsys)
		for _, name := range []string{"handbook.epub", "handbook.docx", "handbook.html"} {
			if before[name].Digest() == after[name].Digest() {
				t.Errorf("after a change of %s, %s has the digest that it had", what, name)
			}
		}
	}
	pictured := func(shade uint8) string {
		gray := image.NewGray(image.Rect(0, 0, 4, 3))
		gray.Pix[0] = shade
		var data bytes.Buffer
		if err := png.Encode(&data, gray); err != nil {
			t.Fatal(err)
		}
		fsys := small()
		fsys["g/p.png"] = &fstest.MapFile{Data: data.Bytes()}
		fsys["g/a.md"].Data = append(fsys["g/a.md"].Data, "\n![P](p.png)\n"...)
		return plan(t, fsys)["handbook.epub"].Digest()
	}
	if pictured(1) == pictured(2) {
		t.Error("after a change of a picture, the e-book has the digest that it had")
	}
	fsys := small()
	fsys["index.md"].Data = append(fsys["index.md"].Data, "More.\n"...)
	if after := plan(t, fsys); after["handbook.epub"].Digest() != before["handbook.epub"].Digest() {
		t.Error("a page that is not in the handbook changes its digest")
	}
}

// TestBookLinks: from a book, a link leads to another chapter, or by a whole address to the site; where that has none, its words are left.
func TestBookLinks(t *testing.T) {
	fsys := small()
	fsys["g/a.md"].Data = append(fsys["g/a.md"].Data, "\nTo [home](../index.md), to [S](../statements/s.md), to [a form](form.pdf), to [out](link:out), to [nobody](link:ask) and to [this part](#part).\n"...)
	chapter := func(url bool) string {
		fsys := fstest.MapFS(fsys)
		if !url {
			fsys["site.yaml"] = &fstest.MapFile{Data: bytes.Replace(fsys["site.yaml"].Data, []byte("url: https://example.org/sub\n"), nil, 1)}
		}
		return inBook(t, plan(t, fsys), "handbook.epub", "EPUB/chapter-002.xhtml")
	}
	both := []string{`<a href="chapter-003.xhtml#pin">the rule</a>`, `<a href="#page_g-a--new">the update</a>`, `<a href="https://www.example.org/x?a=1&amp;b=2">out</a> <span class="host">(example.org)</span>`,
		"nobody (ask the office)", `<a href="#page_g-a--part">this part</a>`}
	for text, want := range map[string][]string{
		chapter(true): append(both, `<a href="https://example.org/sub/index.html">home</a>`, `<a href="https://example.org/sub/statements/s.html">S</a>`,
			`<a href="https://example.org/sub/g/form.pdf">a form</a> <span class="host">(PDF, 1 KB)</span>`),
		chapter(false): append(both, "To home, to S, to a form <span"),
	} {
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("the chapter has no %s:\n%s", w, text)
			}
		}
	}
}

// TestBookPictures: a picture of the handbook is in both of its files, once, as the site has it, with its description. One that a format
// does not show is its description.
func TestBookPictures(t *testing.T) {
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	fsys := small()
	fsys["g/a b.png"] = &fstest.MapFile{Data: data.Bytes()}
	fsys["g/moving.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>path{fill:red}</style><path d="M0 0h9v9z"/></svg>`)}
	fsys["g/a.md"].Data = append(fsys["g/a.md"].Data, "\n![A & \"b\"](<a b.png>)\n\nAgain: ![A & \"b\"](<a b.png>)\n\n![A drawing](moving.svg)\n"...)
	outputs := plan(t, fsys)
	site := render(t, outputs["g/a b.png"])
	if got := inBook(t, outputs, "handbook.epub", "EPUB/pictures/picture-001.png"); got != site {
		t.Error("the e-book has another picture")
	}
	if got := inBook(t, outputs, "handbook.docx", "word/media/picture1.png"); got != site {
		t.Error("the Word document has another picture")
	}
	chapter := inBook(t, outputs, "handbook.epub", "EPUB/chapter-002.xhtml")
	if strings.Count(chapter, `<img src="pictures/picture-001.png" alt="A &amp; &quot;b&quot;"`) != 2 || !strings.Contains(chapter, `<img src="pictures/picture-002.svg" alt="A drawing"`) {
		t.Errorf("the chapter has other pictures:\n%s", chapter)
	}
	word := inBook(t, outputs, "handbook.docx", "word/document.xml")
	if strings.Count(word, `descr="A &amp; &quot;b&quot;"`) != 4 || !strings.Contains(word, "Picture: A drawing") {
		t.Errorf("the Word document has other pictures:\n%s", word)
	}
}
