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

// lookalikes are letters of other scripts, and what they look like.
func lookalikes() *strings.Replacer {
	return strings.NewReplacer("а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ѕ", "s", "ј", "j", "һ", "h", "ԁ", "d", "к", "k", "м", "m", "т", "t", "в", "b", "н", "h",
		"ο", "o", "α", "a", "ν", "v", "ι", "i", "κ", "k", "ρ", "p", "τ", "t", "υ", "u", "χ", "x", "ı", "i",
		"0", "o", "1", "l", "‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-")
}

// looks is what a word has in common with all words that look like it.
func looks(word string) string {
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(word))
	return lookalikes().Replace(seen)
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
