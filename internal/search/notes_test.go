package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handrail/internal/language"
)

// indexOf are the files of an index in three shards.
func indexOf(pages []Indexed) []string {
	x := Join(pages, 3)
	files := []string{string(x.Start(Synonyms{}, []int{len(pages)})), string(x.Words())}
	for i := range 3 {
		files = append(files, string(x.Shard(i)))
	}
	return files
}

// somePages are pages that have in all their fields words that are light, alike, of other scripts or nothing but marks; and one without any.
func somePages() []Page {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the The a Phone phones PHONE lock locked Café cafe İstanbul Ann's don’t ' … 2026 Σίσυφος group groups admin")
	sentence := func() string {
		var some []string
		for range random.IntN(40) {
			some = append(some, words[random.IntN(len(words))])
		}
		return strings.Join(some, " ")
	}
	pages := []Page{{}}
	for i := range 20 {
		p := Page{Title: sentence(), Text: sentence() + fmt.Sprint(" only", i)}
		for range random.IntN(4) {
			p.Parts = append(p.Parts, Part{Title: sentence(), Text: sentence()})
		}
		pages = append(pages, p)
	}
	return pages
}

// TestRecall: an Indexer that is given notes of pages finds what was found on the pages themselves, whatever it has seen before.
func TestRecall(t *testing.T) {
	pages := somePages()
	first, second := NewIndexer(language.English()), NewIndexer(language.English())
	var read, recalled []Indexed
	for from := 0; from < len(pages); from += 4 {
		some := pages[from:min(from+4, len(pages))]
		for i := range some {
			read = append(read, Indexed{first, first.Page(&some[i], 1-float32(i)/10)})
		}
		found, ok := second.Recall(first.Notes(), len(some))
		if !ok {
			t.Fatal("the notes are not recalled")
		}
		for _, f := range found {
			recalled = append(recalled, Indexed{second, f})
		}
		if from == 8 { // a page that both read is one among those
			between := Page{Text: "Locks between groups"}
			read = append(read, Indexed{first, first.Page(&between, 1)})
			first.Notes()
			recalled = append(recalled, Indexed{second, second.Page(&between, 1)})
		}
	}
	if diff := cmp.Diff(indexOf(read), indexOf(recalled)); diff != "" {
		t.Error(diff)
	}
}

// TestRecallRefuses: what are no notes of so many pages is refused.
func TestRecallRefuses(t *testing.T) {
	for name, n := range map[string]Notes{
		"another number of pages": {Words: "lock", Counts: []uint32{1}, Pages: [][]byte{{1}}},
		"fewer words":             {Words: "lock", Counts: []uint32{1, 1}, Pages: [][]byte{{1}, {9}}},
		"more words":              {Words: "lock phone", Counts: []uint32{1}, Pages: [][]byte{{1}, {2}}},
		"words of no count":       {Words: "lock", Pages: [][]byte{{}, {1}}},
		"a word that is not one":  {Words: "lock phone", Counts: []uint32{1, 1}, Pages: [][]byte{{1}, {16}}},
		"a light word":            {Words: "lock the", Counts: []uint32{1, 1}, Pages: [][]byte{{1}, {9}}},
		"half a number":           {Words: "lock phone", Counts: []uint32{1, 1}, Pages: [][]byte{{1}, {9, 0x80}}},
	} {
		if _, ok := NewIndexer(language.English()).Recall(&n, 2); ok {
			t.Errorf("%s: it is taken for notes of two pages", name)
		}
	}
}
