package arch

import (
	"go/ast"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestRaced holds the packages that make test tries with the race detector to those that start work side by side, or have something that is
// shared by what runs side by side.
func TestRaced(t *testing.T) {
	text, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?m)^RACED = (.+)$`).FindSubmatch(text)
	if list == nil {
		t.Fatal("the Makefile has no list RACED")
	}
	raced := strings.Fields(string(list[1]))
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
