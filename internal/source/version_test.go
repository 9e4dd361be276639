package source

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestVersion: a file is copied whole, as the version that is asked for, or there is an error.
func TestVersion(t *testing.T) {
	const text = "one version of some length"
	for name, when := range map[string]time.Time{"long ago": time.Now().Add(-time.Hour), "just now": time.Now(), "without a time": {}} {
		t.Run(name, func(t *testing.T) {
			file := &fstest.MapFile{Data: []byte(text), ModTime: when}
			fsys := fstest.MapFS{"a.mp4": file}
			v, err := VersionOf(fsys, "a.mp4")
			if err != nil || (v.Stamp == Stamp{}) != (name != "long ago") {
				t.Fatalf("%+v, %v", v, err)
			}
			data, info, err := ReadWhole(fsys, "a.mp4", MaxSize)
			if err != nil || !v.Is(data, info) {
				t.Errorf("what is read is another version: %v", err)
			}
			var copied strings.Builder
			if err := v.Copy(&copied, fsys, "a.mp4"); err != nil || copied.String() != text {
				t.Errorf("copied %q, %v", &copied, err)
			}
			if err := v.Copy(full{}, fsys, "a.mp4"); err != errFull {
				t.Errorf("a writer that fails: %v", err)
			}
			file.Data = []byte("two versions of one length")
			if !when.IsZero() {
				file.ModTime = when.Add(time.Millisecond)
			}
			if err := v.Copy(io.Discard, fsys, "a.mp4"); err != ErrChanged {
				t.Errorf("another version: %v", err)
			}
			if data, info, err = ReadWhole(fsys, "a.mp4", MaxSize); err != nil || v.Is(data, info) {
				t.Errorf("what is read is the same version: %v", err)
			}
			delete(fsys, "a.mp4")
			if err := v.Copy(io.Discard, fsys, "a.mp4"); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("no file: %v", err)
			}
			if _, err := VersionOf(fsys, "a.mp4"); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("no file: %v", err)
			}
		})
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// TestVersionChanging: what another program writes to meanwhile is never taken for one version.
func TestVersionChanging(t *testing.T) {
	const text = "one version of some length"
	busy := func(changes int, when time.Time) *busyFS {
		return &busyFS{files: fstest.MapFS{"a.mp4": {Data: []byte(text), ModTime: when}}, changes: changes}
	}
	now := time.Now()
	if _, err := VersionOf(busy(100, now), "a.mp4"); err != ErrChanging {
		t.Errorf("without end: %v", err)
	}
	b := busy(1, now)
	v, err := VersionOf(b, "a.mp4")
	if err == nil {
		err = v.Copy(io.Discard, b, "a.mp4")
	}
	if err != nil {
		t.Errorf("once, before it is copied: %v", err)
	}
	b.changes = 1
	if err := v.Copy(io.Discard, b, "a.mp4"); err != ErrChanged {
		t.Errorf("while it is copied: %v", err)
	}
	b = busy(0, now.Add(-time.Hour))
	if v, err = VersionOf(b, "a.mp4"); err != nil || b.opened > 1 { // MapFS opens a file to say what it is
		t.Errorf("a settled file is opened %d times: %v", b.opened, err)
	}
	b.changes = 1
	if err := v.Copy(io.Discard, b, "a.mp4"); err != ErrChanged {
		t.Errorf("while a settled file is copied: %v", err)
	}
}

// TestVersionCut: a file from which some was cut off is not copied in part.
func TestVersionCut(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.mp4")
	if err := os.WriteFile(name, make([]byte, 3*piece), 0o644); err != nil {
		t.Fatal(err)
	}
	fsys := os.DirFS(filepath.Dir(name))
	v, err := VersionOf(fsys, "a.mp4")
	if err != nil {
		t.Fatal(err)
	}
	cut := writer(func(p []byte) (int, error) { return len(p), os.Truncate(name, piece) })
	if err := v.Copy(cut, fsys, "a.mp4"); err != ErrChanged {
		t.Errorf("got %v", err)
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }
