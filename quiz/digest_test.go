package quiz

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"testing"

	"handrail/content"
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

var update = flag.Bool("update", false, "write down the digests of the quizzes that ship: only when one of them has changed")

// TestShippedDigests: results that people have still count. The digests were written down when codes were first handed
// over, and change with the words of the quizzes alone.
func TestShippedDigests(t *testing.T) {
	type digests struct {
		Version   string   `json:"version"`
		Questions []uint32 `json:"questions"`
	}
	got := map[string]digests{}
	names, err := fs.Glob(content.FS, "quizzes/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(content.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "quizzes/index.md" {
			continue // it introduces the others
		}
		file, _ := source.Parse(name, data)
		doc, _ := markdown.NewParser(language.English()).Parse(file)
		if q, _ := Parse(doc, Front{}); len(q.Questions) > 0 {
			got[name] = digests{q.Version(), q.Digests()}
		}
	}
	q := fixture(t, "trial.md")
	got["trial.md"] = digests{q.Version(), q.Digests()}
	const kept = "testdata/digests.json"
	text, err := json.MarshalIndent(got, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(kept, append(text, '\n'), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(kept); err != nil || string(want) != string(text)+"\n" {
		t.Errorf("older results would be left out: the digests are now\n%s (%v)", text, err)
	}
}

// TestVersion: an attempt can be gone on with as long as the questions and answers are the same.
func TestVersion(t *testing.T) {
	of := func(change func(q *Question, c *Choices)) string {
		c := &Choices{One, []Choice{{Item: Item{Plain: "First"}, Right: true}, {Item: Item{Plain: "Second"}}}}
		q := &Question{ID: "which", Points: 1, Answers: c}
		change(q, c)
		return (&Quiz{Questions: []*Question{q}}).Version()
	}
	same := of(func(*Question, *Choices) {})
	if len(same) != 8 {
		t.Errorf("the version is %q", same)
	}
	if got := of(func(q *Question, c *Choices) { q.Explanation, q.Title = markdown.HTML("Why."), "Which one?" }); got != same {
		t.Error("an explanation makes another version")
	}
	for name, change := range map[string]func(q *Question, c *Choices){
		"another name":         func(q *Question, c *Choices) { q.ID = "what" },
		"another kind":         func(q *Question, c *Choices) { c.kind = Many },
		"other points":         func(q *Question, c *Choices) { q.Points = 2 },
		"another right answer": func(q *Question, c *Choices) { c.List[0].Right, c.List[1].Right = false, true },
		"other words":          func(q *Question, c *Choices) { c.List[1].Plain = "Third" },
		"another order":        func(q *Question, c *Choices) { c.List[0], c.List[1] = c.List[1], c.List[0] },
		"one choice fewer":     func(q *Question, c *Choices) { c.List = c.List[:1] },
		"an answer in words":   func(q *Question, c *Choices) { q.Answers = &Written{Accepted: []Accepted{{Item: Item{Plain: "x"}}}} },
	} {
		if of(change) == same {
			t.Errorf("%s does not make another version", name)
		}
	}
}

// TestDigests: a result finds its question again as long as there is the same to choose from.
func TestDigests(t *testing.T) {
	of := func(change func(q *Question, c *Choices)) uint32 {
		c := &Choices{One, []Choice{{Item: Item{Plain: "First one"}, Right: true}, {Item: Item{Plain: "Second"}}}}
		q := &Question{ID: "which", Points: 1, Answers: c}
		change(q, c)
		return (&Quiz{Questions: []*Question{q}}).Digests()[0]
	}
	same := of(func(*Question, *Choices) {})
	for name, change := range map[string]func(q *Question, c *Choices){
		"another title":        func(q *Question, c *Choices) { q.Title = "Which?" },
		"other points":         func(q *Question, c *Choices) { q.Points = 2 },
		"another right answer": func(q *Question, c *Choices) { c.List[0].Right, c.List[1].Right = false, true },
		"a capital and a stop": func(q *Question, c *Choices) { c.List[0].Plain = "First One." },
	} {
		if of(change) != same {
			t.Errorf("%s makes another question", name)
		}
	}
	for name, change := range map[string]func(q *Question, c *Choices){
		"another identifier": func(q *Question, c *Choices) { q.ID = "what" },
		"another choice":     func(q *Question, c *Choices) { c.List[1].Plain = "Third" },
		"another order":      func(q *Question, c *Choices) { c.List[0], c.List[1] = c.List[1], c.List[0] },
	} {
		if of(change) == same {
			t.Errorf("%s does not make another question", name)
		}
	}
	twice := &Question{ID: "which", Answers: &Written{}}
	if got := (&Quiz{Questions: []*Question{twice, twice}}).Digests(); got[0] == got[1] || got[0]>>digestBits != 0 {
		t.Errorf("digests that would meet are %d", got)
	}
}
