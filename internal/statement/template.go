package statement

import (
	"strconv"
	"strings"
)

// Template is a text with its fields found: stretches of plain text, with a field after each but the last.
type Template []Part

// Part is a stretch of text and what is in the braces that follow it; the last part has none.
type Part struct {
	Text   string
	Field  string
	Offset int // of the field's braces in the text that was parsed, in bytes
}

// ParseTemplate finds what is in double braces in a text. What follows braces that never close is plain text.
func ParseTemplate(text string) Template {
	var t Template
	offset := 0
	for {
		at := strings.Index(text[offset:], "{{")
		if at < 0 {
			return append(t, Part{Text: text[offset:]})
		}
		at += offset
		length := strings.Index(text[at:], "}}")
		if length < 0 {
			return append(t, Part{Text: text[offset:]})
		}
		field := text[at+2 : at+length]
		if !strings.Contains(field, "|") {
			field = strings.TrimSpace(field)
		}
		t = append(t, Part{Text: text[offset:at], Field: field, Offset: at})
		offset = at + length + 2
	}
}

// Each writes the text with each field replaced by what value gives for it.
func (t Template) Each(value func(field string) string) string {
	var b strings.Builder
	for i, part := range t {
		b.WriteString(part.Text)
		if i < len(t)-1 {
			b.WriteString(value(part.Field))
		}
	}
	return b.String()
}

// Values are what fills the fields of a statement, by the fields' names.
type Values map[string]string

// Fill writes a template of a format with its fields filled in. escape makes a value fit for the format; nil leaves it as it is.
// In double braces are:
//
//	NAME             the value of a field; a field without a value stays as it is
//	NAME|TEXT        the same, with TEXT between its lines instead of a space
//	#when NAME NAME  what follows, until /when, is kept only when one of the fields has a value that is not empty
//	#item KEY N      the next number of a list, which starts at N
func (v Values) Fill(template string, escape func(string) string) string {
	var b strings.Builder
	t := ParseTemplate(template)
	var open []bool // the parts around this one; true for one that is kept
	numbers := map[string]int{}
	stands := true
	for i, part := range t {
		if stands {
			b.WriteString(part.Text)
		}
		if i == len(t)-1 {
			break
		}
		words := strings.Fields(part.Field)
		switch command := strings.Join(words[:min(1, len(words))], ""); {
		case command == "#when":
			open = append(open, stands)
			stands = stands && v.any(words[1:])
		case command == "/when" && len(open) > 0:
			stands, open = open[len(open)-1], open[:len(open)-1]
		case !stands:
		case command == "#item" && len(words) == 3:
			n, started := numbers[words[1]]
			if !started {
				n, _ = strconv.Atoi(words[2])
			}
			numbers[words[1]] = n + 1
			b.WriteString(strconv.Itoa(n))
		default:
			b.WriteString(v.value(part.Field, escape))
		}
	}
	return b.String()
}

func (v Values) any(names []string) bool {
	for _, name := range names {
		if value, ok := v[name]; !ok || value != "" { // one that is not known may still get a value
			return true
		}
	}
	return false
}

func (v Values) value(field string, escape func(string) string) string {
	name, between, several := strings.Cut(field, "|")
	value, ok := v[name]
	if !ok {
		return "{{" + field + "}}"
	}
	lines := strings.Split(value, "\n")
	for i := range lines {
		if escape != nil {
			lines[i] = escape(lines[i])
		}
	}
	if !several {
		between = " "
	}
	return strings.Join(lines, between)
}
