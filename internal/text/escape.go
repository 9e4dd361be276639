package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"handrail/internal/pattern"
)

// beside is what is on each side of some words within their line.
type beside struct {
	start, end bool // nothing is: the words begin or end what they are in
	mark       rune // the mark around what they are in, such as '*'; 0 for none
	link       bool // a link follows
	tail       bool // a link or an image is before them, which could take braces
	note       bool // a place that refers to a footnote is before them, which a colon would make a footnote
}

// neighbours looks at what is beside a part of a line.
func neighbours(list []Inline, i int, mark rune) beside {
	at := beside{start: i == 0, end: i == len(list)-1, mark: mark}
	if i > 0 {
		before := list[i-1].Kind
		at.tail, at.note = before == Link || before == Image, before == NoteRef
	}
	if i+1 < len(list) {
		after := list[i+1].Kind
		at.link = after == Link || after == NoteRef || after == Task
	}
	return at
}

var (
	reference  = pattern.New(`^&(?:#[0-9]|#[xX][0-9a-fA-F]|[A-Za-z][A-Za-z0-9]*;)`)
	emojiName  = pattern.New(`^:[A-Za-z0-9+_-]+:`)
	lineMark   = pattern.New(`^(?:[-+](?:[ \t\n]|$)|#{1,6}(?:[ \t\n]|$)|[-|:][-|: \t]*(?:\n|$)|=+[ \t]*(?:\n|$)|>|:|~)`)
	lineNumber = pattern.New(`^[0-9]{1,9}[.)](?:[ \t\n]|$)`)
)

// words writes words so that none of their characters is markup. next is the character that follows them.
func (w *lineWriter) words(text string, at beside, next rune) {
	number := -1 // where the full stop after the number at the start of a line is
	for i, r := range text {
		rest := text[i:]
		before := w.last()
		if before == 0 {
			if m := lineNumber().FindString(rest); m != "" {
				number = i + strings.IndexAny(m, ".)")
			}
		}
		after, size := utf8.DecodeRuneInString(rest[utf8.RuneLen(r):])
		if size == 0 {
			after = next
		}
		first, last := i == 0, size == 0
		switch {
		case isSpace(r) && (r == '\n' && (w.kind == inCell || w.kind == inTerm) || w.isEdge(before, after, first && at.start, last && at.end, at.mark)):
			w.b.WriteString(codeOf(r))
		case r == '\\' && last && next == '\\':
			w.b.WriteString("&#92;") // three of them before the end of a line are no line break to goldmark
		case i == number, before == 0 && lineMark().MatchString(rest), w.isMarkup(r, rest, before, after, at, first, last):
			w.b.WriteByte('\\')
			w.b.WriteRune(r)
		default:
			w.b.WriteRune(r)
		}
	}
}

// codeOf writes a space that would be lost as its number.
func codeOf(r rune) string {
	return map[rune]string{' ': "&#32;", '\t': "&#9;", '\n': "&#10;", '\r': "&#13;"}[r]
}

// isEdge says whether a space is at the edge of a line, where it would be lost, or of words with marks around them, which would
// then be none.
func (w *lineWriter) isEdge(before, after rune, first, last bool, mark rune) bool {
	return before == 0 || after == 0 || after == '\n' || first && before == mark || last && after == mark
}

// isMarkup says whether a character would mean something where it is. rest begins with it.
func (w *lineWriter) isMarkup(r rune, rest string, before, after rune, at beside, first, last bool) bool {
	alone := isSpace(before) && isSpace(after)
	switch r {
	case '\\', '`', '[':
		return true
	case '*':
		return !alone
	case '_':
		return !alone && !(isWord(before) && isWord(after))
	case ']':
		return w.links > 0
	case '!':
		return last && (at.link || w.links > 0) || after == '['
	case '<':
		return last || unicode.IsLetter(after) || strings.ContainsRune("/!?", after)
	case '&':
		return last || reference().MatchString(rest)
	case '~':
		return after == '~' || before == '~'
	case ':':
		return emojiName().MatchString(rest) || first && at.note || w.links == 0 && (strings.HasPrefix(rest, "://") || w.endsWith("mailto"))
	case '.':
		return w.links == 0 && w.endsWith("www")
	case '@':
		return w.links == 0 && isWord(after)
	case '|':
		return w.kind == inCell
	case '{':
		return first && at.tail || last || after == '{' || w.kind == inHeading
	}
	return false
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// endsWith says whether a word was written last, in uppercase or lowercase.
func (w *lineWriter) endsWith(word string) bool {
	text := w.b.String()
	return len(text) >= len(word) && strings.EqualFold(text[len(text)-len(word):], word)
}

// escapeAddress writes an address, or another text between marks, so that it is read as it is.
func escapeAddress(text string) string {
	if !strings.ContainsAny(text, `\&`) {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; c == '\\' || c == '&' && reference().MatchString(text[i:]) {
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
