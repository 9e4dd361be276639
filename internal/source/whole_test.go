package source

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// busyFS has one file. Another program writes to it: the first half of its old version is read, and then it changes.
type busyFS struct {
	files   fstest.MapFS
	changes int  // how often it still changes
	quiet   bool // so soon after the last time that the disk gives it the same time
	opened  int
}

func (b *busyFS) Open(name string) (fs.File, error) {
	b.opened++
	file, err := b.files.Open(name)
	if err != nil {
		return nil, err
	}
	return &busyFile{file.(seekFile), b, name}, nil
}

type seekFile interface {
	fs.File
	io.Seeker
}

type busyFile struct {
	seekFile
	fs   *busyFS
	name string
}

func (f *busyFile) Stat() (fs.FileInfo, error) { return f.fs.files.Stat(f.name) }

func (f *busyFile) Read(p []byte) (int, error) {
	if f.fs.changes == 0 || len(p) < 2 {
		return f.seekFile.Read(p)
	}
	n, err := f.seekFile.Read(p[:len(p)/2])
	if err != nil {
		return n, err
	}
	f.fs.changes--
	old := f.fs.files[f.name]
	next := &fstest.MapFile{Data: []byte(strings.ToUpper(string(old.Data))), ModTime: old.ModTime}
	if !f.fs.quiet {
		next.ModTime = old.ModTime.Add(time.Millisecond)
	}
	if strings.ToLower(string(old.Data)) != string(old.Data) {
		next.Data = []byte(strings.ToLower(string(old.Data)))
	}
	f.fs.files[f.name] = next
	rest, err := next.Data[n:], error(nil)
	return n + copy(p[n:], rest), err
}

// TestReadWhole: a file that changes while it is read is never half of one version and half of another.
func TestReadWhole(t *testing.T) {
	const text = "one version of some length"
	old, now := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Now()
	for name, test := range map[string]struct {
		changes int
		quiet   bool
		time    time.Time
		err     error
	}{
		"never":                        {0, false, old, nil},
		"once":                         {1, false, old, nil},
		"twice":                        {2, false, old, nil},
		"once, without another time":   {1, true, now, nil},
		"twice, without another time":  {2, true, now, nil},
		"without end":                  {100, false, old, ErrChanging},
		"without end, and of one time": {101, true, now, ErrChanging},
	} {
		t.Run(name, func(t *testing.T) {
			b := &busyFS{files: fstest.MapFS{"a.md": {Data: []byte(text), ModTime: test.time}}, changes: test.changes, quiet: test.quiet}
			data, info, err := ReadWhole(b, "a.md", MaxSize)
			if !errors.Is(err, test.err) {
				t.Fatalf("got %v", err)
			}
			if err == nil && (string(data) != string(b.files["a.md"].Data) || info.Size() != int64(len(text))) {
				t.Errorf("read %q of %d bytes", data, info.Size())
			}
			f, diags := Read(&busyFS{files: b.files, changes: test.changes, quiet: test.quiet}, "a.md", "content/a.md")
			if reported := len(diags) == 1 && strings.Contains(diags[0].Message, "another program is writing it now"); reported != (test.err != nil) || reported != (f == nil) {
				t.Errorf("reported: %v", diags)
			}
		})
	}
	b := &busyFS{files: fstest.MapFS{"a.md": {Data: []byte(text), ModTime: old}}}
	if _, _, err := ReadWhole(b, "a.md", MaxSize); err != nil || b.opened != 1 {
		t.Errorf("a file that is not new is read %d times: %v", b.opened, err)
	}
}
