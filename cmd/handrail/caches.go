package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"handrail/internal/about"
	"handrail/internal/cache"
)

// caches are what is kept of a site between runs, in the user's folder for caches. Without such a folder nothing is kept.
type caches struct {
	site    *cache.Cache // what was read
	bundles *cache.Cache // scripts and styles
	words   *cache.Cache // of the pages of a large site
}

// openCaches opens what was kept of the site.
func (s *sources) openCaches() error {
	if err := s.findProgram(); err != nil {
		return err
	}
	if folder, err := os.UserCacheDir(); err == nil { // there is none for a service, or in a test: it works without
		open := func(kind string) *cache.Cache {
			kept := cache.Open(filepath.Join(folder, "handrail", kind+s.cacheName()))
			kept.Use(s.program)
			return kept
		}
		s.kept = caches{site: open(""), bundles: open("bundles-"), words: open("words-")}
	}
	return nil
}

// findProgram names this program, if that has not been done.
func (s *sources) findProgram() (err error) {
	if s.program == "" {
		s.program, err = programDigest()
		s.version = versionOf(s.program)
	}
	return err
}

// programDigest names this program by its size and the identifier that Go gave it, which differs where a byte does; where it has none, by its CRC (of
// Castagnoli, which processors compute). Another program may write other bytes from the same sources. Nobody gains by one of the same name.
func programDigest() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding this program: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("reading this program: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("reading this program: %w", err)
	}
	start := make([]byte, 32<<10)
	if _, err := io.ReadFull(f, start); err != nil {
		return "", fmt.Errorf("reading this program: %w", err)
	}
	if id := buildID(start); id != "" {
		return fmt.Sprintf("%x-%s", info.Size(), id), nil
	}
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	if _, err := io.CopyBuffer(struct{ io.Writer }{sum}, io.MultiReader(bytes.NewReader(start), struct{ io.Reader }{f}), make([]byte, 1<<20)); err != nil {
		return "", fmt.Errorf("reading this program: %w", err)
	}
	return fmt.Sprintf("%x-%08x", info.Size(), sum.Sum32()), nil
}

// buildID is the identifier of a Go program, by how it starts; "" where none is found. It is within the first 32 KB, as the go command has it: in a
// note of ELF (type 4, of Go), and elsewhere between the marks that begin the code.
func buildID(start []byte) string {
	const note = "\x04\x00\x00\x00Go\x00\x00"
	if at := bytes.Index(start, []byte(note)); at >= 4 {
		rest, length := start[at+len(note):], binary.LittleEndian.Uint32(start[at-4:])
		if uint64(length) <= uint64(len(rest)) {
			return string(rest[:length])
		}
	}
	_, after, _ := bytes.Cut(start, []byte("\xff Go build ID: \""))
	id, _, found := bytes.Cut(after, []byte("\"\n \xff"))
	if !found {
		return ""
	}
	return string(id)
}

// versionOf names what a program writes: the version, where it is a release or go install has built it as that version, and otherwise the
// program itself. A release is built for several systems, and what they write is the same, byte by byte.
func versionOf(program string) string {
	info, ok := debug.ReadBuildInfo()
	if isRelease || ok && info.Main.Version == "v"+about.Version {
		return about.Version + " " + runtime.Version()
	}
	return program
}

// cacheName names the cache of a site by where it is.
func (s *sources) cacheName() string {
	if s.shipped {
		return "shipped"
	}
	name := filepath.Join(s.dir, "content")
	if whole, err := filepath.Abs(name); err == nil {
		name = whole
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:10])
}

// warnOfCaches warns when nothing is kept for the next run, which will take longer.
func (s *sources) warnOfCaches(stderr io.Writer) {
	if s.kept.site == nil {
		return
	}
	if err := cmp.Or(s.kept.site.Failed(), s.kept.bundles.Failed(), s.kept.words.Failed()); err != nil {
		fmt.Fprintf(stderr, "handrail: the next run will take as long as this one: %v\n", err)
	}
}

// closeCaches lets go of what is kept. No text of the site can be read afterwards.
func (s *sources) closeCaches() {
	if s.kept.site != nil {
		s.kept.site.Close()
		s.kept.bundles.Close()
		s.kept.words.Close()
	}
}
