package deploy

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"handrail/internal/output"
	"handrail/internal/pattern"
)

// What Handrail keeps for itself in a target is under one name.
const (
	own       = ".handrail/"
	stateName = own + "state.json"
	releases  = own + "releases/" // NAME.json, a Release
	contents  = own + "files/"    // DIGEST, DIGEST.gz or DIGEST.br: the bytes of files
	temporary = own + "new/"      // in a folder, files that are being written
)

// File is one file of a release.
type File struct {
	Digest   string `json:"digest"`             // SHA-256 of the file as it was built, in hexadecimal
	Encoding string `json:"encoding,omitempty"` // how it is stored: "gzip", "br", or "" for as it is
	Type     string `json:"type"`               // Content-Type
	Cache    string `json:"cache"`              // Cache-Control
	Size     int64  `json:"size"`               // bytes as stored
	Lingers  bool   `json:"lingers,omitempty"`  // no longer part of the site, and kept for readers who hold an older page
}

// same says whether a reader gets the same from both. An empty File is the same as none.
func (f File) same(g File) bool {
	return f.Digest != "" && f.Digest == g.Digest && f.Encoding == g.Encoding && f.Type == g.Type && f.Cache == g.Cache
}

// stored is the name of the file's bytes.
func (f File) stored() string { return f.Digest + endings()[f.Encoding] }

// Release is the list of what one deploy put in place, by path.
type Release struct {
	Name     string          `json:"name"` // sorts by time
	Time     time.Time       `json:"time"`
	Restores string          `json:"restores,omitempty"` // the release that a rollback put back
	Unsure   []string        `json:"unsure,omitempty"`   // paths that deploys which never ended may have changed before it
	Reach    []string        `json:"reach,omitempty"`    // after such deploys: the pages that readers could come to before it
	Files    map[string]File `json:"files"`
}

// same says whether two releases hold the same site. What lingers is not part of it.
func (r *Release) same(s *Release) bool {
	if r == nil || s == nil {
		return r == s
	}
	count := 0
	for path, f := range r.Files {
		if f.Lingers {
			continue
		}
		if count++; !f.same(s.Files[path]) || s.Files[path].Lingers {
			return false
		}
	}
	for _, f := range s.Files {
		if !f.Lingers {
			count--
		}
	}
	return count == 0
}

// touched lists the paths where a release that has not ended may have put something other than the current one has.
func (r *Release) touched(current *Release) []string {
	paths := slices.Clone(r.Unsure)
	for path, f := range r.Files {
		if current == nil || !f.same(current.Files[path]) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// releaseName is the form of the names that begin gives: they become names of files, so nothing else is taken for one.
var releaseName = pattern.New(`^[0-9]{8}T[0-9]{6}Z-[a-z0-9]{8}$`)

// state says which releases there are.
type state struct {
	Version  int      `json:"version"`           // of this form: 1
	Releases []string `json:"releases"`          // by name, the oldest first; the last one is the current one
	Pending  string   `json:"pending,omitempty"` // the release that has begun and not ended
	Stage    string   `json:"stage,omitempty"`   // how far that one has come: toBegin, toKnown, toRemove
}

// The stages of a deploy. From them the next one knows, if this one is killed, which pages readers can come to: those lead to
// nothing that is missing, and the next one has to keep it so.
const (
	toBegin  = ""         // those that they could before
	toKnown  = "known"    // those, and all of this release, which is there now
	toRemove = "removing" // those of this release alone
)

// readState reads which releases there are, and the lists of the two that say what is in place.
func (d *deployment) readState(ctx context.Context) error {
	t := d.target
	data, err := t.store.read(ctx, stateName)
	if errors.Is(err, fs.ErrNotExist) {
		d.placed, d.reach = map[string]File{}, map[string]bool{}
		return nil
	}
	if err != nil {
		return err
	}
	d.began = data
	if err := json.Unmarshal(data, &d.state); err != nil {
		return fmt.Errorf("%s in %s is damaged, so Handrail cannot distinguish its files from others: remove the site there and %s, and deploy again", stateName, t.name, own)
	}
	if d.state.Version != 1 {
		return fmt.Errorf("%s was deployed by a newer Handrail: deploy with that one", t.name)
	}
	listed := slices.Clone(d.state.Releases)
	if d.state.Pending != "" {
		listed = append(listed, d.state.Pending)
	}
	for _, name := range listed {
		if !releaseName().MatchString(name) {
			return fmt.Errorf("%s in %s names a release %q, which Handrail never does: somebody has changed it. Find out who can write there, remove the site there and %s, and deploy again", stateName, t.name, name, own)
		}
	}
	if n := len(d.state.Releases); n > 0 {
		if d.current, err = t.readRelease(ctx, d.state.Releases[n-1]); err != nil {
			return err
		}
	}
	d.placed, d.reach = map[string]File{}, map[string]bool{}
	if d.current != nil {
		maps.Copy(d.placed, d.current.Files)
		d.reached(maps.Keys(d.current.Files))
	}
	if d.state.Pending == "" {
		return nil
	}
	if d.pending, err = t.readRelease(ctx, d.state.Pending); err != nil {
		return err
	}
	for _, path := range d.pending.touched(d.current) {
		d.placed[path] = File{}
	}
	if d.pending.Reach != nil || d.state.Stage == toRemove {
		clear(d.reach)
	}
	if d.state.Stage != toRemove {
		d.reached(slices.Values(d.pending.Reach))
	}
	if d.state.Stage != toBegin {
		d.reached(maps.Keys(d.pending.Files))
	}
	return nil
}

// reached notes which of these paths are pages that readers may come to.
func (d *deployment) reached(paths iter.Seq[string]) {
	for path := range paths {
		if isPage(path) {
			d.reach[path] = true
		}
	}
}

func (t *Target) readRelease(ctx context.Context, name string) (*Release, error) {
	r := &Release{}
	data, err := t.store.read(ctx, releases+name+".json")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil {
		err = json.Unmarshal(data, r)
	}
	if err != nil {
		return nil, fmt.Errorf("the list of the release %s, %s in %s, is missing or damaged, so Handrail cannot distinguish its files from others: put it back, or remove the site there and %s, and deploy again", name, releases+name+".json", t.name, own)
	}
	if r.Restores != "" && !releaseName().MatchString(r.Restores) {
		return nil, fmt.Errorf("the list of the release %s in %s names a release %q, which Handrail never does: somebody has changed it. Find out who can write there, remove the site there and %s, and deploy again", name, t.name, r.Restores, own)
	}
	maps.DeleteFunc(r.Files, func(path string, _ File) bool { return !output.Placeable(path) })
	for path, f := range r.Files {
		if !contentName().MatchString(f.stored()) {
			r.Files[path] = File{} // it was put there, but with what content is unknown
		}
	}
	r.Unsure = slices.DeleteFunc(r.Unsure, func(path string) bool { return !output.Placeable(path) })
	return r, nil
}

// begin writes a release down, and that it has begun.
func (d *deployment) begin(ctx context.Context, next *Release) error {
	next.Time = time.Now().UTC().Truncate(time.Second)
	next.Name = next.Time.Format("20060102T150405Z-") + strings.ToLower(rand.Text()[:8])
	if d.pending != nil {
		next.Unsure, next.Reach = d.pending.touched(d.current), slices.Sorted(maps.Keys(d.reach))
	}
	data, err := json.Marshal(next)
	if err != nil {
		return fmt.Errorf("listing the release: %w", err)
	}
	if err := d.unchanged(ctx); err != nil {
		return err
	}
	if err := d.target.store.write(ctx, releases+next.Name+".json", bytes.NewReader(data), int64(len(data)), record()); err != nil {
		return err
	}
	return d.writeState(ctx, state{Releases: d.state.Releases, Pending: next.Name})
}

// record is how readers would get what Handrail keeps for itself.
func record() File { return File{Type: "application/json", Cache: "no-store"} }

// stage notes how far a deploy that has begun has come.
func (d *deployment) stage(ctx context.Context, stage string) error {
	if d.state.Pending == "" || d.state.Stage == stage {
		return nil
	}
	s := d.state
	s.Stage = stage
	return d.writeState(ctx, s)
}

func (d *deployment) writeState(ctx context.Context, s state) error {
	s.Version = 1
	data, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("listing the releases: %w", err)
	}
	if err := d.target.store.write(ctx, stateName, bytes.NewReader(data), int64(len(data)), record()); err != nil {
		return err
	}
	d.past = append(d.past, d.began)
	d.began, d.state = data, s
	return nil
}

// unchanged fails if another deploy has begun since this one read or wrote the state.
func (d *deployment) unchanged(ctx context.Context) error {
	data, err := d.target.store.read(ctx, stateName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	switch {
	case bytes.Equal(data, d.began):
		return nil
	case slices.ContainsFunc(d.past, func(old []byte) bool { return bytes.Equal(old, data) }):
		return &StaleError{d.target.name} // another deploy would have written what was never there before
	}
	return &SupersededError{d.target.name}
}
