package markdown

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
	"handrail/test/corpus"
)

const front = "---\ntitle: \"-\"\n---\n" // no line below it is taken for front matter, and no heading for the page's title

// formatTexts are the texts that Format is tried with: the suites, every page and every source of a test in the repository, and some of
// the pages that builds are measured with.
func formatTexts(t *testing.T) map[string]string {
	texts := map[string]string{}
	for _, e := range suites(t) {
		texts[e.name] = front + e.markdown
	}
	for _, text := range oddTexts() {
		texts[text] = front + text
	}
	dir := t.TempDir()
	if err := corpus.Write(dir, 100, corpus.Handrail); err != nil {
		t.Fatal(err)
	}
	for _, root := range []string{"../../content", "../../docs", "../../test", "../../cmd", "..", dir} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.Contains(".md .txtar .txt", filepath.Ext(path)) {
				return err
			}
			data, err := os.ReadFile(path)
			if filepath.Ext(path) == ".md" {
				texts[path] = string(data)
				return err
			}
			for _, part := range strings.Split("\n"+string(data), "\n-- ")[1:] {
				if name, text, ok := strings.Cut(part, " --\n"); ok && strings.HasSuffix(name, ".md") {
					texts[path+" "+name] = text
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

// oddTexts have what the suites do not: Handrail's own, and what has been written wrongly before.
func oddTexts() []string {
	return []string{"a&#92;\\\nb\n", "## A \\{b=\"c\"} \\{b=\"d\"} {#a}\n", ":::must {#a applies=\"x+y\" do=\"say \\\"b\\\"\" changed=\"2026-11-20\" was=\"a **b**, & “c”\"}\nT [l](m)\n\nWhy.\n:::\n", ":::do\na\n:::\n:::dont\nb\n:::\n",
		"{{a}} {{#when b}}c{{/when}}.\n\n{{#when b}}\n\n- d\n\n{{/when}}\n", "# A\n## B {#b rules=\"c\"}\n", "![a](b.png \"c\\*\"){width=50%}\n",
		"a[^1] b[^x] ~~c~~\n\n[^1]: x\n\n    y[^x]\n[^x]: z\n", "- [ ] a\n  > b\n- [x] c\n\n> d\n", "see www.a.org/(x), <c@d.org> or e@f.org, g@h._i.\n",
		"`a`<!-- -->`b` ~~c~~<!-- -->~~d~~\n", "- a\n- * *\n", "- a\n\n  <!-- -->\n", "# \\#\n", "`a\nb`\n#c\n=\n", "``\r\na\r\n``\r\n", "a\n: b\n\n  c\n", "a\n: \n", "a |\n:-: | -:\nb | c\n",
		"www.a.org/b<!-- -->&c;\n", "<!-- a -->\n# b\n", "a***b***c **d *e*** *f **g***\n", "*a*b*c* **a**b**c**\n"}
}

// tryFormat formats a text twice. done says that it could be; problem says what is not as it should be.
func tryFormat(p *Parser, text string, html bool) (done bool, problem string) {
	f, diags := source.Parse("p.md", []byte(text))
	if f == nil || len(diags) > 0 {
		return false, ""
	}
	format, parse := p.Format, p.Parse
	if html {
		format, parse = p.FormatHTML, p.ParseHTML
	}
	written, err := format(f)
	var change *ChangeError
	if errors.As(err, &change) {
		d, _ := parse(f)
		again, _ := source.Parse("p.md", change.written)
		back, _ := parse(again)
		return false, fmt.Sprintf("%v\n from %q\n to   %q\n was  %q\n is   %q", err, text, change.written, d.Body, back.Body)
	}
	if err != nil {
		return false, ""
	}
	again, _ := source.Parse("p.md", written)
	if twice, err := format(again); err != nil || string(twice) != string(written) {
		return false, fmt.Sprintf("formatted again, %q becomes %q: %v", written, twice, err)
	}
	return true, ""
}

// TestFormat writes every text again: it is read as the same, and stays as it is when it is written again. A text that cannot be
// written has mistakes, or holds what nobody sees.
func TestFormat(t *testing.T) {
	p := NewParser(language.English())
	done, all := 0, 0
	for name, text := range formatTexts(t) {
		for _, html := range []bool{false, true} {
			ok, problem := tryFormat(p, text, html)
			if problem != "" {
				t.Errorf("%s, with HTML %v: %s", name, html, problem)
			}
			if all++; ok {
				done++
			}
		}
	}
	if done < all*85/100 {
		t.Errorf("only %d of %d texts could be written", done, all)
	}
}

// TestFormatRefuses: what nobody sees is not silently lost.
func TestFormatRefuses(t *testing.T) {
	p := NewParser(language.English())
	for text, want := range map[string]string{
		"a <!-- b --> c\n":                 "p.md:4: readers do not see what is here, and it would be lost",
		"- a\n\n<!-- b -->\n\n- c\n":       "p.md:6: readers do not see what is here, and it would be lost",
		"> [a]: b\n\n[a]\n":                "p.md:4: readers do not see what is here, and it would be lost",
		"![a [b](c)](d.png)\n":             "p.md:4: readers do not see what is here, and it would be lost",
		"[a b\nc]: /d\n\"e\" f\n":          "p.md:4: readers do not see what is here, and it would be lost",
		"[a]:\n  /b\n  'c'd\n":             "p.md:4: readers do not see what is here, and it would be lost",
		":::note\n":                        "p.md:4: this :::note block never closes",
		"***foo* bar*ar*\n":                "p.md cannot be written as markdown: its text would change",
		"<!-- b -->\n\n[c]: d\n\na\n":      "",
		"a[^x]\n\n[^x]: b\n\n[^y]: lost\n": "",
	} {
		f, _ := source.Parse("p.md", []byte(front+text))
		written, err := p.Format(f)
		if got := fmt.Sprint(err); got != want && !(err == nil && want == "") {
			t.Errorf("%q: %s", text, got)
		}
		if err == nil && strings.TrimPrefix(string(written), front) != text {
			t.Errorf("%q becomes %q", text, written)
		}
	}
}

// unwritable are texts that may be read as something which cannot be written in the same way, each with the reason. Format says so of
// each: it never writes what would be read as something else.
func unwritable() map[string]*regexp.Regexp {
	return map[string]*regexp.Regexp{
		"marks of emphasis directly beside or within one another are read by counting them, and not each nesting has a count": regexp.MustCompile(
			`<(?:em|strong|del)>[^ ]*<(?:em|strong|del)>|</(?:em|strong|del)>[^ ]*</?(?:em|strong|del)>`),
		"an address with < or > cannot be between them, and without them only some characters may be before it": regexp.MustCompile(
			`\x00L[0-9]+\x00[^\x00]*&[gl]t;`),
		"goldmark finds an empty item in some places only: with nothing after it in an item around it, and not before a CR": regexp.MustCompile(`<li>\s*</li>`),
		"tabs in code are counted from the edge of the page, and so are not the same in a list or a quote":                  regexp.MustCompile(`<code[^>]*>[^<]*\t`),
	}
}

// FuzzFormat: whatever is read can be written as markdown that is read as the same, but for what is unwritable.
func FuzzFormat(f *testing.F) {
	for _, e := range suites(f) {
		f.Add(e.markdown)
	}
	for _, seed := range oddTexts() {
		f.Add(seed)
	}
	p := NewParser(language.English())
	f.Fuzz(func(t *testing.T, text string) {
		_, problem := tryFormat(p, front+text, false)
		if problem == "" {
			return
		}
		file, _ := source.Parse("p.md", []byte(front+text))
		d, _ := p.Parse(file)
		for _, form := range unwritable() {
			if form.Match(d.Body) {
				return
			}
		}
		t.Fatal(problem)
	})
}
