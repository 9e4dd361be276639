package importer

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"handrail/internal/language"
	"handrail/internal/text"
)

// TestMarkdown: what becomes of the syntaxes of other programs. Each archive in testdata/markdown has a document as its first file, files that are beside it, and
// last what is read of it.
func TestMarkdown(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/markdown/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("there are no documents", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			archive := txtar.Parse(data)
			last := len(archive.Files) - 1
			if archive.Files[last].Name != "read" {
				archive.Files, last = append(archive.Files, txtar.File{Name: "read"}), last+1
			}
			files := fstest.MapFS{}
			for _, f := range archive.Files[:last] {
				files[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			english, _ := language.Of("en-GB")
			source := archive.Files[0]
			d, diags := ReadFile(files, source.Name, english)
			if d == nil || len(diags) > 0 {
				t.Fatal(diags)
			}
			if lost := missing(wordsOfMarkdown(string(source.Data)), d.Blocks, d.Front, d.Entries); len(lost) > 0 {
				t.Errorf("these words are neither on the page nor in the report: %q", lost)
			}
			got := printed(d)
			if *update {
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if want := string(archive.Files[last].Data); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// printed writes all that was read of a document.
func printed(d *Document) string {
	var b strings.Builder
	f := d.Front
	fmt.Fprintf(&b, "title %q, summary %q, order %d, draft %t, reviewed %q, aliases %q, addresses %q\n\n", f.Title, f.Summary, f.Order, f.Draft, f.Reviewed, f.Aliases, d.Addresses)
	b.WriteString(text.Markdown(d.Blocks))
	for _, key := range slices.Sorted(maps.Keys(d.Pictures)) {
		p := d.Pictures[key]
		fmt.Fprintf(&b, "\npicture %s: %d bytes\n", p.Name, len(p.Data))
	}
	b.WriteString("\n")
	for _, e := range d.Entries {
		fmt.Fprintf(&b, "%s, line %d, heading %d: %q\n", e.What, e.Line, e.Heading, e.Words)
	}
	return b.String()
}

var (
	// markup finds in markdown what is no word of its text: addresses, tags, the names of boxes that show no title, and numbers of lists.
	markup = regexp.MustCompile(`(?m)\]\([^)\s]*|^ *\[[^\]]+\]: \S+|<[A-Za-z/][^>\n]*>|<!--|-->|:::|&[a-z]+;|&#\d+;|\.callout|\|300\]|\[[xX]\]|` +
		`:[a-z0-9_+-]+:|^ *[0-9]+[.)] |\[\^\w+\]:?`)
	// tags finds what template languages read.
	tags = regexp.MustCompile(`\{\{[^}]*\}\}|\{%[^%]*%\}`)
	// shown finds words in tags that readers see.
	shown = regexp.MustCompile(`(?:title|alt|caption|label|text|description)="([^"\\]*)`)
	// details finds front matter, which has tests of its own.
	details = regexp.MustCompile(`(?s)\A(?:---\n.*?\n---\n|\+\+\+\n.*?\n\+\+\+\n|\{\n.*?\n\}\n)`)
)

// wordsOfMarkdown are the words of a text in markdown.
func wordsOfMarkdown(source string) string {
	source = details.ReplaceAllString(source, "")
	words := markup.ReplaceAllString(tags.ReplaceAllString(source, ""), " ")
	for _, found := range shown.FindAllStringSubmatch(source, -1) {
		if !strings.Contains(words, found[1]) {
			words += " " + found[1]
		}
	}
	return words
}

// FuzzMarkdown: any text is read, in time, and no word of it is lost.
func FuzzMarkdown(f *testing.F) {
	names, err := filepath.Glob("testdata/markdown/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(txtar.Parse(data).Files[0].Data))
	}
	for _, more := range []string{"a\n***\n```", "{{<", "<!--", "!!! note\n", "> > > [!NOTE]", ":::", "[[", "$a$$", "- {{< tab >}}\n  {{< /tab", "\x00", "`{{ x }}", "<A b={"} {
		f.Add(more)
	}
	f.Fuzz(func(t *testing.T, source string) {
		readDocument(t, "text.md", []byte(source))
		readDocument(t, "text.mdx", []byte(source))
		plain := "Start.\n\n" + withoutMarkup(source)
		d := readDocument(t, "text.md", []byte(plain))
		if lost := missing(numbers.ReplaceAllString(plain, " "), d.Blocks, d.Front, d.Entries); len(lost) > 0 {
			t.Errorf("these words of %q are neither on the page nor in the report: %q\n%s", plain, lost, printed(d))
		}
	})
}

var (
	// forms finds what can have words that nobody sees: tags, addresses, footnotes, character references and the names of emoji.
	forms = regexp.MustCompile(`[<{&\\\x00\x03-\x08\x0b-\x1f]|\]\(|\]:|\[\^|:[\w+-]+:|\|[0-9x]*\x02|[^\x00-\x7f]|\[[xX]\]`)
	// glued finds marks whose words would be one word with the next without them.
	glued = regexp.MustCompile(`(\w)(==|\+\+)(\w)`)
	// numbers finds numbers, as those of lists are counted again.
	numbers = regexp.MustCompile(`\b[0-9]+\b`)
)

// withoutMarkup is a text in which each word is one that readers see, or that is reported.
func withoutMarkup(source string) string {
	source = strings.NewReplacer("[[", " \x01", "]]", "\x02 ").Replace(source)
	for forms.MatchString(source) {
		source = forms.ReplaceAllString(source, " ")
	}
	source = glued.ReplaceAllString(source, "$1$2 $3")
	return strings.NewReplacer("\x01", "[[", "\x02", "]]").Replace(source)
}

// TestMarkdownPlaceholders finds names in angle brackets in the report, also those that are an attribute of HTML to the parser.
func TestMarkdownPlaceholders(t *testing.T) {
	d := readDocument(t, "a.md", []byte("# Keys\n\nExport <NAME> first. Run <my-tool> and <YOUR GROUP>, says Jo.\n"))
	if lost := missing("Export name first Run my tool and your group says Jo", d.Blocks, d.Front, d.Entries); len(lost) > 0 {
		t.Errorf("lost: %q", lost)
	}
}
