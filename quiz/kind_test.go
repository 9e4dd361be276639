package quiz

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestKinds: each kind of question in the table has a question in the fixtures, which Go and the browser both mark. Its right answer
// fits and is right, no answer is neither, and everything that is offered has words.
func TestKinds(t *testing.T) {
	tried := map[Kind]bool{}
	for _, name := range []string{"trial.md", "answers.md"} {
		for _, q := range fixture(t, name).Questions {
			tried[q.Kind()] = true
			right := q.Answers.Right()
			if !q.Fits(right) || q.Mark(right) != Right || q.Answers.Words(right) == "" {
				t.Errorf("%s: the right answer %+v is %s: %q", q.ID, right, q.Mark(right), q.Answers.Words(right))
			}
			if q.Fits(Answer{}) || q.Mark(Answer{}) != Wrong || q.Fits(Answer{Places: []int{-1}}) || q.Fits(Answer{Places: []int{0}, Words: "x"}) {
				t.Errorf("%s: no answer fits, or is %s", q.ID, q.Mark(Answer{}))
			}
			if offered := q.Answers.offered(); len(offered) == 0 || slices.Contains(offered, "") {
				t.Errorf("%s offers %q", q.ID, offered)
			}
		}
	}
	for _, kind := range Kinds() {
		if !tried[kind] {
			t.Errorf("no fixture has a question of the kind %s", kind)
		}
		delete(tried, kind)
	}
	for kind := range tried {
		t.Errorf("the kind %q is not in the table", kind)
	}
}

// TestNoAnswers: a question without answers is one mistake, whatever its heading says of them.
func TestNoAnswers(t *testing.T) {
	q, diags := parse(t, "## One? {#one rules=\"a\" choose=\"many\"}\n\nA story.\n")
	if got := reported(diags); got != "1 this question has no answers" {
		t.Errorf("got\n%s", got)
	}
	if one := q.Questions[0]; one.Kind() != "" || one.Fits(Answer{Places: []int{0}}) || one.Mark(Answer{Places: []int{0}}) != Wrong {
		t.Errorf("it has the kind %q", one.Kind())
	}
}

// TestBracketsAsWords: a bracket with a backslash before it begins the words of an answer, and no mark.
func TestBracketsAsWords(t *testing.T) {
	q, _ := parse(t, "## One? {#one}\n\n- [ ] \\[=] 1\n- [x] \\[x] 2\n\n## Two? {#two}\n\n1. \\[=] a\n2. \\\\[=] b\n\n## Three? {#three}\n\n- [=] \\[=] c\n")
	var got []string
	for _, question := range q.Questions {
		got = append(got, string(question.Kind()), strings.Join(question.Answers.offered(), ", "))
	}
	if want := []string{"one", "[=] 1, [x] 2", "order", `[=] a, \[=] b`, "short", "[=] c"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// TestCategorise: what is below a heading belongs under it, and moving it to another heading changes what is right and no result.
func TestCategorise(t *testing.T) {
	const front, end = "## Where? {#where rules=\"a\"}\n\nA story with a list:\n\n- one\n- two\n\nWhere do they go?\n\n", "\n> So.\n"
	read := func(list string) *Question {
		t.Helper()
		q, diags := parse(t, front+list+end)
		if len(diags) > 0 {
			t.Errorf("%s\n%s", list, reported(diags))
		}
		if len(q.Questions) != 1 || q.Questions[0].Kind() != Categorise {
			t.Fatalf("%s\nis not read", list)
		}
		return q.Questions[0]
	}
	q := read("- *List*\n  - News\n  - Dates\n- Chat\n\n  1. Keys\n")
	g := q.Answers.(*Groups)
	if string(g.Headings[0].Text) != "<em>List</em>" || g.Headings[1].Plain != "Chat" || len(g.Things) != 3 {
		t.Errorf("%+v", g)
	}
	if got := g.Words(g.Right()); got != "Dates = List; Keys = Chat; News = List" {
		t.Errorf("the right answer is %s", got)
	}
	digests := func(q *Question) (uint32, string) {
		quiz := &Quiz{Questions: []*Question{q}}
		return quiz.Digests()[0], quiz.Version()
	}
	digest, version := digests(q)
	for list, same := range map[string]bool{
		"- List\n  - Dates\n- Chat\n  - News\n  - Keys\n":  true,  // News was moved
		"- List\n  - dates.\n  - NEWS\n- Chat\n  - Keys\n": true,  // as Fold has it
		"- Chat\n  - Keys\n- List\n  - News\n  - Dates\n":  false, // an answer names a heading by its place
		"- List\n  - News\n  - Days\n- Chat\n  - Keys\n":   false,
		"- List\n  - Keys\n- Chat\n  - News\n":             false,
	} {
		if other, changed := digests(read(list)); (other == digest) != same || changed == version {
			t.Errorf("%s\nhas the digest %x (%x), and the version %s (%s)", list, other, digest, changed, version)
		}
	}
	for list, want := range map[string]string{
		"- List\n  - News\n  - Dates\n":                      "1 this question has only one heading",
		"- List\n  - News\n- Dates\n- Chat\n  - Keys\n":      "12 this heading has nothing under it",
		"- List\n  - News\n- Chat\n  - news!\n":              "13 this answer is like the one at line 11",
		"- List\n  - News\n- List\n  - Keys\n":               "12 this answer is like the one at line 10",
		"- List\n  - News\n    > Why?\n- Chat\n  - Keys\n":   "12 this quote is not shown",
		"- List\n  - News\n- Chat\n  - Keys\n\n1. a\n2. b\n": "10 this question has two lists of choices",
		"- List\n  - [ ] News\n- Chat\n  - [x] Keys\n":       "1 this question has no answers\n11 this choice is read as a part of the choice above it\n13 this choice is read as a part of the choice above it",
	} {
		if _, diags := parse(t, front+list+end); reported(diags) != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", list, reported(diags), want)
		}
	}
}

// TestRoom: of a question to which an answer can have more parts than a result holds, every code would be unreadable.
func TestRoom(t *testing.T) {
	list := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line, i+1)
		}
		return b.String()
	}
	for name, question := range map[string]struct {
		front, line string
		parts       int // that an answer has beside the lines
	}{
		"many":       {"- [ ] none\n  > No.\n", "- [x] choice %[1]d\n", 1},
		"order":      {"", "%[1]d. item\n   %[1]d\n", 0},
		"match":      {"| a | b |\n|---|---|\n", "| left %[1]d | right %[1]d |\n", 0},
		"categorise": {"- One\n  - thing\n- Two\n", "  - thing %[1]d\n", 1},
	} {
		for over, want := range []string{"", "1 an answer to this question can have 65 parts, and a result holds 64"} {
			q, diags := parse(t, "## A? {#a rules=\"a\"}\n\n"+question.front+list(MaxPlaces-question.parts+over, question.line)+"\n> So.\n")
			if got := reported(diags); got != want || string(q.Questions[0].Kind()) != name {
				t.Errorf("%s, %d over: got %q, of the kind %s", name, over, got, q.Questions[0].Kind())
			}
		}
	}
}
