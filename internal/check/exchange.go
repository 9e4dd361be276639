package check

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/about"
	"handrail/internal/exchange"
	"handrail/internal/site"
	"handrail/internal/source"
)

func exchangeCheck() Check {
	return Check{Site: exchanged, Finding: Finding{
		Name: exchange.Check, Group: Quizzes, Level: source.Error, Warns: "what a format cannot hold of a question, wherever site.yaml asks for files in that format",
		Finds: "A format under exchange: in site.yaml that quizzes cannot be written in, or a quiz of which a format cannot hold all.",
		Why:   "The file would not be there for trainers to take away, or it would silently ask something else than the quiz of the site.",
		Example: `-- site.yaml --
title: A site
exchange: [scorm, csv]`,
		Fixed: `-- site.yaml --
title: A site
exchange: [csv]`,
		Fix:   "Choose a format that holds what the quiz needs. " + about.Page("guides/learning-systems") + " says what each keeps. When what is lost does not matter, turn the warnings off.",
		Stays: Errors, Because: "a file would be missing",
	}}
}

// exchanged reports formats of site.yaml that the files of quizzes cannot be made in, and files of the site that have the names of these. What
// a format cannot hold is reported by package builder, which makes the files.
func exchanged(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	f := s.Config.File
	var writable []string
	for _, format := range exchange.Formats() {
		if format.Writes() {
			writable = append(writable, format.Name)
		}
	}
	for i, name := range s.Config.Exchange {
		pos := f.KeyPos("exchange", strconv.Itoa(i))
		add := func(hint, format string, args ...any) {
			diags = append(diags, reportIn(f, pos, source.Error, hint, format, args...))
		}
		format, known := exchange.Named(name)
		switch {
		case !known:
			add(meant(0, name, writable, "%s", "Choose from "+strings.Join(writable, ", ")+"."), "there is no format %q to write quizzes in", name)
		case !format.Writes():
			add("Choose from "+strings.Join(writable, ", ")+".", "quizzes can be read from %s, and not written in it", format.Title)
		case slices.Contains(s.Config.Exchange[:i], name):
			add("Keep one of the two.", "the format %q is given twice", name)
		case name == "cmi5" && s.Config.URL == "":
			add("Write where the site will be, for example url: https://example.org/whatsapp/. The identifiers in a cmi5 package begin with it.", "cmi5 needs the address of the site")
		default:
			diags = append(diags, takenNames(s, format)...)
		}
	}
	return diags
}

// takenNames reports files of the site that are where the files of quizzes in a format would be.
func takenNames(s *site.Site, format exchange.Format) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		name := format.FileName(p.Name())
		if p.Quiz != nil && s.Files[name] {
			diags = append(diags, source.Diagnostic{Pos: source.Pos{File: path.Join("content", name)}, Severity: source.Error,
				Message: fmt.Sprintf("the address %s is already taken by the quiz as %s", name, format.Title), Hint: "Give this file another name, or remove it."})
		}
	}
	return diags
}
