package build

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"handrail/internal/parallel"
)

// Manifest is the name of the list that Write keeps of what it wrote into a folder.
const Manifest = ".handrail.json"

// temporary starts the name of a file that is being written. One that is left is what a build that was killed left.
const temporary = ".handrail-new-"

// staging is the folder in which the folders that are new are made, to be put in their places whole.
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

// manifest is the list's content.
type manifest struct {
	Files map[string]entry `json:"files"`
}

// entry is what is known of a file that was written. An entry without a digest is a file that a build was about to
// write: it may be there or not, and it may be overwritten.
type entry struct {
	Digest string `json:"digest,omitempty"`
	Size   int64  `json:"size,omitempty"`
}

// ForeignError says that Write would have to overwrite a file that it did not write.
type ForeignError struct{ Path string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s was not written by Handrail, and a page of the site has the same name: move it away, or build into another folder with --out", e.Path)
}

// Write puts outputs into a folder: only those that changed since it was last written, each beside its place first and
// then renamed. Nothing there is touched until every file has been rendered. Then assets go before the pages that name
// them, and what is no longer part of the site is removed last; so a build that is killed leaves a site that works.
// Write never touches a file that it did not write itself: that is a *ForeignError. progress is called after each file
// that is rendered, with how many are done of how many; it may be nil.
func Write(dir string, outputs []Output, progress func(done, of int)) (Result, error) {
	w := &writer{dir: dir, next: manifest{Files: map[string]entry{}}, progress: progress, began: time.Now()}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Result{}, fmt.Errorf("making the folder for the site: %w", err)
	}
	if err := w.read(); err != nil {
		return Result{}, err
	}
	w.done("read the list of what was built")
	if err := w.sort(outputs); err != nil {
		return Result{}, err
	}
	w.done("find what has changed")
	if len(w.changed) == 0 && len(w.gone) == 0 {
		return w.result, nil
	}
	if err := w.announce(); err != nil {
		return Result{}, err
	}
	defer w.sweep()
	if err := w.render(); err != nil {
		return Result{}, errors.Join(err, w.save(w.last))
	}
	w.done("render the pages, and write them")
	if err := w.place(); err != nil {
		return Result{}, err
	}
	err := w.remove()
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
	last     manifest // what the folder holds
	next     manifest // what it will hold
	changed  []change // assets first
	gone     []string
	progress func(done, of int)
	began    time.Time       // the stage that is under way
	fresh    map[string]bool // top folders that are not there yet
	result   Result
}

// change is an output that may not stand as it should.
type change struct {
	Output
	digest string
	temp   string // where it was rendered to; "" when what stands is the same after all

	written bool
}

func (w *writer) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

// read reads the list of what was written. A list that is damaged is an error: which files are ours cannot be told.
func (w *writer) read() error {
	data, err := os.ReadFile(w.path(Manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the list of what was built: %w", err)
	}
	if err := json.Unmarshal(data, &w.last); err != nil {
		return fmt.Errorf("the list of what was built, %s, is damaged: remove the folder %s and build again", w.path(Manifest), w.dir)
	}
	return nil
}

// sort finds what has to be written and what has to go.
func (w *writer) sort(outputs []Output) error {
	w.findFresh(outputs)
	digests, errs := make([]string, len(outputs)), make([]error, len(outputs))
	kept := make([]bool, len(outputs))
	parallel.Each(len(outputs), func(i int) {
		o := outputs[i]
		digests[i] = o.Digest()
		kept[i], errs[i] = w.stands(o.Path, digests[i])
	})
	w.next.Files = make(map[string]entry, len(outputs))
	for i, o := range outputs {
		switch {
		case errs[i] != nil:
			return errs[i]
		case kept[i]:
			w.next.Files[o.Path] = w.last.Files[o.Path]
			w.result.Kept++
		default:
			w.changed = append(w.changed, change{Output: o, digest: digests[i]})
			w.next.Files[o.Path] = entry{}
		}
	}
	for name := range w.last.Files {
		if _, stays := w.next.Files[name]; !stays && fs.ValidPath(name) {
			w.gone = append(w.gone, name)
		}
	}
	slices.Sort(w.gone)
	slices.SortStableFunc(w.changed, func(a, b change) int { return isPage(a.Path) - isPage(b.Path) })
	return nil
}

// findFresh finds the top folders of outputs that are not there yet.
func (w *writer) findFresh(outputs []Output) {
	w.fresh = map[string]bool{}
	folders := map[string]string{}
	for _, o := range outputs {
		top, _, inside := strings.Cut(o.Path, "/")
		if _, known := w.fresh[top]; known || !inside {
			continue
		}
		_, err := os.Lstat(w.path(top))
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

// stands says whether a file is there as a digest has it. What is there and was not written by Handrail is an error.
func (w *writer) stands(name, digest string) (bool, error) {
	if w.isFresh(name) {
		return false, nil
	}
	old, ours := w.last.Files[name]
	info, err := os.Lstat(w.path(name))
	exists := err == nil
	switch {
	case exists && !ours:
		return false, &ForeignError{w.path(name)}
	case exists && info.IsDir():
		return false, fmt.Errorf("%s is a folder, and a page of the site has the same name", w.path(name))
	}
	return exists && old.Digest == digest && digest != "" && info.Size() == old.Size, nil
}

// isPage is 1 for a page, which may name any other file, and 0 for what it may name.
func isPage(name string) int {
	if path.Ext(name) == ".html" {
		return 1
	}
	return 0
}

// announce notes what is about to be written, so that a build that is killed knows its own files the next time.
func (w *writer) announce() error {
	_ = os.RemoveAll(w.path(staging)) // what a build that was killed may have left
	both := manifest{Files: map[string]entry{}}
	for name, e := range w.last.Files {
		both.Files[name] = e
		if e.Digest == "" && fs.ValidPath(name) {
			_ = os.Remove(w.tempPath(name)) // what a build that was killed may have left
		}
	}
	for _, o := range w.changed {
		both.Files[o.Path] = entry{}
	}
	return w.save(both)
}

func (w *writer) save(m manifest) error {
	data, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("listing what was built: %w", err)
	}
	temp, err := w.temp(Manifest, data)
	if err == nil {
		err = os.Rename(temp, w.path(Manifest))
	}
	if err != nil {
		return fmt.Errorf("writing the list of what was built: %w", err)
	}
	return nil
}

// temp writes a file beside the place where it belongs, and returns where that is.
func (w *writer) temp(name string, data []byte) (string, error) {
	temp := w.tempPath(name)
	return temp, os.WriteFile(temp, data, 0o644)
}

// tempPath is where a file is written before it is put in its place.
func (w *writer) tempPath(name string) string {
	if w.isFresh(name) {
		return w.path(path.Join(staging, name))
	}
	place := w.path(name)
	return filepath.Join(filepath.Dir(place), temporary+filepath.Base(place))
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
	parallel.Each(len(w.changed), func(i int) {
		if failed.Load() {
			return
		}
		b := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(b)
		b.Reset()
		errs[i] = w.renderOne(&w.changed[i], b)
		if errs[i] != nil {
			failed.Store(true)
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		w.next.Files[w.changed[i].Path] = entry{w.changed[i].digest, int64(b.Len())}
		if w.progress != nil {
			w.progress(done, len(w.changed))
		}
	})
	return errors.Join(errs...)
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
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("making the folder %s: %w", dir, err)
		}
	}
	return nil
}

// renderOne renders a file beside its place, unless what stands there is the same: a file that is left alone costs a disk
// nothing, and keeps its time.
func (w *writer) renderOne(c *change, b *bytes.Buffer) error {
	if err := c.Render(b); err != nil {
		return err
	}
	place := w.path(c.Path)
	if _, ours := w.last.Files[c.Path]; ours {
		if old, err := os.ReadFile(place); err == nil && bytes.Equal(old, b.Bytes()) {
			return nil
		}
	}
	var err error
	if c.temp, err = w.temp(c.Path, b.Bytes()); err != nil {
		return fmt.Errorf("writing %s: %w", place, err)
	}
	return nil
}

// place puts the changed files in their places: pages when what they name beside one another is there. A folder that is new
// is put in its place whole, which is one step and not one for each file.
func (w *writer) place() error {
	pages := slices.IndexFunc(w.changed, func(c change) bool { return isPage(c.Path) == 1 })
	if pages < 0 {
		pages = len(w.changed)
	}
	for i, changed := range [][]change{w.changed[:pages], w.changed[pages:]} {
		if i == 1 {
			if err := w.placeFresh(); err != nil {
				return err
			}
		}
		errs := make([]error, len(changed))
		parallel.Each(len(changed), func(i int) {
			if c := &changed[i]; c.temp != "" && !w.isFresh(c.Path) {
				if errs[i] = os.Rename(c.temp, w.path(c.Path)); errs[i] == nil {
					c.temp, c.written = "", true
				}
			}
		})
		if err := errors.Join(errs...); err != nil {
			return fmt.Errorf("putting files in their places: %w", err)
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

// placeFresh puts the folders that are new in their places, those with what pages name first.
func (w *writer) placeFresh() error {
	placed := map[string]bool{}
	for i := range w.changed { // assets come before pages
		c := &w.changed[i]
		if !w.isFresh(c.Path) || c.temp == "" {
			continue
		}
		if top, _, _ := strings.Cut(c.Path, "/"); !placed[top] {
			placed[top] = true
			if err := os.Rename(w.path(path.Join(staging, top)), w.path(top)); err != nil {
				return fmt.Errorf("putting the folder %s in its place: %w", top, err)
			}
		}
		c.temp, c.written = "", true
	}
	return nil
}

// remove takes away what is no longer part of the site, and folders that are empty then.
func (w *writer) remove() error {
	for _, name := range w.gone {
		switch err := os.Remove(w.path(name)); {
		case err == nil:
			w.result.Removed++
		case !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("removing %s, which is no longer part of the site: %w", name, err)
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if os.Remove(w.path(dir)) != nil { // not empty
				break
			}
		}
	}
	return w.save(w.next)
}

// sweep removes what was rendered and not put in its place.
func (w *writer) sweep() {
	_ = os.RemoveAll(w.path(staging))
	for _, c := range w.changed {
		if c.temp != "" {
			_ = os.Remove(c.temp) // it is not part of the site, and the next build writes over it
		}
	}
}
