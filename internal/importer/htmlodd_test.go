package importer

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/net/html"

	"handrail/internal/language"
	"handrail/internal/source"
	"handrail/internal/text"
)

// FuzzHTML: a page is read or refused, and none that is read loses a letter.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"<p>a<b>b</p>c", "<table><tr><td>a<td>b</table>", "<ul>a<li>b<ul>c", "<dl>a<dd>b<dt>c", "<details><summary>a</summary>b", "<a href=x><p>a</p></a>", "<svg><text>a</text></svg>b", "<h1>a</h1><h3>b", "<select><option>a</select>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		d, diags := ReadFile(fstest.MapFS{"a.html": {Data: []byte(page)}}, "a.html", language.English())
		if (d == nil) == (len(diags) == 0) {
			t.Fatalf("neither a document nor a reason, or both: %v", diags)
		}
		if d == nil || !utf8.ValidString(page) || strings.ContainsAny(page, "\x00&") {
			return
		}
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
				b.WriteString(n.Data + " ")
			}
		}
		there := letters(d.Front.Title + " " + text.Markdown(d.Blocks))
		for _, e := range d.Entries {
			for r, n := range letters(e.Words) {
				there[r] += n
			}
		}
		for r, n := range letters(b.String()) {
			if there[r] < n && !source.Unseen(r) && !source.Invisible(r) {
				t.Errorf("%q is there %d times; %d in the page\n%s", r, there[r], n, text.Markdown(d.Blocks))
			}
		}
	})
}
