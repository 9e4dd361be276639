package parallel

import "io/fs"

// Walk goes through a folder level by level: the folders of a level are read on every core at once. Then visit is called with what is in each, by one
// goroutine and in the same order each time, or with the reason why it could not all be read. It returns the folders in it to go into, by their
// paths from the first one.
func Walk(fsys fs.FS, visit func(dir string, entries []fs.DirEntry, err error) (into []string)) {
	for level := []string{"."}; len(level) > 0; {
		lists, errs := make([][]fs.DirEntry, len(level)), make([]error, len(level))
		Each(len(level), func(i int) { lists[i], errs[i] = fs.ReadDir(fsys, level[i]) })
		var next []string
		for i, dir := range level {
			next = append(next, visit(dir, lists[i], errs[i])...)
		}
		level = next
	}
}
