package quiz

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"unicode"
)

// Answer is what a reader answered. The zero Answer is no answer. JSON has it as a list, as a text, or as null.
type Answer struct {
	// Places are, for choices, those chosen, by their place in the file, from 0. For an order and for pairs they are, for
	// each item or row, the place of what was put there.
	Places []int
	// Words are a short answer.
	Words string
}

// None says whether there is no answer.
func (a Answer) None() bool { return len(a.Places) == 0 && a.Words == "" }

// MarshalJSON writes an answer as a list of places, as words or as null.
func (a Answer) MarshalJSON() ([]byte, error) {
	switch {
	case len(a.Places) > 0:
		return json.Marshal(a.Places)
	case a.Words != "":
		return json.Marshal(a.Words)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Answer) UnmarshalJSON(data []byte) error {
	*a = Answer{}
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, &a.Words)
	}
	if err := json.Unmarshal(data, &a.Places); err != nil {
		return fmt.Errorf("an answer is a list of places, words or null: %w", err)
	}
	return nil
}

// Mark says how right an answer is. Only Right gives the points of its question.
type Mark string

// The marks.
const (
	Right  Mark = "right"
	Partly Mark = "partly"
	Nearly Mark = "nearly" // a short answer that has one letter of a long word wrong: its writer may look at the spelling
	Wrong  Mark = "wrong"
)

// Mark says whether an answer that fits the question is right. No answer is wrong.
func (q *Question) Mark(a Answer) Mark {
	switch {
	case a.None():
		return Wrong
	case q.Kind == Short:
		return q.words(a.Words)
	case q.Kind == Order:
		return share(a.Places, func(item, place int) bool { return item == place })
	case q.Kind == Match:
		return share(a.Places, func(row, item int) bool { return q.Pairs[row][1].Plain == q.Pairs[item][1].Plain })
	}
	chosen := make([]bool, len(q.Choices))
	for _, place := range a.Places {
		chosen[place] = true
	}
	exact, some := true, false
	for i, c := range q.Choices {
		exact = exact && c.Right == chosen[i]
		some = some || c.Right && chosen[i]
	}
	switch {
	case exact:
		return Right
	case some:
		return Partly
	}
	return Wrong
}

// share marks a list of which each part is right or not.
func share(places []int, right func(at, place int) bool) Mark {
	n := 0
	for at, place := range places {
		if right(at, place) {
			n++
		}
	}
	switch n {
	case len(places):
		return Right
	case 0:
		return Wrong
	}
	return Partly
}

// slack forgives what decimal fractions lose: 0.3 - 0.2 is a little less than 0.1.
const slack = 1e-9

// words marks a short answer. One that is an answer elsewhere in the quiz is not nearly this one.
func (q *Question) words(answer string) Mark {
	typed, numbers := keyOf(q.lang, answer), numbersIn(q.lang, answer)
	near := false
	for _, a := range q.Accepted {
		for _, n := range numbers {
			if a.IsNumber && math.Abs(n-a.Number) <= a.Tolerance+slack {
				return Right
			}
		}
		for _, k := range a.keys {
			if k.same(typed) {
				return Right
			}
			near = near || k.near(typed)
		}
	}
	if near && !q.elsewhere[typed.plain] {
		return Nearly
	}
	return Wrong
}

// isSpace says whether a browser takes a character for white space (\s in ECMAScript).
func isSpace(r rune) bool { return r == '\uFEFF' || r != '\u0085' && unicode.IsSpace(r) }

// Fits says whether an answer can be one to this question. One that does not is of another question, or of this one
// before it was changed.
func (q *Question) Fits(a Answer) bool {
	most := max(len(q.Choices), len(q.Items), len(q.Pairs)) // a question has one of the three
	if q.Kind == Short {
		return len(a.Places) == 0 && strings.TrimFunc(a.Words, isSpace) != ""
	}
	if a.Words != "" || len(a.Places) == 0 {
		return false
	}
	seen := make([]bool, most)
	twice := false
	for _, place := range a.Places {
		if place < 0 || place >= most {
			return false
		}
		twice = twice || seen[place]
		seen[place] = true
	}
	switch q.Kind {
	case Match:
		return len(a.Places) == most
	case Order:
		return len(a.Places) == most && !twice
	case Many:
		return !twice
	}
	return len(a.Places) == 1
}
