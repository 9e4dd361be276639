package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"handrail/test/corpus"
)

// measured is a site of 1,000 pages, one of which is edited again and again.
type measured struct {
	b         *testing.B
	dir, page string
	text      string // of the page
	n         int
}

func newMeasured(b *testing.B) *measured {
	b.Helper()
	m := &measured{b: b, dir: b.TempDir()}
	b.Setenv("SOURCE_DATE_EPOCH", "1795305600")
	b.Setenv("XDG_CACHE_HOME", b.TempDir())
	if err := corpus.Write(m.dir, 1000, corpus.Handrail); err != nil {
		b.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(m.dir, "content", "*", "*.md"))
	if err != nil {
		b.Fatal(err)
	}
	then := time.Now().Add(-time.Hour)
	for _, name := range names {
		if err := os.Chtimes(name, then, then); err != nil { // a file that changed just now is always read
			b.Fatal(err)
		}
	}
	m.page = path.Join("content", corpus.PagePath(500, corpus.PerSection))
	text, err := os.ReadFile(filepath.Join(m.dir, m.page))
	if err != nil {
		b.Fatal(err)
	}
	m.text = string(text)
	return m
}

// edit changes the page: its body, or its title, which its neighbours show.
func (m *measured) edit(title bool) {
	m.b.Helper()
	m.n++
	text := m.text + fmt.Sprintf("\nEdit %d.\n", m.n)
	if title {
		before, after, _ := strings.Cut(m.text, "title: ")
		_, after, _ = strings.Cut(after, "\n")
		text = before + fmt.Sprintf("title: Title %d\n", m.n) + after
	}
	if err := os.WriteFile(filepath.Join(m.dir, m.page), []byte(text), 0o644); err != nil {
		m.b.Fatal(err)
	}
}

func (m *measured) build(out string) {
	m.b.Helper()
	if err := runBuild(io.Discard, io.Discard, m.dir, out, buildFlags{}); err != nil {
		m.b.Fatal(err)
	}
}

// BenchmarkBuild builds a site of 1,000 pages for the first time: nothing is kept, and the folder is new.
func BenchmarkBuild(b *testing.B) {
	m := newMeasured(b)
	b.ReportAllocs()
	for b.Loop() {
		b.Setenv("XDG_CACHE_HOME", b.TempDir())
		m.build(filepath.Join(b.TempDir(), "public"))
	}
}

// BenchmarkRebuild builds it again: with nothing changed, with one body changed, and with one title.
func BenchmarkRebuild(b *testing.B) {
	for _, what := range []string{"nothing", "body", "title"} {
		b.Run(what, func(b *testing.B) {
			m := newMeasured(b)
			out := filepath.Join(m.dir, "public")
			m.build(out)
			b.ReportAllocs()
			for b.Loop() {
				if what != "nothing" {
					m.edit(what == "title")
				}
				m.build(out)
			}
		})
	}
}

// BenchmarkServe is the work of the development server from the moment when it hears of a change until it has the page.
func BenchmarkServe(b *testing.B) {
	for _, what := range []string{"body", "title"} {
		b.Run(what, func(b *testing.B) {
			m := newMeasured(b)
			e := &editing{dir: m.dir}
			if err := e.open(); err != nil {
				b.Fatal(err)
			}
			defer func() { e.src.closeCaches() }()
			if _, _, err := e.snapshot(nil); err != nil {
				b.Fatal(err)
			}
			address := strings.TrimSuffix(strings.TrimPrefix(m.page, "content/"), ".md") + ".html"
			b.ReportAllocs()
			for b.Loop() {
				m.edit(what == "title")
				snapshot, _, err := e.snapshot([]string{m.page})
				if err != nil {
					b.Fatal(err)
				}
				var data strings.Builder
				if there, err := snapshot.Write(address, &data); !there || err != nil || !strings.Contains(data.String(), fmt.Sprint(m.n)) {
					b.Fatal("the page has not changed", err)
				}
			}
		})
	}
}
