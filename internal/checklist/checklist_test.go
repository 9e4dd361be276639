package checklist

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

func TestReaches(t *testing.T) {
	c := &Checklist{[]Question{
		{Choose: "many", Options: []Option{{Topic: "broadcast"}, {Topic: "chat"}}},
		{Choose: "one", Options: []Option{{Topic: "iphone"}, {Topic: "android"}, {Label: "Neither"}}},
	}}
	for _, test := range []struct {
		condition markdown.Condition
		want      bool
	}{
		{nil, true},
		{markdown.Condition{{"broadcast"}}, true},
		{markdown.Condition{{"broadcast", "chat"}}, true},
		{markdown.Condition{{"broadcast", "iphone"}}, true},
		{markdown.Condition{{"iphone", "android"}}, false},
		{markdown.Condition{{"iphone", "android"}, {"chat"}}, true},
		{markdown.Condition{{"computer"}}, false},
	} {
		if got := c.Reaches(test.condition); got != test.want {
			t.Errorf("%v: got %v", test.condition, got)
		}
	}
	if got := strings.Join(c.Topics(), " "); got != "broadcast chat iphone android" {
		t.Errorf("topics are %s", got)
	}
}

func TestParse(t *testing.T) {
	f, _ := source.Parse("c.md", []byte("---\ntitle: A\nquestions:\n  - choose: few\n    options:\n      - topic: a\n---\n"))
	_, diags := Parse(f, Front{Questions: []Question{{Choose: "few", Options: []Option{{Topic: "a"}}}}})
	var got []string
	for _, d := range diags {
		got = append(got, d.Pos.String()+" "+d.Message)
	}
	want := `c.md:4:5 question 1 has no words
c.md:4:5 question 1 does not say how many options may be chosen
c.md:5:5 question 1 has fewer than two options
c.md:6:9 option 1 of question 1 has no words`
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
	if _, diags := Parse(f, Front{}); len(diags) != 1 || diags[0].Message != "this checklist asks nothing" {
		t.Errorf("no questions: %v", diags)
	}
}

// TestApplies: the fixtures, which the script reads as well.
func TestApplies(t *testing.T) {
	data, err := os.ReadFile("testdata/applies.json")
	if err != nil {
		t.Fatal(err)
	}
	var fixtures []struct {
		Name      string     `json:"name"`
		Questions [][]string `json:"questions"` // the topics of the options; "" for one that brings none
		Keys      []string   `json:"keys"`
		Cases     []struct {
			Answers Answers  `json:"answers"`
			Applies string   `json:"applies"`
			Holds   bool     `json:"holds"`
			Why     []string `json:"why"`
		} `json:"cases"`
	}
	if err := json.Unmarshal(data, &fixtures); err != nil || len(fixtures) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, f := range fixtures {
		c := &Checklist{}
		for i, topics := range f.Questions {
			var q Question
			for _, topic := range topics {
				q.Options = append(q.Options, Option{Topic: topic})
			}
			if q.Key() != f.Keys[i] {
				t.Errorf("%s: the key of question %d is %q, not %q", f.Name, i+1, q.Key(), f.Keys[i])
			}
			c.Questions = append(c.Questions, q)
		}
		for _, test := range f.Cases {
			holds, why := c.Applies(markdown.ParseCondition(test.Applies), test.Answers)
			if holds != test.Holds || !slices.Equal(why, test.Why) {
				said, _ := json.Marshal(test.Answers)
				t.Errorf("%s: %q with %s is %v because of %v, not %v because of %v", f.Name, test.Applies, said, holds, why, test.Holds, test.Why)
			}
		}
	}
}

func TestAnswer(t *testing.T) {
	const text = `{"a+b":["a"],"c":"unsure","d":[]}`
	var answers Answers
	if err := json.Unmarshal([]byte(text), &answers); err != nil {
		t.Fatal(err)
	}
	if got, err := json.Marshal(answers); err != nil || string(got) != text {
		t.Errorf("got %s, %v", got, err)
	}
	for _, wrong := range []string{`{"a":"sure"}`, `{"a":null}`, `{"a":1}`, `{"a":[1]}`, `{"a":{}}`} {
		var a Answers
		if err := json.Unmarshal([]byte(wrong), &a); err == nil {
			t.Errorf("%s is taken for answers: %v", wrong, a)
		}
	}
}

// TestReachedIsApplied: a rule that is reached applies with some answers; a rule that is not reached applies to nobody
// who is sure.
func TestReachedIsApplied(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	topics := []string{"a", "b", "c", "d", "e"}
	for range 2000 {
		c := &Checklist{}
		for range 1 + random.IntN(3) {
			q := Question{Choose: []string{"one", "many"}[random.IntN(2)]}
			for range 1 + random.IntN(3) {
				q.Options = append(q.Options, Option{Topic: topics[random.IntN(len(topics))]})
			}
			// Of two questions of the same topics, a mistake that is reported, one answer is kept.
			if !slices.ContainsFunc(c.Questions, func(other Question) bool { return other.Key() == q.Key() }) {
				c.Questions = append(c.Questions, q)
			}
		}
		var condition markdown.Condition
		for range 1 + random.IntN(2) {
			var all []string
			for range 1 + random.IntN(3) {
				all = append(all, topics[random.IntN(len(topics))])
			}
			condition = append(condition, all)
		}
		if got, want := c.Reaches(condition), someAnswer(c, condition, Answers{}, 0); got != want {
			t.Fatalf("%+v %s: reached %v, applied %v", c.Questions, condition, got, want)
		}
	}
}

// someAnswer tries every answer to the i-th question and those after it.
func someAnswer(c *Checklist, condition markdown.Condition, answers Answers, i int) bool {
	if i == len(c.Questions) {
		holds, _ := c.Applies(condition, answers)
		return holds
	}
	q := c.Questions[i]
	sets := [][]string{q.Topics()}
	if q.Choose == "one" {
		sets = nil
		for _, topic := range q.Topics() {
			sets = append(sets, []string{topic})
		}
	}
	for _, set := range sets {
		answers[q.Key()] = Answer{Topics: set}
		if someAnswer(c, condition, answers, i+1) {
			return true
		}
	}
	delete(answers, q.Key())
	return false
}
