package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func accentCheck() Check {
	return Check{Site: accent, Finding: Finding{
		Name: "accent", Group: Files, Level: source.Error,
		Finds: "The accent colour does not stand out from the page.",
		Why:   "Links and buttons would be hard to read (WCAG 2.2, 1.4.6).",
		Example: `-- site.yaml --
title: A site
accent: "#e07000"`,
		Fixed: `-- site.yaml --
title: A site
accent: "#7a3d00"`,
		Fix: "Choose a darker colour. The message names one.",
	}}
}

// accent reports an accent colour that text could not be read in.
func accent(s *site.Site) []source.Diagnostic {
	f := s.Config.File
	if f == nil {
		return nil
	}
	colour, err := site.ParseColour(s.Config.Accent)
	if err != nil {
		return []source.Diagnostic{f.At(f.KeyPos("accent"), "", "%s", err)}
	}
	contrast := site.Contrast(colour, site.PageLight())
	if contrast >= site.MinContrast {
		return nil
	}
	d := f.At(f.KeyPos("accent"), "", "the accent colour %s does not stand out enough: its contrast with the page is %.1f to 1, and it needs %.0f to 1",
		colour, contrast, site.MinContrast)
	d.Hint = "Choose a darker one, for example " + colour.ForLight().String() + "."
	return []source.Diagnostic{d}
}
