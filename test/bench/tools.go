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

// eleventyVersion is the newest when this was written.
const eleventyVersion = "3.1.8"

// tools are the programs that are measured.
type tools struct {
	handrail, bare, part string
	hugo                 string // empty when there is none
	hugoSays             string // its version, or why it is missing
	eleventy             string // its cmd.cjs, for node; empty when there is none
	eleventySays         string // its version, or why it is missing
}

func getTools(ctx context.Context, work workspace, o options) (tools, error) {
	t := tools{handrail: o.handrail, bare: work.path("bare"), part: work.path("part")}
	progress("building the programs")
	if err := build(ctx, "./test/bench/bare", t.bare); err != nil {
		return t, err
	}
	if err := build(ctx, "./test/bench/part", t.part); err != nil {
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
	if t.eleventy, t.eleventySays, err = getEleventy(ctx, o.eleventy); err != nil {
		t.eleventySays = "Eleventy could not be installed, so its column is empty: " + err.Error()
		progress("%s", t.eleventySays)
	}
	return t, nil
}

// build builds a program of these sources without C, as those of releases are, and Hugo here.
func build(ctx context.Context, pkg, out string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", out, pkg)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
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

// getEleventy returns the path of Eleventy's program for node, and its version. Unless it is given a path, it keeps Eleventy in the user's
// cache folder, and has npm install it the first time.
func getEleventy(ctx context.Context, path string) (eleventy, version string, err error) {
	if path == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", "", err
		}
		dir := filepath.Join(cache, "handrail-bench", "eleventy-"+eleventyVersion)
		path = filepath.Join(dir, "node_modules", "@11ty", "eleventy", "cmd.cjs")
		// npm writes this file when it has finished.
		if _, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json")); err != nil {
			progress("installing Eleventy %s, once", eleventyVersion)
			install := exec.CommandContext(ctx, "npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "--ignore-scripts", "@11ty/eleventy@"+eleventyVersion)
			if text, err := install.CombinedOutput(); err != nil {
				return "", "", fmt.Errorf("npm install: %w: %s", err, lastLine(text))
			}
		}
	}
	says, err := exec.CommandContext(ctx, "node", path, "--version").Output()
	if err != nil {
		return "", "", fmt.Errorf("node %s --version: %w", path, err)
	}
	return path, "Eleventy " + strings.TrimSpace(string(says)), nil
}

func lastLine(text []byte) string {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return lines[len(lines)-1]
}
