package importer

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"handrail/internal/foreign"
	"handrail/internal/text"
)

// docxFormat is WordprocessingML (ECMA-376 part 1, ISO/IEC 29500-1), strict and transitional, as Word and others write it.
func docxFormat() Format {
	return Format{Name: "docx", Title: "a Word document (.docx)", Endings: []string{".docx", ".docm", ".dotx"},
		is: isDOCX, read: readDOCX,
	}
}

// isDOCX says whether data is a package of ECMA-376 part 2 that can have a Word document in it, or was one before it was cut short.
func isDOCX(data []byte) bool {
	has := func(name string) bool { return bytes.Contains(data, []byte(name)) }
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && has("[Content_Types].xml") && !has("xl/workbook.xml") && !has("ppt/presentation.xml")
}

func docxWhats() []what {
	return []what{
		{"docx-unplaced", LeftOut, "Notes that no place in the document refers to are left out.", "Look whether they are needed, and where."},
		{"docx-choices", LeftOut, "What the lists of a form offer is left out. What was chosen is kept.", "Write the choices as a list, if readers need them."},
		{"docx-instruction", LeftOut, "Words within the instructions of a field are left out, as Word does not show them.", ""},
		{"docx-alternative", LeftOut, "What older programs show in place of a drawing is left out.", ""},
		{"docx-heading-numbers", Changed, "Numbers that Word puts before headings are left out.", "Look for words that name a part by its number, and link to it instead."},
		{"docx-layout", Changed, "Tables with headings or tables in their cells are no longer tables: what was in their cells follows one another.", "Look whether the order is right."},
		{"docx-box", Changed, "Tables with a single cell are boxes now.", ""},
		{"docx-equation", Changed, "Equations are a line of words now.", "Look at each: a picture may be clearer."},
		{"docx-table-words", LeftOut, "What a table shows, in words for people who do not see it, is left out.", "Write it before the table, if the table is not clear without."},
		{"docx-gap", Person, "Fields that nobody has filled in are in square brackets.", "Write what belongs there, or make it a statement that readers fill in."},
	}
}

// docx is a Word document while it is read.
type docx struct {
	*reading
	archive   *foreign.Archive
	names     map[foreignName]string
	main      string // the main part
	styles    map[string]*docxStyle
	defaults  runLook
	numbering docxNumbering
	counters  map[string][]int
	linked    map[string]bool // the names that links of the document lead to
	notes     map[string]*docxNote
	noteOrder []string
	comments  map[string]int // by its number, the place of what a comment is about
	headers   []string       // the words of headers and footers that have been noted
	asides    map[string]*docxAside
	lettered  map[string]bool // the lists with other numbers than Arabic ones that have been noted
}

// docxNote is a place that refers to a footnote or an endnote.
type docxNote struct {
	name   string
	place  int
	blocks []text.Block
	there  bool
}

// docxAside is what a document has in many places, and the report in one.
type docxAside struct {
	count, place int
	words        []string
}

func readDOCX(r *reading) *foreign.Fault {
	archive, fault := foreign.OpenArchive(r.data, foreign.ArchiveLimits{Files: 20_000, Unpacked: 500 << 20, Ratio: 250})
	if fault != nil {
		return fault
	}
	d := &docx{reading: r, archive: archive, names: map[foreignName]string{}, styles: map[string]*docxStyle{}, counters: map[string][]int{}, linked: map[string]bool{},
		notes: map[string]*docxNote{}, comments: map[string]int{}, asides: map[string]*docxAside{}, lettered: map[string]bool{}}
	if fault := d.findMain(); fault != nil {
		return fault
	}
	parts, fault := d.relations(d.main)
	if fault != nil {
		return fault
	}
	for _, step := range []struct {
		kind string
		read func(name string) *foreign.Fault
	}{{"styles", d.readStyles}, {"numbering", d.readNumbering}} {
		if name := parts.ofKind(step.kind); len(name) > 0 && archive.Has(name[0]) {
			if fault := step.read(name[0]); fault != nil {
				return fault
			}
		}
	}
	body, fault := d.readBody()
	if fault != nil {
		return fault
	}
	for _, kind := range []string{"footnotes", "endnotes", "comments", "header", "footer"} {
		for _, name := range parts.ofKind(kind) {
			if archive.Has(name) {
				if fault := d.readStory(name, kind); fault != nil {
					return fault
				}
			}
		}
	}
	d.noteMacros()
	d.finish(body)
	return d.readTitle()
}

// findMain finds the part that the package is about (ECMA-376 part 2, section 9.3), which is seldom anything but word/document.xml.
func (d *docx) findMain() *foreign.Fault {
	d.main = "word/document.xml"
	if d.archive.Has("_rels/.rels") {
		top, fault := d.relations("")
		if fault != nil {
			return fault
		}
		if main := top.ofKind("officeDocument"); len(main) > 0 {
			d.main = main[0]
		}
	}
	if !d.archive.Has(d.main) {
		return &foreign.Fault{Message: "this archive has no Word document in it"}
	}
	return nil
}

// readBody reads the main part. While it is read, the place of an entry is the number of items before it, as it is not yet known which are headings.
func (d *docx) readBody() ([]docxItem, *foreign.Fault) {
	p, fault := d.open(d.main)
	if fault != nil {
		return nil, fault
	}
	var items []docxItem
	found := false
	p.children(func(e element) {
		if e.name != "w:document" {
			p.fault = &foreign.Fault{Message: "this is not a Word document: its main part is called " + e.local}
			return
		}
		found = true
		items = p.container(true, nil)
		p.endFields()
	})
	if p.fault == nil && !found {
		p.fault = &foreign.Fault{Message: "the main part of this document is empty"}
	}
	return items, p.end()
}

// finish makes blocks of the items of the main part, and says for each entry which heading it is below.
func (d *docx) finish(items []docxItem) {
	d.takeTitle(items)
	d.boldHeadings(items)
	d.markLists(items, true)
	headings := make([]int, len(items)+1)
	for i, item := range items {
		if i > 0 {
			headings[i] = headings[i-1]
		}
		if item.block.Kind == text.Heading {
			headings[i]++
		}
	}
	if len(items) > 0 {
		headings[len(items)] = headings[len(items)-1]
	}
	for _, what := range slices.Sorted(maps.Keys(d.asides)) {
		a := d.asides[what]
		d.headings = a.place
		d.note(what, a.String())
	}
	for i := range d.doc.Entries {
		if e := &d.doc.Entries[i]; e.File == d.doc.File {
			e.Heading = headings[min(e.Heading, len(items))]
		}
	}
	d.headings = 0
	blocks := assemble(items)
	var notes text.Block
	for _, key := range d.noteOrder {
		if n := d.notes[key]; n.there {
			notes.Kind, notes.Blocks = text.Notes, append(notes.Blocks, text.Block{Kind: text.Note, Name: n.name, Blocks: n.blocks})
		}
	}
	if len(notes.Blocks) > 0 {
		blocks = append(blocks, notes)
	}
	d.add(d.prune(blocks)...)
}

// prune leaves out the names that no link leads to, and the references to notes that are not there.
func (d *docx) prune(blocks []text.Block) []text.Block {
	for i := range blocks {
		b := &blocks[i]
		b.Attrs = slices.DeleteFunc(b.Attrs, func(a text.Attr) bool { return b.Kind == text.Heading && a.Name == "id" && !d.linked[a.Value] })
		b.Inlines = d.pruneLine(b.Inlines)
		b.Blocks = d.prune(b.Blocks)
	}
	return slices.DeleteFunc(blocks, func(b text.Block) bool { return b.Kind == text.Paragraph && len(b.Inlines) == 0 })
}

func (d *docx) pruneLine(line []text.Inline) []text.Inline {
	for i := range line {
		line[i].Inlines = d.pruneLine(line[i].Inlines)
	}
	return slices.DeleteFunc(line, func(in text.Inline) bool {
		return in.Kind == text.Inside && in.Name == "a" && !d.linked[in.Attrs[0].Value] ||
			in.Kind == text.NoteRef && !slices.ContainsFunc(d.noteOrder, func(key string) bool { return d.notes[key].name == in.Name && d.notes[key].there })
	})
}

// aside keeps words for an entry of which the document gets one, with a number.
func (d *docx) aside(what, words string) {
	a := d.asides[what]
	if a == nil {
		a = &docxAside{place: d.headings}
		d.asides[what] = a
	}
	if a.count++; len(a.words) < 20 && words != "" && !slices.Contains(a.words, words) {
		a.words = append(a.words, words)
	}
}

func (a *docxAside) String() string { return strings.Join(a.words, " … ") }

// noteMacros notes what a document would do if it were opened in Word: nothing of that is read.
func (d *docx) noteMacros() {
	for _, name := range d.archive.Names() {
		if base := path.Base(name); base == "vbaProject.bin" || strings.HasPrefix(name, "word/activeX/") && strings.HasSuffix(base, ".xml") {
			d.headings = 0
			d.note("active", base)
		}
	}
}

// readTitle takes the title from the properties of the document where its text has none, unless it is what a program puts there.
func (d *docx) readTitle() *foreign.Fault {
	blocks := d.doc.Blocks
	if d.doc.Front.Title != "" || len(blocks) > 0 && blocks[0].Kind == text.Heading && blocks[0].Level == 1 || !d.archive.Has("docProps/core.xml") {
		return nil
	}
	p, fault := d.open("docProps/core.xml")
	if fault != nil {
		return fault
	}
	title := ""
	p.children(func(element) {
		p.children(func(e element) {
			if e.local == "title" {
				title = oneLine(p.characters())
			}
		})
	})
	number := strings.TrimLeftFunc(title, unicode.IsLetter)
	isNew := number != "" && number != title && strings.Trim(number, " 0123456789") == "" // "Document1", in any language
	if !isNew && !strings.HasPrefix(title, "Microsoft Word - ") {
		d.doc.Front.Title = title
	}
	return p.end()
}

func oneLine(words string) string { return strings.Join(strings.Fields(words), " ") }
