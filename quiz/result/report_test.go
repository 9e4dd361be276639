package result

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handrail/internal/code"
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/quiz"
)

var update = flag.Bool("update", false, "write the report of the fixtures anew")

// trialGroup collects the results of report.txt, and counts what became of each code.
func trialGroup(t *testing.T) (*Group, map[string]int) {
	t.Helper()
	counts := map[string]int{}
	g := NewGroup(trial(t))
	for f := range Find(string(readFile(t, "report.txt"))) {
		switch {
		case f.Fault != "":
			counts[string(f.Fault)]++
		case f.Content.Quiz != quiz.NameDigest("quizzes/trial"):
			counts[string(Other)]++
		case g.Add(f):
			counts["ok"]++
		default:
			counts[string(Unmatched)]++
		}
	}
	return g, counts
}

// TestReport holds what is made of report.txt against report.json and report.csv, as the tests of the board do.
func TestReport(t *testing.T) {
	g, counts := trialGroup(t)
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(map[string]any{"report": NewReport(g), "found": counts}); err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := WriteCSV(&table, g); err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{"report.json": text.Bytes(), "report.csv": table.Bytes()} {
		if *update {
			if err := os.WriteFile("../testdata/"+name, got, 0o666); err != nil {
				t.Fatal(err)
			}
		} else if want := readFile(t, name); !bytes.Equal(got, want) {
			t.Errorf("%s has changed: run go test ./quiz/result -update and read it. It is\n%s", name, got)
		}
	}
}

// TestReportByHand adds up a few results of which the sums are easy.
func TestReportByHand(t *testing.T) {
	q := trial(t)
	digests := q.Digests()
	given := func(go_ int, at int, sure int, places ...int) Result {
		return Result{Version: q.VersionDigest(), Go: go_, Answers: []Answer{{Question: digests[at], Sure: sure, Answer: quiz.Answer{Places: places}}}}
	}
	results := []Result{given(1, 0, 3, 1), given(2, 0, 3, 0), given(3, 0, 2, 0), given(4, 0, 0), given(5, 1, 3, 0), given(5, 1, 3, 0)}
	results[1].Version++
	results[5].Name = "Mei"
	results = append(results, Result{Answers: []Answer{{Question: 1}}}, Result{Answers: []Answer{{Question: digests[0], Answer: quiz.Answer{Words: "x"}}}})
	g, unmatched := NewGroup(q), 0
	for _, one := range results {
		if !g.Add(Found{Content: one}) {
			unmatched++
		}
	}
	r := NewReport(g)
	if r.Taken != 5 || r.Passed != 1 || r.Older != 1 || r.LeftOut != 0 || r.Again != 1 || unmatched != 2 || r.Takers[4].Name != "Mei" {
		t.Errorf("%+v", r)
	}
	one, many := r.Questions[0], r.Questions[1]
	if one.Asked != 4 || one.Right != 1 || one.SureWrong != 1 || one.None != 1 || one.Given[0].N != 2 || one.Given[1].N != 1 || one.Given[2].N != 0 || one.Discrimination != nil {
		t.Errorf("%+v", one)
	}
	if many.Asked != 1 || many.Partly != 1 || many.SureWrong != 1 || len(many.Given) != 4 {
		t.Errorf("%+v", many)
	}
	var order []string
	for _, rule := range r.Rules {
		order = append(order, fmt.Sprintf("%s %d/%d", rule.ID, rule.Right, rule.Asked))
	}
	if got := strings.Join(order, ", "); got != "asked-first 0/1, send-statement 0/1, use-broadcast-list 1/4, monthly-check 0/0, opt-in 0/0" {
		t.Errorf("the rules are %s", got)
	}
}

// TestUnclear: each question has how many marked its explanation. A result that comes again counts once, with the marks of the one that has
// more, and never loses a name.
func TestUnclear(t *testing.T) {
	q := trial(t)
	digests := q.Digests()
	given := func(go_ int, name string, marked ...int) Found {
		r := Result{Version: q.VersionDigest(), Go: go_, Name: name, Answers: []Answer{{Question: digests[0], Answer: quiz.Answer{Places: []int{1}}}, {Question: digests[1]}}}
		for _, at := range marked {
			r.Answers[at].Unclear = true
		}
		code, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		found := slices.Collect(Find(code))
		if want := map[bool]string{false: "HR1", true: "HR2"}[len(marked) > 0]; len(found) != 1 || found[0].Fault != "" || code[:3] != want {
			t.Fatalf("%s is read as %v, and should begin with %s", code, found, want)
		}
		return found[0]
	}
	for _, test := range []struct {
		about          string
		came           []Found
		first, second  int
		name, unclears string
	}{
		{"three people", []Found{given(1, "", 0), given(2, "", 0, 1), given(3, "")}, 2, 1, "", q.Questions[0].ID},
		{"marks that come later", []Found{given(1, "Mei"), given(1, "Mei", 1), given(1, "Mei", 0, 1)}, 1, 1, "Mei", q.Questions[0].ID + " " + q.Questions[1].ID},
		{"fewer marks later", []Found{given(1, "", 0, 1), given(1, "", 0)}, 1, 1, "", q.Questions[0].ID + " " + q.Questions[1].ID},
		{"more marks, and no name", []Found{given(1, "Mei", 0), given(1, "", 0, 1)}, 1, 0, "Mei", q.Questions[0].ID},
		{"a name later", []Found{given(1, "", 0), given(1, "Mei", 0)}, 1, 0, "Mei", q.Questions[0].ID},
	} {
		g := NewGroup(q)
		for _, f := range test.came {
			g.Add(f)
		}
		r := NewReport(g)
		var table bytes.Buffer
		if err := WriteCSV(&table, g); err != nil {
			t.Fatal(err)
		}
		if r.Questions[0].Unclear != test.first || r.Questions[1].Unclear != test.second || r.Takers[0].Name != test.name || r.Questions[0].Right != len(g.Taken) ||
			!strings.Contains(table.String(), ","+test.unclears+","+g.Taken[0].Code) {
			t.Errorf("%s: %+v\n%s", test.about, r, table.String())
		}
	}
}

// TestWeakestFirst: the rule with the smallest share comes first, then the one asked more often, then by name.
func TestWeakestFirst(t *testing.T) {
	q := &quiz.Quiz{}
	var told []QuestionReport
	for _, of := range []struct {
		rule         string
		right, asked int
	}{{"unasked", 0, 0}, {"0-half", 1, 2}, {"b", 2, 4}, {"a", 2, 4}, {"more", 2, 3}, {"none", 0, 1}, {"another", 0, 0}} {
		q.Questions = append(q.Questions, &quiz.Question{Rules: []string{of.rule, of.rule}})
		told = append(told, QuestionReport{Right: of.right, Asked: of.asked})
	}
	var order []string
	for _, r := range ruleReports(q, told) {
		order = append(order, fmt.Sprint(r.ID, " ", r.Asked))
	}
	if got := strings.Join(order, ", "); got != "none 1, a 4, b 4, 0-half 2, more 3, another 0, unasked 0" {
		t.Errorf("the order is %s", got)
	}
}

// TestNoPassMark: nobody passes or fails a quiz without one.
func TestNoPassMark(t *testing.T) {
	q := trial(t)
	q.Pass = 0
	g := NewGroup(q)
	g.Add(Found{Content: Result{Answers: []Answer{{Question: q.Digests()[0], Answer: quiz.Answer{Places: []int{1}}}}}})
	var table bytes.Buffer
	if err := WriteCSV(&table, g); err != nil {
		t.Fatal(err)
	}
	if r := NewReport(g); r.Passed != -1 || r.Takers[0].Passed || !strings.Contains(table.String(), "older,1,1,,right,") {
		t.Errorf("%+v\n%s", r, table.String())
	}
}

// TestCorrelation: 5 who are right and 5 who are not, by a formula of its own for two groups (point-biserial).
func TestCorrelation(t *testing.T) {
	var rests []rest
	for i := range 10 {
		rests = append(rests, rest{float64(i % 2), float64(i) / 10})
	}
	if correlation(slices.Values(rests[:9])) != nil {
		t.Error("nine takers are enough")
	}
	// The means are 0.5 and 0.4, the standard deviation is the root of 0.0825: 0.1/0.28723 × 0.5 = 0.17.
	if got := correlation(slices.Values(rests)); got == nil || *got != 0.17 {
		t.Errorf("it is %v", got)
	}
	var allRight, allAlike []rest
	for _, r := range rests {
		allRight = append(allRight, rest{1, r.share})
		allAlike = append(allAlike, rest{r.right, 0.1})
	}
	if correlation(slices.Values(allRight)) != nil || correlation(slices.Values(allAlike)) != nil {
		t.Error("there is nothing to tell apart")
	}
}

// TestTable: an independent reader reads the table, no cell of it is a formula, and it holds all results.
func TestTable(t *testing.T) {
	g, _ := trialGroup(t)
	var table bytes.Buffer
	if err := WriteCSV(&table, g); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table.String(), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(g.Taken)+1 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, taken := range g.Taken {
		for _, cell := range rows[i+1] {
			if cell != "" && strings.Contains("=+-@", cell[:1]) {
				t.Errorf("a cell is %q", cell)
			}
		}
		if got := strings.TrimPrefix(rows[i+1][0], "'"); got != taken.Name {
			t.Errorf("a name is %q, and should be %q", got, taken.Name)
		}
	}
	again := NewGroup(g.Quiz)
	for f := range Find(table.String()) {
		again.Add(f)
	}
	if fmt.Sprint(NewReport(again).Takers) != fmt.Sprint(NewReport(g).Takers) {
		t.Errorf("the table is read as %+v", NewReport(again).Takers)
	}
}

// TestShort: the result of any ten questions of the quizzes that ship is short enough for a message.
func TestShort(t *testing.T) {
	files, err := filepath.Glob("../../content/quizzes/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if filepath.Base(name) == "index.md" {
			continue // it introduces the quizzes
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, _ := source.Parse(name, data)
		doc, _ := markdown.NewParser(language.English()).Parse(file)
		q, _ := quiz.Parse(doc, quiz.Front{})
		var answers []Answer
		for i, digest := range q.Digests() {
			answers = append(answers, Answer{Question: digest, Sure: Sure, Answer: longest(q.Questions[i])})
		}
		size := func(a Answer) int { var w code.Writer; writeAnswer(&w, a); return len(w) }
		slices.SortFunc(answers, func(a, b Answer) int { return size(b) - size(a) })
		r := Result{Quiz: 1<<20 - 1, Day: code.MaxDay, Answers: answers[:min(10, len(answers))]}
		if text, err := Encode(r); err != nil || len(text) > 120 {
			t.Errorf("%s: %d answers take %d letters (%v)", name, len(r.Answers), len(text), err)
		}
	}
}

// longest is the right answer to a question that takes most letters, or one that takes as many.
func longest(q *quiz.Question) quiz.Answer {
	a := q.Answers.Right()
	switch answers := q.Answers.(type) {
	case *quiz.Choices:
	case *quiz.Written:
		for _, accepted := range answers.Accepted {
			if len(accepted.Plain) > len(a.Words) {
				a.Words = strings.ToLower(accepted.Plain)
			}
		}
	default:
		slices.Reverse(a.Places) // the wrong way round: it is no mask
	}
	return a
}
