package output

import (
	"cmp"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Folding says which names a folder takes for one. exFAT, NTFS and APFS do not distinguish capitals from lowercase letters; APFS
// and HFS+ do not distinguish the two forms of an accented letter (NFC and NFD, https://unicode.org/reports/tr15/).
type Folding struct{ Case, Form bool }

// Key is the same for names that are one in the folder, and differs for any others.
func (f Folding) Key(name string) string {
	if f.Form {
		name = norm.NFC.String(name)
	}
	if f.Case {
		name = strings.ToLower(name)
	}
	return name
}

// Loosest is the Folding that takes the most names for one.
func Loosest() Folding { return Folding{Case: true, Form: true} }

// FindFolding tries out which names a folder takes for one: it makes a file in it, looks for that by other names, and removes it.
func FindFolding(root *os.Root, dir string) (Folding, error) {
	name := filepath.Join(filepath.FromSlash(dir), Own+"-new-probe-é-"+strings.ToLower(rand.Text()[:8]))
	file, err := exclusive(root, name)
	if err != nil {
		return Folding{}, err
	}
	defer func() { _ = Remove(root, name) }() // a file that is left says nothing, and a build sweeps it
	if err := file.Close(); err != nil {
		return Folding{}, err
	}
	found := func(other string) bool {
		_, err := root.Lstat(filepath.Join(filepath.Dir(name), other))
		return err == nil
	}
	base := filepath.Base(name)
	return Folding{Case: found(strings.ToUpper(base)), Form: found(norm.NFD.String(base))}, nil
}

// Respell gives a file, and each folder on the way to it, another spelling of its name, one that the folder takes for the same.
// Where it cannot, the file keeps the old spelling, and is found by both.
func Respell(root *os.Root, from, to string) error {
	var errs error
	there, want := strings.Split(from, "/"), strings.Split(to, "/")
	for i := range min(len(there), len(want)) {
		if there[i] != want[i] {
			errs = errors.Join(errs, respellOne(root, path.Join(want[:i]...), there[i], want[i]))
		}
	}
	return errs
}

// respellOne gives what is in a folder another spelling.
func respellOne(root *os.Root, dir, from, to string) error {
	has := func(name string) (bool, error) {
		entries, err := fs.ReadDir(root.FS(), cmp.Or(dir, "."))
		return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name }), err
	}
	rename := func(from, to string) error {
		return Rename(root, filepath.FromSlash(path.Join(dir, from)), filepath.FromSlash(path.Join(dir, to)))
	}
	if there, err := has(from); !there || err != nil {
		return err // it has been respelled already
	}
	// By way of a third name: to rename a file to what counts as its own name does nothing on some systems, and is an error on others.
	third := Temporary()
	if err := rename(from, third); err != nil {
		return err
	}
	if err := rename(third, to); err != nil {
		return errors.Join(err, rename(third, from))
	}
	return nil
}
