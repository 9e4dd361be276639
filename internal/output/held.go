package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// HeldError says that a file cannot be replaced, removed or made, as another program has it open: on Windows such a file can be kept from
// others. Where Certain is false, it can also be that the user does not have permission, as Windows says the same of both.
type HeldError struct {
	Path    string
	Certain bool
	err     error
}

func (e *HeldError) Error() string {
	if e.Certain {
		return fmt.Sprintf("%s is open in another program: close it there, and run this again", e.Path)
	}
	return fmt.Sprintf("Windows does not let Handrail change %s: close it, and what is in it, in all other programs, and run this again; "+
		"if none has it open, you do not have permission to change it", e.Path)
}

func (e *HeldError) Unwrap() error { return e.err }

// Rename gives a file or a folder another name, and replaces a file that has it. What another program has open is tried again for two
// seconds, as virus scanners and indexers let go of a file soon; then it is a *HeldError.
func Rename(root *os.Root, from, to string) error {
	return patiently(root, to, func() error { return root.Rename(from, to) })
}

// Remove removes a file or an empty folder, as patiently as Rename.
func Remove(root *os.Root, name string) error {
	return patiently(root, name, func() error { return remove(root, name) })
}

// RemoveAll removes a file, or a folder with all that is in it, if it is there.
func RemoveAll(root *os.Root, name string) error {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.IsDir() {
		var entries []fs.DirEntry
		entries, err = fs.ReadDir(root.FS(), filepath.ToSlash(name))
		for _, entry := range entries {
			err = errors.Join(err, RemoveAll(root, filepath.Join(name, entry.Name())))
		}
	}
	return errors.Join(err, Remove(root, name))
}

// patience is how long what another program has open is tried again.
const patience = 2 * time.Second

func patiently(root *os.Root, name string, do func() error) error {
	err := again(func(err error) bool { held, _ := isHeld(err); return held }, do)
	if held, certain := isHeld(err); held {
		return &HeldError{filepath.Join(root.Name(), name), certain, err}
	}
	return err
}

// again does something until it does not fail because a file is held, or patience ends. No system says when a file is let go of.
func again(held func(error) bool, do func() error) error {
	began := time.Now()
	for wait := 5 * time.Millisecond; ; wait = min(2*wait, 100*time.Millisecond) {
		err := do()
		if err == nil || !held(err) || time.Since(began) >= patience {
			return err
		}
		time.Sleep(wait)
	}
}
