package output

import (
	"os"
	"path/filepath"
)

// Folder goes through the folders below a root, and keeps the last one open. An [os.Root] opens each folder on the way to a file, which
// costs as much as the file itself: so files that are in one folder are best asked for one after another. A Folder is for one goroutine.
type Folder struct {
	root *os.Root
	name string   // of the folder that is open; "" for none
	last *os.Root // that folder
}

// NewFolder gives the folders below a root, which stays open.
func NewFolder(root *os.Root) *Folder { return &Folder{root: root} }

// Of is the folder of a file, and the file's name in it. The folder is open until the next call.
func (f *Folder) Of(name string) (*os.Root, string, error) {
	dir, base := filepath.Dir(name), filepath.Base(name)
	if dir == "." {
		return f.root, base, nil
	}
	if dir != f.name {
		f.Close()
		root, err := f.root.OpenRoot(dir)
		if err != nil {
			return nil, "", err
		}
		f.name, f.last = dir, root
	}
	return f.last, base, nil
}

// Close closes the folder that is open, but not the root.
func (f *Folder) Close() {
	if f.last != nil {
		_ = f.last.Close() // nothing is written to a folder itself
	}
	f.name, f.last = "", nil
}
