package calendar

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"handrail/internal/source"
)

var update = flag.Bool("update", false, "write the files of testdata/events.json again")

// fixture is a file of events, which the script of the checklist writes as well.
type fixture struct {
	Name   string  `json:"name"`
	Events []event `json:"events"`
	File   string  `json:"file"`
}

type event struct {
	UID      string `json:"uid"`
	Sequence int    `json:"sequence"`
	Stamp    string `json:"stamp"`
	Start    string `json:"start"`
	Repeat   string `json:"repeat"`
	Title    string `json:"title"`
	Text     string `json:"text"`
	URL      string `json:"url"`
}

func (e event) event(t *testing.T) Event {
	t.Helper()
	stamp, err := time.Parse(time.RFC3339, e.Stamp)
	start, err2 := source.ParseDate(e.Start)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	return Event{e.UID, e.Sequence, stamp, start, e.Repeat, e.Title, e.Text, e.URL}
}

func fixtures(t *testing.T) []fixture {
	t.Helper()
	data, err := os.ReadFile("testdata/events.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []fixture
	if err := json.Unmarshal(data, &list); err != nil || len(list) == 0 {
		t.Fatal("no fixtures", err)
	}
	return list
}

// TestWrite: each file has the bytes that the script writes too.
func TestWrite(t *testing.T) {
	list := fixtures(t)
	for i, f := range list {
		var events []Event
		for _, e := range f.Events {
			events = append(events, e.event(t))
		}
		got := string(Write(events...))
		if *update {
			list[i].File = got
		} else if got != f.File {
			t.Errorf("%s: got\n%q\nwant\n%q", f.Name, got, f.File)
		}
	}
	if *update {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(list); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/events.json", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRead: an independent parser finds in each file what was put into it.
func TestRead(t *testing.T) {
	controls := regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f-\x{9f}\x{2028}-\x{202e}\x{2066}-\x{2069}\x{fffe}\x{1fffe}]`)
	line := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	for _, f := range fixtures(t) {
		cal, err := ical.NewDecoder(strings.NewReader(f.File)).Decode()
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if len(cal.Events()) != len(f.Events) {
			t.Errorf("%s: %d events, not %d", f.Name, len(cal.Events()), len(f.Events))
			continue
		}
		for i, got := range cal.Events() {
			want := f.Events[i].event(t)
			for name, text := range map[string]string{ical.PropUID: want.UID, ical.PropSummary: want.Title, ical.PropDescription: want.Text} {
				text = controls.ReplaceAllString(line.Replace(text), "")
				if found, err := got.Props.Text(name); err != nil || found != text {
					t.Errorf("%s: %s is %q (%v), not %q", f.Name, name, found, err, text)
				}
			}
			readTimes(t, f.Name, got, want)
		}
	}
}

func readTimes(t *testing.T, name string, got ical.Event, want Event) {
	t.Helper()
	start, err := got.DateTimeStart(time.UTC)
	end, err2 := got.DateTimeEnd(time.UTC)
	stamp, err3 := got.Props.DateTime(ical.PropDateTimeStamp, time.UTC)
	if err != nil || err2 != nil || err3 != nil || !start.Equal(want.Start.Time) || end.Sub(start) != 24*time.Hour || !stamp.Equal(want.Stamp) {
		t.Errorf("%s: from %s to %s, stamped %s (%v %v %v)", name, start, end, stamp, err, err2, err3)
	}
	if sequence := got.Props.Get(ical.PropSequence); sequence == nil || sequence.Value != strconv.Itoa(want.Sequence) {
		t.Errorf("%s: its sequence is %v, not %d", name, sequence, want.Sequence)
	}
	if kind := got.Props.Get(ical.PropDateTimeStart).ValueType(); kind != ical.ValueDate {
		t.Errorf("%s: its start is a %s, which a time zone moves", name, kind)
	}
	set, err := got.RecurrenceSet(time.UTC)
	if err != nil || (set != nil) != Recurs(want.Repeat) {
		t.Errorf("%s: %q comes back as %v (%v)", name, want.Repeat, set, err)
		return
	}
	if set == nil {
		return
	}
	next := map[string]time.Time{"weekly": start.AddDate(0, 0, 7), "monthly": start.AddDate(0, 1, 0), "yearly": start.AddDate(1, 0, 0)}[want.Repeat]
	if start.Month() == time.February && start.Day() == 29 {
		next = start.AddDate(4, 0, 0) // the only years that have it: FirstAfter keeps the build's events from that
	}
	if after := set.After(start, false); !after.Equal(next) {
		t.Errorf("%s: comes back on %s, not %s", name, after, next)
	}
}

// TestLines: what RFC 5545 asks of every line of every file.
func TestLines(t *testing.T) {
	for _, f := range fixtures(t) {
		if !strings.HasSuffix(f.File, "\r\n") || strings.Count(f.File, "\n") != strings.Count(f.File, "\r\n") || strings.Count(f.File, "\r") != strings.Count(f.File, "\r\n") {
			t.Errorf("%s: a line does not end in CRLF", f.Name)
		}
		for _, line := range strings.Split(f.File, "\r\n") {
			if len(line) > maxLine {
				t.Errorf("%s: %d octets in %q", f.Name, len(line), line)
			}
			if !strings.HasPrefix(line, " ") && strings.ContainsAny(line, "\x00\x07\x7f") {
				t.Errorf("%s: a control character in %q", f.Name, line)
			}
		}
	}
}

// TestVersions: names and versions of events are what the script makes of the same.
func TestVersions(t *testing.T) {
	data, err := os.ReadFile("testdata/versions.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		UIDs []struct {
			Name, Page, Site, UID string
		} `json:"uids"`
		Sequences []struct {
			Changed  string
			Sequence int
		}
	}
	if err := json.Unmarshal(data, &want); err != nil || len(want.UIDs) == 0 || len(want.Sequences) == 0 {
		t.Fatal("no fixtures", err)
	}
	seen := map[string]bool{}
	for _, w := range want.UIDs {
		if got := UID(w.Name, w.Page, w.Site); got != w.UID || seen[got] {
			t.Errorf("%s of %s in %s is called %q, not %q, or as another", w.Name, w.Page, w.Site, got, w.UID)
		}
		seen[w.UID] = true
	}
	for _, w := range want.Sequences {
		var day source.Date
		if w.Changed != "" {
			if day, err = source.ParseDate(w.Changed); err != nil {
				t.Fatal(err)
			}
		}
		if got := Sequence(day); got != w.Sequence || got > math.MaxInt32 {
			t.Errorf("what changed on %q has the version %d, not %d", w.Changed, got, w.Sequence)
		}
	}
}

func TestFirstAfter(t *testing.T) {
	for day, want := range map[string]string{"2026-11-20": "2026-12-01", "2026-12-31": "2027-01-01", "2024-01-31": "2024-02-01", "2026-11-01": "2026-12-01"} {
		d, err := source.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := FirstAfter(d).String(); got != want {
			t.Errorf("after %s comes %s, not %s", day, got, want)
		}
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("Title", "Text\nwith, signs; and \\", "id")
	f.Fuzz(func(t *testing.T, title, text, uid string) {
		title, text = strings.ToValidUTF8(title, ""), strings.ToValidUTF8(text, "")
		day := source.Date{Time: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
		file := Write(Event{UID: strings.ToValidUTF8(uid, ""), Stamp: day.Time, Start: day, Repeat: "monthly", Title: title, Text: text})
		cal, err := ical.NewDecoder(bytes.NewReader(file)).Decode()
		if err != nil || len(cal.Events()) != 1 {
			t.Fatalf("%v in %q", err, file)
		}
		for line := range strings.SplitSeq(string(file), "\r\n") {
			if len(line) > maxLine {
				t.Fatalf("%d octets in %q", len(line), line)
			}
		}
	})
}
