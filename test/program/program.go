// Package program gives tests Handrail itself, as people run it: [Build].
package program

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// Build puts the program into a folder, for a package in a folder of test, and returns its path. The go command keeps what it has linked for go
// run, and not for go build: the first of the packages waits for the linker, and the others have the same program.
func Build(dir string) (string, error) {
	// It also keeps a passing result of a test until a file that the test has looked at changes, and a compiler of its own reads these.
	for _, folder := range []string{"cmd", "internal", "quiz", "content", "templates"} {
		err := filepath.WalkDir(filepath.Join("..", "..", folder), func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil {
			return "", err
		}
	}
	program := filepath.Join(dir, "handrail")
	link := exec.Command("go", "run", "-exec", `sh -c 'cp "$0" "$COPY"'`, "handrail/cmd/handrail") // the program is copied in place of being run
	link.Env = append(os.Environ(), "COPY="+program)
	if said, err := link.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building handrail: %w\n%s", err, said)
	}
	return program, nil
}
