package builder

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"handrail/internal/output"
)

// findFresh finds the top folders of outputs that are not there yet.
func (w *writer) findFresh(outputs []Output) {
	w.fresh = map[string]bool{}
	folders := map[string]string{}
	for _, o := range outputs {
		top, _, inside := strings.Cut(o.Path, "/")
		if _, known := w.fresh[top]; known || !inside {
			continue
		}
		_, err := w.root.Lstat(top)
		w.fresh[top] = errors.Is(err, fs.ErrNotExist)
		other := strings.ToLower(top) // a disk may take it for the same folder
		if folders[other] != "" {
			w.fresh[top], w.fresh[folders[other]] = false, false
		}
		folders[other] = top
	}
}

// isFresh says whether a file is in a top folder that is not there yet.
func (w *writer) isFresh(name string) bool {
	top, _, inside := strings.Cut(name, "/")
	return inside && w.fresh[top]
}

// findInWay finds what is in the way of the site's folders and files: files of ours that go are noted, and what is not
// ours is an error.
func (w *writer) findInWay() error {
	w.blocked = map[string]bool{}
	inWay, seen := map[string]bool{}, map[string]bool{}
	for name := range w.next.Files {
		for dir := path.Dir(name); dir != "." && !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			if _, stays := w.next.Files[dir]; stays {
				return fmt.Errorf("%s is a file of the site, and %s needs a folder of the same name: rename one of them", dir, name)
			}
			if err := w.lookAt(dir); err != nil {
				return err
			}
			inWay[dir] = w.blocked[dir]
		}
	}
	for _, c := range w.changed {
		if err := w.lookBelow(c.Path, inWay); err != nil {
			return err
		}
	}
	stay := w.gone[:0]
	for _, name := range w.gone {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if info, err := w.root.Lstat(filepath.FromSlash(dir)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
				return &output.LinkError{Path: w.path(dir)}
			}
		}
		if inWay[name] {
			w.inWay = append(w.inWay, name)
		} else {
			stay = append(stay, name)
		}
	}
	w.gone = stay
	return nil
}

// lookAt looks at what is in the place of a folder.
func (w *writer) lookAt(dir string) error {
	info, err := w.root.Lstat(filepath.FromSlash(dir))
	if err != nil || info.IsDir() {
		return nil // what cannot be read cannot be written either, and that is reported then
	}
	_, ours := w.last.Files[dir]
	switch {
	case ours:
		w.blocked[dir] = true
		return nil
	case info.Mode()&fs.ModeSymlink != 0:
		return &output.LinkError{Path: w.path(dir)}
	}
	return &ForeignError{w.path(dir)}
}

// lookBelow checks whether a folder is in the place of a file. Everything in it has to be ours, and to go.
func (w *writer) lookBelow(name string, inWay map[string]bool) error {
	if w.isFresh(name) || w.isBlocked(name) {
		return nil
	}
	if info, err := w.root.Lstat(filepath.FromSlash(name)); err != nil || !info.IsDir() {
		return nil
	}
	w.emptied = append(w.emptied, name)
	return fs.WalkDir(w.root.FS(), name, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return explain("reading", w.path(file), w.now(), err)
		}
		_, ours := w.last.Files[file]
		switch {
		case entry.IsDir(), strings.HasPrefix(path.Base(file), temporary):
		case ours:
			inWay[file] = true
		default:
			return fmt.Errorf("%s was not written by Handrail, and the site has a file in the place of the folder %s: move it away, or build into another folder with --out", w.path(file), w.path(name))
		}
		return nil
	})
}

// isBlocked says whether a file belongs in a folder in whose place there is a file.
func (w *writer) isBlocked(name string) bool {
	if len(w.blocked) == 0 {
		return false
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if w.blocked[dir] {
			return true
		}
	}
	return false
}

// makeWay removes the files that are where a folder is needed, and the folders that are where a file is needed. Until their
// places are filled, a page can name a file that is not there: one name cannot be both, so no order avoids this.
func (w *writer) makeWay() error {
	for _, name := range w.inWay {
		if err := w.removeOne(name); err != nil {
			return err
		}
	}
	for _, name := range w.emptied {
		if err := w.removeEmpty(filepath.FromSlash(name)); err != nil {
			return explain("removing", w.path(name), w.now(), err)
		}
	}
	return nil
}

// removeEmpty removes a folder in which there are only empty folders, if that is what is in a place.
func (w *writer) removeEmpty(place string) error {
	if info, err := w.root.Lstat(place); err != nil || !info.IsDir() {
		return nil
	}
	entries, err := fs.ReadDir(w.root.FS(), filepath.ToSlash(place))
	for _, entry := range entries {
		err = errors.Join(err, w.removeEmpty(filepath.Join(place, entry.Name())))
	}
	return errors.Join(err, output.Remove(w.root, place))
}

// place puts the changed files in their places, phase by phase. A folder that is new is put in its place whole, which is
// one step and not one for each file.
func (w *writer) place() error {
	if err := w.makeWay(); err != nil {
		return err
	}
	for now := output.Resources; now <= output.Lists; now++ {
		from, _ := slices.BinarySearchFunc(w.changed, now, func(c change, now output.Phase) int { return int(c.phase - now) })
		to, _ := slices.BinarySearchFunc(w.changed, now+1, func(c change, now output.Phase) int { return int(c.phase - now) })
		if err := w.placePhase(now, w.changed[from:to]); err != nil {
			return err
		}
	}
	for _, c := range w.changed {
		if c.written {
			w.result.Written++
		} else {
			w.result.Kept++
		}
	}
	return nil
}

// placePhase puts the files of a phase in their places.
func (w *writer) placePhase(now output.Phase, changed []change) error {
	switch {
	case now == output.NewPages:
		if err := w.placeFresh(); err != nil {
			return err
		}
	case now == output.KnownPages && len(changed) > 0 && w.linking:
		if err := w.save(w.both(true)); err != nil { // from here on pages lead to those that were new
			return err
		}
	}
	errs := make([]error, len(changed))
	var failed atomic.Bool // each file that another program has open takes some seconds
	w.each(len(changed), func(i int, folder *output.Folder) {
		c := &changed[i]
		if !c.rendered || w.isFresh(c.Path) || failed.Load() {
			return
		}
		errs[i] = w.placeOne(folder, c)
		if errs[i] == nil {
			c.rendered, c.written = false, true
		} else {
			errs[i] = explain("putting a file in its place,", w.path(c.Path), w.now(), errs[i])
			failed.Store(true)
		}
	})
	return cmp.Or(errs...)
}

// placeOne puts a file in its place.
func (w *writer) placeOne(folder *output.Folder, c *change) error {
	place := filepath.FromSlash(c.Path)
	if w.isBlocked(c.Path) { // it was written apart
		if err := w.root.MkdirAll(filepath.Dir(place), output.FolderMode); err != nil {
			return err
		}
		return output.Rename(w.root, w.tempPath(c.Path), place)
	}
	dir, base, err := folder.Of(place)
	if err == nil {
		err = output.Rename(dir, filepath.Base(w.tempPath(c.Path)), base)
	}
	return err
}

// placeFresh puts the folders that are new in their places, those with what pages name first.
func (w *writer) placeFresh() error {
	placed := map[string]bool{}
	for i := range w.changed { // assets come before pages
		c := &w.changed[i]
		if !w.isFresh(c.Path) || !c.rendered {
			continue
		}
		if top, _, _ := strings.Cut(c.Path, "/"); !placed[top] {
			placed[top] = true
			if err := output.Rename(w.root, filepath.Join(staging, top), top); err != nil {
				return explain("putting a folder in its place,", w.path(top), w.now(), err)
			}
		}
		c.rendered, c.written = false, true
	}
	return nil
}

// remove removes what is no longer part of the site, and folders that are then empty. A page that a build leaves, because it is killed
// here, may lead to one that it has removed. If the next site has both again, the page has to be replaced before readers can come to it.
func (w *writer) remove() error {
	if slices.ContainsFunc(w.gone, output.IsPage) {
		if err := w.save(w.leaving()); err != nil {
			return err
		}
	}
	for _, name := range w.gone {
		if err := w.removeOne(name); err != nil {
			return err
		}
	}
	return w.save(w.next)
}

// removeOne removes a file that is no longer part of the site, and folders that are then empty.
func (w *writer) removeOne(name string) error {
	switch err := output.Remove(w.root, filepath.FromSlash(name)); {
	case err == nil:
		w.result.Removed++
	case errors.Is(err, fs.ErrNotExist), w.isFolder(name): // and what is in a folder is not ours
	case !w.isFolder(path.Dir(name)): // there is a file, which is not ours
	default:
		return explain("removing", w.path(name), w.now(), err)
	}
	w.removeEmptyAbove(name)
	return nil
}

func (w *writer) isFolder(name string) bool {
	info, err := w.root.Lstat(filepath.FromSlash(name))
	return err == nil && info.IsDir()
}

// removeEmptyAbove removes the folders that a file was in, if nothing is in them any more.
func (w *writer) removeEmptyAbove(name string) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if output.Remove(w.root, filepath.FromSlash(dir)) != nil { // not empty
			return
		}
	}
}

// undo takes back what was done before anything was put in its place. The next build fixes what it cannot.
func (w *writer) undo() {
	w.sweep() // first, as the disk may be full
	for _, c := range w.changed {
		if !w.isFresh(c.Path) {
			w.removeEmptyAbove(c.Path)
		}
	}
	_ = w.save(w.last)
}

// sweep removes what was rendered and not put in its place.
func (w *writer) sweep() {
	w.folder.Close() // Windows removes no folder that is open
	_ = output.RemoveAll(w.root, staging)
	for _, c := range append(w.changed, w.listing.change) {
		if c.rendered {
			_ = output.Remove(w.root, w.tempPath(c.Path)) // it is not part of the site, and the next build writes over it
		}
	}
}
