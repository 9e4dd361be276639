package markdown

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode"

	"handrail/internal/source"
)

// Version distinguishes what a rule means now from what it meant before: 20 bits of a SHA-256 as four letters of Crockford's base 32. Devices keep
// it of each rule that their reader has read. It changes with the rule's kind and with the day on which its meaning changed, and not with a spelling
// that is put right. For a rule without that day it changes with the words, apart from their case, punctuation and spaces.
func (r *Rule) Version() string {
	meaning := r.Changed.String()
	if r.Changed.IsZero() {
		meaning = FoldWords(r.Plain)
	}
	return VersionOf(string(r.Kind), meaning)
}

// FoldWords is a text without what a corrected spelling of it may change: case, punctuation and spaces.
func FoldWords(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) }), " ")
}

// VersionOf is the version of a meaning of something of a kind, in four letters as Rule.Version has them.
func VersionOf(kind, meaning string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q", kind, meaning))
	return source.ShortDigest(sum[:])
}
