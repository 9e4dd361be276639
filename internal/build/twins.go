package build

import (
	"maps"
	"slices"

	"handrail/internal/output"
)

// findTwins finds files of ours that come under a name which the folder takes for the old one: Guide.html and guide.html on a stick. They
// are known by the new name from here on. Whether the folder does so is tried out only when there is such a pair.
func (w *writer) findTwins(outputs []Output) error {
	coming := make(map[string]bool, len(outputs))
	for _, o := range outputs {
		coming[o.Path] = true
	}
	going := map[string][]string{} // by what the least particular folder would take them for
	for name := range w.last.Files {
		if !coming[name] && output.Placeable(name) {
			key := output.Loosest().Key(name)
			going[key] = append(going[key], name)
		}
	}
	var pairs [][2]string
	for _, o := range outputs {
		if _, ours := w.last.Files[o.Path]; !ours && len(going) > 0 {
			for _, old := range going[output.Loosest().Key(o.Path)] {
				pairs = append(pairs, [2]string{old, o.Path})
			}
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

// respell gives files of ours their new spelling, for whoever copies the folder to a disk that tells the two apart. A file that
// keeps its old one is found by the new one here.
func (w *writer) respell() {
	for _, pair := range w.twins {
		_ = output.Respell(w.root, pair[0], pair[1])
	}
}
