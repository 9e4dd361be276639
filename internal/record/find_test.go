package record

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestHostile: texts that are made to be slow, or to fill memory, take no longer than others of their length.
func TestHostile(t *testing.T) {
	f := readFixtures(t)
	code := f.Records[0].Code
	huge := sealed(code[:len(code)-3] + strings.Repeat("Z", 30_000) + "000") // counts and lengths that nothing follows
	for about, text := range map[string]string{
		"starts":        strings.Repeat("HT1ZZZ ", 150_000),
		"cut":           strings.Repeat(code[:40]+"\n", 25_000),
		"one huge":      huge,
		"many huge":     strings.Repeat(huge+"\n", 30),
		"one again":     strings.Repeat(code+"\n", 10_000),
		"other devices": strings.Repeat(f.Records[4].Code+" "+f.Records[5].Code+" ", 5_000),
	} {
		start, g := time.Now(), NewGroup(&f.Plan, f.Today)
		for found := range Codes().Find(text) {
			if found.Fault == "" {
				g.Add(found)
			}
		}
		if r := g.Report(); r.People > 3 {
			t.Errorf("%s: %d people", about, r.People)
		}
		// The slowest takes a hundredth of this on a quiet machine.
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s takes %s", about, took)
		}
	}
}

// FuzzFind: nothing makes the reader of texts panic, and what is added can be reported, whichever came first.
func FuzzFind(f *testing.F) {
	fixtures := readFixtures(f)
	for _, one := range fixtures.Records {
		f.Add(one.Code+"\n"+fixtures.Records[0].Code, fixtures.Records[2].Code)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		report := func(texts ...string) (Report, []string) {
			g := NewGroup(&fixtures.Plan, fixtures.Today)
			for _, text := range texts {
				for found := range Codes().Find(text) {
					if found.Fault == "" {
						g.Add(found)
					}
				}
			}
			return g.Report(), slices.Sorted(g.Codes())
		}
		there, codes := report(first, second)
		back, others := report(second, first)
		if there.People != back.People || there.Again != back.Again || !slices.Equal(codes, others) {
			t.Fatalf("%+v, and in the other order %+v", there, back)
		}
	})
}
