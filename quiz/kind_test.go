package quiz

import (
	"slices"
	"testing"
)

// TestKinds: each kind of question in the table has a question in the fixtures, which Go and the browser both mark. Its right answer
// fits and is right, no answer is neither, and everything that is offered has words.
func TestKinds(t *testing.T) {
	tried := map[Kind]bool{}
	for _, name := range []string{"trial.md"} {
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
	if got := told(diags); got != "1 this question has no answers" {
		t.Errorf("got\n%s", got)
	}
	if one := q.Questions[0]; one.Kind() != "" || one.Fits(Answer{Places: []int{0}}) || one.Mark(Answer{Places: []int{0}}) != Wrong {
		t.Errorf("it has the kind %q", one.Kind())
	}
}
