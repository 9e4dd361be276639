package markdown

import (
	"fmt"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
)

// TestBareAddress holds where an address ends that is written in a sentence, and where it leads.
func TestBareAddress(t *testing.T) {
	for text, want := range map[string]string{
		"See https://example.org.":                                    "https://example.org",
		"See https://example.org/a_b_c, please":                       "https://example.org/a_b_c",
		"(https://example.org/a)":                                     "https://example.org/a",
		"https://example.org/a_(b)!":                                  "https://example.org/a_(b)",
		"(see https://example.org/a_(b)).":                            "https://example.org/a_(b)",
		"**https://example.org/**":                                    "https://example.org/",
		"*see https://example.org/?a=1&b=2*":                          "https://example.org/?a=1&b=2",
		"https://example.org/?q=1&copy; now":                          "https://example.org/?q=1",
		"https://example.org/?a=1&copy=2":                             "https://example.org/?a=1&copy=2",
		"https://example.org/über/ynys-môn is Welsh":                  "https://example.org/über/ynys-môn",
		"https://example.org—see it":                                  "https://example.org",
		"https://example.org/a… “and”":                                "https://example.org/a",
		"“www.example.org/a”":                                         "",
		"\"www.example.org/a\"":                                       "www.example.org/a > http://www.example.org/a",
		"HTTPS://Example.org/A":                                       "HTTPS://Example.org/A",
		"https://example.org:8080/a":                                  "https://example.org:8080/a",
		"https://example.org: a sentence":                             "https://example.org",
		"https://localhost and www.example":                           "",
		"www.example.org":                                             "www.example.org > http://www.example.org",
		"Write to help@example.org.":                                  "help@example.org > mailto:help@example.org",
		"a.b-c_d+e@sub.example.co.uk, or":                             "a.b-c_d+e@sub.example.co.uk > mailto:a.b-c_d+e@sub.example.co.uk",
		"**Email:** help@example.org":                                 "help@example.org > mailto:help@example.org",
		"mailto:help@example.org":                                     "mailto:help@example.org",
		"me@home and me@example.org_":                                 "",
		"@example.org, a@b":                                           "",
		"`https://example.org`":                                       "",
		"    https://example.org":                                     "",
		"[https://example.org](x.md)":                                 "https://example.org > x.md",
		"<https://example.org/a*b*c>":                                 "https://example.org/a*b*c",
		"<help@example.org>":                                          "help@example.org > mailto:help@example.org",
		"https://example.org/{{group}}/x":                             "",
		"ftp://example.org":                                           "",
		"https://example.org/a<br>":                                   "https://example.org/a",
		"https://a_b.example.org and https://a.b_c.org":               "https://a_b.example.org",
		"https://example.org/a https://example.org/b":                 "https://example.org/a|https://example.org/b",
		"| a |\n|---|\n| https://example.org/a |":                     "https://example.org/a",
		"[a]: https://example.org/a\n\n[a] and https://example.org/b": "a > https://example.org/a|https://example.org/b",
	} {
		d, _ := parse(t, text+"\n")
		if len(d.Leftovers) > 0 && !strings.HasPrefix(text, "    ") && !strings.Contains(text, "{{") {
			t.Errorf("%q: left over: %v", text, d.Leftovers)
		}
		var got []string
		for _, l := range d.Links {
			if l.Dest == l.Text {
				got = append(got, l.Text)
			} else {
				got = append(got, l.Text+" > "+l.Dest)
			}
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%q: got %q, want %q", text, g, want)
		}
	}
}

// TestAddressWords: an address is what it is in plain text and on the page, and no words of the sentence around it.
func TestAddressWords(t *testing.T) {
	d, _ := parse(t, "Ask at https://example.org/a/long-way-to-go?x=1&amp;y=2 now or <b@c.org>.\n")
	want := "<p>Ask at {L0}https://example.org/a/long-way-to-go?x=1&amp;amp;y=2{E0} now or {L1}b@c.org{E1}.</p>"
	if got := flat(d.Body); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if d.Words != 4 {
		t.Errorf("%d words", d.Words)
	}
	if got := d.Plain(d.Root.FirstChild()); !strings.Contains(got, "b@c.org") {
		t.Errorf("plain text is %q", got)
	}
}

// TestStrikethrough: two tildes strike through, one stays as it is, and a pair of them around words is reported.
func TestStrikethrough(t *testing.T) {
	for _, test := range []struct{ text, want, reports string }{
		{"a ~~b *c*~~ d", "<p>a <del>b <em>c</em></del> d</p>", ""},
		{"**~~a~~**", "<p><strong><del>a</del></strong></p>", ""},
		{"a ~~b\n\nc~~ d", "<p>a ~~b</p>\n<p>c~~ d</p>",
			"p.md:1:3 readers see these characters: the words are not struck out\np.md:3:2 readers see these characters: the words are not struck out"},
		{"about ~10 or ~12", "<p>about ~10 or ~12</p>", ""},
		{"9~10 and 2~3", "<p>9~10 and 2~3</p>", ""},
		{"a ~b c~ d", "<p>a ~b c~ d</p>", "p.md:1:3 readers see these characters: one tilde on each side does not strike words out"},
		{"(~b~), ~c~", "<p>(~b~), ~c~</p>", "p.md:1:2 readers see these characters: one tilde on each side does not strike words out\np.md:1:8 readers see these characters: one tilde on each side does not strike words out"},
		{"a \\~b\\~", "<p>a ~b~</p>", ""},
		{"`~a~`", "<p><code>~a~</code></p>", ""},
	} {
		d, diags := parse(t, test.text+"\n")
		if got := flat(d.Body); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
		if got := reported(d, diags); got != test.reports {
			t.Errorf("%q: reported %s", test.text, got)
		}
	}
}

// reported lists what is reported, with its places.
func reported(d *Doc, diags []source.Diagnostic) string {
	for _, l := range d.Leftovers {
		diags = append(diags, d.File.Errorf(l.Start, "leftover", "%s", l.Message))
	}
	var lines []string
	for _, d := range source.Sort(diags) {
		lines = append(lines, fmt.Sprint(d.Pos, " ", d.Message))
	}
	return strings.Join(lines, "\n")
}

func TestTables(t *testing.T) {
	d, _ := parse(t, "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | |\n\n| | |\n|--|-:|\n| x | y |\n\n| | b |\n|--|--|\n")
	want := `<table>
<thead>
<tr>
<th>a</th>
<th class="centre">b</th>
<th class="end">c</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td class="centre">2</td>
<td class="end"></td>
</tr>
</tbody>
</table>
<table>
<tbody>
<tr>
<td>x</td>
<td class="end">y</td>
</tr>
</tbody>
</table>
<table>
<thead>
<tr>
<td></td>
<th>b</th>
</tr>
</thead>
</table>`
	if got := flat(d.Body); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestDefinitionList(t *testing.T) {
	d, _ := parse(t, "Opt in\n: To say yes. It is a choice.\n: Another way.\n\nList\n\n: With a [link](x.md).\n")
	want := "<dl>\n<dt>Opt in</dt>\n<dd>To say yes. It is a choice.</dd>\n<dd>Another way.</dd>\n<dt>List</dt>\n<dd>\n<p>With a {L0}link{E0}.</p>\n</dd>\n</dl>"
	if got := flat(d.Body); got != want {
		t.Errorf("got\n%s", got)
	}
	if d.Words != 12 {
		t.Errorf("%d words", d.Words)
	}
}

func TestFootnotes(t *testing.T) {
	d, diags := parse(t, "A[^b] c[^a] d[^b].\n\n[^a]: First.\n\n    - more\n\n[^b]: Second [x](y.md).\n")
	want := `<p>A{F0} c{F1} d{F2}.</p>
{S2}<ol>
<li id="{N1}">
<p>Second {L0}x{E0}. {K0} {K2}</p>
</li>
<li id="{N2}">
<p>First.</p>
<ul>
<li>more</li>
</ul>
 {K1}</li>
</ol>
</section>`
	if got := flat(d.Body); got != want || len(diags) > 0 || len(d.Leftovers) > 0 {
		t.Errorf("got\n%s\n%v %v", got, diags, d.Leftovers)
	}
	if got := fmt.Sprint(d.Refs); got != "[{1 0 2 b p.md:1:2} {2 0 1 a p.md:1:8} {1 1 2 b p.md:1:14}]" {
		t.Errorf("references are %s", got)
	}
}

// TestLostFootnotes: a footnote that is not shown is reported, once, where it is written.
func TestLostFootnotes(t *testing.T) {
	for text, want := range map[string]string{
		"A.\n\n[^a]: Lost.\n":                                 `p.md:3:1 nothing refers to the footnote a, so it is not shown`,
		"A[^a].\n\n[^a]: One.\n[^a]: Two.\n":                  `p.md:4:1 two footnotes are called a, and this one is not shown`,
		"A[^a].\n\n[^a]: One.\n\n> [^b]: Two.\n":              `p.md:5:3 nothing refers to the footnote b, so it is not shown`,
		":::must {#a}\nA[^a].\n\nB[^a].\n:::\n\n[^a]: One.\n": `p.md:2:2 a rule's own words cannot refer to a footnote: they are shown on other pages as well`,
		"A.\n\n[^a]: One[^b].\n\n[^b]: Two.\n":                `p.md:3:1 nothing refers to the footnote a, so it is not shown`,
		"A `[^a]`.\n\n```\n[^b]: code\n```\n":                 "",
	} {
		d, diags := parse(t, text)
		if got := reported(d, diags); got != want {
			t.Errorf("%q: reported %s", text, got)
		}
	}
}

func TestEmoji(t *testing.T) {
	for text, want := range map[string]string{
		"Well done :tada:!":      "Well done 🎉!",
		":+1: :warning:":         "👍 ⚠️",
		"**:wave:**":             "<strong>👋</strong>",
		"at 10:30:45, 1:100:2":   "at 10:30:45, 1:100:2",
		"a:smile:b, :smile":      "a:smile:b, :smile",
		"`:smile:` \\:smile: ::": "<code>:smile:</code> :smile: ::",
		"[:wave:](x.md)":         "{L0}👋{E0}",
	} {
		d, _ := parse(t, text+"\n")
		if got := flat(d.Body); got != "<p>"+want+"</p>" || len(d.Leftovers) > 0 {
			t.Errorf("%q: got %s %v", text, got, d.Leftovers)
		}
	}
	if d, _ := parse(t, "A :no-such-name: here\n"); flat(d.Body) != "<p>A :no-such-name: here</p>" || len(d.Leftovers) != 1 {
		t.Errorf("an unknown name: got %s %v", d.Body, d.Leftovers)
	}
	d, _ := parse(t, "# Hello :wave:\n\n## On :phone: only\n")
	if d.Title != "Hello 👋" || d.Headings[0].Title != "On ☎️ only" || d.Headings[0].ID != "on-only" {
		t.Errorf("%q %+v", d.Title, d.Headings)
	}
}

// TestManyFootnotes: of more footnotes than a page can have, the rest stays in the text and is reported.
func TestManyFootnotes(t *testing.T) {
	var b strings.Builder
	for i := range maxNotes + 5 {
		fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: some words\n\n", i, i)
	}
	d, _ := parse(t, b.String())
	if len(d.Refs) != maxNotes || len(d.Leftovers) == 0 {
		t.Errorf("%d footnotes, %d left over", len(d.Refs), len(d.Leftovers))
	}
}

// TestEscapesOutsideText: what is written between quotes, and what moves in a heading, is read as it is shown.
func TestEscapesOutsideText(t *testing.T) {
	f, _ := source.Parse("p.md", []byte("## To {{#when x}}{{x}}{{/when}}\n\n![a](b.png \"1\\* &amp; 2\")\n"))
	d, _ := NewParser(language.English()).Parse(f)
	if got := d.Images[0].Title; got != "1* & 2" {
		t.Errorf("the caption is %q", got)
	}
	if got := d.Headings[0].Title; got != "To {{x}}" {
		t.Errorf("the heading is %q", got)
	}
}
