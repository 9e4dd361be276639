package deploy

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/output"
)

// session is a connection to a server of files. Names are paths from where a login begins, or from the server's root if they begin
// with a slash. Its errors are fs.ErrNotExist; a *refusal, which is the server's answer; or those of a connection that has broken.
type session interface {
	list(dir string) ([]entry, error)
	// stat is about the name itself, also if it is a link.
	stat(name string) (entry, error)
	read(name string, to io.Writer) error
	write(name string, body io.Reader) error
	// rename puts a file in the place of another, if there is one.
	rename(from, to string) error
	remove(name string) error
	mkdir(dir string) error
	// rmdir removes an empty folder.
	rmdir(dir string) error
	// close ends the connection at once, and with it whatever is on its way.
	close()
}

// entry is what is in a folder of a server.
type entry struct {
	name   string // without its folder
	size   int64
	folder bool // a link to a folder is none
}

// remote is a store on a server of files, by way of connections that may break.
type remote struct {
	base string // the folder that the site is in
	connections
	retrier

	mu    sync.Mutex
	known map[string]bool // folders that are there, by name; "." is the base

	spelling sync.RWMutex // held for writing while folders have no name for a moment

	sent recent // contents that this run has sent
}

// do does something by way of a connection, again if that breaks.
func (r *remote) do(ctx context.Context, what func(session) error) error {
	return r.again(ctx, func(ctx context.Context) error {
		s, err := r.take(ctx)
		if err != nil {
			return err
		}
		stop := s.until(ctx, r.patience)
		err = r.found(s)
		if err == nil {
			err = what(s)
		}
		if late := stop(); late != nil {
			err = late
		}
		r.give(s, err)
		return err
	})
}

// found looks, once, whether the folder that the site is in is there, or the one that it will be made in.
func (r *remote) found(s session) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known != nil {
		return nil
	}
	is, err := isFolder(s, r.base)
	switch {
	case err == nil && is:
		r.known = map[string]bool{".": true}
		return nil
	case err == nil:
		return &placeError{r.base, "is a file"}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	parent := path.Dir(r.base)
	if is, err = isFolder(s, parent); errors.Is(err, fs.ErrNotExist) || err == nil && !is {
		return &placeError{parent, "is not there"}
	}
	if err == nil {
		r.known = map[string]bool{}
	}
	return err
}

// isFolder says whether something is a folder or leads to one: web space is often behind a link.
func isFolder(s session, dir string) (bool, error) {
	is, err := s.stat(dir)
	if err != nil || is.folder {
		return err == nil, err
	}
	if _, err = s.list(dir + "/"); serverAnswered(err) {
		return false, nil
	}
	return err == nil, err
}

// placeError says that a folder cannot be deployed to.
type placeError struct{ dir, is string }

func (e *placeError) Error() string { return e.dir + " " + e.is }

// at is the path of a file on the server.
func (r *remote) at(name string) string { return path.Join(r.base, name) }

// list asks for the folders of a level at once. Handrail's own are asked for by name, as a server may hide what begins with a dot.
func (r *remote) list(ctx context.Context, keep func(string) bool) (map[string]int64, error) {
	names := map[string]int64{}
	var mu sync.Mutex
	level := []string{"."}
	for _, dir := range []string{own, contents, releases, temporary} {
		if keep(dir) {
			level = append(level, path.Clean(dir))
		}
	}
	for len(level) > 0 {
		var next []string
		err := each(ctx, r.most, level, func() {}, func(ctx context.Context, dir string) error {
			var entries []entry
			err := r.do(ctx, func(s session) (err error) {
				entries, err = s.list(r.at(dir))
				return err
			})
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			mu.Lock()
			defer mu.Unlock()
			for _, e := range entries {
				name := path.Join(dir, e.name)
				switch {
				case !e.folder && keep(name):
					names[name] = e.size
				case e.folder && keep(name+"/"):
					r.know(name)
					if !strings.HasPrefix(name+"/", own) {
						next = append(next, name)
					}
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		level = next
	}
	return names, nil
}

func (r *remote) know(dir string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.known[dir] = true
}

func (r *remote) size(ctx context.Context, name string) (size int64, err error) {
	err = r.do(ctx, func(s session) error {
		e, err := s.stat(r.at(name))
		if err == nil && e.folder {
			return fs.ErrNotExist
		}
		size = e.size
		return err
	})
	return size, err
}

func (r *remote) read(ctx context.Context, name string) ([]byte, error) {
	var data bytes.Buffer
	err := r.do(ctx, func(s session) error {
		data.Reset()
		return s.read(r.at(name), &data)
	})
	return data.Bytes(), err
}

func (r *remote) write(ctx context.Context, name string, body io.ReadSeeker, size int64, _ File) error {
	r.spelling.RLock()
	defer r.spelling.RUnlock()
	err := r.do(ctx, func(s session) error {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("reading the built site: %w", err)
		}
		return r.place(s, name, body, size)
	})
	if err == nil && strings.HasPrefix(name, contents) {
		r.sent.keep(name, body, size)
	}
	return err
}

// place writes a file under another name, looks whether all of it has come, and renames it.
func (r *remote) place(s session, name string, body io.Reader, size int64) error {
	temp := temporary + rand.Text()
	for _, dir := range []string{path.Dir(temp), path.Dir(name)} {
		if err := r.folder(s, dir); err != nil {
			return err
		}
	}
	err := s.write(r.at(temp), body)
	if err == nil {
		var e entry
		if e, err = s.stat(r.at(temp)); err == nil && e.size != size {
			err = &refusal{what: tooShort, text: fmt.Sprintf("%d of %d bytes", e.size, size)}
		}
	}
	if err == nil {
		err = s.rename(r.at(temp), r.at(name))
	}
	if err != nil {
		_ = s.remove(r.at(temp)) // the next run removes it if this one cannot
		if serverAnswered(err) && r.gone(s, path.Dir(temp), path.Dir(name)) {
			err = &refusal{what: busy, text: "a folder was removed meanwhile"}
		}
	}
	return err
}

// gone says whether one of these folders may no longer be there, as another deploy may have removed it when it was empty. Then none is
// known.
func (r *remote) gone(s session, dirs ...string) bool {
	for _, dir := range dirs {
		if _, err := s.stat(r.at(dir)); errors.Is(err, fs.ErrNotExist) || err != nil && !serverAnswered(err) {
			r.mu.Lock()
			defer r.mu.Unlock()
			clear(r.known)
			return true
		}
	}
	return false
}

// folder makes a folder of the site if it is not there, with those that lead to it.
func (r *remote) folder(s session, dir string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var way []string
	for at := dir; at != "."; at = path.Dir(at) {
		way = append(way, at)
	}
	way = append(way, ".")
	slices.Reverse(way)
	for _, at := range way {
		if r.known[at] {
			continue
		}
		if err := s.mkdir(r.at(at)); err != nil {
			is, look := s.stat(r.at(at))
			switch {
			case look == nil && !is.folder:
				return &placeError{r.at(at), "is in the way"}
			case look != nil && !serverAnswered(look): // the connection has broken
				return look
			case errors.Is(err, fs.ErrNotExist):
				return &placeError{path.Dir(r.at(at)), "is not there"}
			case look != nil:
				return err
			}
		}
		r.known[at] = true
	}
	return nil
}

// copy sends the content again, as these servers have no command that copies. What this run has not sent itself, it gets first.
func (r *remote) copy(ctx context.Context, from, to string, headers File) error {
	if data, have := r.sent.get(from); have {
		return r.write(ctx, to, bytes.NewReader(data), int64(len(data)), headers)
	}
	size, err := r.size(ctx, from)
	if err == nil && size <= inMemory {
		var data []byte
		if data, err = r.read(ctx, from); err == nil {
			return r.write(ctx, to, bytes.NewReader(data), size, headers)
		}
	}
	if err == nil {
		return r.copyLarge(ctx, from, to, headers)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("something that this deploy needs was removed from %s meanwhile: deploy again", r.at(from))
	}
	return err
}

// copyLarge copies what is too large for memory, by way of this computer's disk.
func (r *remote) copyLarge(ctx context.Context, from, to string, headers File) error {
	file, err := os.CreateTemp("", "handrail-")
	if err != nil {
		return fmt.Errorf("making a file on this computer, for %s: %w", to, err)
	}
	defer func() {
		_ = file.Close()
		_ = os.Remove(file.Name())
	}()
	var size int64
	err = r.do(ctx, func(s session) error {
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if err := file.Truncate(0); err != nil {
			return err
		}
		if err := s.read(r.at(from), file); err != nil {
			return err
		}
		size, err = file.Seek(0, io.SeekCurrent)
		return err
	})
	if err != nil {
		return err
	}
	return r.write(ctx, to, file, size, headers)
}

func (r *remote) remove(ctx context.Context, name string) error {
	r.spelling.RLock()
	defer r.spelling.RUnlock()
	err := r.do(ctx, func(s session) error {
		if err := s.remove(r.at(name)); err != nil {
			return err
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		for dir := range parents(name) {
			if s.rmdir(r.at(dir)) != nil { // not empty
				break
			}
			delete(r.known, dir)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// folding tries out which names the server takes for one, as output.FindFolding does on a disk.
func (r *remote) folding(ctx context.Context) (output.Folding, error) {
	name := temporary + "probe-é-" + rand.Text()
	if err := r.write(ctx, name, strings.NewReader(""), 0, File{}); err != nil {
		return output.Folding{}, err
	}
	var found output.Folding
	var err error
	for other, is := range map[string]*bool{strings.Replace(name, "probe", "PROBE", 1): &found.Case, norm.NFD.String(name): &found.Form} {
		if _, look := r.size(ctx, other); look == nil {
			*is = true
		} else if !errors.Is(look, fs.ErrNotExist) {
			err = look
		}
	}
	return found, errors.Join(err, r.remove(ctx, name))
}

func (r *remote) respell(from, to string) {
	r.spelling.Lock()
	defer r.spelling.Unlock()
	_ = r.do(context.Background(), func(s session) error {
		there, want := strings.Split(from, "/"), strings.Split(to, "/")
		for i := range min(len(there), len(want)) {
			dir := r.at(path.Join(want[:i]...))
			if there[i] == want[i] {
				continue
			}
			entries, err := s.list(dir)
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(entries, func(e entry) bool { return e.name == there[i] }) {
				continue // it has been respelled already
			}
			third := path.Join(dir, output.Temporary())
			if err := s.rename(path.Join(dir, there[i]), third); err != nil {
				return err
			}
			if err := s.rename(third, path.Join(dir, want[i])); err != nil {
				return errors.Join(err, s.rename(third, path.Join(dir, there[i])))
			}
		}
		return nil
	})
}

// recent holds what was sent last, up to a limit of memory, so that it need not be fetched to be copied.
type recent struct {
	mu    sync.Mutex
	total int64
	data  map[string][]byte
}

// mostRecent is how many bytes of contents are held.
const mostRecent = 64 << 20

func (r *recent) keep(name string, body io.ReadSeeker, size int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if size > inMemory || r.total+size > mostRecent {
		return
	}
	if _, err := body.Seek(0, io.SeekStart); err != nil {
		return
	}
	data, err := io.ReadAll(body)
	if err != nil || int64(len(data)) != size {
		return // it is fetched
	}
	if r.data == nil {
		r.data = map[string][]byte{}
	}
	r.total += size - int64(len(r.data[name]))
	r.data[name] = data
}

func (r *recent) get(name string) ([]byte, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	data, have := r.data[name]
	return data, have
}
