package record

import (
	"handrail/internal/code"
)

// Plan is what a site asks of its readers now, as far as records go.
type Plan struct {
	Site  string     `json:"site"` // its identity
	Paths []Path     `json:"paths"`
	Rules []PlanRule `json:"rules"` // those that paths teach, in the order of the site
}

// Path is a path of the site.
type Path struct {
	Name  string     `json:"name"` // that of its page
	Title string     `json:"title"`
	Steps []PlanStep `json:"steps"`
	Rules []int      `json:"rules"` // the rules that it teaches, by their places in Plan.Rules
}

// PlanStep is a step of a path.
type PlanStep struct {
	Kind    string `json:"kind"` // "read", "quiz", "statement", "checklist" or "agree"
	Name    string `json:"name"`
	Title   string `json:"title"`             // of its page; the sentence of an agreement
	Version string `json:"version,omitempty"` // of an agreement
}

// PlanRule is a rule with the version that it has now.
type PlanRule struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Version string `json:"version"`
}

// index is a plan as records name it.
type index struct {
	*Plan
	site     uint32
	paths    map[uint32]int // by digest
	steps    []map[uint32][]int
	agreed   [][]uint32       // the version of each step of each path
	rules    map[uint32][]int // in Plan.Rules; more than one where digests meet
	versions []uint32         // of each rule
}

func newIndex(p *Plan) *index {
	x := &index{Plan: p, site: Digest(p.Site), paths: map[uint32]int{}, rules: map[uint32][]int{}}
	for i, path := range p.Paths {
		x.paths[Digest(path.Name)] = i
		steps, agreed := map[uint32][]int{}, make([]uint32, len(path.Steps))
		for at, step := range path.Steps {
			steps[Digest(step.Name)] = append(steps[Digest(step.Name)], at)
			agreed[at] = Version(step.Version)
		}
		x.steps, x.agreed = append(x.steps, steps), append(x.agreed, agreed)
	}
	for i, rule := range p.Rules {
		x.rules[Digest(rule.ID)] = append(x.rules[Digest(rule.ID)], i)
		x.versions = append(x.versions, Version(rule.Version))
	}
	return x
}

// Version is a version of four letters as a number of 20 bits; 0 for what is none.
func Version(letters string) uint32 {
	n, ok := code.Number(letters)
	if !ok || len(letters) != digestDigits {
		return 0
	}
	return n
}

// ruleOf is the place of the rule that a record names; -1 when the site has none of that digest. Of two whose digests meet it is the one that is
// as the record has it.
func (x *index) ruleOf(r Rule) int {
	found := x.rules[r.Rule]
	for _, at := range found {
		if len(found) == 1 || r.Version == x.versions[at] || r.Differ && r.Answered == x.versions[at] {
			return at
		}
	}
	if len(found) > 0 {
		return found[0]
	}
	return -1
}
