package docs_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/test/docs"
)

// TestPieces: each piece of YAML and of markdown that the documentation shows can be used as it is.
func TestPieces(t *testing.T) {
	t.Parallel()
	tried := map[string]int{}
	err := filepath.WalkDir(content, func(file string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".md" {
			return err
		}
		examples, err := docs.Read(file)
		for _, e := range examples {
			if wrong := pieceFaults(e); len(wrong) > 0 && e.Word != "fails" {
				t.Errorf("%s:%d: %s cannot be used: %s", file, e.Line, e.Language, strings.Join(wrong, "\n\t"))
			}
			tried[e.Language]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if tried["yaml"] < 80 || tried["markdown"] < 30 {
		t.Errorf("only these were tried: %v", tried)
	}
}

// pieceFaults are the errors in an example of YAML or markdown; nil for any other.
func pieceFaults(e docs.Example) []string {
	switch e.Language {
	case "yaml":
		return yamlFaults(e)
	case "markdown":
		return markdownFaults(e)
	}
	return nil
}

// yamlFaults are what is wrong with the keys and values of a piece of YAML: of the file that it is from, or of any that it can be from.
func yamlFaults(e docs.Example) []string {
	text := strings.TrimSuffix(strings.TrimPrefix(e.Text, "---\n"), "---\n")
	names := []string{e.Word}
	switch {
	case e.Word == "":
		names = []string{"site.yaml", "page", "quiz", "statement", "checklist", "path"}
	case strings.Contains(e.Word, "/"):
		names = []string{tableName(e.Word)}
	}
	var first []string
	for _, name := range names {
		table, ok := site.TableOf(name)
		if !ok {
			return []string{"there is no kind of file or page for " + e.Word}
		}
		wrong := decodeFaults(table, text)
		if len(wrong) == 0 {
			return nil
		}
		if first == nil {
			first = wrong
		}
	}
	return first
}

// decodeFaults are what is wrong with a piece of YAML as a table has it: with its keys, and, of settings and of what is whole, with its values.
func decodeFaults(table source.Table, text string) []string {
	diags := table.Decode(&source.File{Path: "piece.yaml", Data: []byte(text)})
	isWhole := strings.HasSuffix(table.Name, ".yaml") || strings.HasPrefix(text, "title:")
	if len(diags) == 0 && isWhole {
		if table.Name == "site.yaml" && !strings.HasPrefix(text, "title:") {
			text = "title: A site\n" + text
		}
		diags = slices.DeleteFunc(faults(table.Name, text), func(d source.Diagnostic) bool {
			return !slices.Contains([]string{"front-matter", "site", "source", "checklist"}, d.Check) || strings.HasPrefix(d.Message, "there is no folder or page")
		})
	}
	var wrong []string
	for _, d := range diags {
		wrong = append(wrong, fmt.Sprintf("%d: %s", d.Line, d.Message))
	}
	return wrong
}

// markdownFaults are what is wrong with a piece of markdown by itself: in its blocks, its fields, its front matter and its questions. Rules
// and pages that it names are elsewhere.
func markdownFaults(e docs.Example) []string {
	kind, text := e.Word, e.Text
	kinds := []string{kind}
	switch {
	case kind == "":
		kinds = []string{"page", "quiz", "statement"}
	case strings.Contains(kind, "/"):
		kinds = []string{tableName(kind)}
	}
	var wrong []string
	for _, try := range kinds {
		faults := partFaults(try, text)
		if len(faults) == 0 {
			return nil
		}
		if wrong == nil {
			wrong = faults
		}
	}
	return wrong
}

// partFaults are the errors in a piece of markdown as a part of a page of a kind.
func partFaults(kind, text string) []string {
	name := map[string]string{"page": "guidance/piece.md", "quiz": "quizzes/piece.md", "statement": "statements/piece.md", "checklist": "checklists/piece.md", "path": "paths/piece.md"}[kind]
	if name == "" {
		return []string{"there is no kind of page " + kind}
	}
	if !strings.HasPrefix(text, "---\n") {
		front := ""
		if kind == "statement" {
			front = "version: 1\nchanges: [{version: 1, date: 2026-11-20, what: New.}]\nfields: " + fieldsOf(text) + "\n"
		}
		if kind == "quiz" && !strings.Contains(text, "## ") {
			text = "## Which is right? {#piece rules=\"a\"}\n\n" + text + "\n\n- [x] This\n- [ ] That\n  > No.\n\n> Because.\n"
		}
		text = "---\ntitle: A piece\n" + front + "---\n\n" + text
	}
	files := fstest.MapFS{"site.yaml": {Data: []byte("title: A site\n")}, "index.md": {Data: []byte("# Home\n")}, name: {Data: []byte(text)}}
	s, diags := site.Load(files, site.Options{Examine: check.Texts()})
	var wrong []string
	for _, d := range check.Finish(s, diags).Diagnostics {
		own := []string{"front-matter", "rule", "quiz", "statement", "checklist", "leftover", "heading", "markup", "source", "identifier"}
		if d.File == "content/"+name && d.Severity == source.Error && slices.Contains(own, d.Check) {
			wrong = append(wrong, fmt.Sprintf("%s: %s: %s", d.Pos, d.Check, d.Message))
		}
	}
	return wrong
}

// fieldsOf declares the fields of a part of a statement: those with a part that can be left out are optional.
func fieldsOf(text string) string {
	var fields []string
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`\{\{(?:#when )?([a-z_-]+)\}\}`).FindAllStringSubmatch(text, -1) {
		if name := m[1]; !seen[name] && name != "version" && name != "date" {
			seen[name] = true
			fields = append(fields, fmt.Sprintf("%s: {label: The %s, optional: %v}", name, name, strings.Contains(text, "{{#when "+name+"}}")))
		}
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// TestPieceFaults: what cannot be used is found.
func TestPieceFaults(t *testing.T) {
	t.Parallel()
	for page, wrong := range map[string]bool{
		"```yaml\naccent: \"#0b4f5c\"\n```": false, "```yaml\nacent: \"#0b4f5c\"\n```": true, "```yaml\npass: 80\n```": true, "```yaml\ntargets: {live: {folder: a, bucket: b}}\n```": true, "```yaml\ncorners: 99\n```": true, "```yaml\n---\ntitle: A\npass: 80%\n---\n```": false,
		"<!-- links.yaml -->\n```yaml\na: {title: A, adress: b}\n```": true, "<!-- quiz -->\n```yaml\nsteps: []\n```": true, "<!-- lists.yaml -->\n```yaml\na: b\n```": true,
		"```markdown\n:::note\nA\n:::\n```": false, "```markdown\n:::notes\nA\n:::\n```": true, "```markdown\n:::must {#a aplies=\"b\"}\nAsk.\n:::\n```": true,
		"```markdown\n## Which is right? {#a rules=\"b\"}\n\n- [x] This\n- [ ] That\n```": true, "```markdown\nFor {{group}}.\n```": false, "```sh\nnothing\n```": false,
	} {
		e := docs.Examples("page.md", []byte(page+"\n"))[0]
		if got := pieceFaults(e); (len(got) > 0) != wrong {
			t.Errorf("%s\n%v", page, got)
		}
	}
}
