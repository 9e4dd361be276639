package exchange

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRoundTrip: a quiz that was written in any format is known by its file, and what is read of it becomes markdown that is read as the same. What each format
// keeps is tried beside its reader.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	sets := map[string]*Set{"trial": trialSet(t), "hostile": hostileSet()}
	for seed := range uint64(6) {
		sets[fmt.Sprint("random ", seed)] = randomSet(rand.New(rand.NewPCG(seed, 6)))
	}
	for _, f := range Formats() {
		if !f.Writes() || !f.Reads() {
			continue
		}
		tried := 0
		for name, s := range sets {
			data, _ := f.Write(s, Options{})
			if data == nil { // it has a question that the format refuses
				continue
			}
			tried++
			found := Recognise("quiz"+f.Ending, data)
			if !slices.ContainsFunc(found, func(g Format) bool { return g.Name == f.Name }) || len(found) > 1 {
				t.Errorf("%s: %s is taken for %d formats", f.Name, name, len(found))
			}
			read, diags := f.Read("quiz"+f.Ending, data)
			if read == nil {
				t.Errorf("%s: %s is not read: %v", f.Name, name, reports(diags))
				continue
			}
			Adopt(read, trialSite())
			back, written := readBack(t, read)
			if diff := equalSets(read, back); diff != "" {
				t.Fatalf("%s: %s: %s\n\n%s", f.Name, name, diff, written)
			}
		}
		if tried == 0 {
			t.Errorf("no quiz could be written in %s", f.Name)
		}
	}
}
