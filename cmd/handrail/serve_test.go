package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestServeKeepsTheLastGoodSite: while a source has a mistake, every page of the last good site can be read, however often the sources
// are read and the cache moves on meanwhile.
func TestServeKeepsTheLastGoodSite(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	put := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		// Under another name first, as many editors do, and long ago: otherwise the file itself is read and not the cache.
		if err := os.WriteFile(file+"~", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-time.Hour)
		if err := os.Chtimes(file+"~", old, old); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+"~", file); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range startingSite() {
		put(name, text)
	}
	e := &editing{dir: dir}
	if err := e.open(); err != nil {
		t.Fatal(err)
	}
	defer e.src.closeCaches()
	put("content/guide/a.md", startingSite()["content/guide/a.md"]+"\nWord of the last good site.\n")
	good, diags, err := e.snapshot(nil)
	if err != nil || len(good.Problems) > 0 {
		t.Fatal(err, diags)
	}
	for i := range 4 {
		put("content/guide/a.md", startingSite()["content/guide/a.md"]+strings.Repeat("\nA [link](nowhere.md).\n", i+1))
		put("content/guide/b.md", startingSite()["content/guide/b.md"]+strings.Repeat("\nMore.\n", i+1))
		put("content/index.md", startingSite()["content/index.md"]+strings.Repeat("\nMore.\n", i+1))
		wrong, _, err := e.snapshot(nil)
		if err != nil || len(wrong.Problems) == 0 {
			t.Fatal("the mistake is not found", err)
		}
		runtime.GC() // what nothing holds any more is closed
		for _, page := range []string{"index.html", "guide/a.html", "guide/b.html", "guide/c.html", "handbook.html", "rules.html"} {
			var data strings.Builder
			if found, err := good.Write(page, &data); err != nil || !found || page == "guide/a.html" && !strings.Contains(data.String(), "Word of the last good site.") {
				t.Errorf("after %d mistakes, %s is lost: %v, %v", i+1, page, found, err)
			}
		}
	}
}
