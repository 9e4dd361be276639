package exchange

import (
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/text"
)

// TestHTML: of HTML as editors and word processors write it, all words are kept, and nothing that does or loads something.
func TestHTML(t *testing.T) {
	for _, c := range []struct{ html, want, lost string }{
		{"<b>a </b><i> b</i>", "**a** *b*\n", ""},
		{"<div class=\"MsoNormal\" style=\"x\"><span style=\"y\"><font color=red>a&nbsp;<o:p></o:p></font></span></div><p>&nbsp;</p><p>\n b\n\tc </p>", "a\n\nb c\n", ""},
		{"a<br><br>b<br>c<br>", "a\n\nb\\\nc\n", ""},
		{"<ul>\n<li>a<ul><li>b</li></ul></li>\n<ul><li>c</li></ul>d<li></li></ul>", "- a\n\n  - b\n\n  * c\n\n  d\n", ""},
		{"<table><tr><th>a</th><th>b</th></tr><tr><td><p>c</p><p>d</p></td></tr><caption>e</caption></table>", "e\n\n| a | b |\n| --- | --- |\n| c d |  |\n", "a line break in a table"},
		{"<table><tr><td>a</td></tr></table>", "|  |\n| --- |\n| a |\n", ""},
		{"<h3>a</h3><center><p>b</p><p>c</p></center>", "**a**\n\nb\n\nc\n", ""},
		{"<pre>a<br>\tb</pre><code>c <b>d</b></code>", "```\na\n    b\n```\n\n`c d`\n", ""},
		{"<dl><dt>a</dt><dd>b</dd></dl>", "a\n\nb\n", ""},
		{"a<script>x</script><style>y</style><iframe src=z>w</iframe><svg><text>v</text></svg>b", "ab\n", "an element <script>"},
		{"<a href=\"javascript:x\">a</a> <a href=\" JavaScript:x\">b</a> <a href=\"data:text/html,x\">c</a> <img src=x onerror=y alt=d>", "a b c \\[d]\n", "a link that leads to no address on the web"},
		{"<span data-field=\"x\" data-when=\"y\">a</span><div data-block=\"must\" data-id=\"z\">b</div>", "a\n\nb\n", ""},
		{"a\u200bb\u202ec\u00ad", "abc\n", "characters that nobody can see"},
		{"<b><b>a</b></b><b>b</b> <i></i><u>c</u>", "**ab** c\n", "words that are underlined"},
		{"<strong><p>a</p><p>b</p></strong>", "a\n\nb\n", "the emphasis of whole paragraphs"},
		{"<hr>a<input>", "a\n", "the line between two paragraphs"},
		{"[x] a\n# b\n1. c", "\\[x] a # b 1. c\n", ""},
	} {
		i := newTestImport()
		got := i.html(source.Pos{Line: 1}, c.html, nil).Markdown()
		if got != c.want {
			t.Errorf("%s\nis read as %q", c.html, got)
		}
		if said := strings.Join(reports(i.Diags), "\n"); !strings.Contains(said, c.lost) || c.lost == "" && said != "" {
			t.Errorf("%s: reported %q", c.html, said)
		}
	}
	i := newTestImport()
	i.html(source.Pos{}, strings.Repeat("<div>", 300)+"a", nil)
	i.html(source.Pos{}, strings.Repeat("<div>", 100_000)+"a", nil)
	if len(i.Diags) != 2 || i.Diags[0].Severity != source.Error {
		t.Errorf("deep HTML: %v", reports(i.Diags))
	}
}

// TestMarkdownWithHTML: elements of HTML in markdown mean the same as in HTML. What cannot be kept is reported.
func TestMarkdownWithHTML(t *testing.T) {
	for _, c := range []struct{ markdown, want, lost string }{
		{"a <b>b</b> <i>c *d*</i> <cite>e</cite> <dfn>f</dfn> <var>g</var>", "a **b** *c d* *e* *f* *g*\n", ""},
		{"<div>\n<b>a</b>\n</div>", "**a**\n", ""},
		{"<kbd>Ctrl *a*</kbd> <samp>b</samp> <code>c</code>", "`Ctrl a` `b` `c`\n", ""},
		{"<q>a</q>", "“a”\n", ""},
		{"<s>a</s>", "a\n", "struck through"},
		{"<u>a</u> <ins>b</ins>", "a b\n", "underlined"},
		{"<mark>a</mark>", "a\n", "highlighted"},
	} {
		i := newTestImport()
		if got := i.markdown(source.Pos{Line: 1}, c.markdown).Markdown(); got != c.want {
			t.Errorf("%s\nis read as %q", c.markdown, got)
		}
		if said := strings.Join(reports(i.Diags), "\n"); !strings.Contains(said, c.lost) || c.lost == "" && said != "" {
			t.Errorf("%s: reported %q", c.markdown, said)
		}
		again := newTestImport()
		if got := again.html(source.Pos{Line: 1}, c.markdown, nil).Markdown(); !strings.Contains(c.markdown, "*") && got != c.want {
			t.Errorf("%s\nis read as HTML as %q", c.markdown, got)
		}
	}
}

// FuzzHTML: whatever a text in HTML holds, what is read of it is read back as the same once a site has it.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"<b>a </b><i> b</i>", "<ul><li>a<p>b</p><ol start=3><li>c</ol></ul>", "<table><tr><th>a<td><p>b<p>c", "<pre>a<br>b</pre><blockquote>c<br><br>d", "<a href=http://a.b>c</a><sub>2</sub>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, markup string) {
		i := newTestImport()
		read := i.html(source.Pos{Line: 1}, markup, nil)
		again := newTestImport().allow(i.allower(source.Pos{}, nil), read)
		if !text.Equal(read, again) {
			t.Errorf("%q is tidied to %q and then to %q", markup, read.Markdown(), again.Markdown())
		}
		a := adopter{Reporter: *i.Reporter, site: trialSite(), set: i.set, parser: i.parser}
		if adopted := a.text(source.Pos{Line: 1}, read); !a.same(adopted) {
			t.Errorf("%q is adopted as %q, which is read as something else", markup, adopted.Markdown())
		}
	})
}
