package check

import (
	"bytes"
	"slices"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/internal/statement"
)

func bracketsCheck() Check {
	return Check{Text: brackets, Finding: Finding{
		Name: "brackets", Group: Words, Level: source.Error,
		Finds:   "A bracket left over from a form, such as [insert name].",
		Why:     "Readers would get the form, and not what was to be filled in.",
		Example: "Write to [insert name].",
		Fixed:   "Write to your group lead.",
		Warns:   "a line to write on, XXX or (insert name) in a page that is not a statement",
		Fix:     "Write the words themselves. If each group fills them in, make the page a statement with a field.",
	}}
}

// notText is what is not shown as text: comments and code.
var notText = pattern.New("(?s)<!--.*?-->|```.*?```|`[^`\n]*`")

// maxForm is longer than what is between the brackets of a form, in bytes.
const maxForm = 200

// bracket is where a bracket that opens at a place in a text ends; -1 when it does not, or is part of a link, an image or a
// definition. It may continue in the next line.
func bracket(text []byte, at int) int {
	if at > 0 && (text[at-1] == '!' || text[at-1] == ']') {
		return -1
	}
	inner := text[at+1:]
	end := bytes.IndexAny(inner[:min(len(inner), maxForm)], "[]")
	if end < 0 || inner[end] == '[' || bytes.Contains(inner[:end], []byte("\n\n")) {
		return -1
	}
	if end += at + 2; end < len(text) && (text[end] == '(' || text[end] == '[' || text[end] == ':') {
		return -1
	}
	return end
}

// otherGaps are the ways beside brackets in which a form leaves room in any language: a line to write on, and letters used as
// placeholders.
var otherGaps = pattern.New(`_{4,}|\bX{3,}\b`)

// gapsIn finds what is left over from a form and is not in square brackets: where each begins and ends, in the order of the text.
func gapsIn(text []byte, forms language.Forms) [][]int {
	var found [][]int
	if bytes.Contains(text, []byte("____")) || bytes.Contains(text, []byte("XXX")) { // few have them: to look for the pattern takes a third of a build
		found = otherGaps().FindAllIndex(text, -1)
	}
	if forms.Round == nil {
		return found
	}
	round := forms.Round(text)
	within := func(gap []int) bool {
		return slices.ContainsFunc(round, func(m []int) bool { return m[0] <= gap[0] && gap[1] <= m[1] })
	}
	found = append(slices.DeleteFunc(found, within), round...)
	slices.SortFunc(found, func(a, b []int) int { return a[0] - b[0] })
	return found
}

// gaps reports what is left over from a form and is not in square brackets. In running text it may be meant.
func gaps(s *site.Source, f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	text := f.Data[f.Body:]
	found := gapsIn(text, s.Doc.Language.Forms)
	if len(found) == 0 {
		return nil
	}
	hidden := notText().FindAllIndex(text, -1)
	for _, m := range found {
		line := text[bytes.LastIndexByte(text[:m[0]], '\n')+1:]
		line, _, _ = bytes.Cut(line, []byte("\n"))
		inHidden := slices.ContainsFunc(hidden, func(h []int) bool { return h[0] <= m[0] && m[0] < h[1] })
		if inHidden || len(bytes.Trim(line, "_ \r")) == 0 { // a line across the page
			continue
		}
		severity, hint := source.Warning, "Write the words themselves. If each group fills them in, make the page a statement with a field such as {{group}}."
		if s.Kind == site.Statement {
			severity, hint = source.Error, "Write a field instead, such as {{group}}, and declare it under fields."
		}
		diags = append(diags, reportIn(f, f.Pos(f.Body+m[0]), severity, hint, "this is left over from a form: %s", text[m[0]:m[1]]))
	}
	return diags
}

// brackets reports brackets that somebody was meant to fill in.
func brackets(_ site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	var diags []source.Diagnostic
	text := f.Data[f.Body:]
	var hidden [][]int
	for at := bytes.IndexByte(text, '['); at >= 0; at = next(text, at, '[') {
		end := bracket(text, at)
		if end < 0 || !statement.IsForm(s.Doc.Language.Forms, string(text[at+1:end-1]), s.Kind == site.Statement) || escaped(text, at) || isLink(s, f.Pos(f.Body+at)) {
			continue
		}
		if hidden == nil {
			hidden = append(notText().FindAllIndex(text, -1), []int{len(text), len(text)})
		}
		for hidden[0][1] <= at {
			hidden = hidden[1:]
		}
		if at >= hidden[0][0] {
			continue
		}
		hint := "Write the words themselves. If readers are to see the bracket, put a \\ before it. If each group fills them in, make the page a statement with a field such as {{group}}."
		if s.Kind == site.Statement {
			hint = "Write a field instead, such as {{group}}, and declare it under fields."
		}
		diags = append(diags, reportIn(f, f.Pos(f.Body+at), source.Error, hint, "this bracket is left over from a form: %s", text[at:end]))
	}
	for _, gap := range gaps(s, f) {
		if !slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return d.Line == gap.Line }) { // it may be in the bracket
			diags = append(diags, gap)
		}
	}
	return diags
}

// escaped says whether a backslash takes its meaning from the byte at a place in a text.
func escaped(text []byte, at int) bool {
	before := at
	for before > 0 && text[before-1] == '\\' {
		before--
	}
	return (at-before)%2 == 1
}

// isLink says whether a link starts at a place: the words of its bracket are what the file defines an address for.
func isLink(s *site.Source, pos source.Pos) bool {
	return slices.ContainsFunc(s.Doc.Links, func(l markdown.Link) bool { return l.Pos.Line == pos.Line && l.Pos.Col == pos.Col })
}

// next is where a byte next occurs after a place in a text; -1 when it does not.
func next(text []byte, at int, c byte) int {
	i := bytes.IndexByte(text[at+1:], c)
	if i < 0 {
		return -1
	}
	return at + 1 + i
}
