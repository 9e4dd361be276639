package check

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func bracketsCheck() Check {
	return Check{Text: brackets, Finding: Finding{
		Name: "brackets", Group: Text, Level: source.Error,
		Finds:   "A bracket left over from a form, such as [insert name].",
		Why:     "Readers would get the form, and not what was to be filled in.",
		Example: "Write to [insert name].",
		Fixed:   "Write to your group lead.",
		Fix:     "Write the words themselves. If each group fills them in, make the page a statement with a field.",
	}}
}

// notText is what is not shown as text: comments and code.
var notText = regexp.MustCompile("(?s)<!--.*?-->|```.*?```|`[^`\n]*`")

// formStarts are how what stands in the brackets of a form begins.
func formStarts() []string {
	return []string{"insert", "enter", "add", "type", "write", "put", "fill", "your", "name", "group", "date", "link", "address", "phone", "email",
		"tbc", "tba", "xx", "...", "…"}
}

// form is where a bracket of a form that opens at a place in a text ends; -1 when it is none.
func form(text []byte, at int) int {
	inner := text[at+1:]
	if !slices.ContainsFunc(formStarts(), func(start string) bool {
		return len(inner) >= len(start) && strings.EqualFold(string(inner[:len(start)]), start)
	}) {
		return -1
	}
	end := bytes.IndexAny(inner, "]\n")
	if end < 0 || inner[end] == '\n' {
		return -1
	}
	return at + 1 + end + 1
}

// brackets reports brackets that somebody was to fill in.
func brackets(_ site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	text := f.Data[f.Body:]
	var hidden [][]int
	for at := bytes.IndexByte(text, '['); at >= 0; at = next(text, at, '[') {
		end := form(text, at)
		if end < 0 {
			continue
		}
		if hidden == nil {
			hidden = append(notText.FindAllIndex(text, -1), []int{len(text), len(text)})
		}
		for hidden[0][1] <= at {
			hidden = hidden[1:]
		}
		if at >= hidden[0][0] {
			continue
		}
		if end < len(text) && (text[end] == '(' || text[end] == '[' || text[end] == ':') || at > 0 && (text[at-1] == '!' || text[at-1] == ']') {
			continue // a link or an image
		}
		hint := "Write the words themselves. If each group fills them in, make the page a statement with a field such as {{group}}."
		if s.Kind == site.Statement {
			hint = "Write a field instead, such as {{group}}, and declare it under fields."
		}
		diags = append(diags, tell(f, f.Pos(f.Body+at), source.Error, hint, "this bracket is left over from a form: %s", text[at:end]))
	}
	return diags
}

// next is where a byte stands after a place in a text; -1 when it does not.
func next(text []byte, at int, c byte) int {
	i := bytes.IndexByte(text[at+1:], c)
	if i < 0 {
		return -1
	}
	return at + 1 + i
}
