package docs_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"handrail/internal/check"
	"handrail/internal/site"
)

// made says of a page of the reference how it is made.
const made = "<!-- Made by: go test ./test/docs -run '^TestReference$' -update -->\n\n"

// TestReference: the pages of the reference are what the program says of its commands, keys, blocks and checks. With -update they are
// written.
func TestReference(t *testing.T) {
	t.Parallel()
	root := filepath.Join(content, "reference")
	want := referencePages(t)
	if *update {
		for name, text := range want {
			writeFile(t, filepath.Join(root, name), text)
		}
	}
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join(root, name)); err != nil || string(got) != text {
			t.Errorf("%s is not what the program says (%v): go test ./test/docs -run '^TestReference$' -update", name, err)
		}
	}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		name, _ := filepath.Rel(root, file)
		if err == nil && !entry.IsDir() && want[filepath.ToSlash(name)] == "" && !slices.Contains(byHand(), filepath.ToSlash(name)) {
			t.Errorf("%s is made of nothing that the program has: remove it", file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// byHand are the pages of the reference that people write.
func byHand() []string { return []string{"index.md", "schemas.md"} }

// referencePages are the files of the reference by their paths.
func referencePages(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{"other-files.md": filesPage(t), "checks/index.md": checksIndex(), "checks/choosing.md": choosingPage()}
	for _, more := range []map[string]string{sitePages(t), frontPages(t), blockPages()} {
		maps.Copy(pages, more)
	}
	for i, group := range check.Groups() {
		pages["checks/"+group.Page()+".md"] = checksPage(group, i+1)
	}
	for name, text := range commandPages(t) {
		pages["commands/"+name] = text
	}
	for _, table := range site.Tables() {
		pages["schemas/"+strings.TrimSuffix(table.Name, ".yaml")+".schema.json"] = printed(t, "schema", table.Name)
	}
	return pages
}

// printed runs the program, and returns what it prints.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(binary, args...).Output()
	if err != nil {
		t.Fatalf("handrail %v: %v", args, err)
	}
	return string(out)
}

// head is the front matter of a page of the reference.
func head(title, summary string, order int) string {
	return fmt.Sprintf("---\ntitle: %s\nsummary: %s\norder: %d\n---\n\n%s", plain(title), plain(summary), order, made)
}

// plain is a text as a value in front matter.
func plain(text string) string {
	if strings.ContainsAny(text, ":#\"'") {
		return strconv.Quote(text)
	}
	return text
}

// cell is a text in a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// twoColumns is a table of two columns.
func twoColumns(first, second string, rows [][2]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s |\n|---|---|\n", first, second)
	for _, row := range rows {
		fmt.Fprintf(&b, "| %s | %s |\n", cell(row[0]), cell(row[1]))
	}
	return b.String() + "\n"
}

// inWords lists some names as a sentence has them.
func inWords(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// fence is a block of code.
func fence(language, text string) string {
	return "```" + language + "\n" + strings.TrimRight(text, "\n") + "\n```\n\n"
}
