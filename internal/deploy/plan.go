package deploy

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"handrail/internal/output"
	"handrail/internal/pattern"
)

// plan is what a run has to do.
type plan struct {
	uploads []upload
	phases  [output.Phases][]Step // each begins when the one before has ended
}

// upload is a content that is not in the target yet.
type upload struct {
	path string // a file that has it
	file File
}

// steps lists the plan's changes in their order.
func (p *plan) steps() []Step { return slices.Concat(p.phases[:]...) }

// plan compares what is in place with what is to be, and counts the changes.
func (d *deployment) plan(next *Release) (*plan, error) {
	p := &plan{}
	coming, known, reach := map[string]bool{}, map[string]File{}, d.keys(maps.Keys(d.reach))
	for path, f := range d.placed {
		known[d.key(path)] = f
	}
	if err := d.distinct(next); err != nil {
		return nil, err
	}
	for _, path := range slices.Sorted(maps.Keys(next.Files)) {
		f := next.Files[path]
		before, ours := known[d.key(path)]
		now, there := d.there[d.key(path)]
		if there && !ours {
			return nil, &ForeignError{now.path, d.target.name}
		}
		if there && f.same(before) && now.size == before.Size && now.path == path {
			f.Size = now.size
			next.Files[path] = f
			d.result.Unchanged++
			continue
		}
		if _, kept := d.stored[f.stored()]; !kept && !coming[f.stored()] {
			if d.local == nil && d.site == nil {
				return nil, fmt.Errorf("%s no longer has the content of %s as it was in that release: build that version of the site and deploy it", d.target.name, path)
			}
			coming[f.stored()] = true
			p.uploads = append(p.uploads, upload{path, f})
		}
		if there {
			d.result.Changed++
			p.add(output.Coming(plainName(path), true, reach[d.key(path)]), Step{"change", path})
		} else {
			d.result.New++
			p.add(output.Coming(plainName(path), false, false), Step{"add", path})
		}
	}
	folders, files := map[string]bool{}, d.keys(maps.Keys(next.Files))
	for name := range next.Files {
		for dir := range parents(name) {
			folders[d.key(dir)] = true
		}
	}
	for _, path := range slices.Sorted(maps.Keys(d.placed)) {
		if files[d.key(path)] {
			continue // it stays, perhaps under another spelling of its name
		}
		if _, there := d.there[d.key(path)]; !there {
			continue // somebody else has removed it
		}
		d.result.Removed++
		phase := output.Going(plainName(path))
		for dir := range parents(path) {
			if files[d.key(dir)] {
				phase = output.InTheWay
			}
		}
		if folders[d.key(path)] {
			phase = output.InTheWay
		}
		p.add(phase, Step{"remove", path})
	}
	d.result.Uploaded = len(p.uploads)
	return p, nil
}

// parents are the folders that a file is in.
func parents(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for dir := path.Dir(name); dir != "." && yield(dir); dir = path.Dir(dir) {
		}
	}
}

func (p *plan) add(phase output.Phase, s Step) { p.phases[phase] = append(p.phases[phase], s) }

// distinct is an error if the target would take two files of a release for one.
func (d *deployment) distinct(next *Release) error {
	if d.folding == (output.Folding{}) {
		return nil
	}
	first := map[string]string{}
	for _, path := range slices.Sorted(maps.Keys(next.Files)) {
		key := d.key(path)
		if other, twice := first[key]; twice {
			return fmt.Errorf("%s treats %s and %s as one file, so it cannot hold both: rename one of them in the sources", d.target.name, other, path)
		}
		first[key] = path
	}
	return nil
}

// isPage says whether a file, or the one that it is a compressed copy of, may name any other file of the site.
func isPage(name string) bool { return output.IsPage(plainName(name)) }

var contentName = pattern.New(`^[0-9a-f]{64}(\.gz|\.br)?$`)

// draftName is the form of the names of files that are being written. The list of a bucket can hold any other below the same folder, such as
// one with "..", which a server on the way would take for that of a file outside.
var draftName = pattern.New(`^(reads-|probe-é-)?[A-Z2-7]+$`)

// list finds out what is in the target: of the files in place only those that Handrail put there or will, so that the
// memory needed does not grow with what else is there.
func (d *deployment) list(ctx context.Context, next *Release) error {
	// Which names the target takes for one is tried out only when that makes a difference: when two of the names that this run is about,
	// or that are there, are alike but for their spelling.
	spelled, alike := map[string]string{}, false
	spell := func(path string) {
		key := output.Loosest().Key(path)
		other, seen := spelled[key]
		alike = alike || seen && other != path
		spelled[key] = path
	}
	folders := map[string]bool{}
	for _, files := range []map[string]File{d.placed, next.Files} {
		for path := range files {
			spell(path)
			for dir := range parents(path) {
				folders[output.Loosest().Key(dir)+"/"] = true
			}
		}
	}
	names, err := d.target.store.list(ctx, func(name string) bool {
		key := output.Loosest().Key(name)
		return strings.HasPrefix(name, own) || spelled[key] != "" || folders[key]
	})
	if err != nil {
		return err
	}
	for name := range names {
		if !strings.HasPrefix(name, own) {
			spell(name)
		}
	}
	if alike {
		if d.folding, err = d.target.store.folding(ctx); err != nil {
			return err
		}
	}
	about := d.keys(maps.Keys(d.placed))
	maps.Copy(about, d.keys(maps.Keys(next.Files)))
	d.there, d.stored = map[string]inPlace{}, map[string]int64{}
	for name, size := range names {
		content, isContent := strings.CutPrefix(name, contents)
		record, isRecord := strings.CutPrefix(strings.TrimSuffix(name, ".json"), releases)
		draft, isDraft := strings.CutPrefix(name, temporary)
		switch {
		case !strings.HasPrefix(name, own):
			if about[d.key(name)] {
				d.there[d.key(name)] = inPlace{name, size}
			}
		case isContent && contentName().MatchString(content):
			d.stored[content] = size
		case isRecord && releaseName().MatchString(record) && !slices.Contains(d.state.Releases, record) && record != d.state.Pending,
			isDraft && draftName().MatchString(draft):
			d.strays = append(d.strays, name)
		}
	}
	return d.confirm(ctx, next)
}

// doubt forgets contents that are not as large as they have to be, so that they are uploaded again.
func (d *deployment) doubt(next *Release) {
	check := func(name string, size int64) {
		if is, there := d.stored[name]; there && is != size {
			delete(d.stored, name)
		}
	}
	for _, l := range d.local {
		check(l.digest, l.size)
	}
	for _, r := range []*Release{d.current, d.pending, next} {
		if r == nil {
			continue
		}
		for _, f := range r.Files {
			if f.Size > 0 { // not known yet of contents that this run is the first to compress
				check(f.stored(), f.Size)
			}
		}
	}
}

// prune forgets releases that are not kept, and contents that no release has. It reads the lists of those that are, and of those that
// are no longer: the store's own list may not show their contents yet.
func (d *deployment) prune(ctx context.Context) error {
	needed := map[string]bool{}
	for _, name := range d.state.Releases {
		r, err := d.target.readRelease(ctx, name)
		if err != nil {
			return err
		}
		for _, f := range r.Files {
			needed[f.stored()] = true
		}
	}
	for _, name := range d.forgotten {
		if name == "" || slices.Contains(d.state.Releases, name) {
			continue
		}
		d.strays = append(d.strays, releases+name+".json")
		r, err := d.target.readRelease(ctx, name)
		if err != nil {
			continue // a later run finds by the store's list what is left of it
		}
		for _, f := range r.Files {
			if contentName().MatchString(f.stored()) {
				d.stored[f.stored()] = f.Size
			}
		}
	}
	for name := range d.stored {
		if !needed[name] {
			d.strays = append(d.strays, contents+name)
		}
	}
	return each(ctx, d.target.workers, d.strays, func() {}, d.target.store.remove)
}
