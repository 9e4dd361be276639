package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"handrail/internal/build"
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

// lockFolder keeps every other build out of a folder until unlock is called, and warns where the disk cannot do that.
func lockFolder(stderr io.Writer, dir string) (unlock func(), err error) {
	unlock, held, err := build.Lock(dir)
	if err == nil && !held {
		_, err = fmt.Fprintf(stderr, "The disk that %s is on knows no locks. Do not build into it twice at the same time.\n", dir)
	}
	return unlock, err
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

// keepApart is an error if a folder that pages are put into is among the sources of the site in dir, as the next build would take
// the pages for sources; or holds them, as who can read the pages could read the sources too.
func keepApart(place, dir string) error {
	for _, name := range []string{"content", "templates"} {
		sources := filepath.Join(dir, name)
		if within(place, sources) {
			return fmt.Errorf("the pages in %s would become a part of the sources in %s: choose a folder apart from them", place, sources)
		}
		if _, err := os.Stat(sources); err == nil && within(sources, place) {
			return fmt.Errorf("the sources in %s would be among the pages in %s, for readers to see: choose a folder apart from them", sources, place)
		}
	}
	return nil
}

// within says whether a path is a folder or is in it.
func within(name, dir string) bool {
	real := func(name string) string {
		full, err := filepath.Abs(name)
		if err != nil {
			return name
		}
		for there := full; ; there = filepath.Dir(there) { // what is not there yet has no links
			if linked, err := filepath.EvalSymlinks(there); err == nil || there == filepath.Dir(there) {
				return filepath.Join(linked, strings.TrimPrefix(full, there))
			}
		}
	}
	rel, err := filepath.Rel(real(dir), real(name))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
