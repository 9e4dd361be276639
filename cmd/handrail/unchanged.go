package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"handrail/internal/builder"
	"handrail/internal/cache"
	"handrail/internal/parallel"
	"handrail/internal/source"
)

// built is what a build reported, and what a build of the same sources reports again.
type built struct {
	Diags   []source.Diagnostic
	Off     int
	Waiting bool
	Pages   int
	Files   int
	Out     [sha256.Size]byte // the stamps of the folder as it left it
}

// lastBuild is what is kept of the last build of a site that went well. A build of which nothing has changed since, neither a source nor a
// file that it wrote, does nothing more.
type lastBuild struct {
	kept *cache.Cache
	out  string
	now  cache.Entry // the digest of all that a build depends on, and no more
}

// openLast looks for the last build, before anything is read: what changes while a build reads its sources is seen by the next. It is nil where
// nothing can be kept, and where a source was written so lately that its stamp does not show a change.
func (s *sources) openLast(out string, flags buildFlags) (*lastBuild, error) {
	day, err := today()
	folder, noFolder := os.UserCacheDir()
	if err != nil || noFolder != nil || flags.host != "" { // what belongs to a host is in other folders too
		return nil, err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\x00%v %v %v %v %v\x00", s.cacheName(), day, s.shipped, flags.drafts, flags.strict, flags.keepGoing)
	for _, name := range []string{"content", "templates"} {
		settled, err := addStamps(sum, filepath.Join(s.dir, name))
		if err != nil || !settled {
			return nil, nil // if it cannot be read, the build reports it
		}
	}
	if out, err = filepath.Abs(out); err != nil {
		return nil, nil
	}
	last := &lastBuild{out: out, kept: cache.Open(filepath.Join(folder, "handrail", "built-"+s.cacheName()))}
	last.now.Digest = [16]byte(sum.Sum(nil))
	last.kept.Use(s.program)
	return last, nil
}

// buildAgain reports what the last build did, if a build could do nothing else.
func (s *sources) buildAgain(last *lastBuild) (l *loaded, report buildReport, ok bool) {
	before, ok := last.same()
	if !ok {
		return nil, report, false
	}
	s.timings.done("see that nothing has changed")
	l = &loaded{sources: s, diags: before.Diags, off: before.Off, waiting: before.Waiting}
	return l, buildReport{OK: true, Pages: before.Pages, Unchanged: before.Files}, true
}

// same is what the last build reported; ok is false if a build could do anything else.
func (b *lastBuild) same() (r built, ok bool) {
	if b == nil {
		return r, false
	}
	e, ok := b.kept.Get(b.out)
	if !ok || e.Digest != b.now.Digest {
		return r, false
	}
	data, ok := b.kept.Short(e)
	if !ok || json.Unmarshal(data, &r) != nil {
		return r, false
	}
	out, ok := stampsOf(b.out)
	return r, ok && out == r.Out
}

// keep keeps what a build reported that went well. What it cannot keep, the next build finds out again.
func (b *lastBuild) keep(r built) {
	if b == nil {
		return
	}
	var ok bool
	if r.Out, ok = stampsOf(b.out); !ok {
		return
	}
	if data, err := json.Marshal(r); err == nil {
		b.kept.Put(b.out, b.now, data, nil)
		_ = b.kept.Save()
	}
}

// close lets go of what is kept.
func (b *lastBuild) close() {
	if b != nil {
		b.kept.Close()
	}
}

// stampsOf is a digest of the stamps of a folder; ok is false if it cannot be read.
func stampsOf(dir string) (digest [sha256.Size]byte, ok bool) {
	sum := sha256.New()
	_, err := addStamps(sum, dir)
	return [sha256.Size]byte(sum.Sum(nil)), err == nil
}

// addStamps adds the path and the stamp of each file of a folder, if there is the folder. settled says whether a change of any would show.
func addStamps(sum hash.Hash, dir string) (settled bool, err error) {
	fsys, err := openFolder(dir)
	if err != nil || fsys == nil {
		return true, err
	}
	names, entries, err := list(fsys)
	if err != nil {
		return false, err
	}
	sum.Write([]byte(".\x00")) // there is the folder
	stamps, errs := make([]source.Stamp, len(names)), make([]error, len(names))
	parallel.Each(len(names), func(i int) {
		if info, err := entries[i].Info(); err != nil {
			errs[i] = err
		} else if !entries[i].IsDir() { // the time of a folder says nothing that the names in it do not
			stamps[i] = source.StampOf(info)
		}
	})
	settled = true
	var line []byte
	for i, stamp := range stamps {
		if errs[i] != nil {
			return false, errs[i]
		}
		line = append(append(line[:0], names[i]...), 0)
		line = binary.LittleEndian.AppendUint32(line, uint32(entries[i].Type()))
		for _, n := range []uint64{uint64(stamp.Size), uint64(stamp.Modified), uint64(stamp.Changed), stamp.File} {
			line = binary.LittleEndian.AppendUint64(line, n)
		}
		sum.Write(line)
		settled = settled && (entries[i].IsDir() || stamp.Settled())
	}
	return settled, nil
}

// list lists all that is in a folder, in the same order each time.
func list(fsys fs.FS) (names []string, entries []fs.DirEntry, err error) {
	parallel.Walk(fsys, func(dir string, found []fs.DirEntry, failed error) (into []string) {
		err = cmp.Or(err, failed)
		for _, entry := range found {
			name := path.Join(dir, entry.Name())
			if name == builder.LockName { // each build makes another
				continue
			}
			names, entries = append(names, name), append(entries, entry)
			if entry.IsDir() {
				into = append(into, name)
			}
		}
		return into
	})
	return names, entries, err
}
