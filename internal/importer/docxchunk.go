package importer

import (
	"path"
	"strings"

	"handrail/internal/foreign"
	"handrail/internal/text"
)

// chunk notes w:altChunk (ECMA-376 part 1, section 17.17.2.1), a document of another kind within this one, with its words where it is a text or a web page.
func (p *docxPart) chunk(e element) {
	file := p.links[e.relation("id")].target
	words := path.Base(file)
	if data, fault := p.archive.Read(file); fault == nil {
		data, _ = foreign.Decode(data)
		switch ending := strings.ToLower(path.Ext(file)); ending {
		case ".html", ".htm", ".xhtml":
			if blocks, err := text.Read(string(data)); err == nil {
				words += " " + text.Plain(blocks, func(string) string { return "" })
			}
		case ".txt":
			words += " " + string(data)
		}
	}
	p.note("object", oneLine(words))
	p.children(p.passOver)
}
