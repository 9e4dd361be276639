package builder

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// inPieces is an output that is written some bytes at a time.
func inPieces(path, digest string, data []byte, piece int) Output {
	return Output{Path: path, Digest: func() string { return digest }, Render: func(w io.Writer) error {
		for rest := data; len(rest) > 0; rest = rest[min(piece, len(rest)):] {
			if _, err := w.Write(rest[:min(piece, len(rest))]); err != nil {
				return err
			}
		}
		return nil
	}}
}

// entries is what a folder's list says.
func entries(t *testing.T, dir string) map[string]entry {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, Manifest))
	var m manifest
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m.Files
}

// TestDraft: a file of any size is written where it differs from what is there, and only then.
func TestDraft(t *testing.T) {
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, size := range []int{1, inMemory, inMemory + 1, 2*inMemory + 7} {
		data := make([]byte, size)
		for i := range data {
			data[i] = byte(i % 251)
		}
		changed := func(at int) []byte {
			other := bytes.Clone(data)
			other[at] ^= 1
			return other
		}
		for name, old := range map[string][]byte{
			"the same": data, "another first byte": changed(0), "another last byte": changed(size - 1), "another in the middle": changed(size / 2),
			"shorter": data[:size-1], "longer": append(bytes.Clone(data), 'x'), "none": nil,
		} {
			for _, piece := range []int{100_003, inMemory, size} {
				t.Run(fmt.Sprintf("%d bytes, %s, %d at a time", size, name, piece), func(t *testing.T) {
					dir := t.TempDir()
					place := filepath.Join(dir, "a.bin")
					if old != nil {
						write(t, dir, inPieces("a.bin", "1", old, len(old)))
						if err := os.Chtimes(place, long, long); err != nil {
							t.Fatal(err)
						}
					}
					r := write(t, dir, inPieces("a.bin", "2", data, piece))
					if got, err := os.ReadFile(place); err != nil || !bytes.Equal(got, data) {
						t.Fatalf("%d bytes are there, and not those that were rendered: %v", len(got), err)
					}
					info, err := os.Stat(place)
					if err != nil {
						t.Fatal(err)
					}
					if kept := name == "the same"; kept != info.ModTime().Equal(long) || kept != (r.Kept == 1) {
						t.Errorf("written: %t, %+v", !info.ModTime().Equal(long), r)
					}
					e := entry{Digest: "2", Size: int64(size)}
					if size > inMemory {
						sum := sha256.Sum256(data)
						e.Sum = base64.StdEncoding.EncodeToString(sum[:])
					}
					if got := entries(t, dir)["a.bin"]; got != e {
						t.Errorf("the list says %+v, want %+v", got, e)
					}
					if left, err := filepath.Glob(filepath.Join(dir, temporary+"*")); err != nil || left != nil {
						t.Errorf("left are %q", left)
					}
				})
			}
		}
	}
}

// TestDraftFails: a large file that cannot be rendered to its end leaves what was there, and nothing beside it.
func TestDraftFails(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, out("a.bin", "1", "old"))
	broken := inPieces("a.bin", "2", make([]byte, 3*inMemory), inMemory)
	render := broken.Render
	broken.Render = func(w io.Writer) error {
		if err := render(w); err != nil {
			return err
		}
		return os.ErrInvalid
	}
	if _, err := Write(dir, []Output{broken}, nil); err != os.ErrInvalid {
		t.Errorf("got %v", err)
	}
	if got := tree(t, dir); got != "a.bin=old " {
		t.Errorf("the folder has %s", got)
	}
}

// TestDraftThroughLink: a link in the place of a large file is neither compared nor written through.
func TestDraftThroughLink(t *testing.T) {
	dir, data := t.TempDir(), bytes.Repeat([]byte("x"), inMemory+1)
	place, other := filepath.Join(dir, "a.bin"), filepath.Join(dir, "other")
	write(t, dir, inPieces("a.bin", "1", data, len(data)))
	if err := os.Rename(place, other); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("other", place); err != nil {
		t.Fatal(err)
	}
	write(t, dir, inPieces("a.bin", "2", data, len(data)))
	if info, err := os.Lstat(place); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the link stays: %v", err)
	}
}

// allocated is how many bytes are allocated while something is done.
func allocated(do func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// TestCopyHoldsNoFile: a file that is copied is never in memory as a whole, whether it is new, the same, or changed; and neither is one
// that was changed just now, which its stamp does not name.
func TestCopyHoldsNoFile(t *testing.T) {
	const size, most = 24 << 20, 12 << 20
	for name, when := range map[string]time.Time{"old": time.Now().Add(-time.Hour), "new": time.Now().Add(time.Hour)} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := &fstest.MapFile{Data: make([]byte, size), ModTime: when}
			p := &planner{Input: Input{Content: fstest.MapFS{"film.mp4": file}}}
			step := func(what string, written int) {
				t.Helper()
				list := Output{Path: "list.js", Digest: func() string { return what }, Listing: &Listing{
					Names: func(func(string) int64) []string { return []string{"film.mp4"} },
					Render: func(w io.Writer, files map[string][sha256.Size]byte) error {
						_, err := fmt.Fprintf(w, "%x", files["film.mp4"])
						return err
					}}}
				var r Result
				if got := allocated(func() { r = write(t, dir, p.copied("film.mp4"), list) }); got > most {
					t.Errorf("%s: %d MB are allocated to copy %d MB", what, got>>20, size>>20)
				}
				data, err := os.ReadFile(filepath.Join(dir, "film.mp4"))
				if err != nil || !bytes.Equal(data, file.Data) {
					t.Errorf("%s: the copy differs: %v", what, err)
				}
				if list, err := os.ReadFile(filepath.Join(dir, "list.js")); err != nil || string(list) != fmt.Sprintf("%x", sha256.Sum256(data)) || r.Written != written {
					t.Errorf("%s: %+v, %s, %v", what, r, list, err)
				}
			}
			step("first", 2)
			file.ModTime = when.Add(time.Minute)
			step("touched", 0)
			file.Data[size-1], file.ModTime = 1, when.Add(2*time.Minute)
			step("changed", 2)
		})
	}
}

// TestListingReadsNoLargeFile: what a large file is was found out while it was written, and is in the list of what was built. To show that
// it is not read again, it is other bytes by then.
func TestListingReadsNoLargeFile(t *testing.T) {
	dir := t.TempDir()
	data := make([]byte, 2*inMemory)
	want := fmt.Sprintf("list.js=%x", sha256.Sum256(data))
	for step, place := range []string{temporary + "a.bin", "a.bin"} { // as it is written, and when it is there
		list := Output{Path: "list.js", Digest: func() string { return fmt.Sprint(step) }, Listing: &Listing{
			Names: func(func(string) int64) []string {
				if err := os.WriteFile(filepath.Join(dir, place), bytes.Repeat([]byte("x"), len(data)), 0o644); err != nil {
					t.Error(err)
				}
				return []string{"a.bin"}
			},
			Render: func(w io.Writer, files map[string][sha256.Size]byte) error {
				_, err := fmt.Fprintf(w, "%x", files["a.bin"])
				return err
			}}}
		write(t, dir, inPieces("a.bin", "1", data, 1<<16), list)
		if got := tree(t, dir); !strings.Contains(got, want) {
			t.Errorf("step %d: the list has %s", step, got[max(0, len(got)-80):])
		}
	}
}

// TestCopyOfAnotherVersion: a file that changes between its digest and its copy stops the build.
func TestCopyOfAnotherVersion(t *testing.T) {
	for name, when := range map[string]time.Time{"old": time.Now().Add(-time.Hour), "new": time.Now().Add(time.Hour)} {
		t.Run(name, func(t *testing.T) {
			file := &fstest.MapFile{Data: []byte("before"), ModTime: when}
			p := &planner{Input: Input{Content: fstest.MapFS{"a.txt": file}}}
			o := p.copied("a.txt")
			if o.Digest() == "" {
				t.Fatal("it has no digest")
			}
			if _, err := o.Bytes(); err != nil {
				t.Fatal(err)
			}
			file.Data, file.ModTime = []byte("behind"), when.Add(time.Second)
			if _, err := o.Bytes(); err == nil || !strings.Contains(err.Error(), "content/a.txt changed while the site was built") {
				t.Errorf("got %v", err)
			}
			if data, err := p.copied("a.txt").Bytes(); err != nil || string(data) != "behind" { // as serve does, which asks for no digest
				t.Errorf("got %q, %v", data, err)
			}
			missing := p.copied("b.txt")
			if digest := missing.Digest(); digest != "" {
				t.Errorf("a file that is not there has the digest %s", digest)
			}
			if _, err := missing.Bytes(); err == nil || !strings.Contains(err.Error(), "content/b.txt cannot be read") {
				t.Errorf("got %v", err)
			}
		})
	}
}
