package windows

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
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

// sameSite fails unless two folders hold the same site, byte by byte. Where neither program is a release, some names hold a digest that
// also names the program, which is not one file on Linux and on Windows: those of questions and of the search. What names these
// holds the names of the other then, and the service worker the sums of that too.
func sameSite(t *testing.T, one, other string) {
	t.Helper()
	want, got := filesOf(t, one), filesOf(t, other)
	programNamed := regexp.MustCompile(`^assets/(?:questions|search-[a-z]+)-[0-9a-f]{10}(?:-[0-9a-z]+)?\.js$`)
	byText, renamed := map[string]string{}, map[string]string{}
	for name, text := range want {
		if programNamed.MatchString(name) {
			byText[text] = name
		}
	}
	for name, text := range got {
		if as := byText[text]; as != "" && programNamed.MatchString(name) {
			renamed[name] = as
		}
	}
	if len(renamed) < 3 {
		t.Fatalf("only %d files of questions and of the search are the same: %q", len(renamed), renamed)
	}
	for from, to := range renamed {
		if from == to {
			continue
		}
		got[to] = got[from]
		delete(got, from)
		for name, text := range got {
			if name != "sw.js" {
				got[name] = strings.ReplaceAll(text, path.Base(from), path.Base(to))
			}
		}
	}
	sameWorker(t, want["sw.js"], got["sw.js"], filesOf(t, other), renamed)
	delete(want, "sw.js")
	delete(got, "sw.js")
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if text, there := got[name]; !there || text != want[name] {
			t.Errorf("%s: it is there: %t, and is not the same", name, there)
		}
		delete(got, name)
	}
	for name := range got {
		t.Errorf("%s is there too", name)
	}
}

// sameWorker fails unless two service workers are one script, keep the same files, and the second has the right sum for each of its files.
func sameWorker(t *testing.T, one, other string, files, renamed map[string]string) {
	t.Helper()
	type list struct {
		Whole bool              `json:"whole"`
		Files map[string]string `json:"files"`
	}
	takeApart := func(text string) (l list, script string) {
		data, script, found := strings.Cut(strings.TrimPrefix(text, "const site="), ";\n")
		if err := json.Unmarshal([]byte(data), &l); err != nil || !found {
			t.Fatalf("a service worker cannot be read: %v", err)
		}
		return l, script
	}
	want, script := takeApart(one)
	got, otherScript := takeApart(other)
	if script != otherScript || want.Whole != got.Whole || len(want.Files) != len(got.Files) || len(got.Files) < 20 {
		t.Errorf("the service workers differ: %d and %d files", len(want.Files), len(got.Files))
	}
	for name, sum := range got.Files {
		if is := sha256.Sum256([]byte(files[name])); base64.StdEncoding.EncodeToString(is[:]) != sum {
			t.Errorf("%s: the service worker has another sum of it", name)
		}
		if as, is := renamed[name]; is {
			name = as
		}
		if want.Files[name] == "" {
			t.Errorf("%s: the other service worker does not keep it", name)
		}
	}
}
