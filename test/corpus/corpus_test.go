package corpus

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// read gives every file below dir/content by its path.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	root := os.DirFS(filepath.Join(dir, "content"))
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func written(t *testing.T, n, perSection int, flavour Flavour) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := WriteSections(dir, n, perSection, flavour); err != nil {
		t.Fatal(err)
	}
	return read(t, dir)
}

func TestSame(t *testing.T) {
	first, second := written(t, 120, PerSection, Handrail), written(t, 120, PerSection, Handrail)
	if len(first) != len(second) {
		t.Fatalf("%d files, and the second time %d", len(first), len(second))
	}
	for name, text := range first {
		if second[name] != text {
			t.Errorf("%s differs the second time", name)
		}
	}
	// Figures from different days can be compared only while the pages are the same. If you change them on purpose, change this.
	const want = "7847"
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(first["section-001/page-00004.md"])))[:len(want)]; got != want {
		t.Errorf("page 4 has the digest %s…, and had %s…", got, want)
	}
}

func TestShape(t *testing.T) {
	for _, test := range []struct {
		n, perSection, sections int
		flavour                 Flavour
		index                   string
		more                    int // site.yaml, and the home page
	}{
		{120, PerSection, 3, Handrail, "index.md", 2},
		{120, PerSection, 3, Hugo, "_index.md", 1},
		{120, PerSection, 3, Eleventy, "index.md", 1},
		{120, 5_000, 1, Handrail, "index.md", 2},
		{1, PerSection, 1, Handrail, "index.md", 2},
	} {
		files := written(t, test.n, test.perSection, test.flavour)
		if want := test.n + test.sections + test.more; len(files) != want {
			t.Errorf("%+v: %d files, want %d", test, len(files), want)
		}
		for i := range test.n {
			if files[PagePath(i, test.perSection)] == "" {
				t.Errorf("%+v: there is no page %s", test, PagePath(i, test.perSection))
			}
		}
		for _, index := range []string{test.index, "section-001/" + test.index} {
			if files[index] == "" {
				t.Errorf("%+v: there is no %s", test, index)
			}
		}
	}
	if err := Write(t.TempDir(), 0, Handrail); err == nil {
		t.Error("a site of no pages was written")
	}
}

// body is a page without its front matter.
func body(text string) string {
	_, text, _ = strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	return text
}

func TestFlavours(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)]*)\)`)
	ours := written(t, 120, PerSection, Handrail)
	links := 0
	for tool, flavour := range map[string]Flavour{"Hugo": Hugo, "Eleventy": Eleventy} {
		theirs := written(t, 120, PerSection, flavour)
		for i := range 120 {
			name := PagePath(i, PerSection)
			if a, b := link.ReplaceAllString(body(ours[name]), "]()"), link.ReplaceAllString(body(theirs[name]), "]()"); a != b || a == "" {
				t.Errorf("%s has another body for %s", name, tool)
			}
			for _, to := range link.FindAllStringSubmatch(ours[name], -1) {
				links++
				if ours[path.Join(path.Dir(name), to[1])] == "" {
					t.Errorf("%s links to %s, which is not there", name, to[1])
				}
			}
			for _, to := range link.FindAllStringSubmatch(theirs[name], -1) {
				if theirs[strings.Trim(to[1], "/")+".md"] == "" {
					t.Errorf("%s links to %s, which is not there for %s", name, to[1], tool)
				}
			}
		}
	}
	if links < 2*120 {
		t.Errorf("there are %d links on 120 pages", links/2)
	}
}

func TestWords(t *testing.T) {
	const n = 300
	words, tables, titles := 0, 0, map[string]bool{}
	for name, text := range written(t, n, PerSection, Handrail) {
		if !strings.Contains(name, "page-") {
			continue
		}
		words += len(strings.Fields(body(text)))
		if strings.Contains(text, "| --- |") {
			tables++
		}
		titles[strings.Split(text, "\n")[1]] = true
		if strings.ContainsAny(body(text), "<%") {
			t.Errorf("%s has a pattern that was not filled", name)
		}
	}
	if mean := words / n; mean < 650 || mean > 710 {
		t.Errorf("a page has %d words on average, and should have about 680", mean)
	}
	if tables != n/3 {
		t.Errorf("%d of %d pages have a table, and a third should", tables, n)
	}
	if len(titles) != n {
		t.Errorf("%d pages have %d titles", n, len(titles))
	}
}

func TestWidgets(t *testing.T) {
	for name, test := range map[string]struct {
		write  func(dir string, n int) error
		file   string
		counts string
	}{
		"quiz":      {Quiz, "quizzes/long.md", "\n## "},
		"checklist": {Checklist, "guidance/page-00001.md", "\n:::must "},
		"groups":    {Groups, "groups.csv", "\n"},
	} {
		dir := t.TempDir()
		if err := test.write(dir, 20); err != nil {
			t.Fatal(err)
		}
		got := strings.Count(read(t, dir)[test.file], test.counts)
		if name == "groups" {
			got-- // the line that names the column
		}
		if got != 20 {
			t.Errorf("%s: %s has %d of them, want 20", name, test.file, got)
		}
	}
}
