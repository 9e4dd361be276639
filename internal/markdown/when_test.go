package markdown

import (
	"strings"
	"testing"

	"handrail/internal/source"
)

func TestWhen(t *testing.T) {
	for _, c := range []struct{ about, text, want string }{
		{"within a line", "Call {{#when a}}{{a}}{{/when}} now.", `<p>Call<span data-when="a"> {G0}</span> now.</p>`},
		{"before a full stop", "Call us {{#when a}}on {{a}}{{/when}}.", `<p>Call us<span data-when="a"> on {G0}</span>.</p>`},
		{"at the start", "{{#when a}}{{a}}{{/when}} now", `<p><span data-when="a">{G0} </span>now</p>`},
		{"at the end", "Call {{#when a}}{{a}}{{/when}}", `<p>Call<span data-when="a"> {G0}</span></p>`},
		{"spaces within as well", "Call {{#when a}} {{a}} {{/when}} now", `<p>Call<span data-when="a"> {G0}</span> now</p>`},
		{"within a word", "a{{#when a}}b{{/when}}c", `<p>a<span data-when="a">b</span>c</p>`},
		{"a line of an address", "A\\\n{{#when a}}{{a}}{{/when}}\\\nC", "<p>A<span data-when=\"a\"><br>\n{G0}</span><br>\nC</p>"},
		{"the last line of an address", "A\\\n{{#when a}}{{a}}{{/when}}", "<p>A<span data-when=\"a\"><br>\n{G0}</span></p>"},
		{"over lines", "One\n{{#when a}}two {{a}}{{/when}}\nthree", "<p>One<span data-when=\"a\"> two {G0}</span>\nthree</p>"},
		{"ended on a line of its own", "One {{#when a}}two\n{{a}}\n{{/when}}", "<p>One<span data-when=\"a\"> two\n{G0}</span></p>"},
		{"a whole paragraph", "{{#when a}}Call {{a}}.{{/when}}", `<p data-when="a"><span data-when="a">Call {G0}.</span></p>`},
		{"two in a paragraph", "{{#when b}}B{{/when}} {{#when a}}A{{/when}}", `<p data-when="a b"><span data-when="b">B </span><span data-when="a">A</span></p>`},
		{"two at the start", "{{#when a}}A{{/when}} {{#when b}}B{{/when}} now", `<p><span data-when="a">A </span><span data-when="b">B </span>now</p>`},
		{"two at the start, joined", "{{#when a}}A{{/when}}{{#when b}}B{{/when}} now", `<p><span data-when="a">A</span><span data-when="b">B</span><span data-when="a b"> </span>now</p>`},
		{"two before a full stop, joined", "Call {{#when a}}A{{/when}}{{#when b}}B{{/when}}.", `<p>Call<span data-when="a b"> </span><span data-when="a">A</span><span data-when="b">B</span>.</p>`},
		{"two on a line of an address", "A\\\n{{#when a}}A{{/when}} {{#when b}}B{{/when}}\\\nC", "<p>A<span data-when=\"a b\"><br>\n</span><span data-when=\"a\">A </span><span data-when=\"b\">B</span><br>\nC</p>"},
		{"two lines of an address", "A\\\n{{#when a}}A{{/when}}\\\n{{#when b}}B{{/when}}\\\nC", "<p>A<span data-when=\"a\"><br>\nA</span><span data-when=\"b\"><br>\nB</span><br>\nC</p>"},
		{"bold words", "Call **{{#when a}}A{{/when}}** now", `<p>Call<span data-when="a"> <strong>A</strong></span> now</p>`},
		{"a paragraph in bold italics", "***{{#when a}}A{{/when}}***", `<p data-when="a"><span data-when="a"><em><strong>A</strong></em></span></p>`},
		{"a link", "See [{{#when a}}A{{/when}}](#b).", `<p>See<span data-when="a"> {L0}A{E0}</span>.</p>`},
		{"a list that is introduced", "Days: {{#when a}}A{{/when}}\n\n- B", "<p>Days:<span data-when=\"a\"> A</span></p>\n<ul>\n<li>B</li>\n</ul>"},
		{"an item", "1. One\n2. {{#when a}}{{a}}{{/when}}\n", "<ol>\n<li>One</li>\n<li data-when=\"a\"><span data-when=\"a\">{G0}</span></li>\n</ol>"},
		{"a whole list", "- {{#when a}}{{a}}{{/when}}\n- {{#when b}}{{b}}{{/when}}\n", "<ul data-when=\"a b\">\n<li data-when=\"a\"><span data-when=\"a\">{G0}</span></li>\n<li data-when=\"b\"><span data-when=\"b\">{G1}</span></li>\n</ul>"},
		{"a heading", "## {{#when a}}A{{/when}}\n", `<h{H2} id="{I0}" data-when="a"><span data-when="a">A</span></h{H2}>`},
		{"a row", "| A | B |\n|---|---|\n| 1 | 2 |\n| {{#when a}}x{{/when}} | |\n", "<table>\n<thead>\n<tr>\n<th>A</th>\n<th>B</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n<tr data-when=\"a\">\n<td><span data-when=\"a\">x</span></td>\n<td></td>\n</tr>\n</tbody>\n</table>"},
		{"around blocks", "{{#when a}}\n\n## A\n\n- {{a}}\n\n{{/when}}\n\nEnd", "<div data-when=\"a\">\n<h{H2} id=\"{I0}\">A</h{H2}>\n<ul>\n<li>{G0}</li>\n</ul>\n</div>\n<p>End</p>"},
		{"around blocks, close", "Start\n{{#when a}}\n- {{a}}\n{{/when}}\nEnd", "<p>Start</p>\n<div data-when=\"a\">\n<ul>\n<li>{G0}</li>\n</ul>\n</div>\n<p>End</p>"},
		{"in a quote", "> {{#when a}}\n> A\n> {{/when}}\n", "<blockquote data-when=\"a\"><div data-when=\"a\">\n<p>A</p>\n</div>\n</blockquote>"},
		{"in code", "`{{#when a}}`", "<p><code>{{#when a}}</code></p>"},
	} {
		d, diags := parse(t, c.text)
		if got := flat(d.Body); got != c.want || len(diags) > 0 {
			t.Errorf("%s: got\n%s\nnot\n%s\n%v", c.about, got, c.want, diags)
		}
	}
	d, _ := parse(t, "{{b}} {{#when a}}{{a}}{{/when}}\n\n{{#when c}}\n- {{c}}\n\n{{/when}}")
	if len(d.Fields) != 3 || d.Fields[0].When != "" || d.Fields[1].When != "a" || d.Fields[2].When != "c" || len(d.Whens) != 2 || d.Whens[1].Pos.Line != 3 || d.Whens[0].Pos.Col != 7 {
		t.Errorf("fields %+v, parts %+v", d.Fields, d.Whens)
	}
	if field := d.Fields[1]; string(d.File.Data[field.Start:field.End]) != "{{a}}" {
		t.Errorf("%+v", field)
	}
}

// TestWhenMistakes: every part that does not begin and end in one place is reported once, where it begins if it does.
func TestWhenMistakes(t *testing.T) {
	const never, crosses, ends, nested = "a part that can be left out begins here and never ends",
		"a part that can be left out begins here, and ends in another paragraph, list or cell",
		"a part that can be left out ends here, and does not begin", "a part that can be left out is within another one"
	for _, c := range []struct{ about, text, want string }{
		{"open", "A {{#when a}}b", "1:3 " + never},
		{"open on its line", "A\n\n{{#when a}}\n\nB", "3:1 " + never},
		{"not begun", "A {{/when}}", "1:3 " + ends},
		{"not begun, on its line", "A\n\n{{/when}}\n\nB", "3:1 " + ends},
		{"over paragraphs", "A {{#when a}}b\n\nc{{/when}}", "1:3 " + crosses},
		{"over an item", "{{#when a}}\n- a\n- b {{/when}}\n", "1:1 " + crosses},
		{"over items", "- a {{#when a}}\n- b{{/when}}\n", "1:5 " + crosses},
		{"over cells", "| a | b |\n|---|---|\n| {{#when a}}1 | 2{{/when}} |\n", "3:3 " + crosses},
		{"over bold words", "A {{#when a}}**b{{/when}} c**", "1:3 " + crosses},
		{"nested", "{{#when a}}A {{#when b}}B{{/when}} C{{/when}}", "1:14 " + nested},
		{"nested in a block", "{{#when a}}\n\nA {{#when b}}B{{/when}}\n\n{{/when}}", "3:3 " + nested},
		{"two of them", "{{/when}} {{#when a}}", "1:1 " + ends + "|1:11 " + never},
		{"in brackets", "A ({{#when a}}b{{/when}})", "1:4 without this part, () would be left"},
		{"in quotes", "A “{{#when a}}b{{/when}}”", "1:4 without this part, “” would be left"},
		{"in commas", "A, {{#when a}}b{{/when}} {{#when b}}c{{/when}}, d", "1:4 without this part, ,, would be left"},
		{"a label", "A: {{#when a}}b{{/when}}\\\nC", "1:4 without this part, the line would end with :"},
		{"a label in an item", "- A: {{#when a}}b{{/when}}", "1:6 without this part, the line would end with :"},
		{"a label in a sentence", "A: {{#when a}}b{{/when}}.", "1:4 without this part, :. would be left"},
		{"a comma first", "{{#when a}}b{{/when}}, c", "1:1 without this part, the line would begin with ,"},
		{"two in bold", "A **{{#when a}}b{{/when}} {{#when b}}c{{/when}}** d", "1:5 nothing would be left of these bold words or this link"},
		{"three", "A {{#when a}}\n\nB {{/when}} {{/when}}\n\n{{#when b}}", "1:3 " + crosses + "|3:13 " + ends + "|5:1 " + never},
	} {
		_, diags := parse(t, c.text)
		var got []string
		for _, d := range source.Sort(diags) {
			got = append(got, strings.TrimPrefix(d.Pos.String(), "p.md:")+" "+d.Message)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: reported is\n%s\nnot\n%s", c.about, strings.Join(got, "|"), c.want)
		}
	}
}
