package docs_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"handrail/test/docs"
)

// TestReadAs: examples of settings and of pages in the guides are read as what they are, with nothing unknown in them and nothing wrong.
func TestReadAs(t *testing.T) {
	t.Parallel()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, page := range pagesOf(t, "start", "guides", "recipes") {
		examples, err := docs.Read(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range examples {
			files := filesOf(e)
			if files == nil {
				continue
			}
			tried++
			dir := t.TempDir()
			for name, text := range files {
				writeFile(t, filepath.Join(dir, "content", name), text)
			}
			if printed, err := exec.Command(binary, "check", dir, "--errors-only", "--only", "front-matter,site,source,markup,leftover,checklist").CombinedOutput(); err != nil {
				t.Errorf("%s:%d:\n%s", page, e.Line, printed)
			}
		}
	}
	if tried < 15 {
		t.Errorf("only %d examples were read", tried)
	}
}

// filesOf are the files of a small site that has an example; nil where it is tried in another way, or is no example of a source.
func filesOf(e docs.Example) map[string]string {
	settings, home := "title: A site\nid: a-site\nlanguage: en-GB\naudiences: [{name: lead, label: I lead, title: For leads}]\n", "---\ntitle: Home\n---\n"
	files := map[string]string{"site.yaml": settings, "index.md": home, "sources.yaml": "ours: {from: ours, title: Ourselves}\n",
		"guidance/index.md": home, "guidance/broadcast-lists.md": home, "guidance/archive/index.md": home}
	front := strings.HasPrefix(e.Text, "---\n")
	switch {
	case strings.Contains(e.Word, "/"):
		return nil // it is written and read by TestWritten
	case e.Word != "" && front:
		files[e.Word+"s/index.md"] = home
		files[e.Word+"s/example.md"] = e.Text
	case e.Language == "yaml" && e.Word != "":
		files[e.Word] = e.Text
	case e.Language == "yaml" && !front && strings.HasPrefix(e.Text, "title:"):
		files["site.yaml"] = e.Text
	case e.Language == "yaml" && !front:
		files["site.yaml"] += e.Text
	case e.Language == "markdown" && e.Word == "" && !front && !strings.Contains(e.File, "quiz"):
		files["example.md"] = "---\ntitle: An example\n---\n\n" + e.Text
	default:
		return nil // questions are tried by package quiz
	}
	return files
}

// TestCommandLines: each command line of the guides that is not run is one that the program takes: the command is there, and so are its flags.
func TestCommandLines(t *testing.T) {
	t.Parallel()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, page := range pagesOf(t, "start", "guides", "recipes") {
		examples, err := docs.Read(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range examples {
			if e.Language != "sh" {
				continue
			}
			for _, c := range e.Commands() {
				words := docs.Words(c.Line)
				if len(words) == 0 || words[0] != "handrail" {
					continue
				}
				tried++
				printed, err := exec.Command(binary, append(words[1:], "--help")...).CombinedOutput()
				if err != nil || !strings.Contains(string(printed), "Usage:\n  handrail "+words[1]) {
					t.Errorf("%s:%d: %s\n%s", page, c.Place, c.Line, printed)
				}
			}
		}
	}
	if tried < 10 {
		t.Errorf("only %d command lines were tried", tried)
	}
}
