package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBuildID: the identifier of a program is what the go command says, in the format of each system.
func TestBuildID(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { println(1) }\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, system := range []string{"linux", "windows", "darwin"} {
		program := filepath.Join(dir, system)
		build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, source)
		build.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		if text, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		want, err := exec.Command("go", "tool", "buildid", program).Output()
		if err != nil {
			t.Fatal(err)
		}
		start, err := os.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		if got := buildID(start[:32<<10]); got == "" || got != strings.TrimSpace(string(want)) {
			t.Errorf("%s: %q, want %q", system, got, want)
		}
	}
	if id := buildID([]byte("\xff Go build ID: \"abc")); id != "" {
		t.Errorf("an identifier without an end is %q", id)
	}
}
