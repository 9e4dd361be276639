package modules

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"handrail/internal/record"
)

// TestRecordsAgree sends records of every shape from the module's writer to Go's reader and back, and has both add up groups of them.
func TestRecordsAgree(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(20261129, 4))
	plan := anyPlan(random)
	const today = 20_786
	var all []record.Record
	var codes []string
	for range 600 {
		r := anyPathRecord(random, plan)
		code, err := record.Encode(r)
		if err != nil {
			t.Fatalf("%+v: %v", r, err)
		}
		all, codes = append(all, r), append(codes, code)
	}
	g := record.NewGroup(plan, today)
	for found := range record.Codes().Find(strings.Join(codes, "\n")) {
		g.Add(found)
	}
	report := g.Report()
	for i, at := 0, 0; i < len(plan.Paths); i++ {
		for one := range g.People(i) {
			report.Paths[at].People = append(report.Paths[at].People, one)
		}
		if g.Len(i) > 0 {
			at++
		}
	}
	var table bytes.Buffer
	if err := record.WriteCSV(&table, g); err != nil {
		t.Fatal(err)
	}
	made := answer[struct {
		Written       []string
		Read          []record.Record
		Report, Table string
	}](t, `
		import { find } from "./templates/codes/find";
		import { encodeRecord, recordCodes } from "./templates/codes/record";
		import { recordTable } from "./templates/features/record/csv";
		import { RecordSet } from "./templates/features/record/group";
		import { recordReport } from "./templates/features/record/report";
		const answer = ({ plan, today, records, codes }: any) => {
			const set = new RecordSet(plan, (day) => day < 18262 || day > today + 1);
			for (const found of find(recordCodes(), codes.join("\n"))) set.add(found);
			const report = recordReport(set);
			return { Written: records.map(encodeRecord), Read: codes.map(recordCodes().decode), Report: JSON.stringify(report), Table: recordTable(set, report, set.people()) };
		};
	`, map[string]any{"plan": plan, "today": today, "records": all, "codes": codes})
	for i, code := range codes {
		if made.Written[i] != code {
			t.Errorf("%+v: the module writes %s, Go %s", all[i], made.Written[i], code)
		}
		if toJSON(t, made.Read[i]) != toJSON(t, all[i]) {
			t.Errorf("the module reads %s as %+v", code, made.Read[i])
		}
	}
	var want bytes.Buffer
	enc := json.NewEncoder(&want)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(report); err != nil {
		t.Fatal(err)
	}
	if got := made.Report + "\n"; got != want.String() {
		t.Errorf("the module reports\n%s\nGo\n%s", got, &want)
	}
	if made.Table != table.String() {
		t.Errorf("the module's table is\n%s\nGo's\n%s", made.Table, &table)
	}
}

// anyPlan makes a plan with paths that share steps and rules.
func anyPlan(random *rand.Rand) *record.Plan {
	plan := &record.Plan{Site: "site"}
	for i := range 30 {
		plan.Rules = append(plan.Rules, record.PlanRule{ID: fmt.Sprint("rule-", i), Title: fmt.Sprint("Rule ", i), Version: anyVersion(random)})
	}
	kinds := []string{"read", "quiz", "statement", "checklist", "agree"}
	for i := range 4 {
		path := record.Path{Name: fmt.Sprint("paths/", i), Title: fmt.Sprint("=Path ", i), Steps: []record.PlanStep{}, Rules: []int{}}
		for n := range 12 {
			step := record.PlanStep{Kind: kinds[n%5], Name: fmt.Sprint("step-", n%5, "-", n), Title: "Step"}
			if random.IntN(4) == 0 {
				continue
			}
			if step.Kind == "agree" {
				step.Version = anyVersion(random)
			}
			path.Steps = append(path.Steps, step)
		}
		for rule := range plan.Rules {
			if random.IntN(2) == 0 {
				path.Rules = append(path.Rules, rule)
			}
		}
		plan.Paths = append(plan.Paths, path)
	}
	return plan
}

func anyVersion(random *rand.Rand) string {
	return string([]byte{codeLetters[random.IntN(32)], '0', '0', codeLetters[random.IntN(3)]})
}

// anyPathRecord makes a record that mostly fits a plan, of one of a few people.
func anyPathRecord(random *rand.Rand, plan *record.Plan) record.Record {
	path := plan.Paths[random.IntN(3)] // nobody is on the last one
	r := record.Record{Site: record.Digest(plan.Site), Path: record.Digest(path.Name), Day: 20_700 + random.IntN(100), Device: uint64(random.IntN(60)) << random.IntN(2),
		Steps: []record.Step{}, Rules: []record.Rule{}}
	if random.IntN(2) == 0 {
		r.Name = anyText(random, 3)
	}
	if random.IntN(10) == 0 {
		r.Day, r.Device = random.IntN(1<<random.IntN(22)), random.Uint64N(1<<40)
	}
	for _, step := range path.Steps {
		s := record.Step{Step: record.Digest(step.Name), State: record.State(random.IntN(3)), Ago: random.IntN(min(r.Day, 50) + 1), Scored: step.Kind == "quiz", Agreed: step.Kind == "agree"}
		if s.Scored {
			s.All = random.IntN(20)
			s.Got = random.IntN(s.All + 1)
		}
		if s.Agreed {
			if s.Version = record.Version(step.Version); random.IntN(3) == 0 {
				s.Version ^= 1
			}
		}
		if random.IntN(3) > 0 {
			r.Steps = append(r.Steps, s)
		}
	}
	for range random.IntN(30) {
		rule := plan.Rules[random.IntN(len(plan.Rules))]
		one := record.Rule{Rule: record.Digest(rule.ID), Read: random.IntN(2) == 0, Answer: record.Answer(random.IntN(4)), Version: record.Version(rule.Version) ^ uint32(random.IntN(3))}
		if one.Read && one.Answer != record.None && random.IntN(2) == 0 {
			one.Differ, one.Answered = true, one.Version^uint32(1+random.IntN(2))
		}
		if one.Read || one.Answer != record.None {
			r.Rules = append(r.Rules, one)
		}
	}
	return r
}
