package builder

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"handrail/internal/exchange"
	"handrail/internal/markdown"
	"handrail/internal/picture"
	"handrail/internal/site"
	"handrail/internal/source"
)

// ExchangeSet is the quiz of a page as the formats of learning systems see it, and what no format can hold.
func ExchangeSet(in Input, page *site.Page) (*exchange.Set, []source.Diagnostic, error) {
	return newPlanner(in).exchangeSet(page, true)
}

// exchangeSet makes the set of a quiz. Without whole pictures it has their names and types alone.
func (p *planner) exchangeSet(page *site.Page, whole bool) (*exchange.Set, []source.Diagnostic, error) {
	texts, err := page.Text()
	if err != nil {
		return nil, nil, err
	}
	c := p.Site.Config
	f := &filler{planner: p, page: page, from: page.Address}
	taken := map[string]bool{}
	s, diags := exchange.FromQuiz(exchange.Origin{Name: page.Name(), Address: c.URL, Title: page.Title, Language: c.Language, Quiz: page.Quiz, Doc: page.Doc, Text: texts, File: page.File(),
		Rule: func(id string) exchange.Rule {
			rule := exchange.Rule{ID: id}
			if basis := p.Site.Basis(id); basis != nil {
				rule.Title = basis.Plain
				if c.URL != "" {
					rule.Href = f.absolute(basis.Page, basis.ID)
				}
			}
			return rule
		},
		Link: func(href string) string { return p.linkFrom(f, texts, href) },
		Image: func(src string) *exchange.Image {
			image := p.exchangeImage(page, src, whole)
			if image != nil {
				image.Name = freeName(path.Base(image.Name), taken)
			}
			return image
		}})
	return s, diags, nil
}

// linkFrom is the whole address that a link of a page leads to; "" when it has none.
func (p *planner) linkFrom(f *filler, texts *markdown.Text, href string) string {
	for n, link := range texts.Links {
		if link.Dest == href {
			return f.fromBook(p.Site.Target(f.page, n))
		}
	}
	return ""
}

// exchangeImage reads a picture of a page, as the site shows it; nil when it cannot be read.
func (p *planner) exchangeImage(page *site.Page, src string, whole bool) *exchange.Image {
	file, ok := p.Site.File(page, src)
	if !ok {
		return nil
	}
	if p.Site.Drawings[file] != nil {
		data, err := fs.ReadFile(p.Content, file)
		if err == nil {
			data, err = picture.Clean(data)
		}
		if err != nil {
			return nil
		}
		return &exchange.Image{Name: file, Type: "image/svg+xml", Data: data}
	}
	pic := p.Site.Pictures[file]
	if pic == nil {
		return nil
	}
	if !whole {
		return &exchange.Image{Name: file, Type: mediaType(file)}
	}
	var b bytes.Buffer
	if err := p.picture(pic).Render(&b); err != nil {
		return nil
	}
	return &exchange.Image{Name: file, Type: mediaType(file), Data: b.Bytes()}
}

// mediaType is the type of a picture, by the ending of its name.
func mediaType(name string) string {
	switch ext := strings.TrimPrefix(strings.ToLower(path.Ext(name)), "."); ext {
	case "jpg":
		return "image/jpeg"
	case "svg":
		return "image/svg+xml"
	default:
		return "image/" + ext
	}
}

// freeName is a file name in lowercase letters, digits, dots and dashes that is not taken.
func freeName(name string, taken map[string]bool) string {
	ext := path.Ext(name)
	base := markdown.Slug(strings.TrimSuffix(name, ext))
	free := base + strings.ToLower(ext)
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s-%d%s", base, n, strings.ToLower(ext))
	}
	taken[free] = true
	return free
}
