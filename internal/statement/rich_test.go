package statement

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// rich has every kind of block, in one another, and parts that can be left out.
const rich = `<h2>For {{group}}</h2>
<p>A<span data-when="x"> {{x}}</span>.</p>
<div data-when="x"><h3>About {{x}}</h3><p>It is so.</p></div>
<ol start="3"><li>First<ul><li>inner<ol><li>innermost {{note}}</li></ol></li><li>inner too</li></ul></li>
<li data-when="x"><span data-when="x">Only {{x}}</span></li>
<li><p>Last</p><p>and more</p></li></ol>
<ul><li>a</li></ul><ul><li>b</li></ul>
<blockquote><p>{{note}}</p><p>End <code>a` + "`" + `b</code></p></blockquote>
<pre><code>one  two
  {x} | &lt;y&gt;
</code></pre>
<table><thead><tr><th>Name</th><th></th><th class="end">Number</th></tr></thead><tbody><tr><td>A|B</td><td>{{note}}</td><td class="end">1</td></tr>
<tr data-when="x"><td><span data-when="x">{{x}}</span></td><td></td><td class="end"></td></tr></tbody></table>
<hr>
<p><strong>1. </strong>- no list<br>+ nor here</p>`

func richDocument(t *testing.T) Document {
	t.Helper()
	blocks, err := ReadBlocks(rich)
	if err != nil {
		t.Fatal(err)
	}
	return Document{Lang: "en-GB", Subject: "For {{group}}", Author: "A", Blocks: blocks,
		Fields: []Field{{Name: "group"}, {Name: "x", Optional: true}, {Name: "note", Kind: KindText}}}
}

// richValues are the values of two groups: one has filled in all, the other no more than it has to.
func richValues(d Document) map[string]Values {
	return map[string]Values{
		"all":  d.Shown(Values{"group": "Leeds", "x": hostile, "note": "- one\n2. two\n\n# three"}),
		"less": d.Shown(Values{"group": "Leeds", "note": "one"}),
	}
}

func TestRichText(t *testing.T) {
	d := richDocument(t)
	want := map[string]string{"less": `For Leeds

A.

3. First

   - inner
     1. innermost one
   - inner too

4. Last

   and more

- a

- b

    one

    End a` + "`" + `b

    one  two
      {x} | <y>

- Name: A|B
  one
  Number: 1

----------

1. - no list
+ nor here
`}
	if got := richValues(d)["less"].Fill(d.Text(), nil); got != want["less"] {
		t.Errorf("got\n%s\nnot\n%s", got, want["less"])
	}
	got := richValues(d)["all"].Fill(d.Text(), nil)
	for _, text := range []string{"A " + hostile + ".\n\nAbout " + hostile + "\n\nIt is so.\n\n3. First", "     1. innermost - one\n        2. two\n\n", "        # three\n   - inner too\n\n4. Only " + hostile + "\n\n5. Last",
		"    - one\n    2. two\n", "- Name: " + hostile + "\n\n----------"} {
		if !strings.Contains(strings.ReplaceAll(got, "        \n", "\n"), text) {
			t.Errorf("there is no\n%s\nin\n%s", text, got)
		}
	}
}

// TestRichMarkdown reads the markdown with another program's settings: it says what the plain text says.
func TestRichMarkdown(t *testing.T) {
	d := richDocument(t)
	for name, values := range richValues(d) {
		markdown := values.Fill(d.Markdown(), EscapeMarkdown)
		var page bytes.Buffer
		if err := goldmark.New(goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))), goldmark.WithRendererOptions()).
			Convert([]byte(markdown), &page); err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(page.String(), "<!-- raw HTML omitted -->", "<br>") // in a cell, a line break is HTML
		blocks, err := ReadBlocks(text)
		if err != nil {
			t.Fatal(err)
		}
		plain := func(text string) string { return strings.Join(strings.Fields(text), " ") }
		want := plain("For Leeds " + values.Fill(d.Text(), nil))
		if got := plain(Document{Blocks: blocks}.Text()); got != want {
			t.Errorf("%s: the markdown\n%s\nis read as\n%s\nnot\n%s", name, markdown, got, want)
		}
	}
}

// TestRichHTML reads the HTML back: it is the same document, and nothing in it is empty.
func TestRichHTML(t *testing.T) {
	d := richDocument(t)
	for name, values := range richValues(d) {
		page := values.Fill(d.HTML(), EscapeXML)
		for _, empty := range []string{"<li></li>", "<p></p>", "<ul>\n</ul>", "<ol>\n</ol>", "<tr></tr>", "{{", "data-when"} {
			if strings.Contains(page, empty) {
				t.Errorf("%s: there is %q in\n%s", name, empty, page)
			}
		}
		blocks, err := ReadBlocks(page)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := (Document{Blocks: blocks}).Text(), values.Fill(d.Text(), nil); got != want {
			t.Errorf("%s: read back it is\n%s\nnot\n%s", name, got, want)
		}
	}
}

func TestLeaveOut(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`<p>a<span data-when="x"> b<span>c</span></span> d</p>`, `<p>a d</p>`},
		{`<p>a<span data-when="y"> b<span>c</span></span> d</p>`, `<p>a<span> b<span>c</span></span> d</p>`},
		{`<ul><li data-when="x">a<ul><li>b</li></ul></li><li data-when="x y" class="z">c</li></ul>`, `<ul><li class="z">c</li></ul>`},
		{`<div data-when="x"><div>a<br></div></div>b &amp; c`, `b &amp; c`},
		{`<p data-when="x">a`, ``},
	} {
		if got := string(LeaveOut([]byte(c.text), Values{"x": "", "y": "1"})); got != c.want {
			t.Errorf("%s becomes %s, not %s", c.text, got, c.want)
		}
	}
}
