package builder

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"path/filepath"

	"handrail/internal/output"
	"handrail/internal/parallel"
)

// listing is the output that says what the others are, while it is made.
type listing struct {
	change
	names []string // of the files that it lists
	kept  bool     // what is there is as it should be
}

// look finds out whether the listing has to be made again. Every other output has been rendered, or has not changed: so the
// digests of what it was made of decide, and nothing has to be read.
func (w *writer) look() (err error) {
	l := &w.listing
	if l.Output == nil {
		return nil
	}
	l.names = l.Listing.Names(func(name string) int64 { return w.next.Files[name].Size })
	parts := []any{l.Digest()}
	for _, name := range l.names {
		parts = append(parts, name, w.next.Files[name].Digest, w.next.Files[name].Size)
	}
	l.digest = digestOf(parts...)
	if l.kept, _, err = w.present(w.folder, l.Path, l.digest); l.kept {
		w.next.Files[l.Path] = w.last.Files[l.Path]
		w.result.Kept++
	}
	return err
}

// list makes the listing beside its place, of the files as they will be.
func (w *writer) list() error {
	l := &w.listing
	if err := w.look(); err != nil || l.Output == nil || l.kept {
		return err
	}
	rendered := map[string]bool{}
	for _, c := range w.changed {
		if c.rendered {
			rendered[c.Path] = true
		}
	}
	sums, errs := make([][sha256.Size]byte, len(l.names)), make([]error, len(l.names))
	room := func() []byte { return make([]byte, 32<<10) }
	parallel.EachWith(len(l.names), room, func(i int, room []byte) {
		place := filepath.FromSlash(l.names[i])
		if rendered[l.names[i]] {
			place = w.tempPath(l.names[i])
		}
		var err error
		if sums[i], err = w.sum(w.next.Files[l.names[i]], place, room); err != nil {
			errs[i] = explain("reading what was built,", w.path(l.names[i]), w.now(), err)
		}
	}, func([]byte) {})
	if err := cmp.Or(errs...); err != nil {
		return err
	}
	files := map[string][sha256.Size]byte{}
	for i, name := range l.names {
		files[name] = sums[i]
		if e := w.next.Files[name]; e.Size > inMemory {
			e.Sum = base64.StdEncoding.EncodeToString(sums[i][:])
			w.next.Files[name] = e
		}
	}
	l.Render = func(out io.Writer) error { return l.Listing.Render(out, files) }
	e, err := w.renderOne(w.folder, &l.change, new(bytes.Buffer))
	w.next.Files[l.Path] = e
	return err
}

// sum is the SHA-256 of a file, which is read, a piece at a time into room, if the sum was not made while the file was written.
func (w *writer) sum(e entry, place string, room []byte) (sum [sha256.Size]byte, err error) {
	if known, err := base64.StdEncoding.DecodeString(e.Sum); err == nil && len(known) == len(sum) {
		return [sha256.Size]byte(known), nil
	}
	file, err := w.root.Open(place)
	if err != nil {
		return sum, err
	}
	defer file.Close()
	h := sha256.New()
	_, err = io.CopyBuffer(h, struct{ io.Reader }{file}, room) // without the file's own way to copy, which makes a buffer each time
	return [sha256.Size]byte(h.Sum(nil)), err
}

// placeListing puts the listing in its place.
func (w *writer) placeListing() error {
	l := &w.listing
	if l.Output == nil || l.kept {
		return nil
	}
	if !l.rendered { // it is the same after all
		w.result.Kept++
		return nil
	}
	if err := output.Rename(w.root, w.tempPath(l.Path), filepath.FromSlash(l.Path)); err != nil {
		return explain("putting a file in its place,", w.path(l.Path), w.now(), err)
	}
	l.rendered = false
	w.result.Written++
	return nil
}
