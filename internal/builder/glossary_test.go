package builder

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/content"
)

// withGlossary is the small site with a glossary, of which a.md uses both words and b.md one of them.
func withGlossary(meaning string) fstest.MapFS {
	fsys := small()
	fsys["glossary.yaml"] = &fstest.MapFile{Data: []byte("words:\n- {word: bcc, means: \"" + meaning + "\", page: g/b.md#part}\n- {word: main, means: \"The most <of> it & more.\", forms: [chief], says: mayn}\n")}
	fsys["g/a.md"].Data = append(fsys["g/a.md"].Data, "\nWrite as bcc, in the main.\n"...)
	fsys["g/b.md"].Data = append(fsys["g/b.md"].Data, "\nThe chief thing.\n"...)
	return fsys
}

// TestGlossary: a page shows what its words mean, the handbook and the page of rules do not, and the list has them all.
func TestGlossary(t *testing.T) {
	outputs := plan(t, withGlossary("A hidden line."))
	page := render(t, outputs["g/a.html"])
	for _, want := range []string{`Write as <a class="word" href="../words.html#bcc">bcc</a>, <span class="means" hidden>A hidden line.</span> in the <a class="word" href="../words.html#main-2" data-says="mayn">main</a>. <span class="means" hidden>The most &lt;of&gt; it &amp; more.</span></p>`,
		`<li><a href="../words.html">What words mean</a></li>`} {
		if !strings.Contains(page, want) {
			t.Errorf("a.html lacks %s in\n%s", want, page)
		}
	}
	for _, name := range []string{"handbook.html", "rules.html"} {
		if strings.Contains(render(t, outputs[name]), `class="word"`) {
			t.Errorf("%s shows meanings", name)
		}
	}
	list := render(t, outputs["words.html"])
	for _, want := range []string{`<h2 id="main-2">main</h2>`, "<p>The most &lt;of&gt; it &amp; more.</p>", "Also written: chief</p>", `<a class="alone" href="g/b.html#part" rel="noopener noreferrer">More: B</a>`,
		"<li><a href=\"g/a.html\">A</a></li>\n<li><a href=\"g/b.html\">B</a></li>"} {
		if !strings.Contains(list, want) {
			t.Errorf("words.html lacks %s in\n%s", want, list)
		}
	}
	if without := plan(t, small()); without["words.html"].Digest != nil || strings.Contains(render(t, without["g/a.html"]), "words.html") {
		t.Error("a site without a glossary has a list of words")
	}
}

// TestMeaningDigests: another meaning changes the digests of what shows it, lists it or finds it, and of nothing else.
func TestMeaningDigests(t *testing.T) {
	before, after := plan(t, withGlossary("A hidden line.")), plan(t, withGlossary("A line that nobody sees."))
	for name, output := range before {
		if after[name].Render == nil && strings.HasPrefix(name, "assets/search-") {
			continue // a file that can be searched is named by what is in it
		}
		changed := render(t, output) != render(t, after[name])
		if want := slices.Contains([]string{"g/a.html", "words.html", "search.html", "handbook.epub", "handbook.docx"}, name); changed != want && !strings.HasSuffix(name, ".xml") && name != workerName {
			t.Errorf("%s: changed is %v", name, changed)
		}
		// The page of the handbook says how large the books are, in round numbers.
		if output.Listing == nil && name != "handbook.html" && changed != (output.Digest() != after[name].Digest()) {
			t.Errorf("%s: its bytes have changed (%v), and its digest says something else", name, changed)
		}
	}
}

// TestTextUnchanged: but for the links around words, what they mean, and the link at the foot, the pages that ship are the same with the glossary as
// without it, apart from the search, which lists the words as well.
func TestTextUnchanged(t *testing.T) {
	without := filesOf(t, content.FS)
	delete(without, "glossary.yaml")
	word := regexp.MustCompile(`<a class="word" href="[^"]*"(?: data-says="[^"]*")?>([^<]*)</a>`)
	means := regexp.MustCompile(` <span class="means" hidden>[^<]*</span>`)
	foot := regexp.MustCompile(`<li><a href="[./]*words.html">[^<]*</a></li>\n`)
	size := regexp.MustCompile(` <span class="host">\([^<]*\)</span></li>`) // of the books, which list what words mean
	marked, before := 0, plan(t, without)
	for name, output := range plan(t, fs.FS(content.FS)) {
		if !strings.HasSuffix(name, ".html") || name == "words.html" || name == "search.html" || before[name].Render == nil {
			continue
		}
		page := render(t, output)
		marked += len(word.FindAllString(page, -1))
		page = foot.ReplaceAllString(means.ReplaceAllString(word.ReplaceAllString(page, "$1"), ""), "")
		if size.ReplaceAllString(page, "") != size.ReplaceAllString(render(t, before[name]), "") {
			t.Errorf("%s says something else with the glossary", name)
		}
	}
	if marked < 30 {
		t.Errorf("%d words are marked: the glossary is not used", marked)
	}
}
