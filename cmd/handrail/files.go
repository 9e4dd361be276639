package main

import (
	"errors"
	"os"
	"path/filepath"
)

// writeWhole writes a file beside its place, and renames it: who reads it meanwhile gets the old one or the new one.
func writeWhole(name string, data []byte) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".handrail-new-")
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		_ = os.Remove(file.Name()) // the first error says what happened
	}
	return err
}

// writeNew writes a file that is not there yet, with the folders that lead to it.
func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
