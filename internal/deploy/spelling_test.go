package deploy

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"handrail/internal/output"
	"handrail/test/disk"
)

// TestSpelling deploys sites whose files and folders change nothing but the spelling of their names, to targets that take the old and
// the new name for one: an exFAT disk where one can be mounted, and a store in memory. Nothing is lost, on the way there or back.
func TestSpelling(t *testing.T) {
	targets := map[string]*Target{"memory": {name: "memory", store: &memory{fold: output.Loosest(), files: map[string]spelled{}}, workers: 4}}
	if dir := disk.ExFAT(t); dir != "" {
		target, err := OpenFolder(filepath.Join(dir, "www"), nil)
		if err != nil {
			t.Fatal(err)
		}
		targets["exFAT"] = target
	}
	for name, target := range targets {
		t.Run(name, func(t *testing.T) {
			check := func(what string, want map[string]string) {
				t.Helper()
				if now := hold(t, target); !maps.Equal(now, want) {
					t.Errorf("%s: the target holds %q, and not %q", what, now, want)
				}
			}
			first := map[string]string{"index.html": "i", "guide/About.html": "about", "guide/b.html": "b", "Old/c.html": "c", "pic.PNG": "p"}
			second := map[string]string{"index.html": "i2", "guide/about.html": "about", "Guide2/b.html": "b", "old/c.html": "c", "pic.png": "p2"}
			one, two := site(first), site(second)
			mustRun(t, target, one)
			check("first", first)
			r := mustRun(t, target, two)
			check("second", second)
			if r.Removed != 1 {
				t.Errorf("%d files are counted as removed, and 1 is gone", r.Removed)
			}
			if r := mustRun(t, target, two); r.Changed+r.New+r.Removed > 0 {
				t.Errorf("with nothing changed: %+v", r)
			}
			if _, err := Rollback(context.Background(), target, options()); err != nil {
				t.Fatal(err)
			}
			check("rolled back", first)
			// What somebody else put there is not written over under another spelling.
			if err := target.store.write(context.Background(), "MINE.html", strings.NewReader("mine"), 4, record()); err != nil {
				t.Fatal(err)
			}
			three := site(map[string]string{"index.html": "i", "mine.html": "ours"})
			if _, err := Run(context.Background(), target, three, names(three), options()); err == nil || !strings.Contains(err.Error(), "MINE.html") {
				t.Errorf("a file of somebody else's: %v", err)
			}
			both := site(map[string]string{"index.html": "i", "a.html": "1", "A.html": "2"})
			if _, err := Run(context.Background(), target, both, names(both), options()); err == nil || !strings.Contains(err.Error(), "cannot hold both") {
				t.Errorf("two files of one name: %v", err)
			}
		})
	}
}

// memory is a store that takes names for one as a Folding says. A file keeps the spelling that it was first written with, as on exFAT.
type memory struct {
	fold output.Folding

	mu    sync.Mutex
	files map[string]spelled // by key
}

type spelled struct {
	name string
	data []byte
}

func (m *memory) list(_ context.Context, keep func(string) bool) (map[string]int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := map[string]int64{}
	for _, f := range m.files {
		if keep(f.name) {
			list[f.name] = int64(len(f.data))
		}
	}
	return list, nil
}

func (m *memory) size(ctx context.Context, name string) (int64, error) {
	data, err := m.read(ctx, name)
	return int64(len(data)), err
}

func (m *memory) read(_ context.Context, name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.files[m.fold.Key(name)]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return f.data, nil
}

func (m *memory) write(_ context.Context, name string, body io.ReadSeeker, _ int64, _ File) error {
	data, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := m.fold.Key(name)
	if f, there := m.files[key]; there {
		name = f.name
	} else {
		name = m.spell(name)
	}
	m.files[key] = spelled{name, data}
	return nil
}

// spell gives the folders of a name the spelling that they have already.
func (m *memory) spell(name string) string {
	for dir := range parents(name) {
		for _, f := range m.files {
			for other := range parents(f.name) {
				if m.fold.Key(other) == m.fold.Key(dir) {
					return other + strings.TrimPrefix(name, dir)
				}
			}
		}
	}
	return name
}

func (m *memory) copy(ctx context.Context, from, to string, headers File) error {
	data, err := m.read(ctx, from)
	if err != nil {
		return err
	}
	return m.write(ctx, to, bytes.NewReader(data), int64(len(data)), headers)
}

func (m *memory) remove(_ context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, m.fold.Key(name))
	return nil
}

func (m *memory) folding(context.Context) (output.Folding, error) { return m.fold, nil }

func (m *memory) respell(from, to string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	there, want := strings.Split(from, "/"), strings.Split(to, "/")
	for _, key := range slices.Collect(maps.Keys(m.files)) {
		f := m.files[key]
		parts := strings.Split(f.name, "/")
		for i := range want {
			if i < len(parts) && i < len(there) && m.fold.Key(strings.Join(parts[:i+1], "/")) == m.fold.Key(strings.Join(want[:i+1], "/")) {
				parts[i] = want[i]
			}
		}
		m.files[key] = spelled{strings.Join(parts, "/"), f.data}
	}
}
