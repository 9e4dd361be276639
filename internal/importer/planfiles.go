package importer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"handrail/internal/language"
	"handrail/internal/pattern"
	"handrail/internal/text"
)

// frontMatter is the front matter of a page, in the order in which it is written.
type frontMatter struct {
	Title    string     `yaml:"title"`
	Summary  string     `yaml:"summary,omitempty"`
	Order    int        `yaml:"order,omitempty"`
	Reviewed *yaml.Node `yaml:"reviewed,omitempty"`
	Aliases  []string   `yaml:"aliases,omitempty"`
	Draft    bool       `yaml:"draft,omitempty"`
}

// Files are the files of the site that come of an import: pictures first, so that no page is written before what it shows. The settings of a new site are
// not among them, apart from its links and sources; nor are files that an earlier import wrote, after [Plan.Update].
func (p *Plan) Files() []File {
	files := slices.Clone(p.pictures)
	for _, page := range p.pages {
		files = append(files, File{"content/" + page.path, page.markdown(p.site.Language)})
	}
	files = append(files, p.quizzes...)
	if p.site.New {
		if data := p.linksFile(); data != nil {
			files = append(files, File{"content/links.yaml", data})
		}
		files = append(files, File{"content/sources.yaml", p.sourcesFile()})
	}
	return slices.DeleteFunc(files, func(f File) bool { return p.earlier[f.Path] })
}

// keptBracket is a bracket of words, or code, in which no character is markup.
var keptBracket = pattern.New("(?s)```.*?\n *```|`[^`\n]*`|\\\\\\[([^\\[\\]\\\\]{1,200})\\](?:[^\\[(:]|$)")

// withForms leaves brackets that somebody was to fill in as they were typed: with the \ that keeps other brackets from being links, they would be meant, and
// check would report none of them.
func withForms(body string, forms language.Forms) string {
	if forms.Asks == nil {
		return body
	}
	return keptBracket().ReplaceAllStringFunc(body, func(found string) string {
		if words := keptBracket().FindStringSubmatch(found)[1]; words != "" && forms.Asks(words, false) {
			return found[1:]
		}
		return found
	})
}

// markdown writes a page.
func (p *page) markdown(lang *language.Language) []byte {
	front := frontMatter{p.front.Title, strings.Join(strings.Fields(p.front.Summary), " "), p.front.Order, nil, p.front.Aliases, p.front.Draft}
	if !p.front.Reviewed.IsZero() {
		front.Reviewed = &yaml.Node{Kind: yaml.ScalarNode, Value: p.front.Reviewed.String()}
	}
	var b bytes.Buffer
	b.WriteString("---\n")
	b.Write(encode(front))
	b.WriteString("---\n")
	if body := text.Markdown(p.blocks); body != "" {
		b.WriteString("\n" + withForms(body, lang.Forms))
	}
	return b.Bytes()
}

// linksFile writes links.yaml; nil when no page leads out of the site.
func (p *Plan) linksFile() []byte {
	if len(p.links) == 0 {
		return nil
	}
	var b bytes.Buffer
	b.WriteString("# Addresses outside the site. Pages lead to them by name: [words](link:name).\n# Nobody has looked at these yet. When you have, add checked: and the month, such as 2026-11.\n")
	for _, link := range p.links {
		b.WriteByte('\n')
		b.Write(encode(yamlMap(link.Name, link)))
	}
	return b.Bytes()
}

// sourcesFile writes sources.yaml, with what each document says as the voice of the organisation.
func (p *Plan) sourcesFile() []byte {
	type origin struct {
		From  string `yaml:"from"`
		Title string `yaml:"title"`
	}
	var b bytes.Buffer
	b.WriteString("# Where rules come from: each names one of these in source.\n")
	seen := map[string]bool{}
	for _, d := range p.documents {
		if name := p.sourceOf(d); !seen[name] {
			seen[name] = true
			b.WriteByte('\n')
			b.Write(encode(yamlMap(name, origin{"charity", p.titleOf(d)})))
		}
	}
	return b.Bytes()
}

// yamlMap is a mapping of one key.
func yamlMap(key string, value any) map[string]any { return map[string]any{key: value} }

// encode writes a value as YAML, each text on one line.
func encode(value any) []byte {
	data, err := yaml.Dump(value, yaml.WithLineWidth(-1), yaml.WithIndent(2))
	if err != nil { // no value here has a part that YAML has no form for
		panic(fmt.Sprintf("encoding %T: %s", value, err))
	}
	return data
}
