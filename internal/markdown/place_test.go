package markdown

import (
	"bytes"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
)

// TestPlace writes one text for two places: as it is, and as a caller asks for each part.
func TestPlace(t *testing.T) {
	f, _ := source.Parse("p.md", []byte("---\ntitle: \"-\"\n---\n## Before [you](a.md#b) start\n\n[gone](link:x) ![a \"b\"](c.png) {{group}}[^n]\n\n- [x] done\n\n"+
		":::must {#ask}\nAsk [first](d.md).\n\nThe law.\n:::\n\n[^n]: Note.\n"))
	d, diags := NewParser(language.English()).Parse(f)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, test := range []struct {
		at   Place
		want string
	}{
		{Place{}, `<h2 id="before-you-start">Before <a href="a.md#b">you</a> start</h2>
<p><a href="link:x">gone</a> <img src="c.png" alt="a &#34;b&#34;"> {{group}}<sup><a href="#fn_1">1</a></sup></p>
<ul>
<li>☑ done</li>
</ul>
<div class="must">
<p>Ask <a href="d.md">first</a>.</p>
<p>The law.</p>
</div>
<section>
<ol>
<li id="fn_1">
<p>Note. </p>
</li>
</ol>
</section>`},
		{Place{Shift: 2, ID: func(id string) string { return "x--" + id }, Href: func(n int) string { return strings.Repeat("u", n%2) },
			Image: func(b *bytes.Buffer, n int) { b.WriteString("IMAGE") }, Block: func(b *bytes.Buffer, n int) { b.WriteString("BLOCK\n") },
			Field: func(b *bytes.Buffer, n int) { b.WriteString("FIELD") }, Task: func(b *bytes.Buffer, ticked bool) {}},
			`<h4 id="x--before-you-start">Before you start</h4>
<p><a href="u">gone</a> IMAGE FIELD<sup><a href="#x--fn_1">1</a></sup></p>
<ul>
<li>done</li>
</ul>
BLOCK
<section>
<ol>
<li id="x--fn_1">
<p>Note. </p>
</li>
</ol>
</section>`},
	} {
		var b bytes.Buffer
		d.WriteHTML(&b, d.Text, d.Body, &test.at)
		if b.String() != test.want {
			t.Errorf("got\n%s\nwant\n%s", b.String(), test.want)
		}
	}
}
