package site

import (
	"strings"

	steps "handrail/internal/path"
)

// Path is what one kind of reader does, in order, to get to know the site.
type Path struct {
	Audience string // for whom it is
	Address  string // of its page
	Page     *Page  // nil for a path that is made of the pages of an audience, as nobody has written one

	Steps, Later []Step

	pages map[*Page]bool // that its steps lead to
}

// Step is a step of a path with what it leads to.
type Step struct {
	steps.Step
	Target  Target // where a step of a written path leads; the zero Target for an agreement
	Page    *Page  // nil for an agreement, and for a step that leads nowhere
	Minutes int    // at least 1

	Keys []string // by which it is found in the front matter
}

// All lists the steps of a path, those for later last.
func (p *Path) All() []Step { return append(p.Steps[:len(p.Steps):len(p.Steps)], p.Later...) }

// Name is what devices and records know a step by: the name of its page, or "agree:" and the identifier of an agreement.
func (s Step) Name() string {
	if s.Page == nil {
		return "agree:" + s.ID
	}
	return s.Page.Name()
}

// Minutes is how long some steps take.
func Minutes(list []Step) int {
	total := 0
	for _, s := range list {
		total += s.Minutes
	}
	return total
}

// Has says whether a path has a step that leads to a page.
func (p *Path) Has(page *Page) bool { return p.pages[page] }

// PathOf is the path that a page has; nil for a page of another kind.
func (s *Site) PathOf(p *Page) *Path {
	for _, way := range s.Paths {
		if way.Page == p && p != nil {
			return way
		}
	}
	return nil
}

// isOfAudience says whether a page is the path of an audience, whose address is beside that of the home page.
func (p *Page) isOfAudience() bool {
	return p.Kind == PathPage && !strings.Contains(p.Address, "/")
}

// IsOfAudience says whether a path is the one that the door of an audience leads to.
func (p *Path) IsOfAudience() bool { return p.Page == nil || p.Page.isOfAudience() }

// findPaths makes the paths of the site.
func (s *Site) findPaths() {
	byAddress := map[string]*Page{}
	for _, p := range s.Pages {
		if p.Steps != nil {
			byAddress[p.Address] = p
		}
	}
	for _, a := range s.Config.Audiences {
		if p := byAddress[a.Name+".html"]; p != nil {
			s.Paths = append(s.Paths, s.written(p))
		} else {
			made := &Path{Audience: a.Name, Address: a.Name + ".html"}
			made.Steps = s.StepsFor(a.Name, made.Address)
			s.Paths = append(s.Paths, made)
		}
	}
	for _, p := range s.Pages {
		if p.Steps != nil && !p.isOfAudience() {
			s.Paths = append(s.Paths, s.written(p))
		}
	}
	for _, way := range s.Paths {
		way.pages = map[*Page]bool{}
		for _, step := range way.All() {
			if step.Page != nil {
				way.pages[step.Page] = true
			}
		}
	}
}

// written is the path that a page has.
func (s *Site) written(p *Page) *Path {
	path := &Path{Address: p.Address, Page: p}
	if len(p.Audience) > 0 {
		path.Audience = p.Audience[0]
	}
	p.Steps.Each(func(step steps.Step, keys []string) {
		found := Step{Step: step, Keys: keys}
		if dest := step.Dest(); dest != "" {
			found.Target = s.target(p, takeApart(p.Path, dest), dest)
			found.Page = found.Target.Page
		}
		found.Minutes = s.minutes(found)
		if keys[0] == "later" {
			path.Later = append(path.Later, found)
		} else {
			path.Steps = append(path.Steps, found)
		}
	})
	return path
}

// StepsFor lists a step for each page that is meant for an audience, in reading order, apart from the introductions of folders. Each names its
// page by the path from another source.
func (s *Site) StepsFor(audience, from string) []Step {
	var list []Step
	for _, p := range s.For(audience) {
		if kind := StepKind(p); kind != "" && p.Kind != Section {
			step := Step{Step: steps.Of(kind, Relative(from, p.Path)), Page: p, Target: Target{Page: p}}
			step.Minutes = s.minutes(step)
			list = append(list, step)
		}
	}
	return list
}

// AddressOf is the address that the page of a source has, or would have.
func (s *Site) AddressOf(name string) string { return addressOf(name, s.Config.audienceNames()) }

// StepKind is the kind of step that leads to a page; "" for a page that is no step: the home page, and a path.
func StepKind(p *Page) steps.Kind {
	switch p.Kind {
	case Plain:
		return steps.Read
	case Section:
		if p.Parent != nil {
			return steps.Read
		}
	case Quiz:
		return steps.Quiz
	case Statement:
		return steps.Statement
	case ChecklistPage:
		return steps.Checklist
	}
	return ""
}

// Fits says whether a step leads to a page of its kind.
func (s Step) Fits() bool { return s.Page != nil && StepKind(s.Page) == s.Kind() }

// What each step is taken to need where nothing says how long it takes, in minutes.
const (
	statementMinutes = 5
	itemMinutes      = 2 // for an item of a checklist
	agreeMinutes     = 1
)

// questionSeconds is how long a question of a quiz takes, with what is read after the answer.
const questionSeconds = 40

// wordsPerMinute is how many words a slow reader reads in a minute. Most adults read 240 (Brysbaert, 2019); tired readers
// do not.
const wordsPerMinute = 150

// ReadingMinutes is how long a slow reader takes for a page's text, rounded up; 0 when it has none.
func (p *Page) ReadingMinutes() int { return (p.Doc.Words + wordsPerMinute - 1) / wordsPerMinute }

// minutes is how long a step takes: as long as it says itself, or else what its page says.
func (s *Site) minutes(step Step) int {
	if step.Step.Minutes > 0 {
		return step.Step.Minutes
	}
	p := step.Page
	minutes := 0
	switch {
	case p == nil:
		return agreeMinutes
	case p.Quiz != nil:
		asked := len(p.Quiz.Questions)
		if p.Quiz.Draw > 0 {
			asked = min(asked, p.Quiz.Draw)
		}
		if minutes = p.Quiz.Minutes; minutes == 0 {
			minutes = (asked*questionSeconds + 59) / 60
		}
	case p.Statement != nil:
		minutes = statementMinutes
	case p.Checklist != nil:
		for _, r := range s.Items(p, "once") {
			if r.Minutes > 0 {
				minutes += r.Minutes
			} else {
				minutes += itemMinutes
			}
		}
	default:
		minutes = p.ReadingMinutes()
	}
	return max(minutes, 1)
}
