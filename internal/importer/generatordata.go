package importer

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v4"

	"handrail/internal/foreign"
	"handrail/internal/pattern"
	"handrail/internal/source"
)

// maxConfig is how large a file of a generator's configuration can be, in bytes.
const maxConfig = 4 << 20

// text reads a small file of the folder; "" when there is none.
func (f *Folder) text(name string) string {
	if !f.has(name) {
		return ""
	}
	f.use(name)
	data, _, err := source.ReadWhole(f.files, name, maxConfig)
	if err != nil {
		f.note("config-broken", name, "")
		return ""
	}
	data, _ = foreign.Decode(data)
	return string(data)
}

// data reads a file in TOML, YAML or JSON; an empty one when there is none, or it cannot be read.
func (f *Folder) data(names ...string) datum {
	for _, name := range names {
		text := f.text(name)
		if text == "" {
			continue
		}
		var v map[string]any
		var err error
		switch path.Ext(name) {
		case ".toml":
			err = toml.Unmarshal([]byte(text), &v)
		default: // JSON is YAML
			var n yaml.Node
			if err = yaml.Load([]byte(text), &n, yaml.WithUniqueKeys(false)); err == nil {
				budget := 100_000
				v, _ = plainYAML(&n, &budget).(map[string]any)
			}
		}
		if err != nil {
			f.note("config-broken", name, err.Error())
		}
		return datum{v}
	}
	return datum{}
}

// plainYAML gives the maps, lists and texts of YAML, whatever tags it has. budget is how many nodes there can be.
func plainYAML(n *yaml.Node, budget *int) any {
	if *budget--; *budget < 0 {
		return nil
	}
	switch n.Kind {
	case yaml.DocumentNode:
		return plainYAML(n.Content[0], budget)
	case yaml.AliasNode:
		return plainYAML(n.Alias, budget)
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, plainYAML(c, budget))
		}
		return list
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainYAML(n.Content[i+1], budget)
		}
		return m
	}
	if n.Tag == "!!null" {
		return nil
	}
	return n.Value
}

// datum is a value of a configuration: a text, a list, or a map of them.
type datum struct{ v any }

// at is the value at a path of keys, whose capitals do not count.
func (d datum) at(keys ...string) datum {
	for _, key := range keys {
		m, _ := d.v.(map[string]any)
		d = datum{}
		for k, v := range m {
			if k == key || d.v == nil && strings.EqualFold(k, key) {
				d = datum{v}
			}
		}
	}
	return d
}

// text is a value as a text; "" for a list, a map, and nothing.
func (d datum) text() string {
	switch v := d.v.(type) {
	case nil, []any, map[string]any, []map[string]any:
		return ""
	default:
		return fmt.Sprint(v)
	}
}

// list is the values of a list.
func (d datum) list() []datum {
	var list []datum
	switch v := d.v.(type) {
	case []any:
		for _, v := range v {
			list = append(list, datum{v})
		}
	case []map[string]any:
		for _, v := range v {
			list = append(list, datum{v})
		}
	}
	return list
}

// pairs is the keys of a map, sorted, with their values.
func (d datum) pairs() (keys []string, values map[string]datum) {
	m, _ := d.v.(map[string]any)
	values = map[string]datum{}
	for k, v := range m {
		keys = append(keys, k)
		values[k] = datum{v}
	}
	slices.Sort(keys)
	return keys, values
}

// scriptText finds the first value of a key in a script, where it is a text that is written out; "" when it is not.
func scriptText(script, key string) string {
	m := regexp.MustCompile(`(?m)(?:^|[{,\s])['"]?` + regexp.QuoteMeta(key) + `['"]?\s*:\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`).FindStringSubmatch(script)
	if m == nil {
		return ""
	}
	var value string
	if encoded, _, ok := scriptString(m[1]); !ok || json.Unmarshal([]byte(encoded), &value) != nil {
		return ""
	}
	return value
}

// scriptData reads the list or object in a script that begins after a pattern, as far as it is data: texts, numbers, lists and objects of them
// (ECMA-262 §13.2). ok says that it is data throughout.
func scriptData(script string, after *regexp.Regexp) (d datum, ok bool) {
	at := after.FindStringIndex(script)
	if at == nil {
		return datum{}, false
	}
	rest := script[at[1]:]
	var out strings.Builder
	depth := 0
	for rest != "" {
		rest = strings.TrimLeft(rest, " \t\r\n")
		switch {
		case strings.HasPrefix(rest, "//"):
			_, rest, _ = strings.Cut(rest, "\n")
			continue
		case strings.HasPrefix(rest, "/*"):
			_, rest, _ = strings.Cut(rest, "*/")
			continue
		case rest == "":
			return datum{}, false
		}
		token, length := scriptToken(rest)
		if length == 0 {
			return datum{}, false
		}
		rest = rest[length:]
		switch token {
		case "{", "[":
			depth++
		case "}", "]":
			depth--
			if written := strings.TrimSuffix(out.String(), ","); len(written) < out.Len() {
				out.Reset()
				out.WriteString(written)
			}
		}
		if out.WriteString(token); depth == 0 {
			break
		}
	}
	var v any
	if depth != 0 || json.Unmarshal([]byte(out.String()), &v) != nil {
		return datum{}, false
	}
	return datum{v}, true
}

var (
	scriptKey    = pattern.New(`^([A-Za-z_$][\w$]*)\s*:`)
	scriptNumber = pattern.New(`^(?:-?\d+(?:\.\d+)?|true|false|null)\b`)
)

// scriptToken is the first token of a script as JSON writes it, and its length in the script; 0 when it is not data.
func scriptToken(script string) (token string, length int) {
	switch script[0] {
	case '{', '}', '[', ']', ',', ':':
		return script[:1], 1
	case '\'', '"', '`':
		token, length, _ = scriptString(script)
		return token, length
	}
	if m := scriptKey().FindStringSubmatch(script); m != nil {
		return strconv.Quote(m[1]), len(m[1])
	}
	m := scriptNumber().FindString(script)
	return m, len(m)
}

// scriptString is the text that a script begins with, as JSON writes it.
func scriptString(script string) (token string, length int, ok bool) {
	var b strings.Builder
	for i := 1; i < len(script); i++ {
		switch c := script[i]; {
		case c == script[0]:
			token, err := json.Marshal(b.String())
			return string(token), i + 1, err == nil
		case c == '$' && script[0] == '`':
			return "", 0, false
		case c == '\\' && i+1 < len(script):
			i++
			escapes := map[byte]string{'n': "\n", 't': "\t", '\n': ""}
			if plain, known := escapes[script[i]]; known {
				b.WriteString(plain)
			} else {
				b.WriteByte(script[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return "", 0, false
}
