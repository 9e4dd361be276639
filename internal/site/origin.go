package site

import (
	"fmt"
	"slices"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Origin is an entry of sources.yaml: who says what a rule asks for, or what an update reports. Rules, updates and questions
// name it in their attribute "source".
type Origin struct {
	Name    string       `yaml:"-" json:"name"`
	From    Voice        `yaml:"from" json:"from"`
	Title   string       `yaml:"title" json:"title"`              // as it is shown after "Source:"
	Link    string       `yaml:"link" json:"link,omitempty"`      // a name of links.yaml; "" for none
	Checked source.Month `yaml:"checked" json:"checked,omitzero"` // when it was last read; the zero Month when nobody says

	Pos  source.Pos `yaml:"-" json:"-"`
	Line string     `yaml:"-" json:"-"` // the line at Pos
}

// Voice is who speaks in a source.
type Voice string

// The voices of sources.
const (
	Charity Voice = "charity" // the organisation whose guidance the site holds
	Law     Voice = "law"
	Service Voice = "service" // who makes what the guidance is about, such as WhatsApp, and reports of it
	Ours    Voice = "ours"    // whoever makes the site
)

// Voices lists the voices of sources.
func Voices() []string {
	return []string{string(Charity), string(Law), string(Service), string(Ours)}
}

// origins reads the list of sources.
func (r *reader) origins() map[string]*Origin {
	list := map[string]*Origin{}
	f, there := r.optional("sources.yaml")
	if f == nil {
		r.unsure.Origins = there
		return list
	}
	written := map[string]*Origin{}
	diags := f.Decode(&written)
	r.add(diags...)
	r.unsure.Origins = frontWrong(diags) && len(written) == 0
	for name, origin := range written {
		if origin == nil {
			origin = &Origin{}
		}
		list[composed(name)] = origin
		origin.Name, origin.Pos = name, f.KeyPos(name)
		origin.Line = f.Line(origin.Pos.Line)
		message, hint := "", ""
		switch {
		case explains(f, diags, origin.Pos):
		case strings.ContainsFunc(name, func(c rune) bool { return c == ' ' || c == '\t' }):
			message, hint = fmt.Sprintf("the source %q has a space in its name", name), "Use dashes: a space in source=\"…\" separates two sources."
		case !slices.Contains(Voices(), string(origin.From)):
			message, hint = fmt.Sprintf("the source %q does not say whose voice it is", name), "Add from: and one of "+strings.Join(Voices(), ", ")+"."
		case strings.TrimSpace(origin.Title) == "":
			message, hint = fmt.Sprintf("the source %q has no title", name), "Add title: and what readers see after \"Source:\", in a few words."
		}
		if message != "" {
			d := f.At(origin.Pos, "site", "%s", message)
			d.Hint = hint
			r.add(d)
		}
	}
	return list
}

// Update is an update of the guidance with the page that it is on.
type Update struct {
	*markdown.Update
	Page *Page
}

// Basis is what a question rests on: a rule, or an update that has an identifier.
type Basis struct {
	ID      string
	Version string // of a rule, as markdown.Rule has it; empty for an update
	Plain   string // what it says, without markup
	Sources []string
	Page    *Page
}

// Basis returns the rule or the update of an identifier; nil when there is none.
func (s *Site) Basis(id string) *Basis {
	if r := s.ByID[id]; r != nil {
		return &Basis{r.ID, r.Version(), r.Plain, r.Sources, r.Page}
	}
	if u := s.UpdateOf[id]; u != nil {
		return &Basis{u.ID, "", u.Plain, u.Sources, u.Page}
	}
	return nil
}

// From says whether one of some sources is of a voice.
func (s *Site) From(voice Voice, sources []string) bool {
	return slices.ContainsFunc(sources, func(name string) bool {
		o := s.Origin(name)
		return o != nil && o.From == voice
	})
}

// Origin is the source of a name; nil when sources.yaml does not have it.
func (s *Site) Origin(name string) *Origin { return s.Origins[composed(name)] }
