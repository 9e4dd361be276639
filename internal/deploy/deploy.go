// Package deploy puts a built site where its readers are: into a folder, or into a bucket of a store that speaks S3.
//
// A [Target] is such a place, and [Run] makes it hold a site. [Rollback] puts back the release before.
//
// A store cannot change many files at once, so the order is what keeps every page whole, also when a deploy is killed:
//
//  1. The content of each new or changed file is put under its digest, as .handrail/files/DIGEST. Nothing that a reader
//     sees changes, and what an earlier run has put there is not sent again.
//  2. The release is written down, and that it has begun. From now on its files are known as Handrail's own.
//  3. Within the store, the contents are copied to their places: what pages name, then pages that are new, then pages
//     that were there before and the home page, then what lists the pages.
//  4. What is no longer part of the site is removed, pages first; only what Handrail put there, and only by its list.
//
// So a page that a reader can reach, from the home page or from a page that was there before and stays, never names a
// file that is not there. The contents of the last few releases stay under their digests: to roll back is to do 2 to 4
// with an older list. Contents that no kept release needs are removed at the end.
//
// Two deploys at once are not kept apart by a lock, which not every store has. Each reads before each phase whether
// another has begun, and stops if so.
package deploy

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"

	"handrail/internal/output"
)

// Options say how to deploy.
type Options struct {
	DryRun     bool               // report what would be done, and change nothing
	MaxDeletes int                // the maximum number of files of the site to remove; below 0 for any number
	Keep       int                // how many releases to keep, including the current one; at least 1
	Progress   func(done, of int) // called after each file, from one goroutine at a time; may be nil

	// Read is called when all files have been read, or one could not be: until then no build may change them. A change later
	// on is found, and is a *ChangedError. It may be nil.
	Read func()
}

// Result says what a deploy did, or with DryRun what it would do.
type Result struct {
	Release       string `json:"release"`            // the name of the current release; "" if there is none
	Restores      string `json:"restores,omitempty"` // the release that a rollback put back
	New           int    `json:"new"`
	Changed       int    `json:"changed"`
	Removed       int    `json:"removed"`
	Unchanged     int    `json:"unchanged"`
	Uploaded      int    `json:"uploaded"`       // contents that were not there yet; pages with the same bytes share one
	UploadedBytes int64  `json:"uploaded_bytes"` // as they were sent, so after compression; 0 with DryRun
	Plan          []Step `json:"plan,omitempty"` // each change in its order; only with DryRun
}

// Step is one change to what readers see.
type Step struct {
	Do   string `json:"do"` // "add", "change" or "remove"
	Path string `json:"path"`
}

// ForeignError says that a file would have to be overwritten that Handrail did not put there.
type ForeignError struct{ Path, Target string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s is already in %s, and Handrail did not put it there: move it away, or deploy to another folder or prefix", e.Path, e.Target)
}

// DeletesError says that more files would be removed than is allowed.
type DeletesError struct{ Count, Most int }

func (e *DeletesError) Error() string {
	return fmt.Sprintf("this would remove %d files, and the maximum is %d: nothing was done. See them with --dry-run. If they should go, add --max-deletes %d", e.Count, e.Most, e.Count)
}

// SupersededError says that another deploy to the same target has begun since this one did.
type SupersededError struct{ Target string }

func (e *SupersededError) Error() string {
	return fmt.Sprintf("another deploy to %s has begun, so this one stopped: wait until it has finished, then deploy again", e.Target)
}

// StaleError says that a target returned an older version of a file than the one that was just written there.
type StaleError struct{ Target string }

func (e *StaleError) Error() string {
	return fmt.Sprintf("%s returned an older version of a file than the one just written, so a deploy cannot know what is there: it needs a store that shows each write at once (read-after-write consistency). Check that endpoint in site.yaml is the store itself, and not a cache or a copy of it", e.Target)
}

// Run makes a target hold the given files of a built site, and nothing else that Handrail put there before. It may be
// called again after any failure, and goes on where the last run ended. Errors are *ForeignError, *DeletesError,
// *ChangedError, *SupersededError, *StaleError, and failures of the folder or the store in words for whoever runs the command.
func Run(ctx context.Context, t *Target, site fs.FS, files []string, o Options) (Result, error) {
	d := &deployment{target: t, Options: o, site: site}
	want, err := d.read(ctx, files)
	if o.Read != nil {
		o.Read()
	}
	if err != nil {
		return Result{}, err
	}
	if err := d.open(ctx); err != nil {
		return Result{}, err
	}
	return d.deploy(ctx, &Release{Files: want})
}

// Rollback puts back the release before the current one, or before the one that was begun, if it never ended. The
// release that it takes away is forgotten. An error says if there is none before.
func Rollback(ctx context.Context, t *Target, o Options) (Result, error) {
	d := &deployment{target: t, Options: o}
	if err := d.open(ctx); err != nil {
		return Result{}, err
	}
	name, err := d.before()
	if err != nil {
		return Result{}, err
	}
	r, err := t.readRelease(ctx, name)
	if err != nil {
		return Result{}, err
	}
	maps.DeleteFunc(r.Files, func(_ string, f File) bool { return f.Lingers })
	return d.deploy(ctx, &Release{Restores: name, Files: r.Files})
}

// deployment is one run.
type deployment struct {
	Options
	target *Target
	site   fs.FS
	local  map[string]localFile // what was built, by path

	began   []byte   // the state as this run read or wrote it last; nil if there was none
	past    [][]byte // what this run read or wrote before that
	state   state
	current *Release        // the current release; nil if there is none
	pending *Release        // the release that was begun and has not ended; nil if there is none
	placed  map[string]File // what Handrail put in place, by path; an empty File where it is not known what
	reach   map[string]bool // the pages that readers may come to; none of them leads to a page that is missing

	folding output.Folding     // which names the target takes for one
	there   map[string]inPlace // the files in place that this run is about, by key
	stored  map[string]int64   // sizes of the contents that are kept, by name
	strays  []string           // what killed runs left in Handrail's own folder, and what no release needs

	forgotten []string // releases that may have no place in the state any more

	result Result
}

// inPlace is a file in the target.
type inPlace struct {
	path string // as the target spells it
	size int64
}

// key is the same for paths that the target takes for one.
func (d *deployment) key(path string) string { return d.folding.Key(path) }

// keys is the set of the keys of some paths.
func (d *deployment) keys(paths iter.Seq[string]) map[string]bool {
	set := map[string]bool{}
	for path := range paths {
		set[d.key(path)] = true
	}
	return set
}

// open checks that the target gives back what was last written to it, and reads its state. A dry run writes nothing.
func (d *deployment) open(ctx context.Context) error {
	if !d.DryRun {
		if err := d.target.tryReads(ctx); err != nil {
			return err
		}
	}
	return d.readState(ctx)
}

// before names the release that a rollback puts back.
func (d *deployment) before() (string, error) {
	n := len(d.state.Releases)
	switch {
	case d.pending != nil && d.pending.Restores != "": // a rollback that was killed
		return d.pending.Restores, nil
	case d.pending != nil && n > 0:
		return d.state.Releases[n-1], nil
	case n > 1:
		return d.state.Releases[n-2], nil
	}
	return "", fmt.Errorf("%s holds no earlier release to put back", d.target.name)
}

// deploy makes the target hold a release.
func (d *deployment) deploy(ctx context.Context, next *Release) (Result, error) {
	if err := d.list(ctx, next); err != nil {
		return Result{}, err
	}
	d.doubt(next)
	again := next.Restores == "" && d.current.same(next) // the current release is put in order
	if again {
		next.Files = maps.Clone(d.current.Files)
	} else {
		d.linger(next)
	}
	p, err := d.plan(next)
	if err != nil {
		return Result{}, err
	}
	if d.current != nil {
		d.result.Release = d.current.Name
	}
	d.result.Restores = next.Restores
	if d.DryRun {
		d.result.Plan = p.steps()
		return d.result, nil
	}
	if d.MaxDeletes >= 0 && d.result.Removed > d.MaxDeletes {
		return Result{}, &DeletesError{d.result.Removed, d.MaxDeletes}
	}
	if !again || d.pending != nil || len(p.steps()) > 0 || len(d.state.Releases) > max(1, d.Keep) {
		if err := d.apply(ctx, next, p, again); err != nil {
			return Result{}, err
		}
	}
	return d.result, d.prune(ctx)
}

// linger keeps digest-named files of the current release for one more release: a reader may hold a page that names
// them. Those that have lingered for one already are not kept again.
func (d *deployment) linger(next *Release) {
	if d.current == nil {
		return
	}
	wanted := d.keys(maps.Keys(next.Files))
	for path, f := range d.current.Files {
		_, there := d.there[d.key(path)]
		if immutable(path) && !wanted[d.key(path)] && there && !f.Lingers && f.same(d.placed[path]) {
			f.Lingers = true
			next.Files[path] = f
		}
	}
}

// apply does what is planned, each phase after the one before has ended. again says that next is the current release.
func (d *deployment) apply(ctx context.Context, next *Release, p *plan, again bool) error {
	done, of := 0, len(p.uploads)+len(p.steps())
	progress := func() {
		done++
		if d.Progress != nil {
			d.Progress(done, of)
		}
	}
	if err := d.upload(ctx, next, p, progress); err != nil {
		return err
	}
	after := state{Releases: slices.Clone(d.state.Releases)}
	d.forgotten = append(slices.Clone(after.Releases), d.state.Pending)
	if !again || d.pending != nil {
		if err := d.begin(ctx, next); err != nil {
			return err
		}
		d.forgotten = append(d.forgotten, next.Name)
	}
	if !again {
		if at := slices.Index(after.Releases, next.Restores); at >= 0 {
			after.Releases = after.Releases[:at]
		}
		after.Releases = append(after.Releases, next.Name)
		d.result.Release = next.Name
	}
	after.Releases = after.Releases[max(0, len(after.Releases)-max(1, d.Keep)):]
	for number, phase := range p.phases {
		if len(phase) == 0 {
			continue
		}
		if err := d.enter(ctx, output.Phase(number)); err != nil {
			return err
		}
		err := each(ctx, d.target.workers, phase, progress, func(ctx context.Context, s Step) error {
			if s.Do == "remove" {
				return d.target.store.remove(ctx, s.Path)
			}
			if now := d.there[d.key(s.Path)].path; now != "" && now != s.Path {
				d.target.store.respell(now, s.Path)
			}
			f := next.Files[s.Path]
			return d.target.store.copy(ctx, contents+f.stored(), s.Path, f)
		})
		if err != nil {
			return err
		}
	}
	if err := d.unchanged(ctx); err != nil {
		return err
	}
	return d.writeState(ctx, after)
}

// enter begins a phase.
func (d *deployment) enter(ctx context.Context, phase output.Phase) error {
	if err := d.unchanged(ctx); err != nil {
		return err
	}
	switch phase {
	case output.KnownPages, output.Lists:
		return d.stage(ctx, toKnown)
	case output.GoingPages, output.GoingRest:
		return d.stage(ctx, toRemove)
	}
	return nil
}
