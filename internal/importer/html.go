package importer

import "handrail/internal/foreign"

func htmlFormat() Format {
	return Format{Name: "html", Title: "a web page", Endings: []string{".html", ".htm", ".xhtml", ".zip"}, is: func([]byte) bool { return true }, read: func(r *reading) *foreign.Fault {
		return nil
	}}
}

func htmlWhats() []what { return nil }
