package importer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/text"
)

// markLists finds the lists that were typed among items, and notes those whose numbers are letters or have words beside them. top says that the items are the document's.
func (d *docx) markLists(items []docxItem, top bool) {
	d.typedLists(items, top)
	for i, item := range items {
		l := item.list
		if l == nil || !l.ordered || l.words == "" && (l.kind == "decimal" || l.kind == "decimalZero") {
			continue
		}
		key := l.key + " " + strconv.Itoa(l.level)
		if d.lettered[key] {
			continue
		}
		d.lettered[key] = true
		if top {
			d.headings = i
		}
		d.note("list-numbers", strings.TrimSpace(l.words+" "+plainOf([]docxItem{item})))
	}
}

// typedMarks are the bullets and numbers that people type at the start of a paragraph.
func typedMarks() *regexp.Regexp {
	return regexp.MustCompile(`^[ \t]*(?:([•·◦▪▫‣●○■–*-])|([☐□❑❏])|\(?([0-9]{1,2}|[a-zA-Z]|[ivx]{1,5})[.)])[ \t\x{a0}]+`)
}

// typedMark is what somebody typed at the start of a paragraph.
type typedMark struct {
	length int    // in bytes, with the space after it
	kind   string // "bullet", "box", "decimal", "letter" or "roman"
	text   string // without punctuation
	number int
}

// typedLists makes lists of paragraphs that begin with a bullet, and of those that begin with numbers or letters in a row.
func (d *docx) typedLists(items []docxItem, top bool) {
	pattern := typedMarks()
	lists := 0
	last := map[string]typedMark{} // the last one of a list, by its kind and indent
	for i := range items {
		item := &items[i]
		found := marksOf(*item, pattern)
		for _, m := range found {
			place := m.kind + " " + strconv.Itoa(item.left)
			before, follows := last[place]
			switch {
			case m.kind == "bullet" || m.kind == "box":
			case follows && before.number+1 == m.number:
			case m.number == 1 && nextInRow(items[i+1:], m, pattern):
				lists++
			default:
				continue
			}
			last[place] = m
			item.list = &docxListItem{key: "typed " + place + " " + strconv.Itoa(lists), left: item.left, ordered: m.number > 0, number: m.number, kind: m.kind}
			item.block.Inlines = withoutStart(item.block.Inlines, m.length)
			if m.kind == "letter" || m.kind == "roman" {
				item.list.kind = "decimal" // each is noted here, as its letter is on no page
				if top {
					d.headings = i
				}
				d.note("list-numbers", m.text+" "+plainOf([]docxItem{*item}))
			}
			break
		}
	}
}

// marksOf gives what the mark at the start of a paragraph can be; nothing when there is none.
func marksOf(item docxItem, pattern *regexp.Regexp) []typedMark {
	if item.list != nil || item.role != plainRole || item.block.Kind != text.Paragraph {
		return nil
	}
	words := firstText(item.block.Inlines)
	at := pattern.FindStringSubmatchIndex(words)
	if at == nil || at[1] == len(words) && len(item.block.Inlines) == 1 {
		return nil
	}
	m := typedMark{length: at[1]}
	switch {
	case at[2] >= 0:
		m.kind = "bullet"
		return []typedMark{m}
	case at[4] >= 0:
		m.kind = "box"
		return []typedMark{m}
	}
	m.text = words[at[6]:at[7]]
	if n, err := strconv.Atoi(m.text); err == nil {
		m.kind, m.number = "decimal", n
		return []typedMark{m}
	}
	var found []typedMark
	if n := slices.Index([]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"}, strings.ToLower(m.text)); n > 0 {
		found = append(found, typedMark{m.length, "roman", m.text, n})
	}
	if len(m.text) == 1 {
		found = append(found, typedMark{m.length, "letter", m.text, int(m.text[0]|0x20-'a') + 1})
	}
	return found
}

// nextInRow says whether the mark after m begins the next of some paragraphs, apart from those in other lists.
func nextInRow(items []docxItem, m typedMark, pattern *regexp.Regexp) bool {
	for _, item := range items {
		if item.isEmpty() || item.list != nil {
			continue
		}
		found := marksOf(item, pattern)
		if slices.ContainsFunc(found, func(next typedMark) bool { return next.kind == m.kind && next.number == m.number+1 }) {
			return true
		}
		if !slices.ContainsFunc(found, func(next typedMark) bool { return next.number == 0 }) {
			return false
		}
	}
	return false
}

// firstText is the text that a line begins with; "" when it begins with anything else.
func firstText(line []text.Inline) string {
	for _, in := range line {
		switch in.Kind {
		case text.Words:
			return in.Text
		case text.Strong, text.Emphasis:
			return firstText(in.Inlines)
		case text.Inside:
			if in.Name == "a" {
				continue
			}
		}
		return ""
	}
	return ""
}

// withoutStart gives a line without some bytes of the text that it begins with.
func withoutStart(line []text.Inline, length int) []text.Inline {
	line = slices.Clone(line)
	for i := range line {
		switch in := &line[i]; in.Kind {
		case text.Words:
			in.Text = in.Text[length:]
		case text.Strong, text.Emphasis:
			in.Inlines = withoutStart(in.Inlines, length)
		default:
			continue
		}
		break
	}
	return slices.DeleteFunc(line, func(in text.Inline) bool {
		return in.Kind == text.Words && in.Text == "" || (in.Kind == text.Strong || in.Kind == text.Emphasis) && len(in.Inlines) == 0
	})
}
