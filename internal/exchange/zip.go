package exchange

import (
	"archive/zip"
	"bytes"
	"cmp"
	"slices"
	"time"
)

// writeZip packs files. The first file comes first, as readers look for the manifest there, and the others are in the order of their names. The
// same files give the same bytes. There are no entries for folders, as Moodle's importer of H5P refuses them.
func writeZip(files []File) []byte {
	sorted := slices.Clone(files)
	slices.SortFunc(sorted[1:], func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, file := range sorted {
		header := &zip.FileHeader{Name: file.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
		header.SetMode(0o644)
		part, err := w.CreateHeader(header)
		if err == nil {
			_, err = part.Write(file.Data)
		}
		if err != nil { // of a bytes.Buffer: only for a name that is too long
			panic(err)
		}
	}
	_ = w.Close() // into memory
	return b.Bytes()
}
