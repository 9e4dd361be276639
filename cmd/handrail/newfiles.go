package main

import (
	"os"
	"path/filepath"
	"slices"

	"handrail/internal/output"
)

// newFiles writes several files into a folder, or none of them. Nothing that exists is written over.
type newFiles struct {
	root    *os.Root
	written []string // what was made, folders before what is in them
}

// put writes a file that is not there yet, whose path has slashes. Where something has its name, that is fs.ErrExist.
func (w *newFiles) put(name string, data []byte) error {
	name = filepath.FromSlash(name)
	var folders []string
	for dir := filepath.Dir(name); dir != "."; dir = filepath.Dir(dir) {
		if _, err := w.root.Lstat(dir); err == nil {
			break
		}
		folders = append(folders, dir)
	}
	slices.Reverse(folders)
	w.written = append(w.written, folders...)
	err := output.WriteNew(w.root, name, data)
	if err == nil {
		w.written = append(w.written, name)
	}
	return err
}

// undo removes what was written.
func (w *newFiles) undo() {
	for _, name := range slices.Backward(w.written) {
		_ = w.root.Remove(name) // what made this necessary has been reported
	}
	w.written = nil
}
