package search

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"handrail/internal/language"
)

// How much a word of each field counts beside one of the text, and the other parameters of BM25F: Robertson, Zaragoza and Taylor, "Simple
// BM25 extension to multiple weighted fields" (CIKM 2004). usualWords is about how many words a page of guidance has. It is no mean of
// the site, as each page would then depend on all others.
const (
	weightTitle = 5
	weightPart  = 2
	saturation  = 1.2
	byLength    = 0.6
	usualWords  = 400
)

// levels is how many weights a word can have on a page.
const levels = 8

// Indexer finds the words of pages. It is for one goroutine at a time: several that have each some of the pages are joined.
type Indexer struct {
	stem  func(string) string
	light map[string]bool
	lower [256]byte // the lowercase of letters and digits of ASCII; 0 for anything else

	table  []int32 // of words by their hashes: 1 more than a place in words, with the next place for another word of the same hash
	words  []word
	terms  []string         // their stems
	stems  map[string]int32 // the places of the terms
	weight []float32        // of the terms on this page
	seen   []int32          // terms of this page
	buffer []byte
}

// word is a word as texts have it.
type word struct {
	text  string
	hash  uint32
	term  int32 // -1 for a light word, by which nobody finds a page
	count int32
}

// Found is what an Indexer has found on a page: its terms by their places, and for each, in as few bytes as it takes (binary.AppendUvarint), how far
// it is from the one before, times levels, plus how much it counts there. A large site has millions.
type Found []byte

// NewIndexer makes an Indexer of pages in a language.
func NewIndexer(lang *language.Language) *Indexer {
	x := &Indexer{stem: lang.Search.Stem, light: map[string]bool{}, table: make([]int32, 1<<12), stems: map[string]int32{}}
	if x.stem == nil {
		x.stem = func(word string) string { return word }
	}
	for _, light := range lang.Search.Light {
		x.light[light] = true
	}
	for c := range x.lower {
		if isWordByte(byte(c)) {
			x.lower[c] = byte(c)
			if c >= 'A' && c <= 'Z' {
				x.lower[c] |= 0x20
			}
		}
	}
	return x
}

// Page finds the words of a page. worth is how much it counts beside others.
func (x *Indexer) Page(p *Page, worth float32) Found {
	length := x.text(p.Title, weightTitle) + x.text(p.Text, 1)
	for i := range p.Parts {
		length += x.text(p.Parts[i].Title, weightPart) + x.text(p.Parts[i].Text, 1)
	}
	slices.Sort(x.seen)
	x.buffer = x.buffer[:0]
	last := int32(0)
	for _, t := range x.seen {
		w := x.weight[t]
		x.weight[t] = 0
		score := worth * w / (saturation*(1-byLength+byLength*float32(length)/usualWords) + w)
		x.buffer = binary.AppendUvarint(x.buffer, uint64(t-last)*levels+uint64(min(int(levels*score), levels-1)))
		last = t
	}
	x.seen = x.seen[:0]
	return slices.Clone(x.buffer)
}

// text counts the words of a text of the page, and returns how many there are.
func (x *Indexer) text(text string, weight float32) int {
	n := 0
	for at := 0; at < len(text); {
		if x.lower[text[at]] == 0 && text[at] < utf8.RuneSelf {
			at++
			continue
		}
		from := at
		x.buffer = x.buffer[:0]
		for ; at < len(text); at++ {
			c := x.lower[text[at]]
			if c == 0 {
				break
			}
			x.buffer = append(x.buffer, c)
		}
		if at < len(text) && (text[at] >= utf8.RuneSelf || text[at] == '\'') { // seldom
			one, rest := nextWord(text[from:])
			at = len(text) - len(rest)
			if x.buffer = fold(x.buffer[:0], one); one == "" {
				continue
			}
		}
		n++
		w := x.word()
		w.count++
		if w.term < 0 {
			continue
		}
		if x.weight[w.term] == 0 {
			x.seen = append(x.seen, w.term)
		}
		x.weight[w.term] += weight
	}
	return n
}

// word is the word in the buffer. It is found by its hash (FNV-1a), in a table with open addresses: a map takes twice as long.
func (x *Indexer) word() *word {
	hash := uint32(2166136261)
	for _, c := range x.buffer {
		hash = (hash ^ uint32(c)) * 16777619
	}
	at := hash & uint32(len(x.table)-1)
	for ; x.table[at] > 0; at = (at + 1) & uint32(len(x.table)-1) {
		if w := &x.words[x.table[at]-1]; w.hash == hash && w.text == string(x.buffer) {
			return w
		}
	}
	w := word{text: string(x.buffer), hash: hash, term: -1}
	if w.text != "" && !x.light[w.text] {
		w.term = x.term(x.stem(w.text))
	}
	x.words = append(x.words, w)
	x.table[at] = int32(len(x.words))
	if 2*len(x.words) > len(x.table) {
		x.grow()
	}
	return &x.words[len(x.words)-1]
}

// grow doubles the table.
func (x *Indexer) grow() {
	x.table = make([]int32, 2*len(x.table))
	for i := range x.words {
		at := x.words[i].hash & uint32(len(x.table)-1)
		for x.table[at] > 0 {
			at = (at + 1) & uint32(len(x.table)-1)
		}
		x.table[at] = int32(i + 1)
	}
}

func (x *Indexer) term(stem string) int32 {
	t, known := x.stems[stem]
	if !known {
		t = int32(len(x.terms))
		x.stems[stem] = t
		x.terms = append(x.terms, stem)
		x.weight = append(x.weight, 0)
	}
	return t
}

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
