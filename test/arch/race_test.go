package arch

import (
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestRaced holds the packages that make test tries with the race detector to those that start work side by side, or have something that is
// shared by what runs side by side.
func TestRaced(t *testing.T) {
	partly, tests := listed(t, "PARTLY_RACED"), listed(t, "RACED_TESTS")
	raced := slices.Concat(listed(t, "RACED"), partly)
	for _, name := range partly {
		if !slices.ContainsFunc(tests, func(test string) bool { return hasTest(t, "../../internal/"+name, test) }) {
			t.Errorf("none of RACED_TESTS in the Makefile is a test of %s", name)
		}
	}
	for _, test := range tests {
		if !slices.ContainsFunc(partly, func(name string) bool { return hasTest(t, "../../internal/"+name, test) }) {
			t.Errorf("%s of RACED_TESTS in the Makefile is no test of %s", test, strings.Join(partly, " or "))
		}
	}
	for _, p := range load(t) {
		name, inside := strings.CutPrefix(p.dir, "internal/")
		if !inside && !strings.HasPrefix(p.dir, "quiz") {
			continue
		}
		if why := sideBySide(p); why != "" && !slices.Contains(raced, name) {
			t.Errorf("package %s %s: add it to RACED in the Makefile", p.dir, why)
		}
	}
}

// TestSampled holds the packages that make sweep tries with -every to those that have that flag. The one with browsers has a flag more, and a line of
// its own in the Makefile.
func TestSampled(t *testing.T) {
	files, err := filepath.Glob("../../*/*/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if dir := filepath.Dir(file); filepath.Base(dir) != "arch" && strings.Contains(string(text), `flag.Bool("every", `) {
			found[strings.TrimPrefix(filepath.ToSlash(dir), "../../")] = true
		}
	}
	delete(found, "test/browser")
	if has, want := slices.Sorted(maps.Keys(found)), listed(t, "SAMPLED"); !slices.Equal(has, want) {
		t.Errorf("the packages with a flag -every are %q, and SAMPLED in the Makefile is %q", has, want)
	}
}

// TestSwept: each test that make sweep alone runs is one of a package that it names for that, or tries with -every. make test leaves out whatever
// has such a name, so no other package may have it.
func TestSwept(t *testing.T) {
	from, sampled := listed(t, "SWEPT_FROM"), listed(t, "SAMPLED")
	used := map[string]bool{}
	_, text := sources(t)
	for _, test := range listed(t, "SWEPT_TESTS") {
		var have []string
		for file, text := range text {
			if strings.HasSuffix(file, "_test.go") && strings.Contains(string(text), "func "+test+"(t *testing.T)") {
				have = append(have, strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "../../"))
			}
		}
		if len(have) != 1 {
			t.Errorf("%s of SWEPT_TESTS in the Makefile is a test of %q, and has to be of one package", test, have)
		} else if !slices.Contains(sampled, have[0]) {
			used[have[0]] = true
		}
	}
	if has := slices.Sorted(maps.Keys(used)); !slices.Equal(has, from) {
		t.Errorf("the packages that have SWEPT_TESTS and are not in SAMPLED are %q, and SWEPT_FROM in the Makefile is %q", has, from)
	}
}

// listed returns what a list in the Makefile has.
func listed(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^` + name + ` = (.+)$`).FindSubmatch(text)
	if found == nil {
		t.Fatalf("the Makefile has no list %s", name)
	}
	return strings.FieldsFunc(string(found[1]), func(r rune) bool { return r == ' ' || r == '|' })
}

// hasTest says whether a package has a test of a name.
func hasTest(t *testing.T, dir, name string) bool {
	files, err := filepath.Glob(dir + "/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(files, func(file string) bool {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(text), "func "+name+"(t *testing.T)")
	})
}

// sideBySide says what a package does side by side; "" when it does nothing of the kind.
func sideBySide(p pkg) string {
	why := ""
	for _, file := range p.files {
		for _, spec := range file.Imports {
			switch path := strings.Trim(spec.Path.Value, `"`); path {
			case "sync", "sync/atomic", "golang.org/x/sync/errgroup", "golang.org/x/sync/semaphore", module + "/internal/parallel":
				why = "imports " + path
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, ok := n.(*ast.GoStmt); ok {
				why = "starts goroutines"
			}
			return true
		})
	}
	return why
}
