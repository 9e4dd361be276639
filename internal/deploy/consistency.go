package deploy

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// tryReads writes a file, writes it again and removes it, and reads it each time. A store that gives back what was there before would
// also give back an older state, by which a deploy would take files for unchanged that are not: the error is *StaleError then.
// It is read once before it is there, since some stores remember for a while that there was nothing.
func (t *Target) tryReads(ctx context.Context) error {
	name := temporary + "reads-" + rand.Text()
	gives := func(want []byte) error {
		got, err := t.store.read(ctx, name)
		switch {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return err
		case (err == nil) != (want != nil), !bytes.Equal(got, want):
			return &StaleError{t.name}
		}
		return nil
	}
	err := gives(nil)
	for _, want := range [][]byte{[]byte("one"), []byte("two")} {
		if err == nil {
			err = t.store.write(ctx, name, bytes.NewReader(want), int64(len(want)), record())
		}
		if err == nil {
			err = gives(want)
		}
	}
	if err == nil {
		err = t.store.remove(ctx, name)
		if err == nil {
			err = gives(nil)
		}
	} else {
		_ = t.store.remove(ctx, name) // the next run removes it if this one cannot
	}
	return err
}

// confirm asks the store for each file of which its list and Handrail's own lists say different things. For a while a list may leave out
// what has been put there, show what has been removed, and give the size of what was there before.
func (d *deployment) confirm(ctx context.Context, next *Release) error {
	placed := d.keys(maps.Keys(d.placed))
	asked := map[string]func(size int64, there bool){}
	askPlace := func(path string) {
		asked[path] = func(size int64, there bool) {
			if there {
				d.there[d.key(path)] = inPlace{path, size}
			} else {
				delete(d.there, d.key(path))
			}
		}
	}
	for path, f := range d.placed {
		if now, listed := d.there[d.key(path)]; !listed {
			askPlace(path)
		} else if f.Digest != "" && f.Size != now.size {
			askPlace(now.path)
		}
	}
	for key, now := range d.there {
		if !placed[key] {
			askPlace(now.path)
		}
	}
	named := map[string]bool{}
	for _, r := range []*Release{d.current, d.pending, next} {
		if r == nil || r == next && next.Restores == "" {
			continue
		}
		for _, f := range r.Files {
			named[f.stored()] = true
		}
	}
	for _, f := range next.Files {
		content := f.stored()
		if f.Digest == "" { // the release's list was damaged, so what the file held is unknown
			continue
		}
		if _, listed := d.stored[content]; listed != named[content] {
			asked[contents+content] = func(size int64, there bool) {
				if there {
					d.stored[content] = size
				} else {
					delete(d.stored, content)
				}
			}
		}
	}
	var mu sync.Mutex
	return each(ctx, d.target.workers, slices.Collect(maps.Keys(asked)), func() {}, func(ctx context.Context, name string) error {
		size, err := d.target.store.size(ctx, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		asked[name](size, err == nil)
		return nil
	})
}
