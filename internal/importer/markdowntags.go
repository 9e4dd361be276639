package importer

import (
	"slices"
	"strings"

	"handrail/internal/pattern"
)

// tag is a shortcode, a tag of a template language, or a component.
type tag struct {
	raw, name      string
	closing, alone bool
	element        bool // it is written as an element of HTML is
	first          []string
	named          map[string]string
}

var (
	tagParts = pattern.New("([\\w:.-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|`([^`]*)`|\\{((?:[^{}]|\\{[^{}]*\\})*)\\}|([^\\s,\"'{}]+))" +
		"|\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|`([^`]*)`|([^\\s,|\"'`]+)")
	pathInCode = pattern.New(`^\s*(?:[\w.]*\(\s*)?["'\x60]([^"'\x60]*)["'\x60]`)
)

// parseTag reads what follows the name of a tag: values, and keys with values. Of JavaScript it takes the first text between quotes.
func parseTag(words string) tag {
	t, unquoted := tag{named: map[string]string{}}, strings.NewReplacer(`\"`, `"`, `\\`, `\`)
	for _, found := range tagParts().FindAllStringSubmatch(words, -1) {
		if found[1] == "" {
			t.first = append(t.first, unquoted.Replace(found[7])+found[8]+found[9]+found[10])
			continue
		}
		value := unquoted.Replace(found[2]) + found[3] + found[4] + found[6]
		if found[5] != "" {
			value = found[5]
			if text := pathInCode().FindStringSubmatch(value); text != nil {
				value = text[1]
			}
		}
		t.named[found[1]] = value
	}
	return t
}

// get is the first of some attributes that a tag has, or else its value at a position.
func (t tag) get(position int, keys ...string) string {
	for _, key := range keys {
		if value := t.named[key]; value != "" {
			return value
		}
	}
	if position >= 0 && position < len(t.first) {
		return t.first[position]
	}
	return ""
}

// The names of tags that mean the same in many programs and themes.
func embeddedTags() []string {
	return strings.Fields("youtube youtubelite vimeo video tweet twitter x instagram gist iframe asciinema spotify soundcloud codepen codesandbox embed audio loom figma")
}
func pictureTags() []string { return strings.Fields("figure img image picture screenshot") }
func foldedTags() []string {
	return strings.Fields("details expand collapse collapsible spoiler accordion accordionitem expandable toggle")
}
func partTags() []string { return strings.Fields("tab tabitem tabpanel step panel codetab") }
func linkTags() []string {
	return strings.Fields("button btn linkbutton link-button link navlink card linkcard link-card doccard")
}
func templateTags() []string {
	return strings.Fields("if elsif elif else unless for case when assign capture set macro block extends import from layout with cycle increment decrement break continue liquid render call filter do")
}

var listStart = pattern.New(`^([ \t>]*)((?:[-*+]|[0-9]+[.)])[ \t]+)?`)

// block is some lines by themselves, within the list or quote that the line is in.
func (s *scanner) block(lines string) string {
	written := s.out.String()
	last := written[strings.LastIndexByte(written, '\n')+1:]
	found := listStart().FindStringSubmatch(last)
	prefix := found[1] + strings.Repeat(" ", len(found[2]))
	lines = "\n\n" + lines + "\n\n"
	return strings.ReplaceAll(lines, "\n", "\n"+prefix)
}

// isPaired says whether a tag is closed further on.
func (s *scanner) isPaired(t tag) bool {
	if t.alone || t.closing {
		return false
	}
	for _, form := range []string{"/" + t.name, "/ " + t.name, "end" + t.name, "end_" + t.name} {
		if s.find(form, len(t.raw)) >= 0 {
			return true
		}
	}
	return false
}

// tag writes what a tag means, or notes it. What is between two tags is text in any case.
func (s *scanner) tag(t tag) {
	name := strings.ToLower(t.name)
	has := func(list []string) bool { return slices.Contains(list, name) }
	n := len(t.raw)
	switch {
	case name == "raw" || name == "verbatim":
		s.raw = !t.closing
		s.replace(n, "")
	case isBoxKind(name):
		s.boxTag(t)
	case has(foldedTags()) && (t.closing || s.isPaired(t)):
		if t.closing {
			s.replace(n, s.block("</details>"))
			break
		}
		s.replace(n, s.block("<details>\n<summary>"+escaped(t.get(0, "title", "summary", "label", "header"))+"</summary>"))
	case has(partTags()) || name == "tabs" || name == "tabgroup" || name == "codetabs":
		label := ""
		if has(partTags()) && !t.closing {
			label = strong(escaped(t.get(0, "label", "title", "name", "header", "tabName", "value")))
		}
		if !t.closing {
			s.noteAt(s.num(), "tabs", t.raw)
		}
		s.replace(n, s.block(label))
	case has(pictureTags()) && t.get(0, "src", "link", "url", "path") != "":
		s.picture(t)
	case !t.element && (name == "ref" || name == "relref" || name == "link" || name == "url" || name == "post_url") && t.get(0, "path") != "":
		s.replace(n, s.pathTag(name, t.get(0, "path")))
	case has(linkTags()):
		s.linkTag(t)
	case name == "br":
		s.replace(n, "<br>")
	case has(embeddedTags()):
		s.leave(n, "embedded")
	case t.closing: // the one that opens it is noted
		s.replace(n, s.gap(n))
	case has(templateTags()) && !t.element:
		gap := s.gap(n)
		s.leave(n, "template")
		s.out.WriteString(gap)
	case strings.HasPrefix(name, "include"):
		s.leave(n, "include")
	default:
		s.leave(n, "shortcode")
	}
}

// gap is a space where the words before and after the next characters would be one word without them.
func (s *scanner) gap(n int) string {
	if after := s.pos + n; after < len(s.src) && strings.TrimSpace(s.src[after:after+1]) != "" && strings.TrimSpace(string(s.before())) != "" {
		return " "
	}
	return ""
}

// boxTag writes the start or the end of a box.
func (s *scanner) boxTag(t tag) {
	switch {
	case t.closing:
		s.replace(len(t.raw), s.block("</div>"))
		return
	case !s.isPaired(t) && t.get(0, "text", "content", "body", "message", "title") == "":
		s.leave(len(t.raw), "shortcode")
		return
	}
	kind, title := t.get(-1, "type", "style", "kind", "level", "variant", "color", "theme"), t.get(-1, "title", "heading", "header")
	words := t.get(-1, "text", "content", "body", "message")
	values := t.first
	if kind == "" && len(values) > 0 && isBoxKind(values[0]) {
		kind, values = values[0], values[1:]
	}
	if title == "" && len(values) > 0 && s.isPaired(t) {
		title, values = strings.Join(values, " "), nil
	}
	if kind == "" {
		kind = t.name
	}
	s.noteAt(s.num(), "admonition", t.raw)
	box := s.openBox(kind, escaped(title))
	if !s.isPaired(t) {
		box += "\n\n" + escaped(strings.TrimSpace(words+" "+strings.Join(values, " "))) + "\n\n</div>"
	}
	s.replace(len(t.raw), s.block(box))
}

// picture writes a picture with its words.
func (s *scanner) picture(t tag) {
	if t.closing {
		s.replace(len(t.raw), "")
		return
	}
	src := t.get(0, "src", "link", "url", "path")
	inBrackets := strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ")
	words := "![" + inBrackets.Replace(t.get(1, "alt")) + "](<" + src + ">"
	if caption := t.get(-1, "caption", "title"); caption != "" {
		words += ` "` + strings.NewReplacer(`"`, "&quot;", "\n", " ").Replace(caption) + `"`
	}
	for _, key := range []string{"attr", "attrlink", "href"} {
		if t.named[key] != "" {
			s.noteAt(s.num(), "shortcode", t.raw)
			break
		}
	}
	s.replace(len(t.raw), words+")")
}

// pathTag is the path of a page that a tag names.
func (s *scanner) pathTag(name, value string) string {
	switch {
	case name == "post_url":
		return "/_posts/" + value + ".md"
	case name == "link":
		return "/" + strings.TrimPrefix(value, "/")
	}
	return value
}

// linkTag writes a link with the text that is between two tags, or that the tag has as its title.
func (s *scanner) linkTag(t tag) {
	n := len(t.raw)
	if t.closing {
		end := ""
		if last := len(s.links) - 1; last >= 0 {
			end, s.links = s.links[last], s.links[:last]
		}
		s.replace(n, end)
		return
	}
	href, title := t.get(0, "href", "link", "to", "url", "relref"), t.get(-1, "title", "text", "label", "name")
	isCard := strings.Contains(strings.ToLower(t.name), "card")
	words := escaped(title)
	if href != "" && (title != "" || !isCard && s.isPaired(t)) {
		words = `<a href="` + escaped(href) + `">` + words
	}
	end := ""
	if strings.HasPrefix(words, "<a ") {
		end = "</a>"
	}
	if href == "" || isCard {
		s.noteAt(s.num(), "shortcode", t.raw)
	}
	if isCard || !s.isPaired(t) {
		if end != "" || title != "" {
			words = s.block(words + end + " " + escaped(t.get(-1, "description", "subtitle")))
		} else {
			words = ""
		}
		end = ""
	}
	if s.isPaired(t) {
		s.links = append(s.links, end)
	}
	s.replace(n, words)
}
