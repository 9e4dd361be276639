package check

import (
	"bytes"
	"regexp"

	"handrail/internal/site"
	"handrail/internal/source"
)

// formStart is how the brackets of a form begin; notText is what is not shown as text: comments and code.
const formStart = `(?i)\[(?:insert|enter|add|type|write|put|fill|your|name|group|date|link|address|phone|email|tbc|tba|xx+|\.\.\.|…)`

const notText = "(?s)<!--.*?-->|```.*?```|`[^`\n]*`"

// brackets reports brackets that somebody was to fill in.
func brackets(s *site.Site) []source.Diagnostic {
	start, form, skip := regexp.MustCompile(formStart), regexp.MustCompile(formStart+`[^\]\n]*\]`), regexp.MustCompile(notText)
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		text := p.File.Data[p.File.Body:]
		if !start.Match(text) {
			continue
		}
		text = skip.ReplaceAllFunc(text, func(b []byte) []byte { return bytes.Repeat([]byte(" "), len(b)) })
		for _, at := range form.FindAllIndex(text, -1) {
			if at[1] < len(text) && (text[at[1]] == '(' || text[at[1]] == '[' || text[at[1]] == ':') || at[0] > 0 && (text[at[0]-1] == '!' || text[at[0]-1] == ']') {
				continue // a link or an image
			}
			hint := "Write the words themselves. If each group fills them in, make the page a statement with a field such as {{group}}."
			if p.Kind == site.Statement {
				hint = "Write a field instead, such as {{group}}, and declare it under fields."
			}
			diags = append(diags, report(p, p.File.Pos(p.File.Body+at[0]), source.Error, hint, "this bracket is left over from a form: %s", text[at[0]:at[1]]))
		}
	}
	return diags
}
