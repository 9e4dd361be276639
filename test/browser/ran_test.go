package browser

import (
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"handrail/test/report"
)

// browsers are the columns of the table in docs/browsers.md.
func browsers() []string {
	return []string{"Chromium", "Firefox", "WebKitGTK", "Chrome 109", "Chrome 92", "Chrome 83"}
}

// log is in which browsers each test has opened a page. The table in docs/browsers.md is made of nothing else.
type log struct {
	mu sync.Mutex
	in map[string]map[string]bool // by the name of the test, and of the browser
}

var ran = log{in: map[string]map[string]bool{}}

func (l *log) note(test, browser string) {
	test, _, _ = strings.Cut(test, "/")
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.in[test] == nil {
		l.in[test] = map[string]bool{}
	}
	l.in[test][browser] = true
}

// forget leaves out a test.
func (l *log) forget(test string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.in, test)
}

// hold fails if docs/browsers.md names other browsers for a test than those in which all of it was run, or without -every, fewer browsers. With
// -update it writes there what was run, and leaves the rows of other tests as they are.
func (l *log) hold() error {
	tests, err := flows()
	if err != nil {
		return err
	}
	rows, err := readRows()
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	asked := askedFor()
	for test := range tests {
		in := l.in[test]
		if !asked(test) || maps.Equal(in, rows[test].in) || !*every && has(rows[test].in, in) {
			continue
		}
		if !*update {
			err = errors.Join(err, fmt.Errorf("docs/browsers.md says that %s is run in %q, and it was in %q: go test ./test/browser -run '^%[1]s$' -update",
				test, slices.Sorted(maps.Keys(rows[test].in)), slices.Sorted(maps.Keys(in))))
		}
		rows[test] = row{in: in}
	}
	if *update {
		return writeRows(tests, rows)
	}
	return err
}

// has says whether a set has all of another.
func has(set, other map[string]bool) bool {
	for item := range other {
		if !set[item] {
			return false
		}
	}
	return true
}

// askedFor says whether all of a test was to be run.
func askedFor() func(test string) bool {
	given := func(name string) string { return flag.Lookup("test." + name).Value.String() }
	pattern, err := regexp.Compile(given("run"))
	skipped, skipErr := regexp.Compile(given("skip"))
	if err != nil || skipErr != nil || strings.Contains(given("run")+given("skip"), "/") || given("list") != "" {
		return func(string) bool { return false }
	}
	return func(test string) bool {
		return pattern.MatchString(test) && (given("skip") == "" || !skipped.MatchString(test))
	}
}

// flows returns the first sentence about each test of the package, by the test's name.
func flows() (map[string]string, error) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, declared := range file.Decls {
			test, ok := declared.(*ast.FuncDecl)
			if !ok || test.Recv != nil || !strings.HasPrefix(test.Name.Name, "Test") {
				continue
			}
			sentence := strings.TrimPrefix(new(doc.Package).Synopsis(test.Doc.Text()), test.Name.Name)
			found[test.Name.Name] = strings.TrimSuffix(strings.TrimLeft(sentence, ": "), ".")
		}
	}
	return found, nil
}

// row is what docs/browsers.md says of a test.
type row struct {
	sentence string
	in       map[string]bool // browsers
}

func browsersPage() string { return filepath.Join(top, "docs", "browsers.md") }

// readRows reads the table, by the names of tests.
func readRows() (map[string]row, error) {
	text, err := report.Read(browsersPage(), report.Browsers)
	if err != nil {
		return nil, err
	}
	rows := map[string]row{}
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.Trim(line, "| \n"), "|")
		if len(cells) != 2+len(browsers()) {
			continue
		}
		test, named := strings.CutPrefix(strings.TrimSpace(cells[1]), "`")
		if !named {
			continue // the head of the table
		}
		r := row{strings.TrimSpace(cells[0]), map[string]bool{}}
		for i, browser := range browsers() {
			if strings.TrimSpace(cells[2+i]) == "yes" {
				r.in[browser] = true
			}
		}
		rows[strings.TrimSuffix(test, "`")] = r
	}
	return rows, nil
}

// writeRows writes the table: first what is tried in most browsers.
func writeRows(tests map[string]string, rows map[string]row) error {
	names := slices.Collect(maps.Keys(rows))
	names = slices.DeleteFunc(names, func(name string) bool { return tests[name] == "" || len(rows[name].in) == 0 })
	slices.SortFunc(names, func(a, b string) int {
		if more := len(rows[b].in) - len(rows[a].in); more != 0 {
			return more
		}
		return strings.Compare(a, b)
	})
	// Cells are as wide as their words, so that a change of one row is a change of one line.
	var table strings.Builder
	line := func(cells ...string) { fmt.Fprintf(&table, "| %s |\n", strings.Join(cells, " | ")) }
	line(append([]string{"what is tried", "test"}, browsers()...)...)
	line(slices.Repeat([]string{"---"}, 2+len(browsers()))...)
	for _, name := range names {
		cells := []string{tests[name], "`" + name + "`"}
		for _, browser := range browsers() {
			cell := "no"
			if rows[name].in[browser] {
				cell = "yes"
			}
			cells = append(cells, cell)
		}
		line(cells...)
	}
	return report.Write(browsersPage(), report.Browsers, table.String())
}

// TestBrowsersPage checks that the table in docs/browsers.md has the tests of the package. In which browsers they are run is known once they
// have been (hold).
func TestBrowsersPage(t *testing.T) {
	tests, err := flows()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := readRows()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		return // the table is written when the tests are over
	}
	if len(rows) == 0 {
		t.Error("the table has no rows")
	}
	for test, row := range rows {
		if sentence := tests[test]; sentence == "" || sentence != row.sentence || strings.Contains(sentence, "|") {
			t.Errorf("the table says of %s %q, and the test's comment %q: go test ./test/browser -run '^TestBrowsersPage$' -update", test, row.sentence, sentence)
		}
	}
}
