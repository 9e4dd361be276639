package quiz

import (
	"testing"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

// FuzzParse: no text may make the parser panic, or report a mistake without a place and a hint.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "## A {#a rules=\"r\"}\n- [ ] a\n  > b\n- [x] c\n\n> d\n", "- [x] a\n## B\n", "## A\n- [x]\n-\n- [ ] \n> e\n",
		"## A\n:::note\n- [x] a\n:::\n", "> a\n\n## A\n1. [x] a\n   1. [ ] b\n", "## A\n- [x] a\n\n- text\n\n  more\n",
		"## A {#a rules=\"r\"}\n- a\n  - b\n  - c\n\n    > d\n- e\n  1. f\n\n> g\n", "## A\n- a\n  - [x] b\n- \n  - \n"} {
		f.Add([]byte(seed))
	}
	parser := markdown.NewParser(language.English())
	f.Fuzz(func(t *testing.T, data []byte) {
		file, _ := source.Parse("q.md", data)
		if file == nil {
			return
		}
		doc, _ := parser.Parse(file)
		q, diags := Parse(doc, Front{})
		for _, d := range diags {
			if d.Line < 1 || d.Message == "" || d.Hint == "" {
				t.Fatalf("incomplete: %+v", d)
			}
		}
		if q == nil {
			t.Fatal("no quiz")
		}
	})
}
