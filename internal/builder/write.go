package builder

import (
	"bytes"
	"cmp"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"handrail/internal/output"
	"handrail/internal/parallel"
)

// temporary starts the name of a file that is being written. One that is left is what a build that was killed left.
const temporary = ".handrail-new-"

// staging is the folder in which files are made whose folder cannot be made yet, and folders that are put in their places
// whole.
const staging = ".handrail-new"

// Result says what Write did.
type Result struct {
	Written, Removed, Kept int
	Stages                 []Stage
}

// Stage is a part of what Write does, in words, and how long it took.
type Stage struct {
	Name string
	Took time.Duration
}

// Write puts outputs into a folder: only those that changed since it was last written, each beside its place first and
// then renamed. Nothing there is touched until every file has been rendered. Then assets go before the pages that name
// them, new pages before those that lead to them, a file that lists the others after these, and what is no longer part of
// the site is removed last; so a build that is killed leaves a site that works, and the next one fixes the rest. One build
// at a time may write a folder: see Lock.
//
// Write never touches a file that it did not write itself: that is a *ForeignError. It never follows a link inside the
// folder: that is an *output.LinkError. progress is called after each file that is rendered, with how many are done of how many;
// it may be nil.
func Write(dir string, outputs []Output, progress func(done, of int)) (Result, error) {
	w := &writer{dir: dir, progress: progress, began: time.Now()}
	if err := makeFolder(dir); err != nil {
		return Result{}, err
	}
	if err := w.open(); err != nil {
		return Result{}, err
	}
	defer w.close()
	if err := w.sort(outputs); err != nil {
		return Result{}, err
	}
	w.done("find what has changed")
	if len(w.changed) == 0 && len(w.gone) == 0 {
		if err := w.look(); err != nil || w.listing.kept || w.listing.Output == nil {
			_ = output.Remove(w.root, w.tempPath(Manifest)) // all that a build that was killed can have left
			_ = output.RemoveAll(w.root, staging)
			return w.result, err
		}
	}
	if err := w.announce(); err != nil {
		return Result{}, err
	}
	defer w.sweep()
	err := w.render()
	if err == nil {
		err = w.list()
	}
	if err != nil {
		w.undo()
		return Result{}, err
	}
	w.done("render the pages, and write them")
	w.placing = true
	w.respell()
	if err := w.place(); err != nil {
		return Result{}, err
	}
	if err := w.placeListing(); err != nil {
		return Result{}, err
	}
	err = w.remove()
	w.done("put them in their places")
	return w.result, err
}

// done notes the end of a stage.
func (w *writer) done(stage string) {
	now := time.Now()
	w.result.Stages = append(w.result.Stages, Stage{stage, now.Sub(w.began)})
	w.began = now
}

type writer struct {
	dir      string
	root     *os.Root       // dir: nothing is reached through a link that leads out of it
	folder   *output.Folder // of root, for what is done one file after another
	last     manifest       // what the folder holds
	next     manifest       // what it will hold
	changed  []change       // in the order in which they are put in their places
	listing  listing        // none when its Output is nil
	gone     []string       // pages first
	progress func(done, of int)
	began    time.Time // the stage that is under way
	result   Result

	linking bool            // pages that were unlinked come to be led to
	fresh   map[string]bool // top folders that are not there yet
	twins   [][2]string     // names of files that the folder takes for one: as it was, and as it is to be
	blocked map[string]bool // folders in whose place there is a file of ours, which goes
	inWay   []string        // files that go, and are where a folder is needed, or in a folder where a file is
	emptied []string        // folders that are where a file is needed
	placing bool            // no longer is everything as it was
}

// change is an output whose file may not be as it should.
type change struct {
	*Output
	digest string
	phase  output.Phase

	rendered bool // it is beside its place, at tempPath; not when what is there is the same after all
	written  bool
}

// open opens the folder.
func (w *writer) open() (err error) {
	if w.root, err = os.OpenRoot(w.dir); err != nil {
		return explain("opening", w.dir, "Nothing was changed.", err)
	}
	w.folder = output.NewFolder(w.root)
	return nil
}

func (w *writer) close() {
	w.folder.Close()
	_ = w.root.Close() // nothing is written to a folder itself
}

// path is where a file of the folder is, as messages name it.
func (w *writer) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

// now says what the state is when something fails.
func (w *writer) now() string {
	if w.placing {
		return "Some files in " + w.dir + " have already been replaced, and the others are as they were."
	}
	return w.dir + " stays as it was."
}

// sort finds what has to be written and what has to go.
func (w *writer) sort(outputs []Output) error {
	digests, errs := make([]string, len(outputs)), make([]error, len(outputs))
	kept, there := make([]bool, len(outputs)), make([]bool, len(outputs))
	var unread error
	parallel.Each(len(outputs)+1, func(i int) {
		if i == 0 { // it takes as long as a thousand digests, on one core
			unread = w.read()
		} else if o := outputs[i-1]; o.Listing == nil {
			digests[i-1] = o.Digest()
		}
	})
	if unread != nil {
		return unread
	}
	if err := w.findTwins(outputs); err != nil {
		return err
	}
	w.findFresh(outputs)
	w.each(len(outputs), func(i int, folder *output.Folder) {
		kept[i], there[i], errs[i] = w.present(folder, outputs[i].Path, digests[i])
	})
	if err := cmp.Or(errs...); err != nil {
		return err
	}
	w.next.Files = make(map[string]entry, len(outputs))
	for i := range outputs {
		o := &outputs[i]
		if kept[i] {
			e := w.last.Files[o.Path]
			w.linking = w.linking || e.Unlinked
			e.Unlinked = false
			w.next.Files[o.Path] = e
			w.result.Kept++
			continue
		}
		if o.Listing != nil {
			listed := *o // which gets what renders it
			w.listing.Output = &listed
			w.next.Files[o.Path] = entry{}
			continue
		}
		reached := there[i] && !w.last.Files[o.Path].Unlinked
		c := change{Output: o, digest: digests[i], phase: output.Coming(o.Path, there[i], reached)}
		w.linking = w.linking || c.phase == output.NewPages
		w.changed = append(w.changed, c)
		w.next.Files[o.Path] = entry{}
	}
	for name := range w.last.Files {
		if _, stays := w.next.Files[name]; !stays && output.Placeable(name) {
			w.gone = append(w.gone, name)
		}
	}
	slices.SortFunc(w.gone, func(a, b string) int { return cmp.Or(cmp.Compare(output.Going(a), output.Going(b)), cmp.Compare(a, b)) })
	slices.SortFunc(w.changed, func(a, b change) int { return cmp.Or(cmp.Compare(a.phase, b.phase), strings.Compare(a.Path, b.Path)) })
	return w.findInWay()
}

// present says whether a file of ours is there, and whether it has a digest. What is there and was not written by
// Handrail is an error.
func (w *writer) present(folder *output.Folder, name, digest string) (kept, there bool, err error) {
	if w.isFresh(name) {
		return false, false, nil
	}
	old, ours := w.last.Files[name]
	dir, base, err := folder.Of(filepath.FromSlash(name))
	if err != nil {
		return false, false, nil
	}
	info, err := dir.Lstat(base)
	if err != nil || info.IsDir() { // what cannot be read cannot be written either, and that is reported then
		return false, false, nil
	}
	if !ours {
		return false, false, &ForeignError{w.path(name)}
	}
	return old.Digest == digest && digest != "" && info.Size() == old.Size && info.Mode().IsRegular(), true, nil
}

// each does something for each of n files, on every core, with the folders that they are in.
func (w *writer) each(n int, f func(i int, folder *output.Folder)) {
	parallel.EachWith(n, func() *output.Folder { return output.NewFolder(w.root) }, f, (*output.Folder).Close)
}

// temp writes a file beside the place where it belongs, at its tempPath.
func (w *writer) temp(folder *output.Folder, name string, data []byte) error {
	dir, base, err := folder.Of(w.tempPath(name))
	if err == nil {
		err = output.Write(dir, base, data)
	}
	return err
}

// tempPath is where a file is written before it is put in its place, within the folder.
func (w *writer) tempPath(name string) string {
	if w.isFresh(name) || w.isBlocked(name) {
		return filepath.FromSlash(path.Join(staging, name))
	}
	return filepath.FromSlash(path.Join(path.Dir(name), temporary+path.Base(name)))
}

// render renders every changed file on all cores, each beside its place. After the first error nothing more is begun.
func (w *writer) render() error {
	if err := w.folders(); err != nil {
		return err
	}
	var failed atomic.Bool
	var mu sync.Mutex
	done, errs := 0, make([]error, len(w.changed))
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	w.each(len(w.changed), func(i int, folder *output.Folder) {
		if failed.Load() {
			return
		}
		b := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(b)
		b.Reset()
		e, err := w.renderOne(folder, &w.changed[i], b)
		if errs[i] = err; err != nil {
			failed.Store(true)
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		w.next.Files[w.changed[i].Path] = e
		if w.progress != nil {
			w.progress(done, len(w.changed))
		}
	})
	return cmp.Or(errs...)
}

// folders makes the folders of all changed files.
func (w *writer) folders() error {
	made := map[string]bool{}
	for _, c := range w.changed {
		dir := filepath.Dir(w.tempPath(c.Path))
		if made[dir] {
			continue
		}
		made[dir] = true
		if err := w.root.MkdirAll(dir, output.FolderMode); err != nil {
			return explain("making the folder", filepath.Join(w.dir, dir), w.now(), err)
		}
	}
	return nil
}

// renderOne renders a file beside its place, unless what is there is the same, and says what is known of it. small is there to be used.
func (w *writer) renderOne(folder *output.Folder, c *change, small *bytes.Buffer) (entry, error) {
	d := &draft{w: w, folder: folder, change: c, small: small}
	defer d.close()
	if err := c.Render(d); d.err == nil && err != nil {
		return entry{}, err
	}
	return d.end()
}
