package importer

import "handrail/internal/foreign"

func docxFormat() Format {
	return Format{Name: "docx", Title: "a Word document", Endings: []string{".docx", ".docm", ".dotx"}, is: func([]byte) bool { return true }, read: func(r *reading) *foreign.Fault {
		return nil
	}}
}

func docxWhats() []what { return nil }
