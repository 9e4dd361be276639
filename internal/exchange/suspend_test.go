package exchange

import (
	"encoding/json"
	"os"
	"testing"

	"handrail/quiz"
)

// TestSuspendLength: the length of the longest state is that of the states in testdata, which templates/features/lms/state.test.mts writes.
func TestSuspendLength(t *testing.T) {
	var cases []struct {
		About     string
		Draw      int
		Length    int
		Questions []struct {
			Kind          quiz.Kind
			Options, Rows int
		}
	}
	data, err := os.ReadFile("testdata/suspend.json")
	if err == nil {
		err = json.Unmarshal(data, &cases)
	}
	if err != nil || len(cases) == 0 {
		t.Fatal(err, len(cases))
	}
	for _, c := range cases {
		s := &Set{Draw: c.Draw}
		for _, q := range c.Questions {
			s.Questions = append(s.Questions, &Question{Kind: q.Kind, Choices: make([]Choice, q.Options), Items: make([]Text, q.Options),
				Headings: make([]Text, q.Options), Pairs: make([]Pair, max(q.Rows, q.Options))})
		}
		if got := suspendLength(s); got != c.Length {
			t.Errorf("%s: the longest state has %d characters, want %d", c.About, got, c.Length)
		}
	}
}
