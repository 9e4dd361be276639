package site

import (
	"strings"
	"testing"
)

func TestMatches(t *testing.T) {
	for _, test := range []struct{ pattern, yes, no string }{
		{"guidance/a.md", "guidance/a.md", "guidance/b.md a.md guidance/a.md/x"},
		{"guidance/*.md", "guidance/a.md guidance/.md", "guidance/x/a.md a.md"},
		{"guidance/**", "guidance/a.md guidance/x/y/a.md", "a.md other/a.md guidance.md"},
		{"**/a.md", "a.md x/a.md x/y/a.md", "x/b.md xa.md"},
		{"**", "a.md x/y.md", ""},
		{"x/**/b-?.md", "x/b-1.md x/y/z/b-2.md", "x/y/b-10.md y/b-1.md"},
		{"*/index.md", "x/index.md", "index.md x/y/index.md"},
		{"[", "[", "x a"},
		{"x/[a-c].md", "x/a.md", "x/d.md"},
		{"**/**/a.md", "a.md x/y/a.md", "b.md"},
	} {
		for _, name := range strings.Fields(test.yes) {
			if !matches(test.pattern, name) {
				t.Errorf("%s does not match %s", test.pattern, name)
			}
		}
		for _, name := range strings.Fields(test.no) {
			if matches(test.pattern, name) {
				t.Errorf("%s matches %s", test.pattern, name)
			}
		}
	}
}
