package builder

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"html/template"
	"net/url"
	"path"
	"strconv"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/statement"
)

// filler fills the holes in a page's HTML for the place where it is shown.
type filler struct {
	*planner
	page  *site.Page            // whose text it is
	from  string                // address of the page that shows it
	shift int                   // how much deeper headings are than in the source
	book  map[*site.Page]string // in the handbook: the identifier of each page's chapter
	files map[*site.Page]string // in a file of the handbook: the file of each page's chapter; nil on its page
	err   error                 // the first template that failed, or the text that could not be read
	text  *markdown.Text        // of the page, once it is needed
	at    *markdown.Place       // how it is written there, once it is needed

	values statement.Values // of a statement that is filled in
	alone  bool             // for a document of its own: fields stay as they are, and links do not lead into the site

	packed map[string]string // in a package: the name of each picture by its file
}

// body is the whole text of the page.
func (f *filler) body() template.HTML {
	if f.outline != nil {
		return f.fill(nil)
	}
	return f.fill(f.texts().Body)
}

// show makes the whole text of the page the Body of a view.
func (f *filler) show(v *View) {
	if f.outline != nil {
		f.outline.note(f)
		return
	}
	v.Contents = template.HTML(f.texts().Contents)
	if urgent, body := f.texts().CutUrgent(); len(urgent)+len(body) > 0 {
		v.Body = markBody
		if len(urgent) > 0 {
			v.Urgent, v.urgent = markUrgent, []byte(f.fill(urgent))
		}
		v.text = func(b *bytes.Buffer) error {
			f.write(b, body)
			return f.err
		}
	}
}

// texts reads the page's text, if it has not been needed yet.
func (f *filler) texts() *markdown.Text {
	if f.text == nil {
		var err error
		if f.text, err = f.page.Text(); err != nil {
			f.err, f.text = cmp.Or(f.err, err), &markdown.Text{}
		}
	}
	return f.text
}

// fill writes HTML with its holes filled. For an outline it notes that the text is shown, and writes nothing.
func (f *filler) fill(h markdown.HTML) template.HTML {
	if f.outline != nil {
		f.outline.note(f)
		return ""
	}
	if len(h) == 0 {
		return ""
	}
	b := f.buffers.Get().(*bytes.Buffer)
	defer f.buffers.Put(b)
	b.Reset()
	f.write(b, h)
	return template.HTML(b.String())
}

// write writes HTML with its holes filled.
func (f *filler) write(b *bytes.Buffer, h markdown.HTML) {
	if bytes.IndexByte(h, 0) < 0 { // it has no holes, as most rules have none
		b.Write(h)
		return
	}
	texts := f.texts()
	if f.err != nil { // the caller reports it
		return
	}
	f.page.Doc.WriteHTML(b, texts, h, f.place(texts))
}

// place says how the page's text is written where f shows it.
func (f *filler) place(texts *markdown.Text) *markdown.Place {
	if f.at != nil {
		return f.at
	}
	f.at = &markdown.Place{
		Shift: f.shift,
		ID:    func(id string) string { return f.anchor(f.page, id) },
		Link: func(b *bytes.Buffer, n int, e markdown.Edge) {
			if e == markdown.Before {
				f.openLink(b, f.Site.Target(f.page, n), texts.Links[n].Alone)
			} else {
				f.closeLink(b, f.Site.Target(f.page, n), texts.Links[n])
			}
		},
		Image:    f.image,
		Block:    func(b *bytes.Buffer, n int) { f.block(b, texts.Blocks[n]) },
		Field:    func(b *bytes.Buffer, n int) { f.writeField(b, texts.Fields[n].Name) },
		NoteRef:  func(b *bytes.Buffer, n int) { f.noteRef(b, texts.Refs[n]) },
		NoteBack: func(b *bytes.Buffer, n int) { f.noteBack(b, texts.Refs[n]) },
		NoteID:   func(note int) string { return f.noteID("fn_", note, 0) },
		Notes:    f.notes,
		Task:     f.task,
	}
	if f.explains() {
		f.at.Term, f.at.Meaning = f.term, f.meaning
	}
	if f.alone { // links do not lead into the site, fields stay open, and a box is a character
		f.at.Link, f.at.Task = nil, nil
		f.at.Href = func(link int) string { return f.whole(f.Site.Target(f.page, link)) }
		f.at.Field = func(b *bytes.Buffer, n int) {
			name := texts.Fields[n].Name
			text, blank := f.field(f.page, name)
			if blank {
				text = "{{" + name + "}}"
			}
			b.WriteString(html.EscapeString(text))
		}
	}
	if f.files != nil {
		f.at.Link = func(b *bytes.Buffer, n int, e markdown.Edge) {
			f.bookLink(b, f.Site.Target(f.page, n), texts.Links[n], e)
		}
	}
	return f.at
}

// whole is the address of a link's target for a document that leaves the site; "" when it has none there.
func (f *filler) whole(t site.Target) string {
	if t.Page != nil && f.Site.Config.URL != "" {
		return f.Site.Config.URL + escapePath(t.Page.Address)
	}
	return outside(t)
}

// anchor is the identifier of a part of a page. In the handbook a heading's is joined to its chapter's, as two pages
// may have the same heading; a rule's is the same everywhere.
func (f *filler) anchor(p *site.Page, id string) string {
	chapter, inBook := f.book[p]
	if r := f.Site.ByID[id]; !inBook || r != nil && r.Page == p {
		return id
	}
	return chapter + "--" + id
}

// href is the address of a page, or of a part of it, from the page that is shown.
func (f *filler) href(p *site.Page, anchor string) string {
	if chapter, inBook := f.book[p]; inBook {
		file := ""
		if p != f.page {
			file = f.files[p]
		}
		if anchor == "" {
			return file + "#" + chapter
		}
		return file + "#" + fragment(f.anchor(p, anchor))
	}
	address := escapePath(site.Relative(f.from, p.Address))
	if anchor == "" {
		return address
	}
	if p.Address == f.from {
		address = ""
	}
	return address + "#" + fragment(anchor)
}

func fragment(id string) string { return (&url.URL{Fragment: id}).EscapedFragment() }

// escapePath writes a relative path as an address has it.
func escapePath(name string) string {
	for i := range len(name) {
		if c := name[i]; !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '.' || c == '/' || c == '_') {
			return (&url.URL{Path: name}).EscapedPath()
		}
	}
	return name // most are as plain as that
}

// outside is the address that a link leads to on another site; "" when it stays on this one.
func outside(t site.Target) string {
	if t.Named != nil {
		return t.Named.Address
	}
	return t.Address
}

func (f *filler) openLink(b *bytes.Buffer, t site.Target, alone bool) {
	class := ""
	if alone {
		class = ` class="alone"`
	}
	switch address := outside(t); {
	case t.Page != nil:
		b.WriteString("<a")
		b.WriteString(class)
		b.WriteString(` href="`)
		b.WriteString(html.EscapeString(f.href(t.Page, t.Anchor)))
		b.WriteString(`">`)
	case t.File != "" || t.Made != "":
		fmt.Fprintf(b, `<a%s href="%s">`, class, html.EscapeString(escapePath(site.Relative(f.from, t.File+t.Made))))
	case address != "":
		fmt.Fprintf(b, `<a%s href="%s" rel="noopener noreferrer">`, class, html.EscapeString(address))
	default:
		b.WriteString(`<span class="gap">`)
	}
}

// closeLink ends a link.
func (f *filler) closeLink(b *bytes.Buffer, t site.Target, link markdown.Link) {
	if t.Page != nil || t.File != "" || t.Made != "" || outside(t) != "" {
		b.WriteString("</a>")
	} else {
		b.WriteString("</span>")
	}
	f.afterLink(b, t, link)
}

// afterLink follows a link. One that leaves the site says in words to which host, unless its words begin with it; one to a file says
// what that is; one without an address says whom to ask.
func (f *filler) afterLink(b *bytes.Buffer, t site.Target, link markdown.Link) {
	switch out := outside(t); {
	case t.File != "":
		if words := f.fileWords(t.File); words != "" {
			fmt.Fprintf(b, ` <span class="host">(%s)</span>`, html.EscapeString(words))
		}
	case t.Page != nil || t.Made != "":
	case out != "":
		if u, err := url.Parse(out); err == nil && u.Host != "" && !link.Address {
			host := strings.TrimPrefix(u.Host, "www.")
			if !strings.HasPrefix(strings.TrimPrefix(link.Text, "www."), host) {
				fmt.Fprintf(b, ` <span class="host">(%s)</span>`, html.EscapeString(host))
			}
		}
	case t.Named != nil && t.Named.Ask != "":
		fmt.Fprintf(b, " (%s)", html.EscapeString(f.words.must("link.ask", "whom", t.Named.Ask)))
	}
}

func (f *filler) block(b *bytes.Buffer, block markdown.Block) {
	if block.Rule > 0 {
		rule := f.page.Doc.Rules[block.Rule-1]
		f.execute(b, "rule", f.rule(rule, "#"+fragment(rule.ID)))
		return
	}
	view := BlockView{Kind: block.Kind, Body: f.fill(block.Body), Other: f.fill(block.Other)}
	if block.Update > 0 {
		u := f.page.Doc.Updates[block.Update-1]
		view.Sources, view.Checked = f.sources(u.Sources), f.read(u)
		if u.ID != "" {
			view.ID = f.anchor(f.page, u.ID)
		}
	}
	f.execute(b, "block-"+block.Kind, view)
}

func (f *filler) execute(b *bytes.Buffer, name string, data any) {
	if err := f.layouts.blocks().ExecuteTemplate(b, name, data); err != nil && f.err == nil {
		f.err = layoutError("layouts/blocks.html", err, f.from)
	}
}

// rule is a rule of f's page as it is shown.
func (f *filler) rule(r *markdown.Rule, href string) RuleView {
	sources, differs := f.ruleSources(r)
	was := r.Was
	if f.book != nil { // the book says what holds now
		was = ""
	}
	return RuleView{ID: r.ID, Kind: string(r.Kind), Text: f.fill(r.Text), Plain: r.Plain, Why: f.fill(r.Why), Applies: f.condition(r.Applies),
		Repeat: r.Repeat, Changed: f.words.date(r.Changed), Version: r.Version(), Was: was, Href: href, Sources: sources, Differs: differs}
}

// condition says in words when a rule applies; "" when it always does.
func (f *filler) condition(c markdown.Condition) string {
	var parts []string
	or := " " + f.words.must("applies.any") + " "
	for _, all := range c {
		if len(all) > 1 { // a comma keeps what belongs together apart from the rest
			or = ", " + f.words.must("applies.any") + " "
		}
		var labels []string
		for _, topic := range all {
			labels = append(labels, f.words.must("applies.said", "label", f.Site.TopicLabel(topic)))
		}
		parts = append(parts, strings.Join(labels, " "+f.words.must("applies.all")+" "))
	}
	return strings.Join(parts, or)
}

// writeField writes a field: what the site knows itself, and otherwise a blank with the field's label.
func (f *filler) writeField(b *bytes.Buffer, name string) {
	text, blank := f.field(f.page, name)
	switch value, filled := f.values[name]; {
	case blank && filled:
		for i, line := range strings.Split(value, "\n") {
			if i > 0 {
				b.WriteString("<br>")
			}
			b.WriteString(html.EscapeString(line))
		}
		return
	case blank:
		fmt.Fprintf(b, `<span class="blank" data-field="%s">%s</span>`, html.EscapeString(name), html.EscapeString(text))
		return
	}
	b.WriteString(html.EscapeString(text))
}

// field is what is shown for a field on a page, and whether it is one that a group fills in.
func (p *planner) field(page *site.Page, name string) (text string, blank bool) {
	if page.Statement != nil {
		switch name {
		case "org.name":
			return p.Site.Config.Organisation.Name, false
		case "org.short":
			return p.Site.Config.Organisation.Short, false
		case "version":
			return strconv.Itoa(page.Statement.Version), false
		case "date":
			if date := p.words.date(page.Statement.Date()); date != nil {
				return date.Words, false
			}
		}
		for _, field := range page.Statement.Fields {
			switch {
			case field.Name != name:
			case field.Optional:
				return p.words.must("statement.optional", "label", field.Label), true
			default:
				return field.Label, true
			}
		}
	}
	return "{{" + name + "}}", false
}

// depth is the way from an address up to the site's folder.
func depth(address string) string {
	return strings.Repeat("../", strings.Count(path.Clean(address), "/"))
}
