// Package wording compares what a rule says with what it said before.
//
// [SameMeaning] says whether two wordings differ in no more than their spelling. [Mark] marks the words in which they differ.
package wording

import (
	"slices"
	"strings"

	"handrail/internal/language"
)

// SameMeaning says whether two wordings differ only in what leaves the meaning as it is:
//
//   - capitals and lowercase letters, punctuation and spaces, also between two halves of one word: log in, log-in and login;
//   - one letter of a long word, as in organise and organize: left out, added, changed, or swapped with the letter beside it.
//
// A word that is added, left out, moved or replaced by any other one counts, and so does any change of a number, of a name of a day or a month,
// or of a word that says no.
func SameMeaning(lang *language.Language, before, now string) bool {
	if before == now {
		return true
	}
	c := comparer{lang}
	a, b := words(before), words(now)
	if slices.EqualFunc(a, b, same) {
		return true
	}
	for _, h := range hunks(a, b) {
		if !c.spelling(a[h.from:h.to], b[h.start:h.end]) {
			return false
		}
	}
	return true
}

// longWord is the length, in characters, of the longer of two words from which they can be one word spelt in two ways: shorter words become
// others by one letter, as list and lost.
const longWord = 6

type comparer struct{ lang *language.Language }

// spelling says whether words are others spelt in another way.
func (c comparer) spelling(a, b []word) bool {
	if slices.ContainsFunc(a, c.counts) || slices.ContainsFunc(b, c.counts) {
		return false
	}
	if joined(a) == joined(b) {
		return true
	}
	return len(a) == len(b) && slices.EqualFunc(a, b, func(a, b word) bool { return same(a, b) || c.variant(a.folded, b.folded) })
}

func joined(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.folded)
	}
	return b.String()
}

// counts says whether each letter of a word matters: it is a number or holds one, or it is a name of a day or a month, or says no.
func (c comparer) counts(w word) bool {
	if strings.ContainsFunc(w.folded, func(r rune) bool { return !isLetter(r) }) {
		return true
	}
	if _, number := c.lang.Answers.Numbers[w.folded]; number || slices.Contains(c.lang.Answers.Names, w.folded) {
		return true
	}
	return c.lang.No != nil && c.lang.No().MatchString(w.text)
}

// variant says whether two words begin alike and differ in one letter.
func (c comparer) variant(one, other string) bool {
	a, b := []rune(one), []rune(other)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) < longWord || len(b)-len(a) > 1 || a[0] != b[0] {
		return false
	}
	from := 0
	for from < len(a) && a[from] == b[from] {
		from++
	}
	back := 0
	for back < len(a)-from && a[len(a)-1-back] == b[len(b)-1-back] {
		back++
	}
	left, put := a[from:len(a)-back], b[from:len(b)-back]
	switch {
	case len(left) == 2 && len(put) == 2:
		return left[0] == put[1] && left[1] == put[0]
	case len(left) == 1 && len(put) == 1 && back == 0: // trainer and trainee
		return !strings.ContainsRune(c.lang.Answers.Last, left[0]) || !strings.ContainsRune(c.lang.Answers.Last, put[0])
	}
	return len(left) <= 1 && len(put) <= 1
}
