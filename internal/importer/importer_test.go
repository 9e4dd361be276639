package importer

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/language"
	"handrail/internal/text"
)

// readDocument reads a document that has nothing beside it.
func readDocument(t testing.TB, name string, data []byte) *Document {
	t.Helper()
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	d, diags := ReadFile(fstest.MapFS{name: {Data: data}}, name, english)
	if d == nil || len(diags) > 0 {
		t.Fatalf("%s is not read: %v", name, diags)
	}
	return d
}

// missing lists the words of a source that are neither in the blocks nor in the entries of what was made of it, as often as they are in the source. It is
// the promise that nothing is dropped silently.
func missing(words string, blocks []text.Block, front Front, entries []Entry) []string {
	there := map[string]int{}
	count := func(words string) {
		for _, word := range plainWords(words) {
			there[word]++
		}
	}
	count(front.Title + " " + front.Summary)
	count(text.Markdown(blocks))
	for _, e := range entries {
		count(e.Words)
	}
	var lost []string
	for _, word := range plainWords(words) {
		if there[word]--; there[word] < 0 {
			lost = append(lost, word)
		}
	}
	return lost
}

// smallDigits are digits above or below the line as Unicode has them, which are not digits to it (foreign.SmallDigits).
var smallDigits = regexp.MustCompile("[⁰¹²³⁴-⁹₀-₉]+")

// plainWords are the words of a text: what is between two characters that are neither letters nor digits.
func plainWords(words string) []string {
	words = smallDigits.ReplaceAllStringFunc(words, func(small string) string { return " " + norm.NFKC.String(small) + " " })
	return strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
