package builder

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"strconv"

	"golang.org/x/sync/semaphore"

	"handrail/internal/markdown"
	"handrail/internal/picture"
	"handrail/internal/site"
)

// picture plans a picture: a copy without its metadata, made smaller if the site says so. It is made again when the file, the
// limits or the program change, which the digest of its file shows without reading it.
func (p *planner) picture(pic *site.Picture) Output {
	limits := p.Site.Config.Pictures
	o := &original{content: p.Content, name: pic.Path}
	return Output{Path: pic.Path,
		Digest: func() string {
			d := o.digest()
			if d == "" {
				return ""
			}
			return digestOf("picture", p.Version, d, pic.Shrinks, limits.Width)
		},
		Render: func(w io.Writer) error {
			data, err := o.read(picture.MaxBytes)
			if err != nil {
				return err
			}
			if pic.Shrinks {
				pixels := int64(min(pic.Width*pic.Height, picture.MaxPixels))
				_ = p.pixels.Acquire(context.Background(), pixels) // that context never ends
				defer p.pixels.Release(pixels)
				data, err = picture.Shrink(data, limits.Width)
			} else {
				data, err = picture.Clean(data)
			}
			if err != nil {
				return fmt.Errorf("content/%s: %w", pic.Path, err)
			}
			_, err = w.Write(data)
			return err
		}}
}

// newGate limits the pictures that are read at once to the pixels of the largest that can be read.
func newGate() *semaphore.Weighted { return semaphore.NewWeighted(picture.MaxPixels) }

// image writes a picture of the page whose text is shown. It has its size, so that nothing moves when it arrives. All but the
// first of a page are loaded only when their reader comes near.
func (f *filler) image(b *bytes.Buffer, n int) {
	img := f.page.Doc.Images[n]
	file, ok := f.Site.File(f.page, img.Src)
	if !ok {
		return
	}
	if img.Alone {
		b.WriteString(`<figure class="diagram">`)
	}
	if drawing := f.Site.Drawings[file]; drawing != nil {
		b.WriteString("<svg")
		attribute(b, "class", sizeClass(img.Size))
		if img.Size.Pixels > 0 {
			attribute(b, "width", strconv.Itoa(img.Size.Pixels))
		}
		fmt.Fprintf(b, ` viewBox="%s" role="img" aria-label="%s">%s</svg>`, html.EscapeString(drawing.ViewBox), html.EscapeString(img.Alt), drawing.Inner)
	} else {
		src := f.packed[file]
		if src == "" {
			src = site.Relative(f.from, file)
		}
		fmt.Fprintf(b, `<img src="%s" alt="%s"`, html.EscapeString(escapePath(src)), html.EscapeString(img.Alt))
		attribute(b, "class", sizeClass(img.Size))
		if pic := f.Site.Pictures[file]; pic != nil {
			writeSize(b, pic, img, f.Site.Config.Pictures)
		}
		if n > 0 || f.book != nil {
			b.WriteString(` loading="lazy"`)
		}
		b.WriteString(` decoding="async">`)
	}
	if img.Alone {
		if img.Title != "" {
			fmt.Fprintf(b, "<figcaption>%s</figcaption>", html.EscapeString(img.Title))
		}
		b.WriteString("</figure>\n")
	}
}

// attribute writes an attribute that has a value.
func attribute(b *bytes.Buffer, name, value string) {
	if value != "" {
		fmt.Fprintf(b, ` %s="%s"`, name, value)
	}
}

// sizeClass is the class that gives a picture its share of the column: the page's policy allows no style in an element.
func sizeClass(size markdown.ImageSize) string {
	if size.Percent == 0 {
		return ""
	}
	return "w" + strconv.Itoa(size.Percent)
}

// writeSize writes the size of a picture in CSS pixels, as far as it is known.
func writeSize(b *bytes.Buffer, pic *site.Picture, img markdown.Image, limits site.Pictures) {
	width, height := pic.Fit(limits)
	if width == 0 {
		if img.Size.Pixels > 0 {
			attribute(b, "width", strconv.Itoa(img.Size.Pixels))
		}
		return
	}
	if img.Size.Pixels > 0 {
		width, height = img.Size.Pixels, max(1, (height*img.Size.Pixels+width/2)/width)
	}
	attribute(b, "width", strconv.Itoa(width))
	attribute(b, "height", strconv.Itoa(height))
}
