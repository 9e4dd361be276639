package source

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// escapes reports values and keys that hold a character which nobody can see, and which is not in the file itself: an escape
// between double quotes has made it, and no check of the bytes alone can find it.
func (w *yamlWalk) escapes(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Style&yaml.DoubleQuotedStyle != 0 {
		hidden := strings.IndexFunc(n.Value, func(r rune) bool { return Unseen(r) || unicode.IsControl(r) })
		if hidden >= 0 && w.hasEscape(n) {
			w.escape(n, []rune(n.Value[hidden:])[0])
		}
	}
	for _, child := range n.Content {
		w.escapes(child)
	}
}

// singleQuotes is how to write a path of Windows in YAML.
const singleQuotes = `Put the value between single quotes: 'C:\new\temp'. Or write each backslash twice.`

func (w *yamlWalk) escape(n *yaml.Node, r rune) {
	if r < 0x7f && strings.ContainsRune("\a\b\t\n\v\f\r\x1b", r) { // escapes of one letter, which a path on Windows may have
		w.add(n.Line, n.Column, "a backslash between double quotes changes what follows it into another character: \\t becomes a tab", singleQuotes)
		return
	}
	w.add(n.Line, n.Column, "a backslash between double quotes makes a character here that nobody can see: "+UnseenName(r),
		"Take out the backslash and the code that follows it, or put the value between single quotes.")
}

// hasEscape says whether a value between double quotes is written with a backslash. Without one, what is in it is in the file,
// where it has been reported, or is a line break.
func (w *yamlWalk) hasEscape(n *yaml.Node) bool {
	w.f.index()
	for line := n.Line; line+w.offset <= len(w.f.starts); line++ {
		text := []rune(w.f.Line(line + w.offset))
		if line == n.Line {
			text = text[min(n.Column, len(text)):]
		}
		for _, r := range text {
			switch r {
			case '\\':
				return true
			case '"':
				return false
			}
		}
	}
	return false
}
