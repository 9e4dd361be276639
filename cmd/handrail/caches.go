package main

import (
	"cmp"
	"crypto/sha256"
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
	"handrail/internal/parallel"
)

// caches are what is kept of a site between runs, in the user's folder for caches. Without such a folder nothing is kept.
type caches struct {
	site    *cache.Cache // what was read
	bundles *cache.Cache // scripts and styles
}

// openCaches opens what was kept of the site.
func (s *sources) openCaches() error {
	folder, noFolder := os.UserCacheDir() // there is none for a service, or in a test: it works without
	var failed error
	parallel.Each(2, func(i int) { // the program is large, and so may the cache be
		switch {
		case i == 0:
			s.program, failed = programDigest()
			s.version = versionOf(s.program)
		case noFolder == nil:
			s.kept.site = cache.Open(filepath.Join(folder, "handrail", s.cacheName()))
			s.kept.bundles = cache.Open(filepath.Join(folder, "handrail", "bundles-"+s.cacheName()))
		}
	})
	if failed == nil && noFolder == nil {
		s.kept.site.Use(s.program)
		s.kept.bundles.Use(s.program)
	}
	return failed
}

// programDigest names this program by its size and CRC (of Castagnoli, which processors compute): another one may write other
// bytes from the same sources. It is computed in each run, and nobody gains by a program of the same name.
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
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	size, err := io.CopyBuffer(struct{ io.Writer }{sum}, struct{ io.Reader }{f}, make([]byte, 1<<20))
	if err != nil {
		return "", fmt.Errorf("reading this program: %w", err)
	}
	return fmt.Sprintf("%x-%08x", size, sum.Sum32()), nil
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
	if err := cmp.Or(s.kept.site.Failed(), s.kept.bundles.Failed()); err != nil {
		fmt.Fprintf(stderr, "handrail: the next run will take as long as this one: %v\n", err)
	}
}

// closeCaches lets go of what is kept. No text of the site can be read afterwards.
func (s *sources) closeCaches() {
	if s.kept.site != nil {
		s.kept.site.Close()
		s.kept.bundles.Close()
	}
}
