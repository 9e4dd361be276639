package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// BenchmarkLargeFile builds the site that ships with a film of 700 MB, as a separate process, and measures the process's maximum of
// memory: for the first time, with the film touched, and with a film that was copied in just now, which is read for its digest too.
func BenchmarkLargeFile(b *testing.B) {
	const size = 700e6
	dir, caches := b.TempDir(), b.TempDir()
	if out, err := command(caches, "init", dir).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	film, page := filepath.Join(dir, "content", "guidance", "film.mp4"), filepath.Join(dir, "content", "guidance", "about.md")
	text, err := os.ReadFile(page)
	err = errors.Join(err, os.WriteFile(page, append(text, "\n[The film](film.mp4)\n"...), 0o644), os.WriteFile(film, nil, 0o644), os.Truncate(film, size))
	if err != nil {
		b.Fatal(err)
	}
	for _, what := range []string{"first", "touched", "new"} {
		b.Run(what, func(b *testing.B) {
			most := int64(0)
			for b.Loop() {
				b.StopTimer()
				now := time.Now()
				err := os.Chtimes(film, now, now)
				if what != "touched" {
					err = errors.Join(err, os.RemoveAll(filepath.Join(dir, "public")))
				}
				if err != nil {
					b.Fatal(err)
				}
				if what != "new" {
					time.Sleep(2100 * time.Millisecond) // until its times would show a change
				}
				b.StartTimer()
				cmd := command(caches, "build", dir)
				if output, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, output)
				}
				most = max(most, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss*1024)
			}
			b.ReportMetric(float64(most)/1e6, "MB")
		})
	}
}
