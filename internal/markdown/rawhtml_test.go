package markdown

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/language"
	"handrail/internal/source"
)

func parseHTML(t *testing.T, text string) (*Doc, []string) {
	t.Helper()
	f, diags := source.Parse("p.md", []byte(text))
	if f == nil {
		t.Fatal(diags)
	}
	d, diags := NewParser(language.English()).ParseHTML(f)
	var told []string
	for _, d := range diags {
		told = append(told, d.Pos.String()+" "+string(d.Severity)+" "+d.Message)
	}
	return d, told
}

// TestHTMLStays: HTML that is allowed is written as it is, and its links and images are those of any other text.
func TestHTMLStays(t *testing.T) {
	d, told := parseHTML(t, `A <kbd>Tab</kbd> key, <abbr title="Short &amp; long" class="x">SL</abbr>, a <a href="b.md#c">link <b>here</b> &amp; now</a>.

<details open>
<summary>More</summary>

Some *text*.

<img src="line.svg" alt="A line">
</details>

> <table><tr><td colspan=2>One</td></tr>
> </table>
`)
	if want := []string{`p.md:1:23 warning the attribute class of the HTML element <abbr> is left out`}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	want := `<p>A <kbd>Tab</kbd> key, <abbr title="Short &amp; long">SL</abbr>, a {L0}link <b>here</b> &amp; now{E0}.</p>
<details open="">
<summary>More</summary>
<p>Some <em>text</em>.</p>
{P0}
</details>
<blockquote>
<table><tr><td colspan="2">One</td></tr>
</table>
</blockquote>`
	if got := flat(d.Body); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if l := d.Links[0]; l.Dest != "b.md#c" || l.Text != "link here &amp; now" && l.Text != "link here & now" || l.Pos.String() != "p.md:1:77" {
		t.Errorf("the link is %+v", l)
	}
	if i := d.Images[0]; i.Src != "line.svg" || i.Alt != "A line" || i.Pos.String() != "p.md:8:1" {
		t.Errorf("the image is %+v", i)
	}
}

// TestHTMLDials: a link that rings a number is one in HTML as well, so that what it dials is checked.
func TestHTMLDials(t *testing.T) {
	d, told := parseHTML(t, `Ring <a href="tel:999">999</a>.`)
	if len(told) > 0 || len(d.Links) != 1 || d.Links[0].Dest != "tel:999" || d.Links[0].Text != "999" {
		t.Errorf("links %+v, told %q", d.Links, told)
	}
}

// TestHTMLIsCleaned: what could do harm or break the page is left out, and each is reported at its place.
func TestHTMLIsCleaned(t *testing.T) {
	for text, want := range map[string][]string{
		`<p onclick="x()" style="y" id="main">a</p>`: {"<p>a</p>", "p.md:1:1 warning the attribute onclick of the HTML element <p> is left out",
			"p.md:1:1 warning the attribute style of the HTML element <p> is left out", "p.md:1:1 warning the attribute id of the HTML element <p> is left out"},
		"<script>\nx()\n</script>":                        {"", "p.md:1:1 warning the HTML element <script> is left out"},
		`a <script>x()</script> b`:                        {"<p>a x() b</p>", "p.md:1:3 warning the HTML element <script> is left out"},
		`<SvG onload=x()>`:                                {"", "p.md:1:1 warning the HTML element <svg> is left out"},
		`<iframe src="javascript:x"></iframe>`:            {"", "p.md:1:1 warning the HTML element <iframe> is left out"},
		`<h2>a</h2>`:                                      {"a", "p.md:1:1 warning the HTML element <h2> is left out"},
		`<form><input name=a></form>`:                     {"", "p.md:1:1 warning the HTML element <form> is left out", "p.md:1:7 warning the HTML element <input> is left out"},
		"<!-- x --><?php y ?><!DOCTYPE z>":                {""},
		"<div>\n\na\n\n</div></main>":                     {"<div>\n<p>a</p>\n</div>"},
		"</div>":                                          {"", "p.md:1:1 error </div> closes nothing here"},
		"<div>\na":                                        {"<div>\na", "p.md:1:1 error the HTML element <div> has no end"},
		"a <b>b *c</b>*":                                  {"<p>a <b>b <em>c</em></p>", "p.md:1:10 error </b> closes nothing here", "p.md:1:3 error the HTML element <b> has no end"},
		"- <b>a\n- b</b>":                                 {"<ul>\n<li><b>a</li>\n<li>b</li>\n</ul>", "p.md:1:3 error the HTML element <b> has no end", "p.md:2:4 error </b> closes nothing here"},
		"<i><b>a</i></b>":                                 {"<p><i><b>a</b></p>", "p.md:1:8 error </i> closes nothing here", "p.md:1:1 error the HTML element <i> has no end"},
		`[a <a href="b">c</a>](d)`:                        {"<p>{L0}a {L1}c{E1}{E0}</p>", "p.md:1:4 error a link is within another link"},
		"<div><style/></div></div>x</style>\n</div>":      {"<div>\n</div>", "p.md:1:6 warning the HTML element <style> is left out"},
		"<div><textarea/></div></div></textarea>\n</div>": {"<div>\n</div>", "p.md:1:6 warning the HTML element <textarea> is left out"},
		"<div><noscript></div></div></noscript>\n</div>":  {"<div>\n</div>", "p.md:1:6 warning the HTML element <noscript> is left out"},
		"<div></div><plaintext></div>":                    {"<div></div>", "p.md:1:12 warning the HTML element <plaintext> is left out"},
		"<div\nx=\"":                                      {"", "p.md:1:1 error this HTML tag does not end"},
	} {
		d, told := parseHTML(t, text)
		if got := flat(d.Body); got != want[0] {
			t.Errorf("%s\n got %q\nwant %q", text, got, want[0])
		}
		if !slices.Equal(told, want[1:]) {
			t.Errorf("%s\n told %q\nwant %q", text, told, want[1:])
		}
	}
}

// FuzzHTML: whatever HTML a text has, the page holds nothing but what is allowed, and does not end before its text does.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"<b>a</b>", "<p onclick=x>a", "a <a href=\"javascript:x\">b</a>", "<div>\n\n*a*\n\n</div>", "<script>x</script>", "<table><b><tr><td>a</table>",
		"<svg><style><img src=x onerror=y></style></svg>", "<details><summary>a</summary></details></main></body>", "<!--><b>-->", "<p><div></p></div>", "<li><ul></li></ul>",
		"> <div>\n> </div>", "<a href=b><a href=c>", "<img src=\"x\" alt='\"><script>'>", "<noscript><p title=\"</noscript><img src=x onerror=y>\">",
		"<div><style/></div></div>x</style>\n</div>", "<div></div><plaintext></div>", "<div><noscript></div></div></noscript>\n</div>", ":::note\n<b>\n:::\n</b>"} {
		f.Add(seed)
	}
	parser := NewParser(language.English())
	own := strings.Fields("html head body h1 h2 h3 h4 h5 h6 section ul ol li p em strong code pre blockquote table thead tbody tr th td a img hr br")
	f.Fuzz(func(t *testing.T, data string) {
		file, _ := source.Parse("p.md", []byte(data))
		if file == nil {
			return
		}
		d, diags := parser.ParseHTML(file)
		wrong := false
		for _, diag := range diags {
			if diag.Line < 1 || diag.Message == "" || diag.Hint == "" {
				t.Fatalf("incomplete: %+v", diag)
			}
			wrong = wrong || diag.Severity == source.Error
		}
		var b bytes.Buffer
		b.WriteString(`<div class="around">`)
		d.Body.fill(&b, func(kind hole, n int) {
			switch kind {
			case holeLevel:
				b.WriteByte('2')
			case holeID:
				b.WriteString("x")
			case holeLinkOpen:
				b.WriteString(`<a href="` + html.EscapeString(d.Links[n].Dest) + `">`)
			case holeLinkClose:
				b.WriteString("</a>")
			}
		})
		b.WriteString(`<hr class="within"></div><hr class="after">`)
		root, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		within, after := false, false
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			attributes, ok := allowed()[n.Data]
			if !ok && !slices.Contains(own, n.Data) {
				t.Fatalf("%q has <%s>", data, n.Data)
			}
			for _, a := range n.Attr {
				ours := a.Key == "class" || a.Key == "id" && a.Val == "x" || n.Data == "ol" && a.Key == "start"
				if !ours && !slices.Contains(attributes, a.Key) && !slices.Contains(everywhere(), a.Key) {
					t.Fatalf("%q has <%s %s=%q>", data, n.Data, a.Key, a.Val)
				}
				if n.DataAtom == atom.Hr && a.Key == "class" {
					within = within || a.Val == "within" && isAround(n.Parent)
					after = after || a.Val == "after" && n.Parent.DataAtom == atom.Body
				}
			}
		}
		if !wrong && !(within && after) {
			t.Fatalf("%q reaches out of its page", data)
		}
	})
}

// isAround says whether an element is the one that the text was put in.
func isAround(n *html.Node) bool {
	return slices.Contains(n.Attr, html.Attribute{Key: "class", Val: "around"})
}
