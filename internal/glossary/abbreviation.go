package glossary

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// The number of capitals that an abbreviation has. With fewer a word is a letter, and with more it is shouted.
const minCapitals, maxCapitals = 2, 5

// isAbbreviation says whether a word is written like an abbreviation: in capitals and digits, with an s at most for several of them.
func isAbbreviation(word []byte) bool {
	if n := len(word) - 1; n >= minCapitals && word[n] == 's' {
		word = word[:n]
	}
	upper := 0
	for _, c := range word {
		switch {
		case c >= 'A' && c <= 'Z':
			upper++
		case c < '0' || c > '9':
			return false
		}
	}
	return upper >= minCapitals
}

// Singular is an abbreviation without the s that makes it several.
func Singular(abbreviation []byte) string { return string(bytes.TrimSuffix(abbreviation, []byte("s"))) }

// capitals takes in the words of a text that are no terms, and finds the abbreviations among them. Three words in capitals in a row are a sentence
// that somebody has written in capitals.
type capitals struct {
	text  []byte
	found func(start, end int)
	row   []token
}

// add takes in the next word.
func (c *capitals) add(t token) {
	if c.found == nil {
		return
	}
	if len(c.row) == 0 && c.text[t.start] >= 'a' { // as most words begin
		return
	}
	if n := len(c.row); n > 0 {
		if between := c.text[c.row[n-1].end:t.start]; len(bytes.TrimSpace(between)) > 0 || bytes.Count(between, []byte("\n")) > 1 {
			c.end() // punctuation or an empty line is between them
		}
	}
	if word := c.text[t.start:t.end]; isShouted(word) || isAbbreviation(word) {
		c.row = append(c.row, t)
	} else {
		c.end()
	}
}

// isShouted says whether a word is in capitals, and has at least one.
func isShouted(word []byte) bool {
	upper := false
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRune(word[i:])
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
		i += size
	}
	return upper
}

// end ends a row of words in capitals.
func (c *capitals) end() {
	if len(c.row) < 3 {
		for _, t := range c.row {
			if word := c.text[t.start:t.end]; isAbbreviation(word) && len(bytes.TrimSuffix(word, []byte("s"))) <= maxCapitals && !isPart(c.text, t.start, t.end) {
				c.found(t.start, t.end)
			}
		}
	}
	c.row = c.row[:0]
}

// Explains says whether a text itself says what an abbreviation between two places stands for: in round brackets after its words, or with its words
// in round brackets after it.
func Explains(text []byte, start, end int) bool {
	before, after := bytes.TrimSpace(text[:start]), bytes.TrimLeft(text[end:], " \n")
	if len(before) > 1 && before[len(before)-1] == '(' && len(after) > 0 && after[0] == ')' {
		return len(bytes.TrimSpace(before[:len(before)-1])) > 0
	}
	return len(after) > 1 && after[0] == '(' && wordRune(after[1:]) > 0
}
