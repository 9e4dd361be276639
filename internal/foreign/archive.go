package foreign

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// ArchiveLimits are how much an archive may hold.
type ArchiveLimits struct {
	Files    int    // how many
	Unpacked uint64 // bytes of all of them
	Ratio    uint64 // how many bytes each byte of a packed file may become, when they are more than a megabyte
}

// Archive is a zip file, each entry of which has been looked at before any is unpacked.
type Archive struct{ files map[string]*zip.File }

// OpenArchive opens a zip file. It refuses one that is above the limits, one with links, passwords or names that lead out of it, and one that has a file
// twice.
func OpenArchive(data []byte, limits ArchiveLimits) (*Archive, *Fault) {
	if bytes.Count(data, []byte("PK\x01\x02")) > limits.Files { // each begins the entry of a file: none is read before that is known
		return nil, faultf(TooLarge, "", "this archive has more than %d files", limits.Files)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, faultf(Broken, "", "this is not a zip file: %s", err)
	}
	a := &Archive{map[string]*zip.File{}}
	left := limits.Unpacked
	for _, f := range r.File {
		name := strings.TrimSuffix(f.Name, "/")
		switch size := f.UncompressedSize64; {
		case !fs.ValidPath(name) || strings.ContainsAny(name, `\:`):
			return nil, faultf(Unsafe, "", "a file of this archive has a name that leads elsewhere: %q", f.Name)
		case f.Mode()&fs.ModeSymlink != 0:
			return nil, faultf(Unsafe, name, "this file of the archive is a link")
		case name != f.Name || f.FileInfo().IsDir():
			continue
		case a.files[name] != nil:
			return nil, faultf(Unsafe, name, "this file is in the archive twice")
		case f.Flags&1 != 0:
			return nil, faultf(Unsafe, name, "this file of the archive has a password")
		case size > left:
			return nil, faultf(TooLarge, name, "the files of this archive have more than %d MB", limits.Unpacked>>20)
		case size > 1<<20 && size/limits.Ratio > f.CompressedSize64:
			return nil, faultf(TooLarge, name, "this file of the archive is %d times as large as it is packed", size/max(f.CompressedSize64, 1))
		default:
			left -= size
		}
		a.files[name] = f
	}
	return a, nil
}

// Names lists the files, sorted.
func (a *Archive) Names() []string { return slices.Sorted(maps.Keys(a.files)) }

// Has says whether there is a file of a name.
func (a *Archive) Has(name string) bool { return a.files[name] != nil }

// Read unpacks a file. The fault says that there is none, or that it cannot be unpacked.
func (a *Archive) Read(name string) ([]byte, *Fault) {
	f := a.files[name]
	if f == nil {
		return nil, faultf(Broken, name, "this file is not in the archive")
	}
	part, err := f.Open()
	var data []byte
	if err == nil {
		b := bytes.NewBuffer(make([]byte, 0, f.UncompressedSize64+bytes.MinRead)) // OpenArchive has looked at the size
		_, err = b.ReadFrom(io.LimitReader(part, int64(f.UncompressedSize64)+1))
		data = b.Bytes()
		if part.Close(); uint64(len(data)) > f.UncompressedSize64 {
			err = errors.New("it is larger than the archive says")
		}
	}
	if err != nil {
		return nil, faultf(Broken, name, "this file of the archive cannot be read: %s", err)
	}
	return data, nil
}
