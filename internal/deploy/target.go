package deploy

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"handrail/internal/output"
)

// Target is a place where a site is put. OpenFolder, OpenBucket, OpenSFTP and OpenFTPS make one.
type Target struct {
	name      string // as messages call it
	store     store
	workers   int      // how many files at a time
	encodings []string // "gzip", "br": see OpenFolder and OpenBucket
	beside    bool     // compressed copies are beside the files
}

// Name is the target as messages call it.
func (t *Target) Name() string { return t.name }

// Close ends connections that a run has left open, for another run to use.
func (t *Target) Close() {
	if r, connected := t.store.(*remote); connected {
		r.close()
	}
}

// Reach tries whether the target can be reached and read, and changes nothing there. Its errors are those of Run.
func (t *Target) Reach(ctx context.Context) error {
	_, err := t.store.size(ctx, stateName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// store holds files by name. A name is a path with slashes. Everything may be called by several goroutines at a time.
// What read and size return has to be up to date as soon as a write has ended; a list may lag.
type store interface {
	// list gives the sizes of all files whose names keep accepts. A store may leave out the folders that keep does not accept with a
	// slash after their names.
	list(ctx context.Context, keep func(name string) bool) (map[string]int64, error)
	// size gives the size of a file in bytes. The error is fs.ErrNotExist if there is none.
	size(ctx context.Context, name string) (int64, error)
	// read reads a small file. The error is fs.ErrNotExist if there is none.
	read(ctx context.Context, name string) ([]byte, error)
	// write puts a file in its place at once: readers see none of it, or all. headers has its Type and Cache.
	write(ctx context.Context, name string, body io.ReadSeeker, size int64, headers File) error
	// copy puts a copy of a file in its place at once, with headers of its own: Type, Cache and Encoding.
	copy(ctx context.Context, from, to string, headers File) error
	// remove removes a file; nothing happens if there is none.
	remove(ctx context.Context, name string) error
	// folding tries out which names the store takes for one.
	folding(ctx context.Context) (output.Folding, error)
	// respell gives a file another spelling of its name, one that the store takes for the same. Where it cannot, the store finds
	// the file by both spellings.
	respell(from, to string)
}

// encodingNames gives the name that HTTP has for each encoding that can be asked for (RFC 9110, RFC 7932).
func encodingNames(asked []string) []string {
	var names []string
	for _, name := range asked {
		if name == "brotli" {
			name = "br"
		}
		names = append(names, name)
	}
	return names
}
