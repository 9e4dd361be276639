package check_test

import (
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/test/corpus"
)

// BenchmarkCheck checks a site of 1,000 pages: the text of each page, as it is read, on one core; and what the pages say of one another.
func BenchmarkCheck(b *testing.B) {
	dir := b.TempDir()
	if err := corpus.Write(dir, 1000, corpus.Handrail); err != nil {
		b.Fatal(err)
	}
	content, day := os.DirFS(filepath.Join(dir, "content")), source.Date{Time: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}
	b.Run("texts", func(b *testing.B) {
		texts := check.Texts()
		var took, pages atomic.Int64 // of the checks alone: the reading around them is measured elsewhere
		for b.Loop() {
			site.Load(content, site.Options{Today: day, Examine: func(limits site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
				start := time.Now()
				diags := texts(limits, s, f)
				took.Add(int64(time.Since(start)))
				pages.Add(1)
				return diags
			}})
		}
		b.ReportMetric(float64(took.Load())/float64(pages.Load()), "ns/page")
	})
	b.Run("site", func(b *testing.B) {
		s, _ := site.Load(content, site.Options{Today: day})
		b.ReportAllocs()
		for b.Loop() {
			check.Finish(s, nil)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(s.Pages)), "ns/page")
	})
}
