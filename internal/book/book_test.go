package book

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// small is a book of two chapters, the first of which has some HTML.
func small(title, markup string) *Book {
	text := func(s string) func() (string, error) { return func() (string, error) { return s, nil } }
	return &Book{ID: "urn:uuid:1", Title: title, Name: title, Site: title, Summary: title, About: title, Publisher: title, Language: "en-GB", Edition: title, Accent: "#000000",
		Words: Words{Cover: title, Contents: title, Start: title, Pages: title, Summary: title, Evaluate: title,
			Picture: func(d string) string { return "Picture: " + d }, Page: func(n string) string { return "Page " + n }},
		Chapters: []Chapter{{ID: "page_a", Title: title, Level: 1, HTML: text(markup)}, {ID: "page_b", Title: "B", Level: 2, Reviewed: title, HTML: text("<p>B</p>")}},
		Picture:  func(string) ([]byte, error) { return nil, nil }}
}

// FuzzBook: whatever a title and a text are, each part of both files is XML with nothing in it that runs.
func FuzzBook(f *testing.F) {
	for _, seed := range [][2]string{
		{"A", "<p>Words</p>"},
		{"]]>\x01\u202e<&\"'", `<h2 id="x y">A</h2><p class="kind"><svg viewBox="0 0 9 9"><path d="M0 0"/></svg>B</p><a href="javascript:x">c</a><a href="chapter-002.xhtml#page_b">d</a>`},
		{"", `<table><tr><td>a<table><tr><td>b</table></table><ul><li><p>x<ol start="-3"><li>y</ol></ul><dl><dt>t<dd>m</dl><pre> a
 b</pre><blockquote><hr></blockquote>`},
		{"x", `<sup><a href="#fn_1" role="doc-noteref">1</a></sup><section role="doc-endnotes"><ol><li id="fn_1"><p>n <a href="https://example.org/">l</a></p></li></ol></section>`},
		{"x", `<math><mi>x</mi></math><svg><foreignObject><script>x</script></foreignObject></svg><img src=x onerror=y><p foo:bar="1" <="2" xml:lang="x" lang="de">z</p><template><b>t</b></template>`},
		{"x", `<figure class="diagram"><svg viewBox="0 0 10 10" role="img" aria-label="d"><text x="1" y="2">a</text></svg><figcaption>c</figcaption></figure><details><summary>s</summary>t</details>`},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, title, markup string) {
		if !utf8.ValidString(title + markup) {
			t.Skip()
		}
		for _, write := range []func(io.Writer, *Book) error{WriteEPUB, WriteWord} {
			var b bytes.Buffer
			if err := write(&b, small(title, markup)); err != nil {
				t.Fatal(err)
			}
			readParts(t, b.Bytes())
		}
	})
}

// readParts reads each part of an archive as XML.
func readParts(t *testing.T, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name == "mimetype" || strings.HasSuffix(f.Name, ".css") || strings.HasSuffix(f.Name, ".png") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(bytes.NewReader(text)); ; {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v in\n%s", f.Name, err, text)
			}
			element, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if element.Name.Local == "script" {
				t.Fatalf("%s has a script:\n%s", f.Name, text)
			}
			seen := map[xml.Name]bool{}
			for _, a := range element.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || strings.HasPrefix(a.Value, "javascript:") && a.Name.Local == "href" || seen[a.Name] {
					t.Fatalf("%s has %v in\n%s", f.Name, a, text)
				}
				seen[a.Name] = true
			}
		}
	}
}

// TestMimetype: the type of an e-book is at the bytes at which it is looked for, and not compressed.
func TestMimetype(t *testing.T) {
	var b bytes.Buffer
	if err := WriteEPUB(&b, small("A", "<p>B</p>")); err != nil {
		t.Fatal(err)
	}
	if got := string(b.Bytes()[30:58]); got != "mimetypeapplication/epub+zip" {
		t.Errorf("the file begins with %q", got)
	}
}

// TestPages: a chapter has a page for about as many characters, each with a number that the list of pages leads to. What would run leaves no
// text.
func TestPages(t *testing.T) {
	var b bytes.Buffer
	if err := WriteEPUB(&b, small("A", "<script>let x</script><style>y</style>"+strings.Repeat("<p>"+strings.Repeat("word ", 100)+"</p>", 10))); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	chapter := parts["EPUB/chapter-001.xhtml"]
	if n := strings.Count(chapter, `role="doc-pagebreak"`); n != 3 || strings.Contains(chapter, "let x") || strings.Contains(chapter, ">y<") {
		t.Errorf("the chapter has %d pages:\n%s", n, chapter)
	}
	for _, want := range []string{`id="break_3">Page 3</div>`, `<section epub:type="chapter" role="doc-chapter" aria-labelledby="page_a">`} {
		if !strings.Contains(chapter, want) {
			t.Errorf("the chapter has no %s:\n%s", want, chapter)
		}
	}
	for _, want := range []string{`<li><a href="chapter-001.xhtml#break_3">3</a></li>`, `<li><a href="chapter-002.xhtml#break_4">4</a></li>`, `epub:type="landmarks"`} {
		if !strings.Contains(parts["EPUB/nav.xhtml"], want) {
			t.Errorf("the navigation has no %s:\n%s", want, parts["EPUB/nav.xhtml"])
		}
	}
	if want := `<meta property="dcterms:modified">1980-01-01T00:00:00Z</meta>`; !strings.Contains(parts["EPUB/package.opf"], want) {
		t.Errorf("the package document has no %s:\n%s", want, parts["EPUB/package.opf"])
	}
}

// drawingOf reads a drawing as a chapter has it.
func drawingOf(t *testing.T, inner string) *html.Node {
	t.Helper()
	root, err := readTree(`<svg viewBox="0 0 100 50">` + inner + `</svg>`)
	if err != nil {
		t.Fatal(err)
	}
	return root.FirstChild
}

// pictureOf makes a picture of a drawing.
func pictureOf(svg *html.Node) (data []byte, width, height int, err error) {
	s, width, height, err := new(painter).read(svg)
	if err == nil {
		data, err = new(canvas).picture(s)
	}
	return data, width, height, err
}

// TestDrawings: shapes, lines and words are where they are drawn, in their colours.
func TestDrawings(t *testing.T) {
	red, blue, white := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}, color.RGBA{255, 255, 255, 255}
	for inner, want := range map[string]map[[2]int]color.RGBA{ // by places in the drawing
		`<rect x="10" y="10" width="20" height="20" fill="#f00"/>`:                                         {{20, 20}: red, {40, 20}: white},
		`<circle cx="50" cy="25" r="20" fill="none" stroke="blue" stroke-width="6"/>`:                      {{50, 25}: white, {50, 6}: blue, {70, 25}: blue},
		`<path d="M10 10h20v20h-20z" fill="red"/>`:                                                         {{20, 20}: red, {35, 20}: white},
		`<path d="M50 5a20 20 0 0 1 0 40z" fill="red"/>`:                                                   {{60, 25}: red, {40, 25}: white, {68, 25}: red},
		`<path d="M0 25C20 0 80 0 100 25" fill="none" stroke="#00f" stroke-width="4"/>`:                    {{50, 6}: blue, {50, 25}: white},
		`<g transform="translate(50 0) scale(2)" fill="red"><rect width="10" height="10"/></g>`:            {{60, 10}: red, {40, 10}: white, {75, 10}: white},
		`<line x1="0" y1="25" x2="100" y2="25" stroke="red" stroke-width="6" stroke-dasharray="20"/>`:      {{10, 25}: red, {30, 25}: white, {50, 25}: red},
		`<text x="50" y="40" font-size="40" font-weight="700" text-anchor="middle" fill="red">I</text>`:    {{50, 25}: red, {20, 25}: white},
		`<path d="M-400000-400000h800000v800000h-800000z" fill="red" stroke="red" stroke-width="900000"/>`: {{50, 25}: red},
		`<polygon points="10,10 40,10 40,40" fill="red" opacity="0.5"/>`:                                   {{35, 15}: {255, 127, 127, 255}, {15, 30}: white},
	} {
		data, width, _, err := pictureOf(drawingOf(t, inner))
		if err != nil {
			t.Errorf("%s: %v", inner, err)
			continue
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for at, c := range want {
			r, g, b, _ := picture.At(at[0]*drawnScale*width/100, at[1]*drawnScale*width/100).RGBA()
			if near := func(a uint32, b uint8) bool { return a>>8+2 >= uint32(b) && a>>8 <= uint32(b)+2 }; !near(r, c.R) || !near(g, c.G) || !near(b, c.B) {
				t.Errorf("%s: at %v is %d %d %d", inner, at, r>>8, g>>8, b>>8)
			}
		}
	}
	for _, inner := range []string{`<path d="M0 0h9" marker-end="url(#x)"/>`, `<rect width="9" height="9" fill="url(#x)"/>`, `<text x="1" y="9">漢</text>`, `<use/>`, `<path d="M0 0 x"/>`, `<rect width="1e999" height="1"/>`} {
		if _, _, _, err := pictureOf(drawingOf(t, inner)); !errors.Is(err, errDrawing) {
			t.Errorf("%s: %v", inner, err)
		}
	}
}

// TestDrawingSizes: a drawing is never taller than a page shows, and one that is infinitely small is none.
func TestDrawingSizes(t *testing.T) {
	for box, known := range map[string]bool{"0 0 1 1000": true, "0 0 1000 1": true, "0 0 1e-310 1e-310": false} {
		root, err := readTree(`<svg viewBox="` + box + `"><path d="M0 0h1"/></svg>`)
		if err != nil {
			t.Fatal(err)
		}
		_, width, height, err := pictureOf(root.FirstChild)
		if known != (err == nil) || !known && !errors.Is(err, errDrawing) {
			t.Errorf("%s: %v", box, err)
		}
		if known && (width < 1 || width > drawnWidth || height < 1 || height > tallest/emu) {
			t.Errorf("%s is %d by %d", box, width, height)
		}
	}
}

// TestWordDrawings: a Word document has the picture of each drawing, in the order in which they are in the text, however many are made at once.
func TestWordDrawings(t *testing.T) {
	var markup strings.Builder
	shades := []color.RGBA{{0x10, 0, 0, 255}, {0, 0x20, 0, 255}, {0, 0, 0x30, 255}, {0x40, 0x40, 0, 255}, {0, 0x50, 0x50, 255}, {0x60, 0, 0x60, 255}, {0x70, 0x70, 0x70, 255}}
	for i, c := range shades {
		fmt.Fprintf(&markup, `<p>%d</p><svg viewBox="0 0 100 %d" role="img" aria-label="drawing %d"><rect width="100" height="90" fill="#%02x%02x%02x"/></svg>`, i, 10+i, i, c.R, c.G, c.B)
	}
	var b bytes.Buffer
	if err := WriteWord(&b, small("A", markup.String())); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range shades {
		f, err := z.Open(fmt.Sprintf("word/media/picture%d.png", i+1))
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(f)
		if err != nil {
			t.Fatal(err)
		}
		if got := color.RGBAModel.Convert(picture.At(50, 10)); got != want {
			t.Errorf("drawing %d is %v, not %v", i, got, want)
		}
		if got, want := picture.Bounds().Dy(), drawnScale*(drawnWidth*(10+i)+99)/100; got < want-drawnScale || got > want+drawnScale {
			t.Errorf("drawing %d is %d pixels high, not about %d", i, got, want)
		}
	}
}

// FuzzDrawing: any drawing is a picture or is none.
func FuzzDrawing(f *testing.F) {
	for _, seed := range []string{`<path d="M0 0h9v9z"/>`, `<path d="M1e5-1a9 3 45 1 0 3 3t9 9S1 2 3 4" stroke="red" stroke-dasharray="1 2 3" stroke-linecap="square"/>`,
		`<text x="1" y="2" dx="3">a<tspan dy="4">b</tspan></text>`, `<g transform="rotate(45 1 2) matrix(1 2 3 4 5 6)"><ellipse rx="9" ry="1e5"/><polyline points="1 2 3 4" stroke="#123" fill="none"/></g>`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, inner string) {
		if len(inner) > 2000 {
			t.Skip()
		}
		root, err := readTree(`<svg viewBox="0 0 100 50">` + inner + `</svg>`)
		if err != nil || root.FirstChild == nil {
			t.Skip()
		}
		data, _, _, err := pictureOf(root.FirstChild)
		if err == nil {
			_, err = png.Decode(bytes.NewReader(data))
		}
		if err != nil && !errors.Is(err, errDrawing) {
			t.Fatal(err)
		}
	})
}
