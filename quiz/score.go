package quiz

import (
	"bytes"
	"encoding/json"
	"fmt"
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

// isSpace says whether a browser takes a character for white space (\s in ECMAScript).
func isSpace(r rune) bool { return r == '\uFEFF' || r != '\u0085' && unicode.IsSpace(r) }
