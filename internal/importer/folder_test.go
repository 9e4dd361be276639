package importer

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"handrail/internal/language"
	"handrail/internal/text"
)

var update = flag.Bool("update", false, "write what is made of the documents in testdata, and the tables of the guide import.md")

// TestFolders reads a small folder for each program that is known, and holds what is made of it to the file "want" there: which program it is, the order and
// the places of its pages, where links lead, and what is reported.
func TestFolders(t *testing.T) {
	files, err := filepath.Glob("testdata/generators/*.txtar")
	if err != nil || len(files) < len(Generators()) {
		t.Fatalf("there are %d folders for %d programs: %v", len(files), len(Generators()), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			want := ""
			if archive.Files[last].Name == "want" {
				want = string(archive.Files[last].Data)
				archive.Files = archive.Files[:last]
			}
			folder := fstest.MapFS{}
			for _, f := range archive.Files {
				folder[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := describeFolder(t, folder)
			if *update {
				archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			if !strings.HasPrefix(got, name+" ") {
				t.Errorf("the folder is taken for another: %s", got)
			}
		})
	}
}

// describeFolder is what is made of a folder, in lines.
func describeFolder(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	folder, diags := ReadFolder(files, "", english)
	if folder == nil {
		t.Fatal(diags)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q %q %s %s\n", folder.Generator.Name, folder.Title, folder.Summary, folder.Language, folder.Address)
	for _, d := range diags {
		fmt.Fprintln(&b, d.Pos, d.Message)
	}
	plan := NewPlan(folder.Documents, Site{Title: "Guidance", Language: english, New: true, Has: func(string) bool { return false }, Taken: func(string) bool { return false }})
	for _, page := range plan.pages {
		from := ""
		if page.doc != nil {
			from = page.doc.File
		}
		fmt.Fprintf(&b, "%s ← %s: %q order %d %v\n", page.path, from, page.front.Title, page.front.Order, page.front.Aliases)
		mapBlocks(page.blocks, nil, func(in text.Inline) []text.Inline {
			if in.Kind == text.Link || in.Kind == text.Image {
				fmt.Fprintf(&b, "  %s → %s\n", cmp.Or(wordsOf(in.Inlines), in.Text), in.Href)
			}
			return []text.Inline{in}
		})
	}
	for _, file := range plan.pictures {
		fmt.Fprintln(&b, "copied", file.Path)
	}
	for _, e := range plan.entries {
		fmt.Fprintf(&b, "%s: %s %q\n", e.What, cmp.Or(e.File, e.Page), e.Words)
	}
	return b.String()
}
