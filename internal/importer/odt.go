package importer

import "handrail/internal/foreign"

func odtFormat() Format {
	return Format{Name: "odt", Title: "an OpenDocument text", Endings: []string{".odt", ".ott"}, is: func([]byte) bool { return true }, read: func(r *reading) *foreign.Fault {
		return nil
	}}
}

func odtWhats() []what { return nil }
