package builder

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"handrail/templates"
)

// TestContracts: each contract that needs something is that of a layout, and what it needs is in the built-in layouts.
func TestContracts(t *testing.T) {
	theme := Theme{Default: templates.FS}
	layouts := readerOf(theme)
	bound := map[string][]html.Token{} // what the pages of a contract have
	for layout, names := range contracts() {
		if _, err := fs.Stat(templates.FS, layout); err != nil {
			t.Error(err)
		}
		for _, name := range names {
			bound[name] = append(bound[name], slices.Concat(layouts.drawn(layout, name)...)...)
		}
	}
	files, err := fs.Glob(templates.FS, "features/*/contract.ts")
	if err != nil || len(files) < 8 {
		t.Fatalf("%v, and %d contracts", err, len(files))
	}
	for _, name := range append(files, quizContract) {
		needed := theme.needed(name)
		if text, err := fs.ReadFile(templates.FS, name); err != nil || len(needed) == 0 && strings.Contains(string(text), "Needed") {
			t.Errorf("templates/%s needs nothing that can be read (%v)", name, err)
		}
		if len(needed) > 0 && bound[name] == nil {
			t.Errorf("templates/%s is in no row of contracts", name)
		}
		for _, selector := range needed {
			if !hooked(bound[name], selector) {
				t.Errorf("templates/%s needs %s, which no layout has", name, selector)
			}
		}
	}
}

// TestBroken: a site's own layout that leaves out what a script needs is reported, whatever else it changes.
func TestBroken(t *testing.T) {
	read := func(name string) string {
		text, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for about, c := range map[string]struct {
		file     string
		old, new string // in the built-in text
		file2    string // that has new instead, where a part has moved
		want     string
	}{
		"nothing":                {"features/quiz/quiz.html", "", "", "", ""},
		"other words":            {"features/quiz/quiz.html", `{{t "quiz.how"}}`, "Hello", "", ""},
		"an attribute":           {"features/quiz/quiz.html", ` data-draw="{{.Draw}}"`, "", "", "features/quiz/quiz.html needs [data-draw]"},
		"the widget":             {"features/kept/kept.html", `data-widget="kept" `, "", "", `features/kept/kept.html needs [data-widget="kept"]`},
		"another widget":         {"features/kept/kept.html", `data-widget="kept"`, `data-widget="keep"`, "", `features/kept/kept.html needs [data-widget="kept"]`},
		"a template":             {"features/present/present.html", `{{template "identity" .}}`, "", "", `features/present/present.html needs [data-widget="present"][data-name][data-digest][data-version][data-pass]`},
		"the text":               {"features/results/results.html", `{{template "questions" .Questions}}`, "", "", "features/results/results.html needs .story, [data-question][data-digest][data-kind][data-points], h2, h3, :scope > .stem, :scope > .answer"},
		"a class":                {"features/statement/statement.html", `class="files screen"`, `class="file screen"`, "", "features/statement/statement.html needs .files"},
		"a comment in its place": {"features/checklist/checklist.html", `<p class="say">{{.Say}}</p>`, `{{/* <p class="say"> */}}`, "", "features/checklist/checklist.html needs .say"},
		"where layouts were":     {"layouts/statement.html", `<dl class="gaps">`, "<dl>", "", "layouts/statement.html needs .gaps"},
		"a kind of question":     {"questions/choices.html", ` data-right`, "", "", "questions/choices.html needs [data-right]"},
		"what is optional":       {"features/statement/statement.html", `<p class="how">{{t "statement.how"}}</p>`, "", "", ""},
		"of each question":       {"layouts/blocks.html", `data-question="{{.ID}}" data-digest="{{.Digest}}"`, `data-question="{{.ID}}"`, "", "layouts/blocks.html needs [data-question][data-digest][data-kind][data-points]"},
		"a part that has moved":  {"features/quiz/quiz.html", `data-draw="{{.Draw}}"`, `{{template "own" .}}`, "layouts/blocks.html", ""},
		"a branch":               {"features/checklist/checklist.html", `<p class="say">{{.Say}}</p>`, `{{if .Skip}}<p class="x say y">{{.Say}}</p>{{end}}`, "", ""},
	} {
		builtIn := c.file
		if strings.HasPrefix(builtIn, "layouts/statement") {
			builtIn = "features/statement/statement.html"
		}
		if !strings.Contains(read(builtIn), c.old) {
			t.Errorf("%s: %s has no %s", about, builtIn, c.old)
		}
		own := fstest.MapFS{c.file: {Data: []byte(strings.ReplaceAll(read(builtIn), c.old, c.new))}}
		if c.old == "" {
			own = fstest.MapFS{c.file: {Data: []byte(read(builtIn))}}
		}
		if about == "of each question" {
			own["layouts/base.html"] = &fstest.MapFile{Data: []byte(read("layouts/base.html"))}
			own["questions/choices.html"] = &fstest.MapFile{Data: []byte(read("questions/choices.html"))}
		}
		if c.file2 != "" {
			own[c.file2] = &fstest.MapFile{Data: []byte(read(c.file2) + `{{define "own"}}` + c.old + `{{end}}`)}
		}
		var got []string
		for _, d := range (Theme{Default: templates.FS, Own: own}).broken() {
			said, _, _ := strings.Cut(strings.TrimPrefix(d.Message, "the script of this page "), ", which the layout")
			got = append(got, strings.TrimPrefix(d.File, "templates/")+" "+said)
		}
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%s: reports %q, not %q", about, all, c.want)
		}
	}
}
