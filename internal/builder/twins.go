package builder

import (
	"maps"
	"slices"

	"handrail/internal/output"
)

// findTwins finds files of ours whose new name the folder takes for the old one: Guide.html and guide.html on a USB stick. They
// are known by the new name from here on. Whether the folder does so is tried out only when there is such a pair.
func (w *writer) findTwins(outputs []Output) error {
	fresh := map[string][]string{} // the names that are new, by what the least particular folder would take them for
	known := 0
	for _, o := range outputs {
		if _, ours := w.last.Files[o.Path]; ours {
			known++
			continue
		}
		key := output.Loosest().Key(o.Path)
		fresh[key] = append(fresh[key], o.Path)
	}
	if len(fresh) == 0 || known == len(w.last.Files) { // no name comes, or none goes
		return nil
	}
	stays := make(map[string]bool, known)
	for _, o := range outputs {
		stays[o.Path] = true
	}
	var pairs [][2]string
	for old := range w.last.Files {
		if stays[old] || !output.Placeable(old) {
			continue
		}
		for _, name := range fresh[output.Loosest().Key(old)] {
			pairs = append(pairs, [2]string{old, name})
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	folding, err := output.FindFolding(w.root, ".")
	if err != nil {
		return explain("writing in", w.dir, w.now(), err)
	}
	for _, pair := range pairs {
		if folding.Key(pair[0]) == folding.Key(pair[1]) {
			w.twins = append(w.twins, pair)
		}
	}
	if len(w.twins) == 0 {
		return nil
	}
	w.last.Files = maps.Clone(w.last.Files)
	for _, pair := range w.twins {
		e := w.last.Files[pair[0]]
		delete(w.last.Files, pair[0])
		w.last.Files[pair[1]] = e
	}
	slices.SortFunc(w.twins, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	return nil
}

// respell gives files of ours their new spelling, for whoever copies the folder to a disk that distinguishes the two. A file that
// keeps its old one is found by the new one here.
func (w *writer) respell() {
	for _, pair := range w.twins {
		_ = output.Respell(w.root, pair[0], pair[1])
	}
}
