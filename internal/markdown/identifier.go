package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"

	"handrail/internal/source"
)

// Reserved lists the identifiers that every page uses itself.
func Reserved() []string { return []string{"main", "sections"} }

// checkID reports an identifier that cannot be part of an address as it is, or that every page has already.
func (r *reader) checkID(n ast.Node, id string) {
	if slices.Contains(Reserved(), id) {
		r.errorf(n, "identifier", "Choose another, for example "+id+"-part.", "every page uses the identifier %q itself", id)
	}
	bad := badCharacter(id)
	if bad == "" || source.HasInvisible(id) { // those have been reported where they are
		return
	}
	hint := "Write it with lowercase letters from a to z, digits and dashes, starting with a letter"
	if better := Slug(id); badCharacter(better) == "" {
		hint += ": " + strconv.Quote(better)
	}
	r.errorf(n, "identifier", hint+".", "the identifier %q holds %s, which is not allowed there", id, bad)
}

// badCharacter is the first character of an identifier that is not allowed where it is, as a message shows it; "" when there is none.
// Letters of other alphabets are shown with their code point, as they can look like ours.
func badCharacter(id string) string {
	for i, c := range id {
		switch {
		case c >= 'a' && c <= 'z', i > 0 && (c >= '0' && c <= '9' || c == '-'):
		case c > unicode.MaxASCII:
			return fmt.Sprintf("%q (%U)", string(c), c)
		default:
			return strconv.Quote(string(c))
		}
	}
	return ""
}

// Slug makes an identifier of words: lowercase letters and digits, with a dash between words.
func Slug(words string) string {
	var b strings.Builder
	b.Grow(len(words))
	dash := false
	for _, c := range strings.ToLower(norm.NFC.String(words)) { // an accent may be a character of its own
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(c)
		case c != '\'' && c != '’':
			dash = true
		}
	}
	if b.Len() == 0 {
		return "part"
	}
	return b.String()
}
