package checklist

import (
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
	f, _ := source.Parse("c.md", []byte("---\ntitle: A\nquestions:\n  - ask: X\n---\n"))
	_, diags := Parse(f, Front{Questions: []Question{{Choose: "few", Options: []Option{{Topic: "a"}}}}})
	var got []string
	for _, d := range diags {
		got = append(got, d.Pos.String()+" "+d.Message)
	}
	want := `c.md:3:1 question 1 has no words
c.md:3:1 question 1 does not say how many options may be chosen
c.md:3:1 question 1 has fewer than two options
c.md:3:1 option 1 of question 1 has no words`
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}
