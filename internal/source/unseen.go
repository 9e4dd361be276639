package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// unseen reports the first character of a file that nobody can see: a control character, or one that turns the direction of
// what follows. With those a text can look otherwise than it reads (https://trojansource.codes).
func (f *File) unseen() []Diagnostic {
	for i := 0; i < len(f.Data); i++ {
		c := f.Data[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' || c > 0xc2 && c != 0xe2 { // as most are
			continue
		}
		if c == '\r' {
			if i+1 < len(f.Data) && f.Data[i+1] == '\n' {
				continue
			}
			d := f.Errorf(i, "source", "a line ends here in a way that most programs do not know, with a lone carriage return")
			d.Source, d.Hint = "", "Save the file again with the line ends of Windows or Unix."
			return []Diagnostic{d}
		}
		r, size := utf8.DecodeRune(f.Data[i:])
		if !isUnseen(r) {
			i += size - 1
			continue
		}
		d := f.Errorf(i, "source", "a character stands here that nobody can see: %s", unseenName(r))
		d.Hint = "Type this part of the line afresh. Such characters come along when text is copied."
		return []Diagnostic{d}
	}
	return nil
}

// isUnseen says whether a character controls a terminal or the direction of text, or ends a line for some programs alone. The
// marks that single words of some languages need are not among them.
func isUnseen(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return false
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	case r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069: // line and paragraph separators, embeddings, overrides, isolates
		return true
	}
	return false
}

func unseenName(r rune) string {
	switch {
	case r == 0x2028 || r == 0x2029:
		return fmt.Sprintf("a line separator (U+%04X)", r)
	case r > 0x2029:
		return fmt.Sprintf("it turns the direction of the text (U+%04X)", r)
	}
	return fmt.Sprintf("a control character (U+%04X)", r)
}

// Visible writes characters that nobody can see as their codes, so that neither the name of a file nor a message can give
// orders to a terminal or turn the direction of what follows.
func Visible(text string) string {
	hidden := func(r rune) bool { return isUnseen(r) || r == '\r' || r == utf8.RuneError }
	if strings.IndexFunc(text, hidden) < 0 {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r == utf8.RuneError && text[i] != 0xef: // a byte that is not UTF-8
			fmt.Fprintf(&b, "\\x%02x", text[i])
		case r == utf8.RuneError:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.String()
}
