package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxGuessed is how long a word can be for which another is offered, in bytes. What is longer was not mistyped.
const maxGuessed = 200

// DidYouMean is a hint that offers the candidate which a mistyped word most likely meant; "" when none is near. format writes the
// candidate, for example "#%s". Of two words that look the same it says where they differ.
func DidYouMean(word string, candidates []string, format string) string {
	near := Nearest(word, candidates)
	if near == "" {
		return ""
	}
	shown := fmt.Sprintf(format, near)
	switch {
	case strings.EqualFold(norm.NFC.String(word), norm.NFC.String(near)):
		return fmt.Sprintf("Did you mean %s? Uppercase and lowercase letters count as different.", shown)
	case looks(word) == looks(near):
		if other := foreign(word, near); other != "" {
			return fmt.Sprintf("Write %s: what is here looks the same, but has %s.", shown, other)
		}
		return fmt.Sprintf("Write %s: what is here looks the same, but has other characters.", shown)
	}
	return fmt.Sprintf("Did you mean %s?", shown)
}

// Nearest returns the candidate that a mistyped word most likely meant, or "" when none is near. At most a third of the characters
// may differ.
func Nearest(word string, candidates []string) string {
	if len(word) > maxGuessed {
		return ""
	}
	letters := []rune(strings.ToLower(word))
	best, limit := "", min(len(letters), max(1, (len(letters)+1)/3)+1)
	for _, c := range candidates {
		if difference := len(c) - len(word); c == word || difference > 4*limit || -difference > 4*limit { // in bytes; a character has at most four
			continue
		}
		d := distance(letters, []rune(strings.ToLower(c)))
		if d >= limit && looks(word) == looks(c) {
			d = 0
		}
		if d < limit {
			best, limit = c, d
		}
	}
	return best
}

// distance counts the characters to add, drop, change or swap with the next to turn s into t (optimal string alignment).
func distance(s, t []rune) int {
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := range s {
		row[0] = i + 1
		for j := range t {
			row[j+1] = last[j]
			if s[i] != t[j] {
				row[j+1] = 1 + min(last[j], last[j+1], row[j])
			}
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}

// lookalike is the Latin letter or the dash that a character of another script or form looks like; the character itself for all others.
func lookalike(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '−':
		return '-'
	case 'а', 'α':
		return 'a'
	case 'в':
		return 'b'
	case 'с':
		return 'c'
	case 'ԁ':
		return 'd'
	case 'е':
		return 'e'
	case 'һ', 'н':
		return 'h'
	case 'і', 'ι', 'ı':
		return 'i'
	case 'ј':
		return 'j'
	case 'к', 'κ':
		return 'k'
	case '1':
		return 'l'
	case 'м':
		return 'm'
	case 'о', 'ο', '0':
		return 'o'
	case 'р', 'ρ':
		return 'p'
	case 'ѕ':
		return 's'
	case 'т', 'τ':
		return 't'
	case 'υ':
		return 'u'
	case 'ν':
		return 'v'
	case 'х', 'χ':
		return 'x'
	case 'у':
		return 'y'
	}
	return r
}

// looks is what a word has in common with all words that look like it.
func looks(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return lookalike(unicode.ToLower(r))
	}, norm.NFKC.String(word))
}

// foreign names the characters of a word that another does not have, for one that looks the same.
func foreign(word, other string) string {
	var names []string
	for _, r := range word {
		if !strings.ContainsRune(other, r) {
			name := fmt.Sprintf("“%c” (U+%04X)", r, r)
			if !unicode.IsGraphic(r) || unicode.Is(unicode.Mn, r) {
				name = fmt.Sprintf("a character that cannot be seen alone (U+%04X)", r)
			}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return strings.Join(names, ", ")
}
