package builder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/gofrs/flock"

	"handrail/internal/output"
)

// LockName is the file that a build holds locked while it is under way. It is gone when the build has ended.
const LockName = ".handrail.lock"

// BusyError says that another build is writing a folder.
type BusyError struct{ Dir string }

func (e *BusyError) Error() string {
	return fmt.Sprintf("another build is writing into %s now: wait until it has finished and build again, or build into another folder with --out", e.Dir)
}

// Lock keeps every other build out of a folder, which it makes if need be, until unlock is called. If another build holds
// the folder, that is a *BusyError, at once. The system lets go of the lock of a process that dies. A link in the place of the
// lock's file is an *output.LinkError.
//
// A disk without locks, such as some network drives, is written without one: then held is false, and nothing keeps a second
// build away.
//
// It has to be held from before the sources are read: otherwise, of two builds, the one that read an older version could be
// the last to write.
func Lock(dir string) (unlock func(), held bool, err error) {
	_, err = os.Stat(dir)
	isNew := errors.Is(err, fs.ErrNotExist)
	for range 10 { // each time another build has removed the file between two steps
		if err := makeFolder(dir); err != nil {
			return nil, false, err
		}
		lock := flock.New(filepath.Join(dir, LockName), flock.SetPermissions(output.FileMode), flock.SetFlag(os.O_CREATE|os.O_RDWR|output.NoFollow))
		if info, err := os.Lstat(lock.Path()); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return nil, false, &output.LinkError{Path: lock.Path()}
		}
		locked, err := lock.TryLock()
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.ENOLCK):
			_ = lock.Close()
			return func() { _ = os.Remove(lock.Path()) }, false, nil
		case err != nil:
			return nil, false, explain("writing in", dir, "Nothing was changed.", err)
		case !locked:
			_ = lock.Close()
			return nil, false, &BusyError{dir}
		case !stillThere(lock):
			_ = lock.Close()
			continue
		}
		return func() {
			err := os.Remove(lock.Path()) // a file that is left has no meaning: only a lock that is held counts
			_ = lock.Close()
			if err != nil && runtime.GOOS == "windows" { // nobody can remove a file that is open there: neither this one before, nor now another's
				_ = os.Remove(lock.Path())
			}
			if isNew {
				_ = os.Remove(dir) // if nothing was built into it
			}
		}, true, nil
	}
	return nil, false, &BusyError{dir}
}

// stillThere says whether the file that is locked is still the one that others would lock.
func stillThere(lock *flock.Flock) bool {
	held, err := lock.Stat()
	if err != nil {
		return false
	}
	now, err := os.Stat(lock.Path())
	return err == nil && os.SameFile(held, now)
}
