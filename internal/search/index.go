package search

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

// levels is how many weights a word can have on a page.
const levels = 8

// Index is an index of a large site, in parts that are loaded as they are needed.
type Index struct {
	shards [][]*term // each has some terms that follow one another in the alphabet
	words  []string  // those that are put in place of others that nobody has
}

// term is the words that have one stem, with the pages that they are on.
type term struct {
	stem  string
	pages []byte // as appendPosting has them
	last  int    // of the pages, from 1
}

func (t *term) size() int { return len(t.stem) + len(t.pages) + 6 }

// Indexed is what was found on a page, and who found it.
type Indexed struct {
	By    *Indexer
	Found Found
}

// Join makes an index in so many shards of what was found on the pages of a site, by their numbers. It lets go of that as it is joined.
func Join(pages []Indexed, shards int) *Index {
	all, words := map[string]*term{}, map[string]int{}
	places := map[*Indexer][]*term{} // of the terms of each
	for n := range pages {
		page := &pages[n]
		terms, known := places[page.By]
		if !known {
			for _, stem := range page.By.terms {
				if all[stem] == nil {
					all[stem] = &term{stem: stem}
				}
				terms = append(terms, all[stem])
			}
			for _, w := range page.By.words {
				words[w.text] += int(w.count)
			}
			places[page.By] = terms
		}
		place := 0
		for rest := page.Found; len(rest) > 0; {
			found, size := binary.Uvarint(rest)
			rest, place = rest[size:], place+int(found/levels)
			t := terms[place]
			t.pages = appendPosting(t.pages, (n+1-t.last)*levels+int(found%levels))
			t.last = n + 1
		}
		page.Found = nil
	}
	sorted := slices.SortedFunc(maps.Values(all), func(a, b *term) int { return strings.Compare(a.stem, b.stem) })
	size := 0
	for _, t := range sorted {
		size += t.size()
	}
	x := &Index{shards: make([][]*term, shards), words: usual(words)}
	shard, filled := 0, 0
	for _, t := range sorted {
		if shard < shards-1 && len(x.shards[shard]) > 0 && filled+t.size()/2 > size/shards*(shard+1) {
			shard++
		}
		x.shards[shard] = append(x.shards[shard], t)
		filled += t.size()
	}
	return x
}

// How many words are kept to put right what was mistyped, and how long and how frequent they are at least.
const (
	maxUsual    = 6000
	usualLength = 4
	usualCount  = 2
)

// usual are the words that are most often there, by the alphabet.
func usual(words map[string]int) []string {
	var list []string
	for text, count := range words {
		if len(text) >= usualLength && count >= usualCount && !strings.ContainsAny(text, "0123456789") {
			list = append(list, text)
		}
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(words[b]-words[a], strings.Compare(a, b)) })
	list = list[:min(len(list), maxUsual)]
	slices.Sort(list)
	return list
}
