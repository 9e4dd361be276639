package browser

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPaper prints the handbook as a tagged PDF: its headings go down a level at a time, its outline has each of them, and its lists, tables, links
// and pictures are what they are, with the descriptions of the pictures.
func TestPaper(t *testing.T) {
	t.Parallel()
	dir := newSite(t, map[string]string{"guidance/table.md": "---\ntitle: A table\nsummary: A table and a list.\norder: 901\naudience: [lead]\ntopics: [broadcast]\nreviewed: 2026-11-28\nreview_every: 6 months\n---\n\n" +
		"## The table\n\n| One | Two |\n|---|---|\n| a | b |\n\n### Below it\n\n1. First\n2. Second\n"})
	command(t, "build", dir)
	server := httptest.NewServer(staticHost(filepath.Join(dir, "public")))
	t.Cleanup(server.Close)
	b := newTab(t)
	b.open(server.URL + "/handbook.html")
	data, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFOutlineAndTagged(), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	b.show(800, map[string]string{"media": "print"})
	doc := readTags(t, data)
	if root := doc.at(doc.root); root["/Lang"] != "u:en-GB" || doc.at(root["/MarkInfo"])["/Marked"] != true {
		t.Errorf("the PDF is %v", root)
	}
	want := eval[[]string](b, `[...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].filter((h) => h.getClientRects().length).map((h) => h.innerText)`)
	if got := doc.outline(doc.at(doc.at(doc.root)["/Outlines"])["/First"]); !slices.Equal(got, want) || len(want) < 50 {
		t.Errorf("the outline has %d headings, and the page %d:\n%q\n%q", len(got), len(want), got, want)
	}
	counts, depth := map[string]int{}, 0
	doc.walk(doc.at(doc.at(doc.root)["/StructTreeRoot"])["/K"], nil, func(kind string, above []string, element map[string]any) {
		counts[kind]++
		parent := above[len(above)-1]
		switch {
		case isTagOfHeading.MatchString(kind):
			level := int(kind[2] - '0')
			if level > depth+1 {
				t.Errorf("a heading of level %d follows one of level %d", level, depth)
			}
			depth = level
		case kind == "/LI" && parent != "/L", kind == "/TR" && parent != "/Table", (kind == "/TH" || kind == "/TD") && parent != "/TR":
			t.Errorf("a %s is in a %s", kind, parent)
		case kind == "/Figure" && element["/Alt"] == nil && !doc.holds(element["/K"], "/Figure"):
			t.Errorf("a figure has no description, in %q", above)
		case kind == "/Link" && !doc.holds(element["/K"], "/OBJR"):
			t.Error("a link leads nowhere")
		}
	})
	for selector, kind := range map[string]string{"main :is(ul, ol)": "/L", "main th": "/TH", "main td": "/TD", "main svg[role=img]": "/Figure", "main a[href]": "/Link"} {
		n := eval[int](b, `[...document.querySelectorAll('`+selector+`')].filter((e) => e.getClientRects().length).length`)
		if kind == "/Figure" {
			n *= 2 // the one with the caption, and the one in it
		}
		if n == 0 || counts[kind] < n {
			t.Errorf("the page has %d times %s, and the PDF %d times %s", n, selector, counts[kind], kind)
		}
	}
}

var isTagOfHeading = regexp.MustCompile(`^/H[1-6]$`)

// tags is a PDF as qpdf, an independent reader, says it in JSON (https://qpdf.readthedocs.io/en/stable/json.html).
type tags struct {
	objects map[string]any
	root    any
}

func readTags(t *testing.T, data []byte) *tags {
	t.Helper()
	file := filepath.Join(t.TempDir(), "printed.pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("qpdf", "--json=2", "--json-key=qpdf", file).Output()
	if err != nil {
		t.Fatal("qpdf is missing: run scripts/setup, or on Debian: sudo apt-get install qpdf: ", err)
	}
	var all struct{ Qpdf [2]map[string]any }
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	d := &tags{objects: all.Qpdf[1]}
	d.root = d.at(all.Qpdf[1]["trailer"].(map[string]any)["value"])["/Root"]
	return d
}

// value is what a reference refers to.
func (d *tags) value(v any) any {
	if name, ok := v.(string); ok && strings.HasSuffix(name, " 0 R") {
		object, _ := d.objects["obj:"+name].(map[string]any)
		return object["value"]
	}
	return v
}

// at is a dictionary, whether it is referred to or not.
func (d *tags) at(v any) map[string]any {
	m, _ := d.value(v).(map[string]any)
	return m
}

// outline lists the titles of an outline, from an entry on.
func (d *tags) outline(entry any) []string {
	var list []string
	for e := d.at(entry); e != nil; e = d.at(e["/Next"]) {
		title, _ := e["/Title"].(string)
		list = append(append(list, strings.TrimPrefix(title, "u:")), d.outline(e["/First"])...)
	}
	return list
}

// walk visits each element of the structure, with the kinds of those around it.
func (d *tags) walk(v any, above []string, visit func(kind string, above []string, element map[string]any)) {
	switch v := d.value(v).(type) {
	case []any:
		for _, child := range v {
			d.walk(child, above, visit)
		}
	case map[string]any:
		if kind, ok := v["/S"].(string); ok {
			visit(kind, append([]string{""}, above...), v)
			d.walk(v["/K"], append(slices.Clip(above), kind), visit)
		}
	}
}

// holds says whether an element of a kind is directly in another, or a reference to an object.
func (d *tags) holds(v any, kind string) bool {
	switch v := d.value(v).(type) {
	case []any:
		return slices.ContainsFunc(v, func(child any) bool { return d.holds(child, kind) })
	case map[string]any:
		return v["/S"] == kind || v["/Type"] == kind
	}
	return false
}
