package check

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func activeContentCheck() Check {
	return Check{Site: activeContent, Finding: Finding{
		Name: "active-content", Group: Files, Level: source.Error,
		Finds:   "A file in the content folder that browsers run when somebody opens it, such as .html or .js, and that site.yaml does not name.",
		Why:     "It would be a page of the site with whatever scripts it holds, which could read what readers keep on their devices.",
		Example: "-- tool.html --\n<script>alert(1)</script>",
		Fixed:   "-- tool.html --\n<script>alert(1)</script>\n-- site.yaml --\ntitle: A site\nactive_content: [tool.html]",
		Fix:     "Move it out of the content folder, or, if you trust it as you trust this site, name it under active_content: in site.yaml.",
		Stays:   Everything, Because: "a script that nobody looked at would run on readers' devices",
	}}
}

// activeEndings lists the endings of files that browsers run, going by what hosts send them as. A drawing is copied without its scripts.
func activeEndings() []string {
	return []string{".html", ".htm", ".xhtml", ".xht", ".shtml", ".xml", ".xsl", ".xslt", ".js", ".mjs", ".cjs", ".wasm", ".mht", ".mhtml", ".hta", ".swf", ".svgz", ".htc", ".php"}
}

// activeContent reports files that would run, and names of site.yaml that no such file has.
func activeContent(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	active := func(file string) bool { return slices.Contains(activeEndings(), strings.ToLower(path.Ext(file))) }
	for _, file := range slices.Sorted(maps.Keys(s.Files)) {
		if active(file) && !slices.Contains(s.Config.ActiveContent, file) {
			diags = append(diags, source.Diagnostic{Pos: source.Pos{File: path.Join("content", file)}, Severity: source.Error,
				Message: "browsers would run this file as a part of the site",
				Hint:    "Move it out of the content folder. Or, if you trust it as you trust this site, name it in site.yaml: active_content: [" + file + "]"})
		}
	}
	for i, name := range s.Config.ActiveContent {
		f := s.Config.File
		if s.Doubt.Path(name) {
			continue
		}
		var d source.Diagnostic
		switch {
		case !s.Files[name]:
			d = reportIn(f, f.KeyPos("active_content", strconv.Itoa(i)), source.Error, meant(0, name, slices.Sorted(maps.Keys(s.Files)), "%s", "Write its path in the content folder, for example downloads/tool.html."), "there is no file %s", name)
		case !active(name):
			d = reportIn(f, f.KeyPos("active_content", strconv.Itoa(i)), source.Error, "Remove it here.", "%s is not a file that browsers run", name)
		default:
			continue
		}
		diags = append(diags, d)
	}
	return diags
}
