package check

import (
	"handrail/internal/site"
	"handrail/internal/source"
)

func accentCheck() Check {
	return Check{Site: accent, Finding: Finding{
		Name: "accent", Group: Files, Level: source.Error,
		Finds: "The accent colour, or the second colour, does not stand out from the page.",
		Why:   "Links and buttons would be hard to read (WCAG 2.2, 1.4.6), and lines hard to see (1.4.11).",
		Example: `-- site.yaml --
title: A site
accent: "#e07000"`,
		Fixed: `-- site.yaml --
title: A site
accent: "#7a3d00"`,
		Fix: "Choose a darker colour. The message names one.",
	}}
}

// accent reports colours of the site that text could not be read in, or lines not be seen. For dark pages both are made lighter by
// themselves.
func accent(s *site.Site) []source.Diagnostic {
	f := s.Config.File
	if f == nil {
		return nil
	}
	var diags []source.Diagnostic
	for _, c := range []struct {
		key, value string
		least      float64
	}{{"accent", s.Config.Accent, site.MinContrast}, {"second", s.Config.Second, site.MinLine}} {
		if c.value == "" {
			continue
		}
		colour, err := site.ParseColour(c.value)
		if err != nil {
			diags = append(diags, f.At(f.KeyPos(c.key), "", "%s", err))
			continue
		}
		if contrast := site.Contrast(colour, site.PageLight()); contrast < c.least {
			d := f.At(f.KeyPos(c.key), "", "the %s colour %s does not stand out enough: its contrast with the page is %.1f to 1, and it needs %.0f to 1",
				c.key, colour, contrast, c.least)
			d.Hint = "Choose a darker one, for example " + colour.ForLight(c.least).String() + "."
			diags = append(diags, d)
		}
	}
	return diags
}
