// Package path reads the steps of a path: what one kind of reader does, in which order, to get to know the site.
//
// A [Step] names a source or holds an agreement. Where its source leads, and how long it takes, is for package site to say.
package path

import (
	"strconv"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/source"
)

// Front is what a path's front matter holds beyond that of any page.
type Front struct {
	Steps []Step `yaml:"steps" json:"steps,omitempty"`
	Later []Step `yaml:"later" json:"later,omitempty"` // for when there is time
}

// Step is one thing to do. One of its first five fields is set; the first four are relative paths of sources.
type Step struct {
	Read      string `yaml:"read" json:"read,omitempty"`
	Quiz      string `yaml:"quiz" json:"quiz,omitempty"`
	Statement string `yaml:"statement" json:"statement,omitempty"`
	Checklist string `yaml:"checklist" json:"checklist,omitempty"`
	Agree     string `yaml:"agree" json:"agree,omitempty"` // the sentence of an agreement

	ID      string `yaml:"id" json:"id,omitempty"`           // of an agreement: devices and records know it by this
	Version int    `yaml:"version" json:"version,omitempty"` // of an agreement: which meaning of it this is; 0 when nobody says
	Minutes int    `yaml:"minutes" json:"minutes,omitempty"` // that it takes; 0 for as many as can be worked out
}

// Kind is what a step asks for.
type Kind string

// The kinds of steps, each named by its key.
const (
	Read      Kind = "read"
	Quiz      Kind = "quiz"
	Statement Kind = "statement"
	Checklist Kind = "checklist"
	Agree     Kind = "agree"
)

// Kinds lists the kinds of steps.
func Kinds() []Kind { return []Kind{Read, Quiz, Statement, Checklist, Agree} }

// field is where a step has what it says under the key of a kind.
func (s *Step) field(k Kind) *string {
	switch k {
	case Read:
		return &s.Read
	case Quiz:
		return &s.Quiz
	case Statement:
		return &s.Statement
	case Checklist:
		return &s.Checklist
	default:
		return &s.Agree
	}
}

// Of is the step of a kind that leads to a source, or asks to agree to a sentence.
func Of(k Kind, says string) Step {
	var s Step
	*s.field(k) = says
	return s
}

// Kind is the first kind of step that s is; "" when it says nothing.
func (s Step) Kind() Kind {
	for _, k := range Kinds() {
		if *s.field(k) != "" {
			return k
		}
	}
	return ""
}

// Dest is the path of the source that a step names, as it is written; "" for an agreement.
func (s Step) Dest() string {
	if k := s.Kind(); k != Agree {
		return *s.field(k)
	}
	return ""
}

// AgreedVersion distinguishes what an agreement means now from what it meant before, as markdown.Rule.Version does for a rule. It changes with
// the version number alone where there is one, so that a spelling that is put right asks nobody again. For an agreement without one it changes
// with the words, so that nobody has agreed to words that they never saw.
func (s Step) AgreedVersion() string {
	if s.Version > 0 {
		return markdown.VersionOf(string(Agree), strconv.Itoa(s.Version))
	}
	return markdown.VersionOf(string(Agree), markdown.FoldWords(s.Agree))
}

// Path is a path that has been read.
type Path struct{ Front }

// Each calls f with each step, and the keys that lead to it in the front matter.
func (p *Path) Each(f func(s Step, keys []string)) {
	for i, s := range p.Steps {
		f(s, []string{"steps", strconv.Itoa(i)})
	}
	for i, s := range p.Later {
		f(s, []string{"later", strconv.Itoa(i)})
	}
}

// id is how the identifier of an agreement is written.
var id = pattern.New(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// maxMinutes is a day: what takes longer is not one step.
const maxMinutes = 24 * 60

// Parse checks the steps of a path's front matter. What it finds wrong has the name of the check path-step.
func Parse(f *source.File, front Front) (*Path, []source.Diagnostic) {
	r := parser{source.Reporter{File: f, Check: "path-step"}, map[string]bool{}}
	path := &Path{front}
	if len(front.Steps) == 0 {
		r.add([]string{"steps"}, "Add steps:, and below it for example - read: ../guidance/phones.md.", "this path has no steps")
	}
	path.Each(r.step)
	return path, r.Diags
}

type parser struct {
	source.Reporter
	agreed map[string]bool // identifiers of agreements so far
}

func (r *parser) add(keys []string, hint, format string, args ...any) {
	r.Add(r.File.KeyPos(keys...), hint, format, args...)
}

// step reports what is wrong with one step, whatever it leads to.
func (r *parser) step(s Step, keys []string) {
	at := func(key string) []string { return append(keys[:len(keys):len(keys)], key) }
	var said []string
	for _, k := range Kinds() {
		if *s.field(k) != "" {
			said = append(said, string(k))
		}
	}
	switch len(said) {
	case 0:
		r.add(keys, "Give it one of read:, quiz:, statement: and checklist: with the path of a file, or agree: with a sentence.", "this step does not say what to do")
		return
	case 1:
	default:
		r.add(at(said[1]), "Make two steps of it: start the second with a dash on a line of its own.", "a step cannot have both %s and %s", said[0], said[1])
		return
	}
	if s.Minutes < 0 || s.Minutes > maxMinutes {
		r.add(at("minutes"), "Write about how many minutes it takes, for example minutes: 5, or leave it out.", "a step cannot take %d minutes", s.Minutes)
	}
	if s.Kind() != Agree {
		if s.ID != "" || s.Version != 0 {
			key := "id"
			if s.ID == "" {
				key = "version"
			}
			r.add(at(key), "Remove it: only a step with agree: has one.", "a step with %s has no %s", said[0], key)
		}
		return
	}
	switch {
	case s.ID == "":
		r.add(keys, "Add id: and a short name that never changes, for example id: kindness. Devices and records know the agreement by it.", "this agreement has no identifier")
	case !id().MatchString(s.ID):
		r.add(at("id"), "Write it with lowercase letters, digits and dashes, and start with a letter, for example id: kindness.", "%q cannot be the identifier of an agreement", s.ID)
	case r.agreed[s.ID]:
		r.add(at("id"), "Give this one another identifier, or keep one of the two steps.", "this path has two agreements %q", s.ID)
	}
	r.agreed[s.ID] = true
	if s.Version < 0 {
		r.add(at("version"), "Count from 1, and add 1 when its meaning changes.", "an agreement cannot have the version %d", s.Version)
	}
}
