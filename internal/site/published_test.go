package site

import (
	"strings"
	"testing"

	"handrail/internal/markdown"
)

// TestReadPublished: a list of rules is read whatever else it says of each, and anything else is an error that says what it is.
func TestReadPublished(t *testing.T) {
	rules, err := ReadPublished([]byte(`[{"id": "pin", "kind": "must-not", "text": "Do not.", "changed": "2026-11-20", "page": "a.html#pin", "later": [1]}, {"id": "b", "kind": "should"}]`))
	if err != nil || len(rules) != 2 {
		t.Fatal(rules, err)
	}
	if r := rules[0]; r.ID != "pin" || r.Kind != markdown.MustNot || r.Text != "Do not." || r.Changed.String() != "2026-11-20" || r.Page != "a.html#pin" || !rules[1].Changed.IsZero() {
		t.Errorf("read as %+v", rules)
	}
	if rules, err := ReadPublished([]byte(" [] ")); err != nil || rules == nil || len(rules) > 0 {
		t.Errorf("a site without rules: %v, %v", rules, err)
	}
	for text, want := range map[string]string{
		"": "it is not JSON", "{}": "not a list of rules", "null": "not a list of rules", "[1]": "not a list of rules", `["a"]`: "not a list of rules",
		"[] []": "it is not JSON", "\xff\xfe[\x00": "it is not JSON", `[{"id": 5}]`: "not a list of rules", `[{"id": "a"}]`: `entry 1 is not a rule: its kind is ""`,
		`[{"id": "a", "kind": "must", "changed": "soon"}]`: `entry 1: "soon" is not a date`, strings.Repeat("[", 20_000): "it is not JSON",
	} {
		if rules, err := ReadPublished([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, %v", text, rules, err)
		}
	}
}
