package windows

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// filesOf are the files of a folder by their paths, but for what Handrail keeps there for itself.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, ".handrail") {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(dir), name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sameSite fails unless two folders hold the same site, byte by byte.
func sameSite(t *testing.T, one, other string) {
	t.Helper()
	want, got := filesOf(t, one), filesOf(t, other)
	if len(want) < 100 {
		t.Errorf("the site has only %d files", len(want))
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if text, there := got[name]; !there {
			t.Errorf("%s is missing", name)
		} else if text != want[name] {
			t.Errorf("%s is not the same", name)
		}
		delete(got, name)
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		t.Errorf("%s is only on one side", name)
	}
}
