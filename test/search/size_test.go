package search

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestSize: what a reader loads to search the site that ships, compressed. The script comes with the page, and what is searched when the field
// is first used.
func TestSize(t *testing.T) {
	public, err := site()
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(public, "search.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []struct {
		name, script string
		limit        int
	}{
		{"the script", `<script defer src="?(assets/search-[^"> ]+)`, 9 << 10},
		{"what is searched", `<script src="?(assets/search-[^"> ]+)`, 25 << 10},
	} {
		named := regexp.MustCompile(part.script).FindAllSubmatch(page, -1)
		if len(named) != 1 {
			t.Fatalf("search.html names %d files for %s", len(named), part.name)
		}
		data, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(string(named[0][1]))))
		if err != nil {
			t.Fatal(err)
		}
		var packed bytes.Buffer
		w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", part.name, packed.Len())
		if packed.Len() > part.limit {
			t.Errorf("%s weighs %d bytes compressed, and may weigh %d", part.name, packed.Len(), part.limit)
		}
	}
}
