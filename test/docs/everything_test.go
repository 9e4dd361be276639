package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handrail/internal/exchange"
	"handrail/internal/host"
	"handrail/internal/site"
	"handrail/internal/statement"
)

// TestEverythingIsNamed: each host, each format of quizzes, each kind of field and each kind of page is in the guides, as it is typed. What is in
// the reference is there because it is made of the tables, and package quiz looks for each kind of question.
func TestEverythingIsNamed(t *testing.T) {
	t.Parallel()
	want := map[string][]string{"field": statement.Kinds(), "kind of page": {string(site.Quiz), string(site.Statement), string(site.ChecklistPage), string(site.PathPage)}}
	for _, h := range host.Hosts() {
		want["host"] = append(want["host"], h.Name)
	}
	for _, f := range exchange.Formats() {
		want["format"] = append(want["format"], f.Name)
	}
	var guides strings.Builder
	err := filepath.WalkDir(filepath.Join(content, "guides"), func(file string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".md" {
			return err
		}
		text, err := os.ReadFile(file)
		guides.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for what, names := range want {
		for _, name := range names {
			if !isTyped(guides.String(), name) {
				t.Errorf("the guides do not name the %s %s", what, name)
			}
		}
	}
	if isTyped(guides.String(), "no-such-name") {
		t.Error("anything is found")
	}
}

// isTyped says whether a text shows a name as it is typed: as code, after a flag, or after new.
func isTyped(text, name string) bool {
	for _, as := range []string{"`" + name + "`", "--host " + name, "--format " + name, "handrail new " + name, "new " + name + "`"} {
		if strings.Contains(text, as) {
			return true
		}
	}
	return false
}
