package cache

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"handrail/internal/source"
)

// newFolder is where a cache can be, as it will be made: whatever the umask, only its user can write in it.
func newFolder(t *testing.T) string { return filepath.Join(t.TempDir(), "caches", "site") }

// filled makes a cache of n files in a folder, and saves it.
func filled(t *testing.T, dir, key string, n int) {
	t.Helper()
	c := Open(dir)
	c.Use(key)
	defer c.Close()
	for i := range n {
		if _, ok := c.Put(name(i), Entry{Stamp: source.Stamp{Size: int64(i), Modified: 1}, Digest: [16]byte{byte(i)}}, short(i), long(i)); !ok {
			t.Fatal("not kept")
		}
	}
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
}

func name(i int) string  { return fmt.Sprintf("page-%03d.md", i) }
func short(i int) []byte { return []byte(fmt.Sprintf("short %d", i)) }
func long(i int) []byte  { return bytes.Repeat([]byte(fmt.Sprintf("long %d ", i)), 50) }

// found counts the files of which a cache has everything, and fails for any wrong data.
func found(t *testing.T, dir, key string, n int) int {
	t.Helper()
	c := Open(dir)
	c.Use(key)
	defer c.Close()
	whole := 0
	for i := range n {
		e, ok := c.Get(name(i))
		if !ok {
			continue
		}
		s, okShort := c.Short(e)
		l, okLong := c.Long(e)
		if okShort && !bytes.Equal(s, short(i)) || okLong && !bytes.Equal(l, long(i)) {
			t.Fatalf("%s has wrong data: %q", name(i), s)
		}
		if okShort && okLong {
			whole++
		}
	}
	return whole
}

func TestKept(t *testing.T) {
	dir := newFolder(t)
	filled(t, dir, "k", 20)
	if got := found(t, dir, "k", 20); got != 20 {
		t.Errorf("%d of 20 files are there", got)
	}
	if got := found(t, dir, "another program", 20); got != 0 {
		t.Errorf("another program finds %d files", got)
	}
}

// TestForgotten: a file that is neither kept nor put again is forgotten; what is kept stays where it is.
func TestForgotten(t *testing.T) {
	dir := newFolder(t)
	filled(t, dir, "k", 20)
	c := Open(dir)
	c.Use("k")
	for i := range 15 {
		e, _ := c.Get(name(i))
		c.Keep(name(i), e)
	}
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	if got := found(t, dir, "k", 20); got != 15 {
		t.Errorf("%d files are there, not 15", got)
	}
}

// TestDamage: from a cache with any byte changed, or with a file cut short or gone, nothing wrong is ever read.
func TestDamage(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	for range 200 {
		dir := newFolder(t)
		filled(t, dir, "k", 10)
		files, _ := filepath.Glob(filepath.Join(dir, "*"))
		file := files[random.IntN(len(files))]
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		switch at := random.IntN(len(data)); random.IntN(3) {
		case 0:
			data[at] ^= byte(1 + random.IntN(255))
			err = os.WriteFile(file, data, 0o600)
		case 1:
			err = os.WriteFile(file, data[:at], 0o600)
		case 2:
			err = os.Remove(file)
		}
		if err != nil {
			t.Fatal(err)
		}
		if found(t, dir, "k", 10) == 10 {
			t.Fatalf("%s was damaged, and nothing is missed", filepath.Base(file))
		}
	}
}

// TestJoin: after many small changes the data is in few files, without much waste, and all of it is right. Packs that were read
// from the cache before can still be read.
func TestJoin(t *testing.T) {
	dir := newFolder(t)
	filled(t, dir, "k", 50)
	c := Open(dir)
	c.Use("k")
	defer c.Close()
	for round := range 3 * maxPacks {
		for i := range 50 {
			if i == round%50 {
				c.Put(name(i), Entry{}, short(i), long(i))
			} else if e, ok := c.Get(name(i)); ok {
				c.Keep(name(i), e)
			}
		}
		if err := c.Save(); err != nil {
			t.Fatal(err)
		}
		e, _ := c.Get(name(7))
		if data, ok := c.Long(e); !ok || !bytes.Equal(data, long(7)) {
			t.Fatalf("round %d: the data cannot be read any more", round)
		}
	}
	packs, _ := filepath.Glob(filepath.Join(dir, "*.pack"))
	size := int64(0)
	for _, p := range packs {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	live := int64(0)
	for i := range 50 {
		live += int64(len(short(i)) + len(long(i)))
	}
	if len(packs) > maxPacks+1 || size > 3*live {
		t.Errorf("%d files with %d bytes for %d bytes of data", len(packs), size, live)
	}
	if got := found(t, dir, "k", 50); got != 50 {
		t.Errorf("%d of 50 files are there", got)
	}
}

func TestUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c := Open(filepath.Join(file, "site")) // below a file no folder can be made
	c.Use("k")
	if _, ok := c.Put("a", Entry{}, nil, []byte("x")); ok {
		t.Error("kept where nothing can be written")
	}
	c.Keep("a", Entry{Stamp: source.Stamp{Size: 1}})
	if err := c.Save(); err == nil || c.Failed() == nil || !strings.Contains(c.Failed().Error(), file) {
		t.Errorf("saving says %v, and why is %v", err, c.Failed())
	}
}

// TestIndexInTheWay: what is in the place of the index makes the cache say that nothing is kept, and is left alone.
func TestIndexInTheWay(t *testing.T) {
	dir := newFolder(t)
	if err := os.MkdirAll(filepath.Join(dir, indexName, "theirs"), 0o700); err != nil {
		t.Fatal(err)
	}
	c := Open(dir)
	defer c.Close()
	c.Use("k")
	if _, ok := c.Put("a", Entry{}, nil, []byte("x")); !ok {
		t.Error("nothing is wrong yet")
	}
	if err := c.Save(); err == nil || c.Failed() == nil || !strings.Contains(c.Failed().Error(), dir) {
		t.Errorf("saving says %v, and why is %v", err, c.Failed())
	}
	if _, err := os.Stat(filepath.Join(dir, indexName, "theirs")); err != nil {
		t.Error(err)
	}
}

// TestPrune: the caches that were changed longest ago go first, and never one's own.
func TestPrune(t *testing.T) {
	dir := t.TempDir()
	for i, site := range []string{"old", "own", "new"} {
		file := filepath.Join(dir, site, "x.pack")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
		then := time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(file, then, then); err != nil {
			t.Fatal(err)
		}
	}
	left := func() (names string) {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			names += e.Name() + " "
		}
		return names
	}
	all, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	for _, step := range []struct {
		most int64
		want string
	}{{300, "new old own "}, {250, "new own "}, {50, "own "}} {
		if prune(all, "own", step.most); left() != step.want {
			t.Errorf("with %d bytes allowed: %s are left, not %s", step.most, left(), step.want)
		}
	}
}

// TestStamp: a file that changed a moment ago, or has no time, is not recognised by its time.
func TestStamp(t *testing.T) {
	stamp := func(when time.Time) Entry {
		info, err := fs.Stat(fstest.MapFS{"f": {Data: []byte("abc"), ModTime: when}}, "f")
		if err != nil {
			t.Fatal(err)
		}
		return Stamp(info)
	}
	old := stamp(time.Now().Add(-time.Hour))
	if !old.Same(old) {
		t.Error("an old file is not the same as itself")
	}
	for what, when := range map[string]time.Time{"changed just now": time.Now(), "without a time": {}, "from the future": time.Now().Add(time.Hour)} {
		if e := stamp(when); e.Same(e) {
			t.Errorf("a file %s is known by its time", what)
		}
	}
	other := old
	if other.Size++; old.Same(other) {
		t.Error("a file of another size is the same")
	}
}

// sample has every kind of value that a codec knows.
type sample struct {
	Text    string
	Bytes   []byte
	Yes     bool
	Int     int
	Small   uint8
	Float   float64
	List    []string
	Lists   [][]string
	Array   [3]uint16
	Inner   struct{ A, B string }
	Pointer *struct{ N int64 }
	Nothing *string
	Time    time.Time
	Skipped string `cache:"-"`
	hidden  int
}

func TestCodec(t *testing.T) {
	codec := NewCodec[sample]()
	v := sample{Text: "é\x00", Bytes: []byte{1, 0, 2}, Yes: true, Int: -300, Small: 200, Float: 1.5, List: []string{"", "b"}, Lists: [][]string{{"a"}, nil},
		Array: [3]uint16{1, 2, 65535}, Pointer: &struct{ N int64 }{-1 << 62}, Time: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}
	v.Inner.B = "inner"
	var got sample
	if err := codec.Decode(codec.Append(nil, &v), &got); err != nil || fmt.Sprintf("%+v", got.Pointer) != fmt.Sprintf("%+v", v.Pointer) {
		t.Fatal(err, got.Pointer)
	}
	got.Pointer, v.Pointer = nil, nil
	if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", v) {
		t.Errorf("got  %+v\nwant %+v", got, v)
	}
	v.Skipped, v.hidden = "x", 1
	if err := codec.Decode(codec.Append(nil, &v), &got); err != nil || got.Skipped != "" || got.hidden != 0 {
		t.Errorf("what is to be left out is kept: %+v, %v", got, err)
	}
}

// FuzzCodec: no bytes make reading panic, and what can be read is written and read to the same again.
func FuzzCodec(f *testing.F) {
	codec := NewCodec[sample]()
	f.Add(codec.Append(nil, &sample{Text: "a", List: []string{"b"}}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, data []byte) {
		var v, again sample
		if codec.Decode(bytes.Clone(data), &v) != nil {
			return
		}
		first := codec.Append(nil, &v)
		if err := codec.Decode(first, &again); err != nil {
			t.Fatal(err)
		}
		if second := codec.Append(nil, &again); !bytes.Equal(first, second) {
			t.Errorf("%x is written as %x the second time", first, second)
		}
	})
}

// TestForget: what has a place is read there after the cache has forgotten it, and the next run still has everything.
func TestForget(t *testing.T) {
	dir := newFolder(t)
	c := Open(dir)
	c.Use("k")
	e, ok := c.Put(name(1), Entry{}, short(1), long(1))
	if err := c.Save(); err != nil || !ok {
		t.Fatal(err, ok)
	}
	place := c.Place(e)
	c.Forget()
	if _, ok := c.Get(name(1)); ok {
		t.Error("a file is still known")
	}
	if data, ok := place.Read(); !ok || !bytes.Equal(data, long(1)) {
		t.Errorf("in its place there is %q", data)
	}
	if err := c.Save(); err != nil {
		t.Error(err)
	}
	c.Close()
	c = Open(dir)
	c.Use("k")
	defer c.Close()
	if e, ok := c.Get(name(1)); !ok {
		t.Error("the next run does not know the file")
	} else if data, ok := c.Long(e); !ok || !bytes.Equal(data, long(1)) {
		t.Errorf("the next run reads %q", data)
	}
}
