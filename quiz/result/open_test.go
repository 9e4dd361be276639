package result

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"handrail/internal/code"
)

// TestFiles opens the files that people have, and finds the codes in them, or says what is in the way.
func TestFiles(t *testing.T) {
	var files []struct {
		File, About string
		Found       []string // codes and faults
	}
	if err := json.Unmarshal(readFile(t, "files.json"), &files); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir("../testdata/files")
	if err != nil || len(entries) != len(files) {
		t.Errorf("%d files, of which %d are in files.json (%v)", len(entries), len(files), err)
	}
	for _, f := range files {
		if got := foundIn(Codes().Open(readFile(t, "files/"+f.File))); !slices.Equal(got, f.Found) {
			t.Errorf("%s, %s: finds\n%q, and should find\n%q", f.File, f.About, got, f.Found)
		}
	}
}

func foundIn(texts []code.Text) []string {
	got := []string{}
	for _, text := range texts {
		if text.Fault != "" {
			got = append(got, string(text.Fault))
		}
		for found := range Find(text.Text) {
			if found.Fault == "" {
				got = append(got, found.Code)
			} else if found.Fault != code.Foreign {
				got = append(got, string(found.Fault))
			}
		}
	}
	return got
}

// FuzzOpen: nothing makes the reader of files panic, or name a file by what a terminal obeys.
func FuzzOpen(f *testing.F) {
	entries, err := os.ReadDir("../testdata/files")
	if err != nil {
		f.Fatal(err)
	}
	for _, entry := range entries {
		if data := readFile(f, "files/"+entry.Name()); !strings.HasSuffix(entry.Name(), ".zip") || len(data) < 2000 {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, text := range Codes().Open(data) {
			if strings.ContainsFunc(text.Name, unicode.IsControl) || text.Line < 1 {
				t.Fatalf("%q at %d", text.Name, text.Line)
			}
		}
	})
}
