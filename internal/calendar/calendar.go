// Package calendar writes files that any calendar can read, as RFC 5545 describes them. An [Event] lasts a whole day, so
// that neither a time zone nor summer time can move it.
//
// The script of the checklist writes such files too (templates/browser/calendar.ts): both read testdata.
package calendar

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"handrail/internal/source"
)

// Event is one thing that a calendar reminds of.
type Event struct {
	UID      string      // permanent: a calendar that has an event of this name changes it instead of adding one
	Sequence int         // which version it is: of two with one UID, a calendar keeps the higher
	Stamp    time.Time   // when it was last changed
	Start    source.Date // the first day of it
	Repeat   string      // weekly, monthly, yearly; "" when it does not recur
	Title    string
	Text     string
	URL      string // absolute; "" for none
}

// UID names the event of something on a page, of which a site has one. site is the site's identity: pages of two charities may
// have one path, and one calendar may have events of both.
func UID(name, page, site string) string {
	return name + "@" + strings.ReplaceAll(page, "/", ".") + "." + site + ".handrail"
}

// Sequence is the version of what last changed on a day: the days since 1970, so that a later change has a higher one whoever
// builds the site; 0 when the day is not known. RFC 5545 (section 3.8.7.4) allows a number of at most 31 bits, and the year 9999 needs 22.
func Sequence(changed source.Date) int {
	if changed.IsZero() {
		return 0
	}
	return max(0, int(changed.Unix()/(24*60*60)))
}

// frequency is the name that RFC 5545 (section 3.3.10) has for how often something recurs. It has to be in capitals: iPhones
// read nothing else. It is "" for what does not recur on a day.
func frequency(repeat string) string {
	return map[string]string{"weekly": "WEEKLY", "monthly": "MONTHLY", "yearly": "YEARLY"}[repeat]
}

// Recurs says whether something that repeats in this way recurs on a day that a calendar can know.
func Recurs(repeat string) bool { return frequency(repeat) != "" }

// Write writes a file of events. The same events give the same bytes.
func Write(events ...Event) []byte {
	var b strings.Builder
	line := func(name, value string) { b.WriteString(fold(name + ":" + value)) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Handrail//Checklist//EN")
	for _, e := range events {
		line("BEGIN", "VEVENT")
		line("UID", escape(e.UID))
		line("SEQUENCE", strconv.Itoa(e.Sequence))
		line("DTSTAMP", e.Stamp.UTC().Format("20060102T150405Z"))
		line("DTSTART;VALUE=DATE", e.Start.Format("20060102"))
		line("DTEND;VALUE=DATE", e.Start.AddDate(0, 0, 1).Format("20060102"))
		if Recurs(e.Repeat) {
			line("RRULE", "FREQ="+frequency(e.Repeat))
		}
		line("SUMMARY", escape(e.Title))
		if e.Text != "" {
			line("DESCRIPTION", escape(e.Text))
		}
		if e.URL != "" {
			line("URL", plain(e.URL))
		}
		line("TRANSP", "TRANSPARENT") // the day stays free
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

// FirstAfter is the first day of the month after a day: a day that every month has, on which something can recur.
func FirstAfter(day source.Date) source.Date {
	return source.Date{Time: time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, time.UTC)}
}

// escape writes a text (section 3.3.11): what has a meaning in it gets a backslash, and a control character, which has
// no place in it, is left out.
func escape(text string) string {
	return plain(strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\r", `\n`, "\n", `\n`).Replace(text))
}

// plain leaves out of a text what would end its line, and what no text may hold.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || source.Unseen(r) {
			return -1
		}
		return r
	}, text)
}

// maxLine is how many octets a line has at most, its end not counted (section 3.1).
const maxLine = 75

// fold ends a line, and breaks one that is too long: the rest starts with a space. No character is cut in two.
func fold(line string) string {
	var b strings.Builder
	octets := 0
	for _, r := range line {
		size := utf8.RuneLen(r)
		if octets+size > maxLine {
			b.WriteString("\r\n ")
			octets = 1
		}
		b.WriteRune(r)
		octets += size
	}
	b.WriteString("\r\n")
	return b.String()
}
