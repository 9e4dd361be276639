package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"handrail/internal/output"
)

// newFiles writes several files into a folder, or none of them. Nothing that exists is written over, apart from what is replaced.
type newFiles struct {
	root     *os.Root
	written  []string          // what was made, folders before what is in them
	replaced map[string][]byte // what was replaced, with what it was
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

// replace writes a file that may be there.
func (w *newFiles) replace(name string, data []byte) error {
	before, err := w.root.ReadFile(filepath.FromSlash(name))
	if errors.Is(err, fs.ErrNotExist) {
		return w.put(name, data)
	}
	if err == nil {
		err = output.Replace(w.root, filepath.FromSlash(name), data)
	}
	if err == nil {
		if w.replaced == nil {
			w.replaced = map[string][]byte{}
		}
		w.replaced[name] = before
	}
	return err
}

// undo removes what was written, and puts back what was replaced.
func (w *newFiles) undo() {
	for _, name := range slices.Backward(w.written) {
		_ = output.Remove(w.root, name) // what made this necessary has been reported
	}
	for name, before := range w.replaced {
		_ = output.Replace(w.root, filepath.FromSlash(name), before)
	}
	w.written, w.replaced = nil, nil
}
