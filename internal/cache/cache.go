// Package cache keeps on disk what was made of the files of a folder, so that a file that has not changed is neither
// read nor converted again.
//
// A [Cache] holds an [Entry] for each file, with two pieces of data: a short one that is always needed, and a long one
// that seldom is. Everything in it can be made again: a cache that is damaged, of another program, or gone costs time and
// nothing else.
package cache

import (
	"bufio"
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"handrail/internal/output"
	"handrail/internal/source"
)

// MaxBytes is how much all caches beside one another may hold. Those that were changed last stay.
const MaxBytes = 2 << 30

// maxPacks is how many files of data a cache has before the small ones are joined.
const maxPacks = 32

// Entry is what is known of a file.
type Entry struct {
	source.Stamp           // of the file; without a time when that would not show a change
	Digest       [16]byte  // of its bytes
	Pack         string    // the file of the cache that holds the data; "" when there is none
	At           int64     // offset of the data in the pack, in bytes
	Len          [2]uint32 // of the short and of the long data
	Sum          [2]uint32 // CRC-32C of each
}

// Stamp is an Entry of a file as it is now: without a digest, and with a time only if that would show a later change.
func Stamp(info fs.FileInfo) Entry {
	e := Entry{Stamp: source.StampOf(info)}
	if !e.Settled() {
		e.Modified = 0
	}
	return e
}

// Same says whether the file is, by its stamp, the one that e was made of.
func (e Entry) Same(now Entry) bool { return e.Modified != 0 && e.Stamp == now.Stamp }

// Cache is what is kept for one folder. Its methods may be called by many goroutines at once.
type Cache struct {
	dir, key string
	root     *os.Root // dir; nil when it cannot be used

	mu     sync.Mutex
	last   map[string]Entry
	next   map[string]Entry
	dirty  bool // next differs from the index on disk
	packs  map[string]*os.File
	out    *bufio.Writer // of the pack that is being written; nil when there is none
	pack   string
	offset int64
	failed error // why nothing more is kept
}

// Open opens the cache in a folder. What is there but damaged counts as not there. Use has to be called before anything else.
func Open(dir string) *Cache {
	c := &Cache{dir: dir, last: map[string]Entry{}, next: map[string]Entry{}, packs: map[string]*os.File{}}
	if c.root, c.failed = openPrivate(dir); c.failed == nil {
		c.read()
	}
	return c
}

// Failed is the reason why nothing is kept for the next run; nil when nothing has gone wrong.
func (c *Cache) Failed() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed == nil {
		return nil
	}
	return fmt.Errorf("the cache in %s cannot be used: %w", c.dir, c.failed)
}

// Use says what the data depends on besides the files themselves, such as the program. What was kept under another key is
// forgotten.
func (c *Cache) Use(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.key != key {
		c.key, c.last = key, map[string]Entry{}
	}
}

// index is the file that lists the entries.
type index struct {
	Key     string
	Names   []string
	Entries []Entry
}

// Names of files in a cache.
const (
	indexName  = "index"
	packEnding = ".pack"
)

func table() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

func (c *Cache) read() {
	data, err := c.root.ReadFile(indexName)
	if err != nil || len(data) < 4 || crc32.Checksum(data[4:], table()) != binary.LittleEndian.Uint32(data) {
		return
	}
	var x index
	if NewCodec[index]().Decode(data[4:], &x) != nil || len(x.Names) != len(x.Entries) {
		return
	}
	c.key = x.Key
	c.last = make(map[string]Entry, len(x.Names))
	gone := map[string]bool{} // packs
	for i, name := range x.Names {
		e := x.Entries[i]
		if e.Pack != "" && c.packs[e.Pack] == nil && !gone[e.Pack] {
			f, err := c.root.Open(filepath.Base(e.Pack))
			if gone[e.Pack] = err != nil; err == nil {
				c.packs[e.Pack] = f
			}
		}
		if gone[e.Pack] {
			continue
		}
		c.last[name] = e
	}
}

// Get returns the entry that an earlier run kept of a file.
func (c *Cache) Get(name string) (Entry, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.last[name]
	return e, ok
}

// Short reads the short data of an entry; ok is false when it is not there as it was written.
func (c *Cache) Short(e Entry) (data []byte, ok bool) { return c.data(e, 0) }

// Long reads the long data of an entry; ok is false when it is not there as it was written.
func (c *Cache) Long(e Entry) (data []byte, ok bool) { return c.data(e, 1) }

func (c *Cache) data(e Entry, which int) ([]byte, bool) { return c.place(e, which).Read() }

// Place is where data is. Until the cache is closed, what Save has since removed from it can still be read there.
type Place struct {
	pack *os.File
	at   int64
	len  uint32
	sum  uint32
}

// Place is where the long data of an entry is.
func (c *Cache) Place(e Entry) Place { return c.place(e, 1) }

func (c *Cache) place(e Entry, which int) Place {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := Place{c.packs[e.Pack], e.At, e.Len[which], e.Sum[which]}
	if which == 1 {
		p.at += int64(e.Len[0])
	}
	return p
}

// Read reads the data; ok is false when it is not there as it was written.
func (p Place) Read() (data []byte, ok bool) {
	if p.pack == nil || p.len > 1<<28 {
		return nil, false
	}
	data = make([]byte, p.len)
	if _, err := p.pack.ReadAt(data, p.at); err != nil {
		return nil, false
	}
	return data, crc32.Checksum(data, table()) == p.sum
}

// Keep keeps an entry of an earlier run.
func (c *Cache) Keep(name string, e Entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dirty = c.dirty || c.last[name] != e
	c.next[name] = e
}

// Put keeps new data of a file, and returns its entry with the place of the data. ok is false when it could not be kept.
// The data can be read after Save.
func (c *Cache) Put(name string, e Entry, short, long []byte) (entry Entry, ok bool) {
	e.Len = [2]uint32{uint32(len(short)), uint32(len(long))}
	e.Sum = [2]uint32{crc32.Checksum(short, table()), crc32.Checksum(long, table())}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.write(&e, short, long) {
		return e, false
	}
	c.next[name], c.dirty = e, true
	return e, true
}

// write appends data to the pack that is being written, and notes its place in e.
func (c *Cache) write(e *Entry, data ...[]byte) bool {
	if c.failed != nil || c.offset > MaxBytes {
		return false
	}
	if c.out == nil {
		name := rand.Text() + packEnding
		f, err := output.Create(c.root, name)
		if err != nil {
			c.failed = err
			return false
		}
		c.pack, c.out, c.offset = name, bufio.NewWriterSize(f, 1<<18), 0
		c.packs[c.pack] = f
	}
	e.Pack, e.At = c.pack, c.offset
	for _, d := range data {
		n, err := c.out.Write(d)
		c.offset += int64(n)
		c.failed = cmp.Or(c.failed, err)
	}
	return c.failed == nil
}

// Save writes what was kept and put, and forgets every other file. The cache can be used further. Its error is that of Failed
// without the folder.
func (c *Cache) Save() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dirty = c.dirty || len(c.next) != len(c.last)
	defer func() { c.last, c.next, c.dirty = c.next, map[string]Entry{}, false }()
	if !c.dirty {
		return c.failed
	}
	c.join()
	if c.out != nil {
		c.failed = cmp.Or(c.failed, c.out.Flush())
		c.out = nil
	}
	if c.failed == nil {
		c.failed = c.writeIndex()
	}
	if c.failed == nil {
		c.sweep()
	}
	return c.failed
}

// join copies what is still needed out of packs that are mostly waste, and out of small ones when there are many.
func (c *Cache) join() {
	live := map[string]int64{}
	for _, e := range c.next {
		live[e.Pack] += int64(e.Len[0]) + int64(e.Len[1])
	}
	largest := ""
	for name := range live {
		if live[name] > live[largest] || largest == "" {
			largest = name
		}
	}
	old := func(name string) bool {
		f := c.packs[name]
		if f == nil || name == c.pack && c.out != nil {
			return false
		}
		info, err := f.Stat()
		return err != nil || info.Size() > 2*live[name] || len(live) > maxPacks && name != largest
	}
	copied := map[string]bool{}
	for name := range live {
		copied[name] = old(name)
	}
	for _, name := range sortedKeys(c.next) {
		e := c.next[name]
		if !copied[e.Pack] {
			continue
		}
		data := make([]byte, int64(e.Len[0])+int64(e.Len[1]))
		if _, err := c.packs[e.Pack].ReadAt(data, e.At); err != nil || !c.write(&e, data) {
			delete(c.next, name)
			continue
		}
		c.next[name] = e
	}
}

func sortedKeys(m map[string]Entry) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (c *Cache) writeIndex() error {
	x := index{Key: c.key, Names: sortedKeys(c.next)}
	x.Entries = make([]Entry, len(x.Names))
	for i, name := range x.Names {
		x.Entries[i] = c.next[name]
	}
	data := NewCodec[index]().Append(make([]byte, 4), &x)
	binary.LittleEndian.PutUint32(data, crc32.Checksum(data[4:], table()))
	return output.Replace(c.root, indexName, data)
}

// Forget lets go of what is known of each file, once that has been saved and nothing more is to be kept. What has a Place can still be
// read there.
func (c *Cache) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last, c.next, c.dirty = nil, nil, false
}

// Close lets go of the cache's files. Nothing can be read from it afterwards.
func (c *Cache) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range c.packs {
		_ = f.Close() // they were only read, or written and flushed
	}
	c.packs = map[string]*os.File{}
	if c.root != nil {
		_ = c.root.Close()
	}
}
