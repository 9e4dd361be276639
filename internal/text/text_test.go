package text

import (
	"reflect"
	"strings"
	"testing"
)

// all has each kind of block and of what is in a line.
const all = `<h2 data-id="ask" data-rules="a b">Ask &amp; <em>wait</em></h2>
<p>See <a href="a b.md">the <strong>list</strong></a><br>
<code>a|b</code> <span data-field="group"></span><sup data-note="n"></sup><del>x</del> <img src="p.png" alt="A [p]" title="T" width="50%"></p>
<ol start="3"><li><input checked>one</li><li>two<ul><li>in</li></ul></li></ol>
<ul><li><p>a</p></li><li><p>b</p></li></ul>
<ul><li>c</li></ul>
<blockquote><p>- q</p><p># r</p></blockquote>
<pre><code class="language-go">a
` + "```" + `
</code></pre>
<table><thead><tr><th>A</th><th class="end">B|C</th></tr></thead><tbody><tr><td>1</td><td class="end">2</td></tr></tbody></table>
<hr>
<dl><dt>T</dt><dd>M</dd></dl>
<div data-block="must" data-id="x" data-do="say &quot;a&quot;"><p>Do it.</p></div>
<div data-when="phone"><p>P<span data-when="phone"> q</span></p></div>
<section data-notes><ol><li id="n"><p>Note. <sup data-note=""></sup></p></li></ol></section>`

const allMarkdown = `## Ask & *wait* {#ask rules="a b"}

See [the **list**](<a b.md>)\
` + "`a|b`" + ` {{group}}[^n]~~x~~ ![A \[p\]](p.png "T"){width=50%}

3. [x] one
4. two
   - in

- a

- b

* c

> \- q
>
> \# r

` + "````go\na\n```\n````" + `

| A | B\|C |
| --- | ---: |
| 1 | 2 |

***

T
:   M

:::must {#x do="say \"a\""}
Do it.
:::

{{#when phone}}

P{{#when phone}} q{{/when}}

{{/when}}

[^n]: Note.
`

const allPlain = `Ask & wait

See the list (a b.md)
a|b {{group}}[n]x A [p]

3. ☑ one
4. two
   - in

- a

- b

- c

    - q

    # r

    a
    ` + "```" + `

- A: 1
  B|C: 2

----------

T
    M

Do it.

P q

[n] Note.
`

func read(t *testing.T, markup string) []Block {
	t.Helper()
	blocks, err := Read(markup)
	if err != nil {
		t.Fatal(err)
	}
	return blocks
}

func TestWrite(t *testing.T) {
	blocks := read(t, all)
	if got := Markdown(blocks); got != allMarkdown {
		t.Errorf("markdown:\n%s", got)
	}
	if got := Plain(blocks, nil); got != allPlain {
		t.Errorf("plain text:\n%s", got)
	}
	if got := Plain(blocks, func(string) string { return "" }); strings.Contains(got, "a b.md") {
		t.Errorf("plain text without addresses:\n%s", got)
	}
}

func TestWriteNothing(t *testing.T) {
	if got := Markdown(nil) + Plain(nil, nil); got != "" {
		t.Errorf("%q", got)
	}
}

// TestEscape: words that look like markup stay words, and those that do not are left alone.
func TestEscape(t *testing.T) {
	for words, want := range map[string]string{
		"1. one":             `1\. one`,
		"1.5 and 2 * 3":      "1.5 and 2 * 3",
		"- a":                `\- a`,
		"a - b":              "a - b",
		"snake_case _x_":     `snake_case \_x\_`,
		"a < b, <b>":         `a < b, \<b>`,
		"AT&T &amp;":         `AT&T \&amp;`,
		"#1 # a":             "#1 # a",
		"# a":                `\# a`,
		"{{group}}":          `\{{group}}`,
		":::note":            `\:::note`,
		"10:30 :smile:":      `10:30 \:smile:`,
		"www.a.org, a@b.org": `www\.a.org, a\@b.org`,
		"[a](b)":             `\[a](b)`,
		" a ":                "&#32;a&#32;",
		"a\n---":             "a\n\\---",
		"a ~10~ ~~b~~":       `a ~10~ \~\~b\~\~`,
	} {
		if got := strings.TrimSuffix(Markdown([]Block{{Inlines: []Inline{{Text: words}}}}), "\n"); got != want {
			t.Errorf("%q is written as %q, want %q", words, got, want)
		}
	}
}

func TestReadElements(t *testing.T) {
	got := read(t, "x <kbd lang=\"en\">y</kbd><details><summary>S</summary><p>z</p></details>")
	want := []Block{
		{Inlines: []Inline{{Text: "x "}, {Kind: Inside, Name: "kbd", Attrs: []Attr{{"lang", "en"}}, Inlines: []Inline{{Text: "y"}}}}},
		{Kind: Element, Name: "details", Blocks: []Block{{Kind: Element, Name: "summary", Blocks: []Block{{Inlines: []Inline{{Text: "S"}}}}}, {Inlines: []Inline{{Text: "z"}}}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}
