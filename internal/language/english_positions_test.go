package language

import (
	"strings"
	"testing"
)

// TestEnglishPositions: a choice that means others by their places is refused, and no other is. Each line is the choices of a
// question, with * before those that are refused.
func TestEnglishPositions(t *testing.T) {
	for _, line := range []string{
		"A list|A chat|*Both A and B|*Neither A nor B",
		"Ask|Write|*A and B|None",
		"Ask|Write|*A & B",
		"Ask|Write|Call|*Either of B and C",
		"Ask|Write|Call|*any of A, B and C",
		"Ask|Write|Call|*Only A or C",
		"Ask|Write|*a) and b)",
		"Ask|Write|*(a) and (b) only",
		"Ask|Write|Call|*Answers 1 and 3",
		"Ask|Write|Call|*Options a and c.",
		"Ask|Write|*Answers 1 and 3",
		"Ask|Write|*Answer A",
		"Ask|Write|*Same as answer 1",
		"Ask|Write|*Everything except A",
		"Ask|Write|*A only",
		"Ask|Write|Call|*1 and 3",
		"Ask|Write|*Both 1 and 2",
		"Ask|Write|Call|*Both answers 1 and 2 are right",
		"Ask|Write|Call|*Answer A and answer C",
		"Ask|Write|Call|*The first two",
		"Ask|Write|Call|*Both of the first two",
		"Ask|Write|Call|*The first two answers",
		"Ask|Write|Call|*The first and the third",
		"Ask|Write|Call|*The last two",
		"Ask|Write|Call|*The previous answer",
		"Ask|Write|Call|*All three",
		"Ask|Write|Call|*None of the other answers",
		"Ask|Write|Call|*None of the other options",
		"Ask|Write|Call|*All the answers",
		"Ask|Write|*Both answers",
		"Ask|Write|Call|*All of these answers",
		"Ask|Write|*Neither of the answers",
		"Ask|Write|Call|*Some of the above",
		"Ask|Write|Call|*The two above",
		// What only looks like it.
		"Both Sam and Alex|Sam|Alex",
		"Plan A and plan B|Plan A|Plan B",
		"A list|A chat|A list and a chat",
		"A and B|B and C|A and C",
		"Only A|Only B|A and B",
		"Vitamin A and vitamin D|Iron|Zinc",
		"A and E|The ward|Your GP",
		"1 and 2|3 and 4|5 and 6",
		"Never|1 or 2|Every day",
		"Only 3|Only 5|None",
		"Once|Twice|All three",
		"The first one|The one on top|None",
		"The first two weeks|The last two weeks",
		"Everyone|All the others|None",
		"Both|Neither|Email",
		"None|All|Some",
		"The second week and the third week|Each week",
		"Above the age of 18|Below it",
		"First and last names|First names",
		"Answer at once|Wait for an answer|Answer all of them by phone",
		"Either call or write|Neither call nor write",
		"I and the lead|The lead",
		"A|B|C",
		"Number 1 on the list|Number 2 on the list",
		"The answer is in the statement|Nowhere",
	} {
		var choices []string
		var want []bool
		for _, text := range strings.Split(line, "|") {
			choices = append(choices, strings.TrimPrefix(text, "*"))
			want = append(want, strings.HasPrefix(text, "*"))
		}
		for i, got := range englishPositions(choices) {
			if got != want[i] {
				words, places, _, _ := withMarks(choices[i])
				t.Errorf("%q in %q: refused: %t (%q %v)", choices[i], line, got, words, places)
			}
		}
	}
}
