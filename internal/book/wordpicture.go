package book

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"handrail/internal/picture"
	"handrail/internal/text"
)

// embedded is a picture of the document.
type embedded struct {
	name, relation string // name is "" for one that Word does not show
	width, height  int    // in pixels of 1/96 inch
	data           []byte // of a drawing that was made a picture; nil for a file, which is read when it is written
	err            error  // the reason why there is none of a drawing
}

// emu is how many English metric units a pixel of 1/96 inch has (ECMA-376, 20.1.2.1).
const emu = 9525

// widest and tallest a picture is, in those units: the width of the text, and most of a page's height.
const (
	widest  = textWidth * 635
	tallest = 13200 * 635
)

// picture writes a picture, with its description for those who do not see it.
func (w *liner) picture(in text.Inline, l look) {
	p, err := w.embed(in.Href)
	if err != nil {
		w.err = cmp.Or(w.err, err)
		return
	}
	if p.name == "" || w.inNote {
		if in.Text != "" {
			w.words(w.Words.Picture(in.Text), l)
		}
		return
	}
	width, height := p.width*emu, p.height*emu
	if width > widest {
		width, height = widest, int(int64(height)*widest/int64(width))
	}
	if height > tallest {
		width, height = int(int64(width)*tallest/int64(height)), tallest
	}
	w.drawn++
	w.b.WriteString(drawing(w.drawn, p.relation, escapeValue(in.Text), width, height))
	w.space = false
}

// drawing is a picture in the line (ECMA-376, 20.4.2.8).
func drawing(id int, relation, description string, width, height int) string {
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="Picture %[3]d" descr="%s"/>`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="%[3]d" name="Picture %[3]d" descr="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="%[5]s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm>`+
		`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`, width, height, id, description, relation)
}

// embed notes a picture that the document has as a part of its own.
func (d *wordWriter) embed(src string) (*embedded, error) {
	if p := d.pictures[src]; p != nil {
		return p, nil
	}
	data, err := d.Picture(src)
	if err != nil {
		return nil, err
	}
	p := &embedded{}
	d.pictures[src] = p
	info, err := picture.Read(data)
	ending := map[picture.Format]string{picture.JPEG: ".jpg", picture.PNG: ".png", picture.GIF: ".gif"}[info.Format]
	if err != nil || ending == "" || info.Width == 0 || info.Height == 0 {
		return p, nil
	}
	return d.add(src, ending, info.Width, info.Height), nil
}

// add notes a picture that the document has.
func (d *wordWriter) add(src, ending string, width, height int) *embedded {
	p := &embedded{width: width, height: height}
	d.pictures[src] = p
	p.name = fmt.Sprintf("media/picture%d%s", len(d.pictures), ending)
	p.relation = d.relate("image", p.name, false)
	return p
}

// writePictures writes the pictures that the text shows. They are read again: to hold all of them would fill the memory.
func (d *wordWriter) writePictures() error {
	d.drawings.Wait()
	for _, src := range slices.Sorted(maps.Keys(d.pictures)) {
		p := d.pictures[src]
		if p.name == "" {
			continue
		}
		data, err := p.data, p.err
		if data == nil && err == nil {
			data, err = d.Picture(src)
		}
		if err == nil {
			err = writeFile(d.zip, "word/"+p.name, data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
