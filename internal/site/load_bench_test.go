package site_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"handrail/internal/cache"
	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/test/corpus"
)

// pagesOf writes a site of 1,000 pages whose times have settled, and returns its folder content/.
func pagesOf(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Write(dir, 1000, corpus.Handrail); err != nil {
		b.Fatal(err)
	}
	content, then := filepath.Join(dir, "content"), time.Now().Add(-time.Hour)
	names, err := filepath.Glob(filepath.Join(content, "*", "*.md"))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range names {
		if err := os.Chtimes(name, then, then); err != nil {
			b.Fatal(err)
		}
	}
	return content
}

func perPage(b *testing.B, pages int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*pages), "ns/page")
}

// BenchmarkLoad loads a site of 1,000 pages and checks the text of each: with nothing kept, with an empty cache, and with one that
// has every page.
func BenchmarkLoad(b *testing.B) {
	content := pagesOf(b)
	load := func(kept *cache.Cache) int {
		s, _ := site.Load(os.DirFS(content), site.Options{Today: november, Examine: check.Texts(), Cache: kept})
		return len(s.Pages)
	}
	with := func(dir string) int {
		kept := cache.Open(filepath.Join(dir, "caches", "site"))
		defer kept.Close()
		kept.Use("this program")
		return load(kept)
	}
	pages := load(nil)
	b.Run("memory", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			load(nil)
		}
		perPage(b, pages)
	})
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			with(b.TempDir())
		}
		perPage(b, pages)
	})
	b.Run("warm", func(b *testing.B) {
		dir := b.TempDir()
		with(dir)
		b.ReportAllocs()
		for b.Loop() {
			with(dir)
		}
		perPage(b, pages)
	})
}

// BenchmarkReload loads a site of 1,000 pages again after one of them was named as changed, which is then read.
func BenchmarkReload(b *testing.B) {
	content := pagesOf(b)
	loader := site.NewLoader(os.DirFS(content), site.Options{Today: november, Examine: check.Texts()})
	loader.Load(november)
	b.ReportAllocs()
	for b.Loop() {
		loader.Reload(november, []string{corpus.PagePath(500, corpus.PerSection)})
	}
}
