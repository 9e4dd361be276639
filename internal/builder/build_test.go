package builder

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"handrail/content"
	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/quiz"
	"handrail/templates"
)

var day = source.Date{Time: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}

// plan plans a site; what is wrong with it fails the test.
func plan(t *testing.T, fsys fs.FS) map[string]Output {
	t.Helper()
	return planOn(t, fsys, day)
}

func planOn(t *testing.T, fsys fs.FS, today source.Date) map[string]Output {
	t.Helper()
	s, diags := site.Load(fsys, site.Options{Today: today})
	looks, more := Theme{Default: templates.FS}.Read(s.Config.Language, Widgets(s), nil)
	if n, _ := source.Count(append(diags, more...)); n > 0 {
		t.Fatal(diags, more)
	}
	byPath := map[string]Output{}
	for _, o := range Plan(Input{Site: s, Content: fsys, Looks: looks, Version: "test"}) {
		byPath[o.Path] = o
	}
	return byPath
}

func render(t *testing.T, o Output) string {
	t.Helper()
	data, err := o.Bytes()
	if err != nil {
		t.Fatal(o.Path, err)
	}
	return string(data)
}

// TestGenerated: what the build makes of its own is what site.Generated says, so that no page or file can take its address. Some of it is
// made only of a site that asks for it: in a site that asks for everything, all of it is made.
func TestGenerated(t *testing.T) {
	asksForAll := func(fsys fs.FS, groups, more string) fs.FS {
		all := filesOf(t, fsys)
		all["groups.csv"] = &fstest.MapFile{Data: []byte(groups)}
		all["site.yaml"].Data = append(all["site.yaml"].Data, "\noffline: true\n"+more...)
		return all
	}
	for name, fsys := range map[string]fs.FS{"small": small(), "shipped": content.FS,
		"small, all of it": asksForAll(small(), "group\nLeeds\n", ""), "shipped, all of it": asksForAll(content.FS, "group\nLeeds\n", "url: https://example.org\n")} {
		s, _ := site.Load(fsys, site.Options{Today: day})
		known, outputs := map[string]bool{}, plan(t, fsys)
		for _, address := range s.Generated() {
			known[address] = true
			if _, isMade := outputs[address]; !isMade && strings.HasSuffix(name, ", all of it") {
				t.Errorf("%s: nobody makes %s", name, address)
			}
		}
		for _, p := range s.Pages {
			known[p.Address] = true
			for _, alias := range p.Aliases {
				known[alias] = true
			}
		}
		for path := range outputs {
			if !known[path] && !s.Files[path] && !strings.HasPrefix(path, "assets/") {
				t.Errorf("%s: nobody knows of %s", name, path)
			}
		}
	}
}

// filesOf copies a folder, so that a test can change it.
func filesOf(t *testing.T, fsys fs.FS) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	if err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files[name] = &fstest.MapFile{}
			files[name].Data, err = fs.ReadFile(fsys, name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

// small is a site with something of each kind.
func small() fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml":       "title: Site <&>\nurl: https://example.org/sub\norganisation: {name: The Charity, short: TC}\naudiences: [{name: lead, label: I lead, title: For leads}]\n",
		"links.yaml":      "out: {address: \"https://www.example.org/x?a=1&b=2\", title: Out, checked: 2026-11}\nask: {title: Ask, ask: the office, checked: 2026-11}\n",
		"index.md":        "---\ntitle: Home\n---\nTo [a](g/a.md#part), to [out](link:out) or [example.org/x](link:out), to [nobody](link:ask) and to [a file](g/form.pdf).\n",
		"g/index.md":      "---\ntitle: Guide\n---\n",
		"g/form.pdf":      "%PDF",
		"g/a.md":          "---\ntitle: A\naudience: [lead]\nreviewed: 2025-01-01\nreview_every: 1 year\naliases: [old/a.html]\n---\n## Part {#part}\n\nTo [the rule](b.md#pin) and [the update](#new).\n\n:::update {#new checked=\"2026-11\"}\nNew.\n:::\n",
		"g/b.md":          "---\ntitle: B\n---\n:::must {#pin repeat=\"monthly\" changed=\"2026-11-20\"}\nSet a **PIN**.\n\nBecause of [A](a.md).\n:::\n\n## Part {#part}\n\n![A line](line.svg \"Caption\")\n",
		"g/line.svg":      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`,
		"statements/s.md": "---\ntitle: S\nversion: 2\nfields:\n  group: {label: Your <group>}\nsubject: \"{{org.short}} {{group}}\"\nrules: [pin]\nchanges: [{version: 2, date: 2026-11-20, what: Shorter.}, {version: 1, date: 2026-01-01, what: First.}]\n---\nHello from {{org.name}} {{group}}.\n",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// TestUrgent: an urgent block that a text begins with comes before the facts and the contents, in the handbook it is where it is written,
// and a layout that does not ask for it has it in the text.
func TestUrgent(t *testing.T) {
	fsys := small()
	fsys["g/b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: B\naudience: [lead]\n---\n:::urgent {#danger checked=\"2026-11\"}\nCall [999](tel:999).\n:::\n\nThen read on.\n\n:::must {#pin}\nSet a PIN.\n:::\n")}
	inOrder := func(page, in string, want ...string) {
		t.Helper()
		for _, w := range want {
			at := strings.Index(in, w)
			if at < 0 {
				t.Errorf("%s lacks %q here:\n%s", page, w, in)
				return
			}
			in = in[at+len(w):]
		}
		if last := want[len(want)-1]; strings.Contains(in, "tel:999") {
			t.Errorf("%s has the block again after %q", page, last)
		}
	}
	block := []string{`<div class="urgent" role="note" id="danger">`, `<span>Urgent</span>`, `<a href="tel:999" rel="noopener noreferrer">999</a>`, `Last checked <time datetime="2026-11">November 2026</time>`}
	outputs := plan(t, fsys)
	inOrder("the page", render(t, outputs["g/b.html"]), append(block, `<dl class="facts">`, "Then read on.")...)
	inOrder("the handbook", render(t, outputs["handbook.html"]), "page_g-b", `id="page_g-b--danger"`, "tel:999", "Then read on.")

	own := Theme{Default: templates.FS, Own: fstest.MapFS{"layouts/page.html": {Data: []byte(`{{define "main"}}{{template "facts" .}}{{.Body}}{{end}}`)}}}
	s, _ := site.Load(fsys, site.Options{Today: day})
	looks, diags := own.Read(s.Config.Language, Widgets(s), nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, o := range Plan(Input{Site: s, Content: fsys, Looks: looks, Version: "test"}) {
		if o.Path == "g/b.html" {
			inOrder("a layout without it", render(t, o), append(append([]string{`<dl class="facts">`}, block...), "Then read on.")...)
		}
	}
}

// TestHomeDoors: a page with a door of its own is above the doors of the audiences, and one on danger looks like it.
func TestHomeDoors(t *testing.T) {
	fsys := small()
	fsys["g/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\nsummary: On A.\ndoor: Something <wrong>\n---\n:::urgent {checked=\"2026-11\"}\nCall 999.\n:::\n")}
	page := render(t, plan(t, fsys)["index.html"])
	door := regexp.MustCompile(`(?s)<ul class="doors">\s*<li class="urgent"><a href="g/a.html"><svg class="icon".*?</svg>Something &lt;wrong&gt;</a>\s*<p>On A.</p></li>.*<h2>Who are you\?</h2>.*href="lead.html"`)
	if !door.MatchString(page) {
		t.Errorf("no door to A in\n%s", page)
	}
	if page := render(t, plan(t, small())["index.html"]); strings.Count(page, `<ul class="doors">`) != 1 {
		t.Error("there are doors of pages, and no page has one")
	}
}

// TestHelp: whom to ask comes first in the foot of every page, with a link that leads there from each folder.
func TestHelp(t *testing.T) {
	for link, want := range map[string][2]string{
		"":                          {"", ""},
		"link:out":                  {`<a class="alone" href="https://www.example.org/x?a=1&amp;b=2" rel="noopener noreferrer">Out</a>`, ""},
		"mailto:office@example.org": {`<a class="alone" href="mailto:office@example.org" rel="noopener noreferrer">office@example.org</a>`, ""},
		"tel:+442072504444":         {`<a class="alone" href="tel:&#43;442072504444" rel="noopener noreferrer">&#43;442072504444</a>`, ""},
		"g/b.md#part":               {`<a class="alone" href="g/b.html#part" rel="noopener noreferrer">B</a>`, `<a class="alone" href="b.html#part" rel="noopener noreferrer">B</a>`},
	} {
		fsys := small()
		settings := string(fsys["site.yaml"].Data) + "about: About us.\nask: Ask <us>.\n"
		if link != "" {
			settings += "ask_link: " + link + "\n"
		}
		fsys["site.yaml"] = &fstest.MapFile{Data: []byte(settings)}
		outputs := plan(t, fsys)
		for path, want := range map[string]string{"index.html": want[0], "404.html": "Need help?", "rules.html": want[0], "g/a.html": cmp.Or(want[1], want[0])} {
			page := render(t, outputs[path])
			foot := page[strings.Index(page, "<footer>"):]
			if !strings.HasPrefix(foot, "<footer>\n<h2>Need help?</h2>\n<p>Ask &lt;us&gt;.</p>\n") || !strings.Contains(foot, want) || strings.Index(foot, want) > strings.Index(foot, "About us.") {
				t.Errorf("with ask_link %q, the foot of %s lacks %q:\n%s", link, path, want, foot)
			}
		}
	}
}

// TestRulesIndex: the map of rules lists them by page, by kind and by audience, and leads back from each page's rules to these lists.
func TestRulesIndex(t *testing.T) {
	fsys := small()
	fsys["g/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\naudience: [lead]\n---\n:::should-not {#mumble}\nDo not mumble.\n:::\n")}
	page := strings.Join(strings.Fields(render(t, plan(t, fsys)["rules.html"])), " ")
	for _, want := range []string{
		`<summary>By page</summary> <ul class="links pages"> <li data-page="page_g-a"><a href="#page_g-a">A</a></li> <li data-page="page_g-b"><a href="#page_g-b">B</a></li> </ul>`,
		`<summary>By kind</summary> <div data-kind="must"> <p class="label">What you must do</p> <ul class="links"> <li><a href="#pin">Set a PIN.</a></li> </ul> </div> ` +
			`<div data-kind="should-not"> <p class="label">What you should not do</p> <ul class="links"> <li><a href="#mumble">Do not mumble.</a></li> </ul> </div> </details>`,
		`<div data-audience="lead"> <p class="label">lead</p> <ul class="links"> <li><a href="#page_g-a">A</a></li> <li><a href="#page_g-b">B</a></li> </ul> </div>`, // B is for everybody
		`<section class="group" data-for="lead"> <h2 id="page_g-a">A</h2> <article class="rule should-not" id="mumble" data-rule="should-not" aria-labelledby="mumble_kind mumble_say">`,
		`<section class="group" data-for="">`, `<a class="alone" href="#rules_index">`, `<h2 id="rules_index">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the map of rules lacks %s:\n%s", want, page[strings.Index(page, "<main"):])
		}
	}
}

// TestSectionLists: a section lists each of its pages once, in its text or below it. A quiz has as many questions as it has, and no time.
func TestSectionLists(t *testing.T) {
	fsys := small()
	fsys["g/index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Guide\n---\nRead [A](a.md) first.\n")}
	fsys["quizzes/index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Quizzes\n---\n")}
	fsys["quizzes/q.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Q\naudience: [lead]\n---\n## What? {#what rules=\"pin\"}\n\n- [x] A PIN\n- [ ] No\n  > No.\n\n> Yes.\n")}
	outputs := plan(t, fsys)
	text := func(path string) string {
		page := render(t, outputs[path])
		return page[strings.Index(page, "<main"):strings.Index(page, "</main>")]
	}
	if page := text("g/index.html"); !strings.Contains(page, `<h2>More pages in this part</h2>`) || strings.Count(page, `href="a.html"`) != 2 || strings.Count(page, `<a href="b.html"`) != 1 { // and A is the next page
		t.Errorf("the section is\n%s", page)
	}
	if page := text("quizzes/index.html"); !strings.Contains(page, `<h2>Pages in this part</h2>`) || !strings.Contains(page, `<p class="small">For lead. There is 1 question.</p>`) {
		t.Errorf("the section of quizzes is\n%s", page)
	}
	if page := text("quizzes/q.html"); strings.Contains(page, "<dt>Takes</dt>") || !strings.Contains(page, "<dt>For</dt>") {
		t.Errorf("the quiz is\n%s", page)
	}
}

// TestNamedOnce: what a page's contents, its section and the way to it are called is in the page once, for those who hear it.
func TestNamedOnce(t *testing.T) {
	fsys := small()
	fsys["g/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\n---\n## One\n\nA.\n\n## Two\n\nB.\n\n## Three\n\nC.\n")}
	fsys["g/c.md"] = &fstest.MapFile{Data: []byte("---\ntitle: C\n---\nC.\n")}
	page := render(t, plan(t, fsys)["g/a.html"])
	for _, words := range []string{"On this page", "All pages in this part"} {
		if n := strings.Count(page, words); n != 1 {
			t.Errorf("%q is in the page %d times", words, n)
		}
	}
	css, err := fs.ReadFile(templates.FS, "layouts/page.css")
	if err != nil || regexp.MustCompile(`\.crumbs[^{]*::before \{\s*content: "[^"]`).Match(css) {
		t.Errorf("there is a character between crumbs, which screen readers say (%v)", err)
	}
}

func TestPages(t *testing.T) {
	outputs := plan(t, small())
	for path, wants := range map[string][]string{
		"index.html": {`<a href="g/a.html#part">a</a>`, `<a href="https://www.example.org/x?a=1&amp;b=2" rel="noopener noreferrer">out</a> <span class="host">(example.org)</span>`, `>example.org/x</a>, to`,
			`<span class="gap">nobody</span> (ask the office)`, `<a href="g/form.pdf">a file</a>`, `<title>Home - Site &lt;&amp;&gt;</title>`,
			`<link rel="canonical" href="https://example.org/sub/">`, `href="lead.html"`},
		"g/a.html":  {`<h2 id="part">Part</h2>`, `<a href="b.html#pin">the rule</a>`, `<a href="#new">the update</a>`, ` id="new"`, `data-review-due="2026-01-01"`, `href="../assets/style-`, `rel="next" href="b.html"`},
		"g/b.html":  {`<article class="rule must" id="pin" data-version="CTVK" aria-labelledby="pin_kind pin_say">`, `<p class="kind" id="pin_kind">`, `<p class="say" id="pin_say">`, `Set a <strong>PIN</strong>.`, `<a href="a.html">A</a>`, `<svg viewBox="0 0 9 9" role="img" aria-label="A line"><path d="M0 0h9"></path></svg>`, `<figcaption>Caption</figcaption>`},
		"lead.html": {`<a href="g/a.html">A</a>`},
		"handbook.html": {`<p class="book">Site &lt;&amp;&gt;</p>`, `Version of <time datetime="2025-01-01">1 January 2025</time>`, `id="page_g-a"`, `<h4 id="page_g-a--part">Part</h4>`, `<h4 id="page_g-b--part">Part</h4>`,
			`<a href="#pin">the rule</a>`, `<a href="#page_g-a">A</a>`, `id="pin"`, `<a href="#page_g-a--new">the update</a>`, ` id="page_g-a--new"`},
		"offline.html":      {`<ul class="links" id="kept_pages" hidden></ul>`},
		"rules.html":        {`<a href="g/b.html">B</a>`, `<a href="statements/s.html">S</a>`},
		"statements/s.html": {`Hello from The Charity <span class="blank" data-field="group">Your &lt;group&gt;</span>.`, `TC <span class="blank" data-field="group">Your &lt;group&gt;</span>`},
		"404.html":          {`href="/sub/index.html"`, `<style>:root{--title:"Site \3c &>";--accent:`},
		"old/a.html":        {`<meta http-equiv="refresh" content="0; url=../g/a.html">`, `<link rel="canonical" href="https://example.org/sub/g/a.html">`},
		"rules.json":        {`"statements/s.html"`, `"text": "Set a PIN."`},
		"feed.xml":          {`<id>https://example.org/sub/g/b.html#pin@2026-11-20</id>`},
		"sitemap.xml":       {`<loc>https://example.org/sub/g/a.html</loc>`, `<lastmod>2025-01-01</lastmod>`},
		"g/form.pdf":        {`%PDF`},
	} {
		o, ok := outputs[path]
		if !ok {
			t.Errorf("there is no %s", path)
			continue
		}
		got := render(t, o)
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s has no %s in\n%s", path, want, got)
			}
		}
		if strings.HasSuffix(path, ".html") && (strings.Contains(got, "\x00") || strings.Contains(got, `href="#"`)) {
			t.Errorf("%s has a hole or a link to nowhere", path)
		}
		if strings.HasSuffix(path, ".xml") {
			if err := xml.Unmarshal([]byte(got), new(struct{})); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if hidden := regexp.MustCompile(`data-review-due="2026-01-01" hidden`); hidden.MatchString(render(t, outputs["g/a.html"])) {
		t.Error("the warning of a page that is overdue is hidden")
	}
	if _, there := outputs["g/line.svg"]; there {
		t.Error("a drawing that is written into its page is a file too")
	}
}

// TestDigest: an output's digest changes whenever its bytes do, and an edit leaves the digests of most outputs as they were.
func TestDigest(t *testing.T) {
	edits := map[string][2]string{
		"title":  {"g/b.md", "---\ntitle: Bee\n---\n:::must {#pin repeat=\"monthly\" changed=\"2026-11-20\"}\nSet a **PIN**.\n\nBecause of [A](a.md).\n:::\n\n## Part {#part}\n\n![A line](line.svg \"Caption\")\n"},
		"body":   {"g/a.md", "---\ntitle: A\naudience: [lead]\nreviewed: 2025-01-01\nreview_every: 1 year\naliases: [old/a.html]\n---\n## Part {#part}\n\nTo [the rule](b.md#pin). More.\n"},
		"accent": {"site.yaml", "title: Site\nurl: https://example.org/sub\naccent: \"#003355\"\n"},
		"svg":    {"g/line.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h8"/></svg>`},
		"file":   {"g/form.pdf", "%PDF-2"},
	}
	before := plan(t, small())
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			fsys := small()
			fsys[edit[0]] = &fstest.MapFile{Data: []byte(edit[1])}
			changed := 0
			for path, after := range plan(t, fsys) {
				old, ok := before[path]
				if !ok {
					continue
				}
				same := old.Digest() == after.Digest()
				if same && render(t, old) != render(t, after) {
					t.Errorf("%s: the digest stays, and the bytes change", path)
				}
				if !same {
					changed++
				}
			}
			if changed == 0 {
				t.Error("the edit changed nothing")
			}
		})
	}
}

// TestShippedSite: the site that ships has no mistakes, and its words and colours fit its layouts.
func TestShippedSite(t *testing.T) {
	s, diags := site.Load(content.FS, site.Options{Today: day})
	diags = append(diags, check.Run(s)...)
	for _, d := range diags {
		if d.Severity == source.Error || d.Check == "unused-rule" || d.Check == "unused-topic" || d.Check == "sentence" || d.Check == "reading-age" {
			t.Errorf("%s: %s", d.Pos, d.Message)
		}
	}
	for path, o := range plan(t, content.FS) {
		if text := render(t, o); strings.HasSuffix(path, ".html") && strings.Contains(text, "ZgotmplZ") {
			t.Errorf("%s has something that html/template refused", path)
		}
	}
}

// TestWordsAreUsed: every word of the interface is used by a layout or the build, and every one that they use is there.
func TestWordsAreUsed(t *testing.T) {
	words, diags := loadWords(Theme{Default: templates.FS}, baseLanguage)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	var texts strings.Builder
	for _, fsys := range []fs.FS{templates.FS, os.DirFS(".")} {
		err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !slices.Contains([]string{".html", ".go", ".ts"}, filepath.Ext(name)) || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := fs.ReadFile(fsys, name)
			texts.Write(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	all := texts.String()
	ofScripts := map[string]bool{} // sections
	for _, m := range regexp.MustCompile(`(?:words "|"strings:)([a-z]+)"`).FindAllStringSubmatch(all, -1) {
		ofScripts[m[1]] = true
	}
	// Keys that a layout or the build puts together from a part that is fixed and one that is not. TestExchangeWords holds those of exchange to the formats.
	made := regexp.MustCompile(`^(rules?\.(must|must-not|should|should-not)|repeat\..*|checklist\.(once|each-person|weekly|monthly|yearly|always)|(board|codes)\.fault-(foreign|newer|wrong|large|locked|damaged|missing|zip)|record\.(fault|is|n|rule)-.*|take\.sure-[012]|refresh\.(known|shaky|unmet)-how|fill\.fault-.*|list\.(fault-.*|[a-z-]+-by)|keep\.state-.*|path\.(read|quiz|statement|checklist|agree)|(key|present|results)\.(title|summary)|quiz\.(key|present|results)|way\.(is|was)-.*|exchange\..*|present\.(keys|does)-.*|speak\.(go|is|none|speed)-.*|speak\.[a-z]+-what|dates\.months|display\.(text|colours|letters|lines|spread|measure)-.*)$`)
	for _, key := range words.Keys() {
		section, name, _ := strings.Cut(key, ".")
		if section == "quiz" && slices.Contains(quiz.Kinds(), quiz.Kind(name)) {
			continue // TestKinds asks for them
		}
		if !ofScripts[section] { // a script has the words of its own section, and names them without it
			name = key
		}
		if !strings.Contains(all, `"`+key+`"`) && !strings.Contains(all, `"`+name+`"`) && !made.MatchString(key) {
			t.Errorf("nothing uses the text %q", key)
		}
	}
	for _, m := range regexp.MustCompile(`\.must\("([a-z-]+\.[a-z-]+)"`).FindAllStringSubmatch(all, -1) {
		if _, there := words.texts[m[1]]; !there {
			t.Errorf("the build uses a text that is not there: %q", m[1])
		}
	}
}

// TestPageColours: the accent is compared with the colours that the style sheet gives the page.
func TestPageColours(t *testing.T) {
	css, err := fs.ReadFile(templates.FS, "layouts/colours.css")
	if err != nil {
		t.Fatal(err)
	}
	pages := regexp.MustCompile(`--page: (#[0-9a-f]{6})`).FindAllSubmatch(css, -1)
	if len(pages) < 2 || string(pages[0][1]) != site.PageLight().String() || string(pages[1][1]) != site.PageDark().String() {
		t.Errorf("the style sheet has the pages %q, the accent is held against %s and %s", pages, site.PageLight(), site.PageDark())
	}
}

// TestDisplayColours: the schemes "light" and "dark" that a reader can choose are the colours that pages have without a choice.
func TestDisplayColours(t *testing.T) {
	css, err := fs.ReadFile(templates.FS, "layouts/colours.css")
	if err != nil {
		t.Fatal(err)
	}
	script, err := fs.ReadFile(templates.FS, "features/display/choices.ts")
	if err != nil {
		t.Fatal(err)
	}
	short := regexp.MustCompile(`#([0-9a-f])([0-9a-f])([0-9a-f])\b`)
	rules := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllSubmatch(css, 2)
	for i, scheme := range []string{"light", "dark"} {
		list := regexp.MustCompile(`const ` + scheme + ` = \[([^\]]*)\]`).FindSubmatch(script)
		if list == nil || len(rules) != 2 {
			t.Fatalf("the colours of %q cannot be found", scheme)
		}
		var want []string
		for _, part := range []string{"page", "panel", "ink", "muted", "line", "rail-colour", "band", "link", "stop"} {
			m := regexp.MustCompile(`--` + part + `: (?:var\(--[a-z-]+, )?(#[0-9a-f]+)`).FindSubmatch(rules[i][1])
			colour := ""
			if m != nil {
				colour = short.ReplaceAllString(string(m[1]), "#$1$1$2$2$3$3")
			}
			want = append(want, fmt.Sprintf("%q", colour))
		}
		if got, want := string(list[1]), strings.Join(want, ", "); got != want {
			t.Errorf("the scheme %q has the colours %s, and pages have %s", scheme, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	own := fstest.MapFS{"strings/cy.yaml": {Data: []byte("page:\n  minutes: {one: \"{n} funud\", two: \"{n} funud (dau)\", other: \"{n} o funudau\"}\n")}}
	w, diags := loadWords(Theme{Default: templates.FS, Own: own}, "cy")
	if len(diags) != 1 || diags[0].Severity != source.Warning || !strings.Contains(diags[0].Message, "texts of the interface are not in this file") {
		t.Fatal(diags) // one says how much is not in Welsh
	}
	words, err := fs.ReadFile(templates.FS, "strings/en-GB.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own["strings/de.yaml"], own["strings/en-IE.yaml"] = &fstest.MapFile{Data: words}, &fstest.MapFile{Data: []byte("nav:\n  home: Home\n")}
	for _, whole := range []string{"de", "en-IE"} {
		if _, diags := loadWords(Theme{Default: templates.FS, Own: own}, whole); len(diags) > 0 {
			t.Error(whole, diags)
		}
	}
	for n, want := range map[int]string{1: "1 funud", 2: "2 funud (dau)", 5: "5 o funudau"} {
		if got, err := w.Count("page.minutes", n); err != nil || got != want {
			t.Errorf("%d: got %q, %v", n, got, err)
		}
	}
	if got, err := w.Text("nav.home"); err != nil || got != "Home" {
		t.Errorf("a text that the language lacks: got %q, %v", got, err)
	}
	for name, call := range map[string]func() (string, error){
		"no such text":        func() (string, error) { return w.Text("nav.gone") },
		"no such placeholder": func() (string, error) { return w.Text("nav.home", "x", "y") },
		"odd pairs":           func() (string, error) { return w.Text("nav.home", "x") },
	} {
		if _, err := call(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, diags := loadWords(Theme{Default: templates.FS}, "cy"); len(diags) != 1 {
		t.Errorf("a language without words gives %v", diags)
	}
}

func out(path, digest, text string) Output {
	return Output{Path: path, Digest: func() string { return digest }, Render: func(w io.Writer) error { _, err := io.WriteString(w, text); return err }}
}

func write(t *testing.T, dir string, outputs ...Output) Result {
	t.Helper()
	r, err := Write(dir, outputs, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree lists a folder's files with their text.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == Manifest {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		fmt.Fprintf(&b, "%s=%s ", name, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if r := write(t, dir, out("a.html", "1", "A"), out("d/b.html", "1", "B")); r.Written != 2 {
		t.Errorf("first: %+v", r)
	}
	if r := write(t, dir, out("a.html", "2", "AA"), out("d/b.html", "1", "never rendered")); r.Written != 1 || r.Kept != 1 {
		t.Errorf("second: %+v", r)
	}
	if got := tree(t, dir); got != "a.html=AA d/b.html=B " {
		t.Errorf("the folder has %s", got)
	}
	// A file that somebody cut short is written again, and one that is gone too.
	if err := os.WriteFile(filepath.Join(dir, "a.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "d/b.html")); err != nil {
		t.Fatal(err)
	}
	if r := write(t, dir, out("a.html", "2", "AA"), out("d/b.html", "1", "B")); r.Written != 2 {
		t.Errorf("after the repair: %+v", r)
	}
	if r := write(t, dir, out("a.html", "2", "AA")); r.Removed != 1 || tree(t, dir) != "a.html=AA " {
		t.Errorf("removed: %+v, %s", r, tree(t, dir))
	}
	if _, err := os.Stat(filepath.Join(dir, "d")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("an empty folder is left")
	}
}

// TestWriteFails: a build that fails changes nothing, and leaves nothing behind.
func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, out("a.html", "1", "A"), out("gone.html", "1", "G"))
	broken := Output{Path: "b.html", Digest: func() string { return "1" }, Render: func(io.Writer) error { return errors.New("broken") }}
	if _, err := Write(dir, []Output{out("a.html", "2", "AA"), broken, out("c.html", "1", "C")}, nil); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("got %v", err)
	}
	if got := tree(t, dir); got != "a.html=A gone.html=G " {
		t.Errorf("the folder has %s", got)
	}
	if r := write(t, dir, out("a.html", "2", "AA")); r.Written != 1 || r.Removed != 1 {
		t.Errorf("afterwards: %+v", r)
	}
}

func TestWriteLeavesOthersAlone(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "a.html")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	var foreign *ForeignError
	if _, err := Write(dir, []Output{out("a.html", "1", "A"), out("b.html", "1", "B")}, nil); !errors.As(err, &foreign) || foreign.Path != mine {
		t.Errorf("got %v", err)
	}
	if got := tree(t, dir); got != "a.html=mine " {
		t.Errorf("the folder has %s", got)
	}
	if err := os.WriteFile(filepath.Join(dir, Manifest), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, []Output{out("b.html", "1", "B")}, nil); err == nil || !strings.Contains(err.Error(), "is damaged") {
		t.Errorf("a damaged list: got %v", err)
	}
}

// TestWriteAfterAKill: the next build completes one that ended between its list and its files.
func TestWriteAfterAKill(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, out("a.html", "1", "A"))
	w := &writer{dir: dir, next: manifest{Files: map[string]entry{}}}
	if err := w.open(); err != nil {
		t.Fatal(err)
	}
	defer w.root.Close()
	if err := w.read(); err != nil {
		t.Fatal(err)
	}
	if err := w.sort([]Output{out("a.html", "2", "AA"), out("b.html", "1", "B"), out("s.css", "1", "S")}); err != nil {
		t.Fatal(err)
	}
	if err := w.announce(); err != nil {
		t.Fatal(err)
	}
	if err := w.render(); err != nil {
		t.Fatal(err)
	}
	if first := w.changed[0].Path; first != "s.css" {
		t.Errorf("%s is written first, before what it names", first)
	}
	if err := os.Rename(filepath.Join(dir, w.tempPath(w.changed[0].Path)), w.path(w.changed[0].Path)); err != nil { // the kill comes here
		t.Fatal(err)
	}
	write(t, dir, out("a.html", "2", "AA"), out("c.html", "1", "C"))
	if got := tree(t, dir); got != "a.html=AA c.html=C " {
		t.Errorf("the folder has %s", got)
	}
}

func TestRenderIsStable(t *testing.T) {
	for path, o := range plan(t, small()) {
		first, second := render(t, o), render(t, o)
		if first != second {
			t.Errorf("%s is not the same twice", path)
		}
	}
}

// TestSiblings: a page of a section has links to all pages of it, or to those near it and to the section when there are many, and the one to itself
// has a mark.
func TestSiblings(t *testing.T) {
	for _, c := range []struct {
		pages       int
		page        string
		first, last int // of those that are listed
	}{
		{maxSiblings, "g/p03.html", 1, maxSiblings},
		{maxSiblings + 1, "g/p01.html", 1, 1 + near},
		{maxSiblings + 1, "g/p16.html", 16 - near, 16 + near},
		{maxSiblings + 1, "g/p31.html", 31 - near, 31},
	} {
		fsys := fstest.MapFS{"site.yaml": small()["site.yaml"], "index.md": small()["index.md"], "g/index.md": {Data: []byte("---\ntitle: G\n---\nG.\n")}}
		for i := 1; i <= c.pages; i++ {
			fsys[fmt.Sprintf("g/p%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: P%d\norder: %d\n---\nP.\n", i, i)}
		}
		page := render(t, plan(t, fsys)[c.page])
		_, list, _ := strings.Cut(page, `<div class="siblings">`)
		list, _, _ = strings.Cut(list, "</details>")
		var got, want []string
		for _, item := range regexp.MustCompile(`p(\d\d)\.html"( aria-current="page")?>P`).FindAllStringSubmatch(list, -1) {
			got = append(got, item[1]+item[2])
		}
		for i := c.first; i <= c.last; i++ {
			item := fmt.Sprintf("%02d", i)
			if c.page == "g/p"+item+".html" {
				item += ` aria-current="page"`
			}
			want = append(want, item)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s of %d pages lists %q, not %q", c.page, c.pages, got, want)
		}
		if all := strings.Contains(list, `<a class="alone" href="index.html">`); all != (c.pages > maxSiblings) {
			t.Errorf("%s of %d pages: a link to the section is %v", c.page, c.pages, all)
		}
	}
}
