package book

import (
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/builder"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
	"handrail/test/office"
)

// rich has, beside the rules, all that markdown and HTML have, and titles and words that would do harm if they were not escaped.
const rich = `---
title: "<script>alert(1)</script> & \"quotes\" ]]> 'n 🏴󠁧󠁢󠁷󠁬󠁳󠁿 العربية"
reviewed: 2026-11-01
---
Words with a note[^one], and the same again[^one]. *Leaning*, **strong**, ~~gone~~, ` + "`code <b>`" + ` and a line  
broken.

## 2 fast & "furious" <x>

:::must {#rule-1 applies="a" repeat="monthly" changed="2026-11-20"}
Say **this** & <that>.

- One
  1. Inner
  2. Inner, too

     With a paragraph.
- Two

| Name | Number |
|:-:|--:|
| a | 1 |
:::

### Under it

3. Three
4. Four

> A quote
>
> - with a list

- [x] Done
- [ ] Open

| One | Two | Three |
|---|---|---|
| a | [b](#under-it) | **c** |

Term
: Meaning

` + "```" + `
let x = "<&>";
  indented
` + "```" + `

:::note
A note with [a link](https://example.org/?a=1&b=2#c).
:::
:::do
Do it.
:::
:::dont
Leave it.
:::

<details><summary>More & more</summary><p>Hidden <kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup></p></details>

---

![A "drawing" & more](line.svg "A caption")

[^one]: The note, with *words*, [a link](other.md#part) and <https://example.net/note>.
`

// hostile is the handbook of a site with all of that, as files.
func hostile(t *testing.T) map[string][]byte {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml":  "title: \"A site <&> \\\"x\\\"\"\nabout: \"By <us> & others\"\norganisation: {name: \"Us & <them>\", short: U}\nhtml: [g/rich.md]\n",
		"index.md":   "---\ntitle: Home\n---\n",
		"g/index.md": "---\ntitle: Guide\n---\n", "g/rich.md": rich,
		"g/other.md": "---\ntitle: Other\n---\n## Part {#part}\n\nTo [2 fast](rich.md#rule-1) and [home](../index.md).\n\n## Parts\n\nNearly the same heading.\n",
		"g/line.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title><path d="M0 0h9"/><text x="1" y="2">a &lt; b</text></svg>`,
		"l.md":       "---\ntitle: L\n---\n",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	fsys["checklists/c.md"] = &fstest.MapFile{Data: []byte("---\ntitle: C\nquestions:\n  - ask: How?\n    choose: many\n    options:\n      - {topic: a, label: \"We <do> & \\\"so\\\"\"}\n---\n")}
	s, _ := site.Load(fsys, site.Options{Today: day})
	looks, diags := builder.Theme{Default: templates.FS}.Read(s.Config.Language, builder.Widgets(s), nil)
	if n, _ := source.Count(diags); n > 0 {
		t.Fatal(diags)
	}
	files := map[string][]byte{}
	for _, o := range builder.Plan(builder.Input{Site: s, Content: fsys, Looks: looks, Version: "test"}) {
		if o.Path == "handbook.epub" || o.Path == "handbook.docx" {
			data, err := o.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			files[o.Path] = data
		}
	}
	return files
}

// TestHostileBook: whatever titles and texts say, both files are what they should be.
func TestHostileBook(t *testing.T) {
	files := hostile(t)
	checkEPUB(t, files["handbook.epub"])
	for file, data := range files {
		parts := unpacked(t, data)
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			if !strings.HasSuffix(name, "ml") && !strings.HasSuffix(name, ".rels") && !strings.HasSuffix(name, ".opf") {
				continue
			}
			for dec := xml.NewDecoder(strings.NewReader(parts[name])); ; {
				if _, err := dec.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %s: %v", file, name, err)
				}
			}
		}
	}
	anchors, bookmarks := regexp.MustCompile(`w:anchor="(\w+)"`), regexp.MustCompile(`<w:bookmarkStart w:id="\d+" w:name="(\w+)"`)
	document := unpacked(t, files["handbook.docx"])["word/document.xml"]
	names := map[string]int{}
	for _, m := range bookmarks.FindAllStringSubmatch(document, -1) {
		names[m[1]]++
	}
	found := anchors.FindAllStringSubmatch(document, -1)
	if len(found) < 5 {
		t.Errorf("the Word document has %d links within it", len(found))
	}
	for _, m := range found {
		if names[m[1]] != 1 {
			t.Errorf("%d bookmarks have the name %s, to which a link leads", names[m[1]], m[1])
		}
	}
}

// TestOffice opens the Word documents with LibreOffice, an independent reader: their headings, lists, tables and footnotes are what they
// are, and nothing is lost.
func TestOffice(t *testing.T) {
	_, files := shipped()
	texts := office.Convert(t, t.TempDir(), "", map[string][]byte{"shipped.docx": files["handbook.docx"], "hostile.docx": hostile(t)["handbook.docx"]}, "fodt", "OpenDocument Text Flat XML")
	for name, wants := range map[string][]string{
		"shipped.docx": {"<text:table-of-content ", `text:outline-level="1"`, ">Broadcast lists<", `xlink:href="https://`, `fo:font-size="20pt"`, `fo:language="en"`},
		"hostile.docx": {`>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; ]]&gt; `, `text:outline-level="4"`, `text:start-value="3"`, "<table:table-header-rows>", `text:note-class="footnote"`,
			`xlink:href="https://example.net/note"`, `xlink:href="https://example.org/?a=1&amp;b=2#c"`, "Only if you can say “We &lt;do&gt; &amp; &quot;so&quot;”.", ">Term<", ">Meaning<", ">More &amp; more<",
			"☑ Done", "let x = &quot;&lt;&amp;&gt;&quot;;<text:line-break/>", ">A &quot;drawing&quot; &amp; more</svg:desc>", ">A caption<", "Rule_20_Must"},
	} {
		for _, want := range wants {
			if !strings.Contains(texts[name], want) {
				t.Errorf("%s: LibreOffice reads no %q", name, want)
			}
		}
	}
	if n := strings.Count(texts["shipped.docx"], "<text:h "); n < 80 {
		t.Errorf("LibreOffice reads %d headings", n)
	}
}
