package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"handrail/internal/builder"
	"handrail/internal/host"
	"handrail/internal/output"
)

// zipMark is the comment of each zip file that a build writes. One without it is not Handrail's.
const zipMark = "Written by handrail build --zip"

// zipReport is what build --format json prints of the zip file.
type zipReport struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

// zipName is the zip file of a built folder. It is beside the folder, as what is in it is the site.
func zipName(dir string) (string, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the folder %s: %w", dir, err)
	}
	if full == filepath.Dir(full) {
		return "", fmt.Errorf("nothing can be beside %s: build into another folder with --out", dir)
	}
	if base := filepath.Base(filepath.Clean(dir)); base == "." || base == ".." {
		dir = full
	}
	return filepath.Clean(dir) + ".zip", nil
}

// mayZip is an error if the zip file of a built folder cannot be written, as something is in its place that no build has written.
func mayZip(dir string) error {
	name, err := zipName(dir)
	if err != nil {
		return err
	}
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.Mode().IsRegular() {
		var old *zip.ReadCloser
		if old, err = zip.OpenReader(name); err == nil {
			mark := old.Comment
			if err = old.Close(); err == nil && mark == zipMark {
				return nil
			}
		}
	}
	return fmt.Errorf("%s was not written by Handrail: move it away, then build again", name)
}

// writeZip packs a built site into a zip file beside its folder, and returns its name and its size in bytes. What is in it is what was
// built, and no more: index.html is at its top, as hosts want it that take a file by drag and drop. The same site gives the same bytes.
// While it is made, no build may change the folder.
func writeZip(dir string) (name string, size int64, err error) {
	if name, err = zipName(dir); err != nil {
		return "", 0, err
	}
	if err := mayZip(dir); err != nil {
		return "", 0, err
	}
	files, err := builder.Built(dir)
	if err != nil {
		return "", 0, err
	}
	root, err := output.OpenFolder(filepath.Dir(name))
	if err == nil {
		defer root.Close()
		size, err = packTo(root, filepath.Base(name), os.DirFS(dir), files)
	}
	if err != nil {
		return "", 0, fmt.Errorf("writing %s, of which the last one stays as it was: %w", name, err)
	}
	return name, size, nil
}

// packTo writes a zip file beside its place, and then renames it: nobody gets half of one.
func packTo(root *os.Root, name string, site fs.FS, files []string) (size int64, err error) {
	temp := output.Temporary()
	file, err := output.Create(root, temp)
	if err != nil {
		return 0, err
	}
	err = pack(file, site, files)
	if err == nil {
		size, err = file.Seek(0, io.SeekEnd)
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = output.Rename(root, temp, name)
	}
	if err != nil {
		_ = output.Remove(root, temp) // the first error says what happened
	}
	return size, err
}

// pack writes files of a site as a zip file (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT): in the order given, with the
// first time that the format has, and the modes that web servers read. Names are in UTF-8, which the writer notes where it matters.
func pack(w io.Writer, site fs.FS, files []string) error {
	z := zip.NewWriter(w)
	for _, name := range files {
		header := &zip.FileHeader{Name: name, Method: zip.Store, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
		if host.Compressible(name) {
			header.Method = zip.Deflate
		}
		header.SetMode(0o644)
		if err := packOne(z, site, header); err != nil {
			return err
		}
	}
	if err := z.SetComment(zipMark); err != nil {
		return err
	}
	return z.Close()
}

func packOne(z *zip.Writer, site fs.FS, header *zip.FileHeader) error {
	file, err := site.Open(header.Name)
	if err != nil {
		return fmt.Errorf("reading the built site: %w", err)
	}
	defer file.Close()
	part, err := z.CreateHeader(header)
	if err == nil {
		_, err = io.Copy(part, file)
	}
	return err
}

// zipBuilt packs a built site, for the report of the build.
func zipBuilt(dir string) (*zipReport, error) {
	name, size, err := writeZip(dir)
	if err != nil {
		return nil, fmt.Errorf("the site is built, but not packed: %w", err)
	}
	return &zipReport{name, size}, nil
}

// print says where the zip file is, how large, and what to do with it.
func (r *zipReport) print(w io.Writer) error {
	_, err := fmt.Fprintf(w, "Packed it into %s (%s). Drag that file to a host that takes one, or unpack it where the site is to be.\n", r.File, byteSize(int(r.Bytes)))
	return err
}
