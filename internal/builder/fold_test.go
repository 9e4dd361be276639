package builder

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/templates"
)

// TestWordsAreEscaped: a word in a site's own layout is escaped for the place where it is, in every part of a page.
func TestWordsAreEscaped(t *testing.T) {
	const layout = `<p title={{t "nav.skip"}} lang="{{t "nav.skip"}}">{{t "nav.skip"}}</p><a href="{{t "nav.skip"}}">x</a>` +
		`<script>const x = {{t "nav.skip"}};</script>{{template "word"}}<i title={{template "word"}}></i>`
	const want = `<p title=Skip&#32;&#34;it&#34;&#32;&lt;now&gt; lang="Skip &#34;it&#34; &lt;now&gt;">Skip &#34;it&#34; &lt;now&gt;</p>` +
		`<a href="Skip%20%22it%22%20%3cnow%3e">x</a><script>const x = "Skip \"it\" \u003cnow\u003e";</script>` +
		`Skip &#34;it&#34; &lt;now&gt;<i title=Skip&#32;&#34;it&#34;&#32;&lt;now&gt;></i>`
	own := fstest.MapFS{
		"strings/en-GB.yaml":  {Data: []byte("nav:\n  skip: 'Skip \"it\" <now>'\n")},
		"layouts/base.html":   {Data: []byte(`{{define "base"}}` + layout + `{{end}}{{define "header"}}` + layout + `{{end}}{{define "word"}}{{t "nav.skip"}}{{end}}`)},
		"layouts/blocks.html": {Data: []byte(`{{define "block-note"}}` + layout + `{{end}}{{define "word"}}{{t "nav.skip"}}{{end}}`)},
		"layouts/page.html":   {Data: []byte(" ")},
	}
	words, diags := loadWords(Theme{Default: templates.FS, Own: own}, baseLanguage)
	l, more := loadLayouts(Theme{Default: templates.FS, Own: own}, words)
	if len(diags)+len(more) > 0 {
		t.Fatal(diags, more)
	}
	var page, block bytes.Buffer
	if err := l.sets["page"]().ExecuteTemplate(&page, "base", &View{}); err != nil {
		t.Error(err)
	}
	if err := l.blocks().ExecuteTemplate(&block, "block-note", BlockView{}); err != nil {
		t.Error(err)
	}
	header, err := l.part("header", FrameView{})
	if err != nil {
		t.Error(err)
	}
	for part, got := range map[string]string{"page": page.String(), "block": block.String(), "header": header} {
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", part, got, want)
		}
	}
}

// TestWordsAreFolded: the words of the shipped layouts are written into them once, not looked up for each page.
func TestWordsAreFolded(t *testing.T) {
	words, _ := loadWords(Theme{Default: templates.FS}, baseLanguage)
	l, _ := loadLayouts(Theme{Default: templates.FS}, words)
	for name, part := range map[string]string{"base": l.frame().Lookup("header").Tree.Root.String(), "page": l.sets["page"]().Lookup("base").Tree.Root.String(),
		"blocks": l.blocks().Lookup("block-note").Tree.Root.String()} {
		if strings.Contains(part, `{{t "`) {
			t.Errorf("%s looks words up for each page:\n%s", name, part)
		}
	}
	if part := l.sets["search"]().Lookup("main").Tree.Root.String(); strings.Contains(part, `{{words "`) {
		t.Errorf("the words of a script are looked up for each page:\n%s", part)
	}
}
