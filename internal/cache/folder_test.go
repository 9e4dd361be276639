package cache

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// refused checks that nothing in a cache is used, and that Failed says why.
func refused(t *testing.T, dir, why string) {
	t.Helper()
	c := Open(dir)
	defer c.Close()
	c.Use("k")
	if _, ok := c.Get(name(0)); ok {
		t.Error("what is in the folder is used")
	}
	if _, ok := c.Put(name(0), Entry{}, short(0), long(0)); ok {
		t.Error("something is put into the folder")
	}
	if err := c.Save(); err == nil || !strings.Contains(c.Failed().Error(), why) {
		t.Errorf("saving says %v, and not that the folder %s", err, why)
	}
}

// TestFolderOfOthers: pages are made of what a cache holds, so one in which others can write is left alone.
func TestFolderOfOthers(t *testing.T) {
	for _, mode := range []os.FileMode{0o777, 0o770, 0o720, 0o702} {
		for _, above := range []bool{false, true} {
			dir := newFolder(t)
			filled(t, dir, "k", 3)
			open := dir
			if above {
				open = filepath.Dir(dir)
			}
			if err := os.Chmod(open, mode); err != nil {
				t.Fatal(err)
			}
			refused(t, dir, "others can write in it")
			if err := os.Chmod(open, 0o755); err != nil {
				t.Fatal(err)
			}
			if got := found(t, dir, "k", 3); got != 3 {
				t.Errorf("of a folder that others can read alone, %d files are used", got)
			}
		}
	}
	if os.Geteuid() != 0 {
		t.Log("only the administrator can give a folder to another user, so that is not tried")
		return
	}
	for _, above := range []bool{false, true} {
		dir := newFolder(t)
		filled(t, dir, "k", 3)
		theirs := dir
		if above {
			theirs = filepath.Dir(dir)
		}
		if err := os.Chown(theirs, 1, 1); err != nil {
			t.Fatal(err)
		}
		refused(t, dir, "belongs to another user")
	}
}

// TestFolderIsLink: a cache removes files of its own, so it never uses a folder to which a link leads: a git repository has packs
// too.
func TestFolderIsLink(t *testing.T) {
	for _, above := range []bool{false, true} {
		dir, elsewhere := newFolder(t), t.TempDir()
		link := dir
		if above {
			link = filepath.Dir(dir)
		}
		if err := os.MkdirAll(filepath.Dir(link), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(elsewhere, link); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(elsewhere, "a.pack"), []byte("theirs"), 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, dir, "is a link to another place")
		if got := list(t, elsewhere); !slices.Equal(got, []string{"a.pack"}) {
			t.Errorf("where the link leads there is %q", got)
		}
	}
}

// TestLinksInFolder: a link in the place of a file of the cache, or of one that it is about to write, is not followed.
func TestLinksInFolder(t *testing.T) {
	dir, victim := newFolder(t), filepath.Join(t.TempDir(), "victim")
	filled(t, dir, "k", 3)
	if err := os.WriteFile(victim, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range list(t, dir) {
		if err := os.Remove(filepath.Join(dir, file)); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(victim, filepath.Join(dir, file)); err != nil {
			t.Fatal(err)
		}
	}
	if got := found(t, dir, "k", 3); got != 0 {
		t.Errorf("%d files are read through links", got)
	}
	filled(t, dir, "k", 3)
	if got := found(t, dir, "k", 3); got != 3 {
		t.Errorf("%d of 3 files are kept", got)
	}
	if data, err := os.ReadFile(victim); err != nil || string(data) != "theirs" {
		t.Errorf("the file that the links led to holds %q, %v", data, err)
	}
	if got := list(t, dir); len(got) != 2 { // the index and one pack: the other link is swept away
		t.Errorf("the cache has the files %q", got)
	}
}

// TestPruneLeavesOthersAlone: of a folder beside the caches, only what a cache made is removed.
func TestPruneLeavesOthersAlone(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	for _, file := range []string{filepath.Join(dir, "a", "x.pack"), filepath.Join(dir, "a", "letter.txt"), filepath.Join(elsewhere, "y.pack")} {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(elsewhere, filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	all, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	prune(all, "own", 0)
	if got := list(t, filepath.Join(dir, "a")); !slices.Equal(got, []string{"letter.txt"}) {
		t.Errorf("left are %q", got)
	}
	if got := list(t, elsewhere); !slices.Equal(got, []string{"y.pack"}) {
		t.Errorf("where the link leads there is %q", got)
	}
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
