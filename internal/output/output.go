// Package output writes files where others may write too: into a folder that is shared, a stick, or a folder that somebody
// has prepared. What is in the way is never followed and never written over.
//
// A caller opens the folder as an [os.Root], so that no name and no link leads out of it. What may replace an older version is made
// with [Create] under a name of its own before it is renamed to its place, as [Replace] does for one file; what must not replace
// anything is written with [WriteNew].
package output

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// Own starts the names of what Handrail keeps for itself in a folder that it writes.
const Own = ".handrail"

// Placeable says whether a path can be that of a file of a site: with slashes, within the folder, and none of what Handrail
// keeps there for itself. A list that somebody has changed leads nowhere else.
func Placeable(path string) bool {
	return fs.ValidPath(path) && path != "." && !strings.HasPrefix(path, Own) && !strings.Contains(path, `\`) && !strings.ContainsFunc(path, unicode.IsControl)
}

// Modes of what is made, from which the system takes away what the user's umask says.
const (
	FileMode   fs.FileMode = 0o666
	FolderMode fs.FileMode = 0o777
)

// LinkError says that a link is where a folder or a file would be written.
type LinkError struct{ Path string }

func (e *LinkError) Error() string {
	return fmt.Sprintf("%s is a link to another place, and Handrail writes only in the folder itself: remove the link, or choose another folder", e.Path)
}

// OpenFolder opens a folder to write in, which it makes if need be, with those that lead to it. It may be a link to one: whoever names
// a folder means the one that it leads to.
func OpenFolder(dir string) (*os.Root, error) {
	if base := filepath.Base(dir); Device(base) {
		return nil, fmt.Errorf("no folder can be called %q, as Windows reserves the name for a device: choose another name", base)
	}
	if err := os.MkdirAll(dir, FolderMode); err != nil {
		return nil, err
	}
	return os.OpenRoot(dir)
}

// Create makes a file within a folder, to be read and written. What is there is removed first: a file left by a run that was
// killed, or a link that somebody put there, which is not followed.
func Create(root *os.Root, name string) (*os.File, error) {
	file, err := exclusive(root, name)
	if !errors.Is(err, fs.ErrExist) {
		return file, err
	}
	if err := Remove(root, name); err != nil {
		return nil, err
	}
	return exclusive(root, name)
}

// exclusive opens a file that is not there. With O_EXCL a link in its place is an error, wherever it leads (POSIX, open).
func exclusive(root *os.Root, name string) (*os.File, error) {
	var file *os.File
	err := patiently(root, name, func() (err error) {
		file, err = root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL|Regular, FileMode)
		return err
	})
	return file, err
}

// Write makes a file as Create does, and fills it.
func Write(root *os.Root, name string, data []byte) error {
	file, err := Create(root, name)
	if err != nil {
		return err
	}
	return fill(file, data)
}

func fill(file *os.File, data []byte) error {
	_, err := file.Write(data)
	return errors.Join(err, file.Close())
}

// Temporary is a name that nothing in a folder has yet.
func Temporary() string { return Own + "-new-" + strings.ToLower(rand.Text()) }

// Replace writes a file whole, with the folders that lead to it, beside its place first: whoever reads it meanwhile gets the old one or
// the new one. A link in its place is replaced, and not followed.
func Replace(root *os.Root, name string, data []byte) error {
	dir := filepath.Dir(name)
	temp := filepath.Join(dir, Temporary())
	err := root.MkdirAll(dir, FolderMode)
	if err == nil {
		err = Write(root, temp, data)
	}
	if err == nil {
		err = Rename(root, temp, name)
	}
	if err != nil {
		_ = Remove(root, temp) // the first error says what happened
		return throughLink(root, name, err)
	}
	return nil
}

// WriteNew writes a file that is not there yet, with the folders that lead to it. Where something has its name already, a link to
// nowhere too, that is fs.ErrExist, and it is left as it is.
func WriteNew(root *os.Root, name string, data []byte) error {
	err := root.MkdirAll(filepath.Dir(name), FolderMode)
	if err != nil {
		return throughLink(root, name, err)
	}
	file, err := exclusive(root, name)
	if err != nil {
		return throughLink(root, name, err)
	}
	if err = fill(file, data); err != nil {
		_ = Remove(root, name) // a part of it would be taken for the whole
	}
	return err
}

// throughLink is the error for a file that could not be written: a *LinkError if a folder on the way to it is a link.
func throughLink(root *os.Root, name string, err error) error {
	for dir := filepath.Dir(name); dir != "." && dir != string(filepath.Separator); dir = filepath.Dir(dir) {
		if info, lookErr := root.Lstat(dir); lookErr == nil && info.Mode()&fs.ModeSymlink != 0 {
			return &LinkError{filepath.Join(root.Name(), dir)}
		}
	}
	return err
}
