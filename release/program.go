package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A system is what a program is built for, in Go's names.
type system struct{ os, arch string }

func (s system) String() string { return s.os + "/" + s.arch }

// systems are what the program is released for.
func systems() []system {
	return []system{{"windows", "amd64"}, {"windows", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}}
}

// inlined are the packages in which small functions are built into those that call them, as Go does by default: those that a build of a site spends
// its time in. In all others a call remains a call. That makes the program a tenth smaller, and no slower where it is noticed.
func inlined() []string {
	return []string{
		"runtime/...", "internal/...", "reflect", "strings", "bytes", "unicode/...", "slices", "maps", "sort", "strconv", "sync/...", "io", "bufio",
		"hash/...", "compress/...", "text/template/...", "html/...", "encoding/json", "encoding/binary", "regexp/...", "math/bits",
		"github.com/yuin/goldmark/...", "github.com/andybalholm/...", "golang.org/x/net/html", "golang.org/x/text/unicode/...",
		"go.yaml.in/yaml/v4/...", "github.com/tdewolff/...",
		"MODULE/internal/builder", "MODULE/internal/cache", "MODULE/internal/check", "MODULE/internal/glossary", "MODULE/internal/language",
		"MODULE/internal/markdown", "MODULE/internal/output", "MODULE/internal/parallel", "MODULE/internal/site", "MODULE/internal/source",
		"MODULE/internal/text",
	}
}

// buildFlags are those of every program: nothing of the folder that it was built in, of a version control system or of a debugger; and the tag by
// which the programs of all systems write the same sites.
func buildFlags(module string) []string {
	flags := []string{"-trimpath", "-tags=release", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=all=-l"}
	for _, pattern := range inlined() { // the last pattern that fits a package is the one that counts
		flags = append(flags, "-gcflags="+strings.ReplaceAll(pattern, "MODULE", module)+"=")
	}
	return flags
}

// build builds the program for a system into a folder, and gives its file.
func (r *release) build(s system) (string, error) {
	file := filepath.Join(r.temp, "handrail-"+s.os+"-"+s.arch+".exe") // Windows starts no program without .exe
	if _, err := os.Stat(file); err == nil {
		return file, nil // it has been built already
	}
	args := append([]string{"build", "-o", file}, buildFlags(r.module)...)
	if _, err := r.run([]string{"GOOS=" + s.os, "GOARCH=" + s.arch}, "go", append(args, "./cmd/handrail")...); err != nil {
		return "", err
	}
	return file, nil
}

// prepare copies the sources of the program to a folder of their own, and adds what Windows shows of it, which the go command takes from the
// folder of a package alone. What is changed while a release is made is so in no half of it.
func (r *release) prepare() error {
	sources := filepath.Join(r.temp, "sources")
	for _, dir := range []string{"cmd", "content", "internal", "quiz", "templates"} {
		if err := os.CopyFS(filepath.Join(sources, dir), os.DirFS(filepath.Join(r.root, dir))); err != nil {
			return fmt.Errorf("copying the sources: %w", err)
		}
	}
	for _, file := range []string{"go.mod", "go.sum", "LICENSE", "CHANGELOG.md", "docs/dependencies.md"} {
		data, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(file)))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(sources, file)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(sources, file), data, 0o600)
		}
		if err != nil {
			return err
		}
	}
	r.root = sources
	for _, s := range systems() {
		if s.os == "windows" {
			if err := r.resources(s.arch); err != nil {
				return err
			}
		}
	}
	return nil
}

// run runs a program in the module's folder and gives what it prints. The environment decides nothing of what comes out.
func (r *release) run(environment []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = r.root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GOWORK=off")
	cmd.Env = append(cmd.Env, environment...)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		said := ""
		if errors.As(err, &exit) {
			said = "\n" + strings.TrimSpace(string(exit.Stderr))
		}
		return nil, fmt.Errorf("%s %s: %w%s", name, strings.Join(args[:min(2, len(args))], " "), err, said)
	}
	return out, nil
}
