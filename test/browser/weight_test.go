package browser

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"handrail/test/report"
)

var update = flag.Bool("update", false, "write what pages weigh into docs/performance.md")

const kB = 1024

// kind is a kind of page, and the maximum of bytes that a browser may load for such a page the first time: the page, its
// styles and its scripts, as a host sends them compressed.
type kind struct {
	name, class string // class is that of the page's body
	limit       int
}

// groupPage stands for the class of pages that the build makes for each group of a statement. Their layout is that of a
// statement, and they have no widget.
const groupPage = "statement of a group"

// kinds is every kind of page. A page of 14 KB comes in one round trip on a slow phone. What has a widget may weigh more.
// The handbook and the map of rules hold everything, and say so before they are opened.
func kinds() []kind {
	return []kind{
		{"home", "home", 30 * kB},
		{"section", "section", 14 * kB},
		{"guidance", "page", 14 * kB},
		{"path", "path", 30 * kB},
		{"quiz", "quiz", 30 * kB},
		{"answers of a quiz", "key", 14 * kB},
		{"five questions", "refresh", 60 * kB},
		{"quiz on a screen", "present", 30 * kB},
		{"results of a quiz", "results", 30 * kB},
		{"records of paths", "record", 30 * kB},
		{"statement", "statement", 24 * kB}, // the note to a new administrator has the steps for what is urgent in full
		{groupPage, groupPage, 14 * kB},
		{"checklist", "checklist", 30 * kB},
		{"search", "search", 30 * kB},
		{"rules", "rules", 20 * kB},
		{"handbook", "handbook", 40 * kB},
		{"what is new", "whats-new", 30 * kB},
		{"what words mean", "words", 14 * kB},
		{"what is kept", "kept", 15 * kB},
		{"not on the device", "offline", 14 * kB},
		{"not found", "notfound", 14 * kB},
	}
}

// weighed is a kind with what its pages weigh.
type weighed struct {
	pages, html, all int // all and html are of the heaviest page, in bytes
	heaviest         string
}

// TestWeight: no page of the site that ships, or of one that has groups, loads more than its kind may.
func TestWeight(t *testing.T) {
	dir := newSite(t, map[string]string{"groups.csv": "group\nLeeds\nYnys Môn & Llŷn\n"})
	command(t, "build", dir)
	public := filepath.Join(dir, "public")
	found := map[string]weighed{}
	err := filepath.WalkDir(public, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		page, err := filepath.Rel(public, file)
		if err != nil {
			return err
		}
		page = filepath.ToSlash(page)
		class, files, html, all := weigh(t, public, page)
		if class == "" {
			return nil // it only leads elsewhere
		}
		w := found[class]
		w.pages++
		if all > w.all {
			w.html, w.all, w.heaviest = html, all, page
		}
		found[class] = w
		t.Logf("%s: %d bytes with %d more files", page, all, files)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	table := report.Table{Columns: []string{"kind of page", "pages:", "page alone:", "with all it loads:", "limit:", "heaviest"}}
	for _, k := range kinds() {
		w, there := found[k.class]
		delete(found, k.class)
		switch {
		case !there:
			t.Errorf("there is no page of the kind %q to weigh", k.name)
		case w.all > k.limit:
			t.Errorf("%s weighs %d bytes with all that it loads, compressed: a page of the kind %q may weigh %d", w.heaviest, w.all, k.name, k.limit)
		}
		table.Rows = append(table.Rows, []string{k.name, fmt.Sprint(w.pages), kilobytes(w.html), kilobytes(w.all), kilobytes(k.limit), w.heaviest})
	}
	for class, w := range found {
		t.Errorf("%s is of a kind that has no limit: add the class %q to kinds", w.heaviest, class)
	}
	if *update && !t.Failed() {
		writeWeight(t, table)
	}
}

func writeWeight(t *testing.T, table report.Table) {
	t.Helper()
	text := fmt.Sprintf(`## What a browser loads

Measured on %s, of the site that ships with two groups added. Sizes are of the heaviest page of each kind, as a
host sends it: compressed with gzip, in KB of 1,024 bytes. "All it loads" is a first visit: the page, its styles and its
scripts. After that, styles and scripts are in the browser already. The tests fail when a page is heavier than its limit.

%s
To repeat this: `+"`go test ./test/browser -run TestWeight -update`"+`.
`, time.Now().UTC().Format("2 January 2006"), table)
	if err := report.Write(filepath.Join(top, "docs", "performance.md"), report.Weight, text); err != nil {
		t.Fatal(err)
	}
}

func kilobytes(n int) string { return fmt.Sprintf("%.1f KB", float64(n)/kB) }

// weigh returns a page's kind and weight: how many files it loads, its own bytes, and those of all together.
func weigh(t *testing.T, public, page string) (class string, files, html, all int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte(`http-equiv="refresh"`)) {
		return "", 0, 0, 0
	}
	class = layoutOf(t, page, string(text))
	html = packed(t, filepath.Join(public, page))
	all = html
	for _, file := range readDocument(t, filepath.Join(public, page)).files {
		if !strings.HasPrefix(file, "data:") {
			files++
			all += packed(t, filepath.Join(public, path.Join(path.Dir(page), file)))
		}
	}
	return class, files, html, all
}

// layoutOf returns the kind of a page with a text.
func layoutOf(t *testing.T, page, text string) string {
	t.Helper()
	body := regexp.MustCompile(`<body class="([^"]*)"`).FindStringSubmatch(text)
	if body == nil {
		t.Fatalf("%s does not say its layout in the class of its body", page)
	}
	if body[1] == "statement" && strings.Count(page, "/") > 1 {
		return groupPage
	}
	return body[1]
}

// packed is the size of a file as a host sends it.
func packed(t *testing.T, file string) int {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}
