package docs_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
)

// schemas are the schemas of all tables, by their names, as a validator of others reads them.
func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	compiled := map[string]*jsonschema.Schema{}
	for _, table := range site.Tables() {
		address := "https://example.org/" + table.Name
		text, err := table.Schema(address)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		if err := c.AddResource(address, value); err != nil {
			t.Fatal(err)
		}
		if compiled[table.Name], err = c.Compile(address); err != nil {
			t.Fatal(err)
		}
	}
	return compiled
}

// fits says what a schema has against a piece of YAML, as an editor reads it: by the core schema of YAML 1.2.
func fits(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Load([]byte(text), &doc); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	return schema.Validate(coreValue(t, &doc))
}

func coreValue(t *testing.T, n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return coreValue(t, n.Content[0])
	case yaml.AliasNode:
		return coreValue(t, n.Alias)
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, coreValue(t, item))
		}
		return list
	case yaml.MappingNode:
		values := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			values[n.Content[i].Value] = coreValue(t, n.Content[i+1])
		}
		return values
	}
	var value any
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!int", "!!float", "!!bool":
		if err := n.Load(&value); err != nil {
			t.Fatal(err)
		}
		if i, ok := value.(int); ok {
			return float64(i)
		}
		return value
	}
	return n.Value
}

// faults are the errors that the program reports in a file of YAML, or in front matter, of a small site. It is named as its table is.
func faults(table, text string) []source.Diagnostic {
	files := fstest.MapFS{
		"index.md": {Data: []byte("# Home\n\n:::must {#b}\nAsk.\n:::\n")}, "site.yaml": {Data: []byte("title: A site\n")}, "logo.svg": {Data: []byte("<svg/>")},
		"fonts/a.woff2": {Data: []byte("wOF2")}, "fonts/b.woff2": {Data: []byte("wOF2")}, "sources.yaml": {Data: []byte("ours: {from: ours, title: Us}\n")},
		"guidance/video.md": {Data: []byte("# Video\n")}, "guidance/data.md": {Data: []byte("# Data\n")}, "guidance/broadcast-lists.md": {Data: []byte("# Broadcast lists\n")}, "downloads/tool.html": {},
	}
	name := table
	if !strings.HasSuffix(table, ".yaml") {
		name, text = table+"s/example.md", "---\n"+text+"\n---\n"
		switch table {
		case "quiz":
			name = "quizzes/example.md"
			for i := range 10 {
				text += fmt.Sprintf("## Which is right here? {#a%d rules=\"b\"}\n\n- [x] This\n- [ ] That\n  > No.\n\n> Because.\n\n", i)
			}
		case "statement":
			text += "For {{group}}, on {{day}}.\n"
		}
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	s, diags := site.Load(files, site.Options{Drafts: true, Examine: check.Texts()})
	return slices.DeleteFunc(check.Finish(s, diags).Diagnostics, func(d source.Diagnostic) bool { return d.File != "content/"+name || d.Severity != source.Error })
}

// oddValues are values of every type, and of every notation that a key has.
func oddValues() []string {
	return []string{"", "null", "true", "false", "yes", "off", "0", "1", "-1", "10", "1.5", "10.0", `""`, "x", `"10"`, "abc def", "[]", "[x]", "[1]", "[x, y]", "[gzip, brotli]", "[[a, b]]", "{}", "{a: b}", "{a: 1}", "{a: null}",
		"2026-11-20", "2026-11", "6 months", "1  year", "+2 weeks", "80%", "+5%", "5 MB", "1.5 kb", `"#0b4f5c"`, "one", "many", "line", "LINE", "charity", "error", "link:a", "https://example.org", "../a.md", "{error: error}", "{a: {sentence: warning}}"}
}

// TestSchemasAllowWhatCanBeUsed: for every key and values of every kind, a schema refuses nothing that the program takes.
func TestSchemasAllowWhatCanBeUsed(t *testing.T) {
	t.Parallel()
	all := schemas(t)
	page, _ := site.TableOf("page")
	for _, table := range site.Tables() {
		taken, refused := 0, 0
		for _, e := range entriesOf(t, table) {
			if table.Name != "page" && slices.ContainsFunc(page.Keys, func(k source.Key) bool { return k.Name == e.Name && k.Text == e.Text }) {
				continue // every page has it, and it is tried there
			}
			for _, value := range append(oddValues(), e.Example) {
				text := withValue(t, table, e.Path, value)
				err := fits(t, all[table.Name], text)
				if err == nil {
					taken++
					continue
				}
				if refused++; len(faults(table.Name, text)) == 0 {
					t.Errorf("%s: the schema refuses what can be used:\n%s\n%v", table.Name, text, err)
				}
			}
			if text := withValue(t, table, e.Path, e.Example); fits(t, all[table.Name], text) != nil {
				t.Errorf("%s: the schema refuses the example of %s", table.Name, e)
			}
		}
		if table.Name != "retired.yaml" && (taken == 0 || refused == 0) {
			t.Errorf("%s: %d taken, %d refused", table.Name, taken, refused)
		}
	}
}

func entriesOf(t *testing.T, table source.Table) []source.Entry {
	t.Helper()
	entries, err := table.Entries()
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// withValue is a file of a table that holds a value at the end of a path, and all that is needed around it.
func withValue(t *testing.T, table source.Table, path []string, value string) string {
	t.Helper()
	if path[0] == source.AnyName {
		return "a-name: " + mapping(t, table.Keys, table, path[1:], path[:1], value) + "\n"
	}
	return mapping(t, table.Keys, table, path, nil, value) + "\n"
}

// mapping is a mapping of keys with the value at the end of a path in it.
func mapping(t *testing.T, keys []source.Key, table source.Table, path, above []string, value string) string {
	var parts []string
	found := false
	for _, k := range keys {
		if k.Name == path[0] {
			found = true
			parts = append(parts, k.Name+": "+inner(t, k, table, path[1:], append(slices.Clone(above), k.Name), value))
		} else if k.Needed || k.Name == "address" || k.Name == "title" || k.Name == "audience" && table.Name == "path" {
			example := k.Example
			if k.Name == "audience" {
				example = "[lead]"
			}
			parts = append(parts, k.Name+": "+example)
		}
	}
	if !found {
		t.Fatalf("%s has no key %v", table.Name, path)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// inner is the value of a key with the value at the end of a path in it.
func inner(t *testing.T, k source.Key, table source.Table, path, above []string, value string) string {
	if len(path) == 0 {
		return value
	}
	if path[0] == source.AnyName {
		return "{a-name: " + mapping(t, k.Keys, table, path[1:], append(slices.Clone(above), path[0]), value) + "}"
	}
	text := mapping(t, k.Keys, table, path, above, value)
	for _, e := range entriesOf(t, table) {
		if slices.Equal(e.Path, above) && e.Type.Kind() == reflect.Slice {
			return "[" + text + "]"
		}
	}
	return text
}

// TestSchemasRefuse: keys that do not exist, and values of the wrong type, are refused by the schemas as they are by the program.
func TestSchemasRefuse(t *testing.T) {
	t.Parallel()
	all := schemas(t)
	for _, c := range []struct{ table, text string }{
		{"site.yaml", "{titel: A site}"}, {"site.yaml", "{summary: A site}"}, {"site.yaml", "{title: [A, B]}"}, {"site.yaml", "{title: A, corners: 99}"},
		{"site.yaml", "{title: A, accent: blue}"}, {"site.yaml", "{title: A, pictures: {widht: 1}}"}, {"site.yaml", "{title: A, audiences: [{name: lead}]}"},
		{"site.yaml", "{title: A, audiences: [{name: lead, label: I lead, title: For leads, icon: cat}]}"}, {"site.yaml", "{title: A, targets: {live: {buckt: a}}}"},
		{"site.yaml", "{title: A, targets: {live: {bucket: A B}}}"}, {"site.yaml", "{title: A, targets: {live: {folder: a, compress: [zip]}}}"},
		{"site.yaml", "{title: A, checks: {sentence: sometimes}}"}, {"site.yaml", "{title: A, offline_limit: 5}"}, {"site.yaml", "{title: A, source_every: often}"},
		{"links.yaml", "{form: {adress: \"https://example.org\", title: A}}"}, {"links.yaml", "{form: {address: \"https://example.org\"}}"},
		{"sources.yaml", "{guide: {from: nobody, title: A}}"}, {"sources.yaml", "{a guide: {from: ours, title: A}}"},
		{"glossary.yaml", "{words: [{word: a}]}"}, {"glossary.yaml", "{wrds: []}"}, {"synonyms.yaml", "{same: [a]}"}, {"retired.yaml", "{a: [b]}"},
		{"page", "{title: A, reviewed: yesterday}"}, {"page", "{title: A, audience: lead}"}, {"page", "{title: A, draft: perhaps}"}, {"page", "{title: A, pass: 80%}"},
		{"quiz", "{title: A, pass: 80}"}, {"quiz", "{title: A, shuffle: all}"}, {"statement", "{title: A, version: 1}"},
		{"statement", "{title: A, version: 1, changes: [{version: 1, date: 2026-11-20, what: New.}], fields: {group: {kind: colour, label: A}}}"},
		{"checklist", "{title: A, questions: [{ask: A, choose: both, options: []}]}"}, {"path", "{title: A, audience: [lead]}"}, {"path", "{title: A, audience: [lead], steps: [{agree: Yes, id: Not This}]}"},
	} {
		if len(faults(c.table, c.text)) == 0 {
			t.Errorf("%s: the program takes %s", c.table, c.text)
		}
		if fits(t, all[c.table], c.text) == nil {
			t.Errorf("%s: the schema takes %s", c.table, c.text)
		}
	}
}

// TestSchemasTakeSites: every file of the site that ships and of the documentation fits its schema, and so does every file of test data
// in which the program finds nothing wrong when it is alone.
func TestSchemasTakeSites(t *testing.T) {
	t.Parallel()
	all := schemas(t)
	tried := map[string]int{}
	try := func(root, place, name string, data []byte) {
		table := tableName(name)
		text := string(data)
		if table != "" && !strings.HasSuffix(table, ".yaml") {
			front, starts := strings.CutPrefix(text, "---\n")
			front, _, ends := strings.Cut(front, "\n---")
			if !starts || !ends {
				return
			}
			text = front
		}
		if table == "" || strings.TrimSpace(text) == "" {
			return
		}
		if !strings.HasSuffix(root, "content") && len(faults(table, text)) > 0 {
			return
		}
		tried[table]++
		if err := fits(t, all[table], text); err != nil {
			t.Errorf("%s, %s: %v", place, name, err)
		}
	}
	for _, root := range []string{"../../content", "../../docs/site/content", "../../cmd", "../../internal", "../../test", "../../quiz"} {
		err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := os.ReadFile(file)
			switch filepath.Ext(file) {
			case ".txtar":
				for _, f := range txtar.Parse(data).Files {
					try(root, file, f.Name, f.Data)
				}
			case ".md", ".yaml":
				try(root, file, filepath.ToSlash(file), data)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, table := range site.Tables() {
		if tried[table.Name] == 0 {
			t.Errorf("no %s was tried", table.Name)
		}
	}
	t.Log(tried)
}

// tableName is the name of the table of a file, by its path; "" when it has none.
func tableName(name string) string {
	dir, base := filepath.Base(filepath.Dir(name)), filepath.Base(name)
	if _, ok := site.TableOf(base); ok {
		return base
	}
	kind := map[string]string{"quizzes": "quiz", "statements": "statement", "checklists": "checklist", "paths": "path"}[dir]
	switch {
	case filepath.Ext(base) != ".md":
		return ""
	case kind != "" && base != "index.md":
		return kind
	}
	return "page"
}
