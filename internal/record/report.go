package record

import (
	"iter"
	"slices"
	"time"

	"handrail/internal/code"
)

// Report is how far a group has come.
type Report struct {
	People int          `json:"people"` // records that count, one for each person and path
	Again  int          `json:"again"`  // codes besides those: an earlier record of the same person, or the same code
	Paths  []PathReport `json:"paths"`  // those of which there are records, in the order of the site
	Rules  []RuleReport `json:"rules"`  // of those paths: the least known first, then those that nobody was asked about
}

// PathReport is how far the people of one path have come.
type PathReport struct {
	Path   string         `json:"path"`
	Title  string         `json:"title"`
	Steps  []StepReport   `json:"steps"`
	People []PersonReport `json:"people"` // in the order in which they came; nil as Group.Report makes it
}

// StepReport is how many people are how far with a step.
type StepReport struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Done  int    `json:"done"`
	Old   int    `json:"old"`   // agreed to an earlier wording
	Tried int    `json:"tried"` // taken, and not passed
	Left  int    `json:"left"`  // left out
}

// PersonReport is how far one person has come.
type PersonReport struct {
	Name  string       `json:"name"` // "" when none was typed
	Day   string       `json:"day"`  // of the record, such as 2026-11-22, by the clock of the device
	Odd   bool         `json:"odd"`  // that clock was wrong
	Done  int          `json:"done"` // steps
	Steps []PersonStep `json:"steps"`
	Look  []string     `json:"look"` // the identifiers of rules that were read, and that have changed since
}

// PersonStep is what became of a step.
type PersonStep struct {
	State string `json:"state"`         // "done", "old", "tried", "left", or "" for not yet
	Day   string `json:"day,omitempty"` // by the clock of the device
	Got   int    `json:"got,omitempty"` // points of a quiz
	All   int    `json:"all,omitempty"`

	Version string `json:"version,omitempty"` // of an earlier wording that was agreed to
}

// RuleReport is how a rule is known to those whose path teaches it.
type RuleReport struct {
	ID     string `json:"id"`
	People int    `json:"people"`
	Read   int    `json:"read"`   // as it is now
	Before int    `json:"before"` // as it was before
	Never  int    `json:"never"`  // not read
	Right  int    `json:"right"`  // how the last question about it, as it is now, was answered
	Partly int    `json:"partly"`
	Wrong  int    `json:"wrong"`
}

// Asked is how many people have answered a question about the rule as it is now.
func (r RuleReport) Asked() int { return r.Right + r.Partly + r.Wrong }

// FewAnswers is below how many answers a share says too little.
const FewAnswers = 5

// Report adds up the records of a group. It leaves out who the people are: People lists them.
func (g *Group) Report() Report {
	people := len(g.settled())
	report := Report{People: people, Again: g.came - people, Paths: []PathReport{}, Rules: []RuleReport{}}
	rules := make([]RuleReport, len(g.Plan.Rules))
	states := make([]ruleState, len(g.Plan.Rules))
	for at, path := range g.Plan.Paths {
		one := PathReport{Path: path.Name, Title: path.Title, Steps: make([]StepReport, len(path.Steps))}
		for i, step := range path.Steps {
			one.Steps[i].Name, one.Steps[i].Title = step.Name, step.Title
		}
		n := 0
		for r := range g.records(at) {
			n++
			for i, step := range g.steps(at, r) {
				one.Steps[i].add(step.State)
			}
			g.rules(at, r, states)
			for _, rule := range path.Rules {
				rules[rule].add(states[rule])
			}
		}
		if n > 0 {
			report.Paths = append(report.Paths, one)
		}
	}
	for i, rule := range rules {
		if rule.ID = g.Plan.Rules[i].ID; rule.People > 0 {
			report.Rules = append(report.Rules, rule)
		}
	}
	slices.SortStableFunc(report.Rules, func(a, b RuleReport) int {
		if a.Asked() == 0 || b.Asked() == 0 {
			return min(b.Asked(), 1) - min(a.Asked(), 1)
		}
		return a.Right*b.Asked() - b.Right*a.Asked()
	})
	return report
}

func (s *StepReport) add(state string) {
	switch state {
	case "done":
		s.Done++
	case "old":
		s.Old++
	case "tried":
		s.Tried++
	case "left":
		s.Left++
	}
}

func (r *RuleReport) add(s ruleState) {
	r.People++
	switch s.read {
	case asNow:
		r.Read++
	case asBefore:
		r.Before++
	default:
		r.Never++
	}
	switch s.answer {
	case Right:
		r.Right++
	case Partly:
		r.Partly++
	case Wrong:
		r.Wrong++
	}
}

// ruleState is how one person knows a rule.
type ruleState struct {
	read   reading
	answer Answer // to a question about the rule as it is now
}

type reading int

const (
	never reading = iota
	asBefore
	asNow
)

// rules says how a person knows each rule of a path, by its place in the plan. It writes into states.
func (g *Group) rules(path int, r Record, states []ruleState) {
	for _, at := range g.Plan.Paths[path].Rules {
		states[at] = ruleState{}
	}
	for _, rule := range r.Rules {
		at := g.index.ruleOf(rule)
		if at < 0 {
			continue
		}
		now := g.index.versions[at]
		s := ruleState{answer: rule.answer(now)}
		if rule.Read {
			s.read = asBefore
			if rule.Version == now {
				s.read = asNow
			}
		}
		states[at] = s
	}
}

// steps says what became of each step of a path. Of a step that a record has twice the first counts.
func (g *Group) steps(path int, r Record) []PersonStep {
	steps := make([]PersonStep, len(g.Plan.Paths[path].Steps))
	for _, s := range r.Steps {
		for _, at := range g.index.steps[path][s.Step] {
			if one := &steps[at]; one.State == "" {
				one.State, one.Day = s.State.String(), Date(r.Day-s.Ago)
				if s.State == Done && s.Version != g.index.agreed[path][at] {
					one.State, one.Version = "old", code.Letters(s.Version, digestDigits)
				}
				one.Got, one.All = s.Got, s.All
			}
		}
	}
	return steps
}

// String is the state in one word.
func (s State) String() string { return []string{"done", "left", "tried"}[s] }

// People lists the people of a path, by its place in the plan, with the code of each.
func (g *Group) People(path int) iter.Seq2[PersonReport, string] {
	return func(yield func(PersonReport, string) bool) {
		states := make([]ruleState, len(g.Plan.Rules))
		for r, text := range g.records(path) {
			one := PersonReport{Name: r.Name, Day: Date(r.Day), Odd: g.Odd(r.Day), Steps: g.steps(path, r), Look: []string{}}
			for _, step := range one.Steps {
				if step.State == "done" {
					one.Done++
				}
			}
			g.rules(path, r, states)
			for _, at := range g.Plan.Paths[path].Rules {
				if states[at].read == asBefore {
					one.Look = append(one.Look, g.Plan.Rules[at].ID)
				}
			}
			if !yield(one, text) {
				return
			}
		}
	}
}

// Date is the date of a number of days since 1970-01-01, such as 2026-11-22.
func Date(day int) string { return time.Unix(int64(day)*24*60*60, 0).UTC().Format(time.DateOnly) }
