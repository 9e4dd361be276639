package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
)

var (
	// wantHere is what a fixture expects of the line below it, written in a comment of markdown or YAML:
	//
	//	<!-- want page-link: there is no page -->
	//	# want front-matter: unknown key
	//
	// A severity can come before the name of the check: "want warning review: …".
	wantHere = regexp.MustCompile(`^(.*(?:<!--|#) want (?:(?:error|warning) )?)([a-z-]+): (.*?)( -->)?$`)

	// wantAt is what it expects of a line that has none above it that could hold a comment. It is in the archive's comment:
	// "want content/a.md:1 error address: …".
	wantAt = regexp.MustCompile(`^want (\S+) ((?:error|warning) ([a-z-]+): .*)$`)
)

// A fixture is a site, and what is reported of it by the checks that it is about.
type fixture struct {
	archive *txtar.Archive
	about   map[string]bool // by name: those after "about" in the archive's comment, and those that it expects something of
	since   []site.Published
}

// rulesFile is what an archive has the rules in with which its site was published.
const rulesFile = "public/rules.json"

func readPublished(t *testing.T, data []byte) []site.Published {
	t.Helper()
	rules, err := site.ReadPublished(data)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func readFixture(t *testing.T, name string) *fixture {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{archive: archive, about: map[string]bool{}}
	for line := range strings.Lines(string(archive.Comment)) {
		if names, ok := strings.CutPrefix(line, "about "); ok {
			for _, name := range strings.Fields(names) {
				f.about[name] = true
			}
		}
		if m := wantAt.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			f.about[m[3]] = true
		}
	}
	for _, file := range archive.Files {
		if file.Name == rulesFile {
			f.since = readPublished(t, file.Data)
		}
		for line := range strings.Lines(string(file.Data)) {
			if m := wantHere.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
				f.about[m[2]] = true
			}
		}
	}
	if len(f.about) == 0 {
		t.Fatalf("%s does not name the checks that it is about", name)
	}
	return f
}

// report is what is reported of the fixture's site, by every check.
func (f *fixture) report() []source.Diagnostic {
	fsys := fstest.MapFS{}
	for _, file := range f.archive.Files {
		if file.Name != rulesFile {
			fsys[file.Name] = &fstest.MapFile{Data: file.Data}
		}
	}
	s, diags := site.Load(fsys, site.Options{Today: today, Examine: check.Texts(), Since: f.since})
	return check.Finish(s, diags).Diagnostics
}

// place and said are a diagnostic as fixtures write it.
func place(d source.Diagnostic) string { return fmt.Sprintf("%s:%d", d.File, d.Line) }
func said(d source.Diagnostic) string {
	return fmt.Sprintf("%s %s: %s", d.Severity, d.Check, d.Message)
}

// compare returns what the fixture expects and is not reported, and what is reported and not expected, by the checks that it is
// about. With correct, the archive is changed to expect what is reported: a comment whose check reports something else at its
// line has the new message, one whose check reports nothing there goes, and what has no comment is in the archive's own.
func (f *fixture) compare(correct bool) (missing []string, unexpected []source.Diagnostic) {
	left := slices.DeleteFunc(f.report(), func(d source.Diagnostic) bool { return !f.about[d.Check] })
	take := func(at, begins string) *source.Diagnostic {
		i := slices.IndexFunc(left, func(d source.Diagnostic) bool { return place(d) == at && strings.HasPrefix(said(d), begins) })
		if i < 0 {
			return nil
		}
		d := left[i]
		left = slices.Delete(left, i, i+1)
		return &d
	}
	gone := false
	for n, file := range f.archive.Files {
		lines := strings.Split(string(file.Data), "\n")
		for i, line := range lines {
			m := wantHere.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			next := i + 1
			for next < len(lines) && wantHere.MatchString(lines[next]) { // several above one line
				next++
			}
			at, level := fmt.Sprintf("content/%s:%d", file.Name, next+1), "error "
			if strings.HasSuffix(m[1], "want warning ") {
				level = "warning "
			}
			if take(at, level+m[2]+": "+m[3]) != nil {
				continue
			}
			missing = append(missing, fmt.Sprintf("%s: %s%s: %s", at, level, m[2], m[3]))
			if d := take(at, level+m[2]+": "); d != nil {
				lines[i] = m[1] + m[2] + ": " + d.Message + m[4]
				if !correct {
					unexpected = append(unexpected, *d)
				}
			} else {
				lines[i], gone = "\x00", true
			}
		}
		if correct {
			lines = slices.DeleteFunc(lines, func(line string) bool { return line == "\x00" })
			f.archive.Files[n].Data = []byte(strings.Join(lines, "\n"))
		}
	}
	if correct && gone { // the lines below have other numbers now
		return f.compare(true)
	}
	var comment strings.Builder
	for line := range strings.Lines(string(f.archive.Comment)) {
		if m := wantAt.FindStringSubmatch(strings.TrimSpace(line)); m != nil && take(m[1], m[2]) == nil {
			missing = append(missing, m[1]+": "+m[2])
			continue
		}
		comment.WriteString(line)
	}
	unexpected = append(unexpected, left...)
	if correct {
		for _, d := range left {
			fmt.Fprintf(&comment, "want %s %s\n", place(d), said(d))
		}
		f.archive.Comment = []byte(comment.String())
	}
	return missing, unexpected
}

// TestFixtures loads each site in testdata: exactly the mistakes that its comments expect are reported, each at its line. A
// fixture names the checks that it is about, so that a new check breaks none of them.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			f := readFixture(t, name)
			if *update {
				f.compare(true)
				if err := os.WriteFile(name, txtar.Format(f.archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			missing, unexpected := f.compare(false)
			for _, d := range unexpected {
				t.Errorf("not expected: %s: %s", place(d), said(d))
			}
			for _, m := range missing {
				t.Errorf("missing: %s", m)
			}
			for _, d := range f.report() {
				if f.about[d.Check] && (d.Hint == "" || d.Line > 0 && d.Source == "") {
					t.Errorf("no hint or no source line: %s: %s", place(d), said(d))
				}
			}
		})
	}
}

// TestCorrecting: a fixture whose expectations are wrong in each way expects what is reported once it is corrected.
func TestCorrecting(t *testing.T) {
	const right = "Links.\nwant content/site.yaml:0 error accent: no\n-- site.yaml --\ntitle: A site\n-- index.md --\n---\ntitle: Home\n---\n" +
		"<!-- want anchor: gone -->\n<!-- want page-link: nonsense -->\n[a page](gone.md)\n\n<!-- want page-link: there -->\nText.\n\n[another page](lost.md)\n"
	name := filepath.Join(t.TempDir(), "wrong.txtar")
	if err := os.WriteFile(name, []byte(right), 0o644); err != nil {
		t.Fatal(err)
	}
	f := readFixture(t, name)
	if missing, unexpected := f.compare(false); len(missing) != 4 || len(unexpected) != 2 {
		t.Errorf("missing %q, unexpected %v", missing, unexpected)
	}
	f.compare(true)
	if missing, unexpected := f.compare(false); len(missing)+len(unexpected) > 0 {
		t.Errorf("missing %q, unexpected %v after it was corrected to\n%s", missing, unexpected, txtar.Format(f.archive))
	}
	text := string(txtar.Format(f.archive))
	for _, word := range []string{"want anchor", "want content/site.yaml", "nonsense"} {
		if strings.Contains(text, word) {
			t.Errorf("still contains %q:\n%s", word, text)
		}
	}
	if strings.Count(text, "page-link: ") != 2 || !strings.Contains(text, "<!-- want page-link: ") || !strings.Contains(text, "\nwant content/index.md:9 error page-link: ") {
		t.Errorf("corrected to:\n%s", text)
	}
}
