package builder

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
)

// views plans every page.
func (p *planner) views() []Output {
	var outputs []Output
	add := func(address string, make func(*planner) (*View, error)) {
		outputs = append(outputs, p.view(address, make))
	}
	for i, page := range p.Site.Pages {
		add(page.Address, func(p *planner) (*View, error) { return p.page(i) })
		if page.Quiz != nil {
			for _, layout := range site.TrainerPages() {
				add(page.TrainerPage(layout), func(p *planner) (*View, error) { return p.trainerPage(page, layout) })
			}
		}
		if groups := p.Site.GroupsOf(page); len(groups) > 0 {
			add(page.Beside("/index.html"), func(p *planner) (*View, error) { return p.groupIndex(page, groups), nil })
			for _, g := range groups {
				add(page.Beside("/"+g.Slug+".html"), func(p *planner) (*View, error) { return p.groupPage(page, g) })
			}
		}
		for _, alias := range page.Aliases {
			add(alias, func(p *planner) (*View, error) { return p.redirect(alias, page), nil })
		}
	}
	for i, path := range p.Site.Paths {
		if path.Page == nil {
			add(path.Address, func(p *planner) (*View, error) { return p.madePath(i), nil })
		}
	}
	if len(p.Site.Rules) > 0 {
		add("rules.html", (*planner).rules)
	}
	if len(p.inHandbook) > 0 {
		add("handbook.html", (*planner).handbook)
	}
	if p.site.HasNews {
		add("whats-new.html", func(p *planner) (*View, error) { return p.whatsNew(), nil })
	}
	if p.site.HasWords {
		add(site.WordsPage, func(p *planner) (*View, error) { return p.glossary(), nil })
	}
	if p.site.HasRefresh {
		add(refreshPage, (*planner).refresh)
	}
	if len(p.Site.Paths) > 0 {
		add(site.RecordPage, func(p *planner) (*View, error) { return p.records(), nil })
	}
	add("kept.html", func(p *planner) (*View, error) { return p.kept(), nil })
	if p.Site.Config.Offline {
		add(offlinePage, func(p *planner) (*View, error) { return p.offline(), nil })
	}
	add(site.SearchPage, (*planner).atoz)
	add("404.html", func(p *planner) (*View, error) { return p.notFound(), nil })
	return outputs
}

// page makes the view of the i-th page in reading order.
func (p *planner) page(i int) (*View, error) {
	page := p.Site.Pages[i]
	layout := string(page.Kind)
	if page == p.Site.Home {
		layout = "home"
	}
	v := p.base(layout, page.Address, page.Title, page.Summary)
	f := &filler{planner: p, page: page, from: page.Address}
	if page.Quiz == nil { // a quiz shows its parts one by one
		f.show(v)
	}
	v.Draft = page.Draft
	v.Audience = p.audienceNames(page)
	v.Minutes = minutes(page)
	v.Reviewed, v.Due, v.Overdue = p.words.date(page.Reviewed), p.words.date(page.Due()), p.Site.Overdue(page)
	v.Reading = p.reading(page)
	v.Crumbs = p.crumbs(page)
	v.Prev, v.Next = p.neighbour(i, -1), p.neighbour(i, 1)
	if layout != "home" {
		v.Feedback = p.feedback(page)
	}
	linked := map[*site.Page]bool{}
	if layout == string(site.Section) {
		for _, t := range p.Site.Targets(page) {
			linked[t.Page] = true
		}
	}
	for _, child := range page.Children {
		if linked[child] { // the list of a section has those that its text does not link to
			v.More = true
			continue
		}
		v.Children = append(v.Children, p.card(page.Address, child))
	}
	if layout == string(site.Section) && slices.ContainsFunc(page.Children, func(child *site.Page) bool { return child.Quiz != nil }) {
		five := Card{Link: Link{Title: p.words.must("refresh.title"), Href: site.Relative(page.Address, refreshPage)}, Summary: p.words.must("refresh.summary")}
		v.Children = append([]Card{five}, v.Children...)
	}
	switch {
	case layout == "home":
		v.Minutes, v.Audience = 0, nil
		for _, other := range p.Site.Pages {
			if other.Door != "" {
				way := p.card(page.Address, other)
				v.Ways = append(v.Ways, Card{Link: Link{Title: other.Door, Href: way.Href}, Icon: p.iconOf(other), Summary: way.Summary})
			}
		}
		v.Doors = p.doors(v.Path)
		for i, child := range page.Children {
			v.Children[i].Icon = p.iconOf(child)
		}
	case page.Quiz != nil:
		p.quiz(f, v)
	case page.Statement != nil:
		p.statement(f, v, "")
	case page.Checklist != nil:
		p.checklist(f, v)
	case page.Steps != nil:
		p.writtenPath(f, v)
	}
	return v, f.err
}

// reading is how a reader says that they have read a page: a plain one, or a section that a path has. It is nil for others.
func (p *planner) reading(page *site.Page) *ReadingView {
	if !p.isReadable(page) {
		return nil
	}
	v := &ReadingView{Page: page.Name(), Paths: p.following[page]}
	if p.outline == nil { // the script is in the common digest
		v.Later = ScriptView{Src: site.Relative(page.Address, p.assets.follow.name), Integrity: p.integrity(p.assets.follow)}
	}
	return v
}

// isReadable says whether readers can say that they have read a page.
func (p *planner) isReadable(page *site.Page) bool {
	return page.Kind == site.Plain || page.Kind == site.Section && p.following[page] != nil
}

// minutes is how long a slow reader takes for a page. It is 0 for what is to be answered, filled in or done: nobody knows how long that takes.
func minutes(page *site.Page) int {
	if page.Quiz != nil || page.Statement != nil || page.Checklist != nil || page.Steps != nil {
		return 0
	}
	return page.ReadingMinutes()
}

func (p *planner) audienceNames(page *site.Page) []string {
	var names []string
	for _, a := range page.Audience {
		names = append(names, p.Site.Config.Called(a))
	}
	return names
}

func (p *planner) crumbs(page *site.Page) []Link {
	var crumbs []Link
	for up := page.Parent; up != nil; up = up.Parent {
		title := up.Title
		if up == p.Site.Home {
			title = p.words.must("nav.home")
		}
		crumbs = append(crumbs, Link{Title: title, Href: escapePath(site.Relative(page.Address, up.Address))})
	}
	slices.Reverse(crumbs)
	return crumbs
}

// neighbour is the page before or after another in reading order, within the same top section.
func (p *planner) neighbour(i, step int) *Link {
	page, j := p.Site.Pages[i], i+step
	if j < 0 || j >= len(p.Site.Pages) || page.Top() == nil || p.Site.Pages[j].Top() != page.Top() {
		return nil
	}
	other := p.Site.Pages[j]
	return &Link{Title: other.Title, Href: escapePath(site.Relative(page.Address, other.Address))}
}

// iconOf is the icon of a page that says what to do in danger, of its kind, or of the one audience that it is for; of a section, that of its first page.
func (p *planner) iconOf(page *site.Page) string {
	switch {
	case page.Doc.Urgent():
		return "alert"
	case page.Quiz != nil:
		return "quiz"
	case page.Statement != nil:
		return "letter"
	case page.Checklist != nil:
		return "list"
	case len(page.Children) > 0:
		return p.iconOf(page.Children[0])
	}
	for _, a := range p.Site.Config.Audiences {
		if len(page.Audience) == 1 && page.Audience[0] == a.Name {
			return cmp.Or(a.Icon, "person")
		}
	}
	return "page"
}

func (p *planner) card(from string, page *site.Page) Card {
	card := Card{Link: Link{Title: page.Title, Href: escapePath(site.Relative(from, page.Address))}, Summary: page.Summary,
		Audience: p.audienceNames(page), Minutes: minutes(page)}
	if page.Quiz != nil {
		card.Questions = len(page.Quiz.Questions)
	}
	if way := p.Site.PathOf(page); way != nil {
		card.Minutes = site.Minutes(way.Steps)
	}
	return card
}

// quote is a rule as another page shows it.
func (p *planner) quote(on *filler, r *site.Rule) RuleView {
	f := &filler{planner: p, page: r.Page, from: on.from}
	view := f.rule(r.Rule, f.href(r.Page, r.ID))
	if on.err == nil {
		on.err = f.err
	}
	return view
}

// rules makes the map of rules: each rule with all that refers to it.
func (p *planner) rules() (*View, error) {
	v := p.base("rules", "rules.html", p.words.must("rules.title"), p.words.must("rules.summary"))
	on := &filler{planner: p, from: v.Path}
	link := func(page *site.Page, title, anchor string) Link {
		return Link{Title: title, Href: on.href(page, anchor)}
	}
	for _, r := range p.Site.Rules {
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Title != r.Page.Title {
			v.Groups = append(v.Groups, RuleGroup{ID: cmp.Or(p.inHandbook[r.Page], chapterID(r.Page)), Title: r.Page.Title, For: strings.Join(r.Page.Audience, " ")})
		}
		view := p.quote(on, r)
		page := link(r.Page, r.Page.Title, "")
		view.Page = &page
		for _, q := range r.Questions {
			view.Quizzes = append(view.Quizzes, link(q.Page, q.Title, q.ID))
		}
		for _, c := range r.Acts {
			view.Checklists = append(view.Checklists, link(c, c.Title, ""))
		}
		for _, s := range r.Fulfils {
			view.Statements = append(view.Statements, link(s, s.Title, ""))
		}
		group := &v.Groups[len(v.Groups)-1]
		group.Rules = append(group.Rules, view)
	}
	v.Index = p.ruleIndex(v.Groups)
	return v, on.err
}

// ruleIndex lists the rules of each kind that there is, and the groups for each audience.
func (p *planner) ruleIndex(groups []RuleGroup) *RuleIndex {
	index := &RuleIndex{}
	for _, kind := range markdown.RuleKinds() {
		list := RuleList{Name: string(kind), Title: p.words.must("rules." + string(kind))}
		for _, g := range groups {
			for _, r := range g.Rules {
				if r.Kind == list.Name {
					list.Links = append(list.Links, Link{Title: r.Plain, Href: "#" + fragment(r.ID)})
				}
			}
		}
		if len(list.Links) > 0 {
			index.Kinds = append(index.Kinds, list)
		}
	}
	for _, a := range p.Site.Config.Audiences {
		list := RuleList{Name: a.Name, Title: p.Site.Config.Called(a.Name)}
		for _, g := range groups {
			if g.For == "" || slices.Contains(strings.Fields(g.For), a.Name) {
				list.Links = append(list.Links, Link{Title: g.Title, Href: "#" + fragment(g.ID)})
			}
		}
		if len(list.Links) > 0 {
			index.Audiences = append(index.Audiences, list)
		}
	}
	return index
}

// handbook makes the whole guidance as one page.
func (p *planner) handbook() (*View, error) {
	v := p.base("handbook", "handbook.html", p.words.must("handbook.title"), p.words.must("handbook.summary"))
	for _, page := range p.Site.Handbook() {
		level := p.chapterLevel(page)
		f := &filler{planner: p, page: page, from: v.Path, shift: level - 1, book: p.inHandbook}
		v.Chapters = append(v.Chapters, Chapter{ID: p.inHandbook[page], Title: page.Title, Level: level, Reviewed: p.words.date(page.Reviewed), Body: f.body()})
		if f.err != nil {
			return v, f.err
		}
	}
	v.Reviewed = p.words.date(p.lastReviewed())
	var err error
	v.Files, err = p.bookLinks()
	return v, err
}

// chapterID is the identifier of a page within the handbook and the map of rules. No identifier that an editor can write
// has an underscore, so it cannot be one of theirs.
func chapterID(page *site.Page) string {
	return "page_" + markdown.Slug(page.Name())
}

// notFound makes the page that a host shows for an address at which there is nothing. As it may be shown at any depth,
// it carries its style with it, and its links start at the site's address where that is known.
func (p *planner) notFound() *View {
	v := p.base("notfound", "404.html", p.words.must("notfound.title"), p.words.must("notfound.summary"))
	v.Canonical, v.Crumbs = "", nil
	way := func(to string) string { return to }
	if root := p.rootPath(); root != "" {
		v.Root = root
		way = func(to string) string { return root + to }
	}
	v.frame = p.frameOf(FrameView{Root: v.Root, Policy: p.assets.policy(p.Live != "", true), Inline: template.CSS(p.assets.inline), InlineScript: template.JS(p.assets.script.data)}, "404.html", p.assets.script, way)
	return v
}

// redirect makes the page at an old address.
func (p *planner) redirect(alias string, page *site.Page) *View {
	v := p.base("redirect", alias, page.Title, page.Summary)
	v.Target = escapePath(site.Relative(alias, page.Address))
	if p.Site.Config.URL != "" {
		v.Canonical = p.Site.Config.URL + escapePath(page.Address)
	}
	return v
}
