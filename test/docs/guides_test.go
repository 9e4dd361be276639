package docs_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"handrail/test/docs"
)

var update = flag.Bool("update", false, "write what is made of other files")

const content = "../../docs/site/content"

// pagesOf lists the pages of sections of the documentation.
func pagesOf(t *testing.T, sections ...string) []string {
	t.Helper()
	var all []string
	for _, section := range sections {
		found, err := filepath.Glob(filepath.Join(content, section, "*.md"))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s has %d pages (%v)", section, len(found), err)
		}
		all = append(all, found...)
	}
	return all
}

// TestWritten: whoever does what a page says, command by command and file by file, sees what it shows.
func TestWritten(t *testing.T) {
	t.Parallel()
	tried := 0
	for _, page := range pagesOf(t, "start", "guides", "recipes") {
		examples, err := docs.Read(page)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(examples, func(e docs.Example) bool { return e.Language == "console" }) {
			continue
		}
		tried++
		t.Run(strings.TrimSuffix(filepath.Base(page), ".md"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			s := newSession(t)
			given(t, s, page)
			for _, e := range examples {
				if strings.Contains(e.Word, "/") {
					if named := strings.TrimPrefix(e.Word, "./"); !strings.Contains(string(text), "`"+named+"`") {
						t.Errorf("%s:%d: the text does not say that this is the file %s", page, e.Line, named)
					}
					writeFile(t, filepath.Join(s.Dir, e.Word), e.Text)
				}
				if e.Language != "console" {
					continue
				}
				for _, wrong := range s.Try(e) {
					t.Error(wrong)
				}
			}
		})
	}
	if tried < 10 {
		t.Errorf("only %d pages have commands to try", tried)
	}
}

// given writes what the reader of a page has: the files of testdata/PAGE.txtar, and a handbook of Word where the page speaks of one.
func given(t *testing.T, s *docs.Session, page string) {
	t.Helper()
	name := strings.TrimSuffix(filepath.Base(page), ".md")
	if archive, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar")); err == nil {
		for _, f := range archive.Files {
			writeFile(t, filepath.Join(s.Dir, f.Name), string(f.Data))
		}
	} else if !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if name == "from-a-handbook" {
		for _, line := range []string{"handrail init shipped", "handrail build shipped", "mv shipped/public/handbook.docx .", "rm -r shipped"} {
			if printed, exit, err := s.Run(line); err != nil || exit != 0 {
				t.Fatalf("%s: %s (%v)", line, printed, err)
			}
		}
	}
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTourPictures: the tours show pictures of what everything looks like, and those are the ones that the tests have made. With -update they
// are copied.
func TestTourPictures(t *testing.T) {
	t.Parallel()
	shown := map[string]bool{}
	for _, page := range pagesOf(t, "start") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\]\(tour/([\w-]+\.png)`).FindAllStringSubmatch(string(text), -1) {
			shown[m[1]] = true
		}
	}
	folder := filepath.Join(content, "start", "tour")
	for name := range shown {
		made, err := os.ReadFile(filepath.Join("../../docs/style", name))
		if err != nil {
			t.Error(err)
			continue
		}
		if *update {
			writeFile(t, filepath.Join(folder, name), string(made))
		} else if here, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(here) != string(made) {
			t.Errorf("%s is not as it is in docs/style (%v): go test ./test/docs -run '^TestTourPictures$' -update", name, err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !shown[e.Name()] {
			t.Errorf("no tour shows %s", e.Name())
		}
	}
}
