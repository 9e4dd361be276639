package imported

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var (
	every  = flag.Bool("every", false, "damage each handbook twice, not once")
	rounds = flag.Int("rounds", 0, "how many times each handbook is damaged; 0 is once, or twice with -every")
)

// TestDamaged damages handbooks by chance: files are cut short, their bytes are other ones, lines are gone, twice or in another order. Whatever
// is left of the names is still on a page or in the report, or nothing is written and a file of the handbook is named.
func TestDamaged(t *testing.T) {
	rounds := *rounds
	switch {
	case rounds == 0 && *every:
		rounds = 2
	case rounds == 0:
		rounds = 1
	}
	for _, h := range append(handbooks(), programs()...) {
		h.size = min(h.size, 8)
		for round := range rounds {
			t.Run(fmt.Sprintf("%s-%d", h.name, round), func(t *testing.T) {
				dir, files := t.TempDir(), made(h, uint64(round+2))
				r := rand.New(rand.NewPCG(uint64(round), 23))
				for _, name := range slices.Sorted(maps.Keys(files)) {
					if slices.Contains([]string{".md", ".html"}, path.Ext(name)) {
						files[name].Data = damaged(r, files[name].Data)
					}
				}
				write(t, filepath.Join(dir, "in"), files)
				out, errs, err := handrail(dir, "import", "in", "--out", "site", "--rules", "all")
				if err != nil {
					if _, there := os.Stat(filepath.Join(dir, "site", "content")); there == nil || !strings.Contains(errs, ".") || strings.Contains(errs, "panic") {
						t.Fatalf("%v\n%s%s", err, out, errs)
					}
					t.Logf("nothing is written: %s", errs)
					return
				}
				reportLost(t, lost(t, files, filepath.Join(dir, "site")))
				if t.Failed() {
					keep(t, files)
				}
			})
		}
	}
}

// keep writes the files of a handbook where they can be looked at once the test has ended.
func keep(t *testing.T, files fstest.MapFS) {
	dir, err := os.MkdirTemp("", "damaged-")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, files)
	t.Logf("the handbook is kept in %s", dir)
}

// damaged is a text after accidents.
func damaged(r *rand.Rand, data []byte) []byte {
	const marks = "`*_[]()<>{}#!:|\\\"'-~\n \x00\xff&"
	data = bytes.Clone(data)
	for range 1 + r.IntN(3) {
		lines := bytes.SplitAfter(data, []byte("\n"))
		at := r.IntN(len(lines))
		switch r.IntN(6) {
		case 0:
			if len(data) > 0 {
				data = data[:len(data)/2+r.IntN(len(data)/2+1)]
			}
		case 1:
			for range min(3, len(data)) {
				data[r.IntN(len(data))] = marks[r.IntN(len(marks))]
			}
		case 2:
			data = slices.Concat(slices.Delete(lines, at, at+1)...)
		case 3:
			data = slices.Concat(slices.Insert(lines, at, lines[r.IntN(len(lines))])...)
		case 4:
			other := r.IntN(len(lines))
			lines[at], lines[other] = lines[other], lines[at]
			data = bytes.Join(lines, nil)
		case 5:
			n := r.IntN(len(data) + 1)
			data = slices.Insert(data, n, []byte([]string{"<!--", "```\n", "---\n", "{{", "{%", "\n:::note\n", "<div>", "[^1]", "](", "<b", "\n\n\n"}[r.IntN(11)])...)
		}
	}
	return data
}
