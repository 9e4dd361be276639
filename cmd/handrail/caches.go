package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"handrail/internal/cache"
)

// caches are what is kept of a site between runs, in the user's folder for caches. Without such a folder nothing is kept.
type caches struct {
	site    *cache.Cache // what was read
	bundles *cache.Cache // scripts and styles
}

// openCaches opens what was kept of the site.
func (s *sources) openCaches() error {
	program, err := programDigest()
	if err != nil {
		return err
	}
	s.program = program
	folder, err := os.UserCacheDir()
	if err != nil {
		return nil // a service, or a test: it works without
	}
	folder = filepath.Join(folder, "handrail")
	s.kept.site = cache.Open(filepath.Join(folder, s.cacheName()), program)
	s.kept.bundles = cache.Open(filepath.Join(folder, "bundles"), program)
	return nil
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

// closeCaches lets go of what is kept. No text of the site can be read afterwards.
func (s *sources) closeCaches() {
	if s.kept.site != nil {
		s.kept.site.Close()
		s.kept.bundles.Close()
	}
}
