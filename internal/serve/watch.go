package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing may change before a burst of changes is taken as over: editors write a file in several
// steps, and tools write hundreds.
const quiet = 5 * time.Millisecond

// Watch calls changed after each burst of changes in the folders of the given names within dir, at any depth, until
// the context ends. Folders that are made later are watched too, those of the given names among them. paths are what
// changed, from dir and with slashes; when it is nil, anything may have.
func Watch(ctx context.Context, dir string, names []string, changed func(paths []string)) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watching for changes: %w", err)
	}
	defer w.Close()
	t := watched{w: w, dir: filepath.Clean(dir), names: names}
	if err := w.Add(t.dir); err != nil {
		return fmt.Errorf("watching %s: %w", dir, err)
	}
	for _, name := range names {
		t.add(filepath.Join(t.dir, name))
	}
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	paths, lost := map[string]bool{}, false
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-w.Events:
			if !ok {
				return nil
			}
			if name, matters := t.matters(event); matters {
				paths[name] = true
				timer.Reset(quiet)
			}
		case err, ok := <-w.Errors:
			if !ok {
				return nil
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) { // some events are lost, so anything may have changed
				for _, name := range names {
					t.add(filepath.Join(t.dir, name))
				}
				lost = true
				timer.Reset(quiet)
				continue
			}
			return fmt.Errorf("watching for changes: %w", err)
		case <-timer.C:
			if lost {
				changed(nil)
			} else {
				changed(slices.Sorted(maps.Keys(paths)))
			}
			paths, lost = map[string]bool{}, false
		}
	}
}

type watched struct {
	w     *fsnotify.Watcher
	dir   string
	names []string
}

// add watches a folder, or the one that a link leads to, and every folder in it. One that is gone again needs no watching.
func (t *watched) add(root string) {
	_ = filepath.WalkDir(root+string(filepath.Separator), func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if entry.IsDir() {
			_ = t.w.Add(name) // it may have gone in the meantime
		}
		return nil
	})
}

// forget stops watching a folder that has gone, and every folder in it. One that was moved would be watched by its old name
// otherwise, and not by its new one.
func (t *watched) forget(root string) {
	for _, name := range t.w.WatchList() {
		if name == root || strings.HasPrefix(name, root+string(filepath.Separator)) {
			_ = t.w.Remove(name) // it may be forgotten already
		}
	}
}

// matters says whether an event is about a source, and which, and watches folders that are new.
func (t *watched) matters(event fsnotify.Event) (name string, matters bool) {
	name, err := filepath.Rel(t.dir, event.Name)
	if err != nil {
		return "", false
	}
	name = filepath.ToSlash(name)
	top, _, _ := strings.Cut(name, "/")
	inside := false
	for _, n := range t.names {
		inside = inside || n == top
	}
	if !inside || event.Op == fsnotify.Chmod {
		return "", false
	}
	if event.Has(fsnotify.Rename) || event.Has(fsnotify.Remove) {
		t.forget(event.Name)
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
			t.add(event.Name)
		}
	}
	return name, true
}
