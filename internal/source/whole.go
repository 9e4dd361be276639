package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"
)

// ErrChanging says that a file is being written by another program.
var ErrChanging = errors.New("another program is writing it now")

// TooLargeError says that a file is larger than it may be, in bytes.
type TooLargeError struct{ Size, Most int64 }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%d bytes, and the maximum is %d", e.Size, e.Most)
}

// tries is how often a file that changes each time is read; after each the wait is longer, 0.15 s in all.
const tries = 5

// steadily reads a file until it is not written to meanwhile: as long as read returns ErrChanged, and then returns ErrChanging.
func steadily(read func() error) error {
	for try := range tries {
		time.Sleep(time.Duration(try) * 15 * time.Millisecond)
		if err := read(); !errors.Is(err, ErrChanged) {
			return err
		}
	}
	return ErrChanging
}

// ReadWhole reads a file as it was at one moment, never the start of one version and the end of another: what changes while
// it is read is read again, and the error is ErrChanging if that never ends. For a file of more than most bytes it is a *TooLargeError. info is
// that of the file which was read.
func ReadWhole(fsys fs.FS, name string, most int64) (data []byte, info fs.FileInfo, err error) {
	err = steadily(func() error {
		data, info, err = readOnce(fsys, name, most)
		return err
	})
	return data, info, err
}

// readOnce reads a file. It returns ErrChanged where something was written to it meanwhile.
func readOnce(fsys fs.FS, name string, most int64) ([]byte, fs.FileInfo, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, nil, err
	}
	if info.Size() > most {
		return nil, info, &TooLargeError{info.Size(), most}
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(file, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, info, err
	}
	after, err := file.Stat()
	if err != nil {
		return nil, info, err
	}
	before := StampOf(info)
	if n < len(data) || StampOf(after) != before {
		return nil, info, ErrChanged
	}
	if before.Settled() || before.Modified == 0 {
		return data, info, nil
	}
	from, canSeek := file.(io.Seeker)
	if !canSeek { // it is in memory, or in an archive
		return data, info, nil
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return nil, info, err
	}
	again, err := io.ReadAll(file)
	if err == nil && !bytes.Equal(data, again) {
		err = ErrChanged
	}
	if err != nil {
		return nil, info, err
	}
	return data, info, nil
}
