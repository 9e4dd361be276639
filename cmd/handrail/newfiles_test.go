package main

import (
	"os"
	"testing"
)

// TestUndoNewFiles: what was replaced has its words again, and what was made is gone.
func TestUndoNewFiles(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := root.WriteFile("a.md", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := &newFiles{root: root}
	for _, err := range []error{w.replace("a.md", []byte("new")), w.replace("b.md", []byte("new")), w.put("folder/c.md", []byte("new"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if data, err := root.ReadFile("a.md"); err != nil || string(data) != "new" {
		t.Errorf("a.md is %q (%v), want new", data, err)
	}
	w.undo()
	if data, err := root.ReadFile("a.md"); err != nil || string(data) != "old" {
		t.Errorf("a.md is %q (%v), want old", data, err)
	}
	for _, name := range []string{"b.md", "folder"} {
		if _, err := root.Lstat(name); err == nil {
			t.Errorf("%s is still there", name)
		}
	}
}
