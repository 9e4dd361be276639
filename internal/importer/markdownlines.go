package importer

import (
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
)

// The limits for files within the text of another.
const (
	mostIncluded = 10 << 20 // bytes of all of them
	deepIncluded = 8        // files within one another
)

// fileIncludes find where the words of another file belong: mdBook (https://rust-lang.github.io/mdBook/format/mdbook.html#including-files), the
// snippets of PyMdown, Jekyll, and Hugo's themes.
var fileIncludes = pattern.New(`\{\{\s*#(?:rustdoc_)?(?:include|playground)\s+([^\s}:]+)(?::([^\s}]*))?[^}]*\}\}` +
	`|-{1,2}8<-{1,2}\s+"([^":]+)(?::([^"]*))?"` +
	`|\{!\s*([^\s!]+)\s*!\}` +
	`|\{%-?\s*include(?:_relative)?\s+['"]?([\w./-]+\.(?:md|markdown|txt))['"]?\s*-?%\}` +
	`|\{\{[<%]\s*(?:include|readfile|import)\s+(?:file=|path=)?"?([\w./-]+\.(?:md|markdown|txt))"?\s*[>%]\}\}`)

// expand gives the lines of a text, with those of the files that it includes.
func (m *markdownReader) expand(body string, first int) []line {
	var lines []line
	for n, words := range strings.Split(strings.TrimSuffix(body, "\n"), "\n") {
		indent := words[:len(words)-len(strings.TrimLeft(words, " \t"))]
		for i, text := range strings.Split(m.includes(words, first+n, nil), "\n") {
			if i > 0 && text != "" {
				text = indent + text
			}
			lines = append(lines, bounded(line{text, first + n})...)
		}
	}
	return lines
}

// includes puts the words of other files where a text names them. inside are the files that it is itself from.
func (m *markdownReader) includes(words string, num int, inside []string) string {
	return fileIncludes().ReplaceAllStringFunc(words, func(tag string) string {
		var named []string
		for _, group := range fileIncludes().FindStringSubmatch(tag)[1:] {
			if group != "" {
				named = append(named, group)
			}
		}
		text, ok := m.fileText(named[0], strings.Join(named[1:], ""), num, inside)
		m.noteAt(num, map[bool]string{true: "included", false: "include"}[ok], tag)
		return text
	})
}

// fileText is the text of another file, or of a part of it: "2:10" are lines, and any other name is between lines that say ANCHOR: name.
func (m *markdownReader) fileText(name, part string, num int, inside []string) (string, bool) {
	if m.files == nil || len(inside) >= deepIncluded {
		return "", false
	}
	folders := []string{path.Dir(m.doc.File), ".", "_includes", "docs", "src"}
	if len(inside) > 0 {
		folders = append([]string{path.Dir(inside[len(inside)-1])}, folders...)
	}
	for _, folder := range folders {
		file := path.Join(folder, name)
		if !fs.ValidPath(file) || file == m.doc.File {
			continue
		}
		info, err := fs.Stat(m.files, file)
		if err != nil || !info.Mode().IsRegular() || int64(m.included)+info.Size() > mostIncluded {
			continue
		}
		data, err := fs.ReadFile(m.files, file)
		if err != nil || !utf8.Valid(data) {
			continue
		}
		m.included += len(data)
		body := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd").Replace(string(data))
		for _, form := range frontForms() {
			if strings.HasSuffix(name, ".md") {
				body = form.pattern.ReplaceAllString(body, "")
			}
		}
		if body = partOf(body, part); body == "" {
			return "", false
		}
		return m.includes(strings.TrimSuffix(body, "\n"), num, append(inside, file)), true
	}
	return "", false
}

var anchorLine = pattern.New(`(?:ANCHOR|ANCHOR_END|--8<-- \[(?:start|end)):?\s*([\w-]+)`)

// partOf is a part of a file.
func partOf(body, part string) string {
	lines := strings.Split(body, "\n")
	from, to, isRange := strings.Cut(part, ":")
	start, err := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	var kept []string
	switch {
	case part != "" && (err == nil || from == "") && (err2 == nil || to == ""):
		if !isRange {
			end = start
		} else if to == "" {
			end = len(lines)
		}
		end = min(end, len(lines))
		start = min(max(start-1, 0), max(end, 0))
		kept = lines[start:max(end, 0)]
	default:
		inside := part == ""
		for _, l := range lines {
			if found := anchorLine().FindStringSubmatch(l); found == nil {
				if inside {
					kept = append(kept, l)
				}
			} else if found[1] == part {
				inside = !inside
			}
		}
	}
	return strings.Join(kept, "\n")
}

// nesting finds what opens quotes and lists at the start of a line.
var nesting = pattern.New(`^(?:[ \t]*(?:>|[-*+](?:[ \t]|$)))+`)

// bounded gives a line as lines within the limits of markdown: the time that longer and deeper ones take grows faster than they do.
func bounded(l line) []line {
	if trimmed := strings.TrimLeft(l.text, " "); len(l.text)-len(trimmed) > 3*markdown.MaxDepth {
		l.text = strings.Repeat(" ", 3*markdown.MaxDepth) + trimmed
	}
	if marks := nesting().FindString(l.text); len(marks) > markdown.MaxDepth {
		l.text = marks[:markdown.MaxDepth] + " " + l.text[len(marks):]
	}
	var lines []line
	for len(l.text) > markdown.MaxLine {
		at := strings.LastIndexAny(l.text[:markdown.MaxLine], " \t") + 1
		if at == 0 { // one word
			for at = markdown.MaxLine; !utf8.RuneStart(l.text[at]); at-- {
			}
		}
		lines = append(lines, line{l.text[:at], l.num})
		l.text = l.text[at:]
	}
	return append(lines, l)
}
