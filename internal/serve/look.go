package serve

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"handrail/internal/source"
)

// Between two looks at the sources there are at least two seconds, and nine times as long as a look takes, so that looking never
// takes more than a tenth of the time. The pause is at most half a minute: a slow look may have been a network that was down.
const (
	shortestPause = 2 * time.Second
	longestPause  = 30 * time.Second
)

// pause is how long to wait after a look that took some time.
func pause(took time.Duration) time.Duration { return min(max(shortestPause, 9*took), longestPause) }

// stamp is what shows that a file has changed. For a folder it says only that there is one: its files have their own.
type stamp struct {
	mode fs.FileMode
	file source.Stamp
}

// looked is the sources as a look found them, by their paths from the site's folder with slashes.
type looked struct {
	stamps map[string]stamp
	took   time.Duration
	asOf   int // how many changes were known when the look began
}

// look looks at every source, but reads only its size and time.
func (t *watched) look(asOf int) looked {
	begun := time.Now()
	stamps := map[string]stamp{}
	for _, name := range t.names {
		t.see(stamps, name)
	}
	return looked{stamps, time.Since(begun), asOf}
}

// see adds what is at a path, and everything in it, to what was seen.
func (t *watched) see(stamps map[string]stamp, name string) {
	root := filepath.Join(t.dir, filepath.FromSlash(name))
	info, err := os.Stat(root)
	if err != nil {
		return
	}
	stamps[name] = stampOf(info)
	if !info.IsDir() {
		return
	}
	t.walk(root, func(file string, entry fs.DirEntry) {
		info, err := entry.Info()
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			info, err = os.Stat(file)
		}
		if err == nil { // otherwise it has gone in the meantime
			stamps[t.path(file)] = stampOf(info)
		}
	})
}

func stampOf(info fs.FileInfo) stamp {
	if info.IsDir() {
		return stamp{mode: fs.ModeDir}
	}
	return stamp{info.Mode(), source.StampOf(info)}
}

// walk calls f for everything in a folder, or in the one that a link leads to, but for what programs left there.
func (t *watched) walk(root string, f func(file string, entry fs.DirEntry)) {
	_ = filepath.WalkDir(root+string(filepath.Separator), func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // it has gone in the meantime, or cannot be read, which the build reports
		case filepath.Clean(file) != root && source.Stray(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		f(file, entry)
		return nil
	})
}

// path is a file's path from the site's folder, with slashes.
func (t *watched) path(file string) string {
	name, err := filepath.Rel(t.dir, file)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(name)
}

// differ lists the paths at which two looks found different things.
func differ(before, after map[string]stamp) []string {
	var paths []string
	for name, s := range after {
		if old, known := before[name]; !known || old != s {
			paths = append(paths, name)
		}
	}
	for name := range before {
		if _, there := after[name]; !there {
			paths = append(paths, name)
		}
	}
	return paths
}

// refresh updates what is known of some paths, and of everything in them, so that the next look does not take for a change
// what events have reported already.
func (t *watched) refresh(stamps map[string]stamp, paths map[string]bool) {
	maps.DeleteFunc(stamps, func(name string, _ stamp) bool {
		for at := name; ; {
			if paths[at] {
				return true
			}
			slash := strings.LastIndexByte(at, '/')
			if slash < 0 {
				return false
			}
			at = at[:slash]
		}
	})
	for name := range paths {
		t.see(stamps, name)
	}
}
