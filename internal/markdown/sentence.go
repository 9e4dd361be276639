package markdown

import (
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

// piece is a stretch of a paragraph's text with its place in the file.
type piece struct{ start, end int }

// sentences measures the sentences of a paragraph or a list item. Code is left out; so are headings, which are not
// sentences.
func (r *reader) sentences(n ast.Node) {
	var pieces []piece
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch c := c.(type) {
		case *ast.CodeSpan, *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				pieces = append(pieces, piece{c.Segment.Start, c.Segment.Stop})
			}
		}
		return ast.WalkContinue, nil
	})
	s := sentence{src: r.src}
	flush := func() {
		if s.words > 0 {
			at := r.doc.File.Body
			r.doc.Sentences = append(r.doc.Sentences, Sentence{s.start + at, s.end + at, s.words, s.syllables})
		}
		s = sentence{src: r.src}
	}
	for _, p := range pieces {
		s.endWord() // markup between two pieces of one word is rare, a line break between two words is not
		for i := p.start; i < p.end; {
			c, size := utf8.DecodeRune(r.src[i:p.end])
			s.add(c, i, i+size)
			i += size
			if (c == '.' || c == '!' || c == '?') && (i == p.end || r.src[i] == ' ' || r.src[i] == '\n') && !s.abbreviation() {
				s.endWord()
				flush()
			}
		}
	}
	s.endWord()
	flush()
}

// sentence gathers one sentence, letter by letter.
type sentence struct {
	src              []byte
	start, end       int
	words, syllables int
	word             strings.Builder
	last             string
}

func (s *sentence) add(c rune, at, end int) {
	if s.words == 0 && s.word.Len() == 0 {
		if unicode.IsSpace(c) {
			return
		}
		s.start = at
	}
	if unicode.IsSpace(c) || c == '-' || c == '/' || c == '–' || c == '—' {
		s.endWord()
		return
	}
	s.end = end
	s.word.WriteRune(c)
}

func (s *sentence) endWord() {
	word := strings.TrimFunc(s.word.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	s.word.Reset()
	if word == "" {
		return
	}
	s.last = word
	s.words++
	s.syllables += Syllables(word)
}

// abbreviation says whether the word that just ended with a point is one that does not end a sentence.
func (s *sentence) abbreviation() bool {
	switch strings.ToLower(s.word.String()) {
	case "e.g.", "i.e.", "etc.", "mr.", "mrs.", "ms.", "dr.", "st.", "no.":
		return true
	}
	return false
}

// Syllables counts the syllables of an English word by its groups of vowels. It is right often enough for the mean of
// a page: a final e is silent, but not after an l that follows a consonant; ed is, but not after t or d.
func Syllables(word string) int {
	w := strings.ToLower(word)
	count, vowel := 0, false
	for _, c := range w {
		v := strings.ContainsRune("aeiouy", c)
		if v && !vowel {
			count++
		}
		vowel = v
	}
	n := len(w)
	switch {
	case n > 3 && strings.HasSuffix(w, "es") && !strings.ContainsAny(w[n-3:n-2], "aeiouyszxhcg"),
		n > 3 && strings.HasSuffix(w, "ed") && !strings.ContainsAny(w[n-3:n-2], "aeiouytd"):
		count--
	case n > 2 && w[n-1] == 'e' && !strings.ContainsAny(w[n-2:n-1], "aeiouy"):
		if !(w[n-2] == 'l' && !strings.ContainsAny(w[n-3:n-2], "aeiouy")) {
			count--
		}
	}
	return max(count, 1)
}

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
