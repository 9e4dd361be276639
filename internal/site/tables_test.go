package site_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/site"
	"handrail/internal/source"
)

// TestTables: each key that is decoded has a row that says what it is for, and each row a key.
func TestTables(t *testing.T) {
	for _, table := range site.Tables() {
		if _, err := table.Entries(); err != nil {
			t.Errorf("%s: %v", table.Name, err)
		}
		if table.Text == "" || table.Example == "" {
			t.Errorf("%s has no text or no example", table.Name)
		}
	}
}

// TestTableExamples: the example of each file, of each kind of page and of each key can be used as it is.
func TestTableExamples(t *testing.T) {
	for _, table := range site.Tables() {
		for _, text := range examplesOf(table) {
			for _, d := range load(table.Name, text) {
				t.Errorf("%s:\n%s\n%s: %s", table.Name, text, d.Pos, d.Message)
			}
		}
	}
}

// examplesOf are the examples of a table: the whole one, and one of each key that can be added to it.
func examplesOf(table source.Table) []string {
	list := []string{table.Example}
	whole := strings.HasSuffix(table.Name, ".yaml") && table.Name != "site.yaml"
	for _, k := range table.Keys {
		if given := strings.HasPrefix(table.Example, k.Name+":") || strings.Contains(table.Example, "\n"+k.Name+":"); !given && !whole {
			list = append(list, table.Example+k.Name+": "+k.Example+"\n")
		}
	}
	return list
}

// load loads a small site with a file of a table, and returns the errors of that file.
func load(table, text string) []source.Diagnostic {
	files := fstest.MapFS{
		"index.md":  {Data: []byte("# Home\n")},
		"site.yaml": {Data: []byte("title: A site\n")},
		"logo.svg":  {Data: []byte("<svg/>")}, "fonts/a.woff2": {Data: []byte("wOF2")}, "fonts/b.woff2": {Data: []byte("wOF2")},
		"guidance/video.md": {Data: []byte("# Video\n")}, "guidance/data.md": {Data: []byte("# Data\n")}, "downloads/tool.html": {},
		"sources.yaml": {Data: []byte("ours: {from: ours, title: Us}\n")},
	}
	name := table
	if !strings.HasSuffix(table, ".yaml") {
		name, text = table+"s/example.md", "---\n"+text+"---\n"
		switch table {
		case "quiz":
			name, text = "quizzes/example.md", text+strings.Repeat("## Which is right? {#a rules=\"b\"}\n\n- [x] This\n- [ ] That\n  > No.\n\n> Because.\n\n", 10)
		case "statement":
			text += "For {{group}}, on {{day}}.\n"
		}
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	_, diags := site.Load(files, site.Options{})
	return slices.DeleteFunc(diags, func(d source.Diagnostic) bool {
		return d.File != "content/"+name || d.Check == "quiz" || d.Severity != source.Error
	})
}
