package language

import (
	"testing"
	"time"
)

// TestDates: the parts of a date are in the order of the language.
func TestDates(t *testing.T) {
	day := time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC)
	names := []string{"m1", "{year}", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12"}
	for _, test := range []struct {
		dates      Dates
		day, month string
	}{
		{Dates{"{year}. {month} {day}.", "{year}. {month}", names}, "2026. {year} 3.", "2026. {year}"},
		{Dates{"{day} {month} {year}", "{month} {year}", names[:3]}, "3 2 2026", "2 2026"},
	} {
		if got := test.dates.OfDay(day); got != test.day {
			t.Errorf("got %q, want %q", got, test.day)
		}
		if got := test.dates.OfMonth(day); got != test.month {
			t.Errorf("got %q, want %q", got, test.month)
		}
	}
}
