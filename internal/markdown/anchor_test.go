package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// TestAnchor holds which heading a link means that was written for GitHub or another program. An identifier of the page's own
// is asked for first, by the page.
func TestAnchor(t *testing.T) {
	const page = "# The *team's* handbook\n\n## Purpose & usage\n\n## Who's on the list?\n\n## Step 1\n\n## Notes\n\n## Notes\n\n## Notes\n\n" +
		"## Opt-in – why\n\n## Ynys Môn\n\n## `snake_case` name\n\n## 2. Dates: when?\n\n## A/B\n\n## Ab\n\n## Named {#own}\n\n## 🎉 Party\n"
	d, _ := parse(t, page)
	for name, want := range map[string]string{
		"purpose--usage":     "purpose-usage", // GitHub
		"purpose-usage":      "purpose-usage",
		"purpose_usage":      "purpose-usage",
		"Purpose--Usage":     "purpose-usage",
		"whos-on-the-list":   "whos-on-the-list",
		"who-s-on-the-list":  "whos-on-the-list", // other programs keep a dash for the apostrophe
		"step-1":             "step-1",
		"notes":              "notes",
		"notes-1":            "notes-2",
		"notes-3":            "notes-3", // own
		"opt-in--why":        "opt-in-why",
		"ynys-môn":           "ynys-môn",
		"ynys-mo\u0302n":     "ynys-môn",
		"snake_case-name":    "snake-case-name",
		"2-dates-when":       "2-dates-when",
		"ab":                 "ab", // own
		"named":              "own",
		"-party":             "party",
		"the-teams-handbook": "page",
		"absent":             "none",
		"notes-9":            "none",
		"--":                 "none",
		"part":               "none",
		"purpose":            "none",
		"dates-when":         "none",
	} {
		got := "none"
		if id, ok := d.Anchor(name); ok {
			got = id
		}
		if got == "" {
			got = "page"
		}
		for _, own := range d.Anchors {
			if own == name {
				got = own
			}
		}
		if got != want {
			t.Errorf("#%s leads to %s, not %s", name, got, want)
		}
	}
	for titles, want := range map[string]string{"Foo|Foo|Foo 1": "[{foo-1 foo-2} {foo-1-1 foo-1}]", "A b|C": "[]", "A  b": "[{a--b a-b}]", "?!": "[]"} {
		d, _ := parse(t, "## "+strings.ReplaceAll(titles, "|", "\n\n## ")+"\n")
		if got := fmt.Sprint(d.Aliases); got != want {
			t.Errorf("%s: got %s, want %s", titles, got, want)
		}
	}
}

// TestTitle: a heading of level 1 at the start is the page's title, where front matter has none or the same.
func TestTitle(t *testing.T) {
	for _, test := range []struct{ text, title, body string }{
		{"# Lists\n\nText.\n", "Lists", "<p>Text.</p>"},
		{"---\norder: 1\n---\n\n# The *long*  list's `name` #\n\nText.\n", "The long  list's name", "<p>Text.</p>"},
		{"---\ntitle: Lists\n---\n# Lists\n\nText.\n", "Lists", "<p>Text.</p>"},
		{"---\ntitle: \"A: b\"\n---\n# A: b\n", "A: b", ""},
		{"Lists\nof\n=====\nText.\n", "Lists of", "<p>Text.</p>"},
		{"<!-- by the office -->\n\n# Lists\n", "Lists", ""},
		{"---\ntitle: Lists\n---\n# Other\n", "", `<h{H1} id="{I0}">Other</h{H1}>`},
		{"Text.\n\n# Lists\n", "", "<p>Text.</p>\n" + `<h{H1} id="{I0}">Lists</h{H1}>`},
		{"# [Lists](x.md)\n", "", `<h{H1} id="{I0}">{L0}Lists{E0}</h{H1}>`},
		{"# Lists\n\n# Other\n", "Lists", `<h{H1} id="{I0}">Other</h{H1}>`},
		{"#\n", "", `<h{H1} id="{I0}"></h{H1}>`},
		{"## Lists\n", "", `<h{H2} id="{I0}">Lists</h{H2}>`},
		{"> # Lists\n", "", "<blockquote>\n" + `<h{H1} id="{I0}">Lists</h{H1}>` + "\n</blockquote>"},
	} {
		d, _ := parse(t, test.text)
		if got := flat(d.Body); got != test.body || d.Title != test.title || len(d.Leftovers) > 0 {
			t.Errorf("%q: title %q, text %s, left over %v", test.text, d.Title, got, d.Leftovers)
		}
	}
}
