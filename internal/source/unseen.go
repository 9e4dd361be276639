package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxUnseen is how many characters that nobody can see are reported in one file: a text that was copied may be full of them.
const maxUnseen = 20

// unseen reports the characters of a file that nobody can see, the first of each line. With those that change the direction of
// what follows, a text can look different from what it says (https://trojansource.codes); others split words that look whole, so that
// a link, a heading or an answer is not what it seems to be. Among words they change nothing that a reader sees, and are a warning.
func (f *File) unseen() []Diagnostic {
	var diags []Diagnostic
	line := -1 // the end of the line that was reported last
	for i := 0; i < len(f.Data); i++ {
		c := f.Data[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' || c > 0xc2 && c < 0xe1 || c > 0xe2 && c < 0xee { // as most are
			continue
		}
		if c == '\r' {
			if i+1 < len(f.Data) && f.Data[i+1] == '\n' {
				continue
			}
			d := f.Errorf(i, "source", "a line ends here in a way that most programs do not recognise, with a lone carriage return")
			d.Source, d.Hint = "", "Save the file again with the line endings of Windows or Unix."
			return append(diags, d)
		}
		r, size := utf8.DecodeRune(f.Data[i:])
		at := i
		i += size - 1
		if at < line || !Unseen(r) && !f.isHidden(r, at, size) {
			continue
		}
		d := f.Errorf(at, "source", "there is a character here that nobody can see: %s", UnseenName(r))
		d.Hint = "Type this part of the line again. Such characters can come with copied text."
		if !Unseen(r) && f.amongWords(at) {
			d.Severity = Warning
		} else {
			d.Hides = true
		}
		diags, line = append(diags, d), at+max(bytes.IndexByte(f.Data[at:], '\n'), 0)
		if len(diags) == maxUnseen {
			break
		}
	}
	return diags
}

// Unseen says whether no text may hold a character: it controls a terminal or the direction of text, ends a line for some
// programs alone, or is no character at all (Unicode, section 23.7), which XML and so a Word document refuses. The marks that
// single words of some languages need are not among them.
func Unseen(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return false
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	case r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069: // line and paragraph separators, embeddings, overrides, isolates
		return true
	case r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef:
		return true
	}
	return false
}

// Invisible says whether a character has no width of its own and no meaning in any text: a zero-width space, a word joiner, a
// soft hyphen, a byte order mark, the place of an object, or one of a private font, such as the bullets of word processors.
func Invisible(r rune) bool {
	switch r {
	case 0xad, 0x180e, 0x200b, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff, 0xfffc:
		return true
	}
	return r >= 0xe000 && r <= 0xf8ff || r >= 0xfff9 && r <= 0xfffb
}

// HasInvisible says whether there is an invisible character in a text. Where a file is read, it is reported.
func HasInvisible(text string) bool { return strings.ContainsFunc(text, Invisible) }

// isHidden says whether the character at a place in the file is an invisible one, or a joiner between Latin letters, which need
// none: other scripts, and emoji, do.
func (f *File) isHidden(r rune, at, size int) bool {
	if r != 0x200c && r != 0x200d {
		return Invisible(r)
	}
	before, _ := utf8.DecodeLastRune(f.Data[:at])
	after, _ := utf8.DecodeRune(f.Data[at+size:])
	plain := func(c rune) bool { return c < utf8.RuneSelf || unicode.Is(unicode.Latin, c) }
	return plain(before) && plain(after)
}

// amongWords says whether a place is in running text: in no front matter, not before the first word of a line, and not in an
// address, an attribute or code.
func (f *File) amongWords(at int) bool {
	if f.Body == 0 && f.Front == nil && !strings.HasSuffix(f.Path, ".md") || at < f.Body {
		return false
	}
	line := f.Data[bytes.LastIndexByte(f.Data[:at], '\n')+1 : at]
	if bytes.HasPrefix(bytes.TrimSpace(line), []byte(":::")) || bytes.Count(line, []byte("`"))%2 == 1 {
		return false
	}
	if !bytes.ContainsFunc(line, unicode.IsLetter) {
		return false
	}
	return bytes.LastIndexByte(line, '{') <= bytes.LastIndexByte(line, '}') &&
		bytes.LastIndex(line, []byte("](")) <= bytes.LastIndexByte(line, ')') && bytes.LastIndexByte(line, '<') <= bytes.LastIndexByte(line, '>')
}

// UnseenName says what a character is for which Unseen or Invisible holds, with its code.
func UnseenName(r rune) string {
	names := map[rune]string{0xad: "a soft hyphen", 0x200b: "a zero-width space", 0x200c: "a zero-width non-joiner", 0x200d: "a zero-width joiner",
		0x2060: "a word joiner", 0xfeff: "a byte order mark", 0xfffc: "the place of a picture or a table that was not copied",
		0x2028: "a line separator", 0x2029: "a paragraph separator"}
	switch name := names[r]; {
	case name != "":
		return fmt.Sprintf("%s (U+%04X)", name, r)
	case r >= 0xe000 && r <= 0xf8ff:
		return fmt.Sprintf("one that only a certain font has (U+%04X)", r)
	case r > 0x2069 && Unseen(r):
		return fmt.Sprintf("one that no text can have (U+%04X)", r)
	case r > 0x2029 && Unseen(r):
		return fmt.Sprintf("one that changes the direction of the text (U+%04X)", r)
	case Unseen(r) || r < ' ':
		return fmt.Sprintf("a control character (U+%04X)", r)
	}
	return fmt.Sprintf("one without a width (U+%04X)", r)
}

// Visible writes characters that nobody can see as their codes, so that neither the name of a file nor a message can send
// commands to a terminal or change the direction of what follows.
func Visible(text string) string {
	hidden := func(r rune) bool { return Unseen(r) || Invisible(r) || r == '\r' || r == utf8.RuneError }
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
