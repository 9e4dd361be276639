package builder

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handrail/internal/book"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
	"handrail/test/corpus"
)

// input is a site of 1,000 pages, to be built.
func input(b *testing.B) Input {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Write(dir, 1000, corpus.Handrail); err != nil {
		b.Fatal(err)
	}
	content := os.DirFS(filepath.Join(dir, "content"))
	s, diags := site.Load(content, site.Options{Today: day})
	looks, more := Theme{Default: templates.FS}.Read(s.Config.Language, Widgets(s), nil)
	if n, _ := source.Count(append(diags, more...)); n > 0 {
		b.Fatal(diags, more)
	}
	return Input{Site: s, Content: content, Looks: looks, Version: "test"}
}

func perFile(b *testing.B, files int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*files), "ns/file")
}

// BenchmarkPlan lists the files of a site of 1,000 pages.
func BenchmarkPlan(b *testing.B) {
	in := input(b)
	files := len(Plan(in))
	b.ReportAllocs()
	for b.Loop() {
		Plan(in)
	}
	perFile(b, files)
}

// BenchmarkDigest makes the digest of every file of 1,000 pages, which says whether it has to be rendered, on one core.
func BenchmarkDigest(b *testing.B) {
	outputs := Plan(input(b))
	b.ReportAllocs()
	for b.Loop() {
		for _, o := range outputs {
			o.Digest()
		}
	}
	perFile(b, len(outputs))
}

// planned are the files of 1,000 pages, but for the one that is made of the others.
func planned(b *testing.B) []Output {
	return slices.DeleteFunc(Plan(input(b)), func(o Output) bool { return o.Listing != nil })
}

// BenchmarkRender renders every file of 1,000 pages on one core.
func BenchmarkRender(b *testing.B) {
	outputs := planned(b)
	var buffer bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		for _, o := range outputs {
			buffer.Reset()
			if err := o.Render(&buffer); err != nil {
				b.Fatal(err)
			}
		}
	}
	perFile(b, len(outputs))
}

// BenchmarkWrite writes files that are rendered already into a new folder, and into one that has them.
func BenchmarkWrite(b *testing.B) {
	outputs := planned(b)
	for i, o := range outputs {
		data, err := o.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		digest := o.Digest()
		outputs[i] = Output{Path: o.Path, Digest: func() string { return digest }, Render: func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		}}
	}
	into := func(b *testing.B, dir string) {
		if _, err := Write(dir, outputs, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			into(b, filepath.Join(b.TempDir(), "public"))
		}
		perFile(b, len(outputs))
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		into(b, dir)
		b.ReportAllocs()
		for b.Loop() {
			into(b, dir)
		}
		perFile(b, len(outputs))
	})
}

// BenchmarkBook writes the handbook of 1,000 pages as an e-book and as a Word document, on one core.
func BenchmarkBook(b *testing.B) {
	in := input(b)
	p := newPlanner(in)
	p.inHandbook = map[*site.Page]string{}
	for _, page := range in.Site.Pages {
		p.inHandbook[page] = chapterID(page)
	}
	for name, write := range map[string]func(io.Writer, *book.Book) error{"epub": book.WriteEPUB, "word": book.WriteWord} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c := &counter{}
				if err := write(c, p.bookOf(in.Site.Pages)); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(c.size)/1e6, "MB")
			}
			perFile(b, len(in.Site.Pages))
		})
	}
}

// BenchmarkSearch makes the index of 1,000 pages and all files by which they are searched.
func BenchmarkSearch(b *testing.B) {
	in := input(b)
	b.ReportAllocs()
	size, files := 0, 0
	for b.Loop() {
		size, files = 0, 0
		for _, o := range Plan(in) {
			if !strings.HasPrefix(o.Path, "assets/search-pages") && !strings.HasPrefix(o.Path, "assets/search-terms") {
				continue
			}
			data, err := o.Bytes()
			if err != nil {
				b.Fatal(err)
			}
			size, files = size+len(data), files+1
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*1000), "ns/page")
	b.ReportMetric(float64(size)/1000, "bytes/page")
	b.ReportMetric(float64(files), "files")
}
