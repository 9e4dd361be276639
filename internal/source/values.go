package source

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// Date is one day, written 2026-11-20 (ISO 8601). The zero Date is no day.
type Date struct{ time.Time }

// ParseDate reads a day written as 2026-11-20.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date: write year-month-day, for example 2026-11-20", text)
	}
	return Date{t}, nil
}

// UnmarshalYAML reads a date from a scalar.
func (d *Date) UnmarshalYAML(n *yaml.Node) (err error) {
	*d, err = ParseDate(n.Value)
	return err
}

// Notation is how a date is written.
func (Date) Notation() (string, map[string]any) {
	return "a day, such as `2026-11-20`", matching(`^\d{4}-\d{2}-\d{2}$`)
}

// String returns the date as it is written in a source; "" for no day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

// MarshalJSON returns the date as it is written in a source.
func (d Date) MarshalJSON() ([]byte, error) { return []byte(strconv.Quote(d.String())), nil }

// Month is a month of a year, written 2026-11 (ISO 8601). The zero Month is no month.
type Month struct{ time.Time }

// ParseMonth reads a month written as 2026-11.
func ParseMonth(text string) (Month, error) {
	t, err := time.Parse("2006-01", text)
	if err != nil {
		return Month{}, fmt.Errorf("%q is not a month: write year-month, for example 2026-11", text)
	}
	return Month{t}, nil
}

// UnmarshalYAML reads a month from a scalar.
func (m *Month) UnmarshalYAML(n *yaml.Node) (err error) {
	*m, err = ParseMonth(n.Value)
	return err
}

// Notation is how a month is written.
func (Month) Notation() (string, map[string]any) {
	return "a month, such as `2026-11`", matching(`^\d{4}-\d{2}$`)
}

// MarshalJSON returns the month as it is written in a source; "" for no month.
func (m Month) MarshalJSON() ([]byte, error) {
	if m.IsZero() {
		return []byte(`""`), nil
	}
	return []byte(m.Format(`"2006-01"`)), nil
}

// Period is a length of time on the calendar, written "6 months" or "1 year".
type Period struct{ Years, Months, Weeks int }

// UnmarshalYAML reads a period from a scalar.
func (p *Period) UnmarshalYAML(n *yaml.Node) error {
	count, unit, _ := strings.Cut(strings.TrimSpace(n.Value), " ")
	k, err := strconv.Atoi(count)
	if err == nil && k > 0 && k <= 1000 {
		switch strings.TrimSuffix(strings.TrimSpace(unit), "s") {
		case "year":
			*p = Period{Years: k}
			return nil
		case "month":
			*p = Period{Months: k}
			return nil
		case "week":
			*p = Period{Weeks: k}
			return nil
		}
	}
	return fmt.Errorf("%q is not a period: write for example \"6 months\" or \"1 year\"", n.Value)
}

// Notation is how a period is written.
func (Period) Notation() (string, map[string]any) {
	return "a length of time in weeks, months or years, such as `6 months`", matching(`^\s*\+?\d+\s+(week|month|year)s?\s*$`)
}

// After is the day that lies this period after d.
func (p Period) After(d Date) Date { return Date{d.AddDate(p.Years, p.Months, 7*p.Weeks)} }

// IsZero says that no period was given.
func (p Period) IsZero() bool { return p == Period{} }

// String returns the period as it is written in a source; "" for none.
func (p Period) String() string {
	for _, part := range []struct {
		n    int
		unit string
	}{{p.Years, "year"}, {p.Months, "month"}, {p.Weeks, "week"}} {
		if part.n == 1 {
			return "1 " + part.unit
		} else if part.n > 1 {
			return fmt.Sprintf("%d %ss", part.n, part.unit)
		}
	}
	return ""
}

// MarshalText returns the period as it is written in a source.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Percent is a percentage, written 80%.
type Percent int

// UnmarshalYAML reads a percentage from a scalar.
func (p *Percent) UnmarshalYAML(n *yaml.Node) error {
	k, err := strconv.Atoi(strings.TrimSuffix(n.Value, "%"))
	if err != nil || !strings.HasSuffix(n.Value, "%") || k < 0 || k > 100 {
		return fmt.Errorf("%q is not a percentage: write a whole number and %%, for example 80%%", n.Value)
	}
	*p = Percent(k)
	return nil
}

// Notation is how a percentage is written.
func (Percent) Notation() (string, map[string]any) {
	return "a percentage, such as `80%`", matching(`^[+-]?\d+%$`)
}

// Size is a number of bytes, written "5 MB" or "500 KB". A megabyte is 1,000,000 bytes (IEC 80000-13).
type Size int64

// UnmarshalYAML reads a size from a scalar.
func (s *Size) UnmarshalYAML(n *yaml.Node) error {
	count, unit, _ := strings.Cut(strings.TrimSpace(n.Value), " ")
	factor := map[string]float64{"KB": 1e3, "MB": 1e6}[strings.ToUpper(strings.TrimSpace(unit))]
	k, err := strconv.ParseFloat(count, 64)
	if err != nil || factor == 0 || !(k >= 0 && k <= 1000) {
		return fmt.Errorf("%q is not a size: write for example \"5 MB\" or \"500 KB\"", n.Value)
	}
	*s = Size(k * factor)
	return nil
}

// String returns the size as it is written in a source.
func (s Size) String() string {
	if s >= 1e6 {
		return strconv.FormatFloat(float64(s)/1e6, 'f', -1, 64) + " MB"
	}
	return strconv.FormatFloat(float64(s)/1e3, 'f', -1, 64) + " KB"
}

// Notation is how a size is written.
func (Size) Notation() (string, map[string]any) {
	return "a size in KB or MB, such as `500 KB`", matching(`^\S*\s+[KkMm][Bb]\s*$`)
}
