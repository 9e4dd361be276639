package deploy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"handrail/internal/host"
	"handrail/internal/output"
	"handrail/internal/source"
)

// inMemory is the size in bytes up to which a file is held in memory, and compressed where that is asked for. A larger
// one is read as it is sent.
const inMemory = 4 << 20

// ChangedError says that a file of the built site is not what it was when the deploy began.
type ChangedError struct{ Path string }

func (e *ChangedError) Error() string {
	return fmt.Sprintf("%s changed while it was being deployed: let the build finish, then deploy again", e.Path)
}

// localFile is a file of the built site.
type localFile struct {
	digest string
	size   int64
	stamp  source.Stamp
}

// read reads every file of the built site, and returns the release that is to be in place.
func (d *deployment) read(ctx context.Context, files []string) (map[string]File, error) {
	if len(files) == 0 {
		return nil, errors.New("there is no file to deploy: build the site first")
	}
	d.local = make(map[string]localFile, len(files))
	var mu sync.Mutex
	err := each(ctx, runtime.GOMAXPROCS(0), files, func() {}, func(_ context.Context, path string) error {
		if !output.Placeable(path) {
			return fmt.Errorf("%q cannot be the name of a file of a site", path)
		}
		l, err := readLocal(d.site, path)
		mu.Lock()
		defer mu.Unlock()
		d.local[path] = l
		return err
	})
	if err != nil {
		return nil, err
	}
	want := map[string]File{}
	for path, l := range d.local {
		f := File{Digest: l.digest, Type: host.ContentType(path), Cache: host.CacheControl(path)}
		if !compressible(path, l.size) {
			want[path] = f
			continue
		}
		if d.target.beside {
			want[path] = f
		}
		for _, encoding := range d.target.encodings {
			f.Encoding = encoding
			beside := path + endings()[encoding]
			if _, own := d.local[beside]; d.target.beside && !own { // a file of the site keeps its place
				want[beside] = f
			}
		}
		if !d.target.beside {
			want[path] = f
		}
	}
	return want, nil
}

func readLocal(site fs.FS, path string) (l localFile, err error) {
	file, err := site.Open(path)
	if err != nil {
		return l, fmt.Errorf("reading the built site: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return l, fmt.Errorf("reading the built site: %w", err)
	}
	sum := sha256.New()
	if l.size, err = io.Copy(sum, file); err != nil {
		return l, fmt.Errorf("reading the built site: %w", err)
	}
	l.digest, l.stamp = hex.EncodeToString(sum.Sum(nil)), source.StampOf(info)
	return l, nil
}

// upload puts contents that are not in the target there, and notes how large they are as stored.
func (d *deployment) upload(ctx context.Context, next *Release, p *plan, progress func()) error {
	var mu sync.Mutex
	err := each(ctx, d.target.workers, p.uploads, progress, func(ctx context.Context, u upload) error {
		size, err := d.uploadOne(ctx, u)
		mu.Lock()
		defer mu.Unlock()
		if err == nil {
			d.stored[u.file.stored()] = size
			d.result.UploadedBytes += size
		}
		return err
	})
	for path, f := range next.Files {
		if size, known := d.stored[f.stored()]; known {
			f.Size = size
			next.Files[path] = f
		}
	}
	return err
}

func (d *deployment) uploadOne(ctx context.Context, u upload) (int64, error) {
	path := u.path
	if _, own := d.local[path]; !own { // a compressed copy
		path = plainName(path)
	}
	headers := File{Type: "application/octet-stream", Cache: "no-store"} // nobody reads a page at this address
	l := d.local[path]
	file, err := d.site.Open(path)
	if err != nil {
		return 0, fmt.Errorf("reading the built site: %w", err)
	}
	defer file.Close()
	whole, canSeek := file.(io.ReadSeeker)
	if l.size > inMemory && canSeek {
		info, err := file.Stat()
		if err == nil && source.StampOf(info) != l.stamp {
			err = &ChangedError{path}
		}
		if err != nil {
			return 0, err
		}
		return l.size, d.target.store.write(ctx, contents+u.file.stored(), whole, l.size, headers)
	}
	data, err := io.ReadAll(file)
	if err != nil {
		return 0, fmt.Errorf("reading the built site: %w", err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != l.digest {
		return 0, &ChangedError{path}
	}
	if data, err = encode(data, u.file.Encoding); err != nil {
		return 0, fmt.Errorf("compressing %s: %w", path, err)
	}
	return int64(len(data)), d.target.store.write(ctx, contents+u.file.stored(), bytes.NewReader(data), int64(len(data)), headers)
}

// each does something with every item, several at a time. The first error ends it, and is returned. done is called
// after each item, by one goroutine at a time.
func each[T any](ctx context.Context, workers int, items []T, done func(), do func(context.Context, T) error) error {
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	var mu sync.Mutex
	for _, item := range items {
		group.Go(func() error {
			if within.Err() != nil { // it waited for its turn until there was an error, or the end
				return nil
			}
			if err := do(within, item); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			done()
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return context.Cause(ctx)
}
