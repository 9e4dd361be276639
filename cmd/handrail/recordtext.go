package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"handrail/internal/record"
)

// writeText reports the records in words, for people. What could not be read is part of it.
func (r *records) writeText(out, _ io.Writer) error {
	b := bufio.NewWriter(out)
	t := recordText{b, r, r.group.Report()}
	for _, path := range t.Paths {
		t.path(path)
	}
	if len(t.Paths) == 0 {
		t.say("No records of a path of this site were found.\n")
	} else {
		t.look()
		t.rules()
		if t.Again > 0 {
			t.say("\n%s not counted again: the same record, or an earlier one of the same person.", plural(t.Again, "code")+map[bool]string{true: " is", false: " are"}[t.Again == 1])
		}
		t.say("\nA record shows what one device noted. It does not prove who did it, and anybody can copy it.\n")
	}
	writeNotCounted(b, r.problems)
	return b.Flush()
}

// recordText writes the report of records.
type recordText struct {
	*bufio.Writer
	r *records
	record.Report
}

func (t *recordText) say(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }

// path reports how far the people of one path have come.
func (t *recordText) path(path record.PathReport) {
	t.say("%s\n%s\n", path.Title, strings.Repeat("=", utf8.RuneCountInString(path.Title)))
	at := 0
	for t.r.group.Plan.Paths[at].Name != path.Path {
		at++
	}
	people := t.r.group.Len(at)
	t.say("STEPS\n")
	for _, s := range path.Steps {
		var more []string
		for _, other := range []struct {
			n    int
			what string
		}{{s.Old, "agreed to an earlier wording"}, {s.Tried, "not passed"}, {s.Left, "left out"}} {
			if other.n > 0 {
				more = append(more, fmt.Sprintf("; %s: %d", other.what, other.n))
			}
		}
		t.say("%s  Done: %s%s. %s", bar(s.Done, people), share(s.Done, people), strings.Join(more, ""), s.Title)
	}
	t.say("\nPEOPLE\n")
	w := tabwriter.NewWriter(t, 0, 0, 2, ' ', 0)
	for one := range t.r.group.People(at) {
		cells := []string{cmp.Or(one.Name, "(no name)"), one.Day, fmt.Sprintf("%d of %s", one.Done, plural(len(one.Steps), "step"))}
		var notes []string
		for i, s := range one.Steps {
			if s.State == "old" {
				notes = append(notes, fmt.Sprintf("agreed to an earlier wording (%s) of: %s", s.Version, path.Steps[i].Title))
			}
		}
		if len(one.Look) > 0 {
			notes = append(notes, fmt.Sprintf("to read again: %s", strings.Join(one.Look, ", ")))
		}
		if one.Odd {
			notes = append(notes, "the clock of that device was wrong")
		}
		fmt.Fprintln(w, strings.TrimRight(strings.Join(append(cells, strings.Join(notes, "; ")), "\t"), "\t"))
	}
	w.Flush()
	t.say("")
}

// look reports which rules have changed since people read them.
func (t *recordText) look() {
	t.say("RULES THAT HAVE CHANGED SINCE PEOPLE READ THEM\n")
	any := false
	for _, rule := range t.Rules {
		if rule.Before > 0 {
			any = true
			t.say("%d of %d people: %s (%s)", rule.Before, rule.People, ruleWords(t.r.site, rule.ID), rule.ID)
		}
	}
	if !any {
		t.say("Everybody has read what they read as it is now.")
	}
}

// rules reports how well each rule is known.
func (t *recordText) rules() {
	t.say("\nRULES, THE LEAST KNOWN FIRST\n")
	for _, rule := range t.Rules {
		t.say("%s  Right: %s. Read: %d of %d. %s (%s)", bar(rule.Right, rule.Asked()), share(rule.Right, rule.Asked()), rule.Read, rule.People, ruleWords(t.r.site, rule.ID), rule.ID)
	}
}
