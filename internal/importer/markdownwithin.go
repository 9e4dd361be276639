package importer

import (
	"sort"
	"strconv"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
)

// lineStart is where in a changed text a line of the document begins.
type lineStart struct{ at, num int }

// scanner goes through a text, outside code, and writes what other programs have within lines as markdown or HTML.
type scanner struct {
	*markdownReader
	src    string
	pos    int
	out    strings.Builder
	places []lineStart
	lines  []line
	starts []int          // of the lines in src
	code   []bool         // of the lines
	raw    bool           // tags are words here
	closes map[string]int // where in src a tag of a name is closed last
	links  []string       // what closes the tags that became links
}

// within changes what is within lines. The places are those of the lines in what it returns.
func (m *markdownReader) within(lines []line) (string, []lineStart) {
	s := &scanner{markdownReader: m, lines: lines, closes: map[string]int{}}
	var all strings.Builder
	var code codeFinder
	last := lastComment(lines)
	for i, l := range lines {
		s.starts = append(s.starts, all.Len())
		s.code = append(s.code, code.isCode(l.text, i < last))
		all.WriteString(l.text + "\n")
	}
	s.src = all.String()
	s.run()
	return m.withinColumns(s.out.String(), s.places), s.places
}

var columnsLine = pattern.New(`^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)

// withinColumns puts the cells of a row that are beyond the last column of its table into that column: markdown would leave them out
// (https://github.github.com/gfm/#tables-extension-). No place in the text moves.
func (m *markdownReader) withinColumns(words string, places []lineStart) string {
	if !strings.Contains(words, "|") {
		return words
	}
	var b strings.Builder
	var code codeFinder
	columns, at := 0, 0
	for row := range strings.Lines(words) {
		text := strings.TrimSuffix(row, "\n")
		pipes := unescapedPipes(text)
		switch {
		case code.isCode(text, false) || strings.Trim(text, " \t>") == "":
			columns = 0
		case columns == 0 && len(pipes) > 0 && columnsLine().MatchString(text):
			columns = len(cellStarts(text, pipes))
		case columns > 0:
			if starts := cellStarts(text, pipes); len(starts) > columns {
				m.noteAt(lineAt(strconv.Itoa(at), places), "extra-cells", strings.TrimSpace(text))
				changed := []byte(row)
				for _, start := range starts[columns:] {
					changed[start] = '/'
				}
				row = string(changed)
			}
		}
		at += len(row)
		b.WriteString(row)
	}
	return b.String()
}

// unescapedPipes are where a line has the marks between cells.
func unescapedPipes(text string) []int {
	var pipes []int
	for i := range len(text) {
		if text[i] == '|' && (i == 0 || text[i-1] != '\\') {
			pipes = append(pipes, i)
		}
	}
	return pipes
}

// cellStarts are where the cells of a row start: the marks before them, or 0.
func cellStarts(text string, pipes []int) []int {
	if trimmed := strings.TrimLeft(text, " \t>"); !strings.HasPrefix(trimmed, "|") {
		pipes = append([]int{0}, pipes...)
	}
	if strings.HasSuffix(strings.TrimRight(text, " \t"), "|") && len(pipes) > 1 && text[pipes[len(pipes)-1]] == '|' {
		pipes = pipes[:len(pipes)-1]
	}
	return pipes
}

// num is the line of the document that a place of the source is on.
func (s *scanner) num() int { return s.lines[s.at()].num }

// at is which of the lines a place of the source is on.
func (s *scanner) at() int { return max(0, sort.SearchInts(s.starts, s.pos+1)-1) }

func (s *scanner) run() {
	next := 0 // of the lines
	for s.pos < len(s.src) {
		if next < len(s.starts) && s.pos >= s.starts[next] {
			now := s.at()
			s.places = append(s.places, lineStart{s.out.Len(), s.lines[now].num})
			next = now + 1
			if s.code[now] && s.pos == s.starts[now] {
				s.copy(len(s.lines[now].text) + 1)
				continue
			}
		}
		plain := strings.IndexAny(s.src[s.pos:], "\\`<{[!=+~^$:%\n")
		if plain < 0 {
			plain = len(s.src) - s.pos
		}
		if plain > 0 {
			s.copy(plain)
			continue
		}
		if !s.special() {
			s.copy(1)
		}
	}
}

func (s *scanner) copy(n int) {
	n = min(n, len(s.src)-s.pos)
	s.out.WriteString(s.src[s.pos : s.pos+n])
	s.pos += n
}

// replace writes something in the place of the next characters.
func (s *scanner) replace(n int, with string) {
	s.out.WriteString(with)
	s.pos += n
}

// leave notes the next characters, and leaves them out.
func (s *scanner) leave(n int, what string) {
	words, gap := s.src[s.pos:s.pos+n], ""
	if strings.Contains(words, "\n") {
		gap = s.gap(n)
	}
	s.noteAt(s.num(), what, words)
	s.replace(n, gap)
}

// ahead is the text from here, as far as anything within lines can reach.
func (s *scanner) ahead() string { return s.src[s.pos:min(len(s.src), s.pos+markdown.MaxLine)] }

// before is the character before this place.
func (s *scanner) before() byte {
	if s.pos == 0 {
		return '\n'
	}
	return s.src[s.pos-1]
}

func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c >= 0x80
}

// special reads what a character may begin. It says whether it was anything.
func (s *scanner) special() bool {
	if s.raw && s.src[s.pos] != '{' {
		return false
	}
	switch s.src[s.pos] {
	case '\\':
		s.copy(2)
		return true
	case '`':
		return s.codeSpan()
	case '<':
		return s.angle()
	case '{':
		return s.brace()
	case '[', '!':
		return s.bracket()
	case '$':
		return s.formula()
	}
	return s.mark()
}

// codeSpan copies code, in which nothing is markup.
func (s *scanner) codeSpan() bool {
	ahead := s.ahead()
	if paragraph := strings.Index(ahead, "\n\n"); paragraph >= 0 {
		ahead = ahead[:paragraph]
	}
	marks := len(ahead) - len(strings.TrimLeft(ahead, "`"))
	for at := marks; at < len(ahead); {
		found := strings.IndexByte(ahead[at:], '`')
		if found < 0 {
			break
		}
		at += found
		run := len(ahead[at:]) - len(strings.TrimLeft(ahead[at:], "`"))
		if at += run; run == marks {
			s.copy(at)
			return true
		}
	}
	s.copy(marks)
	return true
}

var (
	markedWords = pattern.New(`^(?:==([^=\s](?:[^=\n]*[^=\s])?)==|\+\+([^+\s](?:[^\n]{0,200}?[^+\s])?)\+\+)`)
	subscript   = pattern.New(`^~([^~\s]{1,20})~`)
	superscript = pattern.New(`^\^([^^\s]{1,20})\^`)
	iconName    = pattern.New(`^:(?:material|fontawesome|octicons|simple|fa|fas|fab)-[\w-]+:`)
	hiddenNote  = pattern.New(`^%%(?s:.+?)%%`)
	formulas    = pattern.New(`^(?:\$\$([^$]+)\$\$|\$([^$\s](?:[^$\n]*[^$\s])?)\$)`)
	punctuation = pattern.New("[!-/:-@\\[-`{-~]")
)

// mark reads marks around words: those of PyMdown, Obsidian and pandoc.
func (s *scanner) mark() bool {
	ahead, before := s.ahead(), s.before()
	if found := markedWords().FindStringSubmatch(ahead); found != nil && !isWordByte(before) && before != '=' && before != '+' {
		s.noteAt(s.num(), "underline", found[1]+found[2])
		s.replace(2, "")
		rest := s.ahead()[:len(found[1])+len(found[2])]
		s.copy(len(rest))
		s.replace(2, "")
		return true
	}
	if found := subscript().FindStringSubmatch(ahead); found != nil && isWordByte(before) && !strings.HasPrefix(ahead[len(found[0]):], "~") {
		s.replace(len(found[0]), "<sub>"+escaped(found[1])+"</sub>")
		return true
	}
	if found := superscript().FindStringSubmatch(ahead); found != nil && isWordByte(before) {
		s.replace(len(found[0]), "<sup>"+escaped(found[1])+"</sup>")
		return true
	}
	if found := iconName().FindString(ahead); found != "" {
		s.leave(len(found), "icon")
		return true
	}
	if found := hiddenNote().FindString(upTo(ahead, "%%", "%%")); found != "" {
		s.leave(len(found), "comment")
		return true
	}
	return false
}

// formula keeps what is between dollars as it was typed.
func (s *scanner) formula() bool {
	ahead := s.ahead()
	found := formulas().FindString(ahead)
	if found == "" || isWordByte(s.before()) || len(found) < len(ahead) && ahead[len(found)] >= '0' && ahead[len(found)] <= '9' {
		return false
	}
	s.noteAt(s.num(), "formula", found)
	s.replace(len(found), punctuation().ReplaceAllStringFunc(found, func(c string) string { return `\` + c }))
	return true
}

var (
	openTag    = pattern.New(`^</?([A-Za-z][\w.:-]*)((?s:[\s/].*?)?)(/?)>$`)
	addressTag = pattern.New(`^<[^\s<>]+[:@][^\s<>]*>`)
)

// upTo is the start of a text that begins with one thing and ends with the next of another; "" when it is not so.
func upTo(ahead, open, end string) string {
	if !strings.HasPrefix(ahead, open) {
		return ""
	}
	at := strings.Index(ahead[len(open):], end)
	if at < 0 {
		return ""
	}
	return ahead[:len(open)+at+len(end)]
}

// angle reads HTML comments, tags with what MDX has in them, and the tags of ERB.
func (s *scanner) angle() bool {
	rest := s.src[s.pos:]
	if strings.HasPrefix(rest, "<!--") {
		end := s.find("-->", len("<!--"))
		if end < 0 {
			s.replace(1, `\<`)
			return true
		}
		words := strings.TrimSpace(strings.ToLower(rest[4 : end-3]))
		if words == "toc" || strings.HasPrefix(words, "start doctoc") {
			for _, last := range []string{"END doctoc", "tocstop", "/toc"} {
				if stop := s.find(last, end); stop > 0 {
					s.leave(min(len(rest), stop+max(0, strings.Index(rest[stop:], "-->"))+len("-->")), "contents")
					return true
				}
			}
		}
		s.leave(end, "comment")
		return true
	}
	if strings.HasPrefix(rest, "<%") {
		if end := strings.Index(s.ahead(), "%>"); end > 0 {
			s.leave(end+2, "template")
			return true
		}
	}
	if found := addressTag().FindString(s.ahead()); found != "" {
		s.copy(len(found))
		return true
	}
	found := openTag().FindStringSubmatch(wholeTag(s.ahead()))
	if found == nil {
		return false
	}
	if name := found[1]; name[0] >= 'A' && name[0] <= 'Z' && name != strings.ToUpper(name) || strings.Contains(name, ".") {
		t := parseTag(found[2])
		t.raw, t.name, t.closing, t.alone, t.element = found[0], name, found[0][1] == '/', found[3] != "", true
		s.tag(t)
		return true
	}
	if strings.Contains(found[2], "={") {
		s.replace(len(found[0]), s.plainTag(found))
		return true
	}
	s.copy(len(found[0]))
	return true
}

// wholeTag is the tag that a text starts with: it ends with the first > that is neither between quotes nor between braces.
func wholeTag(ahead string) string {
	depth := 0
	for at := 1; at < len(ahead); at++ {
		switch c := ahead[at]; c {
		case '"', '\'', '`':
			end := strings.IndexByte(ahead[at+1:], c)
			if end < 0 {
				return ""
			}
			at += 1 + end
		case '{':
			depth++
		case '}':
			depth--
		case '<':
			if depth == 0 {
				return ""
			}
		case '>':
			if depth <= 0 {
				return ahead[:at+1]
			}
		}
	}
	return ""
}

// plainTag writes an HTML element whose attributes are JavaScript without those that no text needs.
func (s *scanner) plainTag(found []string) string {
	named := parseTag(found[2]).named
	words := "<" + found[1]
	for _, key := range []string{"href", "src", "alt", "title", "id", "start"} {
		if value, ok := named[key]; ok {
			words += " " + key + `="` + escaped(value) + `"`
		}
	}
	s.noteAt(s.num(), "attributes", found[0])
	return words + ">"
}

// find is where something ends that is further on in the text, from here; -1 when it is not there. What is not there once is not looked for again.
func (s *scanner) find(what string, from int) int {
	last, known := s.closes[what]
	if !known {
		last = strings.LastIndex(s.src, what)
		s.closes[what] = last
	}
	if last < s.pos+from {
		return -1
	}
	return from + strings.Index(s.src[s.pos+from:], what) + len(what)
}
