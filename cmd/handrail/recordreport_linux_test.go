package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"handrail/test/codes"
)

// BenchmarkRecordReport reads a file with the records of 100,000 people, as a separate process, and measures the process's maximum of memory.
func BenchmarkRecordReport(b *testing.B) {
	const people = 100_000
	site := b.TempDir() // the one that ships
	name := filepath.Join(site, "records.txt")
	writeCodes(b, name, people, codes.Records)
	measureReports(b, "record", site, name, people)
}

// TestRecordReport reads records of the site that ships, each of everything that a path asks and teaches: every code is counted.
func TestRecordReport(t *testing.T) {
	const people = 300
	site := t.TempDir()
	name := filepath.Join(site, "records.txt")
	writeCodes(t, name, people, codes.Records)
	out, err := command(t.TempDir(), "record", "report", "--site", site, "--format", "csv", name).CombinedOutput()
	rows := bytes.Count(out, []byte("\r\n"))
	if err != nil || rows != people+1 {
		t.Errorf("%d rows: %v\n%.300s", rows, err, out)
	}
}
