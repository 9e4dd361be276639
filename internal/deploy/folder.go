package deploy

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"syscall"

	"handrail/internal/output"
)

// OpenFolder makes a target of a folder. The folder is made when something is first put there; its parent has to exist, so
// that nothing is written where a drive is not connected.
//
// compress can hold "gzip" and "brotli". A web server can then send the compressed copy that is beside each file, with
// .gz or .br after its name, to browsers that take it: gzip_static of nginx, precompressed of Caddy.
func OpenFolder(dir string, compress []string) (*Target, error) {
	f := &folder{dir: dir}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: name a folder to deploy to", dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(filepath.Dir(dir)); err != nil {
			return nil, fmt.Errorf("there is no folder %s: connect the drive that it is on, or make the folder", filepath.Dir(dir))
		}
	} else if _, err := f.open(false); err != nil {
		return nil, f.explain("opening", ".", err)
	}
	return &Target{name: dir, store: f, workers: 4, encodings: encodingNames(compress), beside: true}, nil
}

// folder is a store on a disk. Nothing outside the folder can be reached through a link in it.
type folder struct {
	dir  string
	mu   sync.Mutex
	root *os.Root // nil until the folder is there
}

func (f *folder) open(create bool) (*os.Root, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root != nil {
		return f.root, nil
	}
	if create {
		if err := os.Mkdir(f.dir, output.FolderMode); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	var err error
	f.root, err = os.OpenRoot(f.dir)
	return f.root, err
}

func (f *folder) list(ctx context.Context, keep func(string) bool) (map[string]int64, error) {
	names := map[string]int64{}
	root, err := f.open(false)
	if errors.Is(err, fs.ErrNotExist) {
		return names, nil
	}
	if err != nil {
		return nil, f.explain("opening", ".", err)
	}
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrPermission) && name != "." { // somebody else's: a drive's lost+found
			return fs.SkipDir
		}
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if entry.IsDir() || !keep(name) {
			return nil
		}
		info, err := entry.Info()
		if err == nil {
			names[name] = info.Size()
		}
		return err
	})
	if err != nil {
		return nil, f.explain("reading", ".", err)
	}
	return names, nil
}

func (f *folder) size(_ context.Context, name string) (int64, error) {
	root, err := f.open(false)
	if err != nil {
		return 0, err
	}
	info, err := root.Lstat(filepath.FromSlash(name))
	switch {
	case errors.Is(err, syscall.ENOTDIR), err == nil && info.IsDir():
		return 0, fs.ErrNotExist
	case err != nil:
		return 0, f.explain("reading", name, err)
	}
	return info.Size(), nil
}

func (f *folder) read(_ context.Context, name string) ([]byte, error) {
	root, err := f.open(false)
	if err != nil {
		return nil, err
	}
	data, err := root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil, f.explain("reading", name, err)
	}
	return data, nil
}

func (f *folder) write(ctx context.Context, name string, body io.ReadSeeker, _ int64, _ File) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	root, err := f.open(true)
	if err == nil {
		err = place(root, name, body)
	}
	if err != nil {
		return f.explain("writing", name, err)
	}
	return nil
}

// place writes a file under another name, and renames it: a reader gets the whole of the old one or of the new one.
func place(root *os.Root, name string, body io.Reader) error {
	temp := filepath.FromSlash(temporary + rand.Text())
	err := root.MkdirAll(filepath.Dir(temp), output.FolderMode)
	if err == nil {
		err = root.MkdirAll(filepath.Dir(filepath.FromSlash(name)), output.FolderMode)
	}
	if err != nil {
		return err
	}
	file, err := output.Create(root, temp)
	if err != nil {
		return err
	}
	if _, err = io.Copy(file, body); err == nil {
		// Otherwise a drive that is pulled out, or loses its power, may keep the name and lose what the file held. Some network drives
		// cannot say when that is safe.
		if err = file.Sync(); errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
			err = nil
		}
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = output.Rename(root, temp, filepath.FromSlash(name))
	}
	if err != nil {
		_ = output.Remove(root, temp) // the next run removes it if this one cannot
	}
	return err
}

func (f *folder) copy(ctx context.Context, from, to string, _ File) error {
	root, err := f.open(true)
	if err != nil {
		return f.explain("writing", to, err)
	}
	file, err := root.Open(filepath.FromSlash(from))
	if err != nil {
		return f.explain("reading", from, err)
	}
	defer file.Close()
	return f.write(ctx, to, file, 0, File{})
}

func (f *folder) remove(ctx context.Context, name string) error {
	root, err := f.open(false)
	if err == nil && ctx.Err() == nil {
		err = output.Remove(root, filepath.FromSlash(name))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f.explain("removing", name, err)
	}
	for dir := path.Dir(name); err == nil && dir != "."; dir = path.Dir(dir) {
		if output.Remove(root, filepath.FromSlash(dir)) != nil { // not empty
			break
		}
	}
	return ctx.Err()
}

func (f *folder) folding(context.Context) (output.Folding, error) {
	root, err := f.open(false)
	if errors.Is(err, fs.ErrNotExist) {
		return output.Folding{}, nil // nothing is there that could be taken for something else
	}
	var folding output.Folding
	if err == nil {
		folding, err = output.FindFolding(root, ".")
	}
	if err != nil {
		return folding, f.explain("writing in", ".", err)
	}
	return folding, nil
}

func (f *folder) respell(from, to string) {
	if root, err := f.open(false); err == nil {
		_ = output.Respell(root, from, to)
	}
}

// explain says what the disk could not do, and how to put it right.
func (f *folder) explain(doing, name string, err error) error {
	place := filepath.Join(f.dir, filepath.FromSlash(name))
	switch {
	case errors.As(err, new(*output.HeldError)):
		return err
	case output.DiskFull(err):
		return fmt.Errorf("%s %s: the disk is full. The site that is there still works. Make room, then deploy again: %w", doing, place, err)
	case output.ReadOnly(err):
		return fmt.Errorf("%s %s: this disk is read-only. Make it writable, or name another folder: %w", doing, place, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s %s: you do not have permission. Ask the owner of the folder for permission to write to it: %w", doing, place, err)
	case errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EEXIST), errors.Is(err, syscall.ENOTEMPTY):
		return fmt.Errorf("%s %s: something that Handrail did not put there is in the way. Move it away, or choose another folder: %w", doing, place, err)
	}
	return fmt.Errorf("%s %s: %w", doing, place, err)
}
