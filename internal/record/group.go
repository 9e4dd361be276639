package record

import (
	"iter"
	"strings"

	"handrail/internal/code"
)

// The faults that show once the site is known, besides those of any code.
const (
	Other code.Fault = "other" // a record of another site
	Gone  code.Fault = "gone"  // of a path that the site no longer has
)

// FirstDay is the day before which no record can have been made, 2020-01-01, in days since 1970-01-01: the clock of its device is wrong.
const FirstDay = 18262

// Group is the records of a site's readers, one for each person and path. It keeps of each its code alone, so that a million of them fit in memory.
type Group struct {
	Plan *Plan

	index  *index
	today  int
	came   int // codes that were added
	found  []person
	known  map[key]int // in found, the last that came of a device; one for each name
	people []person    // what is found, with those without a name settled; nil when that is not known
	held   strings.Builder
}

type person struct {
	code   string
	name   string
	path   int32
	before int32 // in found, who came before of the same device; -1 for none
}

// key distinguishes devices, as far as a record says.
type key struct {
	path   int
	device uint64
}

// NewGroup is a group of which no records have come yet. today is the day, in days since 1970-01-01.
func NewGroup(p *Plan, today int) *Group {
	return &Group{Plan: p, index: newIndex(p), today: today, known: map[key]int{}}
}

// Add takes in a record that Find has read, or says why it is not counted. The later of two records of one device and one name replaces the
// earlier. Two people who share a device are two, if both have a name.
func (g *Group) Add(f code.Found[Record]) code.Fault {
	r := f.Content
	path, ok := g.index.paths[r.Path]
	switch {
	case r.Site != g.index.site:
		return Other
	case !ok:
		return Gone
	}
	k := key{path, r.Device}
	g.came, g.people = g.came+1, nil
	last, ok := g.known[k]
	if !ok {
		last = -1
	}
	for at := last; at >= 0; at = int(g.found[at].before) {
		if one := &g.found[at]; one.name == r.Name {
			if g.later(one.code, f.Code) != one.code {
				one.code = g.hold(f.Code)
			}
			return ""
		}
	}
	g.known[k] = len(g.found)
	g.found = append(g.found, person{g.hold(f.Code), r.Name, int32(path), int32(last)})
	return ""
}

// heldSize is how much memory is got for codes at a time, in bytes.
const heldSize = 1 << 20

// hold is a code without the text around it, beside the other codes in memory: a million objects take long to collect.
func (g *Group) hold(code string) string {
	if g.held.Cap()-g.held.Len() < len(code) {
		g.held = strings.Builder{}
		g.held.Grow(max(heldSize, len(code)))
	}
	start := g.held.Len()
	g.held.WriteString(code)
	return g.held.String()[start:]
}

// settled are the people. A record without a name is of the one person who has a name on its device; where there are more, it is of one more.
func (g *Group) settled() []person {
	if g.people != nil {
		return g.people
	}
	first := map[int]int{} // of a record without a name and the one with it, the second that came by the first
	for _, last := range g.known {
		one := g.found[last]
		if before := int(one.before); before >= 0 && g.found[before].before < 0 && (one.name == "" || g.found[before].name == "") {
			first[before] = last
		}
	}
	gone := make([]bool, len(g.found))
	g.people = make([]person, 0, len(g.found))
	for i, one := range g.found {
		if gone[i] {
			continue
		}
		if at, ok := first[i]; ok {
			gone[at] = true
			one.code, one.name = g.later(one.code, g.found[at].code), one.name+g.found[at].name
		}
		g.people = append(g.people, one)
	}
	return g.people
}

// Odd says whether a device on which it is such a day has a wrong clock.
func (g *Group) Odd(day int) bool { return day < FirstDay || day > g.today+1 }

// later is the code of two of the same person's records that counts. One of a wrong clock never replaces one of a clock that may be right; of two
// of one day it is the one that holds more.
func (g *Group) later(a, b string) string {
	one, _ := Codes().Decode(a)
	other, _ := Codes().Decode(b)
	day := func(r Record) int {
		if g.Odd(r.Day) {
			return -1
		}
		return r.Day
	}
	for _, differ := range []int{day(one) - day(other), len(one.Steps) - len(other.Steps), len(one.Rules) - len(other.Rules), strings.Compare(a, b)} {
		switch {
		case differ > 0:
			return a
		case differ < 0:
			return b
		}
	}
	return a
}

// Len is how many people have a record of a path, by its place in the plan.
func (g *Group) Len(path int) int {
	n := 0
	for _, one := range g.settled() {
		if int(one.path) == path {
			n++
		}
	}
	return n
}

// records are the records of a path, in the order in which their people came, with the name that any of a person's has, and their codes.
func (g *Group) records(path int) iter.Seq2[Record, string] {
	return func(yield func(Record, string) bool) {
		for _, one := range g.settled() {
			if int(one.path) != path {
				continue
			}
			r, _ := Codes().Decode(one.code)
			r.Name = one.name
			if !yield(r, one.code) {
				return
			}
		}
	}
}

// Codes are the codes of all records that count, in the order in which their people came.
func (g *Group) Codes() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, one := range g.settled() {
			if !yield(one.code) {
				return
			}
		}
	}
}
