// Package search measures how well the site's search answers what volunteers type: questions.yaml holds questions, each with the page or
// rule that answers it, and the site's own engine and its peers are asked all of them.
package search

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// top is the module's folder, from this one.
const top = "../.."

// scratch holds what the tests make; it goes away at the end.
var scratch string

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if scratch, err = os.MkdirTemp("", "handrail-search-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	return m.Run()
}

// site builds the site that ships with the real program, once, and returns the folder of its pages.
var site = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(scratch, "site")
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(top, "content"))); err != nil {
		return "", err
	}
	// The go command keeps a passing result until a file that the test has read changes, and a compiler of its own reads these.
	for _, folder := range []string{"cmd", "internal", "quiz", "templates"} {
		if err := filepath.WalkDir(filepath.Join(top, folder), func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
			return "", err
		}
	}
	build := exec.Command("go", "run", "./cmd/handrail", "build", dir)
	build.Dir = top
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go run ./cmd/handrail build: %w\n%s", err, out)
	}
	return filepath.Join(dir, "public"), nil
})
