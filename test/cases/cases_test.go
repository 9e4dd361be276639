// Package cases holds sources as people really write them, or as their programs leave them, and what Handrail has to make of
// each: what it reports, and what readers get.
//
// A case is a txtar archive in testdata. Its files are laid over the content that ships with Handrail, or over a site of one
// empty page when the comment has the line "site empty". \u{200b} is that character, in file names, in files and in the comment,
// so that what cannot be seen can be read here; a file whose name ends in .base64 is one of bytes, without that ending. The other lines of the comment that begin with one of these words say what
// has to be; the rest is for people:
//
//	want FILE:LINE SEVERITY CHECK: MESSAGE   it is reported; MESSAGE is how the message begins
//	hint TEXT                                the hint of the diagnostic above has this in it
//	page ADDRESS has TEXT                    the page as people read it has this, spaces and line ends alike
//	page ADDRESS lacks TEXT
//	html ADDRESS has TEXT                    the page's source has this, to the letter
//	html ADDRESS lacks TEXT
//
// Nothing else may be reported by the checks that the cases are about (held), except what is reported of the shipped content anyway.
// A case with errors has no pages. With -update, the wants of each case become what is reported; pages are left to people.
package cases

import (
	"bytes"
	"encoding/base64"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"handrail/content"
	"handrail/internal/builder"
	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

var (
	update = flag.Bool("update", false, "make the cases want what is reported now")
	every  = flag.Bool("every", false, "damage each source in each way that has one cause, not one source in eight")
)

// held names the checks that the sources of this folder are about: none of them may report more about a case than it wants. A new
// check breaks nothing here; add it if it is about what people type.
func held() []string {
	return strings.Fields(`abbreviation accent active-content address anchor brackets checklist empty-link front-matter groups hard-word heading identifier
		image layout leftover link-text longest-answer markup named-link page-link path-length path-rule path-step picture quiz quiz-review statement-review
		reading-age reference repeat retired review rule rule-source same-title sentence site source source-age
		statement telephone unreached-rule unused-rule unused-topic unused-word words`)
}

// today is the day of every case.
var today = source.Date{Time: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)}

func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	shipped := shippedContent(t)
	usual := map[string]bool{} // what is reported of the shipped content
	for _, d := range load(shipped).diags {
		usual[said(d)] = true
	}
	looks := readLooks(t)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			c := readCase(t, name, shipped)
			l := load(c.files)
			var diags []source.Diagnostic
			for _, d := range l.diags {
				if !usual[said(d)] {
					diags = append(diags, d)
				}
			}
			if *update {
				c.correct(t, name, diags)
			}
			c.compare(t, diags)
			if len(c.pages) == 0 {
				return
			}
			if errors, _ := source.Count(diags); errors > 0 {
				t.Fatal("the case says what pages have, and with errors there are none")
			}
			c.read(t, builder.Plan(builder.Input{Site: l.site, Content: c.files, Looks: looks(l.site), Version: "test"}))
		})
	}
}

// shippedContent is the content that ships with Handrail, without its Go files.
func shippedContent(t testing.TB) fstest.MapFS {
	files := fstest.MapFS{}
	err := fs.WalkDir(content.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content.FS, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// loaded is a site and what is reported of it.
type loaded struct {
	site  *site.Site
	diags []source.Diagnostic
}

func load(files fs.FS) loaded {
	s, diags := site.Load(files, site.Options{Today: today, Examine: check.Texts()})
	report := check.Finish(s, diags)
	if errors, _ := source.Count(report.Diagnostics); errors == 0 && report.Waiting {
		panic("nothing stops the build, and some checks wait: their mistakes would never be reported")
	}
	for _, d := range report.Diagnostics {
		if f, err := check.Named(d.Check); err != nil || d.Severity != f.Level && f.Warns == "" && len(s.Config.Checks) == 0 {
			panic(fmt.Sprintf("the table of checks does not say what is reported here: %s", said(d)))
		}
	}
	return loaded{s, ofHeld(report.Diagnostics)}
}

// ofHeld are the diagnostics of the checks that the cases are about.
func ofHeld(diags []source.Diagnostic) []source.Diagnostic {
	names := held()
	return slices.DeleteFunc(diags, func(d source.Diagnostic) bool { return !slices.Contains(names, d.Check) })
}

func said(d source.Diagnostic) string {
	return fmt.Sprintf("%s:%d %s %s: %s", d.File, d.Line, d.Severity, d.Check, d.Message)
}

// readLooks returns a function that reads the shipped layouts once for each set of widgets.
func readLooks(t testing.TB) func(*site.Site) *builder.Looks {
	made := map[string]*builder.Looks{}
	var mu sync.Mutex
	return func(s *site.Site) *builder.Looks {
		mu.Lock()
		defer mu.Unlock()
		widgets := builder.Widgets(s)
		key := strings.Join(widgets, " ")
		if made[key] == nil {
			looks, diags := builder.Theme{Default: templates.FS}.Read("en-GB", widgets, nil)
			if looks == nil {
				t.Fatal(diags)
			}
			made[key] = looks
		}
		return made[key]
	}
}

// expected is a diagnostic that a case wants.
type expected struct{ said, hint string }

// expectation is what a page has to have, or must not.
type expectation struct {
	address, text string
	markup, lacks bool
}

type trial struct {
	files fstest.MapFS
	wants []expected
	pages []expectation
}

var (
	escape    = regexp.MustCompile(`\\u\{([0-9a-fA-F]{1,6})\}`)
	pageWords = regexp.MustCompile(`^(page|html) (\S+) (has|lacks) (.+)$`)
)

// unescape puts characters in the place of their codes.
func unescape(text string) string {
	return escape.ReplaceAllStringFunc(text, func(code string) string {
		n, _ := strconv.ParseInt(escape.FindStringSubmatch(code)[1], 16, 32) // the pattern allows nothing else
		return string(rune(n))
	})
}

func readCase(t testing.TB, name string, shipped fstest.MapFS) *trial {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(data)
	c := &trial{files: fstest.MapFS{}}
	for line := range strings.Lines(unescape(string(archive.Comment))) {
		line = strings.TrimRight(line, "\n")
		if m := pageWords.FindStringSubmatch(line); m != nil {
			c.pages = append(c.pages, expectation{m[2], m[4], m[1] == "html", m[3] == "lacks"})
		} else if want, ok := strings.CutPrefix(line, "want "); ok {
			c.wants = append(c.wants, expected{said: want})
		} else if hint, ok := strings.CutPrefix(line, "hint "); ok && len(c.wants) > 0 {
			c.wants[len(c.wants)-1].hint = hint
		} else if line == "site empty" {
			shipped = fstest.MapFS{
				"site.yaml": {Data: []byte("title: A site\n")}, "index.md": {Data: []byte("---\ntitle: Home\n---\nWelcome.\n")}}
		}
	}
	for name, file := range shipped {
		c.files[name] = file
	}
	for _, f := range archive.Files {
		name, data := unescape(f.Name), []byte(unescape(string(f.Data)))
		if plain, coded := strings.CutSuffix(name, ".base64"); coded {
			if name = plain; len(data) > 0 {
				data, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(data)), ""))
			}
			if err != nil {
				t.Fatal(f.Name, err)
			}
		}
		c.files[name] = &fstest.MapFile{Data: data}
	}
	if len(archive.Files) == 0 || len(c.wants)+len(c.pages) == 0 {
		t.Fatal("the case has no files, or expects nothing")
	}
	return c
}

// compare fails where what is reported is not what the case wants.
func (c *trial) compare(t *testing.T, diags []source.Diagnostic) {
	t.Helper()
	left := slices.Clone(c.wants)
	for _, d := range diags {
		at := slices.IndexFunc(left, func(w expected) bool { return strings.HasPrefix(said(d), w.said) })
		if at < 0 {
			t.Errorf("not expected: %s\n\thint: %s", said(d), d.Hint)
			continue
		}
		if !strings.Contains(d.Hint, left[at].hint) {
			t.Errorf("%s\n\thint: %s\n\twant in it: %s", said(d), d.Hint, left[at].hint)
		}
		left = slices.Delete(left, at, at+1)
	}
	for _, w := range left {
		t.Errorf("missing: %s", w.said)
	}
}

// correct makes the case want what is reported. What it already wants stays as it was written, with its hint.
func (c *trial) correct(t *testing.T, name string, diags []source.Diagnostic) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(data)
	var comment strings.Builder
	c.wants = nil
	kept := true // the want that a hint belongs to
	for line := range strings.Lines(string(archive.Comment)) {
		text := strings.TrimRight(unescape(line), "\n")
		if want, ok := strings.CutPrefix(text, "want "); ok {
			at := slices.IndexFunc(diags, func(d source.Diagnostic) bool { return strings.HasPrefix(said(d), want) })
			if kept = at >= 0; kept {
				c.wants = append(c.wants, expected{said: want})
				diags = slices.Delete(slices.Clone(diags), at, at+1)
			}
		} else if hint, ok := strings.CutPrefix(text, "hint "); ok && kept && len(c.wants) > 0 {
			c.wants[len(c.wants)-1].hint = hint
		}
		if kept || !strings.HasPrefix(text, "want ") && !strings.HasPrefix(text, "hint ") {
			comment.WriteString(line)
		}
	}
	for _, d := range diags {
		c.wants = append(c.wants, expected{said: said(d)})
		comment.WriteString("want " + escaped(said(d)) + "\n")
	}
	if comment.String() == string(archive.Comment) {
		return
	}
	archive.Comment = []byte(comment.String())
	if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// escaped puts codes in the place of characters that cannot be seen.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\u{%x}`, r)
		}
	}
	return b.String()
}

// read fails where a page is not as the case says.
func (c *trial) read(t *testing.T, outputs []builder.Output) {
	t.Helper()
	for _, want := range c.pages {
		at := slices.IndexFunc(outputs, func(o builder.Output) bool { return o.Path == want.address })
		if at < 0 {
			t.Errorf("the site has no %s", want.address)
			continue
		}
		data, err := outputs[at].Bytes()
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if !want.markup {
			text = pageText(t, data)
		}
		if strings.Contains(text, want.text) == want.lacks {
			t.Errorf("%s has %q: %v\n\t%s", want.address, want.text, want.lacks, around(text, want.text))
		}
	}
}

// pageText is what people read in the main part of a page, with one space in place of each stretch of white space.
func pageText(t *testing.T, data []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node, shown bool)
	walk = func(n *html.Node, shown bool) {
		shown = shown || n.Type == html.ElementNode && n.Data == "main"
		if n.Type == html.ElementNode && (slices.Contains([]string{"script", "style"}, n.Data) || isMeaning(n)) {
			return
		}
		if n.Type == html.TextNode && shown {
			b.WriteString(n.Data)
		}
		for child := range n.ChildNodes() {
			walk(child, shown)
		}
		if n.Type == html.ElementNode && slices.Contains([]string{"p", "li", "td", "th", "h1", "h2", "h3", "dt", "dd", "div", "br"}, n.Data) {
			b.WriteByte(' ')
		}
	}
	walk(root, false)
	return strings.Join(strings.Fields(b.String()), " ")
}

// isMeaning says whether an element holds what a word means, which is hidden until that is pressed.
func isMeaning(n *html.Node) bool {
	return slices.Contains(n.Attr, html.Attribute{Key: "class", Val: "means"})
}

// around is the part of a text that was most likely meant to be what is looked for.
func around(text, want string) string {
	first, _, _ := strings.Cut(want, " ")
	at := strings.Index(text, first)
	if at < 0 {
		return text[:min(len(text), 400)]
	}
	return text[max(0, at-80):min(len(text), at+320)]
}
