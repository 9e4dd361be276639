package importer

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/wording"
)

// DecisionsFile is the name of the file in the folder of a site that says what was decided when documents were imported.
const DecisionsFile = "import-decisions.yaml"

// Decisions are what was decided when documents were imported: what a later import keeps to.
type Decisions struct {
	Rules   []*Decision `yaml:"rules"`
	Written []*Written  `yaml:"written,omitempty"` // the files that the documents became
	Top     bool        `yaml:"top,omitempty"`     // the site was new, so that the pages of a folder are at its top
}

// Decision says what becomes of a sentence.
type Decision struct {
	Says     string `yaml:"says"`
	Rule     string `yaml:"rule,omitempty"` // "yes" or "no"; "" when nobody has decided
	Kind     string `yaml:"kind"`
	ID       string `yaml:"id"`
	Page     string `yaml:"page,omitempty"`
	Section  string `yaml:"section,omitempty"`
	Document string `yaml:"document,omitempty"`
	Applies  string `yaml:"applies,omitempty"`
	Was      string `yaml:"was,omitempty"`     // what it said before
	Changed  string `yaml:"changed,omitempty"` // since when it has not
	Gone     string `yaml:"gone,omitempty"`    // the day since which its document has not had it
}

// ReadDecisions reads decisions, and reports what is wrong with them at its line. name is shown in the reports.
func ReadDecisions(name string, data []byte) (*Decisions, []source.Diagnostic) {
	f, diags := source.Parse(name, data)
	d := &Decisions{}
	if f == nil {
		return d, diags
	}
	diags = append(diags, f.Decode(d)...)
	first := map[string]source.Pos{}
	for i, r := range d.Rules {
		at := func(key string) source.Pos { return f.KeyPos("rules", strconv.Itoa(i), key) }
		fail := func(key, hint, format string, args ...any) {
			pos := at(key)
			diags = append(diags, source.Diagnostic{Pos: pos, Severity: source.Error, Check: Check, Source: f.Line(pos.Line), Hint: hint, Message: fmt.Sprintf(format, args...)})
		}
		if r == nil {
			d.Rules[i] = &Decision{}
			continue
		}
		r.Says = strings.Join(strings.Fields(r.Says), " ")
		if r.Says == "" {
			fail("says", "Write after says: the sentence as the document has it.", "this decision does not say which sentence it is about")
		}
		if r.Rule != "" && r.Rule != "yes" && r.Rule != "no" {
			fail("rule", "Write rule: yes or rule: no, or remove the line if nobody has decided.", "whether a sentence is a rule cannot be %q", r.Rule)
		}
		if !slices.Contains(markdown.RuleKinds(), markdown.RuleKind(r.Kind)) {
			fail("kind", "It can be: must, must-not, should, should-not.", "there is no kind of rule called %q", r.Kind)
		}
		if _, err := source.ParseDate(r.Changed); r.Changed != "" && err != nil {
			fail("changed", "Write it as in 2026-11-29, or remove the line.", "%q is no day", r.Changed)
		}
		if !validIdentifier(r.ID) {
			fail("id", "Write it with lowercase letters from a to z, digits and dashes, starting with a letter.", "the identifier %q cannot be one", r.ID)
		}
		if other, twice := first[r.ID]; twice && r.Rule == "yes" {
			fail("id", "Give one of the two another identifier.", "the identifier %q is already used, at line %d", r.ID, other.Line)
		} else if r.Rule == "yes" {
			first[r.ID] = at("id")
		}
	}
	d.Rules = slices.DeleteFunc(d.Rules, func(r *Decision) bool { return r.Says == "" })
	d.Written = slices.DeleteFunc(d.Written, func(w *Written) bool { return w == nil || !fs.ValidPath(w.Path) })
	return d, diags
}

// validIdentifier says whether an identifier can be a part of an address as it is.
func validIdentifier(id string) bool {
	return id != "" && id[0] >= 'a' && id[0] <= 'z' && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && !slices.Contains(markdown.Reserved(), id)
}

// YAML writes decisions for [ReadDecisions], and for somebody who changes them by hand.
func (d *Decisions) YAML() []byte {
	head := "# What was decided when documents were imported. An import that names this file with --decisions keeps to it: identifiers stay, and so does each yes and no.\n" +
		"# Under rules, says is a sentence of a document. Write rule: yes to make a rule of it or rule: no to leave it as it is, and change kind and id as you like.\n\n"
	return append([]byte(head), encode(d)...)
}

// DecisionsOf writes down what was decided of candidates. What earlier decisions say of other sentences is kept.
func DecisionsOf(candidates []*Candidate, earlier []*Decision) *Decisions {
	d := &Decisions{}
	for _, c := range candidates {
		says := &Decision{Says: c.Says, Kind: string(c.Kind), ID: c.ID, Page: c.Page, Section: c.Section, Document: c.Document}
		if c.Decided {
			says.Rule = map[bool]string{true: "yes", false: "no"}[c.Rule]
		}
		if c.Rule {
			says.Applies, says.Was = c.Applies, c.Was
		}
		if !c.Changed.IsZero() {
			says.Changed = c.Changed.String()
		}
		d.Rules = append(d.Rules, says)
	}
	d.Rules = append(d.Rules, earlier...)
	return d
}

// alike is the share of the words of two sentences, at least, by which one is taken for a later version of the other.
const alike = 0.6

// Decide gives candidates what was decided of them: first of the same sentence, then of one like it below the same heading. A rule whose words have changed says since when. It returns the decisions
// that are on none of them, and notes what is new, has changed and is gone.
func (p *Plan) Decide(candidates []*Candidate, decisions []*Decision, today source.Date) (gone []*Decision) {
	of := map[*Decision]*Candidate{}
	decided := map[*Candidate]bool{}
	pair := func(c *Candidate, fits func(*Decision) bool) {
		at := slices.IndexFunc(decisions, func(d *Decision) bool { return of[d] == nil && fits(d) })
		if at >= 0 && !decided[c] {
			of[decisions[at]], decided[c] = c, true
		}
	}
	for _, c := range candidates {
		pair(c, func(d *Decision) bool { return folded(d.Says) == folded(c.Says) })
	}
	for _, c := range candidates {
		pair(c, func(d *Decision) bool { return wording.SameMeaning(p.site.Language, d.Says, c.Says) })
	}
	for _, c := range candidates {
		pair(c, func(d *Decision) bool {
			return folded(d.Section) == folded(c.Section) && likeness(d.Says, c.Says, p.site.Language) >= alike
		})
	}
	taken := map[string]bool{}
	for _, d := range decisions {
		taken[d.ID] = true
		if c := of[d]; c != nil {
			p.decide(c, d, today)
			continue
		}
		gone = append(gone, d)
		if d.Gone == "" && p.readsAgain(d, of) {
			if d.Gone = today.String(); d.Rule == "yes" {
				p.note("rule-gone", d.Document, d.ID+": "+d.Says)
			}
		}
	}
	for _, c := range candidates {
		if !decided[c] && len(decisions) > 0 {
			p.noteOn(c.page, "rule-new", c.Says)
			if taken[c.ID] {
				c.ID = identifierOf(c.Says, p.site.Language, func(id string) bool { return taken[id] || p.site.Taken(id) })
			}
			taken[c.ID] = true
		}
	}
	return gone
}

// decide gives a candidate what was decided of it.
func (p *Plan) decide(c *Candidate, d *Decision, today source.Date) {
	c.ID, c.Rule, c.Decided = d.ID, d.Rule == "yes", d.Rule != ""
	if c.Known = c.Rule; c.Known {
		c.Applies, c.Was = d.Applies, d.Was
		c.Changed, _ = source.ParseDate(d.Changed) // the zero Date when it has never changed; ReadDecisions has reported what is no day
	}
	if wording.SameMeaning(p.site.Language, d.Says, c.Says) {
		c.Kind = markdown.RuleKind(d.Kind)
		return
	}
	if c.Rule {
		c.Was, c.Changed = d.Says, today
		p.noteOn(c.page, "rule-changed", d.ID+": "+d.Says)
	}
}

// readsAgain says whether the document of a decision is among those that are imported, by its name or by what else it says.
func (p *Plan) readsAgain(d *Decision, of map[*Decision]*Candidate) bool {
	if slices.ContainsFunc(p.documents, func(read *Document) bool { return read.File == d.Document }) {
		return true
	}
	for other := range of {
		if other.Document == d.Document {
			return true
		}
	}
	return false
}

// likeness is how many of the words of two sentences are in both, as a share of all of them. Words that say little do not count.
func likeness(a, b string, lang *language.Language) float64 {
	words := func(says string) map[string]bool {
		set := map[string]bool{}
		for word := range strings.SplitSeq(markdown.Slug(says), "-") {
			if !slices.Contains(lang.Search.Light, word) {
				if lang.Search.Stem != nil {
					word = lang.Search.Stem(word)
				}
				set[word] = true
			}
		}
		return set
	}
	of, in := words(a), words(b)
	both := 0
	for word := range of {
		if in[word] {
			both++
		}
	}
	return float64(both) / float64(max(len(of)+len(in)-both, 1))
}

// IdentifierFault says why an identifier cannot be that of a candidate, one of all; "" when it can.
func (p *Plan) IdentifierFault(all []*Candidate, at int, id string) string {
	switch other := slices.IndexFunc(all, func(c *Candidate) bool { return c.ID == id }); {
	case !validIdentifier(id):
		return "An identifier has lowercase letters from a to z, digits and dashes, and starts with a letter."
	case other >= 0 && other != at:
		return "Another sentence has this identifier: " + all[other].Says
	case other < 0 && p.site.Taken(id):
		return "The site has, or had, something with this identifier."
	}
	return ""
}
