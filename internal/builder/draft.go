package builder

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"

	"handrail/internal/output"
)

// inMemory is the maximum that is held of a file while it is rendered, in bytes. Almost every page is smaller.
const inMemory = 1 << 20

// draft takes in a changed file as it is rendered, and puts it beside its place, unless what is there is the same: a file that is
// left alone costs a disk nothing, and keeps its time. A file of up to inMemory bytes is compared and written once it is whole. Of a
// larger one nothing is held: as long as it is the same as what is there nothing is written, and from the first difference on all is.
type draft struct {
	w      *writer
	folder *output.Folder
	change *change
	small  *bytes.Buffer // the file, as long as it may be small
	size   int64

	sum  hash.Hash // SHA-256 of a large file; nil for a small one
	old  *os.File  // what is there, as long as a large file is the same
	temp *os.File  // a large file that is not
	room []byte    // to read what is there into
	err  error     // why the file could not be written
}

// Write takes in a piece of the file.
func (d *draft) Write(p []byte) (int, error) {
	if d.sum == nil {
		if d.size+int64(len(p)) <= inMemory {
			d.size += int64(len(p))
			return d.small.Write(p)
		}
		d.sum, d.old, d.size = sha256.New(), d.there(-1), 0
		d.put(d.small.Bytes())
	}
	d.put(p)
	return len(p), d.err
}

// put takes in a piece of a large file.
func (d *draft) put(p []byte) {
	if d.err != nil {
		return
	}
	d.sum.Write(p)
	if d.old != nil && !d.starts(d.old, p) {
		d.differ()
	}
	if d.old == nil && d.err == nil {
		if d.temp == nil {
			d.create()
		}
		if d.err == nil {
			_, err := d.temp.Write(p)
			d.fail(err)
		}
	}
	d.size += int64(len(p))
}

// differ begins to write a large file that so far was the same as what is there.
func (d *draft) differ() {
	old := d.old
	d.old = nil
	defer old.Close()
	if d.create(); d.err != nil {
		return
	}
	_, err := old.Seek(0, io.SeekStart)
	if err == nil {
		_, err = io.CopyN(d.temp, old, d.size)
	}
	d.fail(err)
}

// create makes a large file beside its place.
func (d *draft) create() {
	d.change.rendered = true
	dir, base, err := d.folder.Of(d.w.tempPath(d.change.Path))
	if err == nil {
		d.temp, err = output.Create(dir, base)
	}
	d.fail(err)
}

// end ends a file that is whole, and says what is known of it.
func (d *draft) end() (entry, error) {
	e := entry{Digest: d.change.digest, Size: d.size}
	if d.sum == nil {
		d.writeSmall()
		return e, d.err
	}
	e.Sum = base64.StdEncoding.EncodeToString(d.sum.Sum(nil))
	if d.old != nil {
		if n, err := d.old.Read(make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) { // what is there goes on
			d.differ()
		}
	}
	d.close()
	return e, d.err
}

// writeSmall puts a small file beside its place.
func (d *draft) writeSmall() {
	if old := d.there(d.size); old != nil {
		defer old.Close()
		if d.starts(old, d.small.Bytes()) {
			return
		}
	}
	d.change.rendered = true
	d.fail(d.w.temp(d.folder, d.change.Path, d.small.Bytes()))
}

// there opens the file that is there, if it has some size; below 0 for any. It is nil when there is none of ours, or a link.
func (d *draft) there(size int64) *os.File {
	if _, ours := d.w.last.Files[d.change.Path]; !ours {
		return nil
	}
	dir, base, err := d.folder.Of(filepath.FromSlash(d.change.Path))
	if err != nil {
		return nil
	}
	info, err := dir.Lstat(base)
	if err != nil || !info.Mode().IsRegular() || size >= 0 && info.Size() != size {
		return nil
	}
	file, err := dir.Open(base)
	if err != nil { // it is written over
		return nil
	}
	return file
}

// starts says whether the rest of a file starts with a piece, and reads that much of it.
func (d *draft) starts(file *os.File, p []byte) bool {
	if d.room == nil {
		d.room = make([]byte, min(max(len(p), 4<<10), 64<<10))
	}
	for len(p) > 0 {
		n := min(len(p), len(d.room))
		if _, err := io.ReadFull(file, d.room[:n]); err != nil || !bytes.Equal(d.room[:n], p[:n]) {
			return false
		}
		p = p[n:]
	}
	return true
}

// fail notes that the file could not be written.
func (d *draft) fail(err error) {
	if err != nil && d.err == nil {
		d.err = explain("writing", d.w.path(d.change.Path), d.w.now(), err)
	}
}

// close closes what is open. What was written of a file that is not whole is swept away with all that has not come to its place.
func (d *draft) close() {
	if d.old != nil {
		_ = d.old.Close() // it was only read
	}
	if d.temp != nil {
		d.fail(d.temp.Close())
	}
	d.old, d.temp = nil, nil
}
