package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"handrail/content"
	"handrail/test/codes"
)

// BenchmarkQuizReport reads a file with the results of a million people, as a separate process, and measures the process's maximum
// of memory.
func BenchmarkQuizReport(b *testing.B) {
	const people = 1_000_000
	site := b.TempDir() // the one that ships
	name := filepath.Join(site, "results.txt")
	writeCodes(b, name, people, codes.Results)
	measureReports(b, "quiz", site, name, people)
}

// measureReports reports the codes of a file about a site in each form, as a separate process, and measures the process's maximum of memory. A
// process begins with the maximum of the one that starts it, so what it writes goes into a file.
func measureReports(b *testing.B, of, site, name string, people int64) {
	b.Helper()
	for _, form := range reportFormats() {
		b.Run(form, func(b *testing.B) {
			most := int64(0)
			for b.Loop() {
				out, err := os.Create(filepath.Join(b.TempDir(), "report"))
				if err != nil {
					b.Fatal(err)
				}
				cmd := command(b.TempDir(), of, "report", "--site", site, "--format", form, name)
				cmd.Stdout = out
				err = errors.Join(cmd.Run(), out.Close())
				if written, sizeErr := os.Stat(out.Name()); err != nil || sizeErr != nil || written.Size() < people {
					b.Fatal(written, err, sizeErr)
				}
				most = max(most, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss*1024)
			}
			b.ReportMetric(float64(most)/1e6, "MB")
		})
	}
}

// writeCodes writes the codes of many people of the site that ships into a file.
func writeCodes(tb testing.TB, name string, people int, write func(w io.Writer, content fs.FS, people int) error) {
	tb.Helper()
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	if err := errors.Join(write(f, content.FS, people), f.Close()); err != nil {
		tb.Fatal(err)
	}
}
