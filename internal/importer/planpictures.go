package importer

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"handrail/internal/picture"
	"handrail/internal/text"
)

// placed is what became of a picture: the path of its file within content/, or why it is none.
type placed struct{ path, lost, why string }

// placePictures puts the pictures of the pages beside them, without metadata, each once. What is no picture that browsers show becomes the words that say what it
// shows.
func (p *Plan) placePictures() {
	files := map[[sha256.Size]byte]placed{} // by their bytes as they were
	shown := map[*Document]map[string]bool{}
	for _, page := range p.pages {
		if page.doc == nil {
			continue
		}
		seen := shown[page.doc]
		if seen == nil {
			seen = map[string]bool{}
			shown[page.doc] = seen
		}
		page.blocks = mapBlocks(page.blocks, nil, func(in text.Inline) []text.Inline {
			old, ok := page.doc.Pictures[in.Href]
			if in.Kind != text.Image || !ok {
				return []text.Inline{in}
			}
			seen[in.Href] = true
			digest := sha256.Sum256(old.Data)
			file, known := files[digest]
			if !known {
				file = p.placePicture(page, in.Text, old)
				files[digest] = file
			}
			if file.lost != "" {
				p.noteOn(page, file.lost, strings.TrimSpace(old.Name+": "+file.why+". "+in.Title))
				if in.Text == "" {
					return nil
				}
				return []text.Inline{{Kind: text.Words, Text: "[" + in.Text + "]"}}
			}
			in.Href = relative(page.path, file.path)
			return []text.Inline{in}
		})
	}
	for _, d := range p.documents {
		for _, key := range slices.Sorted(maps.Keys(d.Pictures)) {
			if !shown[d][key] {
				p.note("picture-unused", d.File, d.Pictures[key].Name)
			}
		}
	}
}

// placePicture puts a picture beside a page. It is named after what it shows, or as the document calls it.
func (p *Plan) placePicture(on *page, shows string, old Picture) placed {
	info, err := picture.Read(old.Data)
	clean := old.Data
	if err == nil {
		clean, err = picture.Clean(old.Data)
	}
	if fault := new(picture.Fault); errors.As(err, &fault) {
		lost := "picture-format"
		if picture.IsName(strings.ToLower(path.Ext(old.Name))) {
			lost = "picture-broken"
		}
		return placed{lost: lost, why: fault.Message}
	}
	words := shows
	if words == "" {
		words = titleOf(old.Name)
	}
	digest := sha256.Sum256(clean)
	name := path.Join(path.Dir(on.path), fmt.Sprintf("%s-%x%s", slug(words), digest[:4], info.Format.Endings()[0]))
	if !p.site.Has(name) {
		p.pictures = append(p.pictures, File{"content/" + name, clean})
	}
	return placed{path: name}
}

// relative is the way from one path within content/ to another, as a link has it.
func relative(from, to string) string {
	way, err := filepath.Rel(filepath.FromSlash(path.Dir(from)), filepath.FromSlash(to))
	if err != nil {
		return to // neither begins at a root, so there is a way
	}
	return filepath.ToSlash(way)
}
