package search

import (
	"encoding/binary"
	"slices"
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

	noted   []int32  // words of the pages since the last Notes
	numbers []int32  // of the terms: 1 more than the place in noted of the first word that has it; 0 when none has
	pages   [][]byte // what is noted of each of these pages
	counted []int32  // terms of this page in their order, times levels, plus how much each counts there
}

// word is a word as texts have it.
type word struct {
	text  string
	hash  uint32
	term  int32 // -1 for a light word, by which nobody finds a page
	count int32
	noted int32 // how many of these are on the pages since the last Notes
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
	x.counted = x.counted[:0]
	note := make([]byte, 0, 2*len(x.seen))
	for _, t := range x.seen {
		w := x.weight[t]
		x.weight[t] = 0
		score := worth * w / (saturation*(1-byLength+byLength*float32(length)/usualWords) + w)
		level := min(int32(levels*score), levels-1)
		x.counted = append(x.counted, t*levels+level)
		note = binary.AppendUvarint(note, uint64((x.numbers[t]-1)*levels+level))
	}
	x.seen, x.pages = x.seen[:0], append(x.pages, note)
	return x.found()
}

// found is what has been counted.
func (x *Indexer) found() Found {
	x.buffer = x.buffer[:0]
	last := int32(0)
	for _, c := range x.counted {
		x.buffer = binary.AppendUvarint(x.buffer, uint64(c-last))
		last = c / levels * levels
	}
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
		place := x.word()
		w := &x.words[place]
		w.count++
		if w.noted++; w.noted == 1 {
			x.note(place)
		}
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

// word is the place of the word in the buffer. It is found by its hash (FNV-1a), in a table with open addresses: a map takes twice as long.
func (x *Indexer) word() int32 {
	hash := uint32(2166136261)
	for _, c := range x.buffer {
		hash = (hash ^ uint32(c)) * 16777619
	}
	at := hash & uint32(len(x.table)-1)
	for ; x.table[at] > 0; at = (at + 1) & uint32(len(x.table)-1) {
		if w := &x.words[x.table[at]-1]; w.hash == hash && w.text == string(x.buffer) {
			return x.table[at] - 1
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
	return int32(len(x.words) - 1)
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
		x.weight, x.numbers = append(x.weight, 0), append(x.numbers, 0)
	}
	return t
}
