package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

// image reports images without alternative text, images that are not there, and drawings that hold more than a drawing.
func image(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		for _, img := range p.Doc.Images {
			if img.Alt == "" {
				diags = append(diags, report(p, img.Pos, source.Error, "Say between the square brackets what the picture tells, for somebody who cannot see it.", "this image has no alternative text"))
			}
			if _, ok := s.File(p, img.Src); !ok {
				diags = append(diags, report(p, img.Pos, source.Error, "Write the path from this file's folder, for example ../diagrams/picture.svg. Images from other sites are not shown.",
					"there is no image %s", img.Src))
			}
		}
	}
	for _, drawing := range s.Drawings {
		diags = append(diags, drawing.Diags...)
	}
	return diags
}
