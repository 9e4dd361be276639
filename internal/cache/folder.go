package cache

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"handrail/internal/output"
)

// openPrivate opens the folder of a cache, and its parent, which holds all caches. Pages are made of what is in it, so whoever could
// write there could write in the site, and files in it are removed: neither folder may be a link, belong to somebody else, or be open
// for others to change.
func openPrivate(dir string) (*os.Root, error) {
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return nil, err
	}
	all, err := openOne(os.OpenRoot, filepath.Dir(dir))
	if err != nil {
		return nil, err
	}
	defer all.Close()
	if err := all.Mkdir(filepath.Base(dir), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return openOne(func(name string) (*os.Root, error) { return all.OpenRoot(filepath.Base(name)) }, dir)
}

// openOne opens a folder, if it is one that only this user can change.
func openOne(open func(string) (*os.Root, error), name string) (*os.Root, error) {
	linked := fmt.Errorf("%s is a link to another place", name)
	root, err := open(name)
	there, lookErr := os.Lstat(name)
	if err != nil {
		if lookErr == nil && there.Mode()&fs.ModeSymlink != 0 {
			err = linked
		}
		return nil, err
	}
	info, err := root.Stat(".")
	switch {
	case err != nil || lookErr != nil:
		err = cmp.Or(err, lookErr)
	case !os.SameFile(there, info):
		err = linked
	case !output.Private(info):
		err = fmt.Errorf("%s belongs to another user, or others can write in it", name)
	default:
		return root, nil
	}
	_ = root.Close() // nothing was written
	return nil, err
}

// sweep removes packs that no entry names, and the caches that were changed longest ago when all of them are too large.
// What cannot be removed is tried again the next time.
func (c *Cache) sweep() {
	used := map[string]bool{indexName: true}
	for _, e := range c.next {
		used[e.Pack] = true
	}
	for _, name := range ownFiles(c.root) {
		if !used[name] {
			delete(c.packs, name) // somebody may still read it: the runtime closes it when nobody holds it any more
			_ = output.Remove(c.root, name)
		}
	}
	if all, err := os.OpenRoot(filepath.Dir(c.dir)); err == nil {
		prune(all, filepath.Base(c.dir), MaxBytes)
		_ = all.Close()
	}
}

// ownFiles lists the files of a folder that a cache made.
func ownFiles(root *os.Root) []string {
	var names []string
	entries, _ := fs.ReadDir(root.FS(), ".")
	for _, entry := range entries {
		name := entry.Name()
		if name == indexName || strings.HasSuffix(name, packEnding) || strings.HasPrefix(name, output.Own) {
			names = append(names, name)
		}
	}
	return names
}

// prune removes the caches in a folder that were changed longest ago, until the rest have at most limit bytes, but never the one
// called own, nor anything that is not a cache's.
func prune(all *os.Root, own string, limit int64) {
	type site struct {
		root    *os.Root
		name    string
		size    int64
		changed time.Time
	}
	var sites []site
	total := int64(0)
	entries, _ := fs.ReadDir(all.FS(), ".")
	for _, entry := range entries {
		if !entry.IsDir() { // a file, or a link
			continue
		}
		root, err := all.OpenRoot(entry.Name())
		if err != nil {
			continue
		}
		defer root.Close()
		s := site{root: root, name: entry.Name()}
		for _, name := range ownFiles(root) {
			if info, err := root.Lstat(name); err == nil {
				s.size += info.Size()
				if info.ModTime().After(s.changed) {
					s.changed = info.ModTime()
				}
			}
		}
		total += s.size
		sites = append(sites, s)
	}
	slices.SortFunc(sites, func(a, b site) int { return a.changed.Compare(b.changed) })
	for _, s := range sites {
		if total <= limit {
			return
		}
		if s.name != own {
			for _, file := range ownFiles(s.root) {
				_ = output.Remove(s.root, file)
			}
			_ = output.Remove(all, s.name) // if nothing else is in it
			total -= s.size
		}
	}
}
