package quiz

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
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
	Wrong  Mark = "wrong"
)

// Mark says whether an answer that fits the question is right. No answer is wrong.
func (q *Question) Mark(a Answer) Mark {
	switch {
	case a.None():
		return Wrong
	case q.Kind == Short:
		if q.accepts(a.Words) {
			return Right
		}
		return Wrong
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

func (q *Question) accepts(answer string) bool {
	words, numbers := Fold(answer), numbersIn(answer)
	for _, a := range q.Accepted {
		if words == Fold(a.Plain) {
			return true
		}
		for _, n := range numbers {
			if a.IsNumber && math.Abs(n-a.Number) <= a.Tolerance+slack {
				return true
			}
		}
	}
	return false
}

var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// numbersIn lists the numbers that a text can be: a comma stands between thousands, or for the point. None if it is words.
func numbersIn(text string) []float64 {
	digits := strings.TrimSuffix(strings.TrimFunc(text, isSpace), ".")
	for _, minus := range []string{"−", "–"} {
		if rest, ok := strings.CutPrefix(digits, minus); ok {
			digits = "-" + rest
			break
		}
	}
	var numbers []float64
	for _, reading := range []string{withoutThousands(digits), strings.Replace(digits, ",", ".", 1)} {
		if plainNumber.MatchString(reading) {
			n, _ := strconv.ParseFloat(reading, 64) // one that is too large is infinite, as in a browser
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// withoutThousands takes out each space and comma that has exactly three digits after it.
func withoutThousands(text string) string {
	runes := []rune(text)
	isDigit := func(i int) bool { return i < len(runes) && runes[i] >= '0' && runes[i] <= '9' }
	var b strings.Builder
	for i, r := range runes {
		if (r == ',' || isSpace(r)) && isDigit(i+1) && isDigit(i+2) && isDigit(i+3) && !isDigit(i+4) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
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
