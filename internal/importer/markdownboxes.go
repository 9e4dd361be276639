package importer

import (
	"html"
	"slices"
	"strings"
)

// boxKinds are the names that programs have for boxes: MkDocs, Docusaurus, VitePress, Starlight, GitHub, Obsidian, GitBook, just-the-docs, and
// themes of Hugo.
func boxKinds() []string {
	return strings.Fields("note notes info information seealso abstract summary tldr todo hint tip important success check done question help faq warning warn caution attention " +
		"danger error failure fail missing bug example quote cite primary secondary alert callout notice admonition aside highlight-box new update")
}

func isBoxKind(name string) bool { return slices.Contains(boxKinds(), strings.ToLower(name)) }

func escaped(words string) string { return html.EscapeString(words) }

// strong is a line in bold, within which there is markdown.
func strong(words string) string { return "<strong>" + words + "</strong>" }

// openBox is the start of a box, with its title. A box without one that warns of something says so, if the language has a word for it.
func (m *markdownReader) openBox(kind, title string) string {
	kind = strings.ToLower(kind)
	title = strings.TrimSpace(title)
	if strings.EqualFold(title, kind) && kind == "note" { // as the box says itself
		title = ""
	} else if title == "" {
		title = m.language.Boxes[kind]
	}
	if title == "" {
		return `<div data-block="note">`
	}
	return `<div data-block="note">` + "\n\n" + strong(title)
}

// box writes a box around lines. prefix is what is before it on each of its lines.
func (m *markdownReader) box(prefix, kind, title string, content []line, num int) []line {
	m.noteAt(num, "admonition", kind)
	var out []line
	for part := range strings.SplitSeq("\n"+m.openBox(kind, title)+"\n", "\n") {
		out = append(out, line{part, num})
	}
	out = append(out, m.blocks(content)...)
	return prefixed(append(out, line{"", num}, line{"</div>", num}, line{"", num}), prefix)
}

// colons writes the line that opens or closes a ::: block: those of Docusaurus, Starlight, VitePress and MyST, and the divisions of pandoc.
func (m *markdownReader) colons(prefix, marks, rest string, num int) []line {
	lines := func(words string) []line {
		var out []line
		for part := range strings.SplitSeq("\n"+words+"\n", "\n") {
			out = append(out, line{part, num})
		}
		return prefixed(out, prefix)
	}
	if rest == "" {
		if len(m.boxes) == 0 {
			return lines("")
		}
		last := m.boxes[len(m.boxes)-1]
		m.boxes = m.boxes[:len(m.boxes)-1]
		return lines(last)
	}
	name, title, looks := colonName(rest)
	if looks != "" {
		m.noteAt(num, "attributes", looks)
	}
	switch lower := strings.ToLower(name); {
	case lower == "details":
		m.boxes = append(m.boxes, "</details>")
		return lines("<details>\n<summary>" + title + "</summary>")
	case isBoxKind(lower):
		m.boxes = append(m.boxes, "</div>")
		m.noteAt(num, "admonition", name)
		return lines(m.openBox(name, title))
	}
	m.noteAt(num, "shortcode", marks+rest)
	m.boxes = append(m.boxes, "")
	return lines("")
}

// colonName parts the name of a ::: block from its title, and from what says how it looks: "note Title", "note[Title]{.class}", "{note} Title" and
// "{.note title="Title"}".
func colonName(rest string) (name, title, looks string) {
	if inner, after, ok := strings.Cut(strings.TrimPrefix(rest, "{"), "}"); ok && rest[0] == '{' {
		name, looks, _ = strings.Cut(strings.TrimLeft(inner, " .#"), " ")
		return strings.TrimPrefix(name, "callout-"), strings.TrimSpace(parseTag(looks).named["title"] + after), looks
	}
	at := strings.IndexAny(rest, " \t[{")
	if at < 0 {
		return rest, "", ""
	}
	name, title = rest[:at], strings.TrimSpace(rest[at:])
	if inner, after, ok := strings.Cut(strings.TrimPrefix(title, "["), "]"); ok && title[0] == '[' {
		return name, inner, strings.TrimSpace(after)
	}
	if title != "" && title[0] == '{' {
		return name, parseTag(strings.Trim(title, "{}")).named["title"], title
	}
	return name, title, ""
}
