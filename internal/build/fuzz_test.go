package build

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/source"
	"handrail/templates"
)

// told fails when a mistake has no words or no way to mend it.
func told(t *testing.T, diags []source.Diagnostic) {
	t.Helper()
	for _, d := range diags {
		if d.File == "" || d.Message == "" || d.Hint == "" {
			t.Fatalf("incomplete: %+v", d)
		}
	}
}

// FuzzWords: whatever a site's own words say, each mistake is told, and every word that it leaves out is there in English.
func FuzzWords(f *testing.F) {
	for _, seed := range []string{"nav: {home: Start}\n", "nav: home\n", "nav: {home: [a, b]}\n", "nav: {home: {one: a}}\n", "nav: {home: {one: a, other: {b: c}}}\n", "dates: {months: [1, 2]}\n",
		"nav:\n", "- a\n", "nav: &n {home: x}\nquiz: *n\n", "? {a: b}\n: c\n"} {
		f.Add([]byte(seed))
	}
	base, _ := loadWords(Theme{Default: templates.FS}, baseLanguage)
	f.Fuzz(func(t *testing.T, data []byte) {
		w, diags := loadWords(Theme{Default: templates.FS, Own: fstest.MapFS{"strings/en-GB.yaml": {Data: data}}}, baseLanguage)
		told(t, diags)
		if w == nil {
			t.Fatal("no words")
		}
		for _, key := range base.Keys() {
			if _, there := w.texts[key]; !there {
				t.Fatalf("%s is gone", key)
			}
		}
		if w.month(12) == "" && len(diags) == 0 {
			t.Fatal("December has no name")
		}
	})
}

// FuzzLayout: whatever a site's own layout says, each mistake is told at its file, and showing a page with it ends.
func FuzzLayout(f *testing.F) {
	for _, seed := range []string{`{{define "main"}}{{.Title}}{{end}}`, `{{template "base" .}}`, `{{define "main"}}{{template "main" .}}{{end}}`, `{{`, `{{t "nav.home"}}`, `{{tn "a" 1}}`, `{{define "x"}}{{end}}{{define "x"}}{{end}}`,
		`{{range .Contents}}{{break}}{{end}}`, `<a href="{{.Title}}`, `<script>{{.Title}}`, `{{block "main" .}}{{.Gone}}{{end}}`} {
		f.Add([]byte(seed))
	}
	words, _ := loadWords(Theme{Default: templates.FS}, baseLanguage)
	f.Fuzz(func(t *testing.T, data []byte) {
		l, diags := loadLayouts(Theme{Default: templates.FS, Own: fstest.MapFS{"layouts/page.html": {Data: data}}}, words)
		told(t, diags)
		if len(diags) > 0 || bytes.Contains(data, []byte("range")) {
			return // a range over a large number ends, but not soon
		}
		if err := l.sets["page"].ExecuteTemplate(new(bytes.Buffer), "base", &View{Layout: "page"}); err != nil {
			told(t, layoutError("page", err, "a.html").Diagnostics)
		}
	})
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
		outputs := []Output{{Path: "index.html", Digest: func() string { return "d" }, Render: func(b *bytes.Buffer) error { b.WriteString("x"); return nil }}}
		_, _ = Write(dir, outputs, nil)
		if text, err := os.ReadFile(filepath.Join(top, "kept.txt")); err != nil || string(text) != "kept" {
			t.Fatalf("a file outside the folder was touched: %q, %v", text, err)
		}
		if _, err := fs.Stat(os.DirFS(dir), "own.txt"); err != nil && !strings.Contains(string(data), "own.txt") {
			t.Fatal("a file that is not on the list was touched")
		}
	})
}
