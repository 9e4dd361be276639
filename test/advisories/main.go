package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// govulncheck is the version of the scanner, which the go command builds.
const govulncheck = "golang.org/x/vuln/cmd/govulncheck@v1.9.0"

func main() {
	require := flag.Bool("require", false, "fail where the database cannot be read")
	flag.Parse()
	dir, err := os.MkdirTemp("", "handrail-advisories-")
	known, calls := false, false
	if err == nil {
		defer os.RemoveAll(dir)
		known, calls = describe(os.Stdout, dir, "https://vuln.go.dev")
	}
	if calls || *require && !known {
		_ = os.RemoveAll(dir)
		os.Exit(1)
	}
}

// describe says in words what a database knows of the program, which is built into a folder.
func describe(stdout io.Writer, dir, db string) (known, calls bool) {
	program, err := build(dir)
	var report Report
	if err == nil {
		report, err = scan(program, db)
	}
	if err == nil {
		err = report.Write(stdout)
	}
	if err != nil {
		fmt.Fprintf(stdout, "Advisories: not known, as the vulnerability database was not read: %v\n", err)
	}
	return err == nil, report.Calls()
}

// build builds the program into a folder.
func build(dir string) (program string, err error) {
	program = filepath.Join(dir, "handrail")
	_, err = goCommand("build", "-o", program, "handrail/cmd/handrail")
	return program, err
}

// scan has govulncheck look at a program.
func scan(program, db string) (Report, error) {
	said, err := goCommand("run", govulncheck, "-mode", "binary", "-format", "json", "-db", db, program)
	if err != nil {
		return Report{}, err
	}
	return Read(bytes.NewReader(said))
}

// goCommand runs the go command, and gives what it writes. The last line of what it complains of says why it failed.
func goCommand(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	said, err := cmd.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		lines := strings.Split(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(string(failed.Stderr)), "exit status 1")), "\n")
		err = fmt.Errorf("go %s: %s", args[0], lines[len(lines)-1])
	}
	return said, err
}
