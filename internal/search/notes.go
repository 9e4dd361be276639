package search

import (
	"encoding/binary"
	"slices"
	"strings"
)

// Notes are what an Indexer has found on some pages, for another to find it without them.
type Notes struct {
	Words  string   // that are on the pages, with a space between two
	Counts []uint32 // how often each is on them

	// Pages has the terms of each page, as binary.AppendUvarint has numbers: the place of a word that has the term, times levels, plus how much
	// the term counts there.
	Pages [][]byte
}

// note notes a word that is met first.
func (x *Indexer) note(place int32) {
	x.noted = append(x.noted, place)
	if t := x.words[place].term; t >= 0 && x.numbers[t] == 0 {
		x.numbers[t] = int32(len(x.noted))
	}
}

// Notes are those of all pages since the last Notes. The Indexer holds them until they are asked for.
func (x *Indexer) Notes() *Notes {
	words, n := make([]string, len(x.noted)), &Notes{Counts: make([]uint32, len(x.noted)), Pages: x.pages}
	for i, place := range x.noted {
		w := &x.words[place]
		words[i], n.Counts[i] = w.text, uint32(w.noted)
		w.noted = 0
		if w.term >= 0 {
			x.numbers[w.term] = 0
		}
	}
	n.Words = strings.Join(words, " ")
	x.noted, x.pages = x.noted[:0], nil
	return n
}

// Recall is what was found on so many pages, by the notes of them. ok is false if these are no such notes.
func (x *Indexer) Recall(n *Notes, pages int) (found []Found, ok bool) {
	words := strings.Split(n.Words, " ")
	if len(n.Pages) != pages || len(words) != max(1, len(n.Counts)) || !n.valid() {
		return nil, false
	}
	terms := make([]int32, len(n.Counts))
	for i, count := range n.Counts {
		x.buffer = append(x.buffer[:0], words[i]...)
		w := &x.words[x.word()]
		w.count += int32(count)
		terms[i] = w.term
	}
	for _, page := range n.Pages {
		x.counted = x.counted[:0]
		for rest := page; len(rest) > 0; {
			number, size := binary.Uvarint(rest)
			rest = rest[size:]
			t := terms[number/levels]
			if t < 0 {
				return nil, false
			}
			x.counted = append(x.counted, t*levels+int32(number%levels))
		}
		slices.Sort(x.counted)
		found = append(found, x.found())
	}
	return found, true
}

// valid says whether each term is that of one of the words.
func (n *Notes) valid() bool {
	for _, page := range n.Pages {
		for len(page) > 0 {
			number, size := binary.Uvarint(page)
			if size <= 0 || number/levels >= uint64(len(n.Counts)) {
				return false
			}
			page = page[size:]
		}
	}
	return true
}
