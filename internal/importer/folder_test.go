package importer

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"handrail/internal/language"
)

var update = flag.Bool("update", false, "write what is made of the folders in testdata/generators")

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
	for _, d := range folder.Documents {
		fmt.Fprintf(&b, "%s ← %s order %d %q %v\n", d.Place, d.File, d.Front.Order, d.Front.Title, d.Front.Aliases)
	}
	for _, s := range folder.Sections {
		fmt.Fprintf(&b, "section %s order %d %q %q\n", s.Path, s.Front.Order, s.Front.Title, s.Front.Summary)
	}
	for _, e := range folder.Entries {
		fmt.Fprintf(&b, "%s: %s %q\n", e.What, e.File, e.Words)
	}
	return b.String()
}
