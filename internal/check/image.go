package check

import (
	"fmt"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func imageCheck() Check {
	return Check{Site: image, Finding: Finding{
		Name: "image", Group: Text, Level: source.Error,
		Finds: "An image has no alternative text, is not there, or cannot be shown safely.",
		Why:   "Somebody who cannot see the picture gets nothing of it (WCAG 2.2, 1.1.1). A picture that is not there helps nobody.",
		Example: `![](lock.svg)
-- lock.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`,
		Fixed: `![A closed padlock](lock.svg)
-- lock.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`,
		Fix: "Say between the square brackets what the picture shows. Write its path from the folder of the page.",
	}}
}

// image reports images without alternative text, images that are not there, and drawings that hold more than a drawing.
func image(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		for _, img := range p.Doc.Images {
			if img.Alt == "" {
				diags = append(diags, report(p, img.Pos, source.Error, "Say between the square brackets what the picture tells, for somebody who cannot see it.", "this image has no alternative text"))
			}
			if file, ok := s.File(p, img.Src); !ok && !s.Doubt.Path(file) {
				diags = append(diags, report(p, img.Pos, source.Error, noImage(s, p, img.Src), "there is no image %s", img.Src))
			}
		}
	}
	for _, drawing := range s.Drawings {
		diags = append(diags, drawing.Diags...)
	}
	return diags
}

// noImage says what to do about the path of an image that is not there.
func noImage(s *site.Site, p *site.Page, src string) string {
	if other := s.FileAlike(p, src); other != "" {
		return fmt.Sprintf("Write %s: capitals and small letters count as different on most hosts.", other)
	}
	if strings.Contains(src, `\`) {
		return "Write forward slashes between folders, for example ../diagrams/picture.svg."
	}
	return "Write the path from this file's folder, for example ../diagrams/picture.svg. Images from other sites are not shown."
}
