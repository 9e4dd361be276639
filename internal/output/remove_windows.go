package output

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// remove removes a file or an empty folder. Some disks, such as those that a program makes, and wine before version 9, know none of the ways
// in which os.Root.Remove does that: there, the file is opened so that it is removed when it is closed.
func remove(root *os.Root, name string) error {
	err := root.Remove(name)
	if !errors.Is(err, windows.ERROR_INVALID_FUNCTION) {
		return err
	}
	if info, err := root.Lstat(name); err == nil && info.IsDir() {
		folder, err := root.Open(name)
		if err != nil {
			return err
		}
		_, err = folder.ReadDir(1)
		if closing := folder.Close(); err == nil {
			return &fs.PathError{Op: "remove", Path: name, Err: windows.ERROR_DIR_NOT_EMPTY}
		} else if err = cmp.Or(closing, err); !errors.Is(err, io.EOF) {
			return err
		}
	}
	file, err := root.OpenFile(name, os.O_RDONLY|windows.FILE_FLAG_DELETE_ON_CLOSE|windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if err != nil {
		return err
	}
	return file.Close()
}
