package quiz

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/language"
)

// Short answers are compared by what is left of them once what people cannot see, or write in several ways, is taken out.
// Fold is another matter: results name their questions by it, so it stays as it is. Whatever is the same for Fold is the
// same here. templates/questions/compare.ts does the same in the browser.

// key is what two short answers that are the same have in common: one of its two readings.
type key struct {
	plain   string // the words, joined
	counted string // the words, with "ten" as 10
	words   []int  // for each character of plain, which word it is of; -1 between digits
	lengths []int  // of each word; 0 if it has anything but letters
	names   []bool // which words are the names of a day or a month
	lang    *language.Language
}

// same says whether two answers are the same.
func (k key) same(other key) bool {
	return k.plain != "" && (k.plain == other.plain || k.counted == other.counted)
}

// tidy takes out what cannot be seen, and makes one of what only looks different: accents of one or two characters (NFC),
// capitals and lowercase letters, the digits of all scripts.
func tidy(text string) string {
	text = norm.NFC.String(strings.Map(dropInvisible, text))
	// A lowercase letter can have a form in one character that its capital does not have.
	text = norm.NFC.String(oneSmall.Replace(strings.ToLower(text)))
	return strings.Map(asciiDigit, text)
}

// dropInvisible drops what copying brings along and nobody sees: soft hyphens, spaces and joiners without width, marks
// of direction (UAX #9), byte order marks and variation selectors.
func dropInvisible(r rune) rune {
	switch {
	case r == '\u00ad', r == '\u034f', r == '\u061c', r == '\u180e', r == '\ufeff',
		r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f', r >= '\ufe00' && r <= '\ufe0f':
		return -1
	}
	return r
}

// asciiDigit is the decimal digit that a character is in any script. The digits of a script follow each other from 0 to 9,
// and no two sets of them touch unless both are whole (The Unicode Standard, 4.6).
func asciiDigit(r rune) rune {
	if r < unicode.MaxASCII || !unicode.Is(unicode.Nd, r) {
		return r
	}
	before := rune(0)
	for unicode.Is(unicode.Nd, r-before-1) {
		before++
	}
	return '0' + before%10
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

func isDash(r rune) bool { return unicode.Is(unicode.Pd, r) || strings.ContainsRune("−˗⁃", r) }

func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘‛ʼʻʹ′`´＇", r) }

// isBetween says whether a character only separates words. Other punctuation, such as % and &, means something.
func isBetween(r rune) bool {
	return isSpace(r) || r == '\u0085' || isDash(r) || isApostrophe(r) ||
		unicode.In(r, unicode.Z, unicode.Pc, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf) ||
		unicode.Is(unicode.Po, r) && !strings.ContainsRune(`#%&*/@\`, r)
}

// token is a word with what precedes it.
type token struct {
	text   []rune
	dash   bool // there is a dash before it
	minus  bool // a dash touches it, and none touches the word before
	number string
}

// tokens cuts a tidy text into words. An apostrophe between two letters is no end of a word.
func tokens(lang *language.Language, text string) []token {
	var all []token
	var next token
	runes := []rune(text)
	dashes, spaces := 0, 0 // before the next word
	for i, r := range runes {
		switch {
		case isApostrophe(r) && len(next.text) > 0 && isLetter(runes[i-1]) && i+1 < len(runes) && isLetter(runes[i+1]):
		case isBetween(r):
			if len(next.text) > 0 {
				all, next = append(all, next), token{}
				dashes, spaces = 0, 0
			}
			if isDash(r) {
				dashes++
				next.minus = spaces > 0 || len(all) == 0
			} else {
				spaces++
				next.minus = next.minus && len(all) == 0
			}
			next.dash = dashes > 0
		default:
			next.text = append(next.text, r)
		}
	}
	if len(next.text) > 0 {
		all = append(all, next)
	}
	count(lang, all)
	return all
}

// count finds the words that are numbers. Of two beside each other neither is one: "twenty one" is not 20 and 1.
func count(lang *language.Language, all []token) {
	is := func(i int) (string, bool) {
		if i < 0 || i >= len(all) {
			return "", false
		}
		digits, ok := lang.Answers.Numbers[string(all[i].text)]
		return digits, ok
	}
	for i := range all {
		_, before := is(i - 1)
		_, after := is(i + 1)
		if digits, ok := is(i); ok && !before && !after {
			all[i].number = digits
		}
	}
}

// keyOf is the key of an answer. Its words are joined, as opt-in, opt in and optin are one; what is between two digits stays, and so does a minus.
func keyOf(lang *language.Language, text string) key {
	k := key{lang: lang}
	var plain, counted []rune
	for i, t := range tokens(lang, tidy(text)) {
		number := t.text
		if t.number != "" {
			number = []rune(t.number)
		}
		if mark := between(plain, t, t.text, i == 0); mark != 0 {
			plain, k.words = append(plain, mark), append(k.words, -1)
		}
		if mark := between(counted, t, number, i == 0); mark != 0 {
			counted = append(counted, mark)
		}
		plain, counted = append(plain, t.text...), append(counted, number...)
		length := len(t.text)
		for _, r := range t.text {
			k.words = append(k.words, i)
			if !isLetter(r) {
				length = 0
			}
		}
		k.lengths, k.names = append(k.lengths, length), append(k.names, slices.Contains(lang.Answers.Names, string(t.text)))
	}
	k.plain, k.counted = string(plain), string(counted)
	return k
}

// between is what stays of what is between two words: 0 for nothing.
func between(before []rune, t token, text []rune, first bool) rune {
	switch {
	case !isDigit(text[0]):
		return 0
	case !first && isDigit(before[len(before)-1]):
		if t.dash {
			return '-'
		}
		return ' '
	case t.minus:
		return '-'
	}
	return 0
}

// longWord is the length, in characters, from which a word can be written nearly right: shorter words become others by one letter.
const longWord = 6

// near says whether an answer is another but for one letter of one long word: left out, put in, changed, or in the place
// of its neighbour. Not so for the names of days and months, and where that letter makes another word: a or n before a
// word (neither, either), or the last letter of trainer and trainee.
func (k key) near(typed key) bool {
	want, got := []rune(k.plain), []rune(typed.plain)
	from := 0
	for from < len(want) && from < len(got) && want[from] == got[from] {
		from++
	}
	wantEnd, gotEnd := len(want), len(got)
	for wantEnd > from && gotEnd > from && want[wantEnd-1] == got[gotEnd-1] {
		wantEnd--
		gotEnd--
	}
	left, put := want[from:wantEnd], got[from:gotEnd]
	swapped := len(left) == 2 && len(put) == 2 && left[0] == put[1] && left[1] == put[0]
	if !swapped && (len(left) > 1 || len(put) > 1 || len(left)+len(put) == 0) {
		return false
	}
	for _, r := range append(append([]rune{}, left...), put...) {
		if !isLetter(r) {
			return false
		}
	}
	if len(left) == 0 {
		return from < len(want) && k.slips(from, from, put[0], true) || from > 0 && k.slips(from-1, from, put[0], false)
	}
	for at := from; at < wantEnd; at++ {
		if !k.slips(at, at, 0, false) || k.words[at] != k.words[from] {
			return false
		}
	}
	switch first := from == 0 || k.words[from-1] != k.words[from]; {
	case len(put) == 0:
		return !first || !strings.ContainsRune(k.lang.Answers.Before, left[0])
	case len(left) == 1 && (wantEnd == len(want) || k.words[wantEnd] != k.words[from]):
		return !strings.ContainsRune(k.lang.Answers.Last, left[0]) || !strings.ContainsRune(k.lang.Answers.Last, put[0])
	}
	return true
}

// slips says whether the word at a place of a key can be written nearly right. put is a letter that was put in before
// the place at; 0 for none.
func (k key) slips(place, at int, put rune, before bool) bool {
	word := k.words[place]
	if word < 0 || k.lengths[word] < longWord || k.names[word] {
		return false
	}
	first := before && (at == 0 || k.words[at-1] != word)
	return !first || !strings.ContainsRune(k.lang.Answers.Before, put)
}
