// Package glossary finds the words of a list in texts: those that a site explains, those that it wants to do without, and abbreviations
// that nobody has explained.
//
// A [Matcher] finds them all in one pass over a text, however many words the list has: each word of the text is looked up once, and only
// where a term begins with it are the words after it compared.
package glossary

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Kind is why a term is looked for.
type Kind byte

// The kinds of terms.
const (
	Explained Kind = iota // the site says what it means
	Hard                  // the site wants a plainer word, or an explanation
	Known                 // an abbreviation that needs no explanation
)

// Term is something that is looked for. Each of its forms leads to it.
type Term struct {
	Kind Kind
	Name string
}

// Matcher finds terms in texts. It may be used by many goroutines at once, after the last Add.
type Matcher struct {
	root  node
	forms []string // all that was added, for the digest
}

// node is where some words of a form have led.
type node struct {
	term *Term            // nil where no form ends
	next map[string]*node // by what separates the next word from this one, and that word
}

// Add adds a form of a term. It returns the term that has this form already, and then changes nothing. An error says why a form cannot be
// found in a text.
func (m *Matcher) Add(form string, term *Term) (*Term, error) {
	text := []byte(norm.NFC.String(strings.Join(strings.Fields(form), " ")))
	tokens := tokensOf(text)
	switch {
	case len(tokens) == 0:
		return nil, fmt.Errorf("it has no letter and no digit")
	case tokens[0].start > 0 || tokens[len(tokens)-1].end < len(text):
		return nil, fmt.Errorf("it does not start and end with a letter or a digit")
	}
	at, before := &m.root, 0
	for i, t := range tokens {
		var key []byte
		if i > 0 {
			if t.start-before > maxBetween {
				return nil, fmt.Errorf("it has too much between two of its words")
			}
			key = separator(key, text[before:t.start])
		}
		if word := text[t.start:t.end]; isAbbreviation(word) { // without its capitals it is another word
			key = append(key, word...)
		} else {
			key = appendFolded(key, word)
		}
		before = t.end
		if at.next == nil {
			at.next = map[string]*node{}
		}
		if at.next[string(key)] == nil {
			at.next[string(key)] = &node{}
		}
		at = at.next[string(key)]
	}
	if at.term != nil {
		return at.term, nil
	}
	at.term = term
	m.forms = append(m.forms, fmt.Sprintf("%d %q %q", term.Kind, term.Name, text))
	return nil, nil
}

// Empty says whether nothing is looked for. A nil Matcher is empty.
func (m *Matcher) Empty() bool { return m == nil || len(m.forms) == 0 }

// Digest names what is looked for, so that two matchers with the same digest find the same; "" when there is nothing.
func (m *Matcher) Digest() string {
	if m.Empty() {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(m.forms, "\n")))
	return hex.EncodeToString(sum[:8])
}

// Found is a term in a text.
type Found struct {
	Start, End int // in the text, in bytes
	Term       *Term
}

// Find adds to list what a text has of the terms, in the order of the text; where several begin at one word it is the longest. abbreviation is
// called for each abbreviation that is no part of a term, with its place. The text may be HTML without tags, in which & is written as &amp;.
func (m *Matcher) Find(list []Found, text []byte, abbreviation func(start, end int)) []Found {
	var key [80]byte
	capitals := capitals{text: text, found: abbreviation}
	for at := 0; ; {
		t, ok := nextToken(text, at)
		if !ok {
			break
		}
		at = t.end
		if isPart(text, t.start, t.start) {
			continue
		}
		end, term := m.longest(text, t, key[:0])
		if term == nil {
			capitals.add(t)
			continue
		}
		capitals.end()
		list, at = append(list, Found{t.start, end, term}), end
	}
	capitals.end()
	return list
}

// longest is the longest term that begins with a word of a text, and where it ends; nil when none does.
func (m *Matcher) longest(text []byte, first token, key []byte) (end int, term *Term) {
	return m.root.longest(text, first.start, first, key)
}

// longest is the longest term that goes on with a word, which key says what separates from the word before. start is where the first word is.
func (n *node) longest(text []byte, start int, t token, key []byte) (end int, term *Term) {
	word := text[t.start:t.end]
	var exact *node
	if isAbbreviation(word) {
		exact = n.next[string(append(key, word...))]
	}
	folded := n.next[string(appendFolded(key, word))]
	end, term = exact.onwards(text, start, t, key)
	if far, other := folded.onwards(text, start, t, key); far > end {
		return far, other
	}
	return end, term
}

// onwards is the longest term that has led to a node with a word.
func (n *node) onwards(text []byte, start int, t token, key []byte) (end int, term *Term) {
	if n == nil {
		return 0, nil
	}
	if n.next != nil {
		if next, ok := nextToken(text, t.end); ok && next.start-t.end <= maxSeparator {
			if end, term := n.longest(text, start, next, separator(key[:0], text[t.end:next.start])); term != nil {
				return end, term
			}
		}
	}
	if n.term == nil || isPart(text, start, t.end) {
		return 0, nil
	}
	return t.end, n.term
}

// maxBetween is how much a form can have between two of its words, in bytes, and maxSeparator how much a text can have there: its spaces and HTML take
// more room.
const maxBetween, maxSeparator = 4, 24

// token is a word of a text: its letters and digits.
type token struct{ start, end int }

func tokensOf(text []byte) []token {
	var all []token
	for t, ok := nextToken(text, 0); ok; t, ok = nextToken(text, t.end) {
		all = append(all, t)
	}
	return all
}

// nextToken is the first word of a text from a place on.
func nextToken(text []byte, at int) (token, bool) {
	for at < len(text) {
		if text[at] == '&' {
			if end := bytes.IndexByte(text[at:min(at+10, len(text))], ';'); end > 0 && !bytes.ContainsAny(text[at:at+end], " \n") {
				at += end + 1
				continue
			}
		}
		size := wordRune(text[at:])
		if size > 0 {
			end := at + size
			for end < len(text) {
				if size = wordRune(text[end:]); size == 0 {
					break
				}
				end += size
			}
			return token{at, end}, true
		}
		_, size = utf8.DecodeRune(text[at:])
		at += size
	}
	return token{}, false
}

// wordRune is the size of the letter or digit that a text begins with; 0 when it begins with anything else.
func wordRune(text []byte) int {
	c := text[0]
	if c < utf8.RuneSelf {
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
			return 1
		}
		return 0
	}
	if r, size := utf8.DecodeRune(text); unicode.In(r, unicode.Letter, unicode.Digit, unicode.Mark) {
		return size
	}
	return 0
}

// appendFolded appends a word in lowercase.
func appendFolded(b, word []byte) []byte {
	start := len(b)
	for _, c := range word {
		if c >= utf8.RuneSelf {
			return append(b[:start], bytes.ToLower(word)...)
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		b = append(b, c)
	}
	return b
}

// separator appends what is between two words of a term, as it is compared: a line break, a hyphen and several spaces are one space.
func separator(b, between []byte) []byte {
	start := len(b)
	for i := 0; i < len(between); {
		r, size := utf8.DecodeRune(between[i:])
		switch {
		case unicode.IsSpace(r) || r == '-' || r == '‐' || r == '‑':
			if len(b) == start || b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
		case r == '’':
			b = append(b, '\'')
		case r == '&':
			b = append(b, '&')
			if bytes.HasPrefix(between[i:], []byte("&amp;")) {
				size = len("&amp;")
			}
		default:
			b = utf8.AppendRune(b, r)
		}
		i += size
	}
	return b
}

// isPart says whether the words between two places are part of an address, a path or a name of a file.
func isPart(text []byte, start, end int) bool {
	if start > 0 && strings.IndexByte(`@/_\.`, text[start-1]) >= 0 {
		return true
	}
	if end == start || end == len(text) {
		return false
	}
	switch text[end] {
	case '@', '_', '\\':
		return true
	case '.':
		return end+1 < len(text) && wordRune(text[end+1:]) > 0
	}
	return false
}
