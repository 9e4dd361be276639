package record

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"handrail/internal/code"
)

var update = flag.Bool("update", false, "write the report of the fixtures again")

// fixtures are testdata/records.json.
type fixtures struct {
	Today   int
	Plan    Plan
	Digests map[string]uint32
	Records []struct {
		About  string
		Record Record
		Code   string
	}
}

func readFixtures(t testing.TB) fixtures {
	t.Helper()
	data, err := os.ReadFile("testdata/records.json")
	if err != nil {
		t.Fatal(err)
	}
	var f fixtures
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Records) < 10 {
		t.Fatalf("%d records", len(f.Records))
	}
	return f
}

// TestCodes: a record is written as the fixture has it, and read again. The codes in it were written by a program of its own.
func TestCodes(t *testing.T) {
	f := readFixtures(t)
	for _, one := range f.Records {
		text, err := Encode(one.Record)
		if err != nil || text != one.Code {
			t.Errorf("%s: is written as\n%s, and should be\n%s (%v)", one.About, text, one.Code, err)
		}
		for _, form := range []string{one.Code, strings.ToLower(one.Code)} {
			if got, ok := Codes().Decode(form); !ok || !reflect.DeepEqual(got, one.Record) {
				t.Errorf("%s: %s is read as\n%+v, and should be\n%+v", one.About, form, got, one.Record)
			}
		}
	}
	for name, want := range f.Digests {
		if got := Digest(name); got != want {
			t.Errorf("the digest of %q is %d, and should be %d", name, got, want)
		}
	}
}

// TestEncodeRefuses: what cannot be read again is not written.
func TestEncodeRefuses(t *testing.T) {
	one := func(change func(*Record)) Record {
		r := Record{Day: 20_000, Steps: []Step{{Scored: true, All: 3}}, Rules: []Rule{{Read: true, Answer: Right, Version: 1}}}
		change(&r)
		return r
	}
	if _, err := Encode(one(func(*Record) {})); err != nil {
		t.Fatal(err)
	}
	for about, r := range map[string]Record{
		"a day before 1970":                     one(func(r *Record) { r.Day = -1 }),
		"a day after 9999":                      one(func(r *Record) { r.Day = code.MaxDay + 1 }),
		"a digest of 21 bits":                   one(func(r *Record) { r.Site = 1 << 20 }),
		"a device of 41 bits":                   one(func(r *Record) { r.Device = 1 << 40 }),
		"a name that turns round":               one(func(r *Record) { r.Name = "a\u202eb" }),
		"a step before 1970":                    one(func(r *Record) { r.Steps[0].Ago = r.Day + 1 }),
		"a step in the future":                  one(func(r *Record) { r.Steps[0].Ago = -1 }),
		"more points than there are":            one(func(r *Record) { r.Steps[0].Got = 4 }),
		"a state that there is not":             one(func(r *Record) { r.Steps[0].State = 3 }),
		"an agreement without its version":      one(func(r *Record) { r.Steps[0].Version = 1 }),
		"a rule neither read nor answered":      one(func(r *Record) { r.Rules[0].Read, r.Rules[0].Answer = false, None }),
		"another version that is the same":      one(func(r *Record) { r.Rules[0].Differ, r.Rules[0].Answered = true, 1 }),
		"another version, and nothing answered": one(func(r *Record) { r.Rules[0] = Rule{Read: true, Differ: true, Answered: 2} }),
		"too many steps":                        one(func(r *Record) { r.Steps = make([]Step, maxSteps+1) }),
		"more than a code can hold": one(func(r *Record) {
			r.Rules = slices.Repeat([]Rule{{Read: true, Answer: Right, Differ: true, Answered: 1}}, maxRules)
		}),
	} {
		if text, err := Encode(r); err == nil {
			t.Errorf("%s: is written as %.100s", about, text)
		}
	}
}

// group takes in the records of the fixtures, in an order.
func group(f fixtures, order ...int) *Group {
	g := NewGroup(&f.Plan, f.Today)
	for _, at := range order {
		for found := range Codes().Find(f.Records[at].Code) {
			g.Add(found)
		}
	}
	return g
}

func all(f fixtures) []int {
	order := make([]int, len(f.Records))
	for i := range order {
		order[i] = i
	}
	return order
}

// reported is the report with who the people are, as the browser makes it.
func reported(g *Group) Report {
	r := g.Report()
	at := 0
	for i := range g.Plan.Paths {
		if g.Len(i) == 0 {
			continue
		}
		r.Paths[at].People = []PersonReport{}
		for one := range g.People(i) {
			r.Paths[at].People = append(r.Paths[at].People, one)
		}
		at++
	}
	return r
}

// TestReport holds the report and the table to the fixtures, which the browser's tests read too.
func TestReport(t *testing.T) {
	f := readFixtures(t)
	g := group(f, all(f)...)
	text, err := json.MarshalIndent(reported(g), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := WriteCSV(&table, g); err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{"report.json": append(text, '\n'), "report.csv": table.Bytes()} {
		name = "testdata/" + name
		if *update {
			if err := os.WriteFile(name, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s would be (%v)\n%s", name, err, got)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != g.Report().People+1 {
		t.Errorf("%d rows: %v", len(rows), err)
	}
	again := NewGroup(&f.Plan, f.Today)
	for found := range Codes().Find(table.String()) {
		again.Add(found)
	}
	if fmt.Sprint(again.Report()) != strings.Replace(fmt.Sprint(g.Report()), fmt.Sprintf("{%d %d ", g.Report().People, g.Report().Again), fmt.Sprintf("{%d 0 ", g.Report().People), 1) {
		t.Errorf("the table is read as %+v", again.Report())
	}
}

// TestOrder: what came first makes no difference to the report, but for the order of the people.
func TestOrder(t *testing.T) {
	f := readFixtures(t)
	order := all(f)
	slices.Reverse(order)
	sorted := func(g *Group) string {
		codes := slices.Sorted(g.Codes())
		return fmt.Sprint(codes, g.Report())
	}
	if there, back := sorted(group(f, all(f)...)), sorted(group(f, order...)); there != back {
		t.Errorf("in order\n%s\nand in the other order\n%s", there, back)
	}
}

// TestReportByHand counts by hand what a person who read a rule before it changed, and one who did not, come to.
func TestReportByHand(t *testing.T) {
	plan := &Plan{Site: "s", Rules: []PlanRule{{"one", "One", "1111"}, {"two", "Two", "2222"}},
		Paths: []Path{{"volunteer", "Volunteer", []PlanStep{{"read", "a", "A", ""}, {"quiz", "b", "B", ""}, {"agree", "agree:c", "C", "3333"}}, []int{0, 1}}}}
	v := Version
	g := NewGroup(plan, 20_100)
	add := func(device uint64, name string, day int, steps []Step, rules []Rule) {
		t.Helper()
		if fault := g.Add(code.Found[Record]{Content: Record{Digest("s"), Digest("volunteer"), day, device, name, steps, rules}, Code: must(t, Record{Digest("s"), Digest("volunteer"), day, device, name, steps, rules})}); fault != "" {
			t.Fatal(fault)
		}
	}
	read := func(version string, answer Answer) Rule {
		return Rule{Rule: Digest("one"), Read: true, Answer: answer, Version: v(version)}
	}
	add(1, "Sam", 20_000, []Step{{Step: Digest("a"), Ago: 3}}, []Rule{read("0000", Right)})
	add(2, "", 20_001, []Step{{Step: Digest("agree:c"), Agreed: true, Version: v("0000")}, {Step: Digest("b"), State: Tried, Scored: true, Got: 1, All: 2}}, []Rule{read("1111", Wrong)})
	add(2, "", 20_000, nil, nil) // earlier
	add(2, "", 30_000, nil, nil) // its clock is wrong
	add(2, "Kim", 20_002, []Step{{Step: Digest("agree:c"), Agreed: true, Version: v("3333")}, {Step: Digest("b"), State: Left}}, []Rule{read("1111", Right)})
	add(3, "Ali", 20_000, nil, []Rule{{Rule: Digest("two"), Answer: Partly, Version: v("2222")}})
	want := Report{People: 3, Again: 3,
		Paths: []PathReport{{Path: "volunteer", Title: "Volunteer", Steps: []StepReport{{"a", "A", 1, 0, 0, 0}, {"b", "B", 0, 0, 0, 1}, {"agree:c", "C", 1, 0, 0, 0}}}},
		Rules: []RuleReport{{"two", 3, 0, 0, 3, 0, 1, 0}, {"one", 3, 1, 1, 1, 1, 0, 0}}}
	if got := g.Report(); !reflect.DeepEqual(got, want) {
		t.Errorf("the report is\n%+v, and should be\n%+v", got, want)
	}
	for one := range g.People(0) {
		if one.Name == "Sam" && (one.Steps[0] != PersonStep{State: "done", Day: "2024-10-01"} || !slices.Equal(one.Look, []string{"one"})) {
			t.Errorf("Sam is %+v", one)
		}
	}
	for about, r := range map[code.Fault]Record{Other: {Site: Digest("other"), Path: Digest("volunteer")}, Gone: {Site: Digest("s"), Path: Digest("gone")}} {
		if fault := g.Add(code.Found[Record]{Content: r}); fault != about {
			t.Errorf("%q, and should be %q", fault, about)
		}
	}
}

func must(t *testing.T, r Record) string {
	t.Helper()
	text, err := Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// FuzzDecode: nothing makes the decoder panic, and what it reads is written again as the same code.
func FuzzDecode(f *testing.F) {
	for _, one := range readFixtures(f).Records {
		f.Add(one.Code)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = sealed(text)
		r, ok := Codes().Decode(text)
		if !ok {
			return
		}
		if back, err := Encode(r); err != nil || back != text {
			t.Fatalf("%s comes back as %s (%v)", text, back, err)
		}
		g := NewGroup(&Plan{}, 20_000)
		g.Add(code.Found[Record]{Content: r, Code: text})
	})
}

// sealed is a code with the length and the check that it should have, which a fuzzer does not hit upon; "" for what has other characters than a code.
func sealed(text string) string {
	const letters, start, check = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 6, 3
	if len(text) < start+check {
		return ""
	}
	w := code.NewWriter(codeStart, codeFormat)
	for _, letter := range []byte(text[start : len(text)-check]) {
		digit := strings.IndexByte(letters, letter)
		if digit < 0 {
			return ""
		}
		w.Digit(digit)
	}
	return w.Seal().String()
}
