package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// An entry is a file of an archive.
type entry struct {
	name string // with slashes
	data []byte
	mode fs.FileMode // plain or program; a link has its target as data
}

// How files are unpacked, whatever the umask where they were packed.
const (
	plain   fs.FileMode = 0o644
	program fs.FileMode = 0o755
	link                = fs.ModeSymlink | 0o777
)

// below puts entries into a folder.
func below(folder string, entries []entry) []entry {
	moved := slices.Clone(entries)
	for i := range moved {
		moved[i].name = path.Join(folder, moved[i].name)
	}
	return moved
}

// sorted are entries in the order of their names.
func sorted(entries []entry) []entry {
	return slices.SortedFunc(slices.Values(entries), func(a, b entry) int { return strings.Compare(a.name, b.name) })
}

// zipOf packs entries as a zip file, with the modes that a Mac or Linux gives them again, and the time as MS-DOS has it (APPNOTE.TXT, 4.4.6).
func zipOf(entries []entry, day time.Time) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range sorted(entries) {
		packed, method := deflate(e.data), zip.Deflate
		if len(packed) >= len(e.data) {
			packed, method = e.data, zip.Store
		}
		header := &zip.FileHeader{Name: e.name, Method: method, CRC32: crc32.ChecksumIEEE(e.data), CompressedSize64: uint64(len(packed)),
			UncompressedSize64: uint64(len(e.data))}
		//lint:ignore SA1019 CreateRaw writes the time as MS-DOS has it, which this sets, and not Modified
		header.SetModTime(day)
		header.SetMode(e.mode)
		file, err := w.CreateRaw(header)
		if err == nil {
			_, err = file.Write(packed)
		}
		if err != nil {
			return nil, fmt.Errorf("packing %s: %w", e.name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("packing a zip file: %w", err)
	}
	return out.Bytes(), nil
}

// tarOf packs entries as a tar file, with the folders that they are in, and something before each name. All of it belongs to root.
func tarOf(prefix string, entries []entry, day time.Time) ([]byte, error) {
	folders := map[string]bool{}
	var all []entry
	for _, e := range entries {
		for dir := path.Dir(e.name); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
			all = append(all, entry{name: dir + "/", mode: fs.ModeDir | program})
		}
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range sorted(append(all, entries...)) {
		header := &tar.Header{Name: prefix + e.name, Mode: int64(e.mode.Perm()), ModTime: day, Format: tar.FormatUSTAR, Typeflag: tar.TypeReg,
			Uname: "root", Gname: "root", Size: int64(len(e.data))}
		if e.mode.IsDir() {
			header.Typeflag = tar.TypeDir
		}
		err := w.WriteHeader(header)
		if err == nil {
			_, err = w.Write(e.data)
		}
		if err != nil {
			return nil, fmt.Errorf("packing %s: %w", e.name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("packing a tar file: %w", err)
	}
	return out.Bytes(), nil
}

// gzipOf compresses data as gzip does, without a name or a time (RFC 1952).
func gzipOf(data []byte) []byte {
	out := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255}
	out = append(out, deflate(data)...)
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(data))
	return binary.LittleEndian.AppendUint32(out, uint32(len(data)))
}

// arOf packs files as ar does, which is what the outside of a .deb is (deb(5)).
func arOf(entries []entry, day time.Time) []byte {
	var out bytes.Buffer
	_, _ = io.WriteString(&out, "!<arch>\n")
	for _, e := range entries {
		fmt.Fprintf(&out, "%-16s%-12d%-6d%-6d%-8o%-10d`\n", e.name, day.Unix(), 0, 0, 0o100000|e.mode, len(e.data))
		out.Write(e.data)
		if len(e.data)%2 == 1 {
			out.WriteByte('\n')
		}
	}
	return out.Bytes()
}
