package check

import "testing"

func TestSameNumber(t *testing.T) {
	for _, c := range []struct {
		words, dialled string
		same           bool
	}{
		{"999", "999", true},
		{"999", "998", false},
		{"020 7250 4444", "+442072504444", true},
		{"+44 (0)20 7250 4444", "+44-20-7250-4444", true},
		{"+44 20 7250 4444", "02072504444", true},
		{"020 7250 4444", "+442072504445", false},
		{"020 7250 4444", "2072504444", false},
	} {
		if got := sameNumber(c.words, c.dialled); got != c.same {
			t.Errorf("%q and %q: %t", c.words, c.dialled, got)
		}
	}
}
