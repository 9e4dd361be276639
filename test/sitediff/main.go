// Program sitediff says what a change of the program does to the site that ships. It builds the site as a commit builds it and as the
// working tree does, on the same day, and compares the two, file by file:
//
//	go run ./test/sitediff main
//
// A page may differ in the names of assets alone, as these hold a digest: where a script changes, so does each page that asks for it.
// It ends with 1 where anything else differs, as diff does.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./test/sitediff COMMIT")
		os.Exit(2)
	}
	same, err := report(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "sitediff:", err)
		os.Exit(2)
	}
	if !same {
		os.Exit(1)
	}
}

// report prints how the site that a commit builds differs from that of the working tree, and says whether it is the same but for names.
func report(commit string) (same bool, err error) {
	scratch, err := os.MkdirTemp("", "handrail-sitediff-")
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	tree := filepath.Join(scratch, "tree")
	if err := command("", "git", "worktree", "add", "--detach", "--force", tree, commit); err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, command("", "git", "worktree", "remove", "--force", tree)) }()
	var sites [2]fs.FS
	for i, dir := range []string{tree, "."} {
		public := filepath.Join(scratch, fmt.Sprint("public", i))
		if err := command(dir, "go", "run", "./cmd/handrail", "build", "--out", public); err != nil {
			return false, err
		}
		sites[i] = os.DirFS(public)
	}
	differences, err := compare(sites[0], sites[1])
	if err != nil {
		return false, err
	}
	fmt.Print(text(differences))
	return !differences.any(), nil
}

// command runs a command in a folder, with the day set, and gives what it printed where it fails.
func command(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), fmt.Sprint("SOURCE_DATE_EPOCH=", time.Now().Truncate(24*time.Hour).Unix()))
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}
