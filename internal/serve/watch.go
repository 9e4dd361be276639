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

	"handrail/internal/source"
)

// quiet is how long nothing may change before a burst of changes counts as over: editors write a file in several
// steps, and tools write hundreds.
const quiet = 5 * time.Millisecond

// Watch watches the folders of the given names within dir from now on, and returns what calls changed after each burst of changes in
// them, at any depth, until the context ends: also after one from before it is called. Folders that are made later are watched too, those of the given names among them. paths are what
// changed, from dir and with slashes; when it is nil, anything may have. What programs leave beside sources is no change.
//
// Where the system reports no changes (network shares, folders of Windows in WSL, overlays), they are found by a look at the
// sources every few seconds.
func Watch(dir string, names []string) (follow func(ctx context.Context, changed func(paths []string)) error) {
	t := &watched{dir: filepath.Clean(dir), names: names, paths: map[string]bool{}}
	var events <-chan fsnotify.Event
	var failures <-chan error
	if w, err := fsnotify.NewWatcher(); err == nil { // otherwise the system has no watches left: looking is enough
		t.w, events, failures = w, w.Events, w.Errors
		_ = w.Add(t.dir) // when that fails, looking is enough too
	}
	t.begin()
	return func(ctx context.Context, changed func(paths []string)) error {
		if t.w != nil {
			defer t.w.Close()
		}
		t.changed = changed
		return t.follow(ctx, events, failures, time.After)
	}
}

// begin begins to watch, and remembers what there is.
func (t *watched) begin() {
	t.addAll()
	t.known = t.look(0).stamps
}

// follow reports changes until the context ends. after returns a channel that gives the time once a pause is over, as time.After does.
func (t *watched) follow(ctx context.Context, events <-chan fsnotify.Event, failures <-chan error, after func(time.Duration) <-chan time.Time) error {
	burst := time.NewTimer(time.Hour)
	burst.Stop()
	known := t.known
	tick, looks := after(pause(0)), make(chan looked, 1)
	for count := 0; ; { // of changes that events have reported
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-events:
			if !ok {
				return nil
			}
			if name, matters := t.matters(event); matters {
				t.paths[name] = true
				count++
				burst.Reset(quiet)
			}
		case err, ok := <-failures:
			if !ok {
				return nil
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("watching for changes: %w", err)
			}
			t.addAll() // some events are lost, so anything may have changed
			t.lost = true
			count++
			burst.Reset(quiet)
		case <-tick:
			tick = nil
			go func(asOf int) { looks <- t.look(asOf) }(count)
		case found := <-looks:
			tick = after(pause(found.took))
			if found.asOf != count { // it may have seen what was there before a change that is known by now
				continue
			}
			for _, name := range differ(known, found.stamps) {
				t.paths[name] = true
				burst.Reset(quiet)
			}
			known = found.stamps
		case <-burst.C:
			known = t.report(known)
		}
	}
}

// report reports what has changed since it last did. It takes and returns what is known of the sources: from before they are
// read, so that a look finds what changes while they are.
func (t *watched) report(known map[string]stamp) map[string]stamp {
	paths, lost := t.paths, t.lost
	t.paths, t.lost = map[string]bool{}, false
	if lost {
		known = t.look(0).stamps
		t.changed(nil)
		return known
	}
	t.refresh(known, paths)
	t.changed(slices.Sorted(maps.Keys(paths)))
	return known
}

type watched struct {
	w       *fsnotify.Watcher // nil when there is none
	dir     string
	names   []string
	changed func(paths []string)

	known map[string]stamp // what there was when watching began
	paths map[string]bool  // that have changed since changed was called
	lost  bool             // others may have as well
}

// addAll watches the folders of the given names.
func (t *watched) addAll() {
	for _, name := range t.names {
		t.add(filepath.Join(t.dir, name))
	}
}

// add watches a folder, or the one that a link leads to, and every folder in it. One that is gone again needs no watching.
func (t *watched) add(root string) {
	if t.w == nil {
		return
	}
	t.walk(root, func(file string, entry fs.DirEntry) {
		if entry.IsDir() {
			_ = t.w.Add(file) // it may have gone in the meantime
		}
	})
}

// forget stops watching a folder that has gone, and every folder in it. One that was moved would be watched by its old name
// otherwise, and not by its new one.
func (t *watched) forget(root string) {
	if t.w == nil {
		return
	}
	for _, name := range t.w.WatchList() {
		if name == root || strings.HasPrefix(name, root+string(filepath.Separator)) {
			_ = t.w.Remove(name) // it may be forgotten already
		}
	}
}

// matters says whether an event is about a source, and which, and watches folders that are new.
func (t *watched) matters(event fsnotify.Event) (name string, matters bool) {
	name = t.path(event.Name)
	top, rest, _ := strings.Cut(name, "/")
	if !slices.Contains(t.names, top) || event.Op == fsnotify.Chmod || slices.ContainsFunc(strings.Split(rest, "/"), source.Stray) {
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
