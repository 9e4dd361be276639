package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"handrail/internal/picture"
	"handrail/internal/site"
	"handrail/internal/source"
)

func pictureCheck() Check {
	return Check{Site: pictures, Finding: Finding{
		Name: "picture", Group: Pages, Level: source.Warning,
		Finds: "A picture that is larger than the limit and cannot be made smaller by the build, or whose name gives a format that it does not have. Also a drawing that cannot be part of the page, and a file that should be a picture and is not one.",
		Why:   "A large picture takes a long time over a poor signal, and costs its reader money. A drawing that is shown as a picture keeps its own colours in dark mode.",
		Example: `![A line](line.svg)
-- line.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>path { stroke: red }</style><path d="M0 0h9"/></svg>`,
		Fixed: `![A line](line.svg)
-- line.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9" stroke="red" class="bad"/></svg>`,
		Fix: "Do what the hint below the warning says. The limits are pictures: {width: 1600, size: 500 KB} in site.yaml.",
	}}
}

// pictures reports what a build does with pictures that their editors may not expect.
func pictures(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	places := picturePlaces(s)
	files := make([]string, 0, len(s.Pictures))
	for file := range s.Pictures {
		files = append(files, file)
	}
	slices.Sort(files)
	for _, file := range files {
		pic := s.Pictures[file]
		at, used := places[file]
		if !used {
			at = place{pos: source.Pos{File: path.Join("content", file)}}
		}
		if pic.Fault != nil {
			if !used { // image reports the others
				diags = append(diags, at.warn(pic.Fault.Hint+" Or move it out of the content folder: no page uses it.", "%s", pic.Fault.Message))
			}
			continue
		}
		if ending := strings.ToLower(path.Ext(file)); used && !slices.Contains(pic.Format.Endings(), ending) {
			diags = append(diags, at.warn(fmt.Sprintf("Rename it to %s, and change the name here too.", strings.TrimSuffix(path.Base(file), path.Ext(file))+pic.Format.Endings()[0]),
				"%s is a %s picture, but its name ends in %s", file, pic.Format, ending))
		}
		if pic.Format == picture.SVG {
			diags = append(diags, drawn(pic, at)...)
		} else if pic.Shown {
			diags = append(diags, tooLarge(pic, at, s.Config.Pictures)...)
		}
	}
	return diags
}

// place is where something is said of a picture.
type place struct {
	page *site.Page // nil when no page uses it
	pos  source.Pos
}

func (p place) warn(hint, format string, args ...any) source.Diagnostic {
	if p.page != nil {
		return report(p.page, p.pos, source.Warning, hint, format, args...)
	}
	return reportIn(&source.File{Path: p.pos.File}, p.pos, source.Warning, hint, format, args...)
}

// picturePlaces finds where each picture is used first: shown, or else linked.
func picturePlaces(s *site.Site) map[string]place {
	places := map[string]place{}
	if len(s.Pictures) == 0 {
		return places
	}
	for _, p := range s.Pages {
		for _, img := range p.Doc.Images {
			if file, ok := s.File(p, img.Src); ok {
				if _, known := places[file]; !known {
					places[file] = place{p, img.Pos}
				}
			}
		}
	}
	eachLink(s, func(p *site.Page, i int, t site.Target) {
		if t.File == "" {
			return
		}
		if _, known := places[t.File]; !known && s.Pictures[t.File] != nil {
			places[t.File] = place{p, link(p, i).Pos}
		}
	})
	return places
}

// drawn says what is lost of a drawing that is shown as a picture, or copied.
func drawn(pic *site.Picture, at place) []source.Diagnostic {
	dropped := strings.Join(pic.Dropped, ", ")
	switch {
	case pic.Shown && len(pic.Why) > 0:
		first := pic.Why[0]
		more := ""
		if n := len(pic.Why) - 1; n > 0 {
			more = fmt.Sprintf(", and %d more", n)
		}
		hint := "It keeps its own colours on white, even in dark mode."
		if dropped != "" {
			hint += " Parts that could run, load something or lead elsewhere were left out: " + dropped + "."
		}
		if pic.Foreign {
			hint += " Some programs do not show its text: in draw.io, turn off Formatted Text before you export it; in Mermaid, set htmlLabels to false."
		}
		if len(pic.Why) <= fewReasons {
			hint += " To make it part of the page: " + first.Hint
		}
		return []source.Diagnostic{at.warn(hint, "%s is shown as a picture, and not as part of the page: %s (line %d%s)", pic.Path, first.Message, first.Line, more)}
	case dropped != "" && at.page != nil:
		return []source.Diagnostic{at.warn("Export it again without them, if it does not look as it should.",
			"%s has parts that could run, load something or lead elsewhere, and they were left out: %s", pic.Path, dropped)}
	}
	return nil
}

// fewReasons is how many of them an editor may want to remove by hand.
const fewReasons = 3

// tooLarge reports a picture that stays larger than the limits.
func tooLarge(pic *site.Picture, at place, limits site.Pictures) []source.Diagnostic {
	width, height := pic.Info.Fit(limits.Width)
	size := pic.Size
	if pic.Shrinks {
		if pic.Format == picture.JPEG {
			return nil
		}
		size = size * int64(width) * int64(height) / int64(pic.Width*pic.Height) // more or less
	}
	wide := limits.Width > 0 && pic.Width > limits.Width && !pic.Shrinks
	heavy := limits.Size > 0 && size > int64(limits.Size)
	if !wide && !heavy {
		return nil
	}
	what := fmt.Sprintf("%s is %d pixels wide and has %s", pic.Path, pic.Width, sizeInWords(pic.Size))
	if pic.Shrinks {
		what = fmt.Sprintf("%s still has about %s when it is made %d pixels wide", pic.Path, sizeInWords(size), width)
	}
	limit := fmt.Sprintf("%s: readers wait for it (the limit is %d pixels and %s)", what, limits.Width, sizeInWords(int64(limits.Size)))
	return []source.Diagnostic{at.warn(largeHint(pic), "%s", limit)}
}

// largeHint says how a picture gets smaller.
func largeHint(pic *site.Picture) string {
	switch {
	case pic.Linked && pic.Resizable:
		return "It is kept as it is, because a link leads to it. Show a smaller copy of it on the page."
	case pic.Animated:
		return "Handrail does not make animated pictures smaller. Use fewer frames or a smaller picture, or one that does not move."
	case pic.Format == picture.PNG:
		return "If it is a photo, save it as JPEG. Otherwise crop it to what matters, or save it with fewer colours."
	}
	return fmt.Sprintf("Handrail does not make a %s picture smaller. Make it smaller in an image editor, or save it as JPEG.", pic.Format)
}

// sizeInWords writes a number of bytes as editors know it.
func sizeInWords(n int64) string {
	if n >= 1e6 {
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%d KB", (n+999)/1000)
}
