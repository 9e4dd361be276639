package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"handrail/internal/pattern"
)

// lineKind is what a line of words is part of: other characters mean something in each.
type lineKind int

const (
	inParagraph lineKind = iota
	inHeading
	inCell
	inTerm
)

// line writes what is within a line, as one line or several.
func line(list []Inline, kind lineKind) []string {
	w := lineWriter{kind: kind}
	w.inlines(list, around{})
	text := w.b.String()
	if before, closes := strings.CutSuffix(text, "#"); kind == inHeading && closes && !strings.HasSuffix(before, `\`) {
		text = before + `\#` // it would be taken for the end of the heading
	}
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

type lineWriter struct {
	b      strings.Builder
	kind   lineKind
	links  int // in how many links the words are
	closed int // where code or words that are struck through ended last: the same marks again would be one run with theirs
}

// Nothing is what readers do not see: it keeps marks apart that would be read as one run.
const Nothing = "<!-- -->"

// apart begins a mark that has to be apart from the same mark before it.
func (w *lineWriter) apart() {
	if w.closed > 0 && w.closed == w.b.Len() {
		w.b.WriteString(Nothing)
	}
}

// last is the character that was written last; 0 at the start of a line.
func (w *lineWriter) last() rune {
	r, size := utf8.DecodeLastRuneInString(w.b.String())
	if size == 0 || r == '\n' {
		return 0
	}
	return r
}

// around is what parts of a line are in.
type around struct {
	mark          rune // '*', '_' or '~' on each side of them; 0 for none
	after         rune // the character that follows them; 0 at the end
	opens, closes bool // a letter is before, or after, the marks around them
}

// inlines writes parts of a line.
func (w *lineWriter) inlines(list []Inline, out around) {
	for i, in := range list {
		here := around{mark: out.mark, after: firstOf(list[i+1:], out.after), opens: isWord(w.last())}
		here.closes = isWord(here.after)
		if out.mark == '*' || out.mark == '_' {
			here.opens, here.closes = here.opens || i == 0 && out.opens, here.closes || i == len(list)-1 && out.closes
		}
		switch in.Kind {
		case Words:
			w.words(in.Text, neighbours(list, i, out.mark), here.after)
		case Emphasis:
			w.emphasis(in, 1, here)
		case Strong:
			w.emphasis(in, 2, here)
		case Struck:
			w.apart()
			w.b.WriteString("~~")
			w.inlines(in.Inlines, around{mark: '~', after: '~'})
			w.b.WriteString("~~")
			w.closed = w.b.Len()
		case CodeSpan:
			w.code(in.Text)
		case Break:
			w.b.WriteString("\\\n")
		case Link:
			w.link(in, list[i+1:])
		case Image:
			w.image(in)
		case Field:
			w.b.WriteString("{{" + in.Name + "}}")
		case NoteRef:
			w.b.WriteString("[^" + in.Name + "]")
		case InPart:
			w.part(in)
		case Task:
			w.b.WriteString(map[bool]string{true: "[x] ", false: "[ ] "}[in.Ticked])
		case Inside:
			w.b.WriteString(tag(in.Name, in.Attrs))
			w.inlines(in.Inlines, around{after: '<'})
			if !isVoid(in.Name) {
				w.b.WriteString("</" + in.Name + ">")
			}
		}
	}
}

// firstOf is the first character that some parts are written with.
func firstOf(list []Inline, after rune) rune {
	for _, in := range list {
		switch in.Kind {
		case Words:
			if r, size := utf8.DecodeRuneInString(in.Text); size > 0 {
				return r
			}
		case Break:
			return '\\'
		case Emphasis, Strong:
			return '*'
		case Struck:
			return '~'
		case CodeSpan:
			return '`'
		case Link:
			if !in.Address {
				return '['
			}
			return '<'
		case Image:
			return '!'
		case Field, InPart:
			return '{'
		default:
			return '['
		}
	}
	return after
}

// emphasis writes words between one or two marks on each side. Underscores do nothing beside a letter; asterisks beside
// asterisks would be read as one run.
func (w *lineWriter) emphasis(in Inline, marks int, here around) {
	mark, last := '*', w.last()
	if (here.mark == '*' || last == '*') && !here.opens && !here.closes {
		mark = '_'
	} else if last == '*' && here.mark == 0 {
		w.b.WriteString(Nothing)
	}
	run := strings.Repeat(string(mark), marks)
	w.b.WriteString(run)
	w.inlines(in.Inlines, around{mark: mark, after: mark, opens: here.opens, closes: here.closes})
	w.b.WriteString(run)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (w *lineWriter) code(text string) {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	space := text != "" && (text[0] == '`' || text[len(text)-1] == '`')
	if space = space || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") && strings.Trim(text, " ") != ""; space {
		text = " " + text + " "
	}
	if w.kind == inCell {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	w.apart()
	w.b.WriteString(fence + text + fence)
	w.closed = w.b.Len()
}

// link writes a link; rest is what follows it.
func (w *lineWriter) link(in Inline, rest []Inline) {
	if in.Address {
		w.address(in, rest)
		return
	}
	w.b.WriteByte('[')
	w.links++
	w.inlines(in.Inlines, around{after: ']'})
	w.links--
	w.b.WriteString("](" + w.cell(destination(in.Href)) + title(in.Title) + ")")
}

// mailAddress is one that can be between < and > (https://spec.commonmark.org/0.31.2/#email-autolink).
var mailAddress = pattern.New("^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$")

// address writes a link whose words are its address. One without a scheme cannot be put between < and >, and goes on until a space.
func (w *lineWriter) address(in Inline, rest []Inline) {
	words := plainWriter{address: func(string) string { return "" }}
	text := words.line(in.Inlines)
	if in.Href == text && !strings.ContainsAny(text, "<> ") || in.Href == "mailto:"+text && mailAddress().MatchString(text) {
		w.b.WriteString("<" + w.cell(text) + ">")
		return
	}
	w.b.WriteString(w.cell(text))
	after := ""
	if len(rest) > 0 && rest[0].Kind == Words {
		after = rest[0].Text
	}
	word := len(after)
	if end := strings.IndexAny(after, " \n"); end >= 0 {
		word = end
	}
	marks := ".,:!?" // that end a sentence, and are not taken for a part of the address
	if strings.Count(text, "(") <= strings.Count(text, ")") {
		marks += ")"
	}
	if len(rest) > 0 && (word == len(after) && (len(rest) > 1 || after == "") || strings.Trim(after[:word], marks) != "") {
		w.b.WriteString(Nothing)
	}
}

// cell keeps the lines between a table's cells apart from those of the text.
func (w *lineWriter) cell(text string) string {
	if w.kind == inCell {
		return strings.ReplaceAll(text, "|", `\|`)
	}
	return text
}

// destination writes where a link leads.
func destination(href string) string {
	text := escapeAddress(href)
	depth, paired := 0, true
	for _, c := range href {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
			paired = paired && depth >= 0
		}
	}
	if !paired || depth != 0 || href == "" || strings.HasPrefix(href, "<") || strings.ContainsFunc(href, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return "<" + strings.NewReplacer("<", `\<`, ">", `\>`, "\n", "&#10;").Replace(text) + ">"
	}
	return text
}

func title(text string) string {
	if text == "" {
		return ""
	}
	return ` "` + strings.NewReplacer(`"`, `\"`, "\n\n", "\n&#10;").Replace(escapeAddress(text)) + `"`
}

func (w *lineWriter) image(in Inline) {
	w.b.WriteString("![")
	w.links++
	w.words(in.Text, beside{}, ']')
	w.links--
	w.b.WriteString("](" + w.cell(destination(in.Href)+title(in.Title)) + ")")
	if in.Width != "" {
		w.b.WriteString("{width=" + in.Width + "}")
	}
}

// part writes what is shown only when a field has a value. Where there are several fields, it is only the space beside their parts.
func (w *lineWriter) part(in Inline) {
	if strings.Contains(in.Name, " ") {
		w.inlines(in.Inlines, around{})
		return
	}
	w.b.WriteString("{{#when " + in.Name + "}}")
	w.inlines(in.Inlines, around{after: '{'})
	w.b.WriteString("{{/when}}")
}
