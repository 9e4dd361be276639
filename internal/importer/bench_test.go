package importer

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/language"
)

// longPages and longPictures are what a long document has. A picture has about 150 KB.
const longPages, longPictures = 300, 200

// noisePicture is a picture that cannot be packed any tighter.
func noisePicture(t testing.TB, chance *rand.Rand) string {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 250, 200))
	for i := range picture.Pix {
		picture.Pix[i] = byte(chance.Uint32())
	}
	picture.SetRGBA(0, 0, color.RGBA{A: 255})
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// longDocuments are a long document in two formats: a heading, eight paragraphs and a list on each page.
func longDocuments(t testing.TB) map[string][]byte {
	t.Helper()
	chance := rand.New(rand.NewPCG(1, 2))
	words := []string{"volunteers", "always", "the", "kitchen", "ring", "before", "a", "visit", "and", "lead", "must", "not", "never", "tell", "somebody", "children", "with", "care", "should", "we"}
	sentence := func() string {
		var line []string
		for range 14 {
			line = append(line, words[chance.IntN(len(words))])
		}
		return strings.Join(line, " ") + ". "
	}
	pictures := map[string]string{}
	for i := range longPictures {
		pictures[fmt.Sprintf("%d.png", i)] = noisePicture(t, chance)
	}
	var odt, docx, rels strings.Builder
	for page := range longPages {
		level := 2
		if page%10 == 0 {
			level = 1
		}
		fmt.Fprintf(&odt, `<text:h text:outline-level="%d">Part %d</text:h>`, level, page)
		fmt.Fprintf(&docx, `<w:p><w:pPr><w:outlineLvl w:val="%d"/></w:pPr><w:r><w:t>Part %d</w:t></w:r></w:p>`, level-1, page)
		for range 8 {
			one, two := sentence()+sentence(), sentence()
			fmt.Fprintf(&odt, `<text:p>%s<text:span text:style-name="T1">%s</text:span></text:p>`, one, two)
			fmt.Fprintf(&docx, `<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>%s</w:t></w:r></w:p>`, one, two)
		}
		if page < longPictures {
			fmt.Fprintf(&odt, `<text:p><draw:frame><draw:image xlink:href="Pictures/%d.png"/><svg:title>Picture %[1]d</svg:title></draw:frame></text:p>`, page)
			fmt.Fprintf(&docx, `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="Picture %d"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p%[1]d"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`, page)
			fmt.Fprintf(&rels, `<Relationship Id="p%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/%[1]d.png"/>`, page)
		}
	}
	odtParts := map[string]string{"content.xml": odtContent(odtStylesUsed, odt.String())}
	docxParts := map[string]string{
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>` +
			docx.String() + `</w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + `</Relationships>`,
		"[Content_Types].xml":          "<Types/>",
	}
	for _, name := range slices.Sorted(maps.Keys(pictures)) {
		odtParts["Pictures/"+name], docxParts["word/media/"+name] = pictures[name], pictures[name]
	}
	return map[string][]byte{"long.odt": makeODT(t, odtParts), "long.docx": makeODT(t, docxParts)}
}

// BenchmarkImport measures the import of a document of 300 pages with 200 pictures. With HANDRAIL_LONG it writes the documents into that folder as well, for
// who measures the command.
func BenchmarkImport(b *testing.B) {
	english, err := language.Of("en-GB")
	if err != nil {
		b.Fatal(err)
	}
	for name, data := range longDocuments(b) {
		if dir := os.Getenv("HANDRAIL_LONG"); dir != "" {
			if err := os.WriteFile(dir+"/"+name, data, 0o644); err != nil {
				b.Fatal(err)
			}
		}
		b.Run(name[len("long."):], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d, diags := ReadFile(fstest.MapFS{name: {Data: data}}, name, english)
				if d == nil || len(d.Pictures) != longPictures || len(diags) > 0 {
					b.Fatal(diags)
				}
				site := Site{Title: "Site", Language: english, Has: func(string) bool { return false }, Taken: func(string) bool { return false }, New: true}
				files := NewPlan([]*Document{d}, site).Files()
				if len(files) < longPictures {
					b.Fatalf("%d files", len(files))
				}
			}
		})
	}
}
