package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// Sentence is one sentence of running text, measured for how hard it is to read.
type Sentence struct {
	Start, End int // offsets into the file
	Words      int
	Syllables  int
}

// piece is a stretch of a paragraph's text with its place in the text.
type piece struct{ start, end int }

// sentences measures the sentences of a paragraph or a list item. Code is left out; so are headings, which are not
// sentences.
func (r *reader) sentences(n ast.Node) {
	r.pieces = r.pieces[:0]
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch c := c.(type) {
		case *ast.CodeSpan, *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				r.pieces = append(r.pieces, piece{c.Segment.Start, c.Segment.Stop})
			}
		}
		return ast.WalkContinue, nil
	})
	var s Sentence
	for _, p := range r.pieces { // markup between two pieces of one word is rare, a line break between two words is not
		word := p.start
		for i := p.start; i < p.end; {
			c, size := rune(r.src[i]), 1
			if c >= utf8.RuneSelf {
				c, size = utf8.DecodeRune(r.src[i:p.end])
			}
			next := i + size
			switch {
			case breaksWord(c):
				s.word(r.src, word, i)
				word = next
			case (c == '.' || c == '!' || c == '?') && (next == p.end || r.src[next] == ' ' || r.src[next] == '\n') && !abbreviation(r.src[word:next]):
				if s.word(r.src, word, next); s.Words > 0 {
					r.addSentence(s)
				}
				s, word = Sentence{}, next
			}
			i = next
		}
		s.word(r.src, word, p.end)
	}
	if s.Words > 0 {
		r.addSentence(s)
	}
}

// addSentence keeps a sentence, its place counted from the start of the file.
func (r *reader) addSentence(s Sentence) {
	s.Start += r.doc.File.Body
	s.End += r.doc.File.Body
	r.doc.Sentences = append(r.doc.Sentences, s)
}

// breaksWord says whether a character stands between words.
func breaksWord(c rune) bool {
	switch c {
	case ' ', '\n', '-', '/', '–', '—':
		return true
	}
	return unicode.IsSpace(c)
}

// word adds the word between two places of a text to a sentence. Signs around it do not count, but the sentence starts
// and ends with them.
func (s *Sentence) word(src []byte, start, end int) {
	if start == end {
		return
	}
	if s.Words == 0 && s.End == 0 {
		s.Start = start
	}
	s.End = end
	isSign := func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }
	if word := bytes.TrimFunc(src[start:end], isSign); len(word) > 0 {
		s.Words++
		s.Syllables += Syllables(word)
	}
}

// abbreviation says whether the word that ends with a point is one that does not end a sentence.
func abbreviation(word []byte) bool {
	if len(word) > 5 {
		return false
	}
	switch strings.ToLower(string(word)) {
	case "e.g.", "i.e.", "etc.", "mr.", "mrs.", "ms.", "dr.", "st.", "no.":
		return true
	}
	return false
}

// Syllables counts the syllables of an English word by its groups of vowels. It is right often enough for the mean of
// a page: a final e is silent, but not after an l that follows a consonant; ed is, but not after t or d.
func Syllables[Text string | []byte](word Text) int {
	small := func(i int) byte { // the last letters of a word are looked at with their case put aside
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}
	count, last := 0, false
	for i := range len(word) {
		v := vowel(small(i))
		if v && !last {
			count++
		}
		last = v
	}
	n := len(word)
	switch {
	case n > 3 && small(n-2) == 'e' && small(n-1) == 's' && !vowel(small(n-3)) && !oneOf(small(n-3), "szxhcg"),
		n > 3 && small(n-2) == 'e' && small(n-1) == 'd' && !vowel(small(n-3)) && !oneOf(small(n-3), "td"):
		count--
	case n > 2 && small(n-1) == 'e' && !vowel(small(n-2)):
		if !(small(n-2) == 'l' && !vowel(small(n-3))) {
			count--
		}
	}
	return max(count, 1)
}

func vowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

func oneOf(c byte, letters string) bool { return strings.IndexByte(letters, c) >= 0 }

// ReadingAge is the age at which a reader can be expected to follow the sentences: the Flesch–Kincaid grade level
// (Kincaid, Fishburne, Rogers and Chissom, 1975) plus five, the age at which grade 0 starts. It is 0 for no sentences.
func ReadingAge(sentences []Sentence) float64 {
	words, syllables := 0, 0
	for _, s := range sentences {
		words += s.Words
		syllables += s.Syllables
	}
	if words == 0 {
		return 0
	}
	return 0.39*float64(words)/float64(len(sentences)) + 11.8*float64(syllables)/float64(words) - 15.59 + 5
}
