package builder

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/emersion/go-ical"

	"handrail/content"
	"handrail/internal/calendar"
	"handrail/internal/site"
	"handrail/internal/source"
)

// listed is a site with one checklist.
func listed(url string) fstest.MapFS {
	return fstest.MapFS{
		"site.yaml": {Data: []byte("title: Site\nid: our-site\n" + url)},
		"index.md":  {Data: []byte("---\ntitle: Home\n---\n")},
		"guide.md": {Data: []byte(`---
title: Guide
reviewed: 2026-10-03
---
:::must {#sometimes skip-if="you have none"}
Sell yours.
:::

:::must {#always}
Be *kind*.
:::

:::must-not {#both applies="list+phone chat" minutes="1" do="Do <not> & never." skip-if="you <never> do" changed="2026-11-20"}
Do not do that.
:::

:::must {#weekly-look repeat="weekly"}
Look, each week; at all.
:::

:::should {#monthly-look repeat="monthly" changed="2026-12-31" applies="list"}
Look.
:::

:::should {#person repeat="each-person"}
Ask.
:::
`)},
		"checklists/l.md": {Data: []byte(`---
title: List
questions:
  - ask: How?
    choose: many
    options:
      - {topic: list, label: We have a list}
      - {topic: chat, label: We have a chat}
  - ask: On what?
    choose: one
    options:
      - {topic: phone, label: I have a phone}
      - {label: Neither}
---
`)},
	}
}

// TestChecklistPage: what the script of the page reads, and what is read without it.
func TestChecklistPage(t *testing.T) {
	html := render(t, plan(t, listed(""))["checklists/l.html"])
	for _, want := range []string{
		`<div class="list" data-widget="checklist" data-name="checklists/l" data-site="our-site" data-words="`,
		`<div data-choose="many">`, `<p class="ask">How?</p>`, `<li data-topic="list">We have a list</li>`,
		`<div data-choose="one">`, `<li data-topic="">Neither</li>`,
		`<section data-repeat="once">`, `<h2 id="do_once">Do first</h2>`, `<h2 id="do_monthly">Each month</h2>`,
		`<li data-item="always">`, `<p class="say">Be <em>kind</em>.</p>`,
		`<li data-item="both" data-applies="list&#43;phone chat" data-minutes="1" data-changed="2026-11-20">`,
		`<p class="label">You must keep to this</p>`, `<p class="say">Do &lt;not&gt; &amp; never.</p>`,
		`<p class="when">Only if you can say “We have a list” and “I have a phone”, or “We have a chat”.</p>`,
		`<p class="skip-if">You can skip this if you &lt;never&gt; do.</p>`, `<p class="takes">About 1 minute.</p>`,
		`<a href="../guide.html#both">Why and how<span class="hidden">: Do not do that.</span></a>`,
		`<a class="calendar" href="l/monthly-look.ics" type="text/calendar">`, `<a class="calendar" href="l/do_monthly.ics" type="text/calendar">`,
		`<a class="calendar" href="l/weekly-look.ics" type="text/calendar">`,
		`<p class="sign" aria-hidden="true"><span>Date</span><span>Initials</span></p>`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if n := strings.Count(html, `class="calendar"`); n != 4 {
		t.Errorf("%d calendar files are offered, not one for each item and each group that comes back on a day", n)
	}
	if promises := strings.Index(html, `<h2 id="do_always">We keep to this</h2>`); promises < 0 || strings.Index(html, `<li data-item="both"`) < promises {
		t.Error("what a rule forbids is not in a part of its own, after what is to be done")
	}
	if i := strings.Index(html, `<li data-item="sometimes"`); i < 0 || i < strings.Index(html, `<li data-item="always"`) {
		t.Error("what some can skip is not after what all have to do")
	}
	groups := regexp.MustCompile(`data-repeat="([a-z-]+)"`).FindAllStringSubmatch(html, -1)
	var got []string
	for _, g := range groups {
		got = append(got, g[1])
	}
	if g := strings.Join(got, " "); g != "once each-person weekly monthly always" {
		t.Errorf("the groups are %s", g)
	}
}

// TestCalendarFiles: an independent parser reads each file.
func TestCalendarFiles(t *testing.T) {
	outputs := plan(t, listed("url: https://example.org/x/\n"))
	var names []string
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		if strings.HasSuffix(name, ".ics") {
			names = append(names, name)
		}
	}
	if got := strings.Join(names, " "); got != "checklists/l/do_monthly.ics checklists/l/do_weekly.ics checklists/l/monthly-look.ics checklists/l/weekly-look.ics" {
		t.Fatalf("there are %s", got)
	}
	for name, want := range map[string]map[string]string{
		"checklists/l/weekly-look.ics": {"UID": "weekly-look@checklists.l.our-site.handrail", "DTSTAMP": "20261003T000000Z", "SEQUENCE": "0", "DTSTART": "20261101", "RRULE": "FREQ=WEEKLY",
			"SUMMARY": "Look, each week; at all.", "DESCRIPTION": "You must: Look, each week; at all.\nhttps://example.org/x/guide.html#weekly-look", "URL": "https://example.org/x/guide.html#weekly-look"},
		"checklists/l/monthly-look.ics": {"UID": "monthly-look@checklists.l.our-site.handrail", "DTSTAMP": "20261231T000000Z", "SEQUENCE": "20818", "DTSTART": "20270101", "RRULE": "FREQ=MONTHLY",
			"DESCRIPTION": "You should: Look.\nOnly if you can say “We have a list”.\nhttps://example.org/x/guide.html#monthly-look"},
		"checklists/l/do_monthly.ics": {"UID": "do_monthly@checklists.l.our-site.handrail", "SEQUENCE": "20818", "SUMMARY": "List: Each month",
			"DESCRIPTION": "- You should: Look. Only if you can say “We have a list”.\nhttps://example.org/x/checklists/l.html#do_monthly"},
	} {
		cal, err := ical.NewDecoder(strings.NewReader(render(t, outputs[name]))).Decode()
		if err != nil || len(cal.Events()) != 1 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for key, value := range want {
			if got := cal.Events()[0].Props.Get(key); got == nil {
				t.Errorf("%s has no %s", name, key)
			} else if text, err := got.Text(); got.Value != value && (err != nil || text != value) {
				t.Errorf("%s: %s is %q, not %q", name, key, got.Value, value)
			}
		}
	}
	for path, o := range plan(t, listed("")) {
		if strings.HasSuffix(path, ".ics") && strings.Contains(render(t, o), "http") {
			t.Errorf("%s has an address, and the site has none", path)
		}
	}
}

// TestCalendarsOfTwoSites: events of two charities whose checklists have one path are two events, and when a rule changes,
// its event keeps its name and has a higher version.
func TestCalendarsOfTwoSites(t *testing.T) {
	event := func(edit func(fstest.MapFS)) (uid string, sequence int) {
		files := listed("")
		edit(files)
		cal, err := ical.NewDecoder(strings.NewReader(render(t, plan(t, files)["checklists/l/monthly-look.ics"]))).Decode()
		if err != nil || len(cal.Events()) != 1 {
			t.Fatal(err)
		}
		uid, err = cal.Events()[0].Props.Text(ical.PropUID)
		number, err2 := cal.Events()[0].Props.Get(ical.PropSequence).Int()
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		return uid, number
	}
	settings := func(text string) func(fstest.MapFS) {
		return func(files fstest.MapFS) { files["site.yaml"] = &fstest.MapFile{Data: []byte(text)} }
	}
	seen := map[string]string{}
	for _, text := range []string{"title: Site\nid: site-a\n", "title: Site\nid: site-b\n", "title: Site\nurl: https://a.example/\n", "title: Site\nurl: https://b.example/\n",
		"title: Site\norganisation: {name: A}\n", "title: Site\norganisation: {name: B}\n"} {
		uid, _ := event(settings(text))
		if other, taken := seen[uid]; taken {
			t.Errorf("%q and %q both call an event %s", text, other, uid)
		}
		seen[uid] = text
	}
	uid, before := event(func(fstest.MapFS) {})
	again, after := event(func(files fstest.MapFS) {
		files["guide.md"].Data = []byte(strings.Replace(string(files["guide.md"].Data), `changed="2026-12-31"`, `changed="2027-01-01"`, 1))
	})
	if again != uid || after != before+1 {
		t.Errorf("%s in version %d became %s in version %d a day later", uid, before, again, after)
	}
}

// TestCalendarsOfShippedSite: the files of the site that ships are there, can be read, and are the same for every day on
// which the site is built.
func TestCalendarsOfShippedSite(t *testing.T) {
	today, later := plan(t, content.FS), planOn(t, content.FS, source.Date{Time: day.AddDate(1, 0, 0)})
	n := 0
	for path, o := range today {
		if !strings.HasSuffix(path, ".ics") {
			continue
		}
		n++
		file := render(t, o)
		if _, err := ical.NewDecoder(strings.NewReader(file)).Decode(); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if later[path].Digest() != o.Digest() || render(t, later[path]) != file {
			t.Errorf("%s is another one a year later", path)
		}
	}
	s, _ := site.Load(content.FS, site.Options{Today: day})
	want := map[string]bool{}
	for _, r := range s.Rules {
		if calendar.Recurs(r.Repeat) {
			want[r.ID], want["do_"+r.Repeat] = true, true
		}
	}
	if n != len(want) || n == 0 {
		t.Errorf("%d files remind of %d things", n, len(want))
	}
}

// TestListOfShippedSite: each rule of the guidance is on the list of someone who is sure of every answer, and someone who is
// sure of nothing has all of them.
func TestListOfShippedSite(t *testing.T) {
	s, _ := site.Load(content.FS, site.Options{Today: day})
	for _, r := range s.Rules {
		if len(r.Acts) == 0 {
			t.Errorf("%s: no choice puts the rule %s on a list", r.Pos, r.ID)
		}
		for _, list := range s.Lists {
			if holds, _ := list.Checklist.Applies(r.Applies, nil); !holds {
				t.Errorf("%s: who is not sure misses the rule %s", r.Pos, r.ID)
			}
		}
	}
}
