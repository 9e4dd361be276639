package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"handrail/internal/record"
)

// BenchmarkRecordReport reads a file with the records of 100,000 people, as a separate process, and measures the process's maximum of memory.
func BenchmarkRecordReport(b *testing.B) {
	const people = 100_000
	site := b.TempDir() // the one that ships
	name := filepath.Join(site, "records.txt")
	writeRecords(b, name, people)
	measureReports(b, "record", site, name, people)
}

// TestRecordReport reads records of the site that ships, each of everything that a path asks and teaches: every code is counted.
func TestRecordReport(t *testing.T) {
	const people = 300
	site := t.TempDir()
	name := filepath.Join(site, "records.txt")
	size := writeRecords(t, name, people)
	out, err := command(t.TempDir(), "record", "report", "--site", site, "--format", "csv", name).CombinedOutput()
	rows := bytes.Count(out, []byte("\r\n"))
	if err != nil || rows != people+1 {
		t.Errorf("%d rows: %v\n%.300s", rows, err, out)
	}
	t.Logf("the longest code has %d characters", size)
}

// writeRecords writes a code for each of many people of the first path of the site that ships, some with a name, one of each hundred twice. It returns
// the length of the longest.
func writeRecords(tb testing.TB, name string, people int) int {
	tb.Helper()
	s, err := loadBuilt(tb.TempDir())
	if err != nil || len(s.Paths) == 0 {
		tb.Fatal(err)
	}
	plan := s.Plan()
	random, longest := rand.New(rand.NewPCG(1, 2)), 0
	writeFor(tb, name, people, func(i int) (string, error) {
		r := anyRecord(random, plan, 20_700+i/2000)
		if i%3 == 0 {
			r.Name = fmt.Sprintf("Person %d", i)
		}
		code, err := record.Encode(r)
		longest = max(longest, len(code))
		return code, err
	})
	return longest
}

// anyRecord is a record of somebody who has done all of the first path, some of it before a rule changed.
func anyRecord(random *rand.Rand, plan *record.Plan, day int) record.Record {
	path := plan.Paths[0]
	r := record.Record{Site: record.Digest(plan.Site), Path: record.Digest(path.Name), Day: day, Device: random.Uint64N(1 << 40), Steps: []record.Step{}, Rules: []record.Rule{}}
	for _, step := range path.Steps {
		s := record.Step{Step: record.Digest(step.Name), Ago: random.IntN(30)}
		switch step.Kind {
		case "quiz":
			s.Scored, s.All, s.Got = true, 10, 5+random.IntN(6)
		case "agree":
			s.Agreed, s.Version = true, record.Version(step.Version)
		}
		r.Steps = append(r.Steps, s)
	}
	for _, at := range path.Rules {
		rule := record.Rule{Rule: record.Digest(plan.Rules[at].ID), Read: true, Answer: record.Answer(random.IntN(4)), Version: record.Version(plan.Rules[at].Version)}
		if random.IntN(20) == 0 {
			rule.Version ^= 1
		}
		r.Rules = append(r.Rules, rule)
	}
	return r
}
