package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNamedPages: each page of the documentation that the program names is there.
func TestNamedPages(t *testing.T) {
	t.Parallel()
	named := 0
	call := regexp.MustCompile(`about\.Page\("([^"]*)"\)`)
	for _, top := range []string{"cmd", "internal", "release"} {
		err := filepath.WalkDir(filepath.Join("..", "..", top), func(path string, _ fs.DirEntry, err error) error {
			if os.IsNotExist(err) || err == nil && !strings.HasSuffix(path, ".go") {
				return nil
			} else if err != nil {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, m := range call.FindAllStringSubmatch(string(text), -1) {
				named++
				if _, err := os.Stat(filepath.Join(content, m[1]+".md")); err != nil {
					t.Errorf("%s names %s: %v", path, m[1], err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if named < 4 {
		t.Errorf("only %d pages are named", named)
	}
}

// TestRepositoryLinks: what README.md and the documents for developers link to is there, as people read them where the sources are.
func TestRepositoryLinks(t *testing.T) {
	t.Parallel()
	documents, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"} {
		documents = append(documents, filepath.Join("..", "..", name))
	}
	link := regexp.MustCompile(`\]\(([^)\s#]+)(?:#[^)\s]*)?\)`)
	for _, document := range documents {
		text, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		// What is code shows how links are written.
		text = regexp.MustCompile("(?ms)^```.*?^```|`[^`\n]*`").ReplaceAll(text, nil)
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], ":") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(document), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", filepath.Base(document), m[1])
			}
		}
	}
}

// TestOwnStyle: the style of the documentation is that of every site, with rules of its own below.
func TestOwnStyle(t *testing.T) {
	t.Parallel()
	const name = "templates/layouts/base.css"
	builtIn, err := os.ReadFile("../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile("../../docs/site/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(own), string(builtIn)) {
		t.Errorf("docs/site/%s does not begin with all of %s", name, name)
	}
}
