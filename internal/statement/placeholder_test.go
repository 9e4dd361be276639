package statement

import (
	"encoding/json"
	"os"
	"testing"

	"handrail/internal/language"
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
			if _, fault := (Field{Kind: kind}).In(language.English()).Clean(text); fault != Form {
				t.Errorf("%q of kind %q: the fault is %q", text, kind, fault)
			}
		}
		for _, text := range cases.Accepted {
			if _, fault := (Field{Kind: kind}).In(language.English()).Clean(text); fault != "" {
				t.Errorf("%q of kind %q: the fault is %q", text, kind, fault)
			}
		}
	}
	if _, fault := (Field{Kind: KindText}).In(language.English()).Clean("12 High Street\n[insert town]\nLS1"); fault != Form {
		t.Errorf("in several lines the fault is %q", fault)
	}
	if _, fault := (Field{Kind: KindChoice, Options: []string{"TBC", "Leeds"}}).In(language.English()).Clean("TBC"); fault != "" {
		t.Errorf("of an option the fault is %q", fault)
	}
}

// english is a field of a statement in English.
func english() Field { return Field{}.In(language.English()) }

// TestPlaceholdersOfALanguage: the words of forms are those of the language, and what needs no words is refused in each.
func TestPlaceholdersOfALanguage(t *testing.T) {
	backwards := Field{}.In(&language.Language{Forms: language.Forms{
		Asks:        func(words string, inStatement bool) bool { return words == "eman" && inStatement },
		AsksPlainly: func(words string) bool { return words == "tresni eman" },
		Group:       "puorg",
	}})
	for text, want := range map[string][3]Fault{ // in this language, in English, and in one that is not known
		"[eman]":      {Form, "", ""},
		"tresni eman": {Form, "", ""},
		"[name]":      {"", Form, ""},
		"insert name": {"", Form, ""},
		"[____]":      {Form, Form, Form},
		"____":        {Form, Form, Form},
		"[]":          {Form, Form, Form},
	} {
		for i, field := range []Field{backwards, english(), {}} {
			if _, fault := field.Clean(text); fault != want[i] {
				t.Errorf("%q in language %d: the fault is %q, not %q", text, i, fault, want[i])
			}
		}
	}
	if got := backwards.Shorter("Sdeel Puorg Puorg", nil); got != "Sdeel Puorg" {
		t.Errorf("got %q", got)
	}
	if got := (Field{}).Shorter("Sdeel Puorg Puorg  ", nil); got != "" {
		t.Errorf("got %q", got)
	}
}
