package importer

import (
	"path"
	"slices"
	"strings"

	"handrail/internal/foreign"
)

// Format is a kind of file that documents are in.
type Format struct {
	Name    string   // as the report has it: "docx"
	Title   string   // as people call it: "a Word document"
	Endings []string // of its files, with the dot, in lowercase

	// is says whether data can be a file of the format.
	is func(data []byte) bool
	// read reads r.data into r.doc. The fault says why it cannot be read at all.
	read func(r *reading) *foreign.Fault
}

// Formats is the table of the formats that are read.
func Formats() []Format {
	return []Format{docxFormat(), odtFormat(), htmlFormat(), markdownFormat()}
}

// recognise finds the format of a file: by its ending, and by what is in it.
func recognise(name string, data []byte) (Format, *refusal) {
	ending := strings.ToLower(path.Ext(name))
	at := slices.IndexFunc(Formats(), func(f Format) bool { return slices.Contains(f.Endings, ending) })
	if at < 0 {
		return Format{}, refuse(Format{}, ending, data)
	}
	format := Formats()[at]
	if !format.is(data) {
		return Format{}, refuse(format, ending, data)
	}
	return format, nil
}
