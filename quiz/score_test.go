package quiz

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"handrail/internal/language"
)

// fixture reads a quiz of the fixtures.
func fixture(t *testing.T, name string) *Quiz {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	q, diags := parse(t, string(text))
	for _, d := range diags {
		if d.Check == "quiz" {
			t.Error(d)
		}
	}
	return q
}

// TestScores: an answer is marked here as it is in the browser. The tests of the widget read the same files.
func TestScores(t *testing.T) {
	for name, marks := range map[string]string{"trial.md": "scores.json", "answers.md": "answers.json"} {
		questions := map[string]*Question{}
		for _, q := range fixture(t, name).Questions {
			questions[q.ID] = q
		}
		var scores []struct {
			Question string
			Answer   Answer
			Mark     string
		}
		text, err := os.ReadFile("testdata/" + marks)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &scores); err != nil {
			t.Fatal(err)
		}
		tried := map[string]int{}
		for _, s := range scores {
			q := questions[s.Question]
			got := "unfit"
			if s.Answer.None() && s.Mark == "wrong" || q.Fits(s.Answer) { // no answer at all is no answer that does not fit
				got = string(q.Mark(s.Answer))
			}
			if got != s.Mark {
				t.Errorf("%s: %q %v is %s, and should be %s", s.Question, s.Answer.Words, s.Answer.Places, got, s.Mark)
			}
			tried[s.Question+" "+s.Mark]++
		}
		for id := range questions {
			for _, mark := range []Mark{Right, Wrong, "unfit"} {
				if tried[id+" "+string(mark)] == 0 {
					t.Errorf("%s: no answer is %s", id, mark)
				}
			}
		}
	}
}

// TestTwoAlike: where the same words are beside two rows, either of them is right. Such a table is refused when a
// quiz is written; a browser may still have it from before.
func TestTwoAlike(t *testing.T) {
	pair := func(left, right string) [2]Item { return [2]Item{{Plain: left}, {Plain: right}} }
	q := &Question{Answers: &Pairs{Rows: [][2]Item{pair("a", "list"), pair("b", "chat"), pair("c", "list")}}}
	for _, test := range []struct {
		places []int
		want   Mark
	}{{[]int{0, 1, 2}, Right}, {[]int{2, 1, 0}, Right}, {[]int{2, 1, 2}, Right}, {[]int{0, 0, 0}, Partly}, {[]int{1, 2, 1}, Wrong}} {
		if got := q.Mark(Answer{Places: test.places}); got != test.want {
			t.Errorf("%v is %s, and should be %s", test.places, got, test.want)
		}
	}
}

func TestAnswerJSON(t *testing.T) {
	for _, text := range []string{`[0,2]`, `"every month"`, `null`} {
		var a Answer
		if err := json.Unmarshal([]byte(text), &a); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if back, err := json.Marshal(a); err != nil || string(back) != text {
			t.Errorf("%s comes back as %s, %v", text, back, err)
		}
	}
	for _, text := range []string{`{}`, `3`, `[1.5]`, `["1"]`, `true`} {
		if json.Unmarshal([]byte(text), new(Answer)) == nil {
			t.Errorf("%s is an answer", text)
		}
	}
}

// TestMinus: a minus can be any of three characters.
func TestMinus(t *testing.T) {
	for _, text := range []string{"-1,5", "−1.5", "–1,5", " -1.50 "} {
		if got := numbersIn(language.English(), text); len(got) == 0 || slices.ContainsFunc(got, func(n float64) bool { return n != -1.5 }) {
			t.Errorf("%q is %v", text, got)
		}
	}
}
