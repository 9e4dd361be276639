package check_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
)

// want is what a fixture expects of the line below it, written in a comment of markdown or YAML:
//
//	<!-- want page-link: there is no page -->
//	# want front-matter: unknown key
//
// A severity can stand before the name of the check: "want warning review: …". What has no line above it that could hold
// a comment is listed in the archive's comment: "want content/a.md:1 error address: …".
var want = regexp.MustCompile(`(?:<!--|#) want (?:(error|warning) )?([a-z-]+): (.*?)(?: -->)?$`)

// about names the checks that a fixture is about beside those that it wants something of.
var about = regexp.MustCompile(`(?m)^about (.*)$`)

var wantAt = regexp.MustCompile(`(?m)^want (\S+) (.*)$`)

// today is the day of every fixture.
var today = source.Date{Time: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}

func load(t *testing.T, name string) (fsys fstest.MapFS, expected map[string][]string, held []string, diags []source.Diagnostic) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	expected = map[string][]string{}
	for _, m := range wantAt.FindAllStringSubmatch(string(archive.Comment), -1) {
		expected[m[1]] = append(expected[m[1]], m[2])
	}
	fsys = fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	s, diags := site.Load(fsys, site.Options{Today: today, Examine: check.Texts()})
	if m := about.FindStringSubmatch(string(archive.Comment)); m != nil {
		held = strings.Fields(m[1])
	}
	return fsys, expected, held, check.Finish(s, diags).Diagnostics
}

// TestFixtures loads each site in testdata: exactly the mistakes that its comments expect are told, each at its line. A fixture
// is about the checks that its comments name, in what they want or after "about", so that a new check breaks none of them;
// clean.txtar is about all.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			fsys, expected, held, diags := load(t, name)
			for file, f := range fsys {
				for i, line := range strings.Split(string(f.Data), "\n") {
					if m := want.FindStringSubmatch(line); m != nil {
						place := fmt.Sprintf("content/%s:%d", file, i+2)
						if last := expected[fmt.Sprintf("content/%s:%d", file, i+1)]; last != nil { // two above one line
							delete(expected, fmt.Sprintf("content/%s:%d", file, i+1))
							expected[place] = last
						}
						severity := m[1]
						if severity == "" {
							severity = "error"
						}
						expected[place] = append(expected[place], severity+" "+m[2]+": "+m[3])
					}
				}
			}
			names := map[string]bool{}
			for _, name := range held {
				names[name] = true
			}
			for _, all := range expected {
				for _, w := range all {
					_, w, _ = strings.Cut(w, " ")
					name, _, _ := strings.Cut(w, ":")
					names[name] = true
				}
			}
			for _, d := range diags {
				if len(names) > 0 && !names[d.Check] {
					continue
				}
				place := fmt.Sprintf("%s:%d", d.File, d.Line)
				got := fmt.Sprintf("%s %s: %s", d.Severity, d.Check, d.Message)
				at := slices.IndexFunc(expected[place], func(w string) bool { return strings.HasPrefix(got, w) })
				if at < 0 {
					t.Errorf("not expected: %s: %s", place, got)
					continue
				}
				expected[place] = slices.Delete(expected[place], at, at+1)
				if d.Hint == "" || d.Line > 0 && d.Source == "" {
					t.Errorf("no hint or no source line: %s: %s", place, got)
				}
			}
			for place, rest := range expected {
				for _, w := range rest {
					t.Errorf("missing: %s: %s", place, w)
				}
			}
		})
	}
}

// TestEveryNameIsInATable: what the fixtures make speak has a row that editors can read, with the level that it has.
func TestEveryNameIsInATable(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	rows := map[string]check.Finding{}
	for _, f := range check.Findings() {
		rows[f.Name] = f
	}
	for _, name := range names {
		_, _, _, diags := load(t, name)
		for _, d := range diags {
			if f := rows[d.Check]; f.Name == "" {
				t.Errorf("%s: %q is in no table", name, d.Check)
			} else if d.Severity != f.Level && f.Warns == "" {
				t.Errorf("%s: %q is %s here, and %s in its table", name, d.Check, d.Severity, f.Level)
			}
		}
	}
}

// TestOrder: mistakes of several files are told in the order of the files and their lines.
func TestOrder(t *testing.T) {
	fsys := fstest.MapFS{
		"site.yaml": {Data: []byte("title: A\n")}, "index.md": {Data: []byte("---\ntitle: A\n---\n[x y](gone.md)\n")},
		"b.md": {Data: []byte("---\ntitle: B\n---\n#### Deep\n[x y](gone.md) [x y](gone2.md)\n")},
		"a.md": {Data: []byte("---\ntitle: A\ncolour: red\n---\n[x y](gone.md)\n")},
	}
	s, diags := site.Load(fs.FS(fsys), site.Options{Today: today, Examine: check.Texts()})
	var got []string
	for _, d := range source.Sort(append(diags, check.Run(s)...)) {
		got = append(got, d.Pos.String())
	}
	want := "content/a.md:3:1 content/a.md:5:1 content/b.md:4:1 content/b.md:5:1 content/b.md:5:16 content/index.md:4:1"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}
