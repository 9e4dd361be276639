package builder

import (
	"bytes"
	"encoding/hex"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"handrail/templates"
)

var updateBundles = flag.Bool("update", false, "make the bundles of the built-in theme again, in templates/bundles")

// TestBundles: the bundles in the built-in theme are those that its files give.
func TestBundles(t *testing.T) {
	theme := Theme{Default: templates.FS}
	words, diags := loadWords(theme, baseLanguage)
	if words == nil {
		t.Fatal(diags)
	}
	files := map[string][]byte{}
	digest := theme.digest(words)
	files[bundlesOf] = []byte(hex.EncodeToString(digest[:]) + "\n")
	fresh := Theme{Default: without{templates.FS}}
	made, diags := bundles(fresh, words, digest, bundled(), nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for name, data := range made {
		files[bundleFile(name)] = data
	}
	if *updateBundles {
		root := filepath.Join("..", "..", "templates")
		if err := os.RemoveAll(filepath.Join(root, "bundles")); err != nil {
			t.Fatal(err)
		}
		for name, data := range files {
			file := filepath.Join(root, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	var there []string
	err := fs.WalkDir(templates.FS, "bundles", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			there = append(there, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	const again = "make them again: go test ./internal/builder -run '^TestBundles$' -update"
	if want := slices.Sorted(maps.Keys(files)); !slices.Equal(there, want) {
		t.Errorf("templates/bundles has %q, want %q; %s", there, want, again)
	}
	for name, data := range files {
		if got, _ := fs.ReadFile(templates.FS, name); !bytes.Equal(got, data) {
			t.Errorf("templates/%s is not what the templates give; %s", name, again)
		}
	}
}

// bundled lists the first files of all bundles of the built-in theme.
func bundled() []string {
	names := append(everyPage(), deskStyle)
	for _, f := range features() {
		if f.used != nil || f.name == lmsFeature {
			names = append(names, widgetFiles(f.name)...)
		}
	}
	return names
}

// without is a theme without bundles.
type without struct{ fs.FS }

func (w without) Open(name string) (fs.File, error) {
	if name == bundlesOf {
		return nil, fs.ErrNotExist
	}
	return w.FS.Open(name)
}
