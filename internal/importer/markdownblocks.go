package importer

import (
	"slices"
	"strings"

	"handrail/internal/pattern"
)

// codeFinder says of each line in its order whether it is code, where nothing means anything but what it is: fenced and indented code
// (https://spec.commonmark.org/0.31.2/#fenced-code-blocks).
type codeFinder struct {
	fence   string // that is open
	comment bool   // an HTML comment is open
	blank   bool   // the line before was empty, or there was none
	inCode  bool   // the line before was indented code
	content int    // where the text of the item of a list starts that is open
}

var (
	fenceLine  = pattern.New("^(?:[-*+][ \t]+|[0-9]+[.)][ \t]+)*(```+[^`]*|~~~+.*)$")
	itemMarker = pattern.New(`^[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|$)`)
)

func width(indent string) int { return len(strings.ReplaceAll(indent, "\t", "    ")) }

// indentOf is the spaces that a line starts with.
func indentOf(text string) string { return text[:len(text)-len(strings.TrimLeft(text, " \t"))] }

// isCode says whether the next line is code, with the lines that open and close it. more says whether a comment that it opens is closed further down.
func (c *codeFinder) isCode(text string, more bool) bool {
	words := strings.TrimLeft(text, " \t>")
	if c.fence != "" {
		if marks := strings.TrimRight(words, " \t"); strings.HasPrefix(marks, c.fence) && strings.Trim(marks, c.fence[:1]) == "" {
			c.fence = ""
		}
		return true
	}
	if c.comment {
		c.comment = !strings.Contains(text, "-->")
		return false
	}
	blank := words == ""
	defer func() { c.blank = blank }()
	if blank {
		return c.inCode
	}
	indent := width(indentOf(text))
	marker := itemMarker().FindString(text)
	if c.content > 0 && marker == "" && indent == 0 && c.blank {
		c.content = 0
	}
	if c.inCode = (c.blank || c.inCode) && indent >= 4+c.content; c.inCode {
		return true
	}
	if marker != "" {
		c.content = width(marker)
	}
	if found := fenceLine().FindStringSubmatch(words); found != nil {
		c.fence = found[1][:len(found[1])-len(strings.TrimLeft(found[1], found[1][:1]))]
		return true
	}
	if at := strings.LastIndex(text, "<!--"); at >= 0 && more && !strings.Contains(text[at:], "-->") {
		c.comment = true
	}
	return false
}

var (
	bangLine    = pattern.New(`^([ \t]*)(!!!|\?\?\?\+?)[ \t]+([\w-]+)((?:[ \t]+[\w-]+)*)(?:[ \t]+"(.*)")?[ \t]*$`)
	tabLine     = pattern.New(`^([ \t]*)===[+!]?[ \t]+"(.*)"[ \t]*$`)
	colonLine   = pattern.New(`^([ \t]*)(:{3,})[ \t]*(.*?)[ \t:]*$`)
	quoteLine   = pattern.New(`^([ \t]*)>[ \t]?(.*)$`)
	alertLine   = pattern.New(`^[ \t]*\[!([\w-]+)\][+-]?[ \t]*(.*)$`)
	boldLine    = pattern.New(`^[ \t]*(?:\*\*|__)([\w-]+):?(?:\*\*|__):?[ \t\\]*$`)
	directive   = pattern.New("^([ \t]*)(```+|~~~+)[ \t]*\\{([\\w-]+)\\}[ \t]*(.*)$")
	contentsTag = pattern.New(`^[ \t]*(?:\[TOC\]|\[\[?_?(?i:toc)_?\]?\]|\$\{toc\}|\{\{\s*toc\s*\}\}|\{:\s*toc\b[^}]*\})[ \t]*$`)
	abbreviated = pattern.New(`^[ \t]{0,3}\*\[[^\]]+\]:[ \t]*.*$`)
	braceLine   = pattern.New(`^[ \t]*\{:?[ \t]*((?:[.#][\w-]+[ \t]*|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s}"']+)[ \t]*)+)\}[ \t]*$`)
	importLine  = pattern.New(`^import\s+(?:[\w*{][^'"]*\sfrom\s+)?['"][^'"]+['"];?[ \t]*$`)
	exportLine  = pattern.New(`^export\s+(?:const|default|function|let|async)\b`)
	codeTag     = pattern.New(`^([ \t]*)(?:\{%-?\s*(highlight|mermaid|comment)\b([^%]*?)-?%\}|\{\{[<%]\s*(highlight|mermaid|comment)\b([^>%]*)[>%]\}\})[ \t]*$`)
	opensBlock  = pattern.New(`^([ \t]*)(?:<([A-Z][\w.]*)\b[^>]*[^/>]?>|\{\{[<%]\s*([\w-]+)[^/]*[>%]\}\}|\{%-?\s*(\w+)[^%]*-?%\})[ \t]*$`)
)

// blocks writes the blocks of other programs as HTML around markdown: an element <div data-block="note"> is a box.
func (m *markdownReader) blocks(in []line) []line {
	var out []line
	var code codeFinder
	last := lastComment(in)
	for i := 0; i < len(in); i++ {
		if found := directive().FindStringSubmatch(in[i].text); found != nil && code.fence == "" && isBoxKind(found[3]) {
			end := i + 1
			for end < min(len(in), i+mostBetween) && strings.TrimSpace(in[end].text) != found[2] {
				end++
			}
			if end < len(in) && strings.TrimSpace(in[end].text) == found[2] {
				out = append(out, m.box(found[1], found[3], found[4], in[i+1:end], in[i].num)...)
				i = end
				continue
			}
		}
		wasOpen := code.fence != ""
		if code.isCode(in[i].text, i < last) {
			if !wasOpen && code.fence != "" {
				in[i] = m.fenceInfo(in[i])
			}
			out = append(out, in[i])
			continue
		}
		if code.comment {
			out = append(out, in[i])
			continue
		}
		written, next := m.block(in, i)
		if next == 0 {
			out = append(out, in[i])
			continue
		}
		out, i = append(out, written...), next-1
		code.blank, code.inCode = true, false
	}
	return out
}

func lastComment(in []line) int {
	for i := len(in) - 1; i >= 0; i-- {
		if strings.Contains(in[i].text, "-->") {
			return i
		}
	}
	return -1
}

// block writes the block of another program that starts with a line, and gives the line after it; 0 when none starts there.
func (m *markdownReader) block(in []line, i int) (out []line, next int) {
	text, num := in[i].text, in[i].num
	alone := func(what string) ([]line, int) {
		m.noteAt(num, what, strings.TrimSpace(text))
		return []line{{"", num}}, i + 1
	}
	if found := bangLine().FindStringSubmatch(text); found != nil {
		end := indentedFrom(in, i+1, width(found[1])+4)
		content := dedent(in[i+1:end], width(found[1])+4)
		if found[4] != "" {
			m.noteAt(num, "attributes", strings.TrimSpace(found[4]))
		}
		return m.box(found[1], found[3], found[5], content, num), end
	}
	if found := tabLine().FindStringSubmatch(text); found != nil {
		end := indentedFrom(in, i+1, width(found[1])+4)
		m.noteAt(num, "tabs", "")
		out = append(out, line{"", num}, line{found[1] + strong(found[2]), num}, line{"", num})
		return append(append(out, prefixed(m.blocks(dedent(in[i+1:end], width(found[1])+4)), found[1])...), line{"", num}), end
	}
	if found := colonLine().FindStringSubmatch(text); found != nil {
		return m.colons(found[1], found[2], found[3], num), i + 1
	}
	if quoteLine().MatchString(text) {
		return m.quote(in, i)
	}
	if found := codeTag().FindStringSubmatch(text); found != nil {
		return m.codeBlock(in, i, found)
	}
	switch {
	case contentsTag().MatchString(text):
		return alone("contents")
	case itemMarker().MatchString(text) && i+1 < len(in) && contentsTag().MatchString(in[i+1].text) && strings.Contains(in[i+1].text, "{:"):
		m.noteAt(num, "contents", strings.TrimSpace(text)+" "+strings.TrimSpace(in[i+1].text))
		return []line{{"", num}}, i + 2
	case abbreviated().MatchString(text):
		return alone("abbreviation")
	case importLine().MatchString(text):
		return alone("shortcode")
	case m.mdx && (exportLine().MatchString(text) || strings.HasPrefix(text, "import {")):
		return m.script(in, i)
	case braceLine().MatchString(text):
		return m.braces(in, i)
	}
	if found := opensBlock().FindStringSubmatch(text); found != nil {
		return m.dedented(in, i, found[1], found[2]+found[3]+found[4])
	}
	return nil, 0
}

// codeBlock writes what is between two tags as code: {% highlight %} of Jekyll, {{< highlight >}} and {{< mermaid >}} of Hugo. A comment is left out.
func (m *markdownReader) codeBlock(in []line, i int, found []string) ([]line, int) {
	name, words := found[2]+found[4], strings.TrimSpace(found[3]+found[5])
	end := i + 1
	for end < min(len(in), i+mostBetween) && !closesTag(strings.TrimSpace(in[end].text), name) {
		end++
	}
	if end >= len(in) || end == i+mostBetween {
		return nil, 0
	}
	if name == "comment" {
		var hidden []string
		for _, l := range in[i+1 : end] {
			hidden = append(hidden, l.text)
		}
		m.noteAt(in[i].num, "comment", strings.Join(hidden, "\n"))
		return []line{{"", in[i].num}}, end + 1
	}
	if name == "mermaid" {
		words = name + " " + words
	}
	fence := "~~~~~~~~"
	out := []line{{"", in[i].num}, m.fenceInfo(line{found[1] + fence + words, in[i].num})}
	out = append(out, in[i+1:end]...)
	return append(out, line{found[1] + fence, in[end].num}, line{"", in[end].num}), end + 1
}

// script leaves out the statement of JavaScript that starts with a line of MDX (https://mdxjs.com/docs/what-is-mdx/#esm).
func (m *markdownReader) script(in []line, i int) ([]line, int) {
	end := i
	var words []string
	for ; end < len(in) && strings.TrimSpace(in[end].text) != ""; end++ {
		words = append(words, in[end].text)
	}
	m.noteAt(in[i].num, "shortcode", strings.Join(words, "\n"))
	return []line{{"", in[i].num}}, end
}

// mostBetween is how many lines there can be between those of a tag: it is not looked for further down.
const mostBetween = 500

// dedented moves what is between the lines of a tag to the left as far as the tag is: programs that have tags have no indented code.
func (m *markdownReader) dedented(in []line, i int, indent, name string) ([]line, int) {
	end, least, closed := i+1, -1, false
	for ; end < min(len(in), i+mostBetween); end++ {
		words := strings.TrimSpace(in[end].text)
		if closed = closesTag(words, name) && indentOf(in[end].text) == indent; closed {
			break
		}
		if now := width(indentOf(in[end].text)); words != "" && (least < 0 || now < least) {
			least = now
		}
	}
	if !closed || least <= width(indent) {
		return nil, 0
	}
	out := append([]line{in[i]}, prefixed(m.blocks(dedent(in[i+1:end], least)), indent)...)
	return append(out, in[end]), end + 1
}

// closesTag says whether a line closes a tag of a name.
func closesTag(words, name string) bool {
	for _, open := range []string{"</", "{{<", "{{%", "{%-", "{%"} {
		rest, ok := strings.CutPrefix(words, open)
		rest = strings.TrimSpace(rest)
		if open != "</" {
			marked := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(rest, "/"), "end"), "_")
			ok, rest = ok && marked != rest, strings.TrimSpace(marked)
		}
		if ok && strings.HasPrefix(rest, name) {
			return true
		}
	}
	return false
}

// indentedFrom is where the lines end that are empty or have an indent.
func indentedFrom(in []line, i, indent int) int {
	end := i
	for ; i < len(in); i++ {
		if strings.TrimSpace(in[i].text) == "" {
			continue
		}
		if width(indentOf(in[i].text)) < indent {
			break
		}
		end = i + 1
	}
	return end
}

// dedent takes spaces from the start of lines.
func dedent(in []line, by int) []line {
	out := make([]line, len(in))
	for i, l := range in {
		indent := indentOf(l.text)
		out[i] = line{strings.Repeat(" ", max(0, width(indent)-by)) + l.text[len(indent):], l.num}
	}
	return out
}

// prefixed puts a prefix before each line that is not empty, or any when it shows.
func prefixed(in []line, prefix string) []line {
	for i := range in {
		if in[i].text != "" || strings.TrimSpace(prefix) != "" {
			in[i].text = strings.TrimRight(prefix+in[i].text, " ")
		}
	}
	return in
}

// quote writes a quote, or the box that other programs show in its place: GitHub's alerts
// (https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts)
// and Obsidian's callouts, which have a title as well.
func (m *markdownReader) quote(in []line, i int) ([]line, int) {
	prefix := quoteLine().FindStringSubmatch(in[i].text)[1]
	var inner []line
	end := i
	for ; end < len(in); end++ {
		found := quoteLine().FindStringSubmatch(in[end].text)
		if found == nil {
			break
		}
		inner = append(inner, line{found[2], in[end].num})
	}
	if found := alertLine().FindStringSubmatch(inner[0].text); found != nil {
		return m.box(prefix, found[1], found[2], inner[1:], in[i].num), end
	}
	if found := boldLine().FindStringSubmatch(inner[0].text); found != nil && isBoxKind(found[1]) {
		return m.box(prefix, found[1], found[1], inner[1:], in[i].num), end
	}
	return prefixed(m.blocks(inner), prefix+"> "), end
}

// braces writes the attributes that kramdown and the extension attr_list of Python-Markdown have on a line of their own. A class that just-the-docs has for a
// box makes one of the paragraph or quote beside it.
func (m *markdownReader) braces(in []line, i int) ([]line, int) {
	num := in[i].num
	words := braceLine().FindStringSubmatch(in[i].text)[1]
	var out []line
	for word := range strings.FieldsSeq(words) {
		kind, isTitle := strings.CutSuffix(strings.TrimPrefix(word, "."), "-title")
		end := i + 1
		for end < len(in) && strings.TrimSpace(in[end].text) != "" {
			end++
		}
		if strings.HasPrefix(word, ".") && isBoxKind(kind) && end > i+1 {
			content := slices.Clone(in[i+1 : end])
			title := ""
			for n := range content {
				content[n].text = strings.TrimPrefix(strings.TrimPrefix(content[n].text, ">"), " ")
			}
			if isTitle {
				title, content = content[0].text, content[1:]
			}
			return m.box("", kind, title, content, num), end
		}
		if id, ok := strings.CutPrefix(word, "#"); ok {
			out = append(out, line{anchor(id), num})
		} else {
			m.noteAt(num, "attributes", word)
		}
	}
	return append(out, line{"", num}), i + 1
}

// anchor is a place that links reach.
func anchor(id string) string { return `<a id="` + escaped(id) + `"></a>` }

// fenceInfo keeps of the words after a fence the name of the language (https://spec.commonmark.org/0.31.2/#info-string), and notes the others.
func (m *markdownReader) fenceInfo(l line) line {
	words := strings.TrimLeft(l.text, " \t>-*+0123456789.)")
	start := len(l.text) - len(words)
	marks := len(words) - len(strings.TrimLeft(words, words[:1]))
	info := strings.TrimSpace(words[marks:])
	if strings.HasPrefix(info, "{") { // pandoc
		info = strings.Trim(info, "{} .")
	}
	name, rest, _ := strings.Cut(info, " ")
	name, more, _ := strings.Cut(name, ",")
	if rest = strings.TrimSpace(more + " " + rest); rest != "" {
		m.noteAt(l.num, "attributes", rest)
	}
	if slices.Contains([]string{"mermaid", "plantuml", "puml", "dot", "graphviz", "ditaa", "d2"}, strings.ToLower(name)) {
		m.noteAt(l.num, "diagram", name)
	}
	return line{l.text[:start+marks] + name, l.num}
}

var definitionLine = pattern.New(`^ {0,3}\[([^\]^][^\]]*)\]:[ \t]*(\S.*)$`)

// withoutLinks takes out the lines that define a link that nothing uses: nobody would see them.
func (m *markdownReader) withoutLinks(in []line) []line {
	uses := map[string]int{}
	for _, l := range in {
		for _, part := range strings.Split(l.text, "[")[1:] {
			if label, _, ok := strings.Cut(part, "]"); ok {
				uses[strings.ToLower(strings.Join(strings.Fields(label), " "))]++
			}
		}
	}
	var code codeFinder
	seen := map[string]bool{}
	last := lastComment(in)
	out := in[:0:0]
	for i, l := range in {
		found := definitionLine().FindStringSubmatch(l.text)
		if code.isCode(l.text, i < last) || found == nil || strings.HasPrefix(found[1], "^") {
			out = append(out, l)
			continue
		}
		label := strings.ToLower(strings.Join(strings.Fields(found[1]), " "))
		switch {
		case found[1] == "//" || found[1] == "comment":
			m.noteAt(l.num, "comment", found[2])
		case uses[label] < 2 || seen[label]:
			m.noteAt(l.num, "unused-link", l.text)
		default:
			out = append(out, l)
		}
		seen[label] = true
	}
	return out
}
