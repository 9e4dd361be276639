package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"handrail/internal/builder"
)

// lockFolder keeps every other build out of a folder until unlock is called, and warns where the disk cannot do that.
func lockFolder(stderr io.Writer, dir string) (unlock func(), err error) {
	unlock, held, err := builder.Lock(dir)
	if err == nil && !held {
		_, err = fmt.Fprintf(stderr, "The disk that %s is on does not support locks. Do not build into it twice at the same time.\n", dir)
	}
	return unlock, err
}

// keepApart is an error if a folder that pages are put into is among the sources of the site in dir, as the next build would take
// the pages for sources; or holds them, as who can read the pages could read the sources too.
func keepApart(place, dir string) error {
	for _, name := range []string{"content", "templates"} {
		sources := filepath.Join(dir, name)
		if within(place, sources) {
			return fmt.Errorf("the pages in %s would become a part of the sources in %s: choose a separate folder", place, sources)
		}
		if _, err := os.Stat(sources); err == nil && within(sources, place) {
			return fmt.Errorf("the sources in %s would be among the pages in %s, for readers to see: choose a separate folder", sources, place)
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
