package importer

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
	"handrail/internal/text"
)

// documentOf is a document whose blocks are those of some HTML. A heading's attribute data-id is its id.
func documentOf(t testing.TB, file, html string) *Document {
	t.Helper()
	blocks, err := text.Read(html)
	if err != nil {
		t.Fatal(err)
	}
	return &Document{File: file, Format: "docx", Blocks: blocks, Pictures: map[string]Picture{}}
}

// siteWith is a site that has some files and no rules.
func siteWith(t testing.TB, isNew bool, files ...string) Site {
	t.Helper()
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	return Site{Title: "My site", Language: english, New: isNew, Taken: func(string) bool { return false },
		Has: func(name string) bool { return slices.Contains(files, name) }}
}

// filesOf are the files of a plan by their paths.
func filesOf(p *Plan) map[string]string {
	files := map[string]string{}
	for _, f := range p.Files() {
		files[f.Path] = string(f.Data)
	}
	return files
}

func pathsOf(p *Plan) []string {
	var paths []string
	for _, page := range p.pages {
		paths = append(paths, page.path)
	}
	return paths
}

// long is a paragraph of n words.
func long(n int) string { return "<p>" + strings.TrimSpace(strings.Repeat("word ", n)) + "</p>" }

// TestSplit holds a long document to a page for each of its parts, and a short one to one page.
func TestSplit(t *testing.T) {
	handbook := "<h1>Handbook</h1><p>Welcome.</p>" +
		"<h2>Phones</h2>" + long(500) + "<h3>Voice</h3><p>Speak.</p>" +
		"<h2>Money</h2>" + long(900) + "<h3>Cash</h3>" + long(900) + "<h3>Cards</h3>" + long(500) + "<h3>Cheques</h3>" + long(500) +
		"<h2>Ending</h2>" + long(50)
	for _, test := range []struct {
		name, html string
		whole      bool
		want       []string
	}{
		{"short", "<h1>Phones</h1><p>Hello.</p><h2>One</h2><p>A.</p><h2>Two</h2><p>B.</p><h2>Three</h2><p>C.</p>", false, []string{"phones.md"}},
		{"long", handbook, false, []string{"handbook/index.md", "handbook/phones.md", "handbook/money/index.md", "handbook/money/cash.md", "handbook/money/cards.md", "handbook/money/cheques.md", "handbook/ending.md"}},
		{"whole", handbook, true, []string{"handbook.md"}},
		{"two parts", "<h1>A</h1>" + "<h2>One</h2>" + long(700) + "<h2>Two</h2>" + long(700), false, []string{"a.md"}},
		{"two very long parts", "<h1>A</h1>" + "<h2>One</h2>" + long(1500) + "<h2>Two</h2>" + long(1500), false, []string{"a/index.md", "a/one.md", "a/two.md"}},
		{"many short parts", "<h1>Questions</h1>" + strings.Repeat("<h2>Why</h2>"+long(40), 40), false, []string{"questions.md"}},
		{"no headings", long(5000), false, []string{"my-notes.md"}},
		{"no title", strings.Repeat("<h1>Part</h1>"+long(500), 3), false, []string{"my-notes/index.md", "my-notes/part.md", "my-notes/part-2.md", "my-notes/part-3.md"}},
		{"kinds", "<h1>Quizzes</h1>" + strings.Repeat("<h2>Index</h2>"+long(500), 3), false, []string{"quizzes-pages/index.md", "quizzes-pages/index-page.md", "quizzes-pages/index-page-2.md", "quizzes-pages/index-page-3.md"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := documentOf(t, "my_notes.docx", test.html)
			d.Whole = test.whole
			p := NewPlan([]*Document{d}, siteWith(t, false))
			if got := pathsOf(p); !slices.Equal(got, test.want) {
				t.Errorf("the pages are %q, and should be %q", got, test.want)
			}
			if lost := missingOf(d, p); lost != nil {
				t.Errorf("lost: %q", lost)
			}
		})
	}
}

// missingOf lists the words of a document that are on no page and in no entry.
func missingOf(d *Document, p *Plan) []string {
	var blocks []text.Block
	for _, page := range p.pages {
		blocks = append(blocks, text.Block{Inlines: words("%s", page.front.Title)})
		blocks = append(blocks, page.blocks...)
	}
	unnamed := mapBlocks(d.Blocks, func(b text.Block) text.Block {
		if b.Kind == text.Note {
			b.Kind = text.Quote
		}
		return b
	}, nil)
	return missing(text.Plain(unnamed, noAddress), blocks, Front{}, p.entries)
}

// TestLevels holds headings to the levels below the title of their page, with none skipped.
func TestLevels(t *testing.T) {
	d := documentOf(t, "a.docx", "<h1>A</h1><h4>One</h4><h6>Two</h6><h4>Three</h4><h2>Four</h2><h3>Five</h3>")
	got := filesOf(NewPlan([]*Document{d}, siteWith(t, true)))["content/a.md"]
	want := "---\ntitle: A\n---\n\n## One\n\n### Two\n\n## Three\n\n## Four\n\n### Five\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestFootnotes holds footnotes to the pages that refer to them. One that nothing refers to is in the report.
func TestFootnotes(t *testing.T) {
	d := documentOf(t, "a.docx", "<h1>A</h1><h2>One</h2><p>First<sup data-note='1'></sup></p>"+long(1300)+"<h2>Two</h2><p>Second<sup data-note='2'></sup></p>"+long(1300)+
		"<section data-notes><ol><li id='1' data-note><p>Why<sup data-note='3'></sup></p></li><li id='2' data-note><p>How</p></li><li id='3' data-note><p>Where</p></li><li id='4' data-note><p>Stray words</p></li></ol></section>")
	p := NewPlan([]*Document{d}, siteWith(t, true))
	files := filesOf(p)
	if one := files["content/a/one.md"]; !strings.HasSuffix(one, "[^1]: Why[^3]\n\n[^3]: Where\n") {
		t.Errorf("one.md ends: %s", one[len(one)-60:])
	}
	if two := files["content/a/two.md"]; !strings.HasSuffix(two, "[^2]: How\n") || strings.Contains(two, "Why") {
		t.Errorf("two.md ends: %s", two[len(two)-60:])
	}
	if !slices.ContainsFunc(p.entries, func(e Entry) bool { return e.What == "note-unused" && e.Words == "Stray words" }) {
		t.Errorf("the footnote that nothing refers to is not in the report: %v", p.entries)
	}
	if lost := missingOf(d, p); lost != nil {
		t.Errorf("lost: %q", lost)
	}
}

// TestNames holds the paths of pages to names that every disk takes, and that nothing has yet.
func TestNames(t *testing.T) {
	var documents []*Document
	for _, title := range []string{"Search", "Con", "Phones", "PHONES!", "Wie geht’s", "???", strings.Repeat("very long title ", 10)} {
		documents = append(documents, documentOf(t, "a.docx", "<h1>"+title+"</h1><p>Text.</p>"))
	}
	got := pathsOf(NewPlan(documents, siteWith(t, false, "search.md", "phones.md", "index.md")))
	want := []string{"search-2.md", "con-page.md", "phones-2.md", "phones-3.md", "wie-gehts.md", "part.md", "very-long-title-very-long-title-very-long-title-very-long.md"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestFront holds front matter to YAML that says what it should.
func TestFront(t *testing.T) {
	d := documentOf(t, "a.md", "<p>Text.</p>")
	date, err := source.ParseDate("2026-11-02")
	if err != nil {
		t.Fatal(err)
	}
	d.Front = Front{Title: `Yes: "no" # and 'so' on`, Summary: "- " + strings.Repeat("long ", 40) + "\nline", Order: 7, Draft: true, Reviewed: date,
		Aliases: []string{"/old/phones/", "old/phones.html", "other.php", "a?b", "https://example.org/x/y", "/yes-no-and-so-on"}}
	p := NewPlan([]*Document{d}, siteWith(t, true))
	got := filesOf(p)["content/yes-no-and-so-on.md"]
	want := "---\ntitle: 'Yes: \"no\" # and ''so'' on'\nsummary: '- " + strings.Repeat("long ", 40) + "line'\norder: 7\nreviewed: 2026-11-02\naliases:\n" +
		"- old/phones/index.html\n- old/phones.html\n- other.html\n- x/y.html\ndraft: true\n---\n\nText.\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if !slices.ContainsFunc(p.entries, func(e Entry) bool { return e.What == "alias" && e.Words == "a?b" }) {
		t.Errorf("the alias that is no address is not in the report: %v", p.entries)
	}
}

// TestNameLinks holds the addresses of a new site to names of its links.yaml. That of an existing site is not changed.
func TestNameLinks(t *testing.T) {
	const html = `<h1>A</h1><p><a href="https://www.ico.org.uk/">The ICO</a>, <a href="https://ico.org.uk/for/breach.html">breaches</a>, <a href="https://ico.org.uk/other/breach.html">others</a>,
<a href="https://www.ico.org.uk/">again</a>, <a href="mailto:a@example.org">mail</a>, <a data-address href="https://gov.uk/x">https://gov.uk/x</a></p>`
	files := filesOf(NewPlan([]*Document{documentOf(t, "a.docx", html)}, siteWith(t, true)))
	const want = `[The ICO](link:ico-org-uk), [breaches](link:ico-org-uk-breach), [others](link:ico-org-uk-other-breach),
[again](link:ico-org-uk), [mail](mailto:a@example.org), [https://gov.uk/x](link:gov-uk-x)`
	if got := files["content/a.md"]; !strings.Contains(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := files["content/links.yaml"]; strings.Count(got, "address:") != 4 || !strings.Contains(got, "\nico-org-uk-breach:\n  address: https://ico.org.uk/for/breach.html\n  title: breaches\n") {
		t.Errorf("links.yaml is:\n%s", got)
	}
	site := siteWith(t, false)
	site.Links = map[string]string{"https://gov.uk/x": "gov", "https://elsewhere.org": "ico-org-uk"}
	p := NewPlan([]*Document{documentOf(t, "a.docx", html)}, site)
	files = filesOf(p)
	if got := files["content/a.md"]; !strings.Contains(got, "(link:gov)") || !strings.Contains(got, "[The ICO](https://www.ico.org.uk/)") || files["content/links.yaml"] != "" {
		t.Errorf("in a site that exists:\n%s\n%s", got, files["content/links.yaml"])
	}
	if !slices.ContainsFunc(p.entries, func(e Entry) bool {
		return e.What == "link-unnamed" && e.Words == `ico-org-uk-2: {address: "https://www.ico.org.uk/", title: "The ICO"}`
	}) {
		t.Errorf("the line to add is not in the report: %v", p.entries)
	}
}

// TestPictures holds pictures to one file each, beside the page that shows it first, and to the words of those that cannot be shown.
func TestPictures(t *testing.T) {
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	d := documentOf(t, "a.docx", `<h1>A</h1><p><img src="one" alt="A red phone"><img src="two" alt=""><img src="emf" alt="A chart of money"></p><h2>B</h2>`+long(1300)+`<h2>C</h2>`+long(1300)+`<p><img src="one" alt="Another phone"></p>`)
	broken, _ := base64.StdEncoding.DecodeString("iVBORw0KGgo=")
	d.Pictures = map[string]Picture{"one": {"image1.png", drawn.Bytes()}, "two": {"image2.png", slices.Concat(drawn.Bytes(), []byte("what follows the end"))}, "emf": {"chart.emf", []byte("EMF")},
		"broken": {"x.png", broken}}
	p := NewPlan([]*Document{d}, siteWith(t, true))
	files := filesOf(p)
	names := 0
	for name, data := range files {
		if strings.HasSuffix(name, ".png") {
			names++
			if !strings.HasPrefix(name, "content/a/a-red-phone-") && !strings.HasPrefix(name, "content/a/image2-") || data != drawn.String() {
				t.Errorf("a picture is %s", name)
			}
		}
	}
	if names != 2 {
		t.Errorf("there are %d pictures", names)
	}
	if got := files["content/a/index.md"]; !strings.Contains(got, "![A red phone](a-red-phone-") || !strings.Contains(got, `\[A chart of money]`) {
		t.Errorf("index.md is:\n%s", got)
	}
	if got := files["content/a/c.md"]; !strings.Contains(got, "![Another phone](a-red-phone-") {
		t.Errorf("the same picture is on another page as:\n%s", got[len(got)-100:])
	}
	for _, want := range []Entry{{What: "picture-format", Page: "a/index.md", File: "a.docx"}, {What: "picture-unused", File: "a.docx"}} {
		if !slices.ContainsFunc(p.entries, func(e Entry) bool {
			return e.What == want.What && e.Page == want.Page && e.File == want.File && e.Words != ""
		}) {
			t.Errorf("there is no entry %v: %v", want, p.entries)
		}
	}
}

// TestPlaces holds each entry to its page and the heading that it is below.
func TestPlaces(t *testing.T) {
	d := documentOf(t, "a.docx", "<h1>A</h1><p>x</p><h2>B</h2>"+long(1300)+"<h3>B1</h3><p>x</p><h2>C</h2>"+long(1300))
	for i, words := range []string{"zero", "one", "two", "three", "four"} {
		d.Entries = append(d.Entries, Entry{What: "comment", File: "a.docx", Heading: i, Words: words})
	}
	var got []string
	for _, e := range NewPlan([]*Document{d}, siteWith(t, false)).entries {
		got = append(got, e.Words+" "+e.Page+" "+e.Under)
	}
	want := []string{"zero a/index.md ", "one a/index.md A", "two a/b.md B", "three a/b.md B1", "four a/c.md C"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestIndexes holds each folder of a site to a page that introduces it.
func TestIndexes(t *testing.T) {
	a, b := documentOf(t, "a.md", "<p>Text.</p>"), documentOf(t, "b.md", "<p>Text.</p>")
	a.Place, b.Place = "guide/first-steps/a.md", "guide/index.md"
	a.folder, b.folder = &Folder{}, &Folder{}
	p := NewPlan([]*Document{a, b}, siteWith(t, true))
	if got, want := pathsOf(p), []string{"guide/first-steps/a.md", "guide/index.md", "index.md", "guide/first-steps/index.md"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := filesOf(p)["content/guide/first-steps/index.md"]; got != "---\ntitle: First steps\n---\n" {
		t.Errorf("the page is:\n%s", got)
	}
}
