package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"handrail/internal/builder"
	"handrail/internal/exchange"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// pegQuestion is a question as gift-pegjs gives it.
type pegQuestion struct {
	Type, Title, ID string
	Tags            []string
	Stem            pegText
	GlobalFeedback  *pegText
	IsTrue          bool
	TrueFeedback    *pegText
	FalseFeedback   *pegText
	Choices         []struct {
		IsCorrect bool
		Weight    *float64
		Text      pegText
		Feedback  *pegText
	}
	MatchPairs []struct {
		Subquestion pegText
		Subanswer   string
	}
}

type pegText struct {
	Text          string
	Number, Range float64 // of a number
}

func (p *pegText) of() string {
	if p == nil {
		return ""
	}
	return p.Text
}

// peg has gift-pegjs read files. errors has what it says of each that it refuses.
func peg(t *testing.T, files []string) (questions [][]pegQuestion, errors []string) {
	t.Helper()
	input, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", "-e", `const { parse } = require("gift-pegjs");
const files = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(files.map(file => { try { return { questions: parse(file) } } catch (e) { return { error: e.message + " in line " + e.location?.start.line } } })));`)
	cmd.Dir, cmd.Stdin = "../..", bytes.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s (run scripts/setup)\n%s", err, &stderr)
	}
	var answers []struct {
		Questions []pegQuestion
		Error     string
	}
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	for _, a := range answers {
		questions, errors = append(questions, a.Questions), append(errors, a.Error)
	}
	return questions, errors
}

// said is what gift-pegjs has read, a line for each question that is no category.
func said(questions []pegQuestion) []string {
	var lines []string
	for _, q := range questions {
		if q.Type == "Category" {
			continue
		}
		line := fmt.Sprintf("%s %s %q %q", q.ID, q.Title, q.Tags, q.Stem.Text)
		if q.Type == "TF" { // it has the labels the wrong way round: Moodle gives the first comment to whoever answers wrongly
			line += fmt.Sprintf(" %t wrong %q right %q", q.IsTrue, q.TrueFeedback.of(), q.FalseFeedback.of())
		}
		for _, c := range q.Choices {
			switch {
			case q.Type == "Numerical":
				line += fmt.Sprintf(" %v:%v", c.Text.Number, c.Text.Range)
			case c.Weight != nil:
				line += fmt.Sprintf(" %v%% %q#%q", *c.Weight, c.Text.Text, c.Feedback.of())
			default:
				line += fmt.Sprintf(" %t %q#%q", c.IsCorrect, c.Text.Text, c.Feedback.of())
			}
		}
		for _, p := range q.MatchPairs {
			line += fmt.Sprintf(" %q->%q", p.Subquestion.Text, pegPlain(p.Subanswer))
		}
		lines = append(lines, line+" because "+strconv.Quote(q.GlobalFeedback.of()))
	}
	return lines
}

// pegPlain makes characters of what gift-pegjs has in place of those that were escaped, which it leaves in the right sides of pairs.
func pegPlain(words string) string {
	return regexp.MustCompile(`&&(\d{3});`).ReplaceAllStringFunc(words, func(code string) string {
		n, _ := strconv.Atoi(code[2:5])
		return string(rune(n))
	})
}

// meant is what of a quiz is in GIFT, as said has it.
func meant(s *exchange.Set) []string {
	var lines []string
	var scenario *exchange.Scenario
	for _, q := range s.Questions {
		if q.Scenario != nil && q.Scenario != scenario {
			lines = append(lines, fmt.Sprintf("%s %s [] %q because \"\"", q.Scenario.ID, q.Scenario.ID, markup(exchange.Words(q.Scenario.Title), q.Scenario.Story)))
		}
		scenario = q.Scenario
		var tags []string
		for _, rule := range q.Rules {
			tags = append(tags, "rule-"+rule.ID)
		}
		stem := markup(exchange.Words(q.Title), q.Stem)
		if q.Kind == quiz.Match {
			stem = markup(exchange.Words(q.Title), q.Stem, exchange.Words(q.Heads[0].Plain()+" – "+q.Heads[1].Plain()))
		}
		lines = append(lines, fmt.Sprintf("%s %s %q %q", q.ID, q.ID, tags, stem)+meantAnswers(q)+" because "+strconv.Quote(q.Explanation.HTML(nil)))
	}
	return lines
}

func markup(texts ...exchange.Text) string { return slices.Concat(texts...).HTML(nil) }

func meantAnswers(q *exchange.Question) string {
	line := ""
	right := 0
	for _, c := range q.Choices {
		if c.Right {
			right++
		}
	}
	first := strings.NewReplacer("\x00[", "&#91;", "\x00%", "&#37;", "\x00", "")
	inline := func(t exchange.Text) string { return first.Replace("\x00" + t.Inline(nil)) }
	switch q.Kind {
	case quiz.TrueFalse:
		var feedback [2]string
		for _, c := range q.Choices {
			feedback[map[bool]int{true: 1}[c.Right]] = c.Feedback.HTML(nil)
		}
		return fmt.Sprintf(" %t wrong %q right %q", q.Choices[0].Right, feedback[0], feedback[1])
	case quiz.One:
		for _, c := range q.Choices {
			line += fmt.Sprintf(" %t %q#%q", c.Right, inline(c.Text), c.Feedback.HTML(nil))
		}
	case quiz.Many:
		for _, c := range q.Choices {
			weight := -100.0
			if c.Right {
				weight = math.Round(100/float64(right)*1e5) / 1e5
			}
			line += fmt.Sprintf(" %v%% %q#%q", weight, inline(c.Text), c.Feedback.HTML(nil))
		}
	case quiz.Order:
		for i, item := range q.Items {
			line += fmt.Sprintf(" %q->%q", []string{"1st", "2nd", "3rd", "4th"}[i], item.Plain())
		}
	case quiz.Match, quiz.Categorise:
		for _, p := range q.Pairs {
			line += fmt.Sprintf(" %q->%q", inline(p.Left), p.Right.Plain())
		}
	case quiz.Short:
		words := slices.ContainsFunc(q.Accepted, func(a exchange.Accepted) bool { return !a.IsNumber })
		for _, a := range q.Accepted {
			switch {
			case !words:
				line += fmt.Sprintf(" %v:%v", a.Number, a.Tolerance)
			case a.IsNumber:
				line += fmt.Sprintf(" 100%% %q#\"\"", strconv.FormatFloat(a.Number, 'f', -1, 64))
			default:
				line += fmt.Sprintf(" 100%% %q#\"\"", strings.ReplaceAll(a.Forms[0], "*", `\*`))
				if typed := strings.ReplaceAll(a.Forms[0], "’", "'"); typed != a.Forms[0] { // the last of those of the trial has one
					line += fmt.Sprintf(" 100%% %q#\"\"", typed)
				}
			}
		}
	}
	return line
}

// giftWords are words that have a meaning in GIFT, and some that have none.
func giftWords() []string {
	return []string{`= ~ { } # : \ ]]> & < %50% * [x]`, `[html]<b>`, "%-100%no", "=yes#fb", "~no", "{T}", "::name::", "// comment", "$CATEGORY: x", "####", `back\slash\\n \= \*`,
		"😀 naïve", "שלום עולם", "a member of the list", "#256:6", "1..2", "&amp; &#35;"}
}

// giftSet makes a quiz of all kinds by chance.
func giftSet(seed uint64) *exchange.Set {
	rng := rand.New(rand.NewPCG(seed, 4))
	words := func() string { return giftWords()[rng.IntN(len(giftWords()))] }
	line := func() exchange.Text { return exchange.Words(words()) }
	s := &exchange.Set{Title: words(), Language: "en-GB", File: &source.File{Path: "quiz.md"}}
	var story *exchange.Scenario
	for i, kind := range append(quiz.Kinds(), quiz.Kinds()...) {
		q := &exchange.Question{ID: fmt.Sprintf("q-%d", i), Kind: kind, Title: words(), Rules: []exchange.Rule{{ID: "opt-in"}}[:rng.IntN(2)], Explanation: line()}
		q.Stem = append(line(), text.Block{Kind: text.Code, Text: words() + "\n\n" + words() + "\n"})[:rng.IntN(3)]
		if rng.IntN(4) == 0 {
			story = []*exchange.Scenario{nil, {ID: fmt.Sprintf("story-%d", i), Title: words(), Story: line()}}[rng.IntN(2)]
		}
		q.Scenario = story
		pairs := []exchange.Pair{{Left: line(), Right: line()}, {Left: line(), Right: exchange.Words(words() + " too")}}
		switch kind {
		case quiz.TrueFalse:
			right := rng.IntN(2) == 0
			q.Choices = []exchange.Choice{{Text: exchange.Words("True"), Right: right, Feedback: line()[:rng.IntN(2)]}, {Text: exchange.Words("False"), Right: !right, Feedback: line()[:rng.IntN(2)]}}
		case quiz.One, quiz.Many:
			q.Choices = []exchange.Choice{{Text: line(), Right: true, Feedback: line()}, {Text: line()}, {Text: line(), Right: kind == quiz.Many, Feedback: line()[:rng.IntN(2)]}}
		case quiz.Order:
			q.Items = []exchange.Text{line(), line()}
		case quiz.Match:
			q.Pairs, q.Heads = pairs, [2]exchange.Text{line(), line()}
		case quiz.Categorise:
			q.Pairs, q.Headings = pairs, []exchange.Text{pairs[0].Right, pairs[1].Right}
		case quiz.Short:
			q.Accepted = []exchange.Accepted{{Number: float64(rng.IntN(100)) / 4, Tolerance: float64(rng.IntN(2)), IsNumber: true}, {Number: -5.5, IsNumber: true}}
			if rng.IntN(2) == 0 {
				q.Accepted = append(q.Accepted, exchange.Accepted{Forms: []string{words()}})
			}
		}
		s.Questions = append(s.Questions, q)
	}
	return s
}

// TestGIFT has gift-pegjs read what is written: it finds the same questions, answers, weights and comments. Then the oracle is shown to be
// alive: it finds faults that are put into what it reads.
func TestGIFT(t *testing.T) {
	t.Parallel()
	gift, _ := exchange.Named("gift")
	var files []string
	var want [][]string
	var sets []*exchange.Set
	for _, name := range []string{trialQuiz, hostileQuiz, shippedQuiz} {
		s, _, err := builder.ExchangeSet(testSite(), testSite().Site.ByPath[name])
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, s)
	}
	for seed := range uint64(20) {
		sets = append(sets, giftSet(seed))
	}
	for _, s := range sets {
		data, diags := gift.Write(s, exchange.Options{})
		if data == nil {
			t.Fatal(diags)
		}
		files, want = append(files, string(data)), append(want, meant(s))
	}
	got, errors := peg(t, files)
	for i := range files {
		if lines := said(got[i]); errors[i] != "" || !slices.Equal(lines, want[i]) {
			t.Fatalf("quiz %d: %s\n%s\nand not\n%s\n\n%s", i, errors[i], strings.Join(lines, "\n"), strings.Join(want[i], "\n"), files[i])
		}
	}

	faults := map[string]func(file string) string{
		"a brace is missing": func(f string) string { return strings.Replace(f, ">}\n\n", ">\n\n", 1) },
		"an empty line":      func(f string) string { return strings.Replace(f, "\n=", "\n\n=", 1) },
		"a hash":             func(f string) string { return strings.Replace(f, `\#`, "#", 1) },
		"a tilde":            func(f string) string { return strings.Replace(f, `\~`, "~", 1) },
		"a weight":           func(f string) string { return strings.Replace(f, "~%50%", "~%25%", 1) },
		"what is right":      func(f string) string { return strings.Replace(f, "\n=", "\n~", 1) },
		"true is false":      func(f string) string { return strings.NewReplacer(" {T", " {F", " {F", " {T").Replace(f) },
		"an explanation":     func(f string) string { return strings.Replace(f, "\n####", "\n#", 1) },
		"a rule":             func(f string) string { return strings.Replace(f, "[tag:rule-opt-in]", "", 1) },
		"comments are swapped": func(f string) string {
			return regexp.MustCompile(` \{([TF])(#.+)(#<.+)\n`).ReplaceAllString(f, " {$1$3$2\n")
		},
	}
	var broken, names []string
	var meant [][]string
	for name, fault := range faults {
		i := slices.IndexFunc(files, func(file string) bool { return fault(file) != file })
		if i < 0 {
			t.Fatalf("no quiz can have this fault: %s", name)
		}
		broken, names, meant = append(broken, fault(files[i])), append(names, name), append(meant, want[i])
	}
	got, errors = peg(t, broken)
	for i, name := range names {
		if errors[i] == "" && slices.Equal(said(got[i]), meant[i]) {
			t.Errorf("gift-pegjs does not find %s", name)
		}
	}
}

// TestGIFTMisread: gift-pegjs takes a weight after =, where Moodle takes words. If it does no longer, the quizzes above can hold it.
func TestGIFTMisread(t *testing.T) {
	t.Parallel()
	const file = "::x::Which? {=%50%x ~no}"
	got, errors := peg(t, []string{file})
	if errors[0] != "" || got[0][0].Choices[0].Weight == nil || *got[0][0].Choices[0].Weight != 50 {
		t.Errorf("gift-pegjs has %+v, %s", got, errors[0])
	}
	gift, _ := exchange.Named("gift")
	if s, diags := gift.Read("x.gift", []byte(file)); s == nil || s.Questions[0].Choices[0].Text.Plain() != "%50%x" {
		t.Errorf("read as %+v, %v", s, diags)
	}
}

// sameAsRecorded compares what was read with what a Moodle has read.
func sameAsRecorded(t *testing.T, s *exchange.Set, answer string) {
	t.Helper()
	data, err := os.ReadFile(answer)
	if err != nil {
		t.Fatal(err)
	}
	var want struct{ Questions []recorded }
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if len(s.Questions) != len(want.Questions) || len(want.Questions) == 0 {
		t.Fatalf("%d questions, and a Moodle has %d", len(s.Questions), len(want.Questions))
	}
	for _, question := range want.Questions {
		if got, want := fromSet(s, question), fromMoodle(t, question); got != want {
			t.Errorf("%s is read as\n%s\nand Moodle read\n%s", question.Name, got, want)
		}
	}
}

// TestConformanceGIFT reads files as a Moodle has read them, and one that a Moodle wrote.
func TestConformanceGIFT(t *testing.T) {
	dir := filepath.Join(needSchemas(t), "moodle-recorded")
	s, _ := read(t, "gift", filepath.Join(dir, "import.gift"))
	sameAsRecorded(t, s, filepath.Join(dir, "import.gift.moodle.json"))
	var kinds []string
	written, _ := read(t, "gift", filepath.Join(dir, "moodle-4.2-export.gift"))
	for _, q := range written.Questions {
		kinds = append(kinds, q.ID+" "+string(q.Kind))
		if (q.Scenario != nil) != (q.ID == "tf-true") {
			t.Errorf("%s is in a scenario or not: %v", q.ID, q.Scenario)
		}
	}
	want := []string{"all-at-once one", "three-of-five many", "on-a-laptop true-false", "for-whom match", "how-often short", "how-many short", "tf-true true-false"}
	if !slices.Equal(kinds, want) {
		t.Errorf("a Moodle wrote %q", kinds)
	}
}

// TestConformanceAiken reads a file as a Moodle has read it, but for two letters of an answer, of which a Moodle drops one in silence.
func TestConformanceAiken(t *testing.T) {
	dir := filepath.Join(needSchemas(t), "moodle-recorded")
	aiken, _ := exchange.Named("aiken")
	data, err := os.ReadFile(filepath.Join(dir, "import.aiken.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if s, diags := aiken.Read("import.aiken.txt", data); s != nil || len(diags) != 1 || diags[0].Line != bytes.Count(data, []byte("\n")) {
		t.Errorf("two letters: %+v, %v", s, diags)
	}
	s, diags := aiken.Read("import.aiken.txt", bytes.Replace(data, []byte("A,B"), []byte("A"), 1))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, q := range s.Questions {
		q.ID = q.Title // as Moodle names it
	}
	sameAsRecorded(t, s, filepath.Join(dir, "import.aiken.moodle.json"))
	written, _ := read(t, "aiken", filepath.Join(dir, "moodle-4.2-export.aiken.txt"))
	if len(written.Questions) != 1 || written.Questions[0].Title != "How do you write to ALL? a < b ]]> [a dot]" || !written.Questions[0].Choices[1].Right {
		t.Errorf("a Moodle wrote %+v", written.Questions)
	}
}
