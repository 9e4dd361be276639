package modules

import (
	"slices"
	"testing"

	"handrail/quiz"
)

// TestKindsAgree holds the browser's table of the kinds of questions to Go's: a page says a kind that a script knows.
func TestKindsAgree(t *testing.T) {
	t.Parallel()
	known := answer[[]quiz.Kind](t, `
		import { kinds } from "./templates/questions/kinds";
		const answer = () => Object.keys(kinds);
	`, nil)
	if want := quiz.Kinds(); !slices.Equal(slices.Sorted(slices.Values(known)), slices.Sorted(slices.Values(want))) {
		t.Errorf("templates/questions/kinds.ts has the kinds %q, and the table in quiz/kind.go has %q", known, want)
	}
}
