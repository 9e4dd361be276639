package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// hugoVersion is the newest that builds with the Go version of go.mod.
const hugoVersion = "v0.165.0"

// tools are the programs that are measured.
type tools struct {
	handrail, bare string
	hugo           string // empty when there is none
	hugoSays       string // its version, or why it is missing
}

func getTools(ctx context.Context, work workspace, o options) (tools, error) {
	t := tools{handrail: o.handrail, bare: work.path("bare")}
	progress("building the programs")
	if err := build(ctx, "./test/bench/bare", t.bare); err != nil {
		return t, err
	}
	if t.handrail == "" {
		t.handrail = work.path("handrail")
		if err := build(ctx, "./cmd/handrail", t.handrail); err != nil {
			return t, err
		}
	}
	var err error
	if t.hugo, t.hugoSays, err = getHugo(ctx, o.hugo); err != nil {
		t.hugoSays = "Hugo could not be built, so its columns are empty: " + err.Error()
		progress("%s", t.hugoSays)
	}
	return t, nil
}

func build(ctx context.Context, pkg, out string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", out, pkg)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build %s, from the folder of these sources: %w\n%s", pkg, err, text)
	}
	return nil
}

// getHugo returns the path of Hugo and its version. Unless it is given a path, it keeps Hugo in the user's cache folder, and
// has Go build it the first time.
func getHugo(ctx context.Context, path string) (hugo, version string, err error) {
	if path == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", "", err
		}
		path = filepath.Join(cache, "handrail-bench", "hugo-"+hugoVersion, "hugo")
		if _, err := os.Stat(path); err != nil {
			progress("building Hugo %s, once, which takes some minutes", hugoVersion)
			install := exec.CommandContext(ctx, "go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
			install.Env = append(os.Environ(), "GOBIN="+filepath.Dir(path), "CGO_ENABLED=0", "GOFLAGS=")
			if text, err := install.CombinedOutput(); err != nil {
				return "", "", fmt.Errorf("go install: %w: %s", err, lastLine(text))
			}
		}
	}
	says, err := exec.CommandContext(ctx, path, "version").Output()
	if err != nil {
		return "", "", fmt.Errorf("%s version: %w", path, err)
	}
	words := strings.Fields(string(says)) // hugo v0.165.0 linux/amd64 BuildDate=unknown
	if len(words) < 2 {
		return "", "", errors.New(path + " does not say its version")
	}
	return path, "Hugo " + strings.TrimPrefix(words[1], "v"), nil
}

func lastLine(text []byte) string {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return lines[len(lines)-1]
}
