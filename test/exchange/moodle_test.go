package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handrail/internal/exchange"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// read reads a file in a format, which has to take it.
func read(t *testing.T, format, file string) (*exchange.Set, []source.Diagnostic) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := exchange.Named(format)
	s, diags := f.Read(file, data)
	if s == nil {
		t.Fatalf("%s was not read: %v", file, diags)
	}
	return s, diags
}

// wellFormed asks xmllint whether a file is XML.
func wellFormed(t *testing.T, data []byte) error {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "xmllint", "--nonet", "--noout", "-")
	cmd.Stdin = bytes.NewReader(data)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w (run scripts/setup if xmllint is missing): %s", err, out)
	}
	return nil
}

// TestMoodleXML: xmllint takes what is written, with words that XML reads as something else, and refuses the same file with one that is not
// escaped.
func TestMoodleXML(t *testing.T) {
	t.Parallel()
	const words = "= ~ { } # : \\ -> ]]> & < %50% * [x] <!-- -- --> <?x &#0; 😀 שלום\ttab\nline\x01\uffff"
	hostile := exchange.Words(words)
	s := &exchange.Set{Name: words, Title: words, Language: "en", Intro: hostile, File: &source.File{Path: "quiz.md"}, Questions: []*exchange.Question{
		{ID: "q", Kind: quiz.Many, Title: words, Stem: hostile, Hint: hostile, Trainer: hostile, Points: 1, Rules: []exchange.Rule{{ID: words}}, Explanation: hostile,
			Choices: []exchange.Choice{{Text: hostile, Right: true, Feedback: hostile}, {Text: hostile}}},
		{ID: words, Kind: quiz.Short, Title: words, Points: 1, Accepted: []exchange.Accepted{{Forms: []string{words}}}},
	}}
	f, _ := exchange.Named("moodle")
	data, diags := f.Write(s, exchange.Options{TrainerNotes: true})
	if data == nil {
		t.Fatal(diags)
	}
	if err := wellFormed(t, data); err != nil {
		t.Error(err)
	}
	if err := wellFormed(t, bytes.Replace(data, []byte("]]&gt; &amp; &lt;"), []byte("]]> & <"), 1)); err == nil {
		t.Error("xmllint takes & and < that are not escaped")
	}
}

// recorded is a question as a Moodle read it.
type recorded struct {
	Type     string   `json:"qtype"`
	Name     string   `json:"name"`
	Text     string   `json:"text"`
	Mark     float64  `json:"mark"`
	General  string   `json:"general"`
	IDNumber string   `json:"idnumber"`
	Tags     []string `json:"tags"`
	Answers  [][]any  `json:"answers"` // text, fraction, feedback, and the tolerance of a number
	Pairs    [][2]string
	Hints    []string `json:"hints"`
}

// TestConformanceMoodle: of each file that a Moodle was given, the names, texts, points, fractions, feedback, hints and tags are read as it read
// them. What it wrote itself is read as the file that it had read.
func TestConformanceMoodle(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(needSchemas(t), "moodle-recorded")
	for file, answer := range map[string]string{"import.xml": "import.xml.moodle.json", "import-ordering.xml": "import-ordering.moodle5.json", "moodle-4.2-export.xml": "import.xml.moodle.json"} {
		s, diags := read(t, "moodle", filepath.Join(dir, file))
		data, err := os.ReadFile(filepath.Join(dir, answer))
		if err != nil {
			t.Fatal(err)
		}
		var want struct{ Questions []recorded }
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
		if len(want.Questions) == 0 {
			t.Fatalf("%s holds no questions", answer)
		}
		var said strings.Builder
		for _, d := range diags {
			said.WriteString(d.Message + "\n")
		}
		for _, question := range want.Questions {
			if question.Type == "description" {
				if !isStory(s, question) && !strings.Contains(said.String(), fmt.Sprintf("the description %q is left out", question.Text)) {
					t.Errorf("%s: the description %s is no story, and not reported", file, question.Name)
				}
				continue
			}
			if got, want := fromSet(s, question), fromMoodle(t, question); got != want {
				t.Errorf("%s: %s is read as\n%s\nand Moodle read\n%s", file, question.Name, got, want)
			}
			question.Text += " or not"
			question.Mark++
			for _, a := range question.Answers {
				a[1] = 2 - a[1].(float64)
			}
			if fromSet(s, question) == fromMoodle(t, question) {
				t.Errorf("%s: a difference in %s is not found", file, question.Name)
			}
		}
		if wild := strings.Contains(said.String(), `"a * b" is left out`); wild != (answer == "import.xml.moodle.json") {
			t.Errorf("%s: an accepted answer with an asterisk: %v", file, diags)
		}
	}
}

// isStory says whether a description is the story of a question.
func isStory(s *exchange.Set, want recorded) bool {
	return slices.ContainsFunc(s.Questions, func(q *exchange.Question) bool {
		return q.Scenario != nil && q.Scenario.ID == want.Name && q.Scenario.Title == want.Text
	})
}

// fromSet is what was read of a question, as a Moodle would say it.
func fromSet(s *exchange.Set, want recorded) string {
	at := slices.IndexFunc(s.Questions, func(q *exchange.Question) bool { return q.ID == want.Name || q.ID == want.IDNumber })
	if at < 0 {
		return "nothing"
	}
	q := s.Questions[at]
	words := q.Title
	if len(q.Stem) > 0 {
		words = q.Stem.Plain()
	}
	lines := []string{fmt.Sprintf("%s %q %d %q %q", q.ID, words, q.Points, q.Explanation.Plain(), q.Hint.Plain())}
	for _, rule := range q.Rules {
		lines = append(lines, "tag "+rule.ID)
	}
	for _, c := range q.Choices {
		lines = append(lines, fmt.Sprintf("%s %t %q", c.Text.Plain(), c.Right, c.Feedback.Plain()))
	}
	for i, item := range q.Items {
		lines = append(lines, fmt.Sprint(item.Plain(), " ", i+1))
	}
	for _, p := range q.Pairs {
		lines = append(lines, p.Left.Plain()+": "+p.Right.Plain())
	}
	for _, a := range q.Accepted {
		if a.IsNumber {
			lines = append(lines, fmt.Sprint(a.Number, " ± ", a.Tolerance))
		} else {
			lines = append(lines, a.Forms...)
		}
	}
	return strings.Join(lines, "\n")
}

// fromMoodle is what Moodle recorded of a question, but for what is reported: accepted answers that are wrong or hold an asterisk, and the
// feedback to accepted ones.
func fromMoodle(t *testing.T, q recorded) string {
	t.Helper()
	words := func(markup string) string {
		blocks, err := text.Read(markup)
		if err != nil {
			t.Fatal(err)
		}
		return exchange.Text(blocks).Plain()
	}
	hint := ""
	for _, h := range q.Hints {
		hint += words(h)
	}
	lines := []string{fmt.Sprintf("%s %q %v %q %q", q.Name, words(q.Text), q.Mark, words(q.General), hint)}
	for _, tag := range q.Tags {
		lines = append(lines, "tag "+tag)
	}
	for _, a := range q.Answers {
		answer, fraction := fmt.Sprint(a[0]), a[1].(float64)
		switch {
		case q.Type == "ordering":
			lines = append(lines, fmt.Sprint(words(answer), " ", fraction))
		case q.Type == "shortanswer" || q.Type == "numerical":
			if fraction < 1 || strings.Contains(answer, "*") {
				continue
			}
			if q.Type == "numerical" {
				answer += fmt.Sprint(" ± ", a[3])
			}
			lines = append(lines, answer)
		default:
			lines = append(lines, fmt.Sprintf("%s %t %q", words(answer), fraction > 0, words(fmt.Sprint(a[2]))))
		}
	}
	for _, p := range q.Pairs {
		lines = append(lines, words(p[0])+": "+p[1])
	}
	return strings.Join(lines, "\n")
}
