package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// nextWord is the first word of a text and what follows it; no word when there is none left. Whatever is neither a letter nor a number is
// between words, but for an apostrophe within one. Scripts do the same (templates/features/search/engine/words.ts).
func nextWord(text string) (word, rest string) {
	start := 0
	for start < len(text) {
		c := text[start]
		if isWordByte(c) {
			break
		}
		if c < utf8.RuneSelf {
			start++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[start:])
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			break
		}
		start += size
	}
	end := start
	for end < len(text) {
		c := text[end]
		if isWordByte(c) {
			end++
			continue
		}
		if c < utf8.RuneSelf && c != '\'' {
			break
		}
		r, size := utf8.DecodeRuneInString(text[end:])
		if isApostrophe(r) {
			if next, _ := utf8.DecodeRuneInString(text[end+size:]); !isInWord(next) {
				break
			}
		} else if !isInWord(r) {
			break
		}
		end += size
	}
	return text[start:end], text[end:]
}

func isWordByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }

func isInWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// fold appends a word in lowercase, without accents, apostrophes and the ending that says whose something is.
func fold(b []byte, word string) []byte {
	from := len(b)
	for i := 0; i < len(word); i++ {
		c := word[i]
		if !isWordByte(c) {
			return foldRest(b[:from], word)
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		b = append(b, c)
	}
	return b // as most words are
}

// foldRest is fold for a word that has more than letters and digits of ASCII. The two small forms of the Greek sigma are one.
func foldRest(b []byte, word string) []byte {
	for _, end := range []string{"'s", "'S", "’s", "’S"} {
		if base, has := strings.CutSuffix(word, end); has {
			word = base
			break
		}
	}
	for _, r := range norm.NFKD.String(word) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		if r = unicode.ToLower(r); r == 'ς' {
			r = 'σ'
		}
		b = utf8.AppendRune(b, r)
	}
	return b
}

// Words are the words of a text, folded, with spaces between them.
func Words(text string) string {
	var b []byte
	for word, rest := nextWord(text); len(word) > 0; word, rest = nextWord(rest) {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		b = fold(b, word)
	}
	return string(b)
}
