package importer

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/language"
	"handrail/internal/text"
)

// siteInEnglish is a new site with nothing in it.
func siteInEnglish(t *testing.T) Site {
	t.Helper()
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	return Site{Language: english, New: true, Has: func(string) bool { return false }, Taken: func(string) bool { return false }}
}

// TestLinks holds where each link of a page leads, as people type them, and what is reported of it. "-" is a link whose words alone are left.
func TestLinks(t *testing.T) {
	for link, want := range map[string]string{
		"https://example.org/x":     "https://example.org/x",
		"HTTPS://example.org/x":     "https://example.org/x",
		"hhttps://example.org/x":    "https://example.org/x link-mended",
		"htps://example.org/x":      "https://example.org/x link-mended",
		"http:/example.org/x":       "http://example.org/x link-mended",
		"https:example.org":         "https://example.org link-mended",
		"//example.org/x":           "https://example.org/x link-mended",
		"www.example.org":           "https://www.example.org link-mended",
		"example.org/x":             "https://example.org/x link-mended",
		"https://":                  "- link-open",
		"office@example.org":        "mailto:office@example.org",
		"mailto:office@example.org": "mailto:office@example.org",
		"mailto:":                   "- link-open",
		"tel:020 7946 0000":         "tel:02079460000",
		"javascript:alert(1)":       "- link-scheme",
		"slack://open":              "- link-scheme",
		`C:\docs\x.docx`:            "- link-missing",
		"":                          "- link-open",
		"#":                         "- link-open",
		"TODO":                      "- link-open",
		"[insert the address]":      "- link-open",
		"xxx":                       "- link-open",
		"#top":                      "- link-top",
		"#part-two":                 "#part-two",
		"#user-content-part-two":    "#part-two",
		"#Part_Two":                 "#part-two",
		"#none":                     "- anchor-missing",
		"other.md":                  "other.md",
		"./other":                   "other.md",
		"other.html":                "other.md",
		"other/":                    "other.md",
		"/other":                    "other.md",
		"OTHER.MD":                  "other.md",
		"other.md?plain=1":          "other.md",
		"other.md#who--when":        "other.md#who-when",
		"other.md#own":              "other.md#own",
		"other.md#none":             "other.md anchor-missing",
		"other.md#:~:text=who":      "other.md",
		"o%74her.md":                "other.md",
		`sub\deep.md`:               "sub/deep.md",
		"deep":                      "sub/deep.md",
		"../other.md":               "other.md",
		"../../x.md":                "- link-missing",
		"sub/":                      "sub/index.md",
		"draft.md":                  "- link-draft",
		"files/Plan%20B.pdf":        "plan-b.pdf",
		"files/plan b.PDF":          "plan-b.pdf",
		"files/run.js":              "- link-file",
		"files/page.html":           "files/page.md",
		"files/broken.svg":          "- link-file-broken",
		"none.md":                   "- link-missing",
	} {
		written := link
		if strings.ContainsAny(link, " \\") {
			written = "<" + link + ">"
		}
		page := "# Page\n\n## Part two\n\n[Words](" + written + ")\n"
		folder, diags := ReadFolder(fstest.MapFS{
			"page.md":          {Data: []byte(page)},
			"other.md":         {Data: []byte("# Other\n\n## Who & when?\n\n## Named {#own}\n")},
			"sub/deep.md":      {Data: []byte("# Deep\n")},
			"draft.md":         {Data: []byte("---\ndraft: true\n---\n# Draft\n")},
			"files/Plan B.pdf": {Data: []byte("%PDF")},
			"files/run.js":     {Data: []byte("run()")},
			"files/page.html":  {Data: []byte("<h1>A page</h1><p>Words.</p>")},
			"files/broken.svg": {Data: []byte("<svg><script/>")},
		}, "", siteInEnglish(t).Language)
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		plan := NewPlan(folder.Documents, siteInEnglish(t))
		got := []string{"-"}
		for _, p := range plan.pages {
			if p.path == "page.md" {
				mapBlocks(p.blocks, nil, func(in text.Inline) []text.Inline {
					if in.Kind == text.Link {
						got[0] = in.Href
					}
					return []text.Inline{in}
				})
			}
		}
		for _, l := range plan.links {
			if got[0] == "link:"+l.Name {
				got[0] = l.Address
			}
		}
		for _, e := range plan.entries {
			if e.File == "page.md" && (strings.HasPrefix(e.What, "link-") || e.What == "anchor-missing") && e.What != "link-unchecked" {
				got = append(got, e.What)
				if e.Under != "Part two" || !strings.Contains(e.Words, "Words") {
					t.Errorf("%s: the entry is under %q and has the words %q", link, e.Under, e.Words)
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s leads to %s, not %s", link, strings.Join(got, " "), want)
		}
	}
}

// TestHeadingNames holds the names that programs give headings, by which links from other pages reach them.
func TestHeadingNames(t *testing.T) {
	const words = "2.1 Opt-in – café & “who’s”?"
	for generator, want := range map[string]string{
		"hugo":   "21-opt-in--café--whos", // https://github.com/Flet/github-slugger
		"jekyll": "opt-in--caf--whos",     // kramdown leaves out what is before the first letter, and all but ASCII
		"mkdocs": "21-opt-in-cafe-whos",   // Python-Markdown
	} {
		if got := namings(generator)[0].name(words); got != want {
			t.Errorf("%s: %s, not %s", generator, got, want)
		}
	}
	d := &Document{Blocks: []text.Block{heading("Same"), heading("Same"), heading("Same 1"), heading("Same")}}
	nameHeadings(d)
	for i, want := range []string{"same", "same-1 same_1", "same-1-1", "same-2 same_2"} {
		if got := strings.Join(idsOf(d.Blocks[i]), " "); got != want {
			t.Errorf("heading %d is called %s, not %s", i, got, want)
		}
	}
}

func heading(words string) text.Block {
	return text.Block{Kind: text.Heading, Level: 2, Inlines: []text.Inline{{Kind: text.Words, Text: words}}}
}

// TestFolderLimits: a folder of too many files is refused before any is read.
func TestFolderLimits(t *testing.T) {
	files := fstest.MapFS{}
	for i := range maxFiles + 1 {
		files[fmt.Sprintf("%d.md", i)] = &fstest.MapFile{Data: []byte("x")}
	}
	folder, diags := ReadFolder(files, "", siteInEnglish(t).Language)
	if folder != nil || len(diags) != 1 || !strings.Contains(diags[0].Message, "10,000") {
		t.Errorf("the folder is read: %v", diags)
	}
}
