package markdown

import (
	"regexp"
	"testing"

	"handrail/internal/source"
)

// TestVersion: a rule has another version when its meaning has changed, and the same one when its spelling has.
func TestVersion(t *testing.T) {
	day := func(text string) source.Date {
		d, err := source.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, test := range []struct {
		name      string
		one, then Rule
		same      bool
	}{
		{"spelling", Rule{Kind: Must, Plain: "Check your list  monthly."}, Rule{Kind: Must, Plain: "check your list monthly"}, true},
		{"words without a day", Rule{Kind: Must, Plain: "Check your list."}, Rule{Kind: Must, Plain: "Check your lists."}, false},
		{"words with a day", Rule{Kind: Must, Plain: "Chek your list.", Changed: day("2026-11-20")}, Rule{Kind: Must, Plain: "Check your list.", Changed: day("2026-11-20")}, true},
		{"day", Rule{Kind: Must, Plain: "Check your list.", Changed: day("2026-11-20")}, Rule{Kind: Must, Plain: "Check your list.", Changed: day("2026-11-21")}, false},
		{"kind", Rule{Kind: Must, Plain: "Check your list.", Changed: day("2026-11-20")}, Rule{Kind: Should, Plain: "Check your list.", Changed: day("2026-11-20")}, false},
	} {
		one, then := test.one.Version(), test.then.Version()
		if (one == then) != test.same {
			t.Errorf("%s: the versions are %s and %s", test.name, one, then)
		}
		if !regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{4}$`).MatchString(one) {
			t.Errorf("%s: %q is not four letters of the alphabet", test.name, one)
		}
	}
}
