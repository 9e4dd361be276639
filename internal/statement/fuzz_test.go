package statement

import (
	"strings"
	"testing"
)

// FuzzParseTemplate: a text comes out as it went in when what is in braces is put back between them.
func FuzzParseTemplate(f *testing.F) {
	for _, seed := range []string{"", "plain", "{{a}}", "{{ a }} {{b.c}}", "{{a", "a}}", "{{{a}}}", "{{a|\n}}", "{{}}", "{{{{a}}}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tmpl := ParseTemplate(text)
		var back strings.Builder
		for i, part := range tmpl {
			back.WriteString(part.Text)
			if i == len(tmpl)-1 {
				break
			}
			end := part.Offset + strings.Index(text[part.Offset:], "}}") + 2
			back.WriteString(text[part.Offset:end])
			if inner := text[part.Offset+2 : end-2]; strings.TrimSpace(inner) != part.Field && inner != part.Field {
				t.Fatalf("%q is not what stands at %d of %q", part.Field, part.Offset, text)
			}
		}
		if back.String() != text {
			t.Fatalf("%q came back as %q", text, back.String())
		}
	})
}

// FuzzFill: no template makes a mess of anything, and without a part nothing of it is written.
func FuzzFill(f *testing.F) {
	for _, seed := range []string{"{{#when a}}x{{/when}}", "{{/when}}{{#when", "{{#item 1 2}}{{#item 1 2}}", "{{a|, }}", "{{#when}}", "{{ }}", "{{#when a b}}{{#when a}}{{/when}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		Values{"a": "1\n2", "b": ""}.Fill(text, EscapeXML)
		if !strings.ContainsAny(text, "{}") {
			if got := (Values{"b": ""}).Fill("{{#when b}}"+text+"{{/when}}", nil); got != "" {
				t.Fatalf("left of %q is %q", text, got)
			}
		}
	})
}
