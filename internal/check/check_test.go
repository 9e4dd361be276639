package check_test

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
)

// today is the day of every fixture.
var today = source.Date{Time: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}

// TestEveryNameIsInATable: every check that reports something of a fixture has a row that editors can read, with the level that it has.
func TestEveryNameIsInATable(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	rows := map[string]check.Finding{}
	for _, f := range check.Findings() {
		rows[f.Name] = f
	}
	for _, name := range names {
		f := readFixture(t, name)
		for _, d := range f.report() {
			if f := rows[d.Check]; f.Name == "" {
				t.Errorf("%s: %q is in no table", name, d.Check)
			} else if d.Severity != f.Level && f.Warns == "" {
				t.Errorf("%s: %q is %s here, and %s in its table", name, d.Check, d.Severity, f.Level)
			}
		}
	}
}

// TestOrder: mistakes of several files are reported in the order of the files and their lines.
func TestOrder(t *testing.T) {
	fsys := fstest.MapFS{
		"site.yaml": {Data: []byte("title: A\n")}, "index.md": {Data: []byte("---\ntitle: A\n---\n[x y](gone.md)\n")},
		"b.md": {Data: []byte("---\ntitle: B\n---\n#### Deep\n[x y](gone.md) [x y](gone2.md)\n")},
		"a.md": {Data: []byte("---\ntitle: A\ncolour: red\n---\n[x y](gone.md)\n")},
	}
	s, diags := site.Load(fs.FS(fsys), site.Options{Today: today, Examine: check.Texts()})
	var got []string
	for _, d := range source.Sort(append(diags, check.Run(s)...)) {
		if !slices.Contains([]string{"page-link", "front-matter", "heading"}, d.Check) {
			continue // another check may report something as well, which changes no order
		}
		got = append(got, d.Pos.String())
	}
	want := "content/a.md:3:1 content/a.md:5:1 content/b.md:4:1 content/b.md:5:1 content/b.md:5:16 content/index.md:4:1"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}
