package cases

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/builder"
	"handrail/internal/source"
)

// rows reads the tables of docs/site/content/guides/markdown.md: of each row, what is typed, and its last cell.
func rows(t *testing.T, heading string) [][2]string {
	t.Helper()
	data, err := os.ReadFile("../../docs/site/content/guides/markdown.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, ok := strings.Cut(string(data), "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("guides/markdown.md has no part %q", heading)
	}
	part, _, _ = strings.Cut(part, "\n## ")
	var all [][2]string
	for _, row := range regexp.MustCompile(`(?m)^\| (.*) \|$`).FindAllStringSubmatch(part, -1) {
		cells := strings.Split(row[1], " | ")
		if cells[0] == "You type" {
			continue
		}
		var lines []string
		for _, line := range strings.Split(cells[0], "<br>") {
			line = strings.TrimSuffix(strings.TrimPrefix(line, "<code>"), "</code>")
			line = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(line, "`` "), " ``"))
			if strings.HasPrefix(line, "` ```") {
				line = "```"
			} else if len(line) > 1 && line[0] == '`' && !strings.HasPrefix(cells[0], "`` ") {
				line = line[1 : len(line)-1]
			}
			lines = append(lines, strings.ReplaceAll(line, "&#124;", "|"))
		}
		all = append(all, [2]string{strings.Join(lines, "\n"), cells[len(cells)-1]})
	}
	return all
}

// shownAs is what each example of the first table becomes on a page.
func shownAs() map[string]string {
	return map[string]string{
		"## A heading":                        `<h2 id="a-heading">A heading</h2>`,
		"**very**":                            `<strong>very</strong>`,
		"*rather*":                            `<em>rather</em>`,
		"`9:30`":                              `<code>9:30</code>`,
		"~~Monday~~":                          `<del>Monday</del>`,
		"one\\\ntwo":                          "one<br>\ntwo",
		"[phones](other.md)":                  `<a class="alone" href="other.html">phones</a>`,
		"[phones](other.md#part-two)":         `<a class="alone" href="other.html#part-two">phones</a>`,
		"[the form](link:form)":               `<a class="alone" href="https://example.org/form" rel="noopener noreferrer">the form</a> <span class="host">(example.org)</span>`,
		"See [phones].\n\n[phones]: other.md": `See <a href="other.html">phones</a>.`,
		"Write to office@example.org.":        `<a href="mailto:office@example.org" rel="noopener noreferrer">office@example.org</a>.`,
		"![A phone](phone.png)":               `alt="A phone"`,
		"![A phone](phone.png \"Ours\"){width=50%}":          `class="w50"`,
		"- a phone\n- a pen":                                 "<ul>\n<li>a phone</li>\n<li>a pen</li>\n</ul>",
		"1. Look.\n2. Write.":                                "<ol>\n<li>Look.</li>\n<li>Write.</li>\n</ol>",
		"- [x] done\n- [ ] not yet":                          `<li><span role="img" aria-label="Done">☑</span> done</li>`,
		"> words of others":                                  "<blockquote>\n<p>words of others</p>\n</blockquote>",
		"Opt in\n: To say yes first.":                        "<dl>\n<dt>Opt in</dt>\n<dd>To say yes first.</dd>\n</dl>",
		"Kept for a year.[^why]\n\n[^why]: The law says so.": `<li id="fn_1">` + "\n<p>The law says so. ",
		"| Group | People |\n|---|--:|\n| Leeds | 12 |":      `<td class="end">12</td>`,
		"---":                         "<hr>",
		"```\nas typed\n```":          "<pre><code>as typed\n</code></pre>",
		":wave:":                      "<p>👋</p>",
		"&pound;5":                    "<p>£5</p>",
		`a \*star\* and \[brackets]`:  "<p>a *star* and [brackets]</p>",
		"<!-- ask Jo -->":             "Words before.</p>\n<p>Words after.",
		"Call [999](tel:999).":        `Call <a href="tel:999" rel="noopener noreferrer">999</a>.`,
		":::note\nGood to know.\n:::": `<div class="note" role="note">`,
	}
}

// docSite is a site with an example on a page, in the text of a question, and in a statement. Each has other words around it.
func docSite(example, kind string) fstest.MapFS {
	files := fstest.MapFS{
		"site.yaml":  {Data: []byte("title: A site\n")},
		"index.md":   {Data: []byte("# Home\n")},
		"links.yaml": {Data: []byte("form: {address: \"https://example.org/form\", title: The form, checked: 2026-11}\n")},
		"phone.png":  {Data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82")},
		"other.md":   {Data: []byte("# Phones\n\n## Part two\n")},
	}
	if strings.Contains(example, "picture") {
		delete(files, "phone.png")
	}
	text := "Words before.\n\n" + example + "\n\nWords after.\n"
	switch kind {
	case "pages":
		files["page.md"] = &fstest.MapFile{Data: []byte("# A page\n\n" + text)}
	case "quizzes":
		files["quizzes/phone.png"] = files["phone.png"]
		delete(files, "phone.png")
		files["quizzes/other.md"] = &fstest.MapFile{}
		files["quizzes/index.md"] = &fstest.MapFile{Data: []byte("# Quizzes\n")}
		example = strings.ReplaceAll(example, "other.md", "../other.md")
		files["quizzes/page.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A quiz\npass: 80%\nreviewed: 2026-11-20\n---\n## Which is right? {#which}\n\n" +
			"Words before.\n\n" + example + "\n\nWords after.\n\n- [x] This one\n  > Yes.\n- [ ] That one\n  > No.\n\n> Because.\n")}
		delete(files, "quizzes/other.md")
	case "statements":
		files["statements/index.md"] = &fstest.MapFile{Data: []byte("# Statements\n")}
		files["statements/page.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A statement\nversion: 1\nfields:\n  group: {label: Your group's name}\nsubject: \"{{group}}\"\nrules: []\n" +
			"changes:\n  - {version: 1, date: 2026-11-20, what: New.}\n---\nFor {{group}}.\n\n" + text)}
	}
	return files
}

// errorsOf are the errors that an example brings.
func errorsOf(example, kind string) []string {
	usual := map[string]bool{}
	for _, d := range load(docSite("", kind)).diags {
		usual[d.Message] = true
	}
	var all []string
	for _, d := range load(docSite(example, kind)).diags {
		if !usual[d.Message] && d.Severity == source.Error {
			all = append(all, said(d))
		}
	}
	return all
}

// TestMarkdownDoc: docs/site/content/guides/markdown.md is right. Each example becomes what the table says, on the kinds of pages that it names, and is
// refused in quizzes where it does not name them.
func TestMarkdownDoc(t *testing.T) {
	want := shownAs()
	looks := readLooks(t)
	for _, row := range rows(t, "What you can type") {
		example, where := row[0], strings.Split(row[1], ", ")
		html, listed := want[example]
		if !listed {
			t.Errorf("the test does not say what %q becomes", example)
			continue
		}
		delete(want, example)
		for _, kind := range []string{"pages", "quizzes", "statements"} {
			found := errorsOf(example, kind)
			allowed := slices.Contains(where, kind)
			if kind == "statements" && !allowed {
				continue // what cannot be in all of its forms is refused, or made simpler, as internal/statement says
			}
			if allowed != (len(found) == 0) {
				t.Errorf("%q on %s: documented %v, reported %q", example, kind, allowed, found)
			}
		}
		files := docSite(example, "pages")
		for _, output := range builder.Plan(builder.Input{Site: load(files).site, Content: files, Looks: looks(load(files).site), Version: "test"}) {
			if output.Path != "page.html" {
				continue
			}
			var page bytes.Buffer
			if err := output.Render(&page); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(page.String(), html) {
				t.Errorf("%q does not become %q:\n%s", example, html, around(page.String(), "Words before."))
			}
		}
	}
	for example := range want {
		t.Errorf("guides/markdown.md does not have %q", example)
	}
}

// TestMarkdownDocReports: what is documented as reported is reported, at its line.
func TestMarkdownDocReports(t *testing.T) {
	reported := rows(t, "What is reported instead")
	if len(reported) < 10 {
		t.Fatalf("%d rows", len(reported))
	}
	for _, row := range reported {
		if !slices.ContainsFunc(load(docSite(row[0], "pages")).diags, func(d source.Diagnostic) bool { return d.File == "content/page.md" && d.Line >= 5 }) {
			t.Errorf("%q is not reported", row[0])
		}
	}
}
