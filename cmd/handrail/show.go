package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"handrail/internal/builder"
	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/internal/text"
)

func showCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "show FILE --format model|html|text|json",
		Short: "Show what Handrail makes of one file",
		Long: `Show one file of a site as Handrail sees it:

  model  what it says: its front matter, headings, rules, and where each link leads;
         of a checklist, what it asks and who has which rule on the list;
         of a path, its steps and how long each takes
  json   the same for programs
  html   the page that is built of it
  text   the page's own text, without markup; of a path, its steps too`,
		Example: `  handrail show content/guidance/broadcast-lists.md
  handrail show content/checklists/whatsapp.md
  handrail show content/guidance/broadcast-lists.md --format html
  handrail show content/links.yaml --format json`,
		Args: takes(1, 1, "name one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runShow(cmd.OutOrStdout(), cmd.ErrOrStderr(), args[0], format)
		},
	}
	formatFlag(cmd, &format, "what to show", showFormats()...)
	return cmd
}

// showFormats lists the formats in which a file can be shown.
func showFormats() []string { return []string{"model", "html", "text", "json"} }

func runShow(stdout, stderr io.Writer, file, format string) error {
	if err := validFormat(format, showFormats()...); err != nil {
		return err
	}
	dir, name, ok := inContent(file)
	if !ok {
		return fmt.Errorf("%s is not in a folder called content: name a file of a site, for example content/index.md", file)
	}
	src, err := openSources(dir)
	if err != nil {
		return err
	}
	if err := src.sayShipped(stderr, "show", "showing a file of"); err != nil {
		return err
	}
	l, err := src.load(true, "")
	if err != nil {
		return err
	}
	var own []source.Diagnostic
	for _, d := range l.diags {
		if d.File == "content/"+name {
			own = append(own, d)
		}
	}
	if err := source.WriteText(stderr, own); err != nil {
		return err
	}
	page := l.site.ByPath[name]
	isModel := format == "model" || format == "json"
	switch {
	case page != nil && format == "html":
		return l.showHTML(stdout, page)
	case page != nil && format == "text":
		return showText(stdout, l.site, page)
	case page != nil:
		model, err := modelOf(l.site, page)
		if err != nil {
			return err
		}
		return showModel(stdout, model, format)
	case name == "site.yaml" && isModel:
		return showModel(stdout, l.site.Config, format)
	case name == "links.yaml" && isModel:
		return showModel(stdout, l.site.Links, format)
	case name == "sources.yaml" && isModel:
		return showModel(stdout, l.site.Origins, format)
	case name == "glossary.yaml" && isModel:
		return showModel(stdout, l.site.Glossary, format)
	case len(own) > 0:
		return mistakes{}
	}
	return fmt.Errorf("there is no page %s in the site: name a .md file that the site has, or site.yaml, links.yaml, sources.yaml or glossary.yaml as model or json", file)
}

// inContent splits the path of a file into the site's folder and the path within its folder content/.
func inContent(file string) (dir, name string, ok bool) {
	if dir, name, ok = splitContent(file); ok || filepath.IsAbs(file) {
		return dir, name, ok
	}
	here, err := filepath.Abs(".")
	if err != nil {
		return "", "", false
	}
	if dir, name, ok = splitContent(filepath.Join(here, file)); ok { // typed from within content/
		dir, err = filepath.Rel(here, dir)
	}
	return dir, name, ok && err == nil
}

func splitContent(file string) (dir, name string, ok bool) {
	parts := strings.Split(filepath.ToSlash(filepath.Clean(file)), "/")
	for i := len(parts) - 2; i >= 0; i-- {
		if parts[i] == "content" {
			dir := strings.Join(parts[:i], "/")
			switch {
			case i == 0:
				dir = "."
			case dir == "": // content/ is at the root of the disk
				dir = "/"
			}
			return filepath.FromSlash(dir), strings.Join(parts[i+1:], "/"), true
		}
	}
	return "", "", false
}

func (l *loaded) showHTML(w io.Writer, page *site.Page) error {
	for _, o := range l.outputs {
		if o.Path == page.Address {
			html, err := o.Bytes()
			var layout *builder.LayoutError
			if errors.As(err, &layout) {
				if err := source.WriteText(w, layout.Diagnostics); err != nil {
					return err
				}
				return mistakes{}
			}
			if err == nil {
				_, err = w.Write(html)
			}
			return err
		}
	}
	return fmt.Errorf("the site has %s, so no page is made: handrail check reports them", tally(l.diags))
}

func showText(w io.Writer, s *site.Site, page *site.Page) error {
	t, err := page.Text()
	if err != nil {
		return err
	}
	blocks, err := page.Doc.ReadBlocks(t, t.Body)
	if err != nil {
		return fmt.Errorf("reading the text of %s: %w", page.Path, err)
	}
	_, err = io.WriteString(w, text.Plain(blocks, nil)+stepsText(s, page))
	return err
}

// pageModel is what a page says.
type pageModel struct {
	Kind      site.Kind       `json:"kind"`
	Source    string          `json:"source"`
	Version   string          `json:"version"`
	Address   string          `json:"address"`
	Front     site.Front      `json:"front"`
	Headings  []headingModel  `json:"headings,omitempty"`
	Rules     []ruleModel     `json:"rules,omitempty"`
	Links     []linkModel     `json:"links,omitempty"`
	Images    []string        `json:"images,omitempty"`
	Questions []questionModel `json:"questions,omitempty"`
	Topics    []string        `json:"topics,omitempty"`
	Asks      []askModel      `json:"asks,omitempty"`
	Items     []itemModel     `json:"items,omitempty"`
	Fields    []string        `json:"fields,omitempty"`
	Steps     []stepModel     `json:"steps,omitempty"`
	Later     []stepModel     `json:"later,omitempty"`
	Words     int             `json:"words"`
	Age       float64         `json:"reading_age"`
}

type headingModel struct {
	Line  int    `json:"line"`
	Level int    `json:"level"`
	ID    string `json:"id"`
	Title string `json:"title"`
}

type ruleModel struct {
	Line    int                `json:"line"`
	ID      string             `json:"id"`
	Kind    markdown.RuleKind  `json:"kind"`
	Text    string             `json:"text"`
	Applies markdown.Condition `json:"applies,omitempty"`
	Repeat  string             `json:"repeat"`
	Sources []string           `json:"sources,omitempty"`
	Words   string             `json:"words,omitempty"`
	Changed source.Date        `json:"changed,omitzero"`
	Was     string             `json:"was,omitempty"`
	Version string             `json:"version"`
}

type linkModel struct {
	Line  int    `json:"line"`
	Dest  string `json:"dest"`
	Leads string `json:"leads_to"`
}

type questionModel struct {
	Line    int      `json:"line"`
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Rules   []string `json:"rules"`
	Choices int      `json:"choices"`
}

func modelOf(s *site.Site, p *site.Page) (pageModel, error) {
	m := pageModel{Kind: p.Kind, Source: p.Path, Version: p.Version(), Address: p.Address, Front: p.Front, Words: p.Doc.Words, Age: float64(int(10*p.Doc.Age)) / 10}
	text, err := p.Text()
	if err != nil {
		return m, err
	}
	for _, h := range text.Headings {
		m.Headings = append(m.Headings, headingModel{h.Pos.Line, h.Level, h.ID, h.Title})
	}
	for _, r := range p.Doc.Rules {
		m.Rules = append(m.Rules, ruleModel{r.Pos.Line, r.ID, r.Kind, r.Plain, r.Applies, r.Repeat, r.Sources, r.Words, r.Changed, r.Was, r.Version()})
	}
	for i, link := range text.Links {
		m.Links = append(m.Links, linkModel{link.Pos.Line, link.Dest, leadsTo(s.Target(p, i))})
	}
	for _, img := range p.Doc.Images {
		m.Images = append(m.Images, img.Src)
	}
	if p.Quiz != nil {
		for _, q := range p.Quiz.Questions {
			m.Questions = append(m.Questions, questionModel{q.Pos.Line, q.ID, q.Title, q.Rules, len(q.Choices())})
		}
	}
	if p.Checklist != nil {
		m.Topics = p.Checklist.Topics()
		m.Asks, m.Items = askModels(s, p), itemModels(s, p)
	}
	if way := s.PathOf(p); way != nil {
		m.Steps, m.Later = stepModels(way.Steps), stepModels(way.Later)
	}
	if p.Statement != nil {
		for _, f := range p.Statement.Fields {
			m.Fields = append(m.Fields, f.Name)
		}
	}
	return m, nil
}

func leadsTo(t site.Target) string {
	switch {
	case t.Page != nil && t.Anchor != "":
		return t.Page.Address + "#" + t.Anchor
	case t.Page != nil:
		return t.Page.Address
	case t.File != "" || t.Made != "":
		return t.File + t.Made
	case t.Named != nil && t.Named.Address != "":
		return t.Named.Address
	case t.Named != nil:
		return "nowhere yet: " + t.Named.Ask
	case t.Address != "":
		return t.Address
	}
	return "nowhere: " + string(t.Fault)
}

// showModel writes a model as JSON, or as the same outline without its punctuation.
func showModel(w io.Writer, model any, format string) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(model); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	text := b.String()
	if format == "model" {
		text = outline(text)
	}
	_, err := io.WriteString(w, text)
	return err
}

// outline removes the punctuation of indented JSON: what is left is a name and a value a line, and deeper lines are inner.
func outline(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		inner := strings.TrimLeft(line, " ")
		indent := (len(line) - len(inner)) / 2
		inner = strings.TrimSuffix(strings.TrimSpace(inner), ",")
		key, value, isPair := strings.Cut(inner, `": `)
		switch {
		case inner == "{" && indent > 1:
			inner = "-"
		case strings.Trim(inner, "{}[]") == "":
			continue
		case isPair:
			inner = strings.TrimPrefix(key, `"`) + ": " + plainValue(value)
		default:
			inner = plainValue(inner)
		}
		fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", max(0, indent-1)), strings.TrimRight(inner, " "))
	}
	return b.String()
}

func plainValue(value string) string {
	var s string
	if json.Unmarshal([]byte(value), &s) == nil {
		return s
	}
	return strings.Trim(value, "{}[]")
}
