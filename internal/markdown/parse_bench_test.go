package markdown_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/test/corpus"
)

// BenchmarkParse parses 1,000 pages on one core.
func BenchmarkParse(b *testing.B) {
	dir := b.TempDir()
	if err := corpus.Write(dir, 1000, corpus.Handrail); err != nil {
		b.Fatal(err)
	}
	content := os.DirFS(filepath.Join(dir, "content"))
	var files []*source.File
	size := int64(0)
	err := fs.WalkDir(content, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") {
			f, _ := source.Read(content, name, name)
			files, size = append(files, f), size+int64(len(f.Data))
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	parser := markdown.NewParser(language.English())
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			parser.Parse(f)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(files)), "ns/page")
}
