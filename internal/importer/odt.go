package importer

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"handrail/internal/foreign"
	"handrail/internal/picture"
	"handrail/internal/text"
)

// odtFormat is the format of OpenDocument texts and their templates (OASIS OpenDocument 1.3, parts 2 and 3).
func odtFormat() Format {
	return Format{Name: "odt", Title: "an OpenDocument text", Endings: []string{".odt", ".ott"}, is: isODT, read: readODT}
}

func odtWhats() []what { return nil }

// isODT says whether data is an OpenDocument text. Its first file is the media type, not packed, so that it can be read from the bytes (part 2, section 3.3). Programs that pack a
// document again may leave the file out.
func isODT(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	const mime = "mimetypeapplication/vnd.oasis.opendocument."
	if at := bytes.Index(data[:min(len(data), 1<<10)], []byte(mime)); at >= 0 {
		return bytes.HasPrefix(data[at+len(mime):], []byte("text"))
	}
	return bytes.Contains(data, []byte("content.xml")) && bytes.Contains(data, []byte("META-INF/manifest.xml"))
}

// odtLimits are how much the package of a document, and a part of it, may hold. Text that is the same on each page is packed tightly.
func odtLimits() (foreign.ArchiveLimits, foreign.XMLLimits) {
	return foreign.ArchiveLimits{Files: 10_000, Unpacked: 400 << 20, Ratio: 300}, foreign.XMLLimits{Elements: 500_000, Depth: 200}
}

// odt is an OpenDocument text while it is read.
type odt struct {
	*reading
	*odtXML // the part that is being read
	archive *foreign.Archive
	styles  odtStyles

	notes    []text.Block                // the footnotes and endnotes so far
	next     map[odtListKey]int          // the number that a list of a style goes on with
	deleted  map[string]string           // the words that a tracked change deleted, by its name
	inserted map[string]*strings.Builder // those that one inserted, as they are read; nil before its place
	copies   int                         // how many cells were written because the document says that they are repeated
	titled   bool                        // a paragraph that is the title has been read
	open     []string                    // the names of the insertions whose words are being read
	outlines map[string]bool             // the headings that links name by their words
}

// odtListKey is a level of a list style.
type odtListKey struct {
	style string
	level int
}

func readODT(r *reading) *foreign.Fault {
	limits, _ := odtLimits()
	archive, fault := foreign.OpenArchive(r.data, limits)
	if fault != nil {
		return fault
	}
	o := &odt{reading: r, archive: archive, styles: newODTStyles(), next: map[odtListKey]int{}, deleted: map[string]string{}, inserted: map[string]*strings.Builder{}, outlines: map[string]bool{}}
	for _, part := range []struct {
		name string
		read func()
	}{{"META-INF/manifest.xml", o.manifest}, {"meta.xml", o.meta}, {"styles.xml", o.readStyles}, {"content.xml", o.content}} {
		if !archive.Has(part.name) && part.name != "content.xml" {
			continue
		}
		if fault := o.part(part.name, part.read); fault != nil {
			return fault
		}
	}
	o.end()
	return nil
}

// mostXML is how many bytes of XML a part of a document may have: that is the text of some thousands of pages.
const mostXML = 30 << 20

// readPart unpacks a part of a document that is XML.
func readPart(archive *foreign.Archive, name string) ([]byte, *foreign.Fault) {
	data, fault := archive.Read(name)
	if fault == nil && len(data) > mostXML {
		return nil, &foreign.Fault{Reason: foreign.TooLarge, File: name, Message: fmt.Sprintf("this part of the document has more than %d MB", mostXML>>20)}
	}
	return data, fault
}

// part reads a part of the package.
func (o *odt) part(name string, read func()) *foreign.Fault {
	data, fault := readPart(o.archive, name)
	if fault != nil {
		return fault
	}
	decoded, _ := foreign.Decode(data)
	_, limits := odtLimits()
	before := o.odtXML
	o.odtXML = &odtXML{xml: foreign.NewXML(decoded, limits)}
	defer func() { o.odtXML = before }()
	if read(); o.fault != nil {
		o.fault.File = name
	}
	return o.fault
}

// manifest looks whether the document has a password (part 2, section 4.5): nothing else can be read then.
func (o *odt) manifest() {
	o.within(func(e odtElement) bool {
		if e.name == "manifest:encryption-data" {
			o.fault = &foreign.Fault{Reason: foreign.Unsafe, Message: "this document has a password"}
		}
		return false
	})
}

// meta reads the title.
func (o *odt) meta() {
	o.within(func(e odtElement) bool {
		if e.name == "dc:title" {
			o.doc.Front.Title = o.words()
		}
		return e.name == "dc:title"
	})
}

// content reads the text, and the styles before it that are made of what somebody has formatted by hand (part 3, section 3.1.3.2).
func (o *odt) content() {
	found := false
	o.within(func(e odtElement) bool {
		switch e.name {
		case "office:automatic-styles":
			o.automaticStyles()
		case "office:scripts":
			if words := o.words(); words != "" {
				o.note("active", words)
			}
		case "office:text":
			found = true
			o.blocks(func(b text.Block) {
				if !odtMerge(o.doc.Blocks, b) {
					o.add(b)
				}
			})
		default:
			return false
		}
		return true
	})
	if !found && o.fault == nil {
		o.fault = &foreign.Fault{Message: "this document holds no text: it may be a spreadsheet, a drawing or a presentation"}
	}
}

// end adds what is found out only when everything has been read.
func (o *odt) end() {
	if len(o.notes) > 0 {
		o.add(text.Block{Kind: text.Notes, Blocks: o.notes})
	}
	for i, b := range o.doc.Blocks {
		if name := odtOutline(plainLine([]text.Block{b})); b.Kind == text.Heading && o.outlines[name] {
			o.doc.Blocks[i].Attrs = append(b.Attrs, text.Attr{Name: "id", Value: name})
			delete(o.outlines, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.deleted)) { // those whose place is not in the text
		o.note("deleted", o.deleted[name])
	}
	var active []string
	for _, name := range o.archive.Names() {
		if strings.HasPrefix(name, "Basic/") || strings.HasPrefix(name, "Scripts/") {
			active = append(active, name)
		}
	}
	if len(active) > 0 {
		o.note("active", strings.Join(active, " "))
	}
}

// plainLine are the words of some blocks as a line of the report.
func plainLine(blocks []text.Block) string {
	return strings.Join(strings.Fields(text.Plain(blocks, nil)), " ")
}

// odtOutline makes a name of the words of a heading, by which links reach it: LibreOffice writes "#1.2.Using it|outline" for them, with the number that the
// heading has at that time.
func odtOutline(words string) string {
	words = strings.TrimLeft(words, "0123456789. ")
	return "outline " + strings.Join(strings.Fields(words), " ")
}

// picture gives the key of a picture of the package, which is read once. Where there is none that can be shown, what is the entry that says why.
func (o *odt) picture(href string) (key, what string) {
	name := strings.TrimPrefix(href, "./")
	if _, ok := o.doc.Pictures[name]; ok {
		return name, ""
	}
	if !o.archive.Has(name) {
		return "", "picture-lost"
	}
	data, fault := o.archive.Read(name)
	if fault != nil {
		return "", "picture-lost"
	}
	if _, err := picture.Read(data); err != nil {
		return "", "picture-format"
	}
	o.doc.Pictures[name] = Picture{Name: path.Base(name), Data: data}
	return name, ""
}
