package site

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Doubt is what of a site could not be read as it was meant: what seems to be missing may be there, so it is not reported that it
// is missing. Only what stops a build puts anything in doubt, so no mistake stays hidden.
type Doubt struct {
	paths map[string]bool // files and folders that could not be read, within content/

	Rules     bool // there may be more rules
	Topics    bool // a checklist may bring more topics
	Questions bool // a quiz may ask more
	Fields    bool // a statement may have more fields
	Links     bool // links.yaml may have more names
	Origins   bool // sources.yaml may have more names
	Words     bool // glossary.yaml may have more words
	Levels    bool // site.yaml may turn some reports off
	HTML      bool // site.yaml may let more pages hold HTML
	Audiences bool // site.yaml may name more audiences, which have paths at addresses of their own
}

// Path says whether something at a path within content/ could not be read.
func (d *Doubt) Path(name string) bool {
	for ; len(d.paths) > 0 && name != "."; name = path.Dir(name) {
		if d.paths[spelling(name)] {
			return true
		}
	}
	return d.paths["."]
}

// Any says whether anything is in doubt.
func (d *Doubt) Any() bool {
	return len(d.paths) > 0 || d.Rules || d.Topics || d.Questions || d.Fields || d.Links || d.Origins || d.Words || d.Levels || d.HTML || d.Audiences
}

// unread takes into account a file or folder of which nothing was read. What a folder would have held is not known.
func (d *Doubt) unread(name string, folder bool) {
	if d.paths == nil {
		d.paths = map[string]bool{}
	}
	d.paths[spelling(name)] = true
	switch {
	case folder:
		d.Rules, d.Topics, d.Questions, d.Fields = true, true, true, true
	case strings.EqualFold(path.Ext(name), ".md"):
		d.Rules = true
		d.kind(kindOf(name))
	}
}

// kind takes into account that a page of a kind is not what it was meant to be.
func (d *Doubt) kind(k Kind) {
	switch k {
	case Quiz:
		d.Questions = true
	case Statement:
		d.Fields = true
	case ChecklistPage:
		d.Topics = true
	}
}

// settings finds which settings of site.yaml are in doubt, by what is wrong with it. f is nil when it could not be read.
func (d *Doubt) settings(f *source.File, diags []source.Diagnostic) {
	doubtful := func(key string) bool {
		if f == nil {
			return true
		}
		pos := f.KeyPos(key)
		there := strings.HasPrefix(strings.TrimLeft(f.Line(pos.Line), `"'`), key) // otherwise it is the place of the first key
		return !f.Readable() || slices.ContainsFunc(diags, func(w source.Diagnostic) bool {
			return isFrontWrong(w) && (f.Encloses(pos, w.Pos) && there || strings.Contains(w.Hint, strconv.Quote(key)))
		})
	}
	d.Levels, d.HTML, d.Audiences = doubtful("checks"), doubtful("html"), doubtful("audiences")
}

// wrong says whether the source has a mistake of some checks that stops a build.
func (s *Source) wrong(checks ...string) bool {
	return slices.ContainsFunc(s.diags, func(d source.Diagnostic) bool {
		return d.Severity == source.Error && slices.Contains(checks, d.Check)
	})
}

// TextInDoubt says whether the source's text could not be read as it was meant: it may hold more headings and rules.
func (s *Source) TextInDoubt() bool {
	return slices.ContainsFunc(s.diags, hides) || slices.ContainsFunc(s.Doc.Rules, func(r *markdown.Rule) bool { return r.ID == "" })
}

// HiddenAt says whether a mistake at a line keeps it from being read as it was meant.
func (s *Source) HiddenAt(line int) bool {
	return slices.ContainsFunc(s.diags, func(d source.Diagnostic) bool { return hides(d) && d.Line == line })
}

func hides(d source.Diagnostic) bool { return d.Hides && d.Severity == source.Error }

// withoutConsequences leaves out what is only reported of a quiz or a statement because some of its text could not be read as it was
// meant: it is below the mistake, or in the front matter, where something seems to have nothing to belong to.
func withoutConsequences(diags []source.Diagnostic, f *source.File) []source.Diagnostic {
	first := slices.IndexFunc(diags, hides)
	if first < 0 {
		return diags
	}
	body, from := f.Pos(f.Body).Line, diags[first].Line
	for _, d := range diags[first:] {
		if hides(d) {
			from = min(from, d.Line)
		}
	}
	return slices.DeleteFunc(diags, func(d source.Diagnostic) bool {
		return (d.Check == "quiz" || d.Check == "statement") && !d.Hides && (d.Line < body || d.Line >= from)
	})
}

// doubt finds what of a site could not be read as it was meant.
func (r *reader) doubt(s *Site, sources []*Source) {
	s.Doubt = r.unsure
	d := &s.Doubt
	for name, folder := range r.refused {
		d.unread(name, folder)
	}
	for i, src := range sources {
		if src == nil {
			d.unread(r.names[i], false)
			continue
		}
		if src.Draft && !r.opts.Drafts { // what is wrong with it is not reported, so it cannot be why something is not
			continue
		}
		d.Rules = d.Rules || src.TextInDoubt()
		if src.TextInDoubt() || src.wrong("quiz", "statement") || src.Kind != Quiz && src.wrong("front-matter") {
			d.kind(src.Kind)
		}
	}
}
