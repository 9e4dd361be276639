package builder

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/output"
)

// Manifest is the name of the list that Write keeps of what it wrote into a folder.
const Manifest = ".handrail.json"

// manifest is the list's content.
type manifest struct {
	Files map[string]entry `json:"files"`
}

// entry is what is known of a file that was written. An entry without a digest is a file that a build was about to
// write: it may be there or not, and it may be overwritten.
type entry struct {
	Digest string `json:"digest,omitempty"`
	Size   int64  `json:"size,omitempty"`
	Sum    string `json:"sum,omitempty"` // SHA-256 of a file of more than inMemory bytes, in base64: it is not read again to be listed

	// Unlinked marks a page that no page of the site leads to: one that a build was about to add or to remove. It may name files that
	// are not there.
	Unlinked bool `json:"unlinked,omitempty"`
}

// read reads the list of what was written. A list that is damaged is an error, as it does not show which files are ours.
func (w *writer) read() error {
	data, err := w.root.ReadFile(Manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return explain("reading the list of what was built,", w.path(Manifest), w.now(), err)
	}
	if err := json.Unmarshal(data, &w.last); err != nil {
		return fmt.Errorf("the list of what was built, %s, is damaged: remove the folder %s and build again", w.path(Manifest), w.dir)
	}
	return nil
}

// announce notes what is about to be written, so that a build that is killed knows its own files the next time.
func (w *writer) announce() error {
	_ = output.RemoveAll(w.root, staging) // what a build that was killed may have left
	for name, e := range w.last.Files {
		if e.Digest == "" && output.Placeable(name) {
			_ = output.Remove(w.root, w.tempPath(name)) // likewise
		}
	}
	return w.save(w.both(false))
}

// both is the list of what is there and what is about to be: what changes has no digest. linked says whether pages may already lead
// to those that are new.
func (w *writer) both(linked bool) manifest {
	both := manifest{Files: maps.Clone(w.last.Files)}
	if both.Files == nil {
		both.Files = map[string]entry{}
	}
	for name, e := range both.Files {
		if _, stays := w.next.Files[name]; stays && linked && e.Unlinked {
			e.Unlinked = false
			both.Files[name] = e
		}
	}
	for _, c := range w.changed {
		both.Files[c.Path] = entry{Unlinked: !linked && c.phase == output.NewPages}
	}
	if w.listing.Output != nil {
		both.Files[w.listing.Path] = entry{}
	}
	return both
}

// leaving is the list of what is there once all is in its place, and before what is no longer part of the site is removed.
func (w *writer) leaving() manifest {
	leaving := manifest{Files: maps.Clone(w.next.Files)}
	for _, name := range w.gone {
		e := w.last.Files[name]
		e.Unlinked = output.IsPage(name)
		leaving.Files[name] = e
	}
	return leaving
}

// save puts a list in the place of the last one.
func (w *writer) save(m manifest) error {
	temp, err := w.tempPath(Manifest), w.temp(w.folder, Manifest, m.json())
	if err == nil {
		err = output.Rename(w.root, temp, Manifest)
	}
	if err != nil {
		_ = output.Remove(w.root, temp) // the next build overwrites it
		return explain("writing the list of what was built,", w.path(Manifest), w.now(), err)
	}
	return nil
}

// json is the list as encoding/json writes it, which takes five times as long for ten thousand files.
func (m manifest) json() []byte {
	b := append(make([]byte, 0, 100*len(m.Files)), `{"files":{`...)
	for i, name := range slices.Sorted(maps.Keys(m.Files)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendJSON(b, name), `:{`...)
		e := m.Files[name]
		if e.Digest != "" {
			b = append(appendJSON(append(b, `"digest":`...), e.Digest), ',')
		}
		if e.Size != 0 {
			b = append(strconv.AppendInt(append(b, `"size":`...), e.Size, 10), ',')
		}
		if e.Sum != "" {
			b = append(appendJSON(append(b, `"sum":`...), e.Sum), ',')
		}
		if e.Unlinked {
			b = append(b, `"unlinked":true,`...)
		}
		b = append(bytes.TrimSuffix(b, []byte(",")), '}')
	}
	return append(b, "}}"...)
}

// appendJSON appends a text as JSON has it.
func appendJSON(b []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || strings.IndexByte(`"\<>&`, c) >= 0 {
			quoted, _ := json.Marshal(text) // a text can always be written
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), text...), '"')
}
