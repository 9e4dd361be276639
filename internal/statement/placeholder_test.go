package statement

import (
	"encoding/json"
	"os"
	"testing"
)

// TestPlaceholders: what a form has in place of a value is refused, and no name that a group may have. The tests of the browser
// read the same file.
func TestPlaceholders(t *testing.T) {
	data, err := os.ReadFile("testdata/placeholders.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases struct {
		Refused  []string `json:"refused"`
		Accepted []string `json:"accepted"`
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []Kind{"", KindLine, KindText} {
		for _, text := range cases.Refused {
			if _, fault := (Field{Kind: kind}).Clean(text); fault != Form {
				t.Errorf("%q of kind %q: the fault is %q", text, kind, fault)
			}
		}
		for _, text := range cases.Accepted {
			if _, fault := (Field{Kind: kind}).Clean(text); fault != "" {
				t.Errorf("%q of kind %q: the fault is %q", text, kind, fault)
			}
		}
	}
	if _, fault := (Field{Kind: KindText}).Clean("12 High Street\n[insert town]\nLS1"); fault != Form {
		t.Errorf("in several lines the fault is %q", fault)
	}
	if _, fault := (Field{Kind: KindChoice, Options: []string{"TBC", "Leeds"}}).Clean("TBC"); fault != "" {
		t.Errorf("of an option the fault is %q", fault)
	}
}
