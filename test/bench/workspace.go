package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// workspace is the folder in which everything happens. It goes away at the end.
type workspace struct {
	dir      string
	about    string // what kind of place it is, for readers
	inMemory bool
}

// sharedMemory is where Linux has a file system in memory that everybody may use.
const sharedMemory = "/dev/shm"

// newWorkspace makes a folder in dir; without dir, in a memory file system, or otherwise among the temporary files.
func newWorkspace(dir string) (workspace, error) {
	about, inMemory := "the folder "+dir, false
	if dir == "" {
		dir, about = os.TempDir(), "the temporary folder: there is no file system in memory here, so the disk is a part of what is measured"
		if info, err := os.Stat(sharedMemory); err == nil && info.IsDir() {
			dir, about, inMemory = sharedMemory, "a file system in memory ("+sharedMemory+")", true
		}
	}
	made, err := os.MkdirTemp(dir, "handrail-bench-")
	return workspace{made, about, inMemory}, err
}

func (w workspace) path(names ...string) string {
	return filepath.Join(append([]string{w.dir}, names...)...)
}

// discard takes the folder of a name out of the way. On a disk it is only renamed: files that are made soon after many
// others were deleted can take ten times as long on some file systems, and that would count as the program's time.
func (w workspace) discard(name string) error {
	if w.inMemory {
		return os.RemoveAll(w.path(name))
	}
	if _, err := os.Stat(w.path(name)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	aside, err := os.MkdirTemp(w.dir, "discarded-")
	if err != nil {
		return err
	}
	return os.Rename(w.path(name), filepath.Join(aside, name))
}

// empty removes everything but the programs.
func (w workspace) empty() error {
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.IsDir() {
			err = errors.Join(err, os.RemoveAll(w.path(entry.Name())))
		}
	}
	return err
}

func (w workspace) close() {
	if err := os.RemoveAll(w.dir); err != nil {
		progress("could not remove %s: %v", w.dir, err)
	}
}

// room is how many bytes may still be written. In memory that is half of what is left: the rest is for the programs.
func (w workspace) room() (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(w.dir, &s); err != nil {
		return 0, fmt.Errorf("how much room %s has: %w", w.dir, err)
	}
	left := int64(s.Bavail) * int64(s.Bsize)
	if w.inMemory {
		left /= 2
	}
	return left, nil
}

// weight is what a program wrote.
type weight struct {
	files       int
	bytes, html int64 // of all files, and of pages alone
}

// weigh counts the files below a folder, and their bytes.
func weigh(dir string) (w weight, err error) {
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if w.files, w.bytes = w.files+1, w.bytes+info.Size(); filepath.Ext(entry.Name()) == ".html" {
			w.html += info.Size()
		}
		return nil
	})
	return w, err
}

// otherSites holds layouts for Hugo and Eleventy that make much the same page as Handrail's.
//
//go:embed all:hugo all:eleventy
var otherSites embed.FS

// layOut copies some of them into a folder of a site.
func layOut(site, from, to string) error {
	layouts, err := fs.Sub(otherSites, from)
	if err != nil {
		return err
	}
	return os.CopyFS(filepath.Join(site, to), layouts)
}
