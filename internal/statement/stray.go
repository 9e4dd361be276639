package statement

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/source"
)

// stray are braces that are not a field, but look as if they were meant to be one.
type stray struct {
	start, end  int // in the text that was looked through
	inner       string
	open, shut  int  // how many braces there are on each side
	besideField bool // they are beside a field, which has its two
	tight       bool // they are as those of a field are
	weak        bool // one brace, at one side of a word
}

var (
	comments     = pattern.New(`(?s)<!--.*?-->`)
	headingAttrs = pattern.New(`(?m)^ {0,3}#{1,6}[ \t].*?(\{[#.][^{}\n]*\})[ \t]*$`)
	blockLines   = pattern.New(`(?m)^ {0,3}:::.*$`)
	someBraces   = pattern.New(`^((?:\\?[{｛][ \t]*)+)([^{}｛｝\n\x00]*)((?:[}｝]\\?[ \t]*)*)`)
	onlyShut     = pattern.New(`^\\?[}｝](?:[ \t]*\\?[}｝])*`)
	entity       = pattern.New(`(?i)&(?:#0*12[35]|#x0*7[bd]|lbrace|rbrace|lcub|rcub);`)
)

// strayBraces looks for braces in a statement's text that are no field. Places are in the file.
func strayBraces(doc *markdown.Doc) []stray {
	text := []byte(string(doc.File.Data))
	hide := func(from, to int, with byte) {
		for i := from; i < to; i++ {
			if text[i] != '\n' {
				text[i] = with
			}
		}
	}
	hide(0, doc.File.Body, ' ')
	for _, m := range comments().FindAllIndex(text, -1) {
		hide(m[0], m[1], ' ')
	}
	for _, m := range headingAttrs().FindAllSubmatchIndex(text, -1) {
		hide(m[2], m[3], ' ')
	}
	for _, m := range blockLines().FindAllIndex(text, -1) {
		hide(m[0], m[1], ' ')
	}
	for _, field := range doc.Fields {
		hide(field.Start, field.End, 0)
	}
	for _, mark := range doc.Marks {
		hide(mark[0], mark[1], ' ')
	}
	return slices.DeleteFunc(findStray(string(text), nil), func(s stray) bool {
		return slices.ContainsFunc(doc.Leftovers, func(l markdown.Leftover) bool { return !l.Braces && l.Start >= s.start && l.Start < s.end })
	})
}

// findStray finds braces in a text in which zero bytes are in the place of fields, and adds them to found.
func findStray(text string, found []stray) []stray {
	for at := 0; at < len(text); {
		next := strings.IndexAny(text[at:], "{}｛｝&")
		if next < 0 {
			break
		}
		at += next
		before := strings.TrimRight(text[:at], " \t")
		if text[at] == '&' {
			if m := entity().FindString(text[at:]); m != "" {
				if last := len(found) - 1; last < 0 || !entity().MatchString(found[last].inner) || strings.Contains(text[found[last].end:at], "\n") {
					found = append(found, stray{start: at, end: at + len(m), inner: m, open: 2})
				}
				at += len(m)
				continue
			}
			at++
			continue
		}
		escaped := strings.HasSuffix(text[:at], `\`)
		if m := someBraces().FindStringSubmatchIndex(text[at:]); m != nil {
			s := stray{start: at, inner: strings.TrimRight(text[at+m[4]:at+m[5]], " \t\\"), tight: strings.HasPrefix(text[at:], "{{") && strings.HasPrefix(text[at+m[6]:], "}}"), open: braces(text[at+m[2] : at+m[3]]), shut: braces(text[at+m[6] : at+m[7]])}
			s.end = at + m[7]
			if s.shut == 0 && s.inner != "" {
				s.inner = strings.TrimRight(strings.Fields(s.inner + " x")[0], ".,;:!?")
				s.weak = s.open == 1 && !escaped
			}
			after := text[s.end:]
			s.besideField = s.inner == "" && s.shut == 0 && strings.HasPrefix(after, "\x00")
			if s.besideField { // those on its other side belong to them
				rest := strings.TrimLeft(after, "\x00 \t")
				if m := onlyShut().FindString(rest); m != "" {
					s.end = len(text) - len(rest) + len(m)
				}
			}
			if s.weak || s.likely(escaped) {
				found = append(found, s)
			}
			at = max(s.end, at+1)
			continue
		}
		m := onlyShut().FindString(text[at:])
		if m == "" {
			at++
			continue
		}
		s := stray{start: at, end: at + len(m), shut: braces(m), besideField: strings.HasSuffix(before, "\x00")}
		if words := strings.Fields(before[max(0, len(before)-60):]); len(words) > 0 && !s.besideField {
			s.inner = strings.Trim(words[len(words)-1], "\x00")
			s.weak = s.shut == 1 && !escaped
		}
		opened := len(found) > 0 && found[len(found)-1].open > 1 && found[len(found)-1].shut == 0 // it is what closes those
		if s.weak || s.likely(escaped) && !opened {
			found = append(found, s)
		}
		at = s.end
	}
	return found
}

func braces(text string) int {
	return strings.Count(text, "{") + strings.Count(text, "}") + strings.Count(text, "｛") + strings.Count(text, "｝")
}

// likely says whether braces are probably meant to be a field: two of them on a side, or one around a name, or one beside a field.
func (s stray) likely(escaped bool) bool {
	switch {
	case s.open > 1 || s.shut > 1 || s.besideField:
		return true
	case escaped || s.open == 0 && s.shut == 0:
		return false
	}
	name := strings.Trim(s.inner, "$%#/<>[] \t")
	return s.open == 1 && s.shut == 1 && name != "" && utf8.RuneCountInString(name) <= 40 && !strings.ContainsFunc(name, func(r rune) bool {
		return !(unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._- '’", r))
	})
}

// stray reports braces that are not a field.
func (p *parser) stray(s stray, pos source.Pos) {
	inner := strings.TrimSpace(strings.Trim(s.inner, `\`))
	near := p.meant(inner)
	if s.weak && !strings.EqualFold(near, inner) {
		return
	}
	p.used[near] = true // it was meant to be
	word := strings.ToLower(strings.TrimLeft(inner, "#/^ "))
	switch {
	case entity().MatchString(inner):
		p.Add(pos, "Type the braces of a field as { and }. A statement cannot have braces in its text.", "these braces are written as %s, and would not be read as a field", inner)
	case s.besideField:
		p.Add(pos, "Write a field with two braces on each side, as in {{group}}.", "there is a brace too many beside this field")
	case slices.ContainsFunc([]string{"when", "if", "unless", "else", "end"}, func(w string) bool {
		return word == w || strings.HasPrefix(word, w+" ") || strings.HasPrefix(inner, "#") && strings.HasPrefix(word, w)
	}), strings.HasPrefix(inner, "#"), strings.HasPrefix(inner, "/"), strings.HasPrefix(inner, "^"):
		p.Add(pos, "A part that is left out when a field is empty begins with {{#when NAME}}, with the name of one field, and ends with {{/when}}. There is nothing else of this kind.",
			"this does not begin or end a part that can be left out")
	case s.tight && near == inner && near != "":
		p.Add(pos, "Write it in the text itself: it cannot be in code, in the address of a link, or behind a \\.", "the field %q is not filled in here", inner)
	case s.open >= 2 && s.shut == 0:
		p.Add(pos, "Close the field with two braces, as in {{group}}, on the same line.", "a field opens here and never closes")
	case near != "":
		p.Add(pos, fmt.Sprintf("Write {{%s}}.", near), "this is not a field, and would be left as it is")
	default:
		p.Add(pos, "A field has two braces on each side. It can be: "+strings.Join(p.known(), ", ")+".", "this is not a field, and would be left as it is")
	}
}
