package markdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	stdhtml "html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/language"
	"handrail/internal/source"
)

// example is one of a suite: a text, and the HTML that it should become.
type example struct {
	name           string // "commonmark 12", or the file of an extension and a number
	markdown, html string
}

// suites reads the examples of CommonMark 0.31.2 and of the extensions, from goldmark's own test data: that comes with its module,
// so nothing of the suites is kept here.
func suites(t testing.TB) []example {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var spec []struct {
		Markdown, HTML string
		Example        int
	}
	if err := json.Unmarshal(data, &spec); err != nil || len(spec) != 652 {
		t.Fatal(len(spec), err)
	}
	var all []example
	for _, e := range spec {
		all = append(all, example{fmt.Sprint("commonmark ", e.Example), e.Markdown, e.HTML})
	}
	for _, extension := range []string{"table", "strikethrough", "linkify", "tasklist", "footnote", "definition_list"} {
		data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "extension", "_test", extension+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, readExamples(extension, string(data))...)
	}
	return all
}

// readExamples reads the format of goldmark's own tests: a number with words, the text, and the HTML.
func readExamples(name, text string) []example {
	var all []example
	for _, part := range strings.Split(text, "//= = = = = = = = = = = = = = = = = = = = = = = =//") {
		fields := strings.Split(part, "//- - - - - - - - -//\n")
		if len(fields) != 3 {
			continue
		}
		number, _, _ := strings.Cut(strings.TrimSpace(fields[0]), ":")
		text := fields[1]
		if strings.Contains(fields[0], `"enableEscape": true`) {
			text = strings.ReplaceAll(text, `\t`, "\t")
		}
		all = append(all, example{name + " " + strings.TrimSpace(number), text, fields[2]})
	}
	return all
}

// shown is the HTML of a text with its holes filled as CommonMark would, and what is reported of it. The text is placed below
// front matter, so that no line of it is taken for that, and no heading for the page's title.
func shown(p *Parser, text string) (string, []string) {
	f, diags := source.Parse("p.md", []byte("---\ntitle: \"-\"\n---\n"+text))
	if f == nil {
		return "", []string{"source"}
	}
	d, more := p.Parse(f)
	var told []string
	for _, diag := range append(diags, more...) {
		told = append(told, diag.Check)
	}
	if len(d.Dropped) > 0 {
		told = append(told, "markup")
	}
	if len(d.Leftovers) > 0 {
		told = append(told, "leftover")
	}
	slices.Sort(told)
	var b bytes.Buffer
	d.WriteHTML(&b, d.Text, d.Body, suitesPlace(d))
	return b.String(), slices.Compact(told)
}

// suitesPlace writes what depends on the place as the suites have it.
func suitesPlace(d *Doc) *Place {
	return &Place{
		Image: func(b *bytes.Buffer, n int) {
			fmt.Fprintf(b, `<img src="%s" alt="%s" title="%s">`, stdhtml.EscapeString(d.Images[n].Src), stdhtml.EscapeString(d.Images[n].Alt), stdhtml.EscapeString(d.Images[n].Title))
		},
		Link: func(b *bytes.Buffer, n int, e Edge) {
			if e == Before { // also where it leads nowhere
				fmt.Fprintf(b, `<a href="%s">`, stdhtml.EscapeString(d.Links[n].Dest))
			} else {
				b.WriteString("</a>")
			}
		},
		Task: func(b *bytes.Buffer, ticked bool) {
			b.WriteString(map[bool]string{false: `<input type="checkbox">`, true: `<input type="checkbox" checked>`}[ticked] + " ")
		},
		NoteRef: func(b *bytes.Buffer, n int) {
			fmt.Fprintf(b, `<sup><a href="#fn:%[1]d">%[1]d</a></sup>`, d.Refs[n].Note)
		},
		NoteBack: func(b *bytes.Buffer, n int) {
			nth := ""
			if d.Refs[n].Nth > 0 {
				nth = strconv.Itoa(d.Refs[n].Nth)
			}
			fmt.Fprintf(b, `<a href="#fnref%s:%d">↩︎</a>`, nth, d.Refs[n].Note)
		},
		Notes: func(b *bytes.Buffer) { b.WriteString("<div><hr>") },
	}
}

// normal is HTML in a form in which only what matters differs: no space between blocks, no identifiers, addresses unescaped.
func normal(t *testing.T, text string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var write func(n *html.Node, pre bool)
	write = func(n *html.Node, pre bool) {
		switch n.Type {
		case html.TextNode:
			n.Data = strings.ReplaceAll(n.Data, "\u00a0", " ")
			text := n.Data
			if !pre {
				text = strings.Join(strings.Fields(text), " ")
				if text != "" && strings.ContainsAny(n.Data[:1], " \n") && isInline(beside(n, -1)) {
					text = " " + text
				}
				if text != "" && strings.ContainsAny(n.Data[len(n.Data)-1:], " \n") && isInline(beside(n, 1)) {
					text += " "
				}
			}
			if pre {
				text = strings.ReplaceAll(text, " ", "·") // counts
			}
			b.WriteString(stdhtml.EscapeString(text))
		case html.ElementNode:
			b.WriteString("<" + n.Data)
			var attrs []string
			for _, a := range n.Attr {
				attrs = append(attrs, normalAttr(n.Data, a)...)
			}
			sort.Strings(attrs)
			b.WriteString(strings.Join(attrs, "") + ">")
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				write(c, pre || n.Data == "pre")
			}
			b.WriteString("</" + n.Data + ">\n")
		case html.CommentNode:
		default:
			b.WriteString(n.Data)
		}
	}
	for _, n := range nodes {
		write(n, false)
	}
	return strings.ReplaceAll(b.String(), "  ", " ")
}

// beside is the node before or after one, comments apart.
func beside(n *html.Node, way int) *html.Node {
	for {
		if way < 0 {
			n = n.PrevSibling
		} else {
			n = n.NextSibling
		}
		if n == nil || n.Type != html.CommentNode {
			return n
		}
	}
}

// isInline says whether space beside a node is part of the text.
func isInline(n *html.Node) bool {
	return n != nil && (n.Type == html.TextNode || slices.Contains([]string{"a", "em", "strong", "code", "del", "img", "sup"}, n.Data))
}

func normalAttr(element string, a html.Attribute) []string {
	value := a.Val
	switch a.Key {
	case "id", "disabled", "role":
		return nil
	case "href", "src":
		if plain, err := url.PathUnescape(value); err == nil {
			value = plain
		}
	case "title":
		if value == "" {
			return nil
		}
	case "class", "style", "align":
		align := map[string]string{"centre": "center", "end": "right", "text-align:center": "center", "text-align:right": "right", "text-align:left": "left", "center": "center", "right": "right", "left": "left"}[value]
		if element == "td" || element == "th" {
			if align == "left" || align == "" {
				return nil
			}
			return []string{" align=" + align}
		}
		if element != "code" {
			return nil
		}
	}
	return []string{" " + a.Key + "=" + strconv.Quote(value)}
}

// difference is why some examples of a suite become something else than it says.
type difference struct {
	why      string
	told     string // the check that reports it; "" where nothing is lost, and nothing is reported
	examples string // numbers and ranges of them, after the suite's name
}

// differences is the table of all of them.
func differences() []difference {
	return []difference{
		{"HTML in the text is not shown: where it is needed, site.yaml names the page", "markup", "commonmark 21 31 148-155 159-176 178 180 184-191 201 344 475-477 491 494 524 536 613-617 629-631 642-643"},
		{"what follows a comment on its line is not shown", "leftover", "commonmark 177"},
		{"the title of a link is not shown", "leftover", "commonmark 22-23 32-33 192-196 202 217 482 505-506 509-510 527 539 542-543 553-559 561 593"},
		{"a picture that stands alone is a figure, and in no paragraph", "", "commonmark 520 572-578 580-586 588-589 591"},
		{"an address in the text is a link, as on GitHub", "", "commonmark 608 611 612"},
		{"one tilde on each side does not strike words through", "leftover", "strikethrough 3"},
		{"an address of a kind that browsers no longer open (ftp:) stays text", "", "linkify 7"},
	}
}

// TestSuites holds what becomes of each example of CommonMark and of the extensions: what the suite says, or what the table of
// differences says, with its report.
func TestSuites(t *testing.T) {
	p := NewParser(language.English())
	examples := suites(t)
	table := map[string]difference{}
	for _, d := range differences() {
		suite, numbers, _ := strings.Cut(d.examples, " ")
		for _, part := range strings.Fields(numbers) {
			first, last, ranged := strings.Cut(part, "-")
			if !ranged {
				last = first
			}
			from, err := strconv.Atoi(first)
			to, err2 := strconv.Atoi(last)
			if err != nil || err2 != nil {
				t.Fatal(part)
			}
			for n := from; n <= to; n++ {
				table[fmt.Sprint(suite, " ", n)] = d
			}
		}
	}
	if len(examples) < 700 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, e := range examples {
		shown, told := shown(p, e.markdown)
		got, want := normal(t, shown), normal(t, e.html)
		switch d, listed := table[e.name]; {
		case got != want && !listed:
			t.Errorf("%s differs, and is not in the table: %q\n got  %q\n want %q\n told %v", e.name, e.markdown, got, want, told)
		case got == want && listed:
			t.Errorf("%s is as the suite says, but in the table: %s", e.name, d.why)
		case listed && d.told != "" && !slices.Contains(told, d.told):
			t.Errorf("%s differs, and %s does not report it: %q, told %v", e.name, d.told, e.markdown, told)
		}
		delete(table, e.name)
	}
	for name := range table {
		t.Errorf("the table has %s, which is in no suite", name)
	}
}
