package statement

import (
	"encoding/json"
	"os"
	"testing"
	"unicode/utf8"
)

// valueCases are what people type and what becomes of it. The tests of the browser read the same file.
type valueCases struct {
	Own    []string `json:"own"` // names of the organisation
	Values []struct {
		About   string  `json:"about"`
		Text    string  `json:"text"`
		Max     *int    `json:"max"` // 80 when it is left out
		Value   string  `json:"value"`
		Fault   Fault   `json:"fault"`
		Shorter string  `json:"shorter"`
		File    *string `json:"file"`
	} `json:"values"`
}

func readValueCases(t *testing.T) valueCases {
	t.Helper()
	data, err := os.ReadFile("testdata/values.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases valueCases
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestClean(t *testing.T) {
	cases := readValueCases(t)
	for _, c := range cases.Values {
		limit := 80
		if c.Max != nil {
			limit = *c.Max
		}
		value, fault := Clean(c.Text, limit)
		if value != c.Value || fault != c.Fault {
			t.Errorf("%s: %q becomes %q (%s), not %q (%s)", c.About, c.Text, value, fault, c.Value, c.Fault)
		}
		if shorter := english().Shorter(value, cases.Own); fault == "" && shorter != c.Shorter {
			t.Errorf("%s: shorter than %q is %q, not %q", c.About, value, shorter, c.Shorter)
		}
		if name := FileName(value); c.File != nil && name != *c.File {
			t.Errorf("%s: the file of %q is called %q, not %q", c.About, value, name, *c.File)
		}
	}
	if _, fault := Clean("Leeds\xff", 0); fault != Broken {
		t.Errorf("bytes that are no text give %q", fault)
	}
}

// FuzzClean: what is clean stays as it is, and a value without a fault keeps to the limit.
func FuzzClean(f *testing.F) {
	for _, seed := range []string{"Leeds", " MSS  Leeds Group Group", "a\u0301\u200b\n\u202e", "{{x}}", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value, fault := Clean(text, 80)
		if fault != "" {
			return
		}
		if n := utf8.RuneCountInString(value); n == 0 || n > 80 {
			t.Fatalf("%q has %d characters", value, n)
		}
		if again, fault := Clean(value, 80); again != value || fault != "" {
			t.Fatalf("%q becomes %q (%s) when it is cleaned again", value, again, fault)
		}
		if shorter := english().Shorter(value, []string{"MS Society", "MSS"}); shorter != "" {
			if again, fault := Clean(shorter, 80); again != shorter || fault != "" && fault != Empty {
				t.Fatalf("the shorter %q becomes %q (%s)", shorter, again, fault)
			}
		}
		if name := FileName(value); len(name) == 0 || len(name) > 250 {
			t.Fatalf("the file of %q is called %q", value, name)
		}
	})
}
