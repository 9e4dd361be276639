package statement

import (
	"strings"
	"testing"
)

// FuzzParseTemplate: a text comes out as it went in when each field is put back between braces, and no field is left
// open without being told.
func FuzzParseTemplate(f *testing.F) {
	for _, seed := range []string{"", "plain", "{{a}}", "{{ a }} {{b.c}}", "{{a", "a}}", "{{{a}}}", "{{a\n}}", "{{}}", "{{{{a}}}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tmpl, open := ParseTemplate(text)
		var back strings.Builder
		for i, part := range tmpl {
			back.WriteString(part.Text)
			if i == len(tmpl)-1 {
				break
			}
			end := part.Offset + strings.Index(text[part.Offset:], "}}") + 2
			back.WriteString(text[part.Offset:end])
			if strings.TrimSpace(text[part.Offset+2:end-2]) != part.Field {
				t.Fatalf("the field %q is not what stands at %d of %q", part.Field, part.Offset, text)
			}
		}
		if back.String() != text {
			t.Fatalf("%q came back as %q", text, back.String())
		}
		if open != nil && !strings.HasPrefix(text[open.Offset:], "{{") {
			t.Fatalf("nothing opens at %d of %q", open.Offset, text)
		}
	})
}
