package book

import (
	"archive/zip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/docx"
	"handrail/internal/text"
)

// wordWriter writes the parts of a Word document. The text goes out chapter by chapter; what other parts have to say of it is gathered.
type wordWriter struct {
	*Book
	zip       *zip.Writer
	out       io.Writer       // the part that is being written
	relations strings.Builder // of the text
	ofNotes   strings.Builder // of the footnotes
	inNote    bool            // a footnote is being written
	related   int
	lists     []docx.Numbers
	depth     int // how deep lists are in one another, at the most
	bookmarks int
	pending   []string // identifiers of what comes next
	notes     strings.Builder
	noted     int
	endnotes  map[string][]text.Block // the footnotes of the chapter, by their identifiers
	pictures  map[string]*embedded
	drawn     int
	painter   painter
	idle      chan *canvas   // that are free to make pictures of drawings, while the text goes on
	drawings  sync.WaitGroup // that are being made pictures
	barred    int            // parts with a line beside them
	err       error          // the first picture that could not be read
}

// WriteWord writes the book as a Word document (ECMA-376, transitional) in large print: 20 points, in letters without serifs, left-aligned,
// with no word in italics, as the UK Association for Accessible Formats asks (G003, Creating clear print and large print documents, 2019: 16
// points at least, ideally 18). Links are underlined, as they would be known by their colour alone. An error is one of w, of a chapter or
// of a picture.
func WriteWord(w io.Writer, b *Book) error {
	d := &wordWriter{Book: b, zip: zip.NewWriter(w), pictures: map[string]*embedded{}, idle: make(chan *canvas, runtime.GOMAXPROCS(0))}
	for range cap(d.idle) {
		d.idle <- new(canvas)
	}
	defer d.drawings.Wait()
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes()},
		{"_rels/.rels", docx.PackageRelations()},
		{"docProps/core.xml", docx.Core(escape(b.Title), escape(b.Publisher), escape(b.Language))},
		{"word/styles.xml", wordStyles(b.Language)},
		{"word/settings.xml", settings},
		{"word/footer1.xml", footer()},
	} {
		if err := writeFile(d.zip, part.name, []byte(part.text)); err != nil {
			return err
		}
	}
	for _, r := range []struct{ kind, target string }{{"styles", "styles.xml"}, {"numbering", "numbering.xml"}, {"settings", "settings.xml"}, {"footnotes", "footnotes.xml"}, {"footer", "footer1.xml"}} {
		d.relate(r.kind, r.target, false)
	}
	if err := d.document(); err != nil {
		return err
	}
	for _, part := range []struct{ name, text string }{
		{"word/footnotes.xml", d.footnotes()},
		{"word/numbering.xml", docx.Numbering(d.lists, max(1, min(d.depth, docx.MaxLevels)))},
		{"word/_rels/document.xml.rels", docx.Relations(d.relations.String())},
		{"word/_rels/footnotes.xml.rels", docx.Relations(d.ofNotes.String())},
	} {
		if err := writeFile(d.zip, part.name, []byte(part.text)); err != nil {
			return err
		}
	}
	return d.zip.Close()
}

// relate makes a relation of the document, and returns its identifier.
func (d *wordWriter) relate(kind, target string, outside bool) string {
	d.related++
	id := fmt.Sprintf("rId%d", d.related)
	list := &d.relations
	if d.inNote {
		list = &d.ofNotes
	}
	list.WriteString(docx.Relation(id, docx.Office+"/"+kind, target, outside))
	return id
}

// document writes the text: the title, the contents, and the chapters. Pictures are parts of their own, and follow it.
func (d *wordWriter) document() error {
	f, err := d.zip.CreateHeader(&zip.FileHeader{Name: "word/document.xml", Method: zip.Deflate})
	if err != nil {
		return err
	}
	d.out = f
	d.write(docx.Head + `<w:document ` + docx.Space + ` xmlns:r="` + docx.Office + `" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>`)
	d.title()
	d.contents()
	for _, c := range d.Chapters {
		if err := d.chapter(c); err != nil {
			return fmt.Errorf("writing the chapter %q of the Word document: %w", c.Title, err)
		}
	}
	_, err = io.WriteString(f, `<w:sectPr><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>`+
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>`)
	if err != nil {
		return err
	}
	return d.writePictures()
}

// write writes a part of the text. The archive keeps the first error, and reports it when it is closed.
func (d *wordWriter) write(text string) { _, _ = io.WriteString(d.out, text) }

func (d *wordWriter) title() {
	for _, line := range []struct{ style, text string }{{"Subtitle", d.Site}, {"Title", d.Name}, {"", d.Summary}, {"", d.Edition}, {"", d.About}} {
		if line.text != "" {
			d.write(styled(line.style, docx.Run(escape(line.text), "")))
		}
	}
}

// styled is a paragraph of a style; "" for the usual one.
func styled(style, runs string) string {
	if style == "" {
		return "<w:p>" + runs + "</w:p>"
	}
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + runs + "</w:p>"
}

// contents is a field with what it would be: a link to each chapter. It has no numbers of pages, which nobody knows before a program lays
// the text out, and a wrong number is worse than none.
func (d *wordWriter) contents() {
	d.write(`<w:p><w:pPr><w:pStyle w:val="ContentsHeading"/></w:pPr>` + docx.Run(escape(d.Words.Contents), "") + "</w:p>")
	for i, c := range d.Chapters {
		text := `<w:hyperlink w:anchor="` + bookmark(c.ID) + `" w:history="1">` + docx.Run(escape(c.Title), `<w:rStyle w:val="Hyperlink"/>`) + `</w:hyperlink>`
		if i == 0 {
			text = fieldStart(` TOC \o "1-2" \n \h \z `) + text
		}
		if i == len(d.Chapters)-1 {
			text += fieldEnd
		}
		d.write(styled(fmt.Sprintf("TOC%d", min(c.Level, 2)), text))
	}
}

// fieldStart begins a field, before what it shows (ECMA-376, 17.16.18).
func fieldStart(instruction string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">` + escape(instruction) + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`
}

const fieldEnd = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`

// bookmark is the name of the bookmark for an identifier. A name has at most 40 characters, and only letters, digits and underscores.
func bookmark(id string) string {
	if plain, err := url.PathUnescape(id); err == nil {
		id = plain
	}
	return fmt.Sprintf("b_%x", sha256.Sum256([]byte(id)))[:32]
}

func (d *wordWriter) chapter(c Chapter) error {
	markup, err := c.HTML()
	if err != nil {
		return err
	}
	root, err := readTree(markup)
	if err != nil {
		return err
	}
	d.endnotes = map[string][]text.Block{}
	d.prepare(root)
	d.pending = append(d.pending, c.ID)
	level := min(c.Level, 2)
	d.write(d.paragraph(place{page: true}, "Heading"+strconv.Itoa(level), docx.Run(escape(c.Title), "")))
	if c.Reviewed != "" {
		d.write(styled("", docx.Run(escape(c.Reviewed), "")))
	}
	for _, b := range text.ReadNodes(root.ChildNodes()) {
		d.write(d.block(b, place{level: level}))
	}
	return d.err
}

// prepare takes the footnotes out of a chapter, and puts what text.ReadNodes does not keep of an element where it does.
func (d *wordWriter) prepare(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		role, _ := attribute(n, "role")
		id, hasID := attribute(n, "id")
		if n.Data == "svg" {
			d.takeDrawing(n)
		}
		switch class, _ := attribute(n, "class"); {
		case role == "doc-endnotes":
			parent.RemoveChild(n)
			d.takeNotes(n)
		case n.DataAtom == atom.P && class != "":
			box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div, Attr: n.Attr}
			parent.InsertBefore(box, n)
			parent.RemoveChild(n)
			box.AppendChild(n)
		case strings.HasPrefix(n.Data, "h") && len(n.Data) == 2 && hasID:
			setAttribute(n, "data-id", id)
		}
		if n.Namespace == "" {
			d.prepare(n)
		}
		n = next
	}
}

// takeDrawing puts a picture in the place of a drawing, if it can be made one.
func (d *wordWriter) takeDrawing(n *html.Node) {
	description, _ := attribute(n, "aria-label")
	if description == "" {
		return
	}
	sketch, width, height, err := d.painter.read(n)
	if err != nil {
		return // its description is there
	}
	src := fmt.Sprintf("drawing:%d", len(d.pictures)+1)
	p := d.add(src, ".png", width, height)
	c := <-d.idle
	d.drawings.Go(func() {
		p.data, p.err = c.picture(sketch)
		d.idle <- c
	})
	n.Data, n.DataAtom, n.Namespace = "img", atom.Img, ""
	n.Attr = []html.Attribute{{Key: "src", Val: src}, {Key: "alt", Val: description}}
	for child := n.FirstChild; child != nil; child = n.FirstChild {
		n.RemoveChild(child)
	}
}

// takeNotes reads the footnotes of a chapter, without the links back to the text.
func (d *wordWriter) takeNotes(section *html.Node) {
	for n := range section.Descendants() {
		if id, has := attribute(n, "id"); has && n.DataAtom == atom.Li {
			d.endnotes[id] = text.ReadNodes(n.ChildNodes())
		}
	}
}
