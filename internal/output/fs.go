package output

import (
	"io/fs"
	"os"
	"runtime"
	"strings"
)

// FS is the files within a folder, as root.FS gives them, for reading many.
func FS(root *os.Root) fs.FS {
	return folderFS{root.FS().(readFS), root}
}

// readFS is what [os.Root.FS] returns, by its documentation.
type readFS interface {
	fs.StatFS
	fs.ReadDirFS
	fs.ReadFileFS
	fs.ReadLinkFS
}

type folderFS struct {
	readFS
	root *os.Root
}

func (f folderFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) || runtime.GOOS == "windows" && strings.Contains(name, `\`) { // as root.FS has it
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := f.root.OpenFile(name, os.O_RDONLY|Regular, 0)
	if err != nil {
		return nil, err
	}
	return file, nil
}
