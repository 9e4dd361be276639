package site

import (
	"errors"
	"html"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"handrail/internal/source"
)

var today = source.Date{Time: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}

// files makes a folder of sources: a text without front matter gets a title of its own name.
func files(texts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"site.yaml": {Data: []byte("title: Site\n")}}
	for name, text := range texts {
		if strings.HasSuffix(name, ".md") && !strings.HasPrefix(text, "---\n") {
			text = "---\ntitle: " + name + "\n---\n" + text
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func load(t *testing.T, texts map[string]string) *Site {
	t.Helper()
	s, diags := Load(files(texts), Options{Today: today})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return s
}

func TestReadingOrder(t *testing.T) {
	s := load(t, map[string]string{
		"index.md": "", "zebra.md": "",
		"b/index.md": "---\ntitle: B\norder: 1\n---\n", "b/two.md": "", "b/one.md": "---\ntitle: One\norder: 5\n---\n",
		"b/deep/index.md": "", "b/deep/page.md": "",
		"a/index.md": "---\ntitle: A\norder: 2\n---\n",
	})
	var got []string
	for _, p := range s.Pages {
		got = append(got, p.Address)
	}
	want := "index.html b/index.html b/one.html b/deep/index.html b/deep/page.html b/two.html a/index.html zebra.html"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
	deep := s.ByPath["b/deep/page.md"]
	if deep.Parent.Address != "b/deep/index.html" || deep.Top().Address != "b/index.html" {
		t.Errorf("%s is in %s, at the top in %s", deep.Address, deep.Parent.Address, deep.Top().Address)
	}
}

func TestRulesKnowWhatRefersToThem(t *testing.T) {
	s := load(t, map[string]string{
		"index.md": "", "guide/index.md": "", "guide/a.md": ":::must {#pin applies=\"phone\"}\nSet a PIN.\n:::\n",
		"quizzes/index.md": "", "quizzes/q.md": "## Which? {#which rules=\"pin\"}\n- [x] a\n- [ ] b\n  > No.\n\n> So.\n",
		"checklists/index.md": "", "checklists/c.md": "---\ntitle: C\nquestions:\n  - ask: What?\n    choose: one\n    options: [{topic: phone, label: A phone}, {label: None}]\n---\n",
		"statements/index.md": "", "statements/s.md": "---\ntitle: S\nversion: 1\nchanges: [{version: 1, date: 2026-11-20, what: First.}]\nrules: [pin]\n---\n",
	})
	r := s.Rules[0]
	if len(r.Questions) != 1 || r.Questions[0].ID != "which" || len(r.Acts) != 1 || r.Acts[0].Path != "checklists/c.md" || len(r.Fulfils) != 1 {
		t.Errorf("the rule knows %+v", r)
	}
	var book []string
	for _, p := range s.Handbook() {
		book = append(book, p.Path)
	}
	if got := strings.Join(book, " "); got != "guide/index.md guide/a.md" {
		t.Errorf("the handbook has %s", got)
	}
}

func TestDrafts(t *testing.T) {
	texts := files(map[string]string{"index.md": "", "a.md": "---\ntitle: A\ndraft: true\ncolour: red\n---\n"})
	s, diags := Load(texts, Options{Today: today})
	if len(s.Pages) != 1 || len(diags) != 0 {
		t.Errorf("without drafts: %d pages, %v", len(s.Pages), diags)
	}
	s, diags = Load(texts, Options{Today: today, Drafts: true})
	if len(s.Pages) != 2 || len(diags) != 1 {
		t.Errorf("with drafts: %d pages, %v", len(s.Pages), diags)
	}
}

func TestOverdue(t *testing.T) {
	s := load(t, map[string]string{
		"index.md": "---\ntitle: Home\nreviewed: 2026-05-22\nreview_every: 6 months\n---\n",
		"late.md":  "---\ntitle: Late\nreviewed: 2026-05-21\nreview_every: 6 months\n---\n",
		"never.md": "---\ntitle: Never\nreviewed: 2020-01-01\n---\n",
	})
	for name, want := range map[string]bool{"index.md": false, "late.md": true, "never.md": false} {
		if got := s.Overdue(s.ByPath[name]); got != want {
			t.Errorf("%s: overdue is %v", name, got)
		}
	}
}

func TestRelative(t *testing.T) {
	for _, test := range [][3]string{
		{"index.html", "guide/a.html", "guide/a.html"}, {"guide/a.html", "index.html", "../index.html"},
		{"guide/a.html", "guide/b.html", "b.html"}, {"guide/deep/a.html", "guide/b.html", "../b.html"},
		{"a/x.html", "b/x.html", "../b/x.html"}, {"a.html", "a.html", "a.html"},
	} {
		if got := Relative(test[0], test[1]); got != test[2] {
			t.Errorf("from %s to %s: got %s, want %s", test[0], test[1], got, test[2])
		}
	}
}

// TestSecretsAreNotShown sees that a key in site.yaml, where it does not belong, is not shown with its mistake.
func TestSecretsAreNotShown(t *testing.T) {
	for _, text := range []string{
		"targets:\n  live:\n    bucket: guidance\n    secret_access_key: hush\n",
		"targets:\n  live: {bucket: guidance, 'aws-access-key-id': hush}\n",
		"targets: {live: {bucket: guidance, password: [hush]}}\n",
		"targets:\n  live:\n    bucket: guidance\n    endpoint: https://me:hush@store.example.org\n",
		"targets:\n  live:\n    bucket: guidance\n    endpoint: https://me:hush/hush@store.example.org\n",
		"targets:\n  live:\n    sftp: ssh.example.org\n    password: hush\n",
		"targets: {live: {ftps: \"leeds:hush@ftp.example.org\"}}\n",
	} {
		c, diags := LoadConfig(fstest.MapFS{"site.yaml": {Data: []byte("title: Site\n" + text)}})
		var shown strings.Builder
		if err := source.WriteText(&shown, diags); err != nil {
			t.Fatal(err)
		}
		if len(diags) == 0 || strings.Contains(shown.String(), "hush") || !strings.Contains(shown.String(), "AWS_ACCESS_KEY_ID") {
			t.Errorf("%s%v\n%s", text, c.Targets, shown.String())
		}
	}
	_, diags := LoadConfig(fstest.MapFS{"site.yaml": {Data: []byte("title: Your password: keep it\n")}})
	if len(diags) == 0 || diags[0].Source == "" {
		t.Errorf("a title that speaks of a password: %v", diags)
	}
}

// TestContrast holds the formula to values that WCAG's own examples give.
func TestContrast(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#777777", "#ffffff", 4.48}, {"#ffffff", "#ffffff", 1}, {"#0000ff", "#ffffff", 8.59}} {
		a, _ := ParseColour(test.a)
		b, _ := ParseColour(test.b)
		if got := Contrast(a, b); got < test.want-0.01 || got > test.want+0.01 {
			t.Errorf("%s on %s: got %.2f, want %.2f", test.a, test.b, got, test.want)
		}
	}
	accent, err := ParseColour(defaultAccent)
	if err != nil || Contrast(accent, PageLight()) < MinContrast || Contrast(accent.ForDark(), PageDark()) < MinContrast {
		t.Errorf("the default accent does not stand out: %v", err)
	}
	for _, same := range []Colour{{11, 79, 92}, {255, 0, 0}, {0, 255, 3}, {1, 2, 255}, {120, 120, 120}, {0, 0, 0}, {255, 255, 255}, {250, 10, 200}} {
		if got := fromHSL(same.hsl()); got != same {
			t.Errorf("%s by its hue, saturation and lightness is %s", same, got)
		}
	}
	for _, black := range []Colour{{}, {255, 255, 255}, {0, 0, 255}} {
		if Contrast(black.ForDark(), PageDark()) < MinContrast || Contrast(black.ForLight(MinContrast), PageLight()) < MinContrast {
			t.Errorf("%s does not stand out as %s and %s", black, black.ForDark(), black.ForLight(MinContrast))
		}
	}
	for _, bad := range []string{"", "#", "red", "#12345", "#1234567", "#12345g", "1234567"} {
		if _, err := ParseColour(bad); err == nil {
			t.Errorf("%q was taken as a colour", bad)
		}
	}
}

func TestDrawing(t *testing.T) {
	f, _ := source.Parse("d.svg", []byte(`<?xml version="1.0"?><!-- note -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" onload="x()">
  <defs><marker id="tip"><path d="M0 0"/></marker></defs>
  <path class="ink" d="M0 0h4" marker-end="url(#tip)" style="fill:red"/>
  <text x="1">A &lt; B</text>
  <a href="javascript:x()"><path d="M1 1"/></a>
  <image href="http://example.org/x.png"/>
</svg>`))
	d := parseDrawing("pictures/My drawing.svg", f)
	want := `<defs><marker id="my-drawing-tip"><path d="M0 0"></path></marker></defs> <path class="ink" d="M0 0h4" marker-end="url(#my-drawing-tip)"></path> <text x="1">A &lt; B</text>`
	if d.Inner != want || d.ViewBox != "0 0 4 4" {
		t.Errorf("got\n%s\nwant\n%s", d.Inner, want)
	}
	var got []string
	for _, diag := range d.Diags {
		got = append(got, diag.Message)
	}
	wantDiags := `a drawing cannot have the attribute onload="x()"|a drawing cannot have the attribute style="fill:red"|a drawing cannot hold the element <a>|a drawing cannot hold the element <image>`
	if g := strings.Join(got, "|"); g != wantDiags {
		t.Errorf("got  %s\nwant %s", g, wantDiags)
	}
}

// TestDrawingValues: no value of an attribute loads anything, however it is written (https://www.w3.org/TR/css-syntax-3/).
func TestDrawingValues(t *testing.T) {
	draw := func(value string) (string, int) {
		f, _ := source.Parse("d.svg", []byte(`<svg viewBox="0 0 4 4"><path marker-end="`+html.EscapeString(value)+`" d="M0 0"/></svg>`))
		d := parseDrawing("d.svg", f)
		return d.Inner, len(d.Diags)
	}
	for _, bad := range []string{"url(//evil.example/x)", "URL(//evil.example/x)", "uRl( '//evil.example/x' )", `\75rl(//evil.example/x)`, `u\72l(//evil.example/x)`,
		"url(#a) url(//evil.example/x)", "url(#a)url(//evil.example/x)", "url(#a),url(//evil.example/x)", "url('#a') URL(x)", "url(#a\\29 ) url(x)", "url(#)", "url(x#a)",
		"url/**/(//evil.example/x)", "/*url(#a)*/url(x)", `image-set("//evil.example/x" 1x)`, "image(x)", "src(x)", "cross-fade(x, y)", "var(--x)", "@import x", "url(#a", "url(\n//x)", "-moz-element(x)"} {
		if got, diags := draw(bad); strings.Contains(got, "marker-end") || diags != 1 {
			t.Errorf("%q is kept: %s (%d reports)", bad, got, diags)
		}
	}
	for value, want := range map[string]string{"url(#tip)": "url(#d-tip)", "URL( '#tip' )": "url(#d-tip)", "url(#tip) #fff": "url(#d-tip) #fff", "url(#tip) none": "url(#d-tip) none",
		"none": "none", "rgb(1, 2, 3)": "rgb(1, 2, 3)", "translate(1 2) rotate(3)": "translate(1 2) rotate(3)"} {
		if got, diags := draw(value); !strings.Contains(got, `marker-end="`+want+`"`) || diags != 0 {
			t.Errorf("%q becomes %s (%d reports)", value, got, diags)
		}
	}
}

// unreadable is a folder in which one file cannot be opened, and one folder cannot be listed.
type unreadable struct{ fstest.MapFS }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "secret.md" || name == "locked" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

func (u unreadable) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "locked" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadDir(name)
}

func (u unreadable) Stat(name string) (fs.FileInfo, error) { return u.MapFS.Stat(name) }

func (u unreadable) ReadFile(name string) ([]byte, error) {
	if name == "secret.md" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadFile(name)
}

func TestUnreadable(t *testing.T) {
	fsys := unreadable{files(map[string]string{"index.md": "", "secret.md": "", "locked/a.md": ""})}
	if _, err := fsys.ReadFile("secret.md"); !errors.Is(err, fs.ErrPermission) {
		t.Fatal("the folder of the test can be read")
	}
	_, diags := Load(fsys, Options{Today: today})
	var got []string
	for _, d := range source.Sort(diags) {
		got = append(got, d.Pos.String()+": "+d.Message)
	}
	want := "content/locked: this folder cannot be read: permission denied|content/secret.md: this file cannot be read: permission denied"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}
