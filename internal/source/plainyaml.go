package source

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// plainYAML reads the front matter that most pages have, a key and a short value on each line, as the YAML library does and
// in a twentieth of its time, which would otherwise be a tenth of a build. It returns nil for anything doubtful: the
// library then reads it. A test holds the two to the same nodes.
func plainYAML(text []byte) *yaml.Node {
	root := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: 1, Column: 1}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		key, value, found := strings.Cut(strings.TrimSuffix(string(line), "\n"), ": ")
		if !found || !plainKey(key) {
			return nil
		}
		node := plainNode(value, number, len(key)+3)
		if node == nil {
			return nil
		}
		root.Content = append(root.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key, Line: number, Column: 1}, node)
	}
	if number == 0 {
		return nil
	}
	return root
}

// special are the words that YAML, in one of its versions, takes for something other than text.
func special(word string) bool {
	return slices.Contains([]string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}, strings.ToLower(word))
}

func plainKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; (c < 'a' || c > 'z') && c != '_' {
			return false
		}
	}
	return key != "" && key[0] != '_' && !special(key)
}

// plainNode is a value, or a list of words in square brackets; nil when it is not a plain one.
func plainNode(value string, line, column int) *yaml.Node {
	list, isList := strings.CutPrefix(value, "[")
	if !isList {
		style, tag, text := plainValue(value)
		if tag == "" {
			return nil
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Style: style, Tag: tag, Value: text, Line: line, Column: column}
	}
	list, closed := strings.CutSuffix(list, "]")
	if !closed {
		return nil
	}
	node := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Tag: "!!seq", Line: line, Column: column}
	column++
	for item := range strings.SplitSeq(list, ", ") {
		if !plainWord(item) {
			return nil
		}
		node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: item, Line: line, Column: column})
		column += len(item) + len(", ")
	}
	return node
}

// plainWord says whether an item of a list is lowercase letters and dashes alone.
func plainWord(word string) bool {
	return word != "" && word[0] >= 'a' && word[0] <= 'z' && !special(word) &&
		!strings.ContainsFunc(word, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' })
}

// plainValue returns the style, the tag and the text of a value; the tag is "" when the value is not a plain one.
func plainValue(value string) (style yaml.Style, tag, text string) {
	first := byte(0)
	if value != "" {
		first = value[0]
	}
	switch {
	case first == '"':
		inner := value[1:]
		if !strings.HasSuffix(inner, `"`) {
			return 0, "", ""
		}
		inner = inner[:len(inner)-1]
		if strings.ContainsAny(inner, `"\`) || strings.ContainsFunc(inner, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return 0, "", ""
		}
		return yaml.DoubleQuotedStyle, "!!str", inner
	case value == "true" || value == "false":
		return 0, "!!bool", value
	case first >= '1' && first <= '9':
		if len(value) < 10 && !strings.ContainsFunc(value, func(r rune) bool { return r < '0' || r > '9' }) {
			return 0, "!!int", value
		}
		if _, err := time.Parse(time.DateOnly, value); err == nil {
			return 0, "!!timestamp", value
		}
		if count, unit, _ := strings.Cut(value, " "); len(count) < 10 && plainWord(unit) && !strings.ContainsFunc(count, func(r rune) bool { return r < '0' || r > '9' }) {
			return 0, "!!str", value // a period: 6 months
		}
	case first|0x20 >= 'a' && first|0x20 <= 'z':
		if !special(value) && !strings.HasSuffix(value, " ") && !strings.ContainsFunc(value, func(r rune) bool {
			return !(unicode.IsLetter(r) || r >= '0' && r <= '9' || strings.ContainsRune(" ,.()-'?!", r))
		}) {
			return 0, "!!str", value
		}
	}
	return 0, "", ""
}
