package site

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/source"
)

// complete fails when a mistake has no place within its file, no words, or no hint.
func complete(t *testing.T, diags []source.Diagnostic, files map[string]string) {
	t.Helper()
	for _, d := range diags {
		text, known := files[strings.TrimPrefix(d.File, "content/")]
		if !known || d.Message == "" || d.Hint == "" || d.Line > strings.Count(text, "\n")+2 {
			t.Fatalf("incomplete: %+v", d)
		}
	}
}

// readerOf reads the files of a folder content/.
func readerOf(files map[string]string) *reader {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return &reader{Loader: &Loader{content: fsys}}
}

// FuzzConfig: whatever site.yaml says, each mistake is reported at its place, and what is accepted can be used.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{"title: Site\n", "title: S\nurl: https://example.org/a\naudiences: [{name: lead, label: L, title: T}]\n",
		"title: S\ntargets:\n  live: {bucket: my-bucket, endpoint: \"https://s3.example.org\", prefix: a/b, compress: [gzip]}\n  usb: {folder: ../usb}\n",
		"targets: {a: {bucket: ../../x, endpoint: \"http://u:p@h\", prefix: ../x}}\n", "targets: {\"\": {}}\n", "reading: {age: -1, sentence: 99999999999999999999}\n",
		"url: \"javascript://x/%0a\"\n", "accent: red\nlanguage: ../..\n", "organisation: {name: [a]}\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		files := map[string]string{"site.yaml": text}
		r := readerOf(files)
		c := r.config()
		complete(t, r.diags, files)
		if c.URL != "" {
			if u, err := url.Parse(c.URL); err != nil || u.Host == "" || !strings.HasSuffix(c.URL, "/") {
				t.Fatalf("the address %q cannot be used", c.URL)
			}
		}
		if len(r.diags) > 0 {
			return
		}
		for name, target := range c.Targets {
			if !targetName().MatchString(name) || (target.Folder == "") == (target.Bucket == "") || target.Prefix != "" && !fs.ValidPath(target.Prefix) {
				t.Fatalf("the target %q cannot be used: %+v", name, target)
			}
		}
	})
}

// FuzzLinks: whatever links.yaml says, each mistake is reported, and no good link leads anywhere but to a web page.
func FuzzLinks(f *testing.F) {
	for _, seed := range []string{"a: {address: \"https://example.org\", title: T, checked: 2026-11}\n", "a:\n", "a: {ask: us, title: T}\n", "- a\n",
		"a: &x {address: \"https://e.org\", title: T}\nb: *x\n", "a: {address: \"javascript:alert(1)\", title: T}\n", "a: {<<: {title: T}}\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		files := map[string]string{"links.yaml": text}
		r := readerOf(files)
		links := r.links()
		complete(t, r.diags, files)
		for name, link := range links {
			if link == nil || link.Name != name {
				t.Fatalf("the link %q is %+v", name, link)
			}
			if u, err := url.Parse(link.Address); len(r.diags) == 0 && link.Address != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http") {
				t.Fatalf("the link %q leads to %q", name, link.Address)
			}
		}
	})
}

// FuzzRetired: whatever retired.yaml says, each mistake is reported at its place.
func FuzzRetired(f *testing.F) {
	for _, seed := range []string{"pin: the rule, until 2025\n", "pin:\n", "pin: [a]\n", "pin: &a x\nb: *a\n", "pin: |\n  a\n  b\n", "? [a]\n: b\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		files := map[string]string{"retired.yaml": text}
		r := readerOf(files)
		for id, old := range r.retired() {
			if old.Was == "" && len(r.diags) == 0 {
				t.Fatalf("it is not reported that %q says nothing", id)
			}
		}
		complete(t, r.diags, files)
	})
}

// FuzzDrawing: what is written into a page is well-formed and has no element and no attribute but those of a drawing.
func FuzzDrawing(f *testing.F) {
	for _, seed := range []string{`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`, `<svg viewBox="0 0 1 1"><script>x</script><g onclick="x"><text>a&lt;b</text></g></svg>`,
		`<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"><text>&a;</text></svg>`, `<svg viewBox="0 0 1 1"><g fill="url(#a)"/><g fill="url(http://x)"/><g style="x"/></svg>`,
		`<svg><svg><g></svg>`, `<a:svg viewBox="1"><b:path c:d="x"/></a:svg>`, `<svg viewBox="0 0 1 1"><text><![CDATA[<script>]]></text><?x?><!-- y --></svg>`, `</svg>`, "<g><g>"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, _ := source.Parse("content/d.svg", data)
		if file == nil {
			return
		}
		d := parseDrawing("d.svg", file)
		complete(t, d.Diags, map[string]string{"d.svg": string(data)})
		if len(d.Diags) > 0 {
			return // it is not shown
		}
		dec := xml.NewDecoder(strings.NewReader("<svg>" + d.Inner + "</svg>"))
		for {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%q is not well-formed: %v", d.Inner, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !slices.Contains(drawingElements(), start.Name.Local) || start.Name.Space != "" {
				t.Fatalf("the element %v is kept in %q", start.Name, d.Inner)
			}
			for _, a := range start.Attr {
				if !slices.Contains(drawingAttributes(), a.Name.Local) || a.Name.Space != "" || loading.MatchString(a.Value) && !ownOfD.MatchString(a.Value) {
					t.Fatalf("the attribute %v is kept in %q", a, d.Inner)
				}
			}
		}
	})
}

// loading finds what could load something in a value; an escape or a comment could hide it.
var loading = regexp.MustCompile(`(?i)(url|image|set|src|fade|element)\s*\(|\\|/\*|@`)

// ownOfD is a value that leads to a part of the drawing d.
var ownOfD = regexp.MustCompile(`^url\(#d-[\w.-]+\)(\s+#?\w+)?$`)

// FuzzLink: a path within the folder stays within it.
func FuzzLink(f *testing.F) {
	for _, seed := range []string{"a.md", "../../x", "%2e%2e/%2e%2e/x", "/etc/passwd", "..\\x", "a.md#b", "link:x", "JavaScript:x", "//h/x", "a:b", "%00", "?x", "./#", "a%2fb", "../g/a.md", "../../g/../a", ".", "..", "../", "../.", "b/c"} {
		f.Add("g/a.md", seed)
		f.Add("g/h/a.md", seed)
	}
	f.Fuzz(func(t *testing.T, from, link string) {
		if !fs.ValidPath(from) {
			return
		}
		if want, got := path.Join(path.Dir(from), link), join(path.Dir(from), link); got != want {
			t.Fatalf("%q on %q is joined to %q instead of %q", link, from, got, want)
		}
		d := takeApart(from, link)
		if d.kind == destPath && (!fs.ValidPath(d.text) || path.Clean(d.text) != d.text) {
			t.Fatalf("%q on %q leads to %q", link, from, d.text)
		}
		if d.kind == destAddress {
			if scheme, _, _ := strings.Cut(strings.ToLower(d.text), ":"); !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) {
				t.Fatalf("%q is an address", d.text)
			}
		}
	})
}
