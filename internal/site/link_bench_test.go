package site

import (
	"os"
	"path/filepath"
	"testing"

	"handrail/test/corpus"
)

// BenchmarkLink finds where every link of 1,000 pages leads.
func BenchmarkLink(b *testing.B) {
	dir := b.TempDir()
	if err := corpus.Write(dir, 1000, corpus.Handrail); err != nil {
		b.Fatal(err)
	}
	s, _ := Load(os.DirFS(filepath.Join(dir, "content")), Options{Today: today})
	links := 0
	for _, p := range s.Pages {
		links += len(p.Doc.Dests)
	}
	if links == 0 {
		b.Fatal("no page has a link")
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range s.Pages {
			for range s.Targets(p) {
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*links), "ns/link")
}
