package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is one sentence of running text, measured for how hard it is to read.
type Sentence struct {
	Start, End int // offsets into the file
	Words      int
	Syllables  int
}

// piece is a stretch of a paragraph's text with its place in the text.
type piece struct{ start, end int }

// sentences measures the sentences of the paragraph or the list item that was walked through. Code is left out; so are
// headings, which are not sentences.
func (r *reader) sentences() {
	var s Sentence
	for _, p := range r.pieces { // markup between two pieces of one word is rare, a line break between two words is not
		text := r.src[:p.end]
		word := p.start
		for i := p.start; i < p.end; i++ {
			c := text[i]
			if c|0x20 >= 'a' && c|0x20 <= 'z' { // as most are
				continue
			}
			switch {
			case c == ' ' || c == '\n' || c == '-' || c == '/' || c == '\t' || c == '\r':
				s.word(text, word, i)
				word = i + 1
			case c == '.' || c == '!' || c == '?':
				next := i + 1
				if (next == p.end || r.src[next] == ' ' || r.src[next] == '\n') && !abbreviation(text[word:next]) {
					if s.word(text, word, next); s.Words > 0 {
						r.addSentence(s)
					}
					s, word = Sentence{}, next
				}
			case c >= utf8.RuneSelf:
				sign, size := utf8.DecodeRune(text[i:])
				if sign == '–' || sign == '—' || unicode.IsSpace(sign) {
					s.word(text, word, i)
					word = i + size
				}
				i += size - 1
			}
		}
		s.word(text, word, p.end)
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
	if word := trimSigns(src[start:end]); len(word) > 0 {
		s.Words++
		s.Syllables += Syllables(word)
	}
}

// trimSigns takes away what is neither a letter nor a digit at both ends of a word.
func trimSigns(word []byte) []byte {
	sign := func(c byte) bool { return c < utf8.RuneSelf && (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') }
	for len(word) > 0 && sign(word[0]) {
		word = word[1:]
	}
	for len(word) > 0 && sign(word[len(word)-1]) {
		word = word[:len(word)-1]
	}
	if len(word) == 0 || word[0] < utf8.RuneSelf && word[len(word)-1] < utf8.RuneSelf { // as most are
		return word
	}
	return bytes.TrimFunc(word, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
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
	count, last := 0, false
	for i := range len(word) {
		v := vowel(word[i])
		if v && !last {
			count++
		}
		last = v
	}
	n := len(word)
	if n < 3 || last && word[n-1]|0x20 != 'e' {
		return max(count, 1)
	}
	before := func(back int) byte { return word[n-back] | 0x20 } // a letter from the end, small
	switch {
	case n > 3 && before(1) == 's' && before(2) == 'e' && !vowel(before(3)) && !oneOf(before(3), "szxhcg"),
		n > 3 && before(1) == 'd' && before(2) == 'e' && !vowel(before(3)) && !oneOf(before(3), "td"):
		count--
	case before(1) == 'e' && !vowel(before(2)):
		if !(before(2) == 'l' && !vowel(before(3))) {
			count--
		}
	}
	return max(count, 1)
}

// vowel says whether a byte is a vowel, large or small: a, e, i, o, u or y, by the bit of its place in the alphabet.
func vowel(c byte) bool {
	c = c | 0x20 - 'a'
	return c < 26 && 1<<c&(1<<0|1<<4|1<<8|1<<14|1<<20|1<<24) != 0
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
