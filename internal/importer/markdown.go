package importer

import "handrail/internal/foreign"

func markdownFormat() Format {
	return Format{Name: "md", Title: "markdown", Endings: []string{".md", ".markdown", ".mdx"}, is: func([]byte) bool { return true }, read: func(r *reading) *foreign.Fault {
		return nil
	}}
}

func markdownWhats() []what { return nil }
