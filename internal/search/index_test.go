package search

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handrail/internal/language"
)

// TestIndex holds the postings of an index, as they are read by what their description says, to what each word counts for on each page by the formula of
// BM25F, worked out one word after the other.
func TestIndex(t *testing.T) {
	lang := language.English()
	light := map[string]bool{}
	for _, word := range lang.Search.Light {
		light[word] = true
	}
	pages := somePages()
	want := map[string]map[int]int{} // how much a stem counts on a page
	var all []Indexed
	indexers := []*Indexer{NewIndexer(lang), NewIndexer(lang)}
	for n, p := range pages {
		worth := float32(1)
		if n%3 == 0 {
			worth = .8
		}
		by := indexers[n*7%2]
		all = append(all, Indexed{by, by.Page(&p, worth)})
		length, weights := 0, map[string]float32{}
		count := func(text string, weight float32) {
			for _, word := range strings.Fields(Words(text)) {
				if length++; !light[word] {
					weights[lang.Search.Stem(word)] += weight
				}
			}
		}
		count(p.Title, 5)
		count(p.Text, 1)
		for _, part := range p.Parts {
			count(part.Title, 2)
			count(part.Text, 1)
		}
		for stem, w := range weights {
			if want[stem] == nil {
				want[stem] = map[int]int{}
			}
			want[stem][n] = min(7, int(8*(worth*w/(1.2*(1-.6+.6*float32(length)/400)+w))))
		}
	}
	const shards = 3
	index, got := Join(all, shards), map[string]map[int]int{}
	for i := range shards {
		var list []string
		file := strings.TrimSuffix(strings.TrimPrefix(string(index.Shard(i)), `dispatchEvent(new CustomEvent("search",{detail:`), "}))\n")
		if err := json.Unmarshal([]byte(file), &list); err != nil {
			t.Fatalf("%v in %s", err, file)
		}
		for k := 0; k < len(list); k += 2 {
			got[list[k]] = readPostings(list[k+1])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// readPostings reads the pages of a term, and how much it counts on each.
func readPostings(text string) map[int]int {
	levels, page, n, digit := map[int]int{}, -1, 0, 1
	for _, c := range []byte(text) {
		if c >= '#'+28 {
			n += int(c-'#'-28) * digit
			digit *= 28
			continue
		}
		n += int(c-'#') * digit
		page += n / 8
		levels[page] = n % 8
		n, digit = 0, 1
	}
	return levels
}
