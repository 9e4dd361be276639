package builder

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

// complete fails when a mistake has no message or no way to fix it.
func complete(t *testing.T, diags []source.Diagnostic) {
	t.Helper()
	for _, d := range diags {
		if d.File == "" || d.Message == "" || d.Hint == "" {
			t.Fatalf("incomplete: %+v", d)
		}
	}
}

// FuzzWords: whatever a site's own words say, each mistake is reported, and every word that it leaves out is there in English.
func FuzzWords(f *testing.F) {
	for _, seed := range []string{"nav: {home: Start}\n", "nav: home\n", "nav: {home: [a, b]}\n", "nav: {home: {one: a}}\n", "nav: {home: {one: a, other: {b: c}}}\n", "dates: {months: [1, 2]}\n",
		"nav:\n", "- a\n", "nav: &n {home: x}\nquiz: *n\n", "? {a: b}\n: c\n"} {
		f.Add([]byte(seed))
	}
	base, _ := loadWords(Theme{Default: templates.FS}, baseLanguage)
	f.Fuzz(func(t *testing.T, data []byte) {
		w, diags := loadWords(Theme{Default: templates.FS, Own: fstest.MapFS{"strings/en-GB.yaml": {Data: data}}}, baseLanguage)
		complete(t, diags)
		if w == nil {
			t.Fatal("no words")
		}
		for _, key := range base.Keys() {
			if _, there := w.texts[key]; !there {
				t.Fatalf("%s is gone", key)
			}
		}
		if w.dates.OfMonth(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)) == "" && len(diags) == 0 {
			t.Fatal("December 2026 has no name")
		}
	})
}

// FuzzLayout: whatever a site's own layout says, each mistake is reported at its file, and showing a page with it ends.
func FuzzLayout(f *testing.F) {
	for _, seed := range []string{`{{define "main"}}{{.Title}}{{end}}`, `{{template "base" .}}`, `{{define "main"}}{{template "main" .}}{{end}}`, `{{`, `{{t "nav.home"}}`, `{{tn "a" 1}}`, `{{define "x"}}{{end}}{{define "x"}}{{end}}`,
		`{{range .Contents}}{{break}}{{end}}`, `<a href="{{.Title}}`, `<script>{{.Title}}`, `{{block "main" .}}{{.Gone}}{{end}}`} {
		f.Add([]byte(seed))
	}
	words, _ := loadWords(Theme{Default: templates.FS}, baseLanguage)
	f.Fuzz(func(t *testing.T, data []byte) {
		l, diags := loadLayouts(Theme{Default: templates.FS, Own: fstest.MapFS{"layouts/page.html": {Data: data}}}, words)
		complete(t, diags)
		if len(diags) > 0 || bytes.Contains(data, []byte("range")) {
			return // a range over a large number ends, but not soon
		}
		if err := l.sets["page"]().ExecuteTemplate(new(bytes.Buffer), "base", &View{Layout: "page"}); err != nil {
			complete(t, layoutError("layouts/page.html", err, "a.html").Diagnostics)
		}
	})
}

// opened is a folder that notes what is read of it.
type opened struct {
	fs.FS
	names *sync.Map
}

func (o opened) Open(name string) (fs.File, error) {
	o.names.Store(name, true)
	return o.FS.Open(name)
}

// FuzzBundle: whatever a site's own script and style say, bundling them ends, reads nothing but templates, and each mistake is
// reported at its line. testdata/outside.ts lies outside of every template.
func FuzzBundle(f *testing.F) {
	beside, _ := filepath.Abs("testdata/outside")
	for _, seed := range []string{`import "./testdata/outside"`, `import x from "` + beside + `"; x()`, `import x from "file://` + beside + `.ts"; x()`, `import x from "../testdata/outside.ts" with {type: "text"}; x()`,
		`require("../../internal/builder/testdata/outside.ts")`, `require("./testdata/" + x)`, "import(`./testdata/${x}.ts`)", `require(a ? "./testdata/" + b : c)`, `try{require("./testdata/"+x)}catch{}`,
		`import("./testdata/"+x,{with:{type:"text"}})`, `const a="./testdata/";import(a+x)`, `const enum E{a="./testdata/"};import(E.a+x)`, `import.source("./testdata/"+x)`, `import("./testdata/"+x).then(f,()=>g)`, `function f(require){require("./testdata/"+x)}`, `import("./testdata/" + location.hash)`, "const x = require(`../${location.hash}`)", `new URL("testdata/outside.ts", import.meta.url)`,
		"x()\n//# sourceMappingURL=testdata/outside.ts", `/// <reference path="testdata/outside.ts" />`, `/* @jsxImportSource ./testdata/outside */ <a/>`, `import "data:text/javascript,x()"`,
		`@import "../testdata/outside.ts";`, `@import url(` + beside + `.ts);a{b:url(../testdata/outside.ts)}`, `a{b:url(data:text/plain,x)}`, `a{composes:b from "../testdata/outside.ts"}`, `a{`, `a{b:c}}`, `.a{.b &{c:d}}`,
		`import "./base"`, `export * from "../features/quiz/quiz"`, `let x: y<`, "\xff", `enum A { B = "x" } x(A.B)`, `@decorator class A {}`, `await x`, `#!/bin/sh`, `import "./\x00"`, `import "theme:layouts/base.ts"`} {
		f.Add(seed, "ts")
		f.Add(seed, "css")
	}
	f.Fuzz(func(t *testing.T, text, kind string) {
		name := "layouts/base.ts"
		if kind == "css" {
			name = "layouts/base.css"
		}
		names := new(sync.Map)
		bundles, diags := bundler{theme: Theme{Default: opened{templates.FS, names}, Own: opened{fstest.MapFS{name: {Data: []byte(text)}}, names}}, folder: "en"}.bundle([]string{name})
		made := bundles[name]
		complete(t, diags)
		for _, d := range diags {
			if d.Line < 1 || d.Col < 1 || strings.Contains(d.Message, "panic") || !strings.HasPrefix(d.File, "templates/") {
				t.Fatalf("%+v", d)
			}
		}
		if n, _ := source.Count(diags); n > 0 && made != nil {
			t.Fatal("there is a bundle in spite of mistakes")
		}
		if bytes.Contains(made, []byte("outside the theme")) {
			t.Fatalf("a file outside of the templates was read: %s", made)
		}
		names.Range(func(name, _ any) bool {
			if !fs.ValidPath(name.(string)) && len(diags) == 0 {
				t.Fatalf("%q was read", name)
			}
			return true
		})
	})
}

// FuzzPageHTML: whatever HTML a page has that may hold some, once it is built the page has no script but those of every page,
// nothing that runs on an event, and no address that runs.
func FuzzPageHTML(f *testing.F) {
	for _, seed := range []string{"<b>a</b>", "<a href=\"javascript:x\">b</a>", "<a href=\"java&#10;script:x\">b</a>", "<a href=\" &#1;javascript:x\">b</a>", "<img src=\"data:text/html,x\" alt=a>", "[a](javascript:x)", "<javascript:x>", "[a](vbscript:x) [b](data:text/html,x) [c](JaVaScRiPt&colon;x)",
		"<p onclick=x>a", "<script>x</script>", "<svg onload=x><script>x</script></svg>", "<math><mtext><img src=x onerror=x></math>", "<noscript><p title=\"</noscript><img src=x onerror=y>\">", "</main><script>x</script>", "<details ontoggle=x open>a</details>",
		"<!--><script>x</script>-->", "<a href=link:out>b</a>", "<table background=javascript:x><tr><td>a</table>", "# <b onclick=x>a</b>\n\n:::must {#a}\n<i onclick=x>b</i>\n:::\n", "![a](javascript:x.png)", "<blockquote cite=javascript:x>a</blockquote>", "&lt;script&gt;x&lt;/script&gt;", "`<script>`"} {
		f.Add(seed)
	}
	looks, diags := Theme{Default: templates.FS}.Read(baseLanguage, nil, nil)
	if looks == nil {
		f.Fatal(diags)
	}
	page := func(text string) *html.Node {
		fsys := fstest.MapFS{"site.yaml": {Data: []byte("title: A site\nhtml: [index.md]\n")}, "index.md": {Data: []byte("---\ntitle: Home\n---\n" + text)}}
		s, diags := site.Load(fsys, site.Options{Today: day, Examine: check.Texts()})
		if n, _ := source.Count(check.Finish(s, diags).Diagnostics); n > 0 {
			return nil
		}
		for _, o := range Plan(Input{Site: s, Content: fsys, Looks: looks, Version: "test"}) {
			if o.Path == "index.html" {
				data, err := o.Bytes()
				if err != nil {
					return nil
				}
				root, err := html.Parse(bytes.NewReader(data))
				if err != nil {
					return nil
				}
				return root
			}
		}
		return nil
	}
	plain := page("a")
	f.Fuzz(func(t *testing.T, text string) {
		root := page(text)
		if root == nil {
			return
		}
		for _, tag := range []string{"script", "style", "link", "meta", "main", "body", "iframe", "object", "embed", "base", "form"} {
			if n, own := count(root, tag), count(plain, tag); n != own {
				t.Fatalf("%q has %d <%s>, and any page %d", text, n, tag, own)
			}
		}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				scheme, _, _ := strings.Cut(strings.ToLower(strings.Map(func(r rune) rune { // as https://url.spec.whatwg.org/ reads an address
					if r <= ' ' {
						return -1
					}
					return r
				}, a.Val)), ":")
				if strings.HasPrefix(a.Key, "on") || slices.Contains([]string{"href", "src", "action", "formaction", "cite", "background", "xlink:href"}, a.Key) && slices.Contains([]string{"javascript", "vbscript", "data"}, scheme) && n.Data != "link" {
					t.Fatalf("%q has <%s %s=%q>", text, n.Data, a.Key, a.Val)
				}
			}
		}
	})
}

func count(root *html.Node, tag string) int {
	count := 0
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag {
			count++
		}
	}
	return count
}

// FuzzManifest: whatever the list of what was built says, no file outside the folder is touched, and none that the list does
// not name.
func FuzzManifest(f *testing.F) {
	for _, seed := range []string{`{}`, `{"files":{"a.html":{"digest":"x","size":1}}}`, `{"files":{"../kept.txt":{"digest":"x","size":4}}}`, `{"files":{"own.txt/../../kept.txt":{}}}`, `[]`, `{"files":null}`, `{"version":99}`, "\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		top := t.TempDir()
		dir := filepath.Join(top, "public")
		for name, text := range map[string]string{"kept.txt": "kept", "public/own.txt": "own", "public/" + Manifest: string(data)} {
			name = filepath.Join(top, name)
			if os.MkdirAll(filepath.Dir(name), 0o755) != nil || os.WriteFile(name, []byte(text), 0o644) != nil {
				t.Fatal("the folder cannot be made")
			}
		}
		outputs := []Output{{Path: "index.html", Digest: func() string { return "d" }, Render: func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }}}
		_, _ = Write(dir, outputs, nil)
		if text, err := os.ReadFile(filepath.Join(top, "kept.txt")); err != nil || string(text) != "kept" {
			t.Fatalf("a file outside the folder was touched: %q, %v", text, err)
		}
		if _, err := fs.Stat(os.DirFS(dir), "own.txt"); err != nil && !strings.Contains(string(data), "own.txt") {
			t.Fatal("a file that is not on the list was touched")
		}
	})
}
