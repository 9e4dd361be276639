package builder

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"handrail/internal/output"
)

// Built lists the files that Write put into a folder, sorted, once it has checked that all of them are there as they were
// written. An error says what to do: the folder is not one that Write wrote, or the last build there did not end.
func Built(dir string) ([]string, error) {
	if _, err := os.Stat(filepath.Join(dir, Manifest)); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s was not built by Handrail (it has no %s): build the site first, with handrail build", dir, Manifest)
	}
	w := &writer{dir: dir}
	if err := w.open(); err != nil {
		return nil, err
	}
	defer w.close()
	if err := w.read(); err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(w.last.Files))
	for _, name := range names {
		e := w.last.Files[name]
		if e.Digest == "" {
			return nil, fmt.Errorf("the last build into %s did not end: build the site again, with handrail build", dir)
		}
		if !output.Placeable(name) {
			return nil, fmt.Errorf("the list of what was built, %s, names %q: remove the folder %s and build again", w.path(Manifest), name, dir)
		}
		info, err := w.root.Stat(filepath.FromSlash(name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("looking at what was built: %w", err)
		}
		if err != nil || info.Size() != e.Size {
			return nil, fmt.Errorf("%s is not as it was built: build the site again, with handrail build", w.path(name))
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s holds no page: build the site first, with handrail build", dir)
	}
	return names, nil
}
