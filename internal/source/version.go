package source

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
)

// ErrChanged says that a file is no longer the version that it was.
var ErrChanged = errors.New("it has changed")

// Version is what a file was at one moment, known without holding it: by its Stamp where that distinguishes it from a later version, and
// otherwise by the SHA-256 of its bytes. The other field is empty.
type Version struct {
	Stamp Stamp
	Sum   [sha256.Size]byte
}

// VersionOf is the version of a file as it is now. A file that was left alone for some seconds is not read. One that changes while it is
// read is read again, and the error is ErrChanging if that never ends.
func VersionOf(fsys fs.FS, name string) (v Version, err error) {
	err = steadily(func() error {
		info, err := fs.Stat(fsys, name)
		if err != nil {
			return err
		}
		if stamp := StampOf(info); stamp.Settled() {
			v.Stamp = stamp
			return nil
		}
		v.Sum, err = copyStable(io.Discard, fsys, name, Stamp{})
		return err
	})
	if err != nil {
		return Version{}, err
	}
	return v, nil
}

// Copy writes a file to w, a piece at a time. Where the file turns out to be another version, or is written to meanwhile, the error is
// ErrChanged, and what w has is of no use.
func (v Version) Copy(w io.Writer, fsys fs.FS, name string) error {
	sum, err := copyStable(w, fsys, name, v.Stamp)
	if err == nil && v.Stamp == (Stamp{}) && sum != v.Sum {
		return ErrChanged
	}
	return err
}

// Is says whether a file is of the version, by what ReadWhole returned of it.
func (v Version) Is(data []byte, info fs.FileInfo) bool {
	if v.Stamp != (Stamp{}) {
		return v.Stamp == StampOf(info)
	}
	return v.Sum == sha256.Sum256(data)
}

// piece is how many bytes are copied at once.
const piece = 256 << 10

// copyStable copies a file that nobody writes to meanwhile, and otherwise returns ErrChanged. With a stamp it has to be the file of that
// stamp. Without one the SHA-256 of what was copied is returned.
func copyStable(w io.Writer, fsys fs.FS, name string, stamp Stamp) (sum [sha256.Size]byte, err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return sum, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return sum, err
	}
	before, digest := StampOf(info), sha256.New()
	if stamp == (Stamp{}) {
		w = io.MultiWriter(w, digest)
	} else if before != stamp {
		return sum, ErrChanged
	}
	// Neither has its ReadFrom or WriteTo, which would choose the size of a piece.
	n, err := io.CopyBuffer(struct{ io.Writer }{w}, struct{ io.Reader }{file}, make([]byte, min(piece, before.Size+1)))
	if err != nil {
		return sum, err
	}
	if info, err = file.Stat(); err == nil && (n != before.Size || StampOf(info) != before) {
		err = ErrChanged
	}
	return [sha256.Size]byte(digest.Sum(nil)), err
}
