package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Sentence is one sentence of running text, measured for how hard it is to read.
type Sentence struct {
	Start, End int // offsets into the file
	Words      int
	Syllables  int // 0 where the language has no way to count them
}

// piece is a stretch of a paragraph's text with its place in the text.
type piece struct{ start, end int }

// sentences measures the sentences of the paragraph or the list item that was walked through. Code is left out; so are
// headings, which are not sentences.
func (r *reader) sentences() {
	var s Sentence
	lang := r.doc.Language.Reading
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
				s.word(lang.Syllables, text, word, i)
				word = i + 1
			case c == '.' || c == '!' || c == '?':
				next := i + 1
				if (next == p.end || r.src[next] == ' ' || r.src[next] == '\n') && (lang.Abbreviation == nil || !lang.Abbreviation(text[word:next])) {
					if s.word(lang.Syllables, text, word, next); s.Words > 0 {
						r.addSentence(s)
					}
					s, word = Sentence{}, next
				}
			case c >= utf8.RuneSelf:
				sign, size := utf8.DecodeRune(text[i:])
				if sign == '–' || sign == '—' || unicode.IsSpace(sign) {
					s.word(lang.Syllables, text, word, i)
					word = i + size
				}
				i += size - 1
			}
		}
		s.word(lang.Syllables, text, word, p.end)
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

// word adds the word between two places of a text to a sentence. Punctuation around it does not count, but the sentence starts
// and ends with them.
func (s *Sentence) word(syllables func([]byte) int, src []byte, start, end int) {
	if start == end {
		return
	}
	if s.Words == 0 && s.End == 0 {
		s.Start = start
	}
	s.End = end
	if word := trimSigns(src[start:end]); len(word) > 0 {
		s.Words++
		if syllables != nil {
			s.Syllables += syllables(word)
		}
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
