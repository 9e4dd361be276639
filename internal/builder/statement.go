package builder

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"handrail/internal/language"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/internal/statement"
)

// maxOffered is how many names of groups a page offers while a name is typed. More would weigh more than the page.
const maxOffered = 500

// statement adds a statement to the view of its page, or of a group's page. slug is that of the group; "" for none.
func (p *planner) statement(f *filler, v *View, slug string) {
	s := f.page.Statement
	v.Version, v.Contents = s.Version, ""
	beside := func(what string) string { return escapePath(site.Relative(v.Path, f.page.Beside(what))) }
	view := &StatementView{Name: f.page.Name(), Subject: f.template(s.Subject), Titled: s.Titled, Own: p.Site.Config.Organisation.Names()}
	v.Statement = view
	for _, c := range s.Changes {
		view.Changes = append(view.Changes, ChangeView{c.Version, p.words.date(c.Date), c.What})
	}
	for _, id := range s.Rules {
		if r := p.Site.ByID[id]; r != nil {
			view.Rules = append(view.Rules, Link{Title: r.Plain, Href: f.href(r.Page, r.ID)})
		}
	}
	if slug != "" {
		view.Index = beside("/index.html")
		view.Blank = Link{Title: f.page.Title, Href: f.href(f.page, "")}
		view.Text, view.Word = beside("/"+slug+".txt"), beside("/"+slug+".docx")
		return
	}
	groups := p.Site.GroupsOf(f.page)
	if len(groups) > 0 {
		view.Index = beside("/index.html")
	}
	view.Text, view.Word = beside(".txt"), beside(".docx")
	var dates language.Dates
	for i, field := range s.Fields {
		item := FieldView{Field: field, Choices: strings.Join(field.Options, ", ")}
		if field.Kind == statement.KindDate {
			dates = p.words.dates
			item.From, item.To = statement.DateWords(field.Min, p.words.dates), statement.DateWords(field.Max, p.words.dates)
		}
		if i == 0 && len(groups) <= maxOffered {
			for _, g := range groups {
				item.Offered = append(item.Offered, g.Values[field.Name])
			}
		}
		view.Fields = append(view.Fields, item)
	}
	view.Unused = unusedFaults(s.Fields)
	if p.outline != nil {
		p.outline.note(f)
		return
	}
	doc, err := p.document(f.page)
	if err != nil && f.err == nil {
		f.err = err
	}
	view.Formats = &FormatsView{doc.Subject, p.given(f.page, s.File), doc.Text(), doc.HTML(), doc.Page(), doc.Word(), dates.Day, dates.Months}
}

// unusedFaults lists the texts about faults that come only in kinds of fields which are not among some.
func unusedFaults(fields []statement.Field) []string {
	var unused []string
	for _, kind := range statement.Kinds() {
		if slices.ContainsFunc(fields, func(f statement.Field) bool { return string(f.Kind) == kind }) {
			continue
		}
		for _, fault := range statement.Kind(kind).Faults() {
			unused = append(unused, "fault-"+string(fault))
		}
	}
	return unused
}

func (p *planner) groupPage(page *site.Page, g statement.Group) (*View, error) {
	name := p.groupName(page, g)
	v := p.base("statement", page.Beside("/"+g.Slug+".html"), p.words.must("statement.for", "title", page.Title, "group", name), page.Summary)
	f := &filler{planner: p, page: page, from: v.Path, values: p.shown(page, g.Values)}
	v.Crumbs = append(p.crumbs(page), Link{Title: page.Title, Href: f.href(page, "")})
	for i := range v.Crumbs[:len(v.Crumbs)-1] {
		v.Crumbs[i].Href = "../" + v.Crumbs[i].Href
	}
	f.show(v)
	optional := slices.ContainsFunc(page.Statement.Fields, func(field statement.Field) bool { return field.Optional })
	if whole := v.text; whole != nil && optional {
		v.text = func(b *bytes.Buffer) error {
			var text bytes.Buffer
			err := whole(&text)
			b.Write(statement.LeaveOut(text.Bytes(), f.values))
			return err
		}
	}
	v.Reviewed, v.Due, v.Overdue = p.words.date(page.Reviewed), p.words.date(page.Due()), p.Site.Overdue(page)
	p.statement(f, v, g.Slug)
	v.Widget.Script = ""
	return v, f.err
}

// shown gives values as a statement shows them.
func (p *planner) shown(page *site.Page, values statement.Values) statement.Values {
	return statement.Document{Fields: page.Statement.Fields, Dates: p.words.dates}.Shown(values)
}

// groupName is what a group is called: what fills the statement's first field.
func (p *planner) groupName(page *site.Page, g statement.Group) string {
	return cmp.Or(p.shown(page, g.Values)[page.Statement.Fields[0].Name], g.Slug)
}

func (p *planner) groupIndex(page *site.Page, groups []statement.Group) *View {
	v := p.base("section", page.Beside("/index.html"), p.words.must("statement.groups", "title", page.Title), page.Summary)
	for _, g := range groups {
		v.Children = append(v.Children, Card{Link: Link{Title: p.groupName(page, g), Href: escapePath(g.Slug + ".html")}})
	}
	v.Crumbs = append(v.Crumbs, Link{Title: page.Title, Href: escapePath(site.Relative(v.Path, page.Address))})
	return v
}

// statementFiles plans the text and Word files of a statement: blank, and for each group. What they have in common is made
// when the first of them is.
func (p *planner) statementFiles(page *site.Page) []Output {
	type formats struct {
		text string
		word []statement.WordPart
	}
	made := sync.OnceValues(func() (formats, error) {
		doc, err := p.document(page)
		if err != nil {
			return formats{}, err
		}
		return formats{doc.Text(), doc.Word()}, nil
	})
	text := sync.OnceValue(func() string { return p.textDigest(page) })
	var outputs []Output
	add := func(beside string, values statement.Values) {
		values = p.shown(page, values)
		digest := func() string { return digestOf(p.common, text(), values) }
		outputs = append(outputs,
			Output{Path: page.Beside(beside + ".txt"), Digest: digest, Render: func(w io.Writer) error {
				f, err := made()
				if err == nil {
					_, err = io.WriteString(w, values.Fill(f.text, nil))
				}
				return err
			}},
			Output{Path: page.Beside(beside + ".docx"), Digest: digest, Render: func(w io.Writer) error {
				f, err := made()
				if err != nil {
					return err
				}
				data, err := statement.PackWord(f.word, values)
				if err == nil {
					_, err = w.Write(data)
				}
				return err
			}})
	}
	blank := statement.Values{}
	for _, field := range page.Statement.Fields {
		label, _ := p.field(page, field.Name)
		blank[field.Name] = "[" + label + "]"
	}
	add("", blank)
	for _, g := range p.Site.GroupsOf(page) {
		add("/"+g.Slug, g.Values)
	}
	return outputs
}

// Document gives a statement as a document whose fields are not filled in yet, and what its files are called, with
// fields as well.
func Document(in Input, page *site.Page) (doc statement.Document, file string, diags []source.Diagnostic) {
	p := newPlanner(in)
	doc, err := p.document(page)
	if err != nil {
		diags = append(diags, layoutDiagnostic("layouts/blocks.html", err, nil))
	}
	return doc, p.given(page, page.Statement.File), diags
}

// document reads a statement's text from its HTML.
func (p *planner) document(page *site.Page) (statement.Document, error) {
	f := &filler{planner: p, page: page, from: page.Address, alone: true}
	body := f.body()
	if f.err != nil {
		return statement.Document{}, f.err
	}
	blocks, err := statement.ReadBlocks(string(body))
	if err != nil {
		return statement.Document{}, fmt.Errorf("reading the text of %s: %w", page.Path, err)
	}
	return statement.Document{Lang: p.Site.Config.Language, Subject: p.given(page, page.Statement.Subject), Titled: page.Statement.Titled,
		Author: p.Site.Config.Organisation.Name, Blocks: blocks, Fields: page.Statement.Fields, Dates: p.words.dates}, nil
}

// given fills in the fields of a template that the site itself knows.
func (p *planner) given(page *site.Page, text string) string {
	return statement.ParseTemplate(text).Each(func(name string) string {
		text, blank := p.field(page, name)
		if blank {
			return "{{" + name + "}}"
		}
		return text
	})
}

// template writes a statement's template as HTML, its fields marked.
func (f *filler) template(text string) template.HTML {
	t := statement.ParseTemplate(text)
	var b bytes.Buffer
	for i, part := range t {
		template.HTMLEscape(&b, []byte(part.Text))
		name, begins := strings.CutPrefix(part.Field, "#when ")
		switch {
		case i == len(t)-1:
		case begins:
			fmt.Fprintf(&b, `<span data-when="%s">`, html.EscapeString(strings.TrimSpace(name)))
		case part.Field == "/when":
			b.WriteString("</span>")
		default:
			f.writeField(&b, part.Field)
		}
	}
	line := bytes.TrimSpace(b.Bytes())
	if f.values != nil {
		line = statement.LeaveOut(line, f.values)
	}
	return template.HTML(line)
}
