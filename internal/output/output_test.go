package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// place is a folder to write in, and a file outside it that must stay as it is.
func place(t *testing.T) (root *os.Root, dir, victim string) {
	t.Helper()
	dir, victim = t.TempDir(), filepath.Join(t.TempDir(), "victim")
	if err := os.WriteFile(victim, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if data, err := os.ReadFile(victim); err != nil || string(data) != "theirs" {
			t.Errorf("the file outside holds %q, %v", data, err)
		}
		if names := list(t, filepath.Dir(victim)); !slices.Equal(names, []string{"victim"}) {
			t.Errorf("outside there is %q", names)
		}
	})
	root, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root, dir, victim
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func symlink(t *testing.T, to, from string) {
	t.Helper()
	if err := os.Symlink(to, from); err != nil {
		t.Fatal(err)
	}
}

// TestReplace: a file is replaced whole, and so is a link in its place. A folder that is a link is refused.
func TestReplace(t *testing.T) {
	root, dir, victim := place(t)
	symlink(t, victim, filepath.Join(dir, "linked"))
	for _, text := range []string{"first", "second"} {
		for _, name := range []string{"plain", "linked"} {
			if err := Replace(root, name, []byte(text)); err != nil {
				t.Fatal(err)
			}
			info, err := os.Lstat(filepath.Join(dir, name))
			if data, readErr := os.ReadFile(filepath.Join(dir, name)); err != nil || readErr != nil || !info.Mode().IsRegular() || string(data) != text {
				t.Errorf("%s holds %q, %v, %v", name, data, err, readErr)
			}
		}
	}
	symlink(t, filepath.Dir(victim), filepath.Join(dir, "folder"))
	var linked *LinkError
	if err := Replace(root, filepath.Join("folder", "victim"), nil); !errors.As(err, &linked) || linked.Path != filepath.Join(dir, "folder") {
		t.Errorf("through a link: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "full", "of"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Replace(root, "full", nil); err == nil {
		t.Error("a folder is replaced")
	}
	if names := list(t, dir); !slices.Equal(names, []string{"folder", "full", "linked", "plain"}) {
		t.Errorf("left is %q", names)
	}
}

// TestWriteNew: what is there is left as it is, links to files and to nowhere too.
func TestWriteNew(t *testing.T) {
	root, dir, victim := place(t)
	if err := WriteNew(root, filepath.Join("a", "b", "new"), []byte("text")); err != nil {
		t.Fatal(err)
	}
	symlink(t, victim, filepath.Join(dir, "linked"))
	symlink(t, filepath.Join(filepath.Dir(victim), "nowhere"), filepath.Join(dir, "lost"))
	for _, name := range []string{filepath.Join("a", "b", "new"), "linked", "lost", "a"} {
		if err := WriteNew(root, name, []byte("other")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, "a", "b", "new")); err != nil || string(data) != "text" {
		t.Errorf("it holds %q, %v", data, err)
	}
	symlink(t, filepath.Dir(victim), filepath.Join(dir, "folder"))
	var linked *LinkError
	for _, name := range []string{filepath.Join("folder", "new"), filepath.Join("folder", "deeper", "new")} {
		if err := WriteNew(root, name, nil); !errors.As(err, &linked) || linked.Path != filepath.Join(dir, "folder") {
			t.Errorf("%s, through a link: %v", name, err)
		}
	}
}

// TestCreate: what was left where a file is made is removed, and a link there is not followed.
func TestCreate(t *testing.T) {
	root, dir, victim := place(t)
	symlink(t, victim, filepath.Join(dir, "linked"))
	if err := os.WriteFile(filepath.Join(dir, "left"), []byte("longer than the new one"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"linked", "left"} {
		if err := Write(root, name, []byte("new")); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != "new" {
			t.Errorf("%s holds %q, %v", name, data, err)
		}
	}
}

// TestPlaceable: a list that somebody has changed leads nowhere else, and to nothing that Handrail keeps for itself.
func TestPlaceable(t *testing.T) {
	for name, want := range map[string]bool{"a\x00": false, "a\nb.html": false, "a.html": true, "a/b c/ü.html": true, ".well-known/x": true, "": false, ".": false, "..": false, "a/../../b": false,
		"/etc/passwd": false, `a\b`: false, `..\..\b`: false, ".handrail.json": false, ".handrail-new-a": false, ".handrail/files/1": false, "a//b": false, "a/": false} {
		if got := Placeable(name); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}

// TestFolder: files are found in their folders, one after another, at the top and after a folder that is not there; a folder that leads
// outside is refused.
func TestFolder(t *testing.T) {
	root, dir, victim := place(t)
	symlink(t, filepath.Dir(victim), filepath.Join(dir, "link"))
	folder := NewFolder(root)
	defer folder.Close()
	names := []string{filepath.Join("a", "b", "1"), filepath.Join("a", "b", "2"), "3", filepath.Join("a", "4"), filepath.Join("a", "b", "5")}
	if _, _, err := folder.Of(names[0]); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	for _, name := range names {
		if err := root.MkdirAll(filepath.Dir(name), FolderMode); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range names {
		in, base, err := folder.Of(name)
		if err == nil {
			err = Write(in, base, []byte(name))
		}
		if data, readErr := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != name {
			t.Errorf("%s holds %q: %v, %v", name, data, err, readErr)
		}
		if _, _, err := folder.Of(filepath.Join("link", "victim")); err == nil {
			t.Error("a folder outside is opened")
		}
	}
}

// TestFS: the files of a folder are what root.FS gives, and nothing outside of it is reached.
func TestFS(t *testing.T) {
	root, dir, victim := place(t)
	if err := os.MkdirAll(filepath.Join(dir, "a", "b"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"one.md": "one", "a/two.md": "two", "a/b/three.md": ""} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	symlink(t, victim, filepath.Join(dir, "outside.md"))
	fsys := FS(root)
	if data, err := fs.ReadFile(fsys, "outside.md"); err == nil {
		t.Errorf("a file outside of the folder was read: %q", data)
	}
	if _, err := fsys.Open("outside.md"); err == nil {
		t.Error("a file outside of the folder was opened")
	}
	if err := os.Remove(filepath.Join(dir, "outside.md")); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(fsys, "one.md", "a/two.md", "a/b/three.md"); err != nil {
		t.Error(err)
	}
}
