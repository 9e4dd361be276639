// Package importer makes the pages of a site from documents that were written for something else: Word, OpenDocument, HTML, and folders of markdown
// for other programs.
//
// A [Format] reads a file as a [Document], whose text is [text.Block]s. A [Plan] makes pages of documents, resolves the links between them, and finds
// the sentences that can be rules; [Plan.Files] are the files of the site that come of it. Nothing is dropped silently: each word of a
// document is on a page or in the [Report], and a test holds every format to that.
package importer

import (
	"io/fs"
	"path"

	"handrail/internal/foreign"
	"handrail/internal/language"
	"handrail/internal/source"
	"handrail/internal/text"
)

// Document is a document as it was read.
//
// Its blocks are what text.Read gives of HTML, with these forms for what documents have and HTML says in many ways:
//
//   - A heading has the level of the document, and an attribute "id" for each name by which links reach it.
//   - Any other place that links reach is a text.Inside called "a" with an attribute "id" and nothing in it.
//   - Where a link leads is written as the document has it: an address, "#name", or the path of another file from the folder of the document.
//   - An image has the key of its picture in Pictures.
//   - A text.NoteRef has the name of a text.Note, which is in a block of text.Notes at the end.
//   - The text of a block is as long as it is: what markdown cannot say is still in it.
type Document struct {
	File     string // its path, with slashes: from the folder that is imported, or its name alone
	Format   string // the name of its Format
	Front    Front
	Blocks   []text.Block
	Pictures map[string]Picture
	Entries  []Entry // what there is to know of it

	// Addresses are those by which other documents and other sites link to it, without the name of the site and the slash after it, such as "guide/phones/".
	Addresses []string
	// Place is where the page was among those of its site, as a path within content/: "guide/phones.md"; "" when it was alone.
	Place string
	// Whole says that it stays one page however long it is, as somebody has already split the text into files.
	Whole bool

	folder *Folder // that it was read from
}

// Front is what a document says of itself.
type Front struct {
	Title    string
	Summary  string
	Order    int // 0 when it says none
	Draft    bool
	Reviewed source.Date // the zero Date when it does not say
	Aliases  []string    // addresses that lead to it
}

// Picture is a picture of a document.
type Picture struct {
	Name string // as the document calls it, with its ending
	Data []byte
}

// reading is one document while it is read.
type reading struct {
	doc      *Document
	data     []byte
	files    fs.FS // what is beside the document, whose path in it is doc.File; nil when nothing is
	language *language.Language
	headings int // how many have been read
}

// add adds blocks to the document. Entries that are noted after it are of the part that begins with its last heading.
func (r *reading) add(blocks ...text.Block) {
	for _, b := range blocks {
		if b.Kind == text.Heading {
			r.headings++
		}
	}
	r.doc.Blocks = append(r.doc.Blocks, blocks...)
}

// note makes an entry of the report: what happened, by its name in the table whats, and the words of the document that it is about, all of them where they are
// left out.
func (r *reading) note(what, words string) { r.noteAt(0, what, words) }

// noteAt is note for something on a line of the document.
func (r *reading) noteAt(line int, what, words string) {
	r.doc.Entries = append(r.doc.Entries, Entry{What: what, File: r.doc.File, Line: line, Heading: r.headings, Words: words})
}

// ReadFile reads a document, which is at name in files. What is wrong with it is reported: where, what, and how to put it right. The document is nil
// when it cannot be read.
func ReadFile(files fs.FS, name string, lang *language.Language) (*Document, []source.Diagnostic) {
	return readFile(newFolder(files), name, lang)
}

// readFile is ReadFile for a document of a folder.
func readFile(folder *Folder, name string, lang *language.Language) (*Document, []source.Diagnostic) {
	fail := func(hint, message string) (*Document, []source.Diagnostic) {
		return nil, []source.Diagnostic{{Pos: source.Pos{File: name}, Severity: source.Error, Check: Check, Message: message, Hint: hint}}
	}
	data, _, err := source.ReadWhole(folder.files, name, MaxFile)
	if err != nil {
		return fail(source.ReadHint(err), "this file cannot be read: "+source.Reason(err))
	}
	format, fault := recognise(name, data)
	if fault != nil {
		return fail(fault.hint, fault.message)
	}
	r := &reading{doc: &Document{File: name, Format: format.Name, Pictures: map[string]Picture{}, folder: folder}, data: data, files: folder.files, language: lang}
	if fault := format.read(r); fault != nil {
		d := source.Diagnostic{Pos: source.Pos{File: path.Join(name, fault.File), Line: fault.Line, Col: fault.Col}, Severity: source.Error, Check: Check, Message: fault.Message, Hint: hintFor(format, fault)}
		return nil, []source.Diagnostic{d}
	}
	folder.adopt(r.doc)
	r.findPictures()
	r.tidy()
	return r.doc, nil
}

// Check is what the diagnostics of an import name as their check.
const Check = "import"

// MaxFile is how large a document can be, in bytes.
const MaxFile = 100 << 20

// hintFor is how to put right what keeps a file from being read.
func hintFor(format Format, fault *foreign.Fault) string {
	switch fault.Reason {
	case foreign.TooLarge:
		return "Split the document into several files, and import each of them."
	case foreign.Unsafe:
		return "Open it in the program that it was written with, save it as a new file without a password, and import that."
	}
	return "Open it in the program that it was written with, and save it again as " + format.Title + "."
}
