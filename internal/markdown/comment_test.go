package markdown

import (
	"strings"
	"testing"
)

// TestComments: a comment is not shown and parts nothing; what else is on its line is reported.
func TestComments(t *testing.T) {
	list := func(items ...string) string {
		return "<ul>\n<li>" + strings.Join(items, "</li>\n<li>") + "</li>\n</ul>"
	}
	for _, test := range []struct{ text, want, reports string }{
		{"a\n\n<!-- b -->\n\nc", "<p>a</p>\n<p>c</p>", ""},
		{"a <!-- b --> c", "<p>a  c</p>", ""},
		{"<!-- a\n\nb -->\nc", "<p>c</p>", ""},
		{"<!-- a --><!-- b -->", "", ""},
		{"<!-- a --> b", "", "p.md:1:12 what follows a comment on its line is not shown"},
		{"<!-- a\nb --> *c*\n", "", "p.md:2:7 what follows a comment on its line is not shown"},
		{"- a\n<!-- b -->\n- c", list("a", "c"), ""},
		{"- a\n\n<!-- b -->\n\n<!-- c -->\n- d\n<!-- e\nf -->\n- g", list("a", "d", "g"), ""},
		{"- a\n  <!-- b -->\n- c", list("a\n", "c"), ""},
		{"- a\n\n<!-- -->\n\n- c", list("a") + "\n" + list("c"), ""},
		{"- a\n<!-- b -->\n1. c", list("a") + "\n<ol>\n<li>c</li>\n</ol>", ""},
		{"- a\n<!-- b -->\n\nc\n\n- d", list("a") + "\n<p>c</p>\n" + list("d"), ""},
		{"1. a\n<!-- b -->\n2. c\n", "<ol>\n<li>a</li>\n<li>c</li>\n</ol>", ""},
		{"> - a\n> <!-- b -->\n> - c\n", "<blockquote>\n" + list("a", "c") + "\n</blockquote>", ""},
	} {
		d, diags := parse(t, test.text)
		if got := flat(d.Body); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
		if got := reported(d, diags); got != test.reports || len(d.Dropped) > 0 {
			t.Errorf("%q: reported %s %v", test.text, got, d.Dropped)
		}
	}
}
