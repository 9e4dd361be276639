package search

import (
	"strconv"
	"strings"
)

// Start is the file of a large site that is loaded first: its synonyms, how many pages each file of texts has, and the first term of each
// shard.
func (x *Index) Start(synonyms Synonyms, texts []int) []byte {
	b := appendList(append(startScript(1<<14), '['), synonyms.lines(), appendText)
	b = append(b, ",0,["...)
	b = appendList(b, texts, appendNumber)
	b = appendList(append(b, ','), x.shards, func(b []byte, terms []*term) []byte {
		if len(terms) == 0 {
			return appendText(b, last)
		}
		return appendText(b, terms[0].stem)
	})
	return endScript(append(b, "]]"...))
}

// last comes after every term.
const last = "\U0010ffff"

// Shard is the file of a shard: each term with its pages, as appendPosting has them.
func (x *Index) Shard(n int) []byte {
	size := 0
	for _, t := range x.shards[n] {
		size += t.size()
	}
	b := append(startScript(size), '[')
	for i, t := range x.shards[n] {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, t.stem), `,"`...)
		b = append(append(b, t.pages...), '"')
	}
	return endScript(append(b, ']'))
}

// Digits of appendPosting: those of firstLast and the following characters end a number, and those of firstMore do not.
const (
	base      = 28
	firstLast = '#'
	firstMore = firstLast + base
)

// appendPosting appends how far a page is from the one before, times levels, plus how much the term counts there. It is a number of base 28,
// the smallest digit first, in characters that texts of JavaScript have as they are.
func appendPosting(b []byte, n int) []byte {
	for ; n >= base; n /= base {
		b = append(b, byte(firstMore+n%base))
	}
	return append(b, byte(firstLast+n))
}

// Words is the file of the words that are put in place of mistyped ones.
func (x *Index) Words() []byte {
	return endScript(appendText(startScript(1<<14), strings.Join(x.words, " ")))
}

// Texts is a file of texts of a large site: its pages in their order, and the places of those that are none of the guidance.
func Texts(pages []Page, others []int) []byte {
	b := appendPages(append(startScript(sizeOf(pages)), '['), pages)
	b = appendList(append(b, ','), others, appendNumber)
	return endScript(append(b, ']'))
}

func appendNumber(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
