package book

import (
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/picture"
)

// figure is a picture in a file of its own.
type figure struct {
	name string // within the folder of the package document; "" when no e-book can show it
	kind string // its media type
}

// fitPicture puts a picture into the e-book, once. One that e-books cannot show is its description.
func (e *epubWriter) fitPicture(n *html.Node) error {
	src, _ := attribute(n, "src")
	f := e.pictures[src]
	if f == nil {
		var err error
		if f, err = e.addPicture(src); err != nil {
			return err
		}
		e.pictures[src] = f
	}
	alt, described := attribute(n, "alt")
	if f.name == "" {
		n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
		if alt != "" {
			n.AppendChild(&html.Node{Type: html.TextNode, Data: e.Words.Picture(alt)})
		}
		return nil
	}
	e.visual = true
	setAttribute(n, "src", f.name)
	if !described {
		setAttribute(n, "alt", "")
	}
	return nil
}

func (e *epubWriter) addPicture(src string) (*figure, error) {
	data, err := e.Picture(src)
	if err != nil {
		return nil, err
	}
	info, err := picture.Read(data)
	if err != nil {
		return &figure{}, nil
	}
	kind, ending := coreType(info.Format)
	if kind == "" {
		return &figure{}, nil
	}
	e.moving = e.moving || info.Animated
	id := fmt.Sprintf("picture-%03d", len(e.pictures)+1)
	f := &figure{"pictures/" + id + ending, kind}
	e.items = append(e.items, item{id, f.name, f.kind, "", false})
	return f, writeFile(e.zip, "EPUB/"+f.name, data)
}

// coreType is the media type and the ending of a picture that every reading system shows (EPUB 3.3, 3.2); "" for any other.
func coreType(f picture.Format) (kind, ending string) {
	switch f {
	case picture.JPEG:
		return "image/jpeg", ".jpg"
	case picture.PNG:
		return "image/png", ".png"
	case picture.GIF:
		return "image/gif", ".gif"
	case picture.WebP:
		return "image/webp", ".webp"
	case picture.SVG:
		return "image/svg+xml", ".svg"
	}
	return "", ""
}
