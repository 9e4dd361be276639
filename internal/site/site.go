// Package site is the model of a whole site: every page, and everything that one source says of another, resolved.
//
// [Load] reads the sources once; the [Site] it returns never changes after that. [Page] and [Rule] are the types that
// matter.
package site

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"handrail/internal/calendar"
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/search"
	"handrail/internal/source"
	"handrail/internal/statement"
	"handrail/quiz"
)

// Site is everything that a folder of sources says.
type Site struct {
	Config   Config
	Language *language.Language // in which all of it is written
	Links    map[string]*NamedLink
	Origins  map[string]*Origin // what sources.yaml lists, by its name
	Glossary Glossary
	Home     *Page            // nil when there is no index.md
	Pages    []*Page          // in reading order: a section's index, its pages, its sections
	Rules    []*Rule          // in reading order
	Help     Target           // where site.yaml says that readers reach those whom they can ask; the zero Target when it does not say
	Files    map[string]bool  // files beside the pages, by their path, for example "diagrams/who.svg"
	ByPath   map[string]*Page // by source path within content/, for example "guidance/phones.md"
	ByID     map[string]*Rule // the first rule of each identifier
	Updates  []*Update        // in reading order

	UpdateOf map[string]*Update // the first update of each identifier that no rule has

	Today   source.Date        // the day for which the site was loaded: what is overdue depends on it
	Doubt   Doubt              // what could not be read as it was meant
	Drafts  map[string]*Source // pages that are left out as they are drafts, by their path as in ByPath
	Twins   [][2]Claim         // addresses that two sources claim
	Indexes []string           // folders that hold pages and no index.md

	Since   []Published         // its rules as they were last published; nil when nothing is compared with them
	Retired map[string]*Retired // identifiers that were used before, by the identifier

	Synonyms search.Synonyms // what people type in place of the words of the pages

	Groups []statement.Group // those of groups.csv
	Lists  []*Page           // the checklists, in reading order
	Paths  []*Path           // one of each audience, in the order of site.yaml, then the others in reading order

	spelled    sync.Once // bySpelling is made when it is first needed: most sites never do
	bySpelling map[string]string

	read     []*Page // in the order in which they were found
	groupsOf map[*Page][]statement.Group
	Drawings map[string]*Drawing // SVG files that are written into the pages that show them, by their path in Files
	Pictures map[string]*Picture // all other files that are pictures or should be, by their path in Files
}

// Retired is an identifier that something had before: the entry of it in retired.yaml. What people keep on their devices,
// print or link to still knows that thing by it, so nothing else may have it.
type Retired struct {
	Was string // what it was, and until when it was used
	Pos source.Pos
}

// Claim is a source that claims an address.
type Claim struct {
	Address string
	Page    *Page  // nil when the build itself makes what is there, or File does
	Alias   bool   // an old address of a page, not its own
	File    string // a file that is copied, by its path within content/
}

// Kind is what a page is.
type Kind string

// The kinds of pages. An index is a Section.
const (
	Plain         Kind = "page"
	Section       Kind = "section"
	Quiz          Kind = "quiz"
	Statement     Kind = "statement"
	ChecklistPage Kind = "checklist"
	PathPage      Kind = "path"
)

// Front is the front matter that every page can have.
type Front struct {
	Title       string        `yaml:"title" json:"title"`
	Summary     string        `yaml:"summary" json:"summary,omitempty"`
	Order       int           `yaml:"order" json:"order,omitempty"`
	Audience    []string      `yaml:"audience" json:"audience,omitempty"`
	Topics      []string      `yaml:"topics" json:"topics,omitempty"`
	Reviewed    source.Date   `yaml:"reviewed" json:"reviewed,omitzero"`
	ReviewEvery source.Period `yaml:"review_every" json:"review_every,omitzero"`
	Aliases     []string      `yaml:"aliases" json:"aliases,omitempty"`
	Draft       bool          `yaml:"draft" json:"draft,omitempty"`
	Door        string        `yaml:"door" json:"door,omitempty"`           // words of a door of its own on the home page
	Essential   bool          `yaml:"essential" json:"essential,omitempty"` // kept for reading without a network, even where the site is too large
}

// Page is one source among the others of its site.
type Page struct {
	*Source
	Parent   *Page   // the section that holds it; nil for the home page
	Children []*Page // of a section: what it holds, in order

	links []*Page // where those of Doc.Dests lead that are a path of a page; nil for the others
}

// Rule is a rule of the guidance with everything that refers to it.
type Rule struct {
	*markdown.Rule
	Page      *Page
	Questions []Question // that test it
	Acts      []*Page    // checklists whose answers can reach it
	Fulfils   []*Page    // statements that name it
}

// Question is a question of a quiz with the page it is on.
type Question struct {
	*quiz.Question
	Page *Page
}

// Due is the day on which a page's next review is due; the zero Date when it has none.
func (p *Page) Due() source.Date {
	if p.Reviewed.IsZero() || p.ReviewEvery.IsZero() {
		return source.Date{}
	}
	return p.ReviewEvery.After(p.Reviewed)
}

// Overdue says whether a page's review was due before the day of the site.
func (s *Site) Overdue(p *Page) bool {
	due := p.Due()
	return !due.IsZero() && due.Before(s.Today.Time)
}

// The pages that a trainer has of each quiz, by their layouts.
const (
	Answers = "key"     // the answers, to print
	Present = "present" // the screen before a room
	Results = "results" // the board
)

// TrainerPages lists the pages that a trainer has of each quiz.
func TrainerPages() []string { return []string{Answers, Present, Results} }

// TrainerPage is the address of one of the TrainerPages of a quiz.
func (p *Page) TrainerPage(layout string) string { return p.Beside(trainerEnding(layout)) }

// trainerEnding is what the address of a trainer's page has in place of the ending of the quiz's own.
func trainerEnding(layout string) string { return "-" + layout + ".html" }

// Reminder is the address of the calendar file for one rule of a checklist.
func (p *Page) Reminder(r *Rule) string { return p.Beside("/" + r.ID + ".ics") }

// Reminders is the address of the calendar file for all rules of a checklist that repeat in one way. No identifier that an
// editor can write has an underscore, so it is not that of a rule.
func (p *Page) Reminders(repeat string) string { return p.Beside("/do_" + repeat + ".ics") }

// Fields lists the fields of all statements, each once, as the table of groups may fill them in. Of two that have the
// same name, the narrower limits count.
func (s *Site) Fields() []statement.Field {
	var fields []statement.Field
	for _, p := range s.Pages {
		if p.Statement == nil {
			continue
		}
		for _, field := range p.Statement.Fields {
			at := slices.IndexFunc(fields, func(f statement.Field) bool { return f.Name == field.Name })
			if at < 0 {
				fields = append(fields, field)
			} else {
				fields[at] = fields[at].Both(field)
			}
		}
	}
	return fields
}

// GroupsOf lists the groups for which a statement is made: those whose line fills in all its required fields.
func (s *Site) GroupsOf(p *Page) []statement.Group { return s.groupsOf[p] }

func (s *Site) findGroups(p *Page) []statement.Group {
	if len(p.Statement.Fields) == 0 {
		return nil
	}
	var groups []statement.Group
	for _, g := range s.Groups {
		if !slices.ContainsFunc(p.Statement.Fields, func(f statement.Field) bool { return !f.Optional && g.Values[f.Name] == "" }) {
			groups = append(groups, g)
		}
	}
	return groups
}

// Sources lists the paths of all sources and files within content/, in no order.
func (s *Site) Sources() []string {
	paths := slices.Collect(maps.Keys(s.Files))
	for _, p := range s.Pages {
		paths = append(paths, p.Path)
	}
	return slices.AppendSeq(paths, maps.Keys(s.Drafts))
}

// Name is what a page is called within its site, for example "quizzes/the-basics". Results of a quiz name it by that.
func (p *Page) Name() string { return strings.TrimSuffix(p.Address, ".html") }

// Beside is the address of a file that the build makes of a page: its name, and what follows, for example ".docx" or
// "/leeds.txt".
func (p *Page) Beside(what string) string { return p.Name() + what }

// HasAnchor says whether a page has an element of this identifier: a heading, a rule or an update.
func (p *Page) HasAnchor(id string) bool {
	return slices.Contains(p.Doc.Anchors, id) ||
		slices.ContainsFunc(p.Doc.Rules, func(r *markdown.Rule) bool { return r.ID == id }) ||
		slices.ContainsFunc(p.Doc.Updates, func(u *markdown.Update) bool { return u.ID == id })
}

// anchor is the identifier of the part of a page that a link means: what is written, or otherwise the identifier of the heading that other programs mean by it.
func (p *Page) anchor(written string) string {
	if written == "" || p.HasAnchor(written) {
		return written
	}
	name := composed(written)
	if p.HasAnchor(name) {
		return name
	}
	if id, ok := p.Doc.Anchor(name); ok {
		return id
	}
	return written
}

// Top is the section directly below the home page that holds p, or p itself; nil for the home page.
func (p *Page) Top() *Page {
	if p.Parent == nil {
		return nil
	}
	for p.Parent.Parent != nil {
		p = p.Parent
	}
	return p
}

// Sections are the home page's children.
func (s *Site) Sections() []*Page {
	if s.Home == nil {
		return nil
	}
	return s.Home.Children
}

// Handbook lists the pages of the guidance in reading order: those of each top section that holds a rule.
func (s *Site) Handbook() []*Page {
	tops := map[*Page]bool{}
	for _, r := range s.Rules {
		if top := r.Page.Top(); top != nil {
			tops[top] = true
		}
	}
	var pages []*Page
	for _, p := range s.Pages {
		if tops[p.Top()] && (p.Kind == Plain || p.Kind == Section) {
			pages = append(pages, p)
		}
	}
	return pages
}

// BookFiles lists the addresses of the handbook as an e-book and as a Word document.
func BookFiles() []string { return []string{"handbook.epub", "handbook.docx"} }

// For lists the pages that are meant for an audience, in reading order. Paths lead to them, and are none of them.
func (s *Site) For(audience string) []*Page {
	var pages []*Page
	for _, p := range s.Pages {
		if p != s.Home && p.Kind != PathPage && slices.Contains(p.Audience, audience) {
			pages = append(pages, p)
		}
	}
	return pages
}

// Items lists the rules that a checklist can reach and that repeat in one way: in reading order, those last that some can skip.
func (s *Site) Items(checklist *Page, repeat string) []*Rule {
	var rules []*Rule
	for _, r := range s.Rules {
		if r.Repeat == repeat && slices.Contains(r.Acts, checklist) {
			rules = append(rules, r)
		}
	}
	slices.SortStableFunc(rules, func(a, b *Rule) int { return cmp.Compare(min(len(a.SkipIf), 1), min(len(b.SkipIf), 1)) })
	return rules
}

// TopicLabel is what the site calls a topic in words; the topic's name when no checklist offers it.
func (s *Site) TopicLabel(topic string) string {
	for _, p := range s.Lists {
		if label := p.Checklist.Label(topic); label != "" {
			return label
		}
	}
	return topic
}

// SearchPage is the address of the page that searches the site, and of its index from A to Z.
const SearchPage = "search.html"

// ownFiles lists the addresses that the build makes of a site as a whole. It makes some of them only for sites that ask for it.
func ownFiles() []string {
	return []string{"404.html", "rules.html", "rules.json", "handbook.html", BookFiles()[0], BookFiles()[1], "whats-new.html", SearchPage, RecordPage, "kept.html", "sitemap.xml", "feed.xml",
		"offline.html", "sw.js", "manifest.webmanifest", "icon-192.png", "icon-512.png", "icon-maskable.png", "apple-touch-icon.png"}
}

// Generated lists the addresses that the build itself makes, beside those of the pages.
func (s *Site) Generated() []string {
	list := ownFiles()
	if slices.ContainsFunc(s.Pages, func(p *Page) bool { return p.Quiz != nil }) {
		list = append(list, "refresh.html")
	}
	if len(s.Glossary.Words) > 0 {
		list = append(list, WordsPage)
	}
	for _, path := range s.Paths {
		if path.Page == nil {
			list = append(list, path.Address)
		}
	}
	for _, p := range s.Pages {
		if p.Quiz != nil {
			for _, layout := range TrainerPages() {
				list = append(list, p.TrainerPage(layout))
			}
		}
		if p.Statement != nil {
			list = append(list, p.Beside(".txt"), p.Beside(".docx"))
			if groups := s.GroupsOf(p); len(groups) > 0 {
				list = append(list, p.Beside("/index.html"))
				for _, g := range groups {
					beside := p.Beside("/" + g.Slug)
					list = append(list, beside+".html", beside+".txt", beside+".docx")
				}
			}
		}
		if p.Checklist != nil {
			list = append(list, s.reminders(p)...)
		}
	}
	return list
}

// reminders lists the addresses of a checklist's calendar files.
func (s *Site) reminders(checklist *Page) []string {
	var list []string
	for _, repeat := range markdown.Repeats() {
		rules := s.Items(checklist, repeat)
		if !calendar.Recurs(repeat) || len(rules) == 0 {
			continue
		}
		list = append(list, checklist.Reminders(repeat))
		for _, r := range rules {
			if r.ID != "" {
				list = append(list, checklist.Reminder(r))
			}
		}
	}
	return list
}

// build makes the tree of the pages that were read, and puts everything in reading order.
func (s *Site) build() {
	s.Home = s.ByPath["index.md"]
	folders := map[string]bool{}
	parents := map[string]*Page{} // of the pages in a folder
	var audiences []*Page         // their paths: the doors of the home page lead to them, and no list
	parent := func(dir string) *Page {
		p, known := parents[dir]
		for up := dir; !known; up = path.Dir(up) {
			p = s.ByPath[path.Join(up, "index.md")]
			known = p != nil || up == "."
		}
		parents[dir] = p
		return p
	}
	for _, p := range s.read {
		dir := path.Dir(p.Path)
		if p.isOfAudience() {
			p.Parent = s.Home
			audiences = append(audiences, p)
			continue
		}
		if p.Kind == Section {
			if p == s.Home {
				continue
			}
			dir = path.Dir(dir)
		}
		p.Parent = parent(dir)
		if p.Kind != Section && (p.Parent == nil || path.Dir(p.Parent.Path) != dir) {
			folders[dir] = true
		}
		if p.Parent != nil {
			p.Parent.Children = append(p.Parent.Children, p)
		} else {
			s.Pages = append(s.Pages, p) // no home page: reported elsewhere
		}
	}
	for dir := range folders {
		s.Indexes = append(s.Indexes, dir)
	}
	slices.Sort(s.Indexes)
	if s.Home != nil {
		s.Pages = append(s.Pages, s.Home)
	}
	slices.SortFunc(s.Pages, byOrder)
	roots := append(s.Pages, audiences...)
	s.Pages = nil
	for _, p := range roots {
		s.order(p)
	}
}

// order adds a page and what is below it in reading order.
func (s *Site) order(p *Page) {
	s.Pages = append(s.Pages, p)
	if p.Checklist != nil {
		s.Lists = append(s.Lists, p)
	}
	slices.SortFunc(p.Children, byOrder)
	for _, child := range p.Children {
		s.order(child)
	}
	for _, r := range p.Doc.Rules {
		s.Rules = append(s.Rules, &Rule{Rule: r, Page: p})
	}
	for _, u := range p.Doc.Updates {
		s.Updates = append(s.Updates, &Update{Update: u, Page: p})
	}
}

// byOrder sorts pages by their order, those without one last, then by path.
func byOrder(a, b *Page) int {
	place := func(p *Page) int {
		if p.Order == 0 {
			return 1 << 30
		}
		return p.Order
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), strings.Compare(a.Path, b.Path))
}

// Relative is the way from one place within the site to another, as a link on the first has it. It works for sources
// and for addresses alike.
func Relative(from, to string) string {
	common := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			common = i + 1
		}
	}
	return strings.Repeat("../", strings.Count(from[common:], "/")) + to[common:]
}
