package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a word of a text, or a character that means something by itself, such as % and £.
type word struct {
	text   string // as it is written
	folded string // in lowercase, and without hyphens and apostrophes between letters
	at     int    // where it begins in the text, in bytes
}

func same(a, b word) bool { return a.folded == b.folded }

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// words are the words of a text, in their order. Of punctuation only what is between two digits stays, as in 2.5, 9:30 and 5-7.
func words(text string) []word {
	var all []word
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		end := at + size
		switch {
		case isLetter(r) || unicode.IsNumber(r):
			end = at + wordEnd(text[at:])
		case !unicode.IsSymbol(r) && !strings.ContainsRune("#%&*@§", r):
			at = end
			continue
		}
		all = append(all, word{text[at:end], fold(text[at:end]), at})
		at = end
	}
	return all
}

// wordEnd is where the word ends with which a text begins.
func wordEnd(text string) int {
	last, end := rune(0), 0
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		next, _ := utf8.DecodeRuneInString(text[end+size:])
		switch {
		case isLetter(r) || unicode.IsNumber(r):
		case (isHyphen(r) || isApostrophe(r)) && isLetter(last) && isLetter(next):
		case isWithin(r) && unicode.IsNumber(last) && unicode.IsNumber(next):
		default:
			return end
		}
		last, end = r, end+size
	}
	return end
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '\u00ad' }

// isWithin says whether a character is a part of the number that it is in.
func isWithin(r rune) bool { return strings.ContainsRune(".,:/-–", r) }

func fold(word string) string {
	letters := !strings.ContainsFunc(word, unicode.IsNumber)
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if letters && (isHyphen(r) || isApostrophe(r)) {
			return -1
		}
		return unicode.ToLower(r)
	}, word))
}
