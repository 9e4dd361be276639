package language

import (
	"strconv"
	"strings"
	"time"
)

// Dates is how days and months are written. It is a part of the words of the interface: a site can write them as it likes.
type Dates struct {
	Day    string   // a day, as {day}, {month} and {year} in their order
	Month  string   // a month of a year, as {month} and {year}
	Months []string // the names of the months, January first
}

// OfDay writes a day.
func (d Dates) OfDay(t time.Time) string { return d.write(d.Day, t) }

// OfMonth writes the month of a day.
func (d Dates) OfMonth(t time.Time) string { return d.write(d.Month, t) }

func (d Dates) write(form string, t time.Time) string {
	month := strconv.Itoa(int(t.Month()))
	if len(d.Months) == 12 {
		month = d.Months[t.Month()-1]
	}
	// A strings.Replacer takes eight times as long. The month comes last, as its name may be anything.
	form = strings.ReplaceAll(strings.ReplaceAll(form, "{day}", strconv.Itoa(t.Day())), "{year}", strconv.Itoa(t.Year()))
	return strings.ReplaceAll(form, "{month}", month)
}
