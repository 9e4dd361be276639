package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handrail/content"
	"handrail/templates"
)

// TestLineEnds: a site whose sources end their lines as Windows does, and begin with its mark of UTF-8, is the same as one whose sources do
// not. With Git for Windows, all of them do.
func TestLineEnds(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("SOURCE_DATE_EPOCH", "1795305600")
	sources := map[string][]byte{}
	take := func(to string, from fs.FS) {
		err := fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || to == "templates" && !strings.HasPrefix(name, "layouts/") && !strings.HasPrefix(name, "strings/") {
				return err
			}
			sources[to+"/"+name], err = fs.ReadFile(from, name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	take("content", content.FS)
	take("templates", templates.FS)
	built := func(asWindows bool) map[string]string {
		dir := t.TempDir()
		for name, data := range sources {
			if ending := filepath.Ext(name); asWindows && slices.Contains([]string{".md", ".yaml", ".csv", ".html", ".css", ".ts"}, ending) {
				data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
				if ending == ".md" || ending == ".yaml" {
					data = append([]byte("\ufeff"), data...)
				}
			}
			file := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var said bytes.Buffer
		if code := run([]string{"build", dir}, nil, io.Discard, &said); code != 0 {
			t.Fatalf("the exit code is %d: %s", code, said.String())
		}
		files := map[string]string{}
		public := os.DirFS(filepath.Join(dir, "public"))
		err := fs.WalkDir(public, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := fs.ReadFile(public, name)
			files[name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	want, got := built(false), built(true)
	if len(want) < 100 || len(got) != len(want) {
		t.Errorf("%d files and %d", len(want), len(got))
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s is not the same", name)
		}
	}
}

// TestTargetFolder: a folder that is written as on Windows is the same on other systems, or an error.
func TestTargetFolder(t *testing.T) {
	site := filepath.Join("some", "site")
	for name, want := range map[string]string{
		"out": filepath.Join(site, "out"), `..\shared`: filepath.Join("some", "shared"), "../shared": filepath.Join("some", "shared"), "/srv/www": "/srv/www",
		`C:\sites\new`: "", "C:/sites": "", "D:": "", `\\server\share`: "", "//server/share": "",
	} {
		got, err := targetFolder(name, site)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
