package importer

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v4"

	"handrail/internal/source"
	"handrail/internal/text"
)

// detail is something that a document says of itself: its value is a string, a []any of such values, or []detail.
type detail struct {
	key   string
	line  int
	value any
}

// frontForms find front matter: YAML between lines of --- (which Jekyll, MkDocs, Docusaurus and most others have), and TOML between lines of +++ and
// JSON, which Hugo has too (https://gohugo.io/content-management/front-matter/).
func frontForms() []frontForm {
	return []frontForm{
		{regexp.MustCompile(`\A---[ \t]*\n((?s:.*?\n)??)(?:---|\.\.\.)[ \t]*(?:\n|\z)`), 1, readYAML},
		{regexp.MustCompile(`\A\+\+\+[ \t]*\n((?s:.*?\n)??)\+\+\+[ \t]*(?:\n|\z)`), 1, readTOML},
		{regexp.MustCompile(`\A(\{[ \t]*\n(?s:.*?\n)\}[ \t]*(?:\n|\z))`), 0, readJSON},
	}
}

type frontForm struct {
	pattern *regexp.Regexp
	before  int // how many lines are before what it says
	read    func(front string) ([]detail, error)
}

// front reads the front matter of a text, and gives the rest of it, and its first line.
func (m *markdownReader) front(all string) (body string, first int) {
	for _, form := range frontForms() {
		found := form.pattern.FindStringSubmatch(all)
		if found == nil {
			continue
		}
		details, err := form.read(found[1])
		first = 1 + strings.Count(found[0], "\n")
		if err != nil && strings.Contains(strings.TrimSpace(found[1]), "\n\n") {
			break // two lines across the page, with text between them
		}
		if err != nil {
			m.noteAt(1, "front-broken", found[1])
			m.add(text.Block{Kind: text.Code, Text: found[1]})
			return all[len(found[0]):], first
		}
		for _, d := range details {
			d.line += form.before
			m.detail(d)
		}
		return all[len(found[0]):], first
	}
	return all, 1
}

func readYAML(front string) ([]detail, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(front), &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	details, ok := yamlValue(doc.Content[0]).([]detail)
	if !ok {
		return nil, fmt.Errorf("this is no list of keys and values")
	}
	return details, nil
}

// yamlValue is a value as it was typed. What an alias stands for is not: it could be the same a billion times.
func yamlValue(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		details := []detail{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			details = append(details, detail{n.Content[i].Value, n.Content[i].Line, yamlValue(n.Content[i+1])})
		}
		return details
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, yamlValue(item))
		}
		return list
	}
	return n.Value
}

func readTOML(front string) ([]detail, error) {
	values := map[string]any{}
	_, err := toml.Decode(front, &values)
	return plainValue(values).([]detail), err
}

func readJSON(front string) ([]detail, error) {
	values := map[string]any{}
	err := json.Unmarshal([]byte(front), &values)
	return plainValue(values).([]detail), err
}

// plainValue is a value of TOML or JSON in the form that YAML's have here.
func plainValue(value any) any {
	switch v := value.(type) {
	case map[string]any:
		details := []detail{}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			details = append(details, detail{key, 1, plainValue(v[key])})
		}
		return details
	case []map[string]any:
		list := []any{}
		for _, item := range v {
			list = append(list, plainValue(item))
		}
		return list
	case []any:
		list := []any{}
		for _, item := range v {
			list = append(list, plainValue(item))
		}
		return list
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(value)
}

// flatValue is a value in one line.
func flatValue(value any) string {
	var parts []string
	switch v := value.(type) {
	case []detail:
		for _, d := range v {
			parts = append(parts, d.key+": "+flatValue(d.value))
		}
	case []any:
		for _, item := range v {
			parts = append(parts, flatValue(item))
		}
	case string:
		return oneLine(v)
	}
	return strings.Join(parts, ", ")
}

// values are the strings of a value: those of a list, or it alone.
func values(value any) []string {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var all []string
	for _, item := range list {
		if s, ok := item.(string); ok && s != "" {
			all = append(all, s)
		}
	}
	return all
}

// detail keeps what a page has a place for, and notes the rest. The keys are those of Hugo, Jekyll and just-the-docs, Docusaurus, Starlight, MkDocs, and
// the Tech Docs Template of GOV.UK.
func (m *markdownReader) detail(d detail) {
	front, value := &m.doc.Front, flatValue(d.value)
	kept := value == ""
	switch key := strings.ReplaceAll(strings.ToLower(d.key), "-", "_"); key {
	case "title":
		if kept = front.Title == ""; kept {
			front.Title = value
		}
	case "description", "summary", "excerpt":
		if kept = front.Summary == ""; kept {
			front.Summary = value
		}
	case "weight", "order", "nav_order", "sidebar_position":
		kept = m.order(value)
	case "sidebar", "menu", "menus":
		if inner, ok := d.value.([]detail); ok {
			m.menu(d, inner)
			return
		}
	case "draft":
		front.Draft = front.Draft || value == "true"
		kept = value == "true" || value == "false"
	case "published":
		front.Draft = front.Draft || value == "false"
		kept = value == "true" || value == "false"
	case "reviewed", "reviewed_on", "last_reviewed", "last_reviewed_on", "date_reviewed":
		var err error
		front.Reviewed, err = source.ParseDate(value[:min(len(value), len(time.DateOnly))])
		kept = err == nil
	case "redirect_from", "aliases":
		for _, alias := range values(d.value) {
			front.Aliases = append(front.Aliases, m.address(alias))
		}
		kept = len(values(d.value)) > 0
	case "slug", "permalink", "url", "id":
		if kept = !strings.Contains(value, ":") && !strings.Contains(value, "pretty"); kept {
			m.doc.Addresses = append(m.doc.Addresses, m.address(value))
		}
	}
	if !kept {
		m.noteAt(d.line, "front-matter", d.key+": "+value)
	}
}

func (m *markdownReader) order(value string) bool {
	number, err := strconv.ParseFloat(value, 64) // just-the-docs takes 2.5 as well
	if err != nil || m.doc.Front.Order != 0 {
		return false
	}
	m.doc.Front.Order = int(number)
	return float64(m.doc.Front.Order) == number
}

// menu reads what Starlight says of a page's place in its sidebar, and Hugo of that in menus.
func (m *markdownReader) menu(d detail, inner []detail) {
	for _, in := range inner {
		if deeper, ok := in.value.([]detail); ok {
			m.menu(detail{key: d.key + "." + in.key, line: d.line}, deeper)
		} else if (in.key == "order" || in.key == "weight") && m.order(flatValue(in.value)) {
			continue
		} else {
			m.noteAt(d.line, "front-matter", d.key+"."+in.key+": "+flatValue(in.value))
		}
	}
}

// address is an address as Document.Addresses has it. One without a slash at its start is in the folder of the document.
func (m *markdownReader) address(value string) string {
	if _, rest, ok := strings.Cut(value, "://"); ok {
		_, rest, _ = strings.Cut(rest, "/")
		return rest
	}
	if rest, ok := strings.CutPrefix(value, "/"); ok {
		return rest
	}
	joined := path.Join(path.Dir(m.doc.File), value)
	if strings.HasSuffix(value, "/") || path.Ext(value) == "" {
		joined += "/"
	}
	return joined
}
