package exchange

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"handrail/internal/exchange"
	"handrail/internal/language"
	"handrail/internal/source"
	"handrail/quiz"
)

var update = flag.Bool("update", false, "write the tables of guides/learning-systems.md as the formats are")

const docFile = "../../docs/site/content/guides/learning-systems.md"

// TestDoc holds the tables of the guide learning-systems.md to the formats: their names, what they are, and which kinds of questions each really
// writes, or gives where it is only read.
func TestDoc(t *testing.T) {
	got, err := os.ReadFile(docFile)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- The table is made by: go test ./test/exchange -run '^TestDoc$' -update -->\n", "<!-- Here it ends. -->\n"
	before, rest, ok := strings.Cut(string(got), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the table", docFile)
	}
	want := before + begin + formatTable() + end + after
	if *update {
		if err := os.WriteFile(docFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(got) != want {
		t.Errorf("%s is not what the formats are: go test ./test/exchange -run '^TestDoc$' -update\n%s", docFile, formatTable())
	}
	for _, f := range exchange.Formats() {
		if !strings.Contains(before+after, "`"+f.Name+"`") {
			t.Errorf("the text says nothing of %s", f.Name)
		}
	}
}

// formatTable is the table of the formats.
func formatTable() string {
	var b strings.Builder
	b.WriteString("| `--format` | format | file | ways | kinds of questions |\n|---|---|---|---|---|\n")
	for _, f := range exchange.Formats() {
		ways := "out and in"
		if !f.Writes() {
			ways = "in"
		} else if !f.Reads() {
			ways = "out"
		}
		var held []string
		for _, kind := range quiz.Kinds() {
			if writes(f, kind) || gives(f, kind) {
				held = append(held, string(kind))
			}
		}
		kinds := strings.Join(held, ", ")
		if len(held) == len(quiz.Kinds()) {
			kinds = "all"
		}
		fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s | %s |\n", f.Name, f.Title, f.Ending, ways, kinds)
	}
	return b.String()
}

// gives says whether a question of a kind comes of a file in a format that is only read.
func gives(f exchange.Format, kind quiz.Kind) bool {
	samples := map[string][]string{
		"mdbook-quiz": {`
[[questions]]
type = "MultipleChoice"
prompt.prompt = "Which?"
prompt.distractors = ["Blue"]
answer.answer = "Red"

[[questions]]
type = "MultipleChoice"
prompt.prompt = "Which two?"
prompt.distractors = ["Blue"]
answer.answer = ["Red", "Green"]

[[questions]]
type = "MultipleChoice"
prompt.prompt = "Is it so?"
prompt.distractors = ["False"]
answer.answer = "True"

[[questions]]
type = "ShortAnswer"
prompt.prompt = "What is it?"
answer.answer = "red"
`},
		"liascript": {
			"# Colours\n\nWhich?\n\n[(X)] Red\n[( )] Blue\n\nWhich two?\n\n[[X]] Red\n[[ ]] Blue\n[[X]] Green\n\nIs it so?\n\n[(X)] True\n[( )] False\n\nWhat is it?\n\n[[red]]\n",
			"# In which order?\n\n1. Red\n2. Green\n\n# Which two?\n\n- [x] Red\n- [ ] Blue\n- [x] Green\n",
		},
	}
	for _, sample := range samples[f.Name] {
		set, _ := f.Read("q"+f.Ending, []byte(sample))
		if set == nil {
			continue
		}
		none := func(string) bool { return false }
		exchange.Adopt(set, exchange.Site{Language: language.English(), Rule: none, Retired: none})
		if slices.ContainsFunc(set.Questions, func(q *exchange.Question) bool { return q.Kind == kind }) {
			return true
		}
	}
	return false
}

// writes says whether a format writes a question of a kind.
func writes(f exchange.Format, kind quiz.Kind) bool {
	if !f.Writes() {
		return false
	}
	words := exchange.Words
	q := &exchange.Question{ID: "q", Kind: kind, Title: "Which is it?", Points: 1, Explanation: words("So it is."), Pos: source.Pos{File: "q.md", Line: 1}}
	switch kind {
	case quiz.One:
		q.Choices = []exchange.Choice{{Text: words("Red"), Right: true}, {Text: words("Blue"), Feedback: words("No.")}}
	case quiz.Many:
		q.Choices = []exchange.Choice{{Text: words("Red"), Right: true}, {Text: words("Blue"), Right: true}, {Text: words("Green"), Feedback: words("No.")}}
	case quiz.TrueFalse:
		q.Choices = []exchange.Choice{{Text: words("True"), Right: true}, {Text: words("False"), Feedback: words("No.")}}
	case quiz.Order:
		q.Items = []exchange.Text{words("Up"), words("Level"), words("Down")}
	case quiz.Match:
		q.Pairs = []exchange.Pair{{Left: words("Sky"), Right: words("blue")}, {Left: words("Grass"), Right: words("green")}, {Left: words("Snow"), Right: words("white")}}
	case quiz.Categorise:
		q.Headings = []exchange.Text{words("Food"), words("Drink")}
		q.Pairs = []exchange.Pair{{Left: words("Bread"), Right: words("Food")}, {Left: words("Cheese"), Right: words("Food")}, {Left: words("Tea"), Right: words("Drink")}}
	case quiz.Short:
		q.Accepted = []exchange.Accepted{{Forms: []string{"red"}}}
	}
	s := &exchange.Set{Name: "quizzes/q", Address: "https://example.org/", Title: "Quiz", Language: "en-GB", Questions: []*exchange.Question{q},
		Images: map[string]*exchange.Image{}, File: &source.File{Path: "q.md", Data: []byte("# Quiz\n")}}
	data, _ := f.Write(s, exchange.Options{Page: []exchange.File{{Name: "index.html", Data: []byte("<title>Quiz</title>")}}})
	return data != nil
}
