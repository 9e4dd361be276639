package builder

import (
	"fmt"
	"html"
	"strings"
	"testing"
	"testing/fstest"
)

// withPath is the small site with a path for leads.
func withPath() fstest.MapFS {
	fsys := small()
	fsys["quizzes/index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Quizzes\naudience: [lead]\n---\n")}
	fsys["quizzes/q.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Q\npass: 80%\n---\n## What? {#what rules=\"pin\"}\n\n- [x] A PIN\n- [ ] A hat\n  > No.\n\n> Set one.\n")}
	fsys["paths/lead.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Lead <us>\naudience: [lead]\nsteps:\n  - read: ../g/b.md\n  - agree: I \"will\".\n    id: will\n    version: 1\nlater:\n  - quiz: ../quizzes/q.md\n---\nWelcome.\n")}
	return fsys
}

// TestPath: the page of a path has each step with what a script needs of it, and leads to what else is for its audience. The door of the
// home page has the same steps.
func TestPath(t *testing.T) {
	outputs := plan(t, withPath())
	page := render(t, outputs["lead.html"])
	for _, want := range []string{
		`<h1>Lead &lt;us&gt;</h1>`, `Welcome.`, `data-path="lead" data-root=""`,
		`<section class="part" data-part="now"`, `Start with these`, `About 2 minutes`,
		`<li data-step="read" data-name="g/b" data-minutes="1" data-rules="pin:`, `<a href="g/b.html">B</a>`, `Read, 1 minute`,
		`<li data-step="agree" data-name="agree:will" data-minutes="1" data-version="`, `<p class="sentence">I &#34;will&#34;.</p>`,
		`<section class="part" data-part="later"`, `<ol class="way" start="3">`, `<li data-step="quiz" data-name="quizzes/q" data-minutes="1" data-pass="80">`,
		`More pages for you`, `<a href="g/a.html">A</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, `class="turn"`) {
		t.Error("the path of an audience leads on to another page")
	}
	home := html.UnescapeString(render(t, outputs["index.html"]))
	for _, want := range []string{`data-path="lead"`, `{"step":"read","name":"g/b","title":"B","href":"g/b.html","minutes":1,"part":"now","rules":"pin:`,
		`{"step":"agree","name":"agree:will","title":"I \"will\".","minutes":1,"part":"now","version":"`, `"part":"later","pass":80}]`} {
		if !strings.Contains(home, want) {
			t.Errorf("the door lacks %s", want)
		}
	}
	made := render(t, plan(t, small())["lead.html"])
	for _, want := range []string{`<h1>For leads</h1>`, `The steps`, `<li data-step="read" data-name="g/a" data-minutes="1">`} {
		if !strings.Contains(made, want) {
			t.Errorf("a path that is made lacks %s", want)
		}
	}
}

// TestReading: on a page, and on a section that is a step, readers can say that they have read it, and it knows the steps that follow it. Other pages
// have neither. These pages have the script by which that works.
func TestReading(t *testing.T) {
	fsys := withPath()
	fsys["paths/lead.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Lead\naudience: [lead]\nsteps:\n  - read: ../g/index.md\n  - read: ../g/b.md\n  - agree: I will.\n    id: will\n  - quiz: ../quizzes/q.md\n---\n")}
	outputs := plan(t, fsys)
	for page, want := range map[string]string{
		"g/index.html":   `data-page="g/index" data-root="../" data-paths="{"lead":["g/b","agree:will*","quizzes/q"]}"`,
		"g/b.html":       `data-page="g/b" data-root="../" data-paths="{"lead":["agree:will*","quizzes/q"]}"`,
		"g/a.html":       `data-page="g/a" data-root="../" hidden>`,
		"quizzes/q.html": `data-paths="["lead"]"`,
	} {
		text := html.UnescapeString(render(t, outputs[page]))
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks %s", page, want)
		}
		isRead := page != "quizzes/q.html"
		if found := strings.Contains(text, `class="reading screen"`); found != isRead {
			t.Errorf("%s can be read: %t", page, found)
		}
		_, script, _ := strings.Cut(text, `<script src="../`)
		script, _, _ = strings.Cut(script, `"`)
		if _, planned := outputs[script]; !planned || strings.HasPrefix(script, "assets/text-") != isRead {
			t.Errorf("%s can be read: %t; its script is %q, planned: %t", page, isRead, script, planned)
		}
	}
	if quizzes := render(t, outputs["quizzes/index.html"]); strings.Contains(quizzes, `class="reading`) {
		t.Error("a section that no path has can be read")
	}
}

// TestPathLong: the home page does not carry the steps of a path that has very many, and its door still leads there.
func TestPathLong(t *testing.T) {
	fsys := small()
	for i := range maxListed + 1 {
		fsys[fmt.Sprintf("g/p%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: P%d\naudience: [lead]\n---\n", i)}
	}
	home := render(t, plan(t, fsys)["index.html"])
	if !strings.Contains(home, `<li data-path="lead"><a href="lead.html">`) || strings.Contains(home, "data-steps") {
		t.Errorf("the home page is\n%s", home)
	}
}

// TestPathDepends: a path and the home page are made again when a step changes what they say of it, and not when its text alone does.
func TestPathDepends(t *testing.T) {
	digests := func(fsys fstest.MapFS) [2]string {
		outputs := plan(t, fsys)
		return [2]string{outputs["lead.html"].Digest(), outputs["index.html"].Digest()}
	}
	before := digests(withPath())
	for name, test := range map[string]struct {
		file, from, to string
		same           bool
	}{
		"a title":                   {"g/b.md", "title: B", "title: C", false},
		"minutes":                   {"g/b.md", "Because", strings.Repeat("word ", 200) + "Because", false},
		"the meaning of a rule":     {"g/b.md", "2026-11-20", "2026-11-21", false},
		"how a quiz is passed":      {"quizzes/q.md", "80%", "70%", false},
		"the version of a sentence": {"paths/lead.md", "version: 1", "version: 2", false},
		"the order":                 {"paths/lead.md", "later:", "  - read: ../g/a.md\nlater:", false},
		"other words":               {"g/b.md", "Because", "For", true},
	} {
		fsys := withPath()
		data := strings.Replace(string(fsys[test.file].Data), test.from, test.to, 1)
		fsys[test.file] = &fstest.MapFile{Data: []byte(data)}
		after := digests(fsys)
		for i, page := range []string{"the path", "the home page"} {
			if (after[i] == before[i]) != test.same {
				t.Errorf("%s: the digest of %s is the same: %v", name, page, after[i] == before[i])
			}
		}
	}
}
