package check

import (
	"fmt"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func imageCheck() Check {
	return Check{Site: image, Finding: Finding{
		Name: "image", Group: Pages, Level: source.Error,
		Finds: "An image has no alternative text, does not exist, or is not a picture that browsers can show.",
		Why:   "Somebody who cannot see the picture gets nothing from it (WCAG 2.2, 1.1.1). A missing picture helps nobody. One that is refused may be a photo of a kind that most browsers cannot show (HEIC), or be cut short.",
		Example: `![](lock.svg)
-- lock.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`,
		Fixed: `![A closed padlock](lock.svg)
-- lock.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`,
		Fix: "Say between the square brackets what the picture shows. Write its path from the folder of the page. Export a photo as JPEG.",
	}}
}

// image reports images without alternative text, and those that do not exist or cannot be shown.
func image(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	faulty := map[string]bool{}
	for _, p := range s.Pages {
		for _, img := range p.Doc.Images {
			if img.Alt == "" {
				diags = append(diags, report(p, img.Pos, source.Error, "Describe the picture between the square brackets, for somebody who cannot see it.", "this image has no alternative text"))
			}
			file, ok := s.File(p, img.Src)
			switch pic := s.Pictures[file]; {
			case strings.HasPrefix(img.Src, "data:"):
				diags = append(diags, report(p, img.Pos, source.Error, dataHint, "this picture is written into the text, as an address of %d characters that starts with data:", len(img.Src)))
			case !ok && !s.Doubt.Path(file):
				diags = append(diags, report(p, img.Pos, source.Error, noImage(s, p, img.Src), "there is no image %s", img.Src))
			case pic != nil && pic.Fault != nil && !pic.Unread && !faulty[file]:
				faulty[file] = true
				diags = append(diags, report(p, img.Pos, source.Error, pic.Fault.Hint, "%s cannot be shown: %s", img.Src, pic.Fault.Message))
			}
		}
	}
	eachLink(s, func(p *site.Page, i int, t site.Target) {
		if t.File == "" {
			return
		}
		if pic := s.Pictures[t.File]; pic != nil && pic.Fault != nil && !pic.Unread && !faulty[t.File] {
			faulty[t.File] = true
			diags = append(diags, report(p, link(p, i).Pos, source.Error, pic.Fault.Hint,
				"%s cannot be copied without metadata that may show where it was taken: %s", p.Doc.Dests[i], pic.Fault.Message))
		}
	})
	return diags
}

// noImage says what to do about the path of an image that does not exist.
func noImage(s *site.Site, p *site.Page, src string) string {
	if other := s.FileAlike(p, src); other != "" {
		return fmt.Sprintf("Write %s: uppercase and lowercase letters count as different on most hosts.", other)
	}
	if strings.Contains(src, `\`) {
		return "Write forward slashes between folders, for example ../diagrams/picture.svg."
	}
	return "Write the path from this file's folder, for example ../diagrams/picture.svg. Images from other sites are not shown."
}

// dataHint says what to do with a picture that is part of the text.
const dataHint = "Save it as a file beside this page, and write its name: ![what it shows](picture.png). " +
	"Google Docs gives you the pictures as files if you download the document as a web page (.html, zipped)."
