package builder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"handrail/internal/output"
)

// ForeignError says that Write would have to overwrite a file that it did not write.
type ForeignError struct{ Path string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s was not written by Handrail, and a page of the site has the same name: move it away, or build into another folder with --out", e.Path)
}

// makeFolder makes the folder for a site. It may be a link to one.
func makeFolder(dir string) error {
	err := os.MkdirAll(dir, output.FolderMode)
	if err == nil {
		return nil
	}
	if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
		return fmt.Errorf("%s is a file, and the site needs a folder of that name: move the file away, or build into another folder with --out", dir)
	}
	if info, statErr := os.Lstat(dir); statErr == nil && info.Mode()&fs.ModeSymlink != 0 {
		return fmt.Errorf("%s is a link to a folder that is not there: make that folder, connect the drive that it is on, or remove the link", dir)
	}
	return explain("making the folder", dir, "Nothing was changed.", err)
}

// explain says what a disk could not do, what the state is now, and how to put it right.
func explain(doing, place, now string, err error) error {
	switch {
	case errors.As(err, new(*output.HeldError)):
		return fmt.Errorf("%w. %s", err, now)
	case output.DiskFull(err):
		return fmt.Errorf("%s %s: the disk is full, or you may not use more of it. %s Make room, then build again: %w", doing, place, now, err)
	case output.ReadOnly(err):
		return fmt.Errorf("%s %s: this disk is read-only. %s Make it writable, or build into another folder with --out: %w", doing, place, now, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s %s: you do not have permission. %s Give yourself permission to write to that folder, or build into another one with --out: %w", doing, place, now, err)
	}
	return fmt.Errorf("%s %s: %w. %s", doing, place, err, now)
}
